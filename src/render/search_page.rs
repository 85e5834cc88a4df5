//! In: every page's title and headings. Out: `search.html`: the box, room for results, and all titles and headings by the initial of
//! their pinyin, which is how to find a place with scripts off. And what pages of units and posts are called.

use super::{
    PageInfo, Site, link,
    refs::{role_url, unit_url},
    role, unit,
};
use crate::{
    model::{Handbook, Meta},
    search::{core::Gathering, pinyin},
};
use serde::Serialize;
use std::{collections::BTreeMap, io};

const URL: &str = "search.html";

#[derive(Serialize)]
struct SearchPage<'a> {
    letters: Vec<Letter<'a>>,
    kinds: Vec<Choice<'a>>,
}

#[derive(Serialize)]
struct Letter<'a> {
    letter: char,
    id: String,
    titles: Vec<Title<'a>>,
}

#[derive(Serialize)]
struct Title<'a> {
    title: &'a str,
    url: String,
    unit: Option<&'a str>,
    kind: &'a str,
}

#[derive(Serialize)]
struct Choice<'a> {
    id: &'static str,
    name: &'a str,
}

/// Renders the page.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    let kinds = crate::model::Kind::ALL.into_iter().filter(|kind| site.handbook.of_kind(*kind).next().is_some());
    let kinds = kinds.map(|kind| Choice { id: kind.name(), name: kind_word(site, kind.name()) }).collect();
    let view = SearchPage { letters: letters(site), kinds };
    let info = PageInfo {
        styles: &["search-results"],
        scripts: &["search-page"],
        body_class: "search-wide",
        ..PageInfo::new(URL, site.words.get("search.title"), "search")
    };
    site.page(&info, "search.html", &view)
}

/// Pages of units and posts, which the search finds by their names.
pub fn gathering(handbook: &Handbook) -> Vec<Gathering<'_>> {
    let units = unit::listed(handbook).map(|unit| Gathering {
        id: format!("unit-{}", unit.id),
        unit: Some(&unit.id),
        url: unit_url(&unit.id),
        name: &unit.name,
        short: Some(&unit.short),
    });
    let roles = role::listed(handbook, None).map(|role| Gathering {
        id: format!("role-{}", role.id),
        unit: None,
        url: role_url(&role.id),
        name: &role.name,
        short: None,
    });
    units.chain(roles).collect()
}

fn kind_word<'a>(site: &'a Site, kind: &str) -> &'a str {
    site.words.get(&format!("views.kind.{kind}"))
}

/// Titles by letter, in each letter by title; a title whose first character is read in two ways stands under both.
fn letters<'a>(site: &'a Site) -> Vec<Letter<'a>> {
    let mut by_letter: BTreeMap<char, Vec<&Meta>> = BTreeMap::new();
    for meta in site.handbook.metas() {
        for letter in pinyin::initials(&meta.title) {
            by_letter.entry(letter).or_default().push(meta);
        }
    }
    let letters = by_letter.into_iter().map(|(letter, mut metas)| {
        metas.sort_by_key(|meta| (&meta.title, &meta.id));
        let id = format!("i-{}", if letter == '#' { '0' } else { letter.to_ascii_lowercase() });
        Letter { letter, id, titles: metas.into_iter().map(|meta| title(site, meta)).collect() }
    });
    letters.collect()
}

fn title<'a>(site: &'a Site, meta: &'a Meta) -> Title<'a> {
    let unit = site.view.units.iter().find(|unit| Some(&unit.id) == meta.unit.as_ref());
    Title {
        title: &meta.title,
        url: link::relative(URL, &meta.url),
        unit: unit.map(|unit| unit.short.as_str()),
        kind: kind_word(site, meta.kind.name()),
    }
}
