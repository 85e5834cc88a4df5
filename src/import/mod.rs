//! In: a file as it comes (pasted text, a saved web page, a Word file). Out: pages of the handbook with the official text to the
//! letter, a log of everything that was left out or read otherwise, and what is odd about the text.
//!
//! # Steps
//! 1. [`decode`]: bytes → text, web page or Word file.
//! 2. [`text`]: that → [`line::Line`]s, one a paragraph, with their places.
//! 3. [`glue`], [`preface`], [`wrap`]: paragraphs that ran together are parted, those broken by a page's width joined.
//! 4. [`clean`], [`contents`], [`copies`]: furniture ([`mess`]), tables of contents and second copies are left out, each with a line
//!    in the [`log`].
//! 5. [`split`]: documents, with their titles; [`meta`]: who, when, which number; [`odd`]: misprinted labels.
//! 6. [`page`]: Markdown that the label rule of [`crate::parse`] reads as printed; [`warn`]: what to check by eye.

mod clean;
mod contents;
mod copies;
pub mod decode;
mod docx;
mod facts;
mod glue;
mod html;
mod issuer;
pub mod line;
pub mod log;
mod mark;
pub mod mess;
pub mod meta;
mod odd;
mod page;
mod preface;
mod record;
mod split;
mod suggest;
mod text;
pub mod warn;
mod wrap;

pub use record::{Record, record};

use crate::{Input, Reading, parse::front_matter::derived_id, source::SourceFile};
use decode::Decoded;
use line::Line;
use log::{Entry, Log, Refused};
use meta::Meta;
use split::Document;
use std::collections::BTreeSet;
use warn::Warning;

/// Why a file cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Code, explained by `shouce explain`.
    pub code: &'static str,
    /// The fact.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into() }
    }
}

/// A source to import.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file's name, for its extension and as a title of last resort.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What the editor refused in the log of an earlier import.
    pub refused: &'a Refused,
    /// Ids that other pages have.
    pub taken: &'a BTreeSet<String>,
}

/// One page that came of it.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its id, made of the title.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What the front matter says of the source.
    pub meta: Meta,
    /// Labelled clauses: path and own text.
    pub outline: Vec<(Vec<String>, String)>,
    /// The official text as Markdown, without suggestions.
    pub body: String,
    /// The whole page as a file, with suggestions.
    pub page: String,
}

/// What came of a source.
#[derive(Clone, Debug)]
pub struct Imported {
    /// At least one page.
    pub documents: Vec<Page>,
    /// What was left out or read otherwise.
    pub log: Vec<Entry>,
    /// What is odd about the text, in the order of the source.
    pub warnings: Vec<Warning>,
}

