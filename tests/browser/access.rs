//! One page of each kind holds no plain fault against WCAG 2.2 AA: names, landmarks, contrast, targets, keyboard. A smoke test:
//! a person with a screen reader finds what this does not.

use super::{Tab, found, pages};
use crate::harness::shipped::{address, site};
use serde_json::Value;

const CHECK: &str = include_str!("access.js");

fn faults(tab: &mut Tab, what: &str) -> Vec<String> {
    let said = tab.eval(CHECK);
    said.as_array().expect("a list").iter().map(|fault| format!("{what}: {}", fault.as_str().expect("text"))).collect()
}

#[test]
fn names_landmarks_contrast_and_targets() {
    let mut tab = Tab::open(&found::chromium());
    let mut wrong = Vec::new();
    for (scheme, width) in [("light", 1280), ("dark", 390)] {
        tab.prefer(scheme);
        tab.resize(width, 900);
        for page in pages::one_of_each(site()) {
            tab.goto(&address(site(), &page));
            wrong.extend(faults(&mut tab, &format!("{page} {scheme} {width}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What readers do on a page before it shows all of its controls.
const IN_USE: [(&str, &str, &str); 4] = [
    ("forms/qz-handover-record.html?fill=1", "0", "!!document.querySelector('.fill-list .fill-item')"),
    (
        "print.html?f=ly-patrol&from=2026-12-01&to=2026-12-01&floors=1-2%E5%B1%82&cover=1",
        "document.querySelector('[name=preview]').click()",
        "document.documentElement.classList.contains('has-stack')",
    ),
    (
        "ledger.html?u=ly",
        "document.getElementById('ledger-lines').value = 'LY-XC-02-20261124-3-1 4 5', document.querySelector('.ledger-enter .primary').click()",
        "!!document.querySelector('.ledger-card')",
    ),
    (
        "search.html?q=%E8%83%B8%E7%89%8C%E4%B8%A2%E4%BA%86%E6%89%BE%E8%B0%81",
        "0",
        "!!document.querySelector('#main a[href*=regs]')",
    ),
];

#[test]
fn pages_in_use_are_as_sound_as_at_rest() {
    let mut tab = Tab::open(&found::chromium());
    let mut wrong = Vec::new();
    for (scheme, width) in [("light", 1280), ("dark", 390)] {
        tab.prefer(scheme);
        tab.resize(width, 900);
        for (page, action, ready) in IN_USE {
            tab.goto(&address(site(), page));
            tab.eval(action);
            tab.until(ready);
            wrong.extend(faults(&mut tab, &format!("{page} {scheme} {width}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_sees_what_is_wrong() {
    let mut tab = Tab::open(&found::chromium());
    tab.eval("document.write('<h1>甲</h1><h1>乙</h1><img src=\"data:,\"><input><button></button><p id=p style=\"color:#999\">淡</p><p id=p>')");
    let said = faults(&mut tab, "").join("\n");
    for fault in ["2 of h1", "0 of main", "without alt", "without a label", "no name", "contrast 2.8", "an id twice"] {
        assert!(said.contains(fault), "{fault} is not seen in\n{said}");
    }
}

#[test]
fn the_keyboard_shows_where_it_is_and_skips_to_the_text() {
    let mut tab = Tab::open(&found::chromium());
    for page in pages::one_of_each(site()) {
        tab.goto(&address(site(), &page));
        // The search page begins in its box.
        let begins_at_the_top = tab.eval("document.activeElement === document.body") == true;
        let mut first = Value::Null;
        for step in 0..6 {
            tab.press("Tab", "");
            let at = tab.eval(FOCUS);
            assert_eq!(at[1], true, "{page}: no focus to be seen on {}", at[0]);
            if step == 0 {
                first = at[0].clone();
            }
        }
        let skips = first.as_str().is_some_and(|e| e.contains("href=\"#main\""));
        assert!(skips || !begins_at_the_top, "{page}: the first stop is {first}");
    }
}

/// The focused element, and whether an outline or shadow shows it.
const FOCUS: &str = "(function () {
  var e = document.activeElement, s = getComputedStyle(e);
  var shown = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
  return [e.outerHTML.slice(0, 100), shown];
})()";
