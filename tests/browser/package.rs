//! A package, unpacked, proves in the browser that it is whole and holds, and says what is wrong where it is not.

use super::{Tab, found};
use crate::harness::shipped;
use serde_json::{Value, json};
use std::{fs, path::Path};

/// A small handbook whose edition holds until `until`, packed, unpacked and opened at its page of checks.
fn unpacked(until: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str]| {
        let out = shipped::program().args(args).current_dir(folder.path()).output().expect("it starts");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    };
    run(&["init", "h"]);
    let config = folder.path().join("h/handbook.yml");
    let text = fs::read_to_string(&config).expect("read") + &format!("\nvalid-until: {until}\n");
    fs::write(&config, text).expect("written");
    run(&["package", "h", "--date", "2026-03-02", "-o", "a.zip"]);
    let mut zip = zip::ZipArchive::new(fs::File::open(folder.path().join("a.zip")).expect("a zip")).expect("a zip");
    zip.extract(folder.path().join("stick/手册")).expect("unpacked");
    folder
}

fn said(tab: &mut Tab, what: &str) -> (String, String) {
    tab.until(&format!(
        "!['', 'busy', null].includes(document.querySelector('[data-say={what}]').getAttribute('data-state'))"
    ));
    let line = tab.eval(&format!(
        "(e => [e.getAttribute('data-state'), e.textContent])(document.querySelector('[data-say={what}]'))"
    ));
    (line[0].as_str().expect("a state").to_owned(), line[1].as_str().expect("a text").to_owned())
}

/// Shows the page a folder, as a person does who chooses it.
fn choose(tab: &mut Tab, folder: &Path) {
    tab.eval("document.querySelector('[data-say=full]').removeAttribute('data-state')");
    let input = tab.call("Runtime.evaluate", json!({"expression": "document.querySelector('[data-folder] input')"}));
    let id = input["result"]["objectId"].clone();
    tab.call("DOM.setFileInputFiles", json!({"files": [folder.display().to_string()], "objectId": id}));
}

fn faults(tab: &mut Tab) -> Value {
    tab.eval("Array.from(document.querySelectorAll('[data-faults] h3, [data-faults] li')).map(e => e.textContent)")
}

#[test]
fn a_whole_package_says_so_and_a_broken_one_says_what_is_broken() {
    let folder = unpacked("2999-12-31");
    let stick = folder.path().join("stick");
    let root = stick.join("手册");
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&shipped::address(&root, "check.html"));
    assert_eq!(said(&mut tab, "until").0, "good");
    let quick = said(&mut tab, "quick");
    assert_eq!(quick.0, "good", "{}", quick.1);
    choose(&mut tab, &root);
    let full = said(&mut tab, "full");
    assert_eq!((full.0.as_str(), faults(&mut tab)), ("good", json!([])), "{}", full.1);
    let code = tab.eval("shouce.manifest.code").as_str().expect("a code").to_owned();
    assert!(full.1.contains(&code), "{code}: {}", full.1);
    assert_eq!(tab.eval("document.querySelector('[data-code] dd').textContent"), code);
    assert_eq!(tab.errors(), [""; 0]);

    // One letter of a page, a page gone, a page of another edition; found also where the whole stick is chosen.
    let page = root.join("help.html");
    let text = fs::read_to_string(&page).expect("a page").replacen('页', "叶", 1);
    fs::write(page, text).expect("written");
    fs::remove_file(root.join("start.html")).expect("removed");
    fs::write(root.join("old.html"), "旧").expect("written");
    fs::write(root.join("Thumbs.db"), "x").expect("written");
    choose(&mut tab, &stick);
    assert_eq!(said(&mut tab, "full").0, "bad");
    let want =
        json!(["缺少（1 个）", "start.html", "内容不一致（1 个）", "help.html", "清单以外的文件（1 个）", "old.html"]);
    assert_eq!(faults(&mut tab), want);
    choose(&mut tab, &folder.path().join("h"));
    assert!(said(&mut tab, "full").1.contains("没有 check.html"));
}

