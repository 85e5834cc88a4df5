//! In: pages of layout `phones` and the numbers of `local.yml`. Out: `phones.html`: whom to call for what; a desk card on paper.

use super::{PageInfo, Site, citations, refs::PhoneRow};
use crate::model::{Handbook, Layout, Phone, TextPage};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct PhonesPage<'a> {
    groups: Vec<Group<'a>>,
    notes: Vec<Note<'a>>,
    /// Whether any number or time is left to fill in.
    blanks: bool,
}

/// The numbers of one unit; those for everybody have no name.
#[derive(Serialize)]
struct Group<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    rows: Vec<PhoneRow<'a>>,
}

/// What a page of numbers says besides: finished HTML.
#[derive(Serialize)]
struct Note<'a> {
    id: &'a str,
    title: &'a str,
    html: String,
}

/// Pages of numbers.
fn listed(handbook: &Handbook) -> impl Iterator<Item = (&TextPage, &[Phone])> {
    handbook.pages.iter().filter_map(|page| match &page.layout {
        Layout::Phones(phones) => Some((page, phones.as_slice())),
        _ => None,
    })
}

/// The numbers of one unit (`None`: those for everybody) as lines of a table. What `local.yml` says of the same matter fills
/// the blanks of the text; what else it says comes last.
pub fn rows_of<'a>(handbook: &'a Handbook, unit: Option<&str>) -> Vec<PhoneRow<'a>> {
    let own = |phone: &&'a Phone| phone.unit.as_deref() == unit;
    let row = |phone: &'a Phone| PhoneRow::of(&handbook.config, phone);
    let mut rows: Vec<_> = listed(handbook).flat_map(|(_, phones)| phones).filter(own).map(row).collect();
    for local in handbook.local.phones.iter().filter(own).map(row) {
        let same = |row: &&mut PhoneRow| row.what == local.what && row.number.is_none() && same_person(row, &local);
        match rows.iter_mut().find(same) {
            Some(row) => row.fill(local),
            None => rows.push(local),
        }
    }
    rows
}

/// Whether two lines may mean the same person: one of them names nobody, or both the same.
fn same_person(a: &PhoneRow, b: &PhoneRow) -> bool {
    a.who.is_none() || b.who.is_none() || a.who == b.who
}

/// Whether there is any number, blank or page of them.
pub fn any(handbook: &Handbook) -> bool {
    listed(handbook).next().is_some() || !handbook.local.phones.is_empty()
}

/// Renders the page, where there is any number or blank.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    if !any(site.handbook) {
        return Ok(());
    }
    let view = view(site);
    let info = PageInfo {
        section: "phones",
        styles: &["tables", "views"],
        scripts: &["filter"],
        ..PageInfo::new("phones.html", site.words.get("nav.phones"), "phones")
    };
    site.page(&info, "phones.html", &view)
}

fn view<'a>(site: &Site<'a>) -> PhonesPage<'a> {
    let handbook = site.handbook;
    let group = |id: Option<&'a str>, name: Option<&'a str>| Group { id, name, rows: rows_of(handbook, id) };
    let units = handbook.config.units.iter();
    let groups = units.map(|unit| group(Some(&unit.id), Some(&unit.name))).chain([group(None, None)]);
    let notes = listed(handbook).map(|(page, _)| Note {
        id: &page.meta.id,
        title: &page.meta.title,
        html: citations::linked(&page.html, &page.meta.citations, "phones.html"),
    });
    let groups: Vec<_> = groups.filter(|group| !group.rows.is_empty()).collect();
    let blank = |row: &PhoneRow| row.number.is_none() || row.hours.is_none();
    PhonesPage { blanks: groups.iter().flat_map(|group| &group.rows).any(blank), groups, notes: notes.collect() }
}
