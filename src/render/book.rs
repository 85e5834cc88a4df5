//! In: everything one unit has. Out: its whole handbook on one page for one print job: `book.html`, or with several units
//! `books/<id>.html` and `book.html` as the way to them. A script splits it into numbered A4 sheets from the real layout.

use super::{
    PageInfo, Site, book_articles as articles,
    cards::{self, Card, Cards, Group},
    citations,
    phones::rows_of,
    refs::{DutyRow, PageRef, PhoneRow, ScheduleView, duty_rows, section_crumb},
    unit,
};
use crate::model::{
    self, ClauseItem, Handbook, Kind, Layout, Meta, Regulation, Script, Situation, Status, TextPage, Unit,
};
use rayon::prelude::*;
use serde::Serialize;
use std::io;

/// A book may hold so many characters; more is neither laid out in a browser nor bound in one volume.
const LIMIT: usize = 2_000_000;

/// Characters on a sheet of prose, and lines of a table on one, roughly: for saying how thick a book is.
const PER_SHEET: usize = 900;
const LINES: usize = 14;

/// The address of a unit's book where there are several.
pub fn url_of(unit: &str) -> String {
    format!("books/{unit}.html")
}

#[derive(Serialize)]
struct BookPage<'r, 'a> {
    name: Option<&'a str>,
    size: String,
    /// The book holds more than one volume can; it only points at its pages.
    too_large: bool,
    contents: Vec<Part<'a>>,
    regulations: String,
    duties: ScheduleView<'r, 'a>,
    phones: Vec<PhoneRow<'a>>,
    scripts: String,
    terms: Vec<Term<'a>>,
    forms: Vec<PageRef<'a>>,
    prose: String,
}

/// A part of the contents: `regs`, `scripts`, `prose`; its words are `book.part.<id>`.
#[derive(Serialize)]
struct Part<'a> {
    id: &'static str,
    pages: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Term<'a> {
    name: &'a str,
    html: String,
}

/// What goes into one book: the pages of a unit and those for everybody, or all pages.
#[derive(Clone, Copy)]
struct Scope<'a> {
    handbook: &'a Handbook,
    unit: Option<&'a str>,
}

impl<'a> Scope<'a> {
    fn holds(self, meta: &Meta) -> bool {
        self.unit.is_none() || meta.unit.is_none() || meta.unit.as_deref() == self.unit
    }

    fn regulations(self) -> impl Iterator<Item = &'a Regulation> {
        let kept = move |r: &&Regulation| self.holds(&r.meta) && r.status != Status::Repealed;
        self.handbook.regulations.iter().filter(kept)
    }

    fn scripts(self) -> impl Iterator<Item = &'a Script> {
        self.handbook.scripts.iter().filter(move |script| self.holds(&script.meta))
    }

    fn prose(self) -> impl Iterator<Item = &'a TextPage> {
        let pages = self.handbook.pages.iter().filter(move |page| self.holds(&page.meta));
        pages.filter(|page| matches!(page.layout, Layout::Plain))
    }

    fn glossaries(self) -> impl Iterator<Item = &'a TextPage> {
        let pages = self.handbook.pages.iter().filter(move |page| self.holds(&page.meta));
        pages.filter(|page| matches!(page.layout, Layout::Glossary))
    }

    /// Terms that speak of its rules, or of none.
    fn terms(self) -> impl Iterator<Item = (&'a TextPage, &'a model::Term)> {
        let foreign = move |id: &str| self.handbook.meta(id).is_some_and(|meta| !self.holds(meta));
        let of_page = move |page: &'a TextPage| {
            let own = page.terms.iter().filter(move |term| !term.cites_only(&page.meta.citations, foreign));
            own.map(move |term| (page, term))
        };
        self.glossaries().flat_map(of_page)
    }

    /// How thick the book of its regulations, scripts, prose, terms and tables is.
    fn size(self) -> Size {
        let regulations: Vec<_> = self.regulations().collect();
        let pages: Vec<usize> = regulations.par_iter().map(|page| regulation_size(page)).collect();
        let scripts = self.scripts().map(|script| script.situations.iter().map(situation_size).sum());
        let prose = self.prose().map(|page| characters(&page.text));
        let terms = std::iter::once(self.terms().map(|(_, term)| characters(&term.text)).sum());
        let pages = pages.into_iter().chain(scripts).chain(prose).chain(terms);
        let duties: usize = regulations.iter().map(|page| page.duties.len()).sum();
        let forms = self.handbook.forms.iter().filter(|form| self.holds(&form.meta)).count();
        let front = Size { characters: 0, sheets: 2 + duties.div_ceil(LINES) + forms.div_ceil(LINES) };
        pages.fold(front, |size, characters| Size {
            characters: size.characters + characters,
            sheets: size.sheets + characters.div_ceil(PER_SHEET),
        })
    }
}

/// How thick a book is: characters as they are, A4 sheets as a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    characters: usize,
    sheets: usize,
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

fn regulation_size(page: &Regulation) -> usize {
    let item = |item: &ClauseItem| match item {
        ClauseItem::Paragraph(p) | ClauseItem::Heading(_, p) => characters(&p.text),
        ClauseItem::Rich { text, .. } => characters(text),
        ClauseItem::Child(_) => 0,
    };
    page.top.iter().chain(page.clauses.iter().flat_map(|clause| &clause.items)).map(item).sum()
}

fn situation_size(situation: &Situation) -> usize {
    let said: usize = situation.utterances.iter().map(|said| characters(&said.text)).sum();
    said + characters(&situation.text)
}