#[test]
fn the_oldest_browser_checks_it_as_well() {
    let Some(program) = found::chromium_86() else { return };
    let folder = unpacked("2999-12-31");
    let mut tab = Tab::open(&program);
    tab.goto(&shipped::address(&folder.path().join("stick/手册"), "check.html"));
    assert_eq!((said(&mut tab, "until").0, said(&mut tab, "quick").0), ("good".to_owned(), "good".to_owned()));
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn broken_data_is_seen_without_choosing_anything() {
    let folder = unpacked("2999-12-31");
    let root = folder.path().join("stick/手册");
    let core = root.join("search/core.js");
    let text = fs::read_to_string(&core).expect("data");
    let at = text.rfind("AA").unwrap_or(text.len() / 2);
    fs::write(&core, format!("{}{}{}", &text[..at], "B", &text[at + 1..])).expect("written");
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&shipped::address(&root, "check.html"));
    let quick = said(&mut tab, "quick");
    assert!(quick.0 == "bad" && quick.1.contains("search/core.js"), "{quick:?}");
    fs::remove_file(root.join("manifest.js")).expect("removed");
    tab.goto(&shipped::address(&root, "check.html"));
    let quick = said(&mut tab, "quick");
    assert!(quick.0 == "bad" && quick.1.contains("manifest.js"), "{quick:?}");
}

#[test]
fn an_edition_beyond_its_day_says_so_on_every_page() {
    let folder = unpacked("2026-03-31");
    let root = folder.path().join("stick/手册");
    let mut tab = Tab::open(&found::chromium());
    for page in ["index.html", "regs/handover.html", "forms/handover-record.html", "start.html"] {
        tab.goto(&shipped::address(&root, page));
        let told = tab.eval("document.querySelector('.expired') && document.querySelector('.expired').textContent");
        assert!(told.as_str().is_some_and(|text| text.contains("2026-03-31")), "{page}: {told}");
        assert!(
            tab.eval("document.querySelector('.foot').textContent").as_str().unwrap().contains("有效期至 2026-03-31")
        );
    }
    tab.goto(&shipped::address(&root, "check.html"));
    assert_eq!(said(&mut tab, "until").0, "bad");
}

#[test]
fn the_start_page_says_to_unpack_first_only_where_it_stands_alone() {
    let folder = unpacked("2999-12-31");
    let root = folder.path().join("stick/手册");
    let shown = "getComputedStyle(document.querySelector('.unpack')).display !== 'none'";
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&shipped::address(&root, "start.html"));
    assert_eq!(tab.eval(shown), false);
    let alone = tempfile::tempdir().expect("a folder");
    fs::copy(root.join("start.html"), alone.path().join("start.html")).expect("copied");
    tab.goto(&shipped::address(alone.path(), "start.html"));
    assert_eq!(tab.eval(shown), true);
}

#[test]
fn the_browser_hashes_as_everybody_does() {
    let script = fs::read_to_string(shipped::root().join("theme/js/lib/sha256.js")).expect("the script");
    let mut tab = Tab::open(&found::chromium());
    tab.eval(&script);
    let lengths: Vec<usize> = (0..=130).chain([1000, 65_536, 200_001]).collect();
    let said = tab.eval(&format!(
        "{lengths:?}.map(n => {{ const b = Uint8Array.from({{length: n}}, (_, i) => (i * 7 + n) % 256); const h = shouce.sha256(); \
         for (let at = 0; at < n; at += 61) h.update(b.subarray(at, at + 61)); return h.hex(); }})"
    ));
    for (n, hash) in lengths.iter().zip(said.as_array().expect("a list")) {
        let bytes: Vec<u8> = (0..*n).map(|i| ((i * 7 + n) % 256) as u8).collect();
        assert_eq!(hash, &json!(shouce::manifest::sha256(&bytes)), "{n} bytes");
    }
}
