//! In: the handbook. Out: what is searched: pages, and on each page its documents (a 条, else a top numbered clause, a situation, a
//! form, a question, a term) cut into segments, the places a hit can point at. Borrowed throughout.

use crate::model::{
    Bank, Clause, ClauseItem, ClauseLabel, Family, Form, FormBlock, Handbook, Layout, Meta, Phone, Regulation, Script,
    TextPage,
};
use rayon::prelude::*;
use std::{borrow::Cow, ops::Range};

/// One page and what is found on it.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its front matter.
    pub meta: &'a Meta,
    /// Its address, from the site's root.
    pub url: &'a str,
    /// More names it is found by: a form's code.
    pub names: Vec<&'a str>,
    /// Its documents, in order.
    pub documents: Vec<Document>,
    /// Segments of all its documents.
    pub segments: Vec<Segment<'a>>,
    /// Texts of all its segments.
    pub texts: Vec<&'a str>,
    /// Headings: index of the document, level (1 to 6 hold for what follows, 0 for the document alone), text.
    pub headings: Vec<(usize, u8, &'a str)>,
    cite_start: usize,
}

/// What is ranked as one.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its segments: the first is the document's own.
    pub segments: Range<usize>,
}

/// A place a hit can point at.
#[derive(Clone, Debug)]
pub struct Segment<'a> {
    /// Anchor on the page; empty: the page itself.
    pub anchor: Cow<'a, str>,
    /// Its label, without closing punctuation.
    pub label: &'a str,
    /// How to cite it.
    pub cite: Cow<'a, str>,
    /// How deep beneath the document's own segment, which is 0.
    pub depth: u8,
    /// Its own texts.
    pub texts: Range<usize>,
}

impl<'a> Page<'a> {
    fn new(meta: &'a Meta) -> Self {
        Self {
            meta,
            url: &meta.url,
            names: Vec::new(),
            documents: Vec::new(),
            segments: Vec::new(),
            texts: Vec::new(),
            headings: Vec::new(),
            cite_start: 0,
        }
    }

    /// Opens a document (depth 0) or a further segment of the last one.
    fn open(&mut self, anchor: impl Into<Cow<'a, str>>, label: &'a str, cite: impl Into<Cow<'a, str>>, depth: u8) {
        let at = self.segments.len();
        let no_text = self.texts.len()..self.texts.len();
        self.segments.push(Segment { anchor: anchor.into(), label, cite: cite.into(), depth, texts: no_text });
        match self.documents.last_mut() {
            Some(document) if depth > 0 => document.segments.end = at + 1,
            _ => self.documents.push(Document { segments: at..at + 1 }),
        }
    }

    /// Texts that stand in nothing that has an anchor: a document that points at the page.
    fn loose(&mut self, texts: impl Iterator<Item = &'a str>) {
        for text in texts {
            if self.documents.is_empty() {
                self.open("", "", self.meta.title.as_str(), 0);
            }
            self.text(text);
        }
    }

    /// Adds text to the last segment.
    fn text(&mut self, text: &'a str) {
        if text.is_empty() {
            return;
        }
        self.texts.push(text);
        if let Some(segment) = self.segments.last_mut() {
            segment.texts.end = self.texts.len();
        }
    }

    /// How long its texts are, in bytes.
    pub fn size(&self) -> usize {
        self.texts.iter().map(|text| text.len()).sum()
    }

    /// What the citations of all its segments begin with.
    pub fn cite_start(&self) -> &str {
        &self.segments.first().map_or("", |segment| segment.cite.as_ref())[..self.cite_start]
    }

    /// Measures [`Page::cite_start`].
    fn finish(mut self) -> Self {
        let mut cites = self.segments.iter().map(|segment| segment.cite.as_ref());
        let first = cites.next().unwrap_or_default();
        let mut shared = first.len();
        for cite in cites {
            shared = first.as_bytes()[..shared].iter().zip(cite.as_bytes()).take_while(|(a, b)| a == b).count();
        }
        while !first.is_char_boundary(shared) {
            shared -= 1;
        }
        self.cite_start = shared;
        self
    }

    fn heading(&mut self, level: u8, text: &'a str) {
        self.headings.push((self.documents.len().saturating_sub(1), level, text));
    }
}

/// Every page of the handbook, kind by kind.
pub fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let mut pages: Vec<Page> = handbook.regulations.par_iter().map(regulation).collect();
    pages.extend(handbook.scripts.iter().map(script));
    pages.extend(handbook.forms.iter().map(form));
    pages.extend(handbook.banks.iter().map(bank));
    pages.extend(handbook.pages.iter().map(text_page));
    pages.into_par_iter().map(Page::finish).collect()
}

fn regulation(regulation: &Regulation) -> Page<'_> {
    let mut page = Page::new(&regulation.meta);
    page.loose(regulation.top.iter().filter_map(item_text));
    let clauses = &regulation.clauses;
    let owners = owners(clauses);
    for (at, clause) in clauses.iter().enumerate().filter(|(at, _)| owners[*at] == *at) {
        add_clause(&mut page, clauses, &owners, at, 0);
        if clause.titled
            && let Some(title) = clause.paragraphs().next()
        {
            page.heading(division_level(clause), &title.text);
        }
    }
    page
}

/// For every clause the one that is its document: itself where it is a 条, a division, or stands in no other clause.
fn owners(clauses: &[Clause]) -> Vec<usize> {
    let mut owners = Vec::with_capacity(clauses.len());
    for (at, clause) in clauses.iter().enumerate() {
        let inner = clause.parent.filter(|&parent| {
            family(clause) != Some(Family::Tiao) && !is_division(&clauses[parent]) && !is_division(clause)
        });
        owners.push(inner.map_or(at, |parent| owners[parent]));
    }
    owners
}

