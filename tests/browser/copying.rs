//! Copying a clause's citation and link, by the clipboard and, where a browser has none, by a text field.

use super::{Tab, found};
use crate::harness::shipped::{address, site};

const CLAUSE: &str = ".reg .clause";

/// Presses the `n`-th button of the first clause, and gives the last text that was copied.
fn pressed(tab: &mut Tab, n: usize) -> String {
    tab.eval("window.copied = []");
    tab.click(&format!("{CLAUSE} > .actions button:nth-child({n})"));
    tab.until("window.copied.length === 1");
    tab.eval("window.copied[0]").as_str().expect("a text").to_owned()
}

fn open(setting: &str) -> Tab {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&format!("{}?u=qz", address(site(), "regs/qz-handover.html")));
    tab.until(&format!("document.querySelectorAll('{CLAUSE} > .actions button').length > 1"));
    tab.eval(setting);
    tab.eval(&format!("document.querySelector('{CLAUSE}').click()"));
    tab
}

fn copies(mut tab: Tab) {
    let cite = tab.eval(&format!("document.querySelector('{CLAUSE}').dataset.cite"));
    let anchor = tab.eval(&format!("document.querySelector('{CLAUSE}').id"));
    assert_eq!(pressed(&mut tab, 1), cite.as_str().expect("a citation"));
    let link = pressed(&mut tab, 2);
    let plain = address(site(), "regs/qz-handover.html");
    assert_eq!(link, format!("{plain}#{}", anchor.as_str().expect("an anchor")), "without the reader's own unit");
    tab.until("document.querySelector('.visually-hidden[role=status]').textContent !== ''");
    tab.goto(&link);
    assert_eq!(tab.eval("document.querySelector(':target').id"), anchor);
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn a_clause_is_copied_to_the_clipboard() {
    copies(open(
        "Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {
           writeText: function (text) { window.copied.push(text); return Promise.resolve(); }}})",
    ));
}

#[test]
fn a_clause_is_copied_where_the_browser_has_no_clipboard() {
    copies(open(
        "Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined});
         document.addEventListener('copy', function (event) {
           var field = event.target;
           window.copied.push(field.value.slice(field.selectionStart, field.selectionEnd));
         })",
    ));
}
