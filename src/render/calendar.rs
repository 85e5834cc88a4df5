//! In: every duty. Out: `calendar.html`: duties by frequency, by post and by place; 原文未定 apart, blank or 本单位规定.

use super::{
    PageInfo, Site,
    post::{self, PaperLink},
    refs::{DutyRow, RoleRef, ScheduleView, duty_rows},
    role,
};
use crate::{
    duties,
    model::{Handbook, Per},
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

#[derive(Serialize)]
struct CalendarPage<'r, 'a> {
    schedule: ScheduleView<'r, 'a>,
    several_units: bool,
    /// Whether there is a page of deadlines.
    deadlines: bool,
    roles: Vec<RoleLine<'a>>,
    frequencies: Vec<String>,
    places: Vec<Place<'r, 'a>>,
    /// Posters and posts' papers.
    posters: Vec<PaperLink<'a>>,
    papers: Vec<PaperLink<'a>>,
}

/// A post and how many duties it has of each frequency that occurs.
#[derive(Serialize)]
struct RoleLine<'a> {
    role: RoleRef<'a>,
    counts: Vec<usize>,
    total: usize,
}

#[derive(Serialize)]
struct Place<'r, 'a> {
    name: &'a str,
    rows: Vec<&'r DutyRow<'a>>,
}

/// Whether there is any duty.
pub fn any(handbook: &Handbook) -> bool {
    duties::all(handbook).next().is_some()
}

/// Renders the calendar, where there is any duty.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    if !any(site.handbook) {
        return Ok(());
    }
    let rows = duty_rows(site);
    let info = PageInfo {
        section: "calendar",
        styles: &["tables", "views"],
        scripts: &["filter"],
        ..PageInfo::new("calendar.html", site.words.get("nav.calendar"), "calendar")
    };
    site.page(&info, "calendar.html", &view(site, &rows))
}

fn view<'r, 'a>(site: &Site<'a>, rows: &'r [DutyRow<'a>]) -> CalendarPage<'r, 'a> {
    let schedule = ScheduleView::of(&site.words, rows.iter());
    let places = duties::by_place(rows, |row| row.duty);
    let occurring: Vec<Per> =
        Per::ALL.into_iter().filter(|per| rows.iter().any(|row| shown_per(row) == *per)).collect();
    let units: BTreeSet<&str> = rows.iter().filter_map(|row| row.unit).collect();
    CalendarPage {
        schedule,
        several_units: units.len() > 1,
        deadlines: super::deadlines::any(site.handbook),
        roles: role_lines(site, rows, &occurring),
        frequencies: occurring
            .iter()
            .map(|per| site.words.get(&format!("duty.per.{}", per.name())).to_owned())
            .collect(),
        places: places.into_iter().map(|(name, rows)| Place { name, rows }).collect(),
        posters: post::posters(site),
        papers: post::links(site, None),
    }
}

fn shown_per(row: &DutyRow) -> Per {
    duties::timing(row.duty).when.per
}

fn role_lines<'a>(site: &Site<'a>, rows: &[DutyRow<'a>], occurring: &[Per]) -> Vec<RoleLine<'a>> {
    let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in rows {
        let Some(column) = occurring.iter().position(|per| *per == shown_per(row)) else { continue };
        for who in &row.duty.who {
            counts.entry(who).or_insert_with(|| vec![0; occurring.len()])[column] += 1;
        }
    }
    let only = Some(&site.view.units).filter(|units| units.len() == 1).map(|units| units[0].id.as_str());
    role::listed(site.handbook, None)
        .filter_map(|role| Some((role, counts.remove(role.id.as_str())?)))
        .map(|(role, counts)| RoleLine { role: RoleRef::of(role, only), total: counts.iter().sum(), counts })
        .collect()
}
