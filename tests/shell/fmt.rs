//! `fmt`: pages in house style, twice the same, never another meaning, official text to the letter.

use super::{Folder, tree};
use std::{fs, path::Path};

const RULE: &str =
    "---\nid: r\ntitle: 规则\nrestated: true\n---\n1.   提前 10 分钟到岗, 签名.\n\n\n\n2. 见[[#1]]。  \n";
const LETTER: &str = "---\nid: l\ntitle: 原文\n---\n\n1.  提前 10 分钟到岗, 签名.\n";

fn handbook() -> Folder {
    Folder::empty()
        .file("h/handbook.yml", "title: 试验手册\n")
        .file("h/content/regulations/r.md", RULE)
        .file("h/content/regulations/l.md", LETTER)
}

#[test]
fn pages_are_set_in_house_style_and_official_words_stay() {
    let folder = handbook();
    let listed = folder.shouce(["fmt", "h", "--check"]).fails(1).says(&["有 2 个文件可以整理"]);
    assert_eq!(listed.out, "h/content/regulations/l.md\nh/content/regulations/r.md\n");
    assert_eq!(fs::read_to_string(folder.path("h/content/regulations/r.md")).unwrap(), RULE);
    folder.shouce(["fmt", "h"]).succeeds().says(&["整理了 h/content/regulations/r.md", "整理了 2 个文件"]);
    let read = |name: &str| fs::read_to_string(folder.path(&format!("h/content/regulations/{name}.md"))).unwrap();
    let front = "---\nid: r\ntitle: 规则\nrestated: true\n---\n\n";
    assert_eq!(read("r"), format!("{front}1. 提前10分钟到岗，签名。\n\n2. 见[[#1]]。  \n"));
    assert_eq!(read("l"), LETTER.replace("1.  ", "1. "));
    folder.shouce(["fmt", "h"]).succeeds().says(&["都已经整齐了"]);
    folder.shouce(["fmt", "h", "--check"]).succeeds();
    assert_eq!(folder.names("h"), ["content", "handbook.yml"]);
}

#[test]
fn a_page_that_would_say_something_else_is_left_and_told() {
    let folder = handbook();
    // On paper brackets of full width need more room, and the row would take one line more.
    let row = format!(
        "---\nid: f\ntitle: 表\ncode: F\nversion: \"1\"\nmarks: [合格]\n---\n\n- [ ] {}\n",
        "甲(乙丙)".repeat(9)
    );
    let before = folder.path("h/content/forms/f.md");
    folder.write("h/content/forms/f.md", &row);
    let ran = folder.shouce(["fmt", "h"]).succeeds();
    let told = ran.err.contains("没有动 h/content/forms/f.md");
    let same = fs::read_to_string(before).unwrap() == row;
    assert_eq!(told, same, "{}", ran.err);
    assert!(ran.err.contains("整理了 h/content/regulations/r.md"), "{}", ran.err);
}

#[test]
fn errors_come_first() {
    let folder = handbook();
    folder.write("h/content/pages/bad.md", "见 [[nowhere]]。\n");
    folder.shouce(["fmt", "h"]).fails(1).says(&["先改好这些错误"]);
    assert_eq!(fs::read_to_string(folder.path("h/content/regulations/r.md")).unwrap(), RULE);
}

#[test]
fn the_shipped_handbook_says_the_same_in_house_style_and_a_second_time_nothing_changes() {
    let folder = Folder::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in tree(&root.join("content")) {
        folder.write(&format!("h/content/{path}"), bytes);
    }
    for name in ["handbook.yml", "local.yml"] {
        folder.write(&format!("h/{name}"), fs::read(root.join(name)).unwrap());
    }
    folder.shouce(["fmt", "h"]).succeeds();
    let once = folder.tree("h");
    folder.shouce(["fmt", "h"]).succeeds();
    assert!(once == folder.tree("h"));
    folder.shouce(["check", "h", "--strict"]).succeeds();
}

#[test]
fn every_shell_is_taught_to_complete() {
    let folder = Folder::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.shouce(["completions", shell]).succeeds().out;
        assert!(script.contains("package") && script.contains("shouce"), "{shell}");
    }
    folder.shouce(["completions", "tcsh"]).fails(2).says(&["不能是“tcsh”"]);
}

#[test]
fn the_shipped_pages_are_in_house_style() {
    let ran = Folder::empty().shouce(["fmt", env!("CARGO_MANIFEST_DIR"), "--check"]);
    assert_eq!(ran.out, "");
    ran.succeeds();
}
