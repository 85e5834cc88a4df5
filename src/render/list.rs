//! In: the handbook. Out: `regs/index.html`, `scripts/index.html`, `forms/index.html`: pages of one kind by unit.

use super::{PageInfo, Site};
use crate::model::{Kind, Meta};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct ListView<'a> {
    groups: Vec<Group<'a>>,
}

/// The pages of one unit; those for every unit stand first, without a name.
#[derive(Serialize)]
struct Group<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    pages: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    url: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
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
        let view = ListView { groups: groups(site, kind) };
        if !view.groups.is_empty() {
            let title = site.words.get(&format!("nav.{section}"));
            site.page(&PageInfo { section, ..PageInfo::new(url, title, "list") }, "list.html", &view)?;
        }
    }
    Ok(())
}

fn groups<'a>(site: &Site<'a>, kind: Kind) -> Vec<Group<'a>> {
    let pages = |unit: Option<&str>| -> Vec<Entry<'a>> {
        let of_unit = site.handbook.of_kind(kind).filter(|meta| meta.unit.as_deref() == unit);
        of_unit.map(entry).collect()
    };
    let units = site.handbook.config.units.iter();
    std::iter::once(Group { id: None, name: None, pages: pages(None) })
        .chain(units.map(|u| Group { id: Some(&u.id), name: Some(&u.name), pages: pages(Some(&u.id)) }))
        .filter(|group| !group.pages.is_empty())
        .collect()
}

fn entry(meta: &Meta) -> Entry<'_> {
    Entry { url: &meta.url, title: &meta.title, summary: meta.summary.as_deref() }
}
