//! `review`: what changed wording is found again in the forms, scripts and questions that rest on it, until someone has looked.

use super::Folder;
use std::fs;

const RULE: &str =
    "---\nid: r\ntitle: 交接班制度\n---\n\n1. 下班前10分钟办交接。\n2. 交接清楚：\n（1）说明未完事项；\n";
const FORM: &str = "---\nid: f\ntitle: 交接班记录\ncode: F-1\nversion: \"1.0\"\nmarks: [合格]\n---\n\n- [ ] 按时交接 [[r#1]]\n- [ ] 事项说清 [[r#2]]\n";
const QUIZ: &str =
    "---\nid: q\ntitle: 题库\n---\n\n### 什么时候办交接？ {#when}\n\n答案：下班前10分钟\n\n依据：[[r#1]]\n";
const SCRIPT: &str = "---\nid: s\ntitle: 交接话术\n---\n\n## 接班 [[r#1]]\n\n> 我来接班。\n";

fn handbook() -> Folder {
    Folder::empty()
        .file("h/handbook.yml", "title: 试验手册\n")
        .file("h/content/regulations/r.md", RULE)
        .file("h/content/forms/f.md", FORM)
        .file("h/content/quiz/q.md", QUIZ)
        .file("h/content/scripts/s.md", SCRIPT)
}

/// The codes `check` finds, in order.
fn codes(folder: &Folder) -> Vec<String> {
    let out = folder.shouce(["check", "h", "--format", "json"]).out;
    let all: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let found = all["diagnostics"].as_array().expect("a list").iter();
    found.map(|one| one["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn without_a_lock_nothing_is_asked_and_one_command_begins_it() {
    let folder = handbook();
    assert!(codes(&folder).is_empty());
    folder.shouce(["review", "h"]).succeeds().says(&["还没有 review.lock"]);
    assert!(!folder.path("h/review.lock").exists());
    folder.shouce(["review", "h", "--accept"]).succeeds().says(&["已记在 h/review.lock：共 4 项"]);
    let first = fs::read(folder.path("h/review.lock")).unwrap();
    assert!(codes(&folder).is_empty());
    folder.shouce(["review", "h"]).succeeds().says(&["都核对过了"]);
    folder.shouce(["review", "h", "--accept"]).succeeds();
    assert!(fs::read(folder.path("h/review.lock")).unwrap() == first);
}

#[test]
fn a_changed_clause_calls_up_all_that_rests_on_it_until_it_is_accepted() {
    let folder = handbook();
    folder.shouce(["review", "h", "--accept"]).succeeds();
    folder.write("h/content/regulations/r.md", RULE.replace("10分钟", "15分钟"));
    assert_eq!(codes(&folder), ["unreviewed"; 3]);
    let said = folder.shouce(["review", "h"]).succeeds().says(&["有 3 处要核对"]).out;
    for part in [
        "交接班制度 第1条（改过了）\n  下班前〔－10〕〔＋15〕分钟办交接。",
        "- 交接班记录：按时交接",
        "- 交接话术：接班",
        "- 题库：什么时候办交接？",
    ] {
        assert!(said.contains(part), "no {part} in\n{said}");
    }
    folder.shouce(["review", "h", "--accept", "--page", "q"]).succeeds();
    assert_eq!(codes(&folder).len(), 2);
    folder.shouce(["build", "h", "-o", "site"]).succeeds();
    let page = fs::read_to_string(folder.path("site/changes.html")).unwrap();
    assert!(page.contains("<del>10</del>") && page.contains("<ins>15</ins>") && page.contains("待核对"), "{page}");
    folder.shouce(["review", "h", "--accept"]).succeeds();
    assert!(codes(&folder).is_empty());
    folder.shouce(["build", "h", "-o", "site"]).succeeds();
    let page = fs::read_to_string(folder.path("site/changes.html")).unwrap();
    assert!(page.contains("<del>10</del>") && !page.contains("待核对"), "{page}");
    folder.shouce(["review", "h", "--page", "none"]).fails(2).says(&["没有 id 为“none”的页面"]);
}

#[test]
fn what_changes_beneath_a_clause_counts_and_what_changes_elsewhere_does_not() {
    let folder = handbook();
    folder.shouce(["review", "h", "--accept"]).succeeds();
    folder.write("h/content/regulations/r.md", RULE.replace("说明未完事项", "写明未完事项") + "3. 别的。\n");
    assert_eq!(codes(&folder), ["unreviewed"]);
    assert!(folder.shouce(["review", "h"]).succeeds().out.contains("事项说清"));
}

#[test]
fn a_form_that_changes_must_step_its_version() {
    let folder = handbook();
    folder.shouce(["review", "h", "--accept"]).succeeds();
    let changed = FORM.replace("按时交接", "准时交接");
    folder.write("h/content/forms/f.md", &changed);
    let mut found = codes(&folder);
    found.sort();
    assert_eq!(found, ["stale-version", "unreviewed"]);
    folder.shouce(["review", "h", "--accept"]).fails(1).says(&["版本还是 1.0", "先改 version"]);
    assert!(codes(&folder).contains(&"stale-version".to_owned()));
    folder.write("h/content/forms/f.md", changed.replace("1.0", "1.1"));
    folder.shouce(["review", "h", "--accept"]).succeeds();
    assert!(codes(&folder).is_empty());
}