/// Imports a source.
///
/// # Errors
/// Files of other formats, hostile ones, and those without any text.
pub fn import(source: Source) -> Result<Imported, Refusal> {
    let mut log = Log::new(source.refused);
    let (mut lines, title) = lines(source, &mut log)?;
    lines.iter_mut().for_each(Line::mend_characters);
    let mut warnings: Vec<Warning> = warn::garbled(&lines).into_iter().collect();
    let (documents, hints) = documents(lines, title.as_deref().unwrap_or(stem(source.name)), &mut log, &mut warnings);
    if documents.iter().all(|document| document.lines.is_empty()) {
        let hint = "打开文件看看里面有没有文字；扫描件要先认字（OCR）。";
        return Err(Refusal::new("not-text", "文件里没有文字", hint));
    }
    warnings.extend(warn::attachments(&documents));
    let mut pages: Vec<Page> = Vec::new();
    for (i, document) in documents.iter().enumerate() {
        let none = clean::Hints::default();
        let mut taken = source.taken.clone();
        taken.extend(pages.iter().map(|page| page.id.clone()));
        pages.push(page(document, if i == 0 { &hints } else { &none }, &taken, &mut log, &mut warnings));
    }
    warnings.sort();
    warnings.dedup();
    Ok(Imported { documents: pages, log: log.finish(), warnings })
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The lines of a source, and the title its own data names.
fn lines(source: Source, log: &mut Log) -> Result<(Vec<Line>, Option<String>), Refusal> {
    match decode::decode(source.name, source.bytes)? {
        Decoded::Text(text) => Ok((text::lines(&text, source.name.ends_with(".md"), log), None)),
        Decoded::Html(html) => Ok(html::lines(&html, log)),
        Decoded::Docx(bytes) => Ok((docx::lines(bytes, log)?, None)),
    }
}

/// Cleans lines and parts documents.
fn documents(
    lines: Vec<Line>,
    name: &str,
    log: &mut Log,
    warnings: &mut Vec<Warning>,
) -> (Vec<Document>, clean::Hints) {
    let mut hints = clean::Hints::default();
    let (mut lines, lost) = glue::cut(lines);
    if lost {
        warnings.push(Warning::new("no-line-breaks", 0, "整篇没有换行，已按编号分段；标题与正文粘连处请核对"));
        lines = preface::cut(lines);
    }
    let lines = clean::everywhere(lines, &mut hints, log);
    let lines = contents::leave_out(wrap::join(lines), log);
    let (lines, copied) = copies::leave_out(lines, log);
    if copied {
        warnings.push(Warning::new("duplicate-text", 0, "同一段文字贴了不止一遍，已只留一份；见勘误"));
    }
    let lines = clean::foot(clean::head(lines, &mut hints, log), log);
    let documents: Vec<Document> = split::documents(lines, &hints, name, log);
    if documents.len() > 1 {
        let titles: Vec<&str> = documents.iter().map(|document| document.title.as_str()).collect();
        warnings.push(Warning::new(
            "multiple-documents",
            0,
            format!("一个文件里有 {} 份制度，已分成几页：{}", titles.len(), titles.join("；")),
        ));
    }
    (documents, hints)
}

/// Makes the page of a document and reads it as the handbook will.
fn page(
    document: &Document,
    hints: &clean::Hints,
    taken: &BTreeSet<String>,
    log: &mut Log,
    warnings: &mut Vec<Warning>,
) -> Page {
    let mut document = document.clone();
    let notes = odd::mend(&mut document.lines, log);
    warnings.extend(notes.iter().map(|(at, note)| Warning::new("bad-label", *at, note.clone())));
    let notes: Vec<String> = notes.into_iter().map(|(_, note)| note).collect();
    let meta = meta::of(&document, hints);
    warnings.extend(warn::of(&document, &meta));
    let id = id(&document.title, taken);
    let body = page::body(&document, false);
    let plain = page::page(&id, &document, &meta, &notes, &[], &body.text);
    let reading = read(&id, &plain);
    let offset = plain.len() - body.text.len();
    for found in &reading.diagnostics.0 {
        let byte = found.span.map_or(0, |span| span.start as usize);
        let at = byte.checked_sub(offset).and_then(|byte| body.source_line(byte)).unwrap_or(0);
        warnings.push(Warning::new(found.code, at, found.message.clone()));
    }
    let outline = reading.handbook.regulations.first().map_or(Vec::new(), |regulation| {
        let labelled = regulation.clauses.iter().filter(|clause| clause.label.is_some());
        labelled.map(|clause| (clause.path.clone(), clause.own_text())).collect()
    });
    let comments = reading
        .handbook
        .regulations
        .first()
        .map_or(Vec::new(), |regulation| suggest::comments(regulation, &reading.diagnostics.0));
    let page = page::page(&id, &document, &meta, &notes, &comments, &page::body(&document, true).text);
    Page { id, title: document.title.clone(), meta, outline, body: body.verbatim(), page }
}

/// An id no other page has.
fn id(title: &str, taken: &BTreeSet<String>) -> String {
    let mut base = derived_id(title);
    base.truncate(60);
    let base = base.trim_end_matches('-').to_owned();
    if !taken.contains(&base) {
        return base;
    }
    (2..).map(|n| format!("{base}-{n}")).find(|id| !taken.contains(id)).expect("invariant: numbers do not end")
}

/// The page alone in a handbook.
fn read(id: &str, page: &str) -> Reading {
    let file = |path: String, text: String| SourceFile { path, text };
    let files = vec![
        file(format!("content/regulations/{id}.md"), page.to_owned()),
        file("handbook.yml".into(), "title: 导入\n".into()),
    ];
    let today = jiff::civil::date(2000, 1, 3);
    crate::read(&Input { files: files.into(), assets: Vec::new(), overrides: Vec::new(), today, unit: None })
}
