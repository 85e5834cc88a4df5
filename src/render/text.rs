//! In: pages of plain prose. Out: `pages/<id>.html`.

use super::{PageInfo, Site, citations};
use crate::model::{Layout, TextPage};
use rayon::prelude::*;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct ProsePage<'a> {
    summary: Option<&'a str>,
    headings: Vec<Heading<'a>>,
}

#[derive(Serialize)]
struct Heading<'a> {
    level: u8,
    anchor: &'a str,
    text: &'a str,
}

/// Renders every page of plain prose.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let pages: Vec<_> = site.handbook.pages.iter().filter(|page| page.layout == Layout::Plain).collect();
    pages.par_iter().try_for_each(|text| page(site, text))
}

fn page(site: &Site, text: &TextPage) -> io::Result<()> {
    let body = citations::linked(&text.html, &text.meta.citations, &text.meta.url);
    let headings = text.headings.iter().map(|(level, anchor, text)| Heading { level: *level, anchor, text });
    let view = ProsePage { summary: text.meta.summary.as_deref(), headings: headings.collect() };
    let info = PageInfo { styles: &["tables", "views"], content: &body, ..PageInfo::of(&text.meta) };
    site.page(&info, "page.html", &view)
}
