//! In: the handbook. Out: `units/<id>.html`: one organisation's regulations, posts, duties, scripts, forms and numbers.

use super::{
    PageInfo, Site,
    cards::{self, Card, Cards, Group},
    phones::rows_of,
    refs::{DutyRow, PageRef, PhoneRow, RoleRef, ScheduleView, duty_rows, section_crumb, unit_url},
    role,
};
use crate::model::{Handbook, Kind, Layout, Meta, Unit};
use rayon::prelude::*;
use serde::Serialize;
use std::{collections::BTreeSet, io};

#[derive(Serialize)]
struct UnitPage<'r, 'a> {
    id: &'a str,
    code: &'a str,
    name: &'a str,
    summary: Option<&'a str>,
    regulations: Vec<RegulationRef<'a>>,
    roles: Vec<RoleRef<'a>>,
    duties: ScheduleView<'r, 'a>,
    scripts: Vec<PageRef<'a>>,
    forms: Vec<PageRef<'a>>,
    banks: Vec<PageRef<'a>>,
    pages: Vec<PageRef<'a>>,
    phones: Vec<PhoneRow<'a>>,
    book: String,
}

#[derive(Serialize)]
struct RegulationRef<'a> {
    page: PageRef<'a>,
    status: &'static str,
    clauses: usize,
}

/// The units that have a page of their own, in the order of `handbook.yml`.
pub fn listed(handbook: &Handbook) -> impl Iterator<Item = &Unit> {
    let own: BTreeSet<&str> = handbook.metas().filter_map(|meta| meta.unit.as_deref()).collect();
    handbook.config.units.iter().filter(move |unit| own.contains(unit.id.as_str()))
}

/// Whether any unit has a page.
pub fn any(handbook: &Handbook) -> bool {
    listed(handbook).next().is_some()
}

/// Renders the page of every unit and their list.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let units: Vec<_> = listed(site.handbook).collect();
    if units.is_empty() {
        return Ok(());
    }
    let rows = duty_rows(site);
    units.par_iter().try_for_each(|unit| page(site, unit, &rows))?;
    let groups = vec![Group { id: None, name: None, cards: units.into_iter().map(card).collect() }];
    let view = Cards { lead: site.words.get("unit.lead"), class: None, groups };
    cards::page(site, "units", "units/index.html", &[], &view)
}

fn card(unit: &Unit) -> Card<'_> {
    Card { url: unit_url(&unit.id), title: &unit.name, about: unit.summary.clone(), code: Some(&unit.code) }
}

fn page(site: &Site, unit: &Unit, rows: &[DutyRow]) -> io::Result<()> {
    let url = unit_url(&unit.id);
    let info = PageInfo {
        unit: Some(&unit.id),
        section: "units",
        crumbs: section_crumb(site, "units", "units/index.html"),
        styles: &["tables", "views"],
        ..PageInfo::new(&url, &unit.name, "unit")
    };
    site.page(&info, "unit.html", &view(site, unit, rows))
}

fn view<'r, 'a>(site: &Site<'a>, unit: &'a Unit, rows: &'r [DutyRow<'a>]) -> UnitPage<'r, 'a> {
    let own = |meta: &Meta| meta.unit.as_deref() == Some(unit.id.as_str());
    let refs = |kind: Kind| -> Vec<PageRef<'a>> {
        site.handbook.of_kind(kind).filter(|meta| own(meta)).map(|meta| PageRef::of(site, meta)).collect()
    };
    let forms = site.handbook.forms.iter().filter(|form| own(&form.meta));
    let prose = site.handbook.pages.iter().filter(|page| own(&page.meta) && page.layout == Layout::Plain);
    UnitPage {
        id: &unit.id,
        code: &unit.code,
        name: &unit.name,
        summary: unit.summary.as_deref(),
        regulations: regulations(site, own),
        roles: role::listed(site.handbook, Some(&unit.id)).map(|role| RoleRef::of(role, Some(&unit.id))).collect(),
        duties: ScheduleView::of(&site.words, rows.iter().filter(|row| row.unit == Some(unit.id.as_str()))),
        scripts: refs(Kind::Script),
        forms: forms.map(|form| PageRef::form(site, form)).collect(),
        banks: refs(Kind::Quiz),
        pages: prose.map(|page| PageRef::of(site, &page.meta)).collect(),
        phones: rows_of(site.handbook, Some(&unit.id)),
        book: super::book::url_of(&unit.id),
    }
}

fn regulations<'a>(site: &Site<'a>, own: impl Fn(&Meta) -> bool) -> Vec<RegulationRef<'a>> {
    let regulations = site.handbook.regulations.iter().filter(|regulation| own(&regulation.meta));
    let entry = |regulation: &'a crate::model::Regulation| RegulationRef {
        page: PageRef::of(site, &regulation.meta),
        status: regulation.status.name(),
        clauses: regulation.clauses.len(),
    };
    regulations.map(entry).collect()
}