/// Whether there is anything to put in a book.
pub fn any(handbook: &Handbook) -> bool {
    handbook.metas().any(|meta| meta.kind != Kind::Quiz)
}

/// Renders the book, or the books and the shelf they stand on.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    if !any(site.handbook) {
        return Ok(());
    }
    let rows = duty_rows(site);
    let units: Vec<&Unit> = unit::listed(site.handbook).collect();
    if units.len() < 2 {
        return page(site, "book.html", units.first().copied(), &rows);
    }
    units.par_iter().try_for_each(|unit| page(site, &url_of(&unit.id), Some(unit), &rows))?;
    shelf(site, &units)
}

fn shelf(site: &Site, units: &[&Unit]) -> io::Result<()> {
    let groups = vec![Group { id: None, name: None, cards: units.iter().map(|unit| card(site, unit)).collect() }];
    let view = Cards { lead: site.words.get("book.choose"), class: Some("shelf"), groups };
    cards::page(site, "book", "book.html", &["book-shelf"], &view)
}

fn card<'a>(site: &Site, unit: &'a Unit) -> Card<'a> {
    let size = Scope { handbook: site.handbook, unit: Some(&unit.id) }.size();
    Card { url: url_of(&unit.id), title: &unit.name, about: Some(size_words(site, size)), code: Some(&unit.code) }
}

fn info<'a>(url: &'a str, title: &'a str, unit: Option<&'a str>) -> PageInfo<'a> {
    PageInfo { section: "book", styles: &["tables", "script", "book"], unit, ..PageInfo::new(url, title, "book") }
}

fn page(site: &Site, url: &str, unit: Option<&Unit>, rows: &[DutyRow]) -> io::Result<()> {
    let scope = Scope { handbook: site.handbook, unit: unit.map(|unit| unit.id.as_str()) };
    let view = view(site, scope, url, unit, rows);
    let scripts: &[&str] = if view.too_large { &[] } else { &["book"] };
    let all = || site.words.get("nav.book").to_owned();
    let title = unit.map_or_else(all, |unit| site.words.fill("book.title", &[("unit", &unit.short)]));
    let crumbs = if url == "book.html" { Vec::new() } else { section_crumb(site, "book", "book.html#all") };
    let info = PageInfo { scripts, crumbs, body_class: "book", ..info(url, &title, scope.unit) };
    site.page(&info, "book.html", &view)
}

fn view<'r, 'a>(
    site: &Site<'a>,
    scope: Scope<'a>,
    url: &str,
    unit: Option<&'a Unit>,
    rows: &'r [DutyRow<'a>],
) -> BookPage<'r, 'a> {
    let size = scope.size();
    let too_large = size.characters > LIMIT;
    let whole = |html: &dyn Fn() -> String| if too_large { String::new() } else { html() };
    let own = |row: &&DutyRow| !too_large && (scope.unit.is_none() || row.unit.is_none() || row.unit == scope.unit);
    let forms = site.handbook.forms.iter().filter(|form| scope.holds(&form.meta));
    BookPage {
        name: unit.map(|unit| unit.name.as_str()),
        size: size_words(site, size),
        too_large,
        contents: contents(scope),
        regulations: whole(&|| {
            articles::join(scope.regulations(), |out, page| articles::regulation(out, site, page, url))
        }),
        duties: ScheduleView::of(&site.words, rows.iter().filter(own)),
        phones: phones(site, scope),
        scripts: whole(&|| articles::join(scope.scripts(), |out, page| articles::script(out, site, page, url))),
        terms: terms(scope, url),
        forms: forms.map(|form| PageRef::form(site, form)).collect(),
        prose: whole(&|| articles::join(scope.prose(), |out, page| articles::prose(out, page, url))),
    }
}

/// 约3.2万字、40张纸, by the words.
fn size_words(site: &Site, size: Size) -> String {
    let n = size.characters;
    let amount = if n < 10_000 {
        site.words.fill("book.characters", &[("n", &n.to_string())])
    } else {
        site.words.fill("book.myriads", &[("n", &format!("{}.{}", n / 10_000, n % 10_000 / 1000))])
    };
    let sheets = size.sheets.to_string();
    site.words.fill("book.size", &[("amount", &amount), ("sheets", &sheets)])
}

fn contents<'a>(scope: Scope<'a>) -> Vec<Part<'a>> {
    fn entry(meta: &Meta) -> Entry<'_> {
        Entry { id: &meta.id, url: &meta.url, title: &meta.title }
    }
    let parts = [
        Part { id: "regs", pages: scope.regulations().map(|page| entry(&page.meta)).collect() },
        Part { id: "scripts", pages: scope.scripts().map(|page| entry(&page.meta)).collect() },
        Part { id: "prose", pages: scope.prose().map(|page| entry(&page.meta)).collect() },
    ];
    parts.into_iter().filter(|part| !part.pages.is_empty()).collect()
}

fn phones<'a>(site: &Site<'a>, scope: Scope<'a>) -> Vec<PhoneRow<'a>> {
    let units = site.view.units.iter().map(|unit| unit.id.as_str());
    let own = units.filter(|unit| scope.unit.is_none_or(|only| only == *unit));
    own.flat_map(|unit| rows_of(site.handbook, Some(unit))).chain(rows_of(site.handbook, None)).collect()
}

fn terms<'a>(scope: Scope<'a>, url: &str) -> Vec<Term<'a>> {
    let shown = |(page, term): (&'a TextPage, &'a model::Term)| Term {
        name: &term.name,
        html: citations::linked(&term.html, &page.meta.citations, url),
    };
    scope.terms().map(shown).collect()
}
