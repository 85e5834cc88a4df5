//! In: the regulations. Out: `regs/<id>.html`: clauses with anchors, outline, duties, source and status, neighbours.

use super::{
    Crumb, PageInfo, Site, clauses,
    refs::{DutyRow, PageRef, RoleRef, ScheduleView, badge, duty_rows, unit_url},
};
use crate::model::{Regulation, Revision, SourceDocument};
use rayon::prelude::*;
use serde::Serialize;
use std::{collections::BTreeMap, io};

#[derive(Serialize)]
struct RegulationView<'r, 'a> {
    status: &'static str,
    restated: bool,
    source: Option<SourceView<'a>>,
    badge: Option<&'a str>,
    roles: Vec<RoleRef<'a>>,
    notes: &'a [String],
    facts: usize,
    duties: ScheduleView<'r, 'a>,
    outline: Vec<clauses::OutlineEntry<'a>>,
    revisions: Vec<RevisionView<'a>>,
    cited: Vec<PageRef<'a>>,
    previous: Option<PageRef<'a>>,
    next: Option<PageRef<'a>>,
    verse: bool,
}

#[derive(Serialize)]
struct SourceView<'a> {
    title: &'a str,
    part: Option<&'a str>,
    issuer: Option<&'a str>,
    doc_no: Option<&'a str>,
    published: Option<String>,
    effective: Option<String>,
}

#[derive(Serialize)]
struct RevisionView<'a> {
    date: String,
    what: &'a str,
}

/// Renders every regulation.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let rows = duty_rows(site);
    let mut duties: BTreeMap<&str, Vec<&DutyRow>> = BTreeMap::new();
    for row in &rows {
        duties.entry(&row.duty.page).or_default().push(row);
    }
    let pages = &site.handbook.regulations;
    (0..pages.len()).into_par_iter().try_for_each(|index| {
        let own = duties.get(pages[index].meta.id.as_str()).map_or(&[][..], Vec::as_slice);
        page(site, index, own)
    })
}

fn page<'a>(site: &Site<'a>, index: usize, duties: &[&DutyRow<'a>]) -> io::Result<()> {
    let page = &site.handbook.regulations[index];
    let content = clauses::body(page, &site.words, &page.meta.url);
    let view = view(site, index, duties);
    let info = PageInfo {
        content: &content,
        crumbs: crumbs(site, page),
        styles: &["tables", "views"],
        body_class: "regulation",
        scripts: &["reader"],
        ..PageInfo::of(&page.meta)
    };
    site.page(&info, "regulation.html", &view)
}

fn crumbs(site: &Site, page: &Regulation) -> Vec<Crumb> {
    let list = Crumb { url: "regs/index.html".into(), title: site.words.get("nav.regs").to_owned() };
    let unit = page.meta.unit.as_deref().and_then(|id| site.handbook.config.unit(id));
    let unit = unit.map(|unit| Crumb { url: unit_url(&unit.id), title: unit.short.clone() });
    std::iter::once(list).chain(unit).collect()
}

fn view<'r, 'a>(site: &Site<'a>, index: usize, duties: &'r [&'r DutyRow<'a>]) -> RegulationView<'r, 'a> {
    let page = &site.handbook.regulations[index];
    let config = &site.handbook.config;
    let unit = page.meta.unit.as_deref();
    let neighbour = |index: Option<usize>| {
        let other = index.and_then(|index| site.handbook.regulations.get(index));
        other.filter(|other| other.meta.unit == page.meta.unit).map(|other| PageRef::of(site, &other.meta))
    };
    RegulationView {
        status: page.status.name(),
        restated: page.restated,
        source: page.source.as_ref().map(source),
        badge: badge(site, unit),
        roles: page.meta.roles.iter().filter_map(|id| config.role(id)).map(|role| RoleRef::of(role, unit)).collect(),
        notes: &page.notes,
        facts: page.clauses.iter().flat_map(|clause| clause.paragraphs()).map(|p| p.facts.len()).sum(),
        duties: ScheduleView::of(&site.words, duties.iter().copied()),
        outline: clauses::outline(page),
        revisions: page.meta.revisions.iter().map(revision).collect(),
        cited: whole_page_citations(site, page),
        previous: neighbour(index.checked_sub(1)),
        next: neighbour(Some(index + 1)),
        verse: page.verse,
    }
}

fn source(source: &SourceDocument) -> SourceView<'_> {
    SourceView {
        title: &source.title,
        part: source.part.as_deref(),
        issuer: source.issuer.as_deref(),
        doc_no: source.doc_no.as_deref(),
        published: source.published.map(|date| date.to_string()),
        effective: source.effective.map(|date| date.to_string()),
    }
}

fn revision(revision: &Revision) -> RevisionView<'_> {
    RevisionView { date: revision.date.to_string(), what: &revision.what }
}

/// Scripts, forms and question banks that rest on a clause of this page, each once.
fn whole_page_citations<'a>(site: &Site<'a>, page: &'a Regulation) -> Vec<PageRef<'a>> {
    let mut ids: Vec<&str> =
        page.clauses.iter().flat_map(|clause| &clause.cited_by).map(|by| by.page.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter(|id| *id != page.meta.id)
        .filter_map(|id| site.handbook.meta(id))
        .map(|meta| PageRef::of(site, meta))
        .collect()
}
