//! In: a built site. Out: its pages, and one of each kind.

use std::{collections::BTreeMap, path::Path};

/// Every page, as its path from the site's root, in order.
pub fn all(site: &Path) -> Vec<String> {
    let mut pages: Vec<String> = walkdir::WalkDir::new(site)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "html"))
        .map(|entry| entry.path().strip_prefix(site).expect("invariant: inside").to_string_lossy().replace('\\', "/"))
        .collect();
    pages.sort();
    pages
}

/// One page of each kind: every page of the top level and of `quiz/`, and the longest of each other folder.
pub fn one_of_each(site: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut longest: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for page in all(site) {
        let Some((folder, _)) = page.split_once('/').filter(|(folder, _)| *folder != "quiz") else {
            out.push(page);
            continue;
        };
        let size = site.join(&page).metadata().expect("a page").len();
        let best = longest.entry(folder.to_owned()).or_default();
        if size > best.0 {
            *best = (size, page.clone());
        }
    }
    out.extend(longest.into_values().map(|(_, page)| page));
    out
}

/// Addresses that the shipped handbook has, or, of a folder, at least one page in it.
pub const PROMISED: [&str; 25] = [
    "index.html",
    "regs/",
    "units/",
    "roles/",
    "topics/",
    "scripts/",
    "forms/",
    "calendar.html",
    "print.html",
    "ledger.html",
    "quiz/index.html",
    "quiz/week.html",
    "quiz/drill.html",
    "quiz/paper.html",
    "quiz/tally.html",
    "search.html",
    "phones.html",
    "glossary.html",
    "changes.html",
    "coverage.html",
    "deadlines.html",
    "help.html",
    "book.html",
    "search/core.js",
    "assets/",
];