fn family(clause: &Clause) -> Option<Family> {
    clause.label.as_ref().map(|label| label.family)
}

/// Whether clauses beneath it are documents of their own.
fn is_division(clause: &Clause) -> bool {
    family(clause).is_some_and(|family| family.is_division() || family == Family::Attachment)
}

/// How far a heading holds: a 章 ends a 节; a clause's own title holds for it alone.
fn division_level(clause: &Clause) -> u8 {
    match family(clause) {
        Some(Family::Attachment) => 1,
        Some(Family::Bian) => 2,
        Some(Family::Bufen) => 3,
        Some(Family::Zhang) => 4,
        Some(Family::Jie) => 5,
        _ => 0,
    }
}

/// Adds a clause as a document (at depth 0) or a segment, its own texts, and the clauses of the same document beneath it.
fn add_clause<'a>(page: &mut Page<'a>, clauses: &'a [Clause], owners: &[usize], at: usize, depth: u8) {
    let clause = &clauses[at];
    let label = clause.label.as_ref().map_or("", |ClauseLabel { name, .. }| name);
    page.open(clause.anchor.as_str(), label, clause.cite.as_str(), depth);
    clause.items.iter().filter_map(item_text).for_each(|text| page.text(text));
    for item in &clause.items {
        if let ClauseItem::Child(child) = item
            && owners[*child] == owners[at]
        {
            add_clause(page, clauses, owners, *child, depth.saturating_add(1));
        }
    }
}

fn item_text(item: &ClauseItem) -> Option<&str> {
    match item {
        ClauseItem::Paragraph(paragraph) | ClauseItem::Heading(_, paragraph) => Some(&paragraph.text),
        ClauseItem::Rich { text, .. } => Some(text),
        ClauseItem::Child(_) => None,
    }
}

fn script(script: &Script) -> Page<'_> {
    let mut page = Page::new(&script.meta);
    page.loose(script.banned.iter().map(String::as_str));
    for situation in &script.situations {
        page.open(situation.anchor.as_str(), &situation.title, format!("{} {}", script.meta.title, situation.title), 0);
        page.heading(0, &situation.title);
        page.text(&situation.title);
        situation.utterances.iter().for_each(|utterance| page.text(&utterance.text));
        page.text(&situation.text);
        situation.banned.iter().for_each(|banned| page.text(banned));
    }
    page
}

/// A form is one document; its check rows are places in it.
fn form(form: &Form) -> Page<'_> {
    let mut page = Page::new(&form.meta);
    page.names.push(&form.code);
    page.open("", "", form.meta.title.as_str(), 0);
    form.head.iter().for_each(|field| page.text(&field.name));
    for block in &form.blocks {
        match block {
            FormBlock::Section(section) => {
                page.heading(0, &section.title);
                page.text(&section.title);
            }
            FormBlock::Text(text) => page.text(&text.text),
            FormBlock::Checks(_) => {}
            FormBlock::Ledger(ledger) => {
                ledger.columns.iter().for_each(|column| page.text(&column.name));
                ledger.rows.iter().flat_map(|row| &row.cells).for_each(|cell| page.text(cell));
            }
        }
    }
    form.instructions.iter().for_each(|text| page.text(text));
    form.sign_off.iter().for_each(|side| page.text(&side.who));
    let rows = form.blocks.iter().filter_map(|block| match block {
        FormBlock::Checks(rows) => Some(rows),
        _ => None,
    });
    for row in rows.flatten() {
        page.open(format!("r{}", row.number), "", format!("{} 第{}行", form.meta.title, row.number), 1);
        page.text(&row.text);
    }
    page
}

/// Stems only: an answer must not be found before the question is met.
fn bank(bank: &Bank) -> Page<'_> {
    let mut page = Page::new(&bank.meta);
    for question in &bank.questions {
        page.open(question.anchor(), "", bank.meta.title.as_str(), 0);
        page.text(&question.stem);
    }
    page
}

fn text_page(text_page: &TextPage) -> Page<'_> {
    let mut page = Page::new(&text_page.meta);
    match &text_page.layout {
        Layout::Plain | Layout::Glossary => {}
        Layout::Topic(rows) => page.loose(rows.iter().flat_map(|row| [row.point.as_str(), row.says.as_str()])),
        Layout::Phones(phones) => page.loose(phones.iter().flat_map(phone_texts)),
    }
    if text_page.terms.is_empty() {
        prose(&mut page, text_page);
    }
    for term in &text_page.terms {
        page.open(term.anchor.as_str(), &term.name, format!("{} {}", text_page.meta.title, term.name), 0);
        page.heading(0, &term.name);
        page.text(&term.name);
        page.text(&term.text);
    }
    page
}

fn phone_texts(phone: &Phone) -> impl Iterator<Item = &str> {
    let Phone { what, who, number, hours, .. } = phone;
    std::iter::once(what.as_str()).chain([who, number, hours].into_iter().flatten().map(String::as_str))
}

/// Prose is cut at its headings: each is a document with the lines up to the next.
fn prose<'a>(page: &mut Page<'a>, text_page: &'a TextPage) {
    let mut headings = text_page.headings.iter().peekable();
    for line in text_page.text.lines() {
        if let Some((_, anchor, title)) = headings.next_if(|(_, _, title)| title == line) {
            page.open(anchor.as_str(), title, format!("{} {title}", text_page.meta.title), 0);
            page.heading(0, title);
            page.text(line);
        } else if page.documents.is_empty() {
            page.loose(std::iter::once(line));
        } else {
            page.text(line);
        }
    }
}
