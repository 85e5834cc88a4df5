//! In: groups of titles. Out: a list page of cards, for units, posts, topics and books.

use super::{PageInfo, Site};
use serde::Serialize;
use std::io;

/// Cards in groups.
#[derive(Serialize)]
pub struct Cards<'a> {
    /// One line under the title.
    pub lead: &'a str,
    /// A class of the lists.
    pub class: Option<&'static str>,
    /// The groups; empty ones are left out by whoever makes them.
    pub groups: Vec<Group<'a>>,
}

/// Cards under one heading.
#[derive(Serialize)]
pub struct Group<'a> {
    /// Anchor.
    pub id: Option<&'a str>,
    /// Heading.
    pub name: Option<&'a str>,
    /// The cards.
    pub cards: Vec<Card<'a>>,
}

/// A link with a line about it.
#[derive(Serialize)]
pub struct Card<'a> {
    /// Address from the site's root.
    pub url: String,
    /// Title.
    pub title: &'a str,
    /// One line about it.
    pub about: Option<String>,
    /// The unit's code, where it stands for a unit.
    pub code: Option<&'a str>,
}

/// Renders the list page of a section of the navigation at `url`.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site, section: &str, url: &str, scripts: &[&str], view: &Cards) -> io::Result<()> {
    let title = site.words.get(&format!("nav.{section}"));
    site.page(
        &PageInfo { section, styles: &["tables", "views"], scripts, ..PageInfo::new(url, title, "list") },
        "cards.html",
        view,
    )
}
