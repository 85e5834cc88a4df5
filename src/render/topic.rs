//! In: pages of layout `topic`. Out: `topics/<id>.html`: what each unit says on one subject, a row a point, a column a unit, the
//! figures that differ marked.

use super::{
    PageInfo, Site,
    cards::{self, Card, Cards, Group},
    citations,
    html::escape_into,
    refs::{Link, cites, section_crumb},
};
use crate::{
    figures::figures,
    model::{Handbook, Layout, Meta, TextPage, TopicRow},
};
use rayon::prelude::*;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

#[derive(Serialize)]
struct TopicPage<'a> {
    summary: Option<&'a str>,
    /// The columns: units that say something here.
    units: Vec<Speaker<'a>>,
    points: Vec<Point<'a>>,
    /// Units that are built and say nothing here.
    silent: Vec<&'a str>,
    differs: bool,
    /// Whether a unit says nothing to a point.
    gaps: bool,
}

#[derive(Serialize)]
struct Speaker<'a> {
    id: &'a str,
    name: &'a str,
    short: &'a str,
}

#[derive(Serialize)]
struct Point<'a> {
    name: &'a str,
    /// One a column.
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    unit: &'a str,
    short: &'a str,
    says: Vec<Says<'a>>,
}

#[derive(Serialize)]
struct Says<'a> {
    html: String,
    clauses: Vec<Link<'a>>,
}

/// The topics of the handbook with their rows.
pub fn listed(pages: &[TextPage]) -> impl Iterator<Item = (&TextPage, &[TopicRow])> {
    pages.iter().filter_map(|page| match &page.layout {
        Layout::Topic(rows) => Some((page, rows.as_slice())),
        _ => None,
    })
}

/// Whether there is any topic.
pub fn any(handbook: &Handbook) -> bool {
    listed(&handbook.pages).next().is_some()
}

/// Renders the page of every topic, and their list.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let topics: Vec<_> = listed(&site.handbook.pages).collect();
    if topics.is_empty() {
        return Ok(());
    }
    topics.par_iter().try_for_each(|(topic, rows)| page(site, topic, rows))?;
    let cards = topics.into_iter().map(|(topic, _)| card(&topic.meta)).collect();
    let groups = vec![Group { id: None, name: None, cards }];
    let view = Cards { lead: site.words.get("topic.lead"), class: None, groups };
    cards::page(site, "topics", "topics/index.html", &[], &view)
}

fn card(topic: &Meta) -> Card<'_> {
    Card { url: topic.url.clone(), title: &topic.title, about: topic.summary.clone(), code: None }
}

fn page(site: &Site, topic: &TextPage, rows: &[TopicRow]) -> io::Result<()> {
    let body = citations::linked(&topic.html, &topic.meta.citations, &topic.meta.url);
    let info = PageInfo {
        section: "topics",
        crumbs: section_crumb(site, "topics", "topics/index.html"),
        styles: &["tables", "views"],
        kind: "topic",
        content: &body,
        ..PageInfo::of(&topic.meta)
    };
    site.page(&info, "topic.html", &view(site, topic, rows))
}

fn view<'a>(site: &'a Site<'a>, topic: &'a TextPage, rows: &'a [TopicRow]) -> TopicPage<'a> {
    let units = site.handbook.config.units.iter();
    let (speaking, silent): (Vec<_>, Vec<_>) = units.partition(|unit| rows.iter().any(|row| row.unit == unit.id));
    let units: Vec<_> =
        speaking.iter().map(|unit| Speaker { id: &unit.id, name: &unit.name, short: &unit.short }).collect();
    let points: Vec<_> = points(rows).into_iter().map(|(name, rows)| point(site, name, &rows, &units)).collect();
    let says = || points.iter().flat_map(|point| &point.cells);
    TopicPage {
        summary: topic.meta.summary.as_deref(),
        differs: says().any(|cell| cell.says.iter().any(|says| says.html.contains(DIFFERS))),
        gaps: says().any(|cell| cell.says.is_empty()),
        silent: silent.into_iter().map(|unit| unit.short.as_str()).collect(),
        points,
        units,
    }
}

/// The points in the order in which they are first spoken to, each with its rows.
fn points(rows: &[TopicRow]) -> Vec<(&str, Vec<&TopicRow>)> {
    let mut points: Vec<(&str, Vec<&TopicRow>)> = Vec::new();
    for row in rows {
        match points.iter_mut().find(|(name, _)| *name == row.point) {
            Some((_, rows)) => rows.push(row),
            None => points.push((&row.point, vec![row])),
        }
    }
    points
}

fn point<'a>(site: &'a Site<'a>, name: &'a str, rows: &[&'a TopicRow], units: &[Speaker<'a>]) -> Point<'a> {
    let common = common_figures(rows);
    let cell = |unit: &Speaker<'a>| {
        let own = rows.iter().filter(|row| row.unit == unit.id);
        let says = own.map(|row| Says { html: marked(&row.says, &common), clauses: cites(&row.clause) }).collect();
        Cell { unit: unit.id, short: unit.short, says }
    };
    let name = if name.is_empty() { site.words.get("topic.says") } else { name };
    Point { name, cells: units.iter().map(cell).collect() }
}

/// Figures that mark no difference: those every unit names, and all where only one unit speaks.
fn common_figures<'a>(rows: &[&'a TopicRow]) -> BTreeSet<&'a str> {
    let mut by_unit: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        by_unit.entry(&row.unit).or_default().extend(figures(&row.says).map(|range| &row.says[range]));
    }
    by_unit.into_values().reduce(|all, of_unit| &all & &of_unit).unwrap_or_default()
}

/// What stands before a figure that differs.
const DIFFERS: &str = "<b class=\"differs\">";

/// A row's text, escaped, with the figures that are not common marked.
fn marked(says: &str, common: &BTreeSet<&str>) -> String {
    let mut out = String::with_capacity(says.len() + 64);
    let mut at = 0;
    for range in figures(says).filter(|range| !common.contains(&says[range.clone()])) {
        escape_into(&mut out, &says[at..range.start]);
        out.push_str(DIFFERS);
        escape_into(&mut out, &says[range.clone()]);
        out.push_str("</b>");
        at = range.end;
    }
    escape_into(&mut out, &says[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Citation,
        source::{FileId, Span},
    };

    fn rows(says: &[&str]) -> Vec<TopicRow> {
        let row = |(n, says): (usize, &&str)| TopicRow {
            unit: format!("unit-{n}"),
            point: String::new(),
            says: (*says).into(),
            clause: Citation::unresolved("a#1", Span::new(FileId(0), 0, 0)),
        };
        says.iter().enumerate().map(row).collect()
    }

    #[test]
    fn only_what_differs_is_marked() {
        let rows = rows(&["提前15分钟到，2人", "提前10分钟到，2人"]);
        let common = common_figures(&rows.iter().collect::<Vec<_>>());
        assert_eq!(marked(&rows[0].says, &common), "提前<b class=\"differs\">15分钟</b>到，2人");
    }

    #[test]
    fn one_unit_alone_differs_from_nobody() {
        let mut rows = rows(&["1天以内", "2天以上"]);
        rows[1].unit = rows[0].unit.clone();
        let common = common_figures(&rows.iter().collect::<Vec<_>>());
        assert_eq!(marked(&rows[0].says, &common), "1天以内");
    }
}
