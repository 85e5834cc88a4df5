//! In: pages of layout `glossary`. Out: `glossary.html`: terms in the order of their pinyin.

use super::{PageInfo, Site, citations, refs::badge};
use crate::model::{Handbook, Term, TextPage};
use pinyin::ToPinyin;
use serde::Serialize;
use std::{collections::BTreeMap, io};

#[derive(Serialize)]
struct GlossaryPage<'a> {
    letters: Vec<Letter<'a>>,
    notes: Vec<Note<'a>>,
    count: usize,
}

/// What a page of terms says besides: finished HTML.
#[derive(Serialize)]
struct Note<'a> {
    id: &'a str,
    title: &'a str,
    html: String,
}

/// Terms whose pinyin begins with one letter.
#[derive(Serialize)]
struct Letter<'a> {
    name: String,
    terms: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    anchor: &'a str,
    name: &'a str,
    html: String,
    unit: Option<&'a str>,
    badge: Option<&'a str>,
}

fn listed(handbook: &Handbook) -> impl Iterator<Item = &TextPage> {
    handbook.pages.iter().filter(|page| page.layout == crate::model::Layout::Glossary)
}

/// Whether there is any page of terms.
pub fn any(handbook: &Handbook) -> bool {
    listed(handbook).next().is_some()
}

/// Renders the page, where there is any term.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    if !any(site.handbook) {
        return Ok(());
    }
    let info = PageInfo {
        section: "glossary",
        styles: &["tables", "views"],
        scripts: &["filter"],
        ..PageInfo::new("glossary.html", site.words.get("nav.glossary"), "glossary")
    };
    site.page(&info, "glossary.html", &view(site))
}

fn view<'a>(site: &Site<'a>) -> GlossaryPage<'a> {
    let mut sorted: BTreeMap<(String, &str, &str), (&TextPage, &Term)> = BTreeMap::new();
    for page in listed(site.handbook) {
        for term in &page.terms {
            sorted.insert((sort_key(&term.name), &term.name, &page.meta.id), (page, term));
        }
    }
    let count = sorted.len();
    let mut letters: Vec<Letter> = Vec::new();
    for ((key, ..), (page, term)) in sorted {
        let name = letter(&key);
        if letters.last().is_none_or(|last| last.name != name) {
            letters.push(Letter { name, terms: Vec::new() });
        }
        letters.last_mut().expect("invariant: pushed above").terms.push(entry(site, page, term));
    }
    let notes = listed(site.handbook).map(|page| Note {
        id: &page.meta.id,
        title: &page.meta.title,
        html: citations::linked(&page.html, &page.meta.citations, "glossary.html"),
    });
    GlossaryPage { letters, notes: notes.collect(), count }
}

fn entry<'a>(site: &Site<'a>, page: &'a TextPage, term: &'a Term) -> Entry<'a> {
    let unit = page.meta.unit.as_deref();
    let html = citations::linked(&term.html, &page.meta.citations, "glossary.html");
    Entry { anchor: &term.anchor, name: &term.name, html, unit, badge: badge(site, unit) }
}

/// Pinyin of the term, other characters as they are: what it is sorted by.
fn sort_key(name: &str) -> String {
    let syllable = |c: char| c.to_pinyin().map_or_else(|| c.to_lowercase().to_string(), |p| p.plain().to_owned());
    name.chars().map(syllable).collect::<Vec<_>>().join(" ")
}

/// The letter a term stands under; `#` for figures and signs.
fn letter(key: &str) -> String {
    let first = key.chars().next().filter(char::is_ascii_alphabetic);
    first.map_or_else(|| "#".to_owned(), |c| c.to_ascii_uppercase().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_by_their_pinyin() {
        assert_eq!(sort_key("首办A岗"), "shou ban a gang");
        assert_eq!(letter(&sort_key("首办")), "S");
        assert_eq!(letter(&sort_key("12345热线")), "#");
    }
}
