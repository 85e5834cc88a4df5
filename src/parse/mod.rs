//! In: the text of one file. Out: its part of the model, and everything wrong with it.

pub mod config;
pub mod deadline;
pub mod form;
pub mod front_matter;
pub mod holidays;
pub mod inline;
pub mod label;
pub mod markdown;
pub mod numeral;
pub mod page;
pub mod pieces;
pub mod quiz;
pub mod regulation;
pub mod results;
pub mod review;
pub mod script;

use crate::{
    Input,
    diag::{Diagnostic, Diagnostics},
    model::{Bank, Citation, Config, Form, Handbook, Kind, Regulation, Script, TextPage},
    source::{FileId, Sources, Span},
    yaml::Fields,
};
use rayon::prelude::*;
use std::sync::Arc;

/// What the parser of one page sees and fills: the configuration, and lists that the page's HTML refers to by number.
pub struct PageCx<'a> {
    /// `handbook.yml`.
    pub config: &'a Config,
    /// The file.
    pub file: FileId,
    /// Its path from the handbook's root.
    pub path: &'a str,
    /// The unit its front matter names: substitutions may differ by unit.
    pub unit: Option<String>,
    /// Citations and inside links in order of appearance.
    pub citations: Vec<Citation>,
    /// Images it shows: path from the handbook's root, and where.
    pub images: Vec<(String, Span)>,
    /// What is wrong.
    pub diagnostics: Diagnostics,
}

impl PageCx<'_> {
    /// The span from byte `start` to `end` of the file.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// Collects a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// One parsed page of any kind.
enum Page {
    Regulation(Regulation),
    Script(Script),
    Form(Form),
    Bank(Bank),
    Text(TextPage),
}

/// Parses every file: configuration first, then all pages side by side.
pub fn handbook(input: &Input) -> (Handbook, Sources, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let sources = Sources { files: Arc::clone(&input.files) };
    let mut handbook = Handbook {
        config: config::config(&sources, input.today, &mut diagnostics),
        local: config::local(&sources, &mut diagnostics),
        review: review::lock(&sources, &mut diagnostics),
        holidays: holidays::read(&sources, &mut diagnostics),
        results: results::read(&sources, &mut diagnostics),
        ..Handbook::default()
    };
    let parsed: Vec<(Option<Page>, Diagnostics)> = (sources.files.par_iter().enumerate())
        .filter(|(_, file)| file.path.starts_with("content/") && file.path != results::PATH)
        .map(|(index, file)| page_of(&handbook.config, FileId(index as u32), &file.path, &file.text))
        .collect();
    for (page, found) in parsed {
        diagnostics.0.extend(found.0);
        match page {
            Some(Page::Regulation(page)) => handbook.regulations.push(page),
            Some(Page::Script(page)) => handbook.scripts.push(page),
            Some(Page::Form(page)) => handbook.forms.push(page),
            Some(Page::Bank(page)) => handbook.banks.push(page),
            Some(Page::Text(page)) => handbook.pages.push(page),
            None => {}
        }
    }
    (handbook, sources, diagnostics)
}

/// The kind of a page by the folder it stands in.
fn kind_of(path: &str, file: FileId, diagnostics: &mut Diagnostics) -> Option<Kind> {
    let folder = path.strip_prefix("content/")?.split_once('/').map_or("", |(folder, _)| folder);
    if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.folder() == folder) {
        return Some(kind);
    }
    let names = Kind::ALL.map(Kind::folder);
    let fact = match folder {
        "" => "页面直接放在 content/ 下，看不出是哪一种".to_owned(),
        other => format!("content/ 下没有“{other}”这种页面"),
    };
    let hint = match crate::diag::nearest(folder, names) {
        Some(near) if !folder.is_empty() => format!("是不是想放进 content/{near}/？"),
        _ => format!("放进其中一个文件夹：{}", names.join("、")),
    };
    diagnostics.push(Diagnostic::new("unknown-kind", Span::new(file, 0, 0), fact).hint(hint));
    None
}

fn page_of(config: &Config, file: FileId, path: &str, text: &str) -> (Option<Page>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let Some(kind) = kind_of(path, file, &mut diagnostics) else { return (None, diagnostics) };
    let split = front_matter::split(text);
    let front = match &split.yaml {
        Some(range) => crate::yaml::parse(file, &text[range.clone()], range.start, &mut diagnostics),
        None => crate::yaml::parse(file, "", 0, &mut diagnostics),
    };
    let Some(front) = front else { return (None, diagnostics) };
    let Some(mut fields) = Fields::of(&front, "文件头", &mut diagnostics) else { return (None, diagnostics) };
    let mut cx = PageCx { config, file, path, unit: None, citations: Vec::new(), images: Vec::new(), diagnostics };
    let body = &text[split.body..];
    let meta = front_matter::meta(&mut cx, &mut fields, kind, body);
    cx.unit.clone_from(&meta.unit);
    let mut page = match kind {
        Kind::Regulation => Page::Regulation(regulation::parse(&mut cx, meta, &mut fields, body, split.body)),
        Kind::Script => Page::Script(script::parse(&mut cx, meta, &mut fields, body, split.body)),
        Kind::Form => Page::Form(form::parse(&mut cx, meta, &mut fields, body, split.body)),
        Kind::Quiz => Page::Bank(quiz::parse(&mut cx, meta, &mut fields, body, split.body)),
        Kind::Page => Page::Text(page::parse(&mut cx, meta, &mut fields, body, split.body)),
    };
    fields.finish("文件头", &mut cx.diagnostics);
    let meta = match &mut page {
        Page::Regulation(page) => &mut page.meta,
        Page::Script(page) => &mut page.meta,
        Page::Form(page) => &mut page.meta,
        Page::Bank(page) => &mut page.meta,
        Page::Text(page) => &mut page.meta,
    };
    meta.citations = cx.citations;
    meta.images = cx.images;
    (Some(page), cx.diagnostics)
}
