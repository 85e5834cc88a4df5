//! The book in a real browser: split into sheets by its real layout, nothing lost, nothing run over.

use crate::{
    browser::{Tab, found},
    harness::Handbook,
};
use std::{fmt::Write, fs, path::Path};

/// Two units; the east one has long paragraphs, a list that runs on and a table over several sheets.
fn thick() -> Handbook {
    let mut rules = String::from("---\nunit: east\n---\n");
    for n in 1..=60 {
        let _ = writeln!(rules, "第{n}条 {}。\n", "甲乙丙丁戊己庚辛壬癸，".repeat(n % 7 * 9 + 3));
    }
    let mut prose = String::from("---\nunit: east\n---\n");
    prose.push_str("| 号 | 事 |\n|---|---|\n");
    (1..=80).for_each(|n| writeln!(prose, "| {n} | 第{n}件事要办好 |").expect("a string"));
    prose.push('\n');
    (1..=90).for_each(|n| writeln!(prose, "{n}. 第{n}项{}", "子丑寅卯辰巳午未".repeat(n % 5 * 8)).expect("a string"));
    Handbook::from(
        "//- handbook.yml\ntitle: 厚手册\nunits:\n  - {id: east, code: e, name: 东城, short: 东}\n  - {id: west, code: w, name: 西城, short: 西}\n",
    )
    .file("content/regulations/rules.md", rules)
    .file("content/regulations/short.md", "---\nunit: west\n---\n第一条 短。\n")
    .file("content/pages/prose.md", prose)
}

/// Builds a handbook into a folder.
pub fn write(handbook: Handbook, to: &Path) {
    let built = handbook.build();
    assert!(!built.site.is_empty(), "{}", built.diagnostics());
    for (path, bytes) in &built.site {
        let file = to.join(path);
        fs::create_dir_all(file.parent().expect("invariant: below `to`")).expect("a folder");
        fs::write(file, bytes).expect("written");
    }
}

/// What is wrong with the sheets that are shown: pieces that run over, sheets without text.
const FAULTS: &str = r#"(function () {
  var faults = [];
  document.querySelectorAll(".book-sheet").forEach(function (sheet, n) {
    var body = sheet.querySelector(".body");
    var box = body.getBoundingClientRect();
    body.querySelectorAll("p, tr, li, h2, h3, dt, dd").forEach(function (one) {
      var own = one.getBoundingClientRect();
      if (own.bottom > box.bottom + 1 || own.right > box.right + 1) faults.push(n + 1 + " " + one.textContent.slice(0, 20));
    });
    if (!body.textContent.trim()) faults.push(n + 1 + " is empty");
  });
  return faults;
})()"#;

/// The text of an element without blanks, repeated heads and page numbers.
fn text_of(selector: &str) -> String {
    format!(
        r#"(function () {{
          var copy = document.createElement("div");
          document.querySelectorAll("{selector}").forEach(function (one) {{ copy.appendChild(one.cloneNode(true)); }});
          copy.querySelectorAll(".continued > thead, .page-no").forEach(function (one) {{ one.remove(); }});
          return copy.textContent.replace(/\s+/g, "");
        }})()"#
    )
}

fn splits_without_loss(program: &Path) {
    let folder = tempfile::tempdir().expect("a folder");
    write(thick(), folder.path());
    let mut tab = Tab::open(program);
    tab.resize(1280, 900);
    tab.goto(&format!("file://{}/books/east.html", folder.path().display()));
    let before = tab.eval(&text_of("[data-book]"));
    assert!(before.as_str().expect("text").chars().count() > 15_000);
    tab.click(".actions button");
    tab.until("document.querySelectorAll('.book-sheet').length > 10");
    assert_eq!(tab.eval(FAULTS), serde_json::json!([]));
    let after = tab.eval(&text_of(".book-sheet .body"));
    assert!(before == after, "the sheets do not hold the same text");
    assert_eq!(tab.errors(), Vec::<String>::new());
    let sheets = tab.eval("document.querySelectorAll('.book-sheet').length");
    let last = tab.eval("[...document.querySelectorAll('.folio')].pop().textContent");
    assert_eq!(last, format!("第{sheets}页 共{sheets}页"));
    let listed = tab.eval(
        "document.querySelector('.contents a[href=\"#prose\"]').parentNode.querySelector('.page-no').textContent",
    );
    let stands =
        tab.eval("[...document.querySelectorAll('.book-sheet')].findIndex(s => s.querySelector('#prose')) + 1");
    assert_eq!(listed.as_str().expect("a number"), stands.to_string());
    let heads = tab.eval("[...document.querySelectorAll('.book-sheet table')].filter(t => t.tHead && t.tHead.textContent.includes('号')).length");
    assert!(heads.as_u64().expect("a number") > 1, "the table's head is repeated");
    let number = "[...document.querySelectorAll('.book-sheet ol.continued')].every(list => \
        list.firstElementChild.textContent.startsWith('第' + list.start + '项') || list.firstElementChild.classList.contains('continued'))";
    assert_eq!(tab.eval(number), true, "a list that goes on goes on counting");
}

#[test]
fn the_book_splits_into_sheets_without_loss() {
    splits_without_loss(&found::chromium());
}

#[test]
fn the_book_splits_in_the_oldest_browser_too() {
    if let Some(program) = found::chromium_86() {
        splits_without_loss(&program);
    }
}

#[test]
fn printing_the_book_splits_it_first_and_without_scripts_it_prints_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    write(thick(), folder.path());
    let address = format!("file://{}/books/east.html", folder.path().display());
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address);
    let pdf = tab.pdf();
    let sheets = tab.eval("document.querySelectorAll('.book-sheet').length").as_u64().expect("a number");
    assert!(sheets > 10);
    assert_eq!(pages_in(&pdf), sheets);
    tab.scripts(false);
    tab.goto(&address);
    assert!(pages_in(&tab.pdf()) > 8);
}

/// How many pages a PDF has.
fn pages_in(pdf: &[u8]) -> u64 {
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), pdf).expect("written");
    let said = found::run(std::process::Command::new("pdfinfo").arg(file.path()));
    let line = said.lines().find(|line| line.starts_with("Pages:")).expect("pdfinfo counts pages");
    line.trim_start_matches("Pages:").trim().parse().expect("a number")
}

#[test]
fn the_shelf_goes_on_to_the_readers_own_book() {
    let folder = tempfile::tempdir().expect("a folder");
    write(thick(), folder.path());
    let shelf = format!("file://{}/book.html", folder.path().display());
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&shelf);
    assert_eq!(tab.eval("document.querySelectorAll('.shelf a').length"), 2);
    tab.goto(&format!("{shelf}?u=w"));
    tab.until("location.pathname.endsWith('/books/west.html') && location.search === '?u=w'");
    tab.goto(&format!("{shelf}?u=w#all"));
    assert_eq!(tab.eval("document.querySelectorAll('.shelf a').length"), 2);
}
