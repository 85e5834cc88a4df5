//! In: the handbook. Out: `regs/index.html`, `scripts/index.html`, `forms/index.html`: pages of one kind by unit.

use super::{PageInfo, Site, refs::PageRef};
use crate::model::{Form, Handbook, Kind, Meta, Status};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct ListView<'a> {
    count: String,
    groups: Vec<Group<'a>>,
}

/// The pages of one unit; those for every unit stand first, without a unit.
#[derive(Serialize)]
struct Group<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    pages: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    page: PageRef<'a>,
    /// Short facts about it: how many clauses, situations or sheets.
    about: String,
    /// Said where it is not simply in force.
    status: Option<&'static str>,
}

const LISTS: [(&str, &str, Kind); 3] = [
    ("regs", "regs/index.html", Kind::Regulation),
    ("scripts", "scripts/index.html", Kind::Script),
    ("forms", "forms/index.html", Kind::Form),
];

/// Renders the list pages of the kinds the handbook has.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    for (section, url, kind) in LISTS {
        let entries = entries(site, kind);
        if entries.is_empty() {
            continue;
        }
        let count = site.words.fill(&format!("list.count.{section}"), &[("n", &entries.len().to_string())]);
        let view = ListView { count, groups: groups(site, entries) };
        let title = site.words.get(&format!("nav.{section}"));
        let info = PageInfo { section, styles: &["views"], ..PageInfo::new(url, title, "list") };
        site.page(&info, "list.html", &view)?;
    }
    Ok(())
}

fn groups<'a>(site: &Site<'a>, entries: Vec<Entry<'a>>) -> Vec<Group<'a>> {
    let units = site.handbook.config.units.iter();
    let mut groups: Vec<Group> = std::iter::once(Group { id: None, name: None, pages: Vec::new() })
        .chain(units.map(|unit| Group { id: Some(&unit.id), name: Some(&unit.name), pages: Vec::new() }))
        .collect();
    for entry in entries {
        let own = groups.iter_mut().find(|group| group.id == entry.page.unit);
        own.expect("invariant: the check step knows every unit").pages.push(entry);
    }
    groups.retain(|group| !group.pages.is_empty());
    groups
}

fn entries<'a>(site: &Site<'a>, kind: Kind) -> Vec<Entry<'a>> {
    let Handbook { regulations, scripts, forms, .. } = site.handbook;
    let counted = |what: &str, n: usize| site.words.fill(&format!("list.{what}"), &[("n", &n.to_string())]);
    let entry = |meta: &'a Meta, about: String| Entry { page: PageRef::of(site, meta), about, status: None };
    match kind {
        Kind::Regulation => regulations
            .iter()
            .map(|r| {
                let clauses = r.clauses.iter().filter(|clause| clause.label.is_some()).count();
                Entry { status: status(r.status), ..entry(&r.meta, counted("clauses", clauses)) }
            })
            .collect(),
        Kind::Script => scripts.iter().map(|s| entry(&s.meta, counted("situations", s.situations.len()))).collect(),
        Kind::Form => by_code(forms.iter().map(|form| form_entry(site, form)).collect()),
        Kind::Quiz | Kind::Page => Vec::new(),
    }
}

/// Forms in the order of their codes; those without one first.
fn by_code(mut forms: Vec<Entry>) -> Vec<Entry> {
    forms.sort_by(|a, b| a.page.code.cmp(&b.page.code));
    forms
}

fn form_entry<'a>(site: &Site<'a>, form: &'a Form) -> Entry<'a> {
    Entry { page: PageRef::form(site, form), about: String::new(), status: None }
}

fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::InForce => None,
        Status::Trial => Some("trial"),
        Status::Repealed => Some("repealed"),
    }
}
