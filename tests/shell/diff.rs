//! `diff`: folders and git revisions, three forms, and the printable table.

use super::Folder;
use std::{fs, process::Command};

const OLD: &str = "---\nid: a\ntitle: 换班制度\n---\n\n1、每人每月换班最多3次。\n2、换班双方把班交接清楚。\n";
const NEW: &str =
    "---\nid: a\ntitle: 换班制度\n---\n\n1、每人每月换班最多2次。\n2、换班双方把班交接清楚。\n3、<换>完以后登记。\n";

fn editions() -> Folder {
    let one = |folder: Folder, name: &str, page: &str| {
        folder
            .file(&format!("{name}/handbook.yml"), "title: 试验手册\n")
            .file(&format!("{name}/content/regulations/a.md"), page)
    };
    one(one(Folder::empty(), "old", OLD), "new", &NEW.replace("<换>", "换"))
}

const SAID: &str = "\
《换班制度》
  修改 1　每人每月换班最多〔－3〕〔＋2〕次。
  新增 3　换完以后登记。

纸质手册换页清单：
  □ 换 制度 换班制度

修改 1 条，新增 1 条。
";

#[test]
fn two_folders_are_compared_clause_by_clause() {
    let folder = editions();
    let ran = folder.shouce(["diff", "old", "new"]).succeeds();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (SAID, ""));
    assert_eq!(folder.shouce(["diff", "old", "old"]).succeeds().out, "条文没有变化。\n");
    assert_eq!(
        folder.shouce(["diff", "old", "new", "--format", "short"]).succeeds().out,
        "修改\ta#c1\ta#c1\n新增\t-\ta#c3\n"
    );
    let json = folder.shouce(["diff", "old", "new", "--format", "json"]).succeeds().out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["pages"][0]["changes"][0]["new"]["cite"], "换班制度 第1条");
}

#[test]
fn revisions_of_git_are_compared_without_touching_the_work_tree() {
    let folder = editions();
    let git = |args: &[&str]| {
        let config = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
        let out = Command::new("git").args(config).args(args).current_dir(folder.path("repo")).output().expect("git");
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    };
    fs::create_dir_all(folder.path("repo/h")).unwrap();
    folder.write("repo/h/handbook.yml", "title: 试验手册\n");
    folder.write("repo/h/content/regulations/a.md", OLD);
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    git(&["tag", "v1"]);
    folder.write("repo/h/content/regulations/a.md", NEW.replace("<换>", "换"));
    git(&["add", "."]);
    assert_eq!(folder.shouce(["diff", "v1", "repo/h"]).succeeds().out, SAID);
    git(&["commit", "-qm", "two"]);
    assert_eq!(folder.shouce(["diff", "v1", "HEAD", "--dir", "repo/h"]).succeeds().out, SAID);
    folder.shouce(["diff", "v9", "repo/h"]).fails(2).says(&["v9 不是文件夹，也不是", "git 版本"]);
    folder.shouce(["diff", "--dir", "repo/h", "--", "--output=x", "HEAD"]).fails(2).says(&["不是文件夹"]);
    folder.shouce(["diff", "old", "repo"]).fails(2).says(&["repo 里没有手册"]);
}

#[test]
fn the_table_is_one_file_and_replaces_only_its_like() {
    let folder = editions();
    folder.write("mine.html", "<p>别人的</p>");
    folder.shouce(["diff", "old", "new", "-o", "mine.html"]).fails(2).says(&["不是条文对照表"]);
    folder.shouce(["diff", "old", "new", "-o", "t.html"]).succeeds().says(&["修改 1 条，新增 1 条"]);
    let first = fs::read(folder.path("t.html")).unwrap();
    folder.shouce(["diff", "old", "new", "-o", "t.html"]).succeeds();
    assert!(fs::read(folder.path("t.html")).unwrap() == first);
    let text = String::from_utf8(first).unwrap();
    for part in ["<del>3</del>", "<ins>2</ins>", "<b>3</b> 换完以后登记。", "Content-Security-Policy"] {
        assert!(text.contains(part), "no {part}");
    }
    assert!(!text.contains("src=") && !text.contains("://"), "it asks for something");
    assert_eq!(folder.names("."), ["mine.html", "new", "old", "t.html"]);
}
