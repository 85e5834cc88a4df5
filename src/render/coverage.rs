//! In: what the derive step counted. Out: `coverage.html`: the 收录清单, and what uses each clause.

use super::{
    PageInfo, Site, citations,
    refs::{PageRef, badge},
};
use crate::coverage::{self, PageCoverage, Row, Uses};
use crate::model::{Handbook, Meta, Status};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct CoveragePage<'a> {
    rows: Vec<RowView<'a>>,
    pages: Vec<PageView<'a>>,
    /// Clause by clause; empty where there are more than anybody reads.
    each: Vec<EachView<'a>>,
    summed: String,
}

#[derive(Serialize)]
struct RowView<'a> {
    id: &'a str,
    title: Option<&'a str>,
    unit: Option<&'a str>,
    badge: Option<&'a str>,
    clauses: usize,
    used: usize,
    regulations: Vec<PageRef<'a>>,
    forms: Vec<FormView<'a>>,
    scripts: Vec<PageRef<'a>>,
    others: Vec<PageRef<'a>>,
    duties: usize,
    facts: usize,
    questions: usize,
}

#[derive(Serialize)]
struct FormView<'a> {
    page: PageRef<'a>,
    names: Vec<&'a str>,
}

#[derive(Serialize)]
struct PageView<'a> {
    page: PageRef<'a>,
    clauses: usize,
    forms: usize,
    scripts: usize,
    questions: usize,
    duties: usize,
    used: usize,
    /// Anchor and label; empty where nothing at all uses the page, which is said in words.
    gaps: Vec<(&'a str, &'a str)>,
}

#[derive(Serialize)]
struct EachView<'a> {
    page: PageRef<'a>,
    clauses: Vec<ClauseView<'a>>,
}

#[derive(Serialize)]
struct ClauseView<'a> {
    anchor: &'a str,
    label: &'a str,
    form: bool,
    duty: bool,
    script: bool,
    question: bool,
}

/// Above so many clauses the page says only which of them nothing uses.
const MOST_CLAUSES: usize = 3000;

/// Whether there is any regulation in force, or any that should be.
pub fn any(handbook: &Handbook) -> bool {
    !handbook.config.catalogue.is_empty()
        || handbook.regulations.iter().any(|regulation| regulation.status != Status::Repealed)
}

/// Renders the page, where there is any regulation.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    if !any(site.handbook) {
        return Ok(());
    }
    let pages = coverage::pages(site.handbook);
    let info = PageInfo {
        section: "coverage",
        styles: &["tables", "views", "coverage"],
        scripts: &["filter"],
        ..PageInfo::new("coverage.html", site.words.get("nav.coverage"), "coverage")
    };
    let view = CoveragePage {
        rows: coverage::rows(site.handbook).into_iter().map(|row| row_view(site, row)).collect(),
        summed: summed(site, &pages),
        each: each(site, &pages),
        pages: pages.into_iter().map(|page| page_view(site, page)).collect(),
    };
    site.page(&info, "coverage.html", &view)
}

fn summed(site: &Site, pages: &[PageCoverage]) -> String {
    let sum = |of: fn(&PageCoverage) -> usize| pages.iter().map(of).sum::<usize>().to_string();
    site.words.fill("coverage.sum", &[("clauses", &sum(|page| page.clauses)), ("used", &sum(|page| page.used))])
}

fn each<'a>(site: &Site<'a>, pages: &[PageCoverage<'a>]) -> Vec<EachView<'a>> {
    if pages.iter().map(|page| page.clauses).sum::<usize>() > MOST_CLAUSES {
        return Vec::new();
    }
    let clause = |(clause, uses): &(&'a crate::model::Clause, Uses)| {
        let Uses { form, script, question, duty } = *uses;
        let label = citations::short(&clause.cite);
        ClauseView { anchor: &clause.anchor, label, form, duty, script, question }
    };
    let page = |page: &PageCoverage<'a>| EachView {
        page: PageRef::of(site, &page.regulation.meta),
        clauses: page.each.iter().map(clause).collect(),
    };
    pages.iter().filter(|page| page.clauses > 0).map(page).collect()
}

fn row_view<'a>(site: &Site<'a>, row: Row<'a>) -> RowView<'a> {
    let Row { id, listed, clauses: (clauses, used), regulations, forms, scripts, others, duties, facts, questions } =
        row;
    let unit = listed.and_then(|listed| listed.unit.as_deref());
    let refs = |metas: Vec<&'a Meta>| metas.into_iter().map(|meta| PageRef::of(site, meta)).collect();
    let forms = forms.into_iter().map(|(meta, names)| FormView { page: PageRef::of(site, meta), names });
    RowView {
        id,
        title: listed.map(|listed| listed.title.as_str()),
        unit,
        badge: badge(site, unit),
        clauses,
        used,
        regulations: refs(regulations),
        forms: forms.collect(),
        scripts: refs(scripts),
        others: refs(others),
        duties,
        facts,
        questions,
    }
}

fn page_view<'a>(site: &Site<'a>, page: PageCoverage<'a>) -> PageView<'a> {
    let PageCoverage { regulation, clauses, forms, scripts, questions, duties, used, gaps, each: _ } = page;
    let gap = |clause: &'a crate::model::Clause| (clause.anchor.as_str(), citations::short(&clause.cite));
    let gaps = if used == 0 { Vec::new() } else { gaps.into_iter().map(gap).collect() };
    PageView { page: PageRef::of(site, &regulation.meta), clauses, forms, scripts, questions, duties, used, gaps }
}
