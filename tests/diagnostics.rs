//! Every code the program can print has a case here: `tests/diagnostics/CODE/*.txt` holds a handbook, the `.golden` beside it
//! what is said about it. What only the disk can do wrong is set up in a folder.

use crate::harness::{Handbook, golden::assert_golden, shipped};
use shouce::diag::{CODES, Severity};
use std::{collections::BTreeSet, fs, path::Path};

/// Codes of what only the disk can do wrong: checked below, in real folders.
const OF_FILES: [&str; 5] = ["missing-handbook", "not-utf8", "too-large", "bad-symlink", "unreadable"];

fn folder() -> &'static Path {
    Box::leak(shipped::root().join("tests/diagnostics").into_boxed_path())
}

/// (code, name) of every case, in order.
fn cases() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for code in fs::read_dir(folder()).expect("the folder of cases").map(|entry| entry.expect("an entry")) {
        for file in fs::read_dir(code.path()).expect("a folder a code").map(|entry| entry.expect("an entry").path()) {
            if file.extension().is_some_and(|e| e == "txt") {
                let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
                cases.push((code.file_name().to_string_lossy().into_owned(), name));
            }
        }
    }
    cases.sort();
    cases
}

#[test]
fn every_code_has_a_case() {
    let mut covered: BTreeSet<String> = cases().into_iter().map(|(code, _)| code).collect();
    covered.extend(OF_FILES.map(str::to_owned));
    let known: BTreeSet<String> = CODES.iter().map(|c| c.code.to_owned()).collect();
    let bare: Vec<_> = known.difference(&covered).collect();
    let gone: Vec<_> = covered.difference(&known).collect();
    assert!(bare.is_empty() && gone.is_empty(), "without a case: {bare:?}; cases of no code: {gone:?}");
    assert_eq!(known.len(), CODES.len(), "a code is listed twice");
}

#[test]
fn every_code_is_explained() {
    for info in CODES {
        assert!(!info.title.is_empty() && info.explanation.chars().count() >= 12, "{} is not explained", info.code);
    }
}

#[test]
fn each_case_says_just_what_its_golden_says() {
    let mut wrong = Vec::new();
    for (code, name) in cases() {
        let text = fs::read_to_string(folder().join(&code).join(format!("{name}.txt"))).expect("a case");
        let built = Handbook::from(&text).build();
        let golden = format!("tests/diagnostics/{code}/{name}.golden");
        let said = built.diagnostics();
        let compared = std::panic::catch_unwind(|| assert_golden(&golden, &said));
        let found = built.found.iter().find(|f| f.code == code);
        if found.is_none() || compared.is_err() {
            wrong.push(format!("{code}/{name}:\n{}", built.diagnostics()));
        }
        for finding in &built.found {
            assert!(finding.text.contains("\n  hint: ") || finding.severity == Severity::Warning, "no hint: {}", finding.text);
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
