//! Search on the shipped handbook over `file://`: on every kind of page, by any word of a clause, by keyboard.

use super::{Tab, found, pages, paper::export};
use crate::harness::shipped::{address, root, site};
use serde_json::Value;
use std::{collections::BTreeMap, fs};

#[test]
fn every_kind_of_page_finds_before_any_focus() {
    let mut tab = Tab::open(&found::chromium());
    for page in pages::one_of_each(site()) {
        tab.goto(&address(site(), &page));
        let hits = find(&mut tab, "交接班", 5);
        assert!(!hits.is_empty() && hits.len() <= 5, "{page}: {} hits", hits.len());
        assert_eq!(tab.errors(), [""; 0], "{page}");
    }
}

fn find(tab: &mut Tab, words: &str, limit: u32) -> Vec<Value> {
    let query = serde_json::to_string(words).expect("invariant: JSON");
    tab.eval(&format!("window.shouce.search({query}, {{limit: {limit}}})")).as_array().expect("a list").clone()
}

#[test]
fn a_hit_is_complete_and_its_address_exists() {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(site(), "index.html"));
    for words in ["交接班", "十分钟", "请假", "96310", "第二条"] {
        let hits = find(&mut tab, words, 20);
        assert!(!hits.is_empty(), "{words} finds nothing");
        let mut last = f64::INFINITY;
        for hit in hits {
            for key in ["id", "url", "title", "kind", "excerpt"] {
                assert!(hit[key].as_str().is_some_and(|text| !text.is_empty()), "{words}: no {key} in {hit}");
            }
            let score = hit["score"].as_f64().expect("a score");
            assert!(score <= last, "{words}: not in order");
            last = score;
            let url = hit["url"].as_str().expect("checked above");
            let (page, anchor) = url.split_once('#').map_or((url, None), |(page, anchor)| (page, Some(anchor)));
            let html = fs::read_to_string(site().join(page)).unwrap_or_else(|e| panic!("{words}: {page}: {e}"));
            assert!(anchor.is_none_or(|a| html.contains(&format!("id=\"{a}\""))), "{words}: no such anchor {url}");
        }
    }
}

/// `page#anchor` → text of every clause and 款, from `export`.
fn clauses() -> BTreeMap<String, String> {
    let model = export(root());
    let mut out = BTreeMap::new();
    for page in model["pages"].as_array().expect("pages").iter().filter(|page| page["kind"] == "regulation") {
        for clause in page["clauses"].as_array().expect("clauses") {
            let key = format!(
                "{}#{}",
                page["url"].as_str().expect("an address"),
                clause["anchor"].as_str().expect("an anchor")
            );
            out.insert(key, clause["text"].as_str().expect("text").to_owned());
        }
    }
    out
}

#[test]
fn any_word_of_any_clause_finds_a_clause_that_holds_it() {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(site(), "index.html"));
    let clauses = clauses();
    let mut tried = 0;
    for (n, (url, text)) in clauses.iter().enumerate() {
        for length in 2..=4 {
            let Some(word) = run_of_han(text, n * 7 + length, length) else { continue };
            tried += 1;
            let hits = find(&mut tab, &word, 100);
            let holds = |hit: &Value| {
                let at = hit["url"].as_str().unwrap_or_default();
                let text =
                    clauses.iter().filter(|(key, _)| at.split('?').next() == Some(key.as_str())).map(|(_, text)| text);
                text.into_iter().any(|text| text.contains(&word))
            };
            assert!(hits.iter().any(holds), "{word} of {url} finds {} hits, none of which holds it", hits.len());
        }
    }
    assert!(tried > 50, "only {tried} words tried");
}

/// Some `length` Han characters that stand together in `text`, chosen by `seed`.
fn run_of_han(text: &str, seed: usize, length: usize) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let runs: Vec<_> = chars.windows(length).filter(|run| run.iter().all(is_han)).collect();
    (!runs.is_empty()).then(|| runs[seed % runs.len()].iter().collect())
}

#[test]
fn the_keyboard_goes_from_the_slash_to_the_clause() {
    let mut tab = Tab::open(&found::chromium());
    for page in ["index.html", "regs/qz-handover.html"] {
        tab.goto(&address(site(), page));
        tab.press("/", "/");
        tab.until("/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)");
        assert_eq!(tab.eval("document.activeElement.value"), "", "{page}: the slash itself was typed");
        tab.insert("提前10分钟到岗");
        tab.until("document.querySelector('[role=listbox] [role=option], [role=listbox] a') !== null");
        tab.press("ArrowDown", "");
        tab.press("Enter", "\r");
        tab.until(
            "location.pathname.indexOf('/regs/') > 0 && location.hash.length > 1 && document.readyState === 'complete'",
        );
        assert_eq!(tab.eval("document.querySelector(location.hash) !== null"), true);
    }
}

#[test]
fn a_new_starter_sees_the_right_clause_of_the_chosen_centre_first() {
    let mut tab = Tab::open(&found::chromium());
    // Centres without a rule of their own are shown the comparison of the others.
    let cases = [
        ("qz", "jjb", "regs/qz-handover.html"),
        ("mz", "jjb", "regs/mz-handover.html"),
        ("qz", "交接班", "regs/qz-handover.html"),
        ("mz", "交接班", "regs/mz-handover.html"),
        ("qz", "交班 签字", "regs/qz-handover.html#c5"),
        ("bh", "jjb", "topics/handover.html"),
        ("ly", "交接班", "topics/handover.html"),
        ("tz", "交班 签字", "topics/handover.html"),
        ("bh", "提前几分钟接班", "topics/handover.html#h1"),
        ("qz", "换班第4条", "regs/mz-shift-swap.html#c4"),
        ("tz", "换班第4条", "regs/mz-shift-swap.html#c4"),
        ("qz", "提前几分钟接班", "regs/qz-handover.html#c2"),
        ("mz", "提前几分钟接班", "regs/mz-handover.html#c1"),
        ("mz", "换班第4条", "regs/mz-shift-swap.html#c4"),
    ];
    for (unit, typed, first) in cases {
        tab.goto(&address(site(), &format!("index.html?u={unit}")));
        tab.press("/", "/");
        tab.insert(typed);
        tab.until("document.querySelector('[role=option]') !== null");
        let href = tab.eval("document.querySelector('[role=option]').getAttribute('href')");
        let href = href.as_str().expect("a link");
        let (path, rest) = href.split_once('?').unwrap_or((href, ""));
        let anchor = rest.split_once('#').map_or(String::new(), |(_, anchor)| format!("#{anchor}"));
        assert_eq!(format!("{path}{anchor}"), first, "{unit}: {typed}");
    }
}
