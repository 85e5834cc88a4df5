//! Every code the program can print has a case here: `tests/diagnostics/CODE/*.txt` holds a handbook, the `.golden` beside it
//! what is said about it. What only the disk can do wrong is set up in a folder.

use crate::harness::{Handbook, golden::assert_golden, shipped};
use shouce::diag::{CODES, Severity};
use std::{collections::BTreeSet, fs, panic::catch_unwind, path::Path};

/// Codes of what only the disk can do wrong: checked below, in real folders.
const OF_FILES: [&str; 7] =
    ["missing-handbook", "not-utf8", "too-large", "active-image", "ignored-file", "bad-symlink", "unreadable"];

/// Codes that only `import` says; `tests/import` has a case for each.
const OF_IMPORT: [&str; 12] = [
    "old-doc",
    "bad-docx",
    "not-text",
    "no-line-breaks",
    "garbled-character",
    "number-year-mismatch",
    "incomplete-number",
    "missing-attachment",
    "lost-labels",
    "title-mismatch",
    "multiple-documents",
    "duplicate-text",
];

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
    covered.extend(OF_IMPORT.map(str::to_owned));
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

/// What is wrong with a case, if anything.
fn fault(code: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(folder().join(code).join(format!("{name}.txt"))).expect("a case");
    let Ok(built) = catch_unwind(|| Handbook::from(&text).build()) else { return Some("panicked".into()) };
    let said = built.diagnostics();
    if !built.codes().contains(&code) {
        return Some(format!("the code is not found:\n{said}"));
    }
    if let Some(mute) = built.found.iter().find(|f| f.severity == Severity::Error && !f.text.contains("\n  hint: ")) {
        return Some(format!("an error without a hint:\n{}", mute.text));
    }
    catch_unwind(|| assert_golden(&format!("tests/diagnostics/{code}/{name}.golden"), &said)).err().map(|_| said)
}

#[test]
fn each_case_says_just_what_its_golden_says() {
    let wrong: Vec<String> = cases()
        .into_iter()
        .filter_map(|(code, name)| fault(&code, &name).map(|fault| format!("{code}/{name}: {fault}\n")))
        .collect();
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.concat());
}

/// Lays a handbook in which the disk goes wrong in one way.
fn lay(code: &str, home: &Path) {
    let page = home.join("content/pages/a.md");
    fs::create_dir_all(home.join("content/pages")).expect("a folder");
    if code != "missing-handbook" {
        fs::write(home.join("handbook.yml"), "title: 试验手册\n").expect("written");
    }
    match code {
        "missing-handbook" => {}
        // 交接班 in the encoding of old Chinese Windows.
        "not-utf8" => fs::write(page, b"# \xbd\xbb\xbd\xd3\xb0\xe0\xd6\xc6\xb6\xc8\n").expect("written"),
        "too-large" => fs::File::create(page).and_then(|file| file.set_len(9 << 20)).expect("written"),
        "active-image" => fs::write(home.join("content/pages/a.svg"), "<svg onload=\"x\"/>").expect("written"),
        "ignored-file" => fs::write(home.join("content/pages/a.docx"), "x").expect("written"),
        "bad-symlink" => std::os::unix::fs::symlink("a.md", page).expect("linked"),
        // Root may read every file, but a socket is none.
        "unreadable" => drop(std::os::unix::net::UnixListener::bind(page).expect("a socket")),
        other => unreachable!("{other}"),
    }
}

#[test]
fn the_program_says_what_the_disk_does_wrong() {
    for code in OF_FILES {
        let home = tempfile::tempdir().expect("a folder");
        lay(code, home.path());
        let out = shipped::program().args(["check", "--format", "json"]).arg(home.path()).output().expect("it starts");
        let said = String::from_utf8(out.stdout).expect("UTF-8");
        let said: serde_json::Value = serde_json::from_str(&said).unwrap_or_else(|e| panic!("{code}: {e}: {said}"));
        let found = said["diagnostics"].as_array().expect("a list").iter().find(|d| d["code"] == code);
        let found = found.unwrap_or_else(|| panic!("no {code} in {said}"));
        assert!(found["message"].as_str().is_some_and(|m| !m.is_empty()), "{found}");
        assert!(found["hint"].as_str().is_some_and(|h| !h.is_empty()), "{found}");
        let stops = shouce::diag::code_info(code).is_some_and(|info| info.severity == Severity::Error);
        assert_eq!(out.status.code(), Some(i32::from(stops)), "{code}");
    }
}
