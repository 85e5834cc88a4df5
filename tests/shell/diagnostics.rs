//! Faults of whole files, and the three forms of diagnostics. Goldens are `tests/diagnostics/CODE/terminal.golden`.

use super::Folder;
use crate::harness::golden::assert_golden;
use serde_json::Value;

const PAGE: &str = "---\nid: a\ntitle: 甲\n---\n\n1. 一。\n";

fn handbook() -> Folder {
    Folder::empty().file("h/handbook.yml", "title: 试验手册\n").file("h/content/regulations/a.md", PAGE)
}

/// Runs `check h` for people and compares what it says with the golden of a code.
fn assert_said(folder: &Folder, code: &str, exit: i32) {
    let ran = folder.shouce(["check", "h"]).fails(exit);
    assert!(ran.err.contains(&format!("[{code}]")), "{}", ran.err);
    assert!(!ran.err.contains('\x1b'), "colour in a pipe:\n{}", ran.err);
    assert_golden(&format!("tests/diagnostics/{code}/terminal.golden"), &ran.err);
}

#[test]
fn a_folder_without_handbook_yml() {
    let folder = Folder::empty().file("h/content/regulations/a.md", PAGE);
    assert_said(&folder, "missing-handbook", 1);
}

#[test]
fn a_file_in_gb18030() {
    let folder = handbook().file("h/content/regulations/b.md", include_bytes!("../diagnostics/not-utf8/page.gb18030"));
    assert_said(&folder, "not-utf8", 1);
}

#[test]
fn a_file_too_large() {
    let folder = handbook().file("h/content/pages/big.md", "啊".repeat(3 << 20));
    assert_said(&folder, "too-large", 1);
}

#[cfg(unix)]
#[test]
fn links_that_loop_or_leave() {
    use std::os::unix::fs::symlink;
    let folder = handbook().file("secret.md", PAGE);
    symlink("../../../secret.md", folder.path("h/content/regulations/leaves.md")).expect("linked");
    symlink(".", folder.path("h/content/regulations/loops")).expect("linked");
    symlink("missing.md", folder.path("h/content/regulations/nowhere.md")).expect("linked");
    assert_said(&folder, "bad-symlink", 1);
    let site = folder.shouce(["build", "h", "-o", "out"]).fails(1);
    assert!(!site.err.contains("重复") && !folder.path("out").exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read() {
    let folder = handbook();
    let made = std::process::Command::new("mkfifo").arg(folder.path("h/content/regulations/pipe.md")).status();
    assert!(made.expect("run").success());
    assert_said(&folder, "unreadable", 1);
}

#[test]
fn a_file_that_is_no_page() {
    let folder = handbook().file("h/content/regulations/原文.docx", "PK");
    assert_said(&folder, "ignored-file", 0);
}

#[test]
fn a_drawing_that_would_run_something() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    let folder = handbook().file("h/content/pages/流程.svg", svg);
    assert_said(&folder, "active-image", 1);
}

#[test]
fn one_fault_in_three_forms() {
    let folder = handbook().file("h/content/regulations/b.md", "---\nid: b\ntilte: 乙\n---\n\n1. 一。\n");
    let check = |format: &str| folder.shouce(["check", "h", "--format", format]).fails(1);
    let human = check("human");
    assert_eq!(human.out, "");
    let short = check("short");
    assert!(short.out.contains("h/content/regulations/b.md:3:1: error[unknown-key]: "), "{}", short.out);
    let all: Value = serde_json::from_str(&check("json").out).expect("JSON");
    let found = &all["diagnostics"][0];
    assert_eq!(found["code"], "unknown-key");
    assert_eq!(found["severity"], "error");
    assert_eq!(found["file"], "content/regulations/b.md");
    assert_eq!((found["line"].as_u64(), found["column"].as_u64()), (Some(3), Some(1)));
    assert!(found["message"].as_str().is_some_and(|message| message.contains("tilte")));
    assert!(found["hint"].as_str().is_some_and(|hint| hint.contains("title")));
    assert_eq!(human.err.matches("tilte: 乙").count(), 1, "{}", human.err);
}

#[test]
fn nothing_wrong_is_an_empty_list() {
    let all = handbook().shouce(["check", "h", "--format", "json"]).succeeds().out;
    assert_eq!(serde_json::from_str::<Value>(&all).expect("JSON"), serde_json::json!({"diagnostics": []}));
}
