//! What a page of the shipped handbook loads before anything more is wanted: its scripts and styles, without the question bank and the
//! search index.

use crate::{browser::pages, harness::shipped::site};
use std::collections::BTreeSet;

/// Bytes of scripts and styles that a page may load by itself.
const MOST: u64 = 60_000;

/// The scripts and styles that a page names.
fn files(html: &str) -> BTreeSet<&str> {
    let names = html
        .split('"')
        .filter_map(|part| part.split_once("assets/"))
        .filter(|(way, _)| way.is_empty() || *way == "../");
    let names = names.map(|(_, name)| name.split('?').next().unwrap_or_default());
    names.filter(|name| [".js", ".css"].iter().any(|end| name.ends_with(end))).collect()
}

#[test]
fn no_page_loads_more_than_sixty_kilobytes_of_scripts_and_styles() {
    let size = |name: &str| site().join("assets").join(name).metadata().expect("a file of the site").len();
    let weights: Vec<_> = pages::all(site())
        .into_iter()
        .map(|page| {
            let html = std::fs::read_to_string(site().join(&page)).expect("a page");
            let loaded: u64 = files(&html).into_iter().map(size).sum();
            (loaded, page)
        })
        .collect();
    let heavy: Vec<_> = weights.iter().filter(|(loaded, _)| *loaded > MOST).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
    assert!(weights.len() > 300 && weights.iter().all(|(loaded, _)| *loaded > 20_000), "too little was counted");
}
