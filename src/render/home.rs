//! In: the handbook. Out: `index.html`: search, unit and post, what falls due, this week's quiz, what there is, what changed.

use super::{
    PageInfo, Site, changes,
    refs::{DutyRow, PageRef, RoleRef, duty_rows},
    role, unit,
};
use crate::model::{Handbook, Kind};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct HomeView<'r, 'a> {
    units: Vec<HomeUnit<'a>>,
    roles: Vec<HomeRole<'a>>,
    periods: Vec<Period<'r, 'a>>,
    quiz: bool,
    print: bool,
    deadlines: bool,
    kinds: Vec<KindView>,
    news: Vec<News<'a>>,
}

/// A unit that has pages.
#[derive(Serialize)]
struct HomeUnit<'a> {
    id: &'a str,
    code: &'a str,
    short: &'a str,
}

/// A post, and the units that have it (none: all), for the script that narrows the posts to those of the reader's unit.
#[derive(Serialize)]
struct HomeRole<'a> {
    #[serde(flatten)]
    role: RoleRef<'a>,
    units: &'a [String],
}

/// Duties that fall due within the same span.
#[derive(Serialize)]
struct Period<'r, 'a> {
    /// A word under `home.`: `every_day`, `week` …
    id: &'static str,
    rows: Vec<&'r DutyRow<'a>>,
}

/// One kind of page and how many there are.
#[derive(Serialize)]
struct KindView {
    id: &'static str,
    url: &'static str,
    count: String,
}

/// A change, and the pages it touched.
#[derive(Serialize)]
struct News<'a> {
    date: String,
    what: &'a str,
    pages: Vec<PageRef<'a>>,
    /// Pages that are not shown.
    more: usize,
}

/// Renders the home page.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    let rows = duty_rows(site);
    let view = HomeView {
        units: unit::listed(site.handbook).map(|u| HomeUnit { id: &u.id, code: &u.code, short: &u.short }).collect(),
        roles: roles(site),
        periods: periods(&rows),
        quiz: has(site, "quiz"),
        print: has(site, "print"),
        deadlines: has(site, "deadlines"),
        kinds: kinds(site),
        news: news(site),
    };
    let title = &site.handbook.config.title;
    site.page(
        &PageInfo { scripts: &["home"], styles: &["home"], ..PageInfo::new("index.html", title, "home") },
        "index.html",
        &view,
    )
}

/// Whether a section is in the navigation.
fn has(site: &Site, id: &str) -> bool {
    site.view.sections.iter().any(|section| section.id == id)
}

fn roles<'a>(site: &Site<'a>) -> Vec<HomeRole<'a>> {
    role::listed(site.handbook, None)
        .map(|role| HomeRole { role: RoleRef::of(role, None), units: &role.units })
        .collect()
}

/// Duties with a regular frequency by the span they fall due in; what happens on events stands on the calendar only.
fn periods<'r, 'a>(rows: &'r [DutyRow<'a>]) -> Vec<Period<'r, 'a>> {
    const SPANS: [(&str, &[&str]); 5] = [
        ("every_day", &["shift", "day"]),
        ("week", &["week"]),
        ("month", &["month"]),
        ("quarter", &["quarter"]),
        ("year", &["year"]),
    ];
    SPANS
        .into_iter()
        .map(|(id, pers)| Period { id, rows: rows.iter().filter(|row| pers.contains(&row.time.per)).collect() })
        .filter(|period| !period.rows.is_empty())
        .collect()
}

fn kinds(site: &Site) -> Vec<KindView> {
    let Handbook { regulations, scripts, forms, banks, .. } = site.handbook;
    let questions = banks.iter().map(|bank| bank.questions.len()).sum();
    let counts = [("regs", regulations.len()), ("scripts", scripts.len()), ("forms", forms.len()), ("quiz", questions)];
    let counted = site.view.sections.iter().filter_map(|section| {
        let (id, count) = *counts.iter().find(|(id, _)| *id == section.id)?;
        let count = site.words.fill(&format!("list.count.{id}"), &[("n", &count.to_string())]);
        Some(KindView { id, url: section.url, count })
    });
    counted.collect()
}

/// How many changes the home page shows, and how many pages of each.
const NEWS: usize = 5;
const NEWS_PAGES: usize = 3;

/// The newest changes; pages of one kind changed alike on one day are one.
fn news<'a>(site: &Site<'a>) -> Vec<News<'a>> {
    let mut news: Vec<(Kind, News)> = Vec::new();
    for (revision, meta) in changes::newest(site) {
        let date = revision.date.to_string();
        let full = news.len() == NEWS;
        let last = news.last_mut().filter(|(kind, n)| *kind == meta.kind && n.what == revision.what && n.date == date);
        match last {
            Some((_, same)) if same.pages.len() < NEWS_PAGES => same.pages.push(PageRef::of(site, meta)),
            Some((_, same)) => same.more += 1,
            None if full => break,
            None => {
                let pages = vec![PageRef::of(site, meta)];
                news.push((meta.kind, News { date, what: &revision.what, pages, more: 0 }));
            }
        }
    }
    news.into_iter().map(|(_, news)| news).collect()
}
