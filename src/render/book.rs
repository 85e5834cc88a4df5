//! In: everything one unit has. Out: its whole handbook on one page for one print job: `book.html`, or with several units
//! `books/<id>.html` and `book.html` as the way to them. A script splits it into numbered A4 sheets from the real layout.

use super::{
    PageInfo, Site,
    cards::{self, Card, Cards, Group},
    citations,
    html::escape_into,
    link,
    phones::rows_of,
    refs::{DutyRow, PageRef, PhoneRow, ScheduleView, duty_rows},
    unit,
};
use crate::model::{Handbook, Kind, Layout, Meta, Regulation, Script, ScriptBlock, Status, TextPage, Unit};
use rayon::prelude::*;
use serde::Serialize;
use std::io;

/// A book may hold so many characters; more is neither laid out in a browser nor bound in one volume.
const LIMIT: usize = 2_000_000;

/// Characters on a sheet, roughly: for saying how thick a book is.
const PER_SHEET: usize = 900;

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

    /// Characters of its regulations, scripts, prose and terms.
    fn size(self) -> usize {
        let regulations = self.regulations().flat_map(|r| &r.clauses).map(|clause| clause.own_text().chars().count());
        let said = |script: &Script| -> usize {
            let situation = |s: &crate::model::Situation| {
                s.text.chars().count() + s.utterances.iter().map(|u| u.text.chars().count()).sum::<usize>()
            };
            script.situations.iter().map(situation).sum()
        };
        let scripts = self.scripts().map(said);
        let prose = self.prose().map(|page| page.text.chars().count());
        let terms = self.glossaries().flat_map(|page| &page.terms).map(|term| term.text.chars().count());
        regulations.chain(scripts).chain(prose).chain(terms).sum()
    }
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
    cards::page(site, "book", "book.html", &["book"], &view)
}

fn card<'a>(site: &Site, unit: &'a Unit) -> Card<'a> {
    let size = Scope { handbook: site.handbook, unit: Some(&unit.id) }.size();
    Card { url: url_of(&unit.id), title: &unit.name, about: Some(size_words(site, size)), code: Some(&unit.code) }
}

fn info<'a>(url: &'a str, title: &'a str, unit: Option<&'a str>) -> PageInfo<'a> {
    PageInfo { section: "book", styles: &["views", "book"], unit, ..PageInfo::new(url, title, "book") }
}

fn page(site: &Site, url: &str, unit: Option<&Unit>, rows: &[DutyRow]) -> io::Result<()> {
    let scope = Scope { handbook: site.handbook, unit: unit.map(|unit| unit.id.as_str()) };
    let view = view(site, scope, url, unit, rows);
    let scripts: &[&str] = if view.too_large { &[] } else { &["book"] };
    let info = PageInfo { scripts, body_class: "book", ..info(url, site.words.get("nav.book"), scope.unit) };
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
    let too_large = size > LIMIT;
    let whole = |html: &dyn Fn() -> String| if too_large { String::new() } else { html() };
    let own = |row: &&DutyRow| !too_large && (scope.unit.is_none() || row.unit.is_none() || row.unit == scope.unit);
    let forms = site.handbook.forms.iter().filter(|form| scope.holds(&form.meta));
    BookPage {
        name: unit.map(|unit| unit.name.as_str()),
        size: size_words(site, size),
        too_large,
        contents: contents(scope),
        regulations: whole(&|| join(scope.regulations(), |out, page| regulation(out, site, page, url))),
        duties: ScheduleView::of(&site.words, rows.iter().filter(own)),
        phones: phones(site, scope),
        scripts: whole(&|| join(scope.scripts(), |out, page| script(out, site, page, url))),
        terms: terms(scope, url),
        forms: forms.map(|form| PageRef::form(site, form)).collect(),
        prose: whole(&|| join(scope.prose(), |out, page| prose(out, page, url))),
    }
}

/// 约3.2万字、40张纸, by the words.
fn size_words(site: &Site, size: usize) -> String {
    let amount = if size < 10_000 {
        site.words.fill("book.characters", &[("n", &size.to_string())])
    } else {
        site.words.fill("book.myriads", &[("n", &format!("{}.{}", size / 10_000, size % 10_000 / 1000))])
    };
    let sheets = (size.div_ceil(PER_SHEET)).to_string();
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
    let of_page = |page: &'a TextPage| page.terms.iter().map(move |term| (page, term));
    let shown = |(page, term): (&'a TextPage, &'a crate::model::Term)| Term {
        name: &term.name,
        html: citations::linked(&term.html, &page.meta.citations, url),
    };
    scope.glossaries().flat_map(of_page).map(shown).collect()
}

