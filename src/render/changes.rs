//! In: the revisions of every page. Out: `changes.html`, newest first.

use super::{PageInfo, Site, refs::PageRef};
use crate::{
    diff::marks::{self, Piece},
    model::{Clause, Handbook, Meta, Regulation, Revision},
    review,
};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct ChangesPage<'a> {
    days: Vec<Day<'a>>,
    wordings: Vec<Wording<'a>>,
}

/// A clause worded anew, old and new in pieces.
#[derive(Serialize)]
struct Wording<'a> {
    cite: &'a str,
    url: String,
    unit: Option<&'a str>,
    /// When the new words were reviewed; `None`: they were not yet.
    on: Option<&'a str>,
    old: Vec<Piece>,
    new: Vec<Piece>,
}

/// What changed on one day.
#[derive(Serialize)]
struct Day<'a> {
    date: String,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    what: &'a str,
    kind: &'static str,
    pages: Vec<PageRef<'a>>,
}

/// Whether any page has a history.
pub fn any(handbook: &Handbook) -> bool {
    handbook.metas().any(|meta| !meta.revisions.is_empty()) || !reworded(handbook).is_empty()
}

/// Every revision with its page, newest first; of one day in the order of the handbook.
pub fn newest<'a>(site: &Site<'a>) -> Vec<(&'a Revision, &'a Meta)> {
    let of_page = |meta: &'a Meta| meta.revisions.iter().map(move |revision| (revision, meta));
    let mut all: Vec<_> = site.handbook.metas().flat_map(of_page).collect();
    all.sort_by_key(|(revision, _)| std::cmp::Reverse(revision.date));
    all
}

/// Renders the page, where any page has a history.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    if !any(site.handbook) {
        return Ok(());
    }
    let info = PageInfo {
        section: "changes",
        styles: &["tables", "views"],
        scripts: &["filter"],
        ..PageInfo::new("changes.html", site.words.get("nav.changes"), "changes")
    };
    site.page(&info, "changes.html", &ChangesPage { days: days(site), wordings: reworded(site.handbook) })
}

/// Clauses worded anew since they were reviewed, then those whose new words were, the newest first.
fn reworded(handbook: &Handbook) -> Vec<Wording<'_>> {
    let Some(lock) = &handbook.review else { return Vec::new() };
    let mut out = Vec::new();
    let mut open = std::collections::BTreeMap::new();
    for one in review::pending(handbook, lock) {
        let (key, old) = (one.clause.0, one.old);
        open.extend(old.map(|old| (key, old)));
    }
    for (key, old) in &open {
        let Some((page, clause)) = review::clause_of(handbook, key) else { continue };
        out.push(Wording::of(page, clause, None, old, &review::wording(page, clause)));
    }
    for one in lock.reworded.iter().rev() {
        let Some((page, clause)) = review::clause_of(handbook, &one.clause) else { continue };
        out.push(Wording::of(page, clause, Some(&one.on), &one.old, &one.new));
    }
    out
}

impl<'a> Wording<'a> {
    fn of(page: &'a Regulation, clause: &'a Clause, on: Option<&'a str>, old: &str, new: &str) -> Self {
        let (old, new) = marks::sides(&marks::stretches(old, new));
        let url = format!("{}#{}", page.meta.url, clause.anchor);
        Self { cite: &clause.cite, url, unit: page.meta.unit.as_deref(), on, old, new }
    }
}

/// Pages changed alike on one day share a line.
fn days<'a>(site: &Site<'a>) -> Vec<Day<'a>> {
    let mut days: Vec<Day> = Vec::new();
    for (revision, meta) in newest(site) {
        let date = revision.date.to_string();
        if days.last().is_none_or(|day| day.date != date) {
            days.push(Day { date, changes: Vec::new() });
        }
        let changes = &mut days.last_mut().expect("invariant: pushed above").changes;
        let page = PageRef::of(site, meta);
        match changes.last_mut().filter(|last| last.what == revision.what && last.kind == meta.kind.name()) {
            Some(same) => same.pages.push(page),
            None => changes.push(Change { what: &revision.what, kind: meta.kind.name(), pages: vec![page] }),
        }
    }
    days
}
