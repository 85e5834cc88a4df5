//! `print`: the same stack as on the page, in one PDF; and what is said where there is none.

use super::Folder;
use crate::browser::found;
use std::{fs, process::Command};

/// The starter handbook's form, and its number of sheets.
fn form_and_sheets(folder: &Folder) -> (String, u64) {
    let said = folder.shouce(["export", "h"]).succeeds().out;
    let model: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let form = &model["forms"][0];
    (form["id"].as_str().expect("a form").to_owned(), form["sheets"].as_u64().expect("a number"))
}

fn form(folder: &Folder) -> String {
    form_and_sheets(folder).0
}

#[test]
fn a_stack_comes_out_as_one_pdf() {
    let folder = Folder::with_starter();
    let (form, sheets) = form_and_sheets(&folder);
    let browser = found::chromium().display().to_string();
    let days = ["--from", "2026-09-25", "--to", "2026-09-28", "--skip-holidays", "--skip-weekends", "--cover"];
    let args =
        ["print", "h", "--form", &form, "--browser", &browser, "-o", "a.pdf", "--copies", "2", "--shift", "早班"];
    folder.shouce(args.iter().chain(&days)).succeeds().says(&[&format!("已生成 a.pdf：{} 页", 2 * sheets + 1)]);
    let text = found::run(Command::new("pdftotext").args(["-layout"]).arg(folder.path("a.pdf")).arg("-"));
    let text: String = text.split_whitespace().collect();
    for said in ["打印清单", "2026年9月28日", "-20260928-早班-1", "-20260928-早班-2"] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    folder.shouce(args).succeeds().says(&[&format!("已生成 a.pdf：{} 页", 2 * sheets)]);
}

#[test]
fn what_cannot_be_printed_is_said_and_nothing_is_written() {
    let folder = Folder::with_starter();
    let form = form(&folder);
    let browser = found::chromium().display().to_string();
    folder.write("notes.pdf", "my notes");
    let off = ["--from", "2026-10-01", "--to", "2026-10-03", "--skip-holidays", "--browser", &browser];
    for (args, said) in [
        (&["--form", "nosuch-form", "-o", "a.pdf"][..], "没有 id 是“nosuch-form”的表单"),
        (&["--form", &form, "-o", "notes.pdf"], "notes.pdf 已经存在，不是 PDF"),
        (
            &["--form", &form, "-o", "a.pdf", "--from", "2026-12-02", "--to", "2026-12-01"],
            "--to 2026-12-01 在 --from 2026-12-02 之前",
        ),
        (&["--form", &form, "-o", "a.pdf", "--browser", "nosuch-browser"], "找不到浏览器 nosuch-browser"),
        (&["--form", &form, "-o", "a.pdf", "--browser", "true"], "没有印出来"),
        (&["--form", &form], "缺少 --out"),
        (&[&["--form", &form, "-o", "a.pdf"][..], &off[..]].concat(), "这段日期都跳过了"),
    ] {
        folder.shouce(["print", "h"].iter().chain(args)).fails(2).says(&["错误", said]);
    }
    assert!(!folder.path("a.pdf").exists());
    assert_eq!(fs::read_to_string(folder.path("notes.pdf")).expect("still there"), "my notes");
}

#[test]
fn a_handbook_with_errors_prints_nothing() {
    let folder = Folder::with_starter();
    let form = form(&folder);
    folder.write("h/content/pages/broken.md", "---\nid: broken\ntitle: 坏\n---\n\n[[nowhere]]\n");
    folder.shouce(["print", "h", "--form", &form, "-o", "a.pdf"]).fails(1).says(&["没有打印"]);
}