/// The pages one after another; each is made on whatever core is free.
fn join<'a, T: Sync + 'a>(pages: impl Iterator<Item = &'a T>, write: impl Fn(&mut String, &T) + Sync) -> String {
    let pages: Vec<&T> = pages.collect();
    let parts: Vec<String> = pages
        .par_iter()
        .map(|page| {
            let mut out = String::new();
            write(&mut out, page);
            out
        })
        .collect();
    parts.concat()
}

/// Opens the article of a page: its heading, and where a copy of it is found on screen.
fn open(out: &mut String, meta: &Meta, url: &str) {
    out.push_str("<article id=\"");
    escape_into(out, &meta.id);
    out.push_str("\"><h3 class=\"page-title\"><a href=\"");
    escape_into(out, &link::relative(url, &meta.url));
    out.push_str("\">");
    escape_into(out, &meta.title);
    out.push_str("</a>");
    out.push_str("</h3>\n");
}

fn regulation(out: &mut String, site: &Site, page: &Regulation, url: &str) {
    open(out, &page.meta, url);
    for_paper(out, &super::clauses::body(page, &site.words, url));
    out.push_str("</article>\n");
}

fn script(out: &mut String, site: &Site, page: &Script, url: &str) {
    open(out, &page.meta, url);
    let linked = |html: &str| citations::linked(html, &page.meta.citations, url);
    out.push_str(&linked(&page.intro));
    for situation in &page.situations {
        out.push_str("<h4>");
        escape_into(out, &situation.title);
        out.push_str("</h4>\n");
        for block in &situation.blocks {
            match block {
                ScriptBlock::Said(at) => {
                    out.push_str("<blockquote><p>");
                    out.push_str(&linked(&situation.utterances[*at].html));
                    out.push_str("</p></blockquote>\n");
                }
                ScriptBlock::Prose(html) => out.push_str(&linked(html)),
            }
        }
        banned(out, site, &situation.banned);
    }
    banned(out, site, &page.banned);
    out.push_str("</article>\n");
}

fn banned(out: &mut String, site: &Site, phrases: &[String]) {
    if phrases.is_empty() {
        return;
    }
    out.push_str("<p class=\"banned\"><b>");
    escape_into(out, site.words.get("book.banned"));
    out.push_str("</b>");
    for (n, phrase) in phrases.iter().enumerate() {
        out.push_str(if n > 0 { "；" } else { "" });
        escape_into(out, phrase);
    }
    out.push_str("</p>\n");
}

fn prose(out: &mut String, page: &TextPage, url: &str) {
    out.push_str("<article id=\"");
    escape_into(out, &page.meta.id);
    out.push_str("\"><h3 class=\"page-title\">");
    escape_into(out, &page.meta.title);
    out.push_str("</h3>\n");
    for_paper(out, &citations::linked(&page.html, &page.meta.citations, url));
    out.push_str("</article>\n");
}

/// Attributes that serve links, search and copying on a page's own address, not on paper.
const SCREEN_ONLY: [&str; 3] = [" id=\"", " data-cite=\"", " data-label=\""];

/// Appends a page's HTML without what only its own address needs: ids, which would clash here, citation texts, and who cites
/// a clause. Text is escaped, so ` id="` is always an attribute.
fn for_paper(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b' ', b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = screen_only(rest);
        if length == 0 {
            out.push_str(&rest[..1]);
        }
        rest = &rest[length.max(1)..];
    }
    out.push_str(rest);
}

/// How many bytes at the start of `html` are an attribute or an element that paper does not need.
fn screen_only(html: &str) -> usize {
    if html.starts_with("<details class=\"cited-by\"") {
        return html.find("</details>").map_or(0, |at| at + "</details>".len());
    }
    let name = SCREEN_ONLY.iter().find(|name| html.starts_with(**name));
    name.and_then(|name| Some(name.len() + html[name.len()..].find('"')? + 1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_needs_no_ids_and_no_citations() {
        let mut out = String::new();
        let html = "<p id=\"c1\" class=\"x\" data-cite=\"甲 第1条\">甲 id=乙</p><details class=\"cited-by\"><ul></ul></details>丙";
        for_paper(&mut out, html);
        assert_eq!(out, "<p class=\"x\">甲 id=乙</p>丙");
    }
}
