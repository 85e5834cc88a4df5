//! `<main>` of every page that a small handbook of every kind makes, held to `tests/golden/`. A new page wants a new file:
//! `SNAPSHOTS=overwrite cargo test golden`, and a look at the diff.

use crate::harness::{Built, Handbook, golden::assert_golden, shipped};
use std::{collections::BTreeSet, fs, panic::catch_unwind};

fn built() -> Built {
    Handbook::from(include_str!("golden/handbook.txt")).build()
}

/// One tag a line, so that a person can read a diff; fingerprints of assets left out, since every change of a style moves them.
fn by_lines(html: &str) -> String {
    let mut parts = html.split("?v=");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out += "?v=";
        out += part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    out.replace("><", ">\n<") + "\n"
}

/// `regs/handover.html` → `regs-handover.html`.
fn file_name(page: &str) -> String {
    page.replace('/', "-")
}

#[test]
fn nothing_is_wrong_with_the_sample() {
    assert_eq!(built().diagnostics(), "");
}

#[test]
fn every_page_is_as_it_was() {
    let built = built();
    let differs = |page: &&str| {
        let main = by_lines(built.main(page));
        catch_unwind(|| assert_golden(&format!("tests/golden/{}", file_name(page)), &main)).is_err()
    };
    let wrong: Vec<_> = built.pages().map(|(page, _)| page).filter(differs).collect();
    assert!(wrong.is_empty(), "{wrong:?} differ");
}

#[test]
fn no_golden_file_is_left_over() {
    let made: BTreeSet<String> = built().pages().map(|(page, _)| file_name(page)).collect();
    let held = fs::read_dir(shipped::root().join("tests/golden")).expect("the folder of goldens");
    let held = held.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let held: BTreeSet<String> = held.filter(|name| name.ends_with(".html")).collect();
    assert_eq!(held, made);
}
