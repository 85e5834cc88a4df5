//! Drill as a new starter uses it over `file://`: by keyboard, kept over a reload, erased; and the plan that is signed.

use super::{Tab, found, paper::Paper};
use crate::harness::shipped::{address, site};
use serde_json::json;

fn open(tab: &mut Tab) {
    tab.goto(&address(site(), "quiz/drill.html?u=qz"));
    tab.until("!document.getElementById('drill-app').hidden");
    tab.eval("document.activeElement.blur()");
}

/// Answers a card as forgotten or known, by keyboard alone.
fn answer(tab: &mut Tab, grade: &str) {
    tab.until("!!document.querySelector('.quiz-stage h2.stem') && !document.querySelector('.grades')");
    tab.press("Enter", "\r");
    tab.until("!!document.querySelector('.grades')");
    assert_eq!(tab.eval("!!document.querySelector('.verdict .key').textContent.trim()"), true);
    assert_eq!(tab.eval("!!document.querySelector('.verdict .cite')"), true);
    tab.press(grade, grade);
}

#[test]
fn cards_are_drilled_by_keyboard_kept_and_erased() {
    for program in found::browsers() {
        let mut tab = Tab::open(&program);
        open(&mut tab);
        tab.press("Enter", "\r");
        for grade in ["1", "3", "4", "2", "1"] {
            answer(&mut tab, grade);
        }
        tab.goto("about:blank");
        open(&mut tab);
        let stored =
            "Object.keys(JSON.parse(localStorage.getItem('shouce:' + shouce.site.id + ':drill')).cards).length";
        assert!(tab.eval(stored).as_u64().is_some_and(|n| n >= 3), "progress survives the reload");
        tab.eval("document.querySelectorAll('.quiz-stage .actions button')[1].click()");
        tab.until("document.querySelectorAll('.results li').length >= 1");
        tab.press("Escape", "");
        open(&mut tab);
        tab.eval("(function () { var all = document.querySelectorAll('.keeping button'); var last = all[all.length - 1]; last.click(); last.click(); })()");
        assert_eq!(tab.eval("localStorage.getItem('shouce:' + shouce.site.id + ':drill')"), serde_json::Value::Null);
        assert_eq!(tab.errors(), [""; 0]);
    }
}

#[test]
fn progress_saved_as_a_file_is_read_in_on_another_pc() {
    let mut tab = Tab::open(&found::chromium());
    open(&mut tab);
    tab.press("Enter", "\r");
    answer(&mut tab, "3");
    tab.press("Escape", "");
    open(&mut tab);
    tab.eval("URL.createObjectURL = function (blob) { blob.text().then(function (t) { window.saved = t; }); return '#saved'; }");
    tab.eval("document.querySelector('.keeping button').click()");
    tab.until("!!window.saved");
    let saved = tab.eval("window.saved");
    let folder = tempfile::tempdir().expect("a folder");
    let (good, bad) = (folder.path().join("progress.json"), folder.path().join("other.json"));
    std::fs::write(&good, saved.as_str().expect("text")).expect("written");
    std::fs::write(&bad, "{\"cards\": 1}").expect("written");

    tab.eval("localStorage.clear()");
    open(&mut tab);
    let kept = "localStorage.getItem('shouce:' + shouce.site.id + ':drill')";
    choose(&mut tab, &bad);
    let told = "document.querySelector('#drill-app > [role=status]').textContent";
    tab.until(&format!("!!{told}"));
    assert_eq!(tab.eval(kept), serde_json::Value::Null, "a strange file changes nothing");
    choose(&mut tab, &good);
    tab.until(&format!("!!{kept}"));
    assert_eq!(tab.eval(&format!("Object.keys(JSON.parse({kept}).cards).length")), 1);
    assert_eq!(tab.errors(), [""; 0]);
}

/// Chooses a file as a person does.
fn choose(tab: &mut Tab, file: &std::path::Path) {
    let input =
        tab.call("Runtime.evaluate", json!({"expression": "document.querySelector('.keeping input[type=file]')"}));
    let id = input["result"]["objectId"].clone();
    tab.call("DOM.setFileInputFiles", json!({"files": [file.display().to_string()], "objectId": id}));
}

#[test]
fn a_store_that_is_refused_is_told() {
    let mut tab = Tab::open(&found::chromium());
    open(&mut tab);
    tab.eval("Storage.prototype.setItem = function () { throw new Error('refused'); }");
    tab.press("Enter", "\r");
    answer(&mut tab, "3");
    let told = tab.eval("document.querySelector('#drill-app > [role=status]').textContent");
    assert!(told.as_str().is_some_and(|text| text.contains("浏览器不让保存")), "{told}");
}

#[test]
fn the_plan_of_a_unit_is_one_sheet_and_needs_no_script() {
    let mut tab = Tab::open(&found::chromium());
    open(&mut tab);
    let shown = "Array.from(document.querySelectorAll('.plan')).filter(function (one) { return !one.hidden; }).length";
    assert_eq!(tab.eval(shown), 1);
    let paper = Paper::of(&mut tab);
    assert_eq!(paper.sheets, 1, "a unit's plan is one sheet");
    let words: String = paper.texts().concat().split_whitespace().collect();
    for word in ["第1天", "第7天", "新人签名", "带教签名"] {
        assert!(words.contains(word), "{word} is not printed: {words}");
    }
    tab.scripts(false);
    tab.goto(&address(site(), "quiz/drill.html"));
    tab.scripts(true);
    let units = tab.eval("document.querySelectorAll('.plan').length");
    assert!(units.as_u64().is_some_and(|n| n >= 5), "{units}");
}
