//! The bar that narrows a page to one unit, post or place, in a real browser.

use super::SMALL;
use crate::{
    browser::{Tab, found},
    harness::Handbook,
};

const SHOWN: &str = "[...document.querySelectorAll('tr[data-row]:not([hidden]) th')].map(th => th.textContent.trim())";

#[test]
fn the_calendar_narrows_to_a_post_and_a_place() {
    let folder = tempfile::tempdir().expect("a folder");
    super::book::write(Handbook::from(SMALL), folder.path());
    let calendar = format!("file://{}/calendar.html", folder.path().display());
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&calendar);
    let all = tab.eval(SHOWN);
    assert_eq!(all, serde_json::json!(["交接", "查消防", "写&月报", "查消防", "查着装"]));
    tab.eval(
        "(function () { var box = document.querySelector('.filter-bar select[name=role]'); box.value = 'lead'; \
         box.dispatchEvent(new Event('change', {bubbles: true})); })()",
    );
    assert_eq!(tab.eval(SHOWN), serde_json::json!(["交接", "写&月报"]));
    assert_eq!(tab.eval("document.querySelector('#per-unspecified').closest('[data-group]').hidden"), true);
    assert!(tab.eval("document.querySelector('.filter-count').textContent").as_str().is_some_and(|t| t.contains('2')));
    tab.goto(&format!("{calendar}?r=lead"));
    assert_eq!(tab.eval(SHOWN), serde_json::json!(["交接", "写&月报"]), "the reader's own post is set at once");
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn help_says_what_is_kept_on_this_pc_and_erases_it() {
    let folder = tempfile::tempdir().expect("a folder");
    super::book::write(Handbook::from(SMALL), folder.path());
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&format!("file://{}/help.html", folder.path().display()));
    tab.eval(
        "localStorage.clear(); localStorage.setItem('shouce:t:x', '1'); localStorage.setItem('shouce:other:x', '1')",
    );
    tab.goto(&format!("file://{}/help.html", folder.path().display()));
    tab.eval("window.confirm = () => true");
    tab.click("[data-state] button");
    assert_eq!(tab.eval("localStorage.getItem('shouce:t:x')"), serde_json::Value::Null);
    assert_eq!(tab.eval("localStorage.getItem('shouce:other:x')"), "1", "another handbook's state stays");
    assert_eq!(tab.eval("document.querySelector('[data-state] button')"), serde_json::Value::Null);
}
