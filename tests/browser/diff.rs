//! The 条文对照表 on paper: numbered sheets, each row whole, heads repeated, nothing beyond the edge.

use super::{Tab, found};
use crate::harness::shipped;
use std::fs;

fn table() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, word) in [("old", "旧"), ("new", "新")] {
        let home = folder.path().join(name);
        fs::create_dir_all(home.join("content/regulations")).expect("a folder");
        fs::write(home.join("handbook.yml"), "title: 试验手册\n").expect("written");
        let clauses: String = (1..=40)
            .map(|n| format!("{n}、第{n}项{word}的要求，{}。\n", "值班人员照规定登记交接情况，".repeat(n)))
            .collect();
        let page = format!("---\nid: a\ntitle: 规则\n---\n\n{clauses}");
        fs::write(home.join("content/regulations/a.md"), page).expect("written");
    }
    let out = shipped::program().args(["diff", "old", "new", "-o", "t.html"]).current_dir(folder.path()).output();
    assert!(out.expect("it starts").status.success());
    let url = shipped::address(folder.path(), "t.html");
    (folder, url)
}

#[test]
fn the_table_prints_on_numbered_sheets_with_nothing_cut_off() {
    let (_folder, url) = table();
    for program in [Some(found::chromium()), found::chromium_86()].into_iter().flatten() {
        let mut tab = Tab::open(&program);
        tab.goto(&url);
        assert_eq!(tab.errors(), [""; 0]);
        let words = "document.querySelector('[data-flow], .sheets').textContent.replace(/\\s/g, '').replace(/第\\d+页共\\d+页|旧版条文新版条文说明/g, '').length";
        let before = tab.eval(words);
        tab.eval("document.querySelector('.actions button').click()");
        assert_eq!(tab.eval(words), before, "words are lost or doubled");
        let sheets = tab.eval("document.querySelectorAll('.sheet').length").as_u64().expect("a number");
        assert!(sheets > 5, "{sheets}");
        let over = "Array.from(document.querySelectorAll('.sheet .body')).filter(b => b.scrollHeight > b.clientHeight + 1 || b.scrollWidth > b.clientWidth + 1).length";
        assert_eq!(tab.eval(over), 0, "a sheet holds more than it shows");
        let bare = "Array.from(document.querySelectorAll('.sheet .pairs')).filter(t => !t.tHead).length";
        assert_eq!(tab.eval(bare), 0, "a table without its head");
        let last = tab.eval("Array.from(document.querySelectorAll('.folio')).pop().textContent");
        assert_eq!(last, format!("第{sheets}页 共{sheets}页"));
        assert!(!tab.pdf().is_empty());
        tab.goto(&url);
        tab.resize(390, 800);
        assert_eq!(tab.eval("document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0);
        assert_eq!(tab.requests().len(), 1);
    }
}
