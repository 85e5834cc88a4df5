//! A folder that is not whole, or mixed from two editions: the file is named, nothing hangs, nothing wrong is shown.

use super::{SMALL, built, large, own_word, write};
use crate::{
    browser::{Tab, found},
    harness::shipped::address,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files of the index whose names begin with `kind`, in the order of their names.
fn files(site: &Path, kind: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(site.join("search")).expect("a folder").flatten();
    let mut all: Vec<_> = all.filter(|e| e.file_name().to_string_lossy().starts_with(kind)).map(|e| e.path()).collect();
    all.sort();
    all
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("an ASCII name")
}

/// Asks for the own words of a hundred clauses: the files missed, and hits whose excerpt has not the word.
const SWEEP: &str = "(async words => { const missed = new Set(); let wrong = 0; for (const word of words) { \
    const hits = await shouce.search(word, {limit: 3}); hits.missing.forEach(file => missed.add(file)); \
    wrong += hits.filter(hit => !hit.excerpt.includes(word)).length; } return [Array.from(missed), wrong]; })";

fn sweep(tab: &mut Tab) -> serde_json::Value {
    let words: Vec<String> = (1..=2400).step_by(23).map(own_word).collect();
    tab.eval(&format!("{SWEEP}({})", serde_json::to_string(&words).expect("invariant: JSON")))
}

#[test]
fn many_files_are_found_in_and_one_that_is_missing_cut_off_or_stale_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&built(&large()), folder.path());
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(folder.path(), "search.html"));
    assert_eq!(sweep(&mut tab), serde_json::json!([[], 0]));
    for kind in ["t", "x"] {
        let all = files(folder.path(), kind);
        assert!(all.len() > 3, "{kind}: {}", all.len());
        let (victim, other) = (&all[all.len() / 2], &all[0]);
        let whole = fs::read(victim).expect("a file");
        let quoted = format!("shouce.searchData(\"{}\",\"AAAA\");", name(victim).trim_end_matches(".js"));
        let half = &whole[..whole.len() / 2];
        let cut = [half, b"\");".as_slice()].concat();
        let stale = fs::read(other).expect("a file");
        for damage in [Some(half.to_vec()), Some(cut), Some(quoted.into_bytes()), Some(stale), Some(Vec::new()), None] {
            match &damage {
                Some(bytes) => fs::write(victim, bytes).expect("written"),
                None => fs::remove_file(victim).expect("removed"),
            }
            tab.goto(&address(folder.path(), "search.html"));
            let said = sweep(&mut tab);
            let missing = serde_json::json!([format!("search/{}", name(victim))]);
            if said[0] != serde_json::json!([]) || kind == "x" {
                assert_eq!(said[0], missing, "{kind}");
            }
            assert_eq!(said[1], 0, "{kind}: wrong clauses");
        }
        fs::write(victim, whole).expect("written");
    }
}

#[test]
fn a_damaged_file_of_terms_is_named_where_it_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&built(&large()), folder.path());
    let mut tab = Tab::open(&found::chromium());
    let victim = files(folder.path(), "t").pop().expect("files of terms");
    for file in files(folder.path(), "t") {
        fs::remove_file(file).expect("removed");
    }
    tab.goto(&address(folder.path(), "search.html"));
    let said = tab.eval("shouce.search('丁丁丁').then(hits => [hits.length, hits.missing.length > 0])");
    assert_eq!(said, serde_json::json!([0, true]), "{}", name(&victim));
}

#[test]
fn a_core_that_is_missing_or_of_another_edition_is_named_and_the_page_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&built(SMALL), folder.path());
    let core = folder.path().join("search/core.js");
    let old = built(&SMALL.replace("不得迟到", "不得早退")).site.remove("search/core.js").expect("an index");
    let mut tab = Tab::open(&found::chromium());
    for damage in [Some(old), Some(b"shouce.".to_vec()), None] {
        match damage {
            Some(bytes) => fs::write(&core, bytes).expect("written"),
            None => fs::remove_file(&core).expect("removed"),
        }
        tab.goto(&address(folder.path(), "search.html?q=%E4%BA%A4%E6%8E%A5"));
        tab.until("document.getElementById('search-status').textContent.includes('search/core.js')");
        assert_eq!(tab.eval("document.querySelectorAll('.search-hit').length"), 0);
        tab.goto(&address(folder.path(), "regs/criminal.html"));
        tab.press("/", "/");
        tab.insert("交接");
        tab.until("(document.querySelector('.search-panel .search-status') || document.body).textContent.includes('search/core.js')");
        assert_eq!(tab.eval("document.querySelector('.search-panel').textContent.includes('不完整')"), true);
    }
}
