//! In: every page's title and headings. Out: `headings.html`: all of them by the initial of their pinyin, which is how to find a place
//! with scripts off. What many pages call alike stands once, with its pages beneath.

use super::{Crumb, PageInfo, Site, link};
use crate::{model::Meta, search::pinyin};
use serde::Serialize;
use std::{collections::BTreeMap, io};

const URL: &str = "headings.html";

#[derive(Serialize)]
struct Headings<'a> {
    letters: Vec<Letter<'a>>,
}

#[derive(Serialize)]
struct Letter<'a> {
    letter: char,
    id: String,
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    text: &'a str,
    places: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    title: &'a str,
    url: String,
}

/// Renders the page, where there is anything to list.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    let all = headings(site);
    if all.is_empty() {
        return Ok(());
    }
    let mut by_letter: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for text in all.keys() {
        pinyin::initials(text).into_iter().for_each(|letter| by_letter.entry(letter).or_default().push(text));
    }
    let letters = by_letter.into_iter().map(|(letter, texts)| Letter {
        letter,
        id: format!("i-{}", if letter == '#' { '0' } else { letter.to_ascii_lowercase() }),
        entries: texts.into_iter().map(|text| Entry { text, places: places(&all[text]) }).collect(),
    });
    let view = Headings { letters: letters.collect() };
    let crumbs = vec![Crumb { url: "search.html".to_owned(), title: site.words.get("search.title").to_owned() }];
    let info = PageInfo { crumbs, ..PageInfo::new(URL, site.words.get("search.headings"), "headings") };
    site.page(&info, "headings.html", &view)
}

fn places<'a>(at: &[(&'a Meta, String)]) -> Vec<Place<'a>> {
    at.iter().map(|(meta, url)| Place { title: &meta.title, url: link::relative(URL, url) }).collect()
}

/// Every title and heading with the pages it stands on and its addresses there, in the order of the pages.
fn headings<'a>(site: &'a Site) -> BTreeMap<&'a str, Vec<(&'a Meta, String)>> {
    let book = site.handbook;
    let mut out: BTreeMap<&str, Vec<(&Meta, String)>> = BTreeMap::new();
    let mut add = |text: &'a str, meta: &'a Meta, anchor: &str| {
        let page = meta.url.split('#').next().unwrap_or_default();
        let url = if anchor.is_empty() { meta.url.clone() } else { format!("{page}#{anchor}") };
        if !text.is_empty() {
            out.entry(text).or_default().push((meta, url));
        }
    };
    book.metas().for_each(|meta| add(&meta.title, meta, ""));
    for page in &book.regulations {
        for clause in page.clauses.iter().filter(|clause| clause.titled) {
            let title = clause.paragraphs().next().map_or("", |title| title.text.as_str());
            add(title, &page.meta, &clause.anchor);
        }
    }
    for page in &book.scripts {
        page.situations.iter().for_each(|situation| add(&situation.title, &page.meta, &situation.anchor));
    }
    for page in &book.pages {
        page.headings.iter().for_each(|(_, anchor, title)| add(title, &page.meta, anchor));
        page.terms.iter().for_each(|term| add(&term.name, &page.meta, &term.anchor));
    }
    out
}
