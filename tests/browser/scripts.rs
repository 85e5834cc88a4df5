//! Pages of scripts as staff use them: slots, copying, role play, desk cards.

use super::{Tab, found, paper::Paper};
use crate::harness::shipped::{address, site};

fn open() -> Tab {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(site(), "scripts/qz-calls.html"));
    tab.until("document.querySelectorAll('.say .copy').length > 0");
    tab
}

#[test]
fn what_is_copied_has_its_slots_filled_in() {
    let mut tab = open();
    tab.eval("document.querySelector('.slots').open = true; document.querySelector('.slots input').focus()");
    tab.insert("1024");
    // What reaches the clipboard, whichever way the page takes.
    tab.eval(
        "window.copied = []; document.execCommand = function () { copied.push(document.activeElement.value); return true; };
         if (navigator.clipboard) navigator.clipboard.writeText = function (text) { copied.push(text); return Promise.resolve(); };",
    );
    tab.click(".say.staff .copy");
    tab.until("copied.length === 1");
    let text = tab.eval("copied[0]");
    let text = text.as_str().expect("a text");
    assert!(text.contains("1024") && !text.contains("复制"), "{text}");
    tab.eval("document.querySelector('.slots .actions button').click()");
    assert_eq!(tab.eval("document.querySelectorAll('.slot.filled').length"), 0);
    tab.eval("document.querySelector('.say.staff .copy').click()");
    tab.until("copied.length === 2");
    assert!(tab.eval("copied[1]").as_str().is_some_and(|text| text.contains("{工号}")));
}

#[test]
fn a_situation_is_rehearsed_line_by_line() {
    let mut tab = open();
    let shown = "Array.from(document.querySelectorAll('#s1 .say')).filter(function (one) {
        return one.offsetHeight && one.querySelector('.words').offsetHeight; }).length";
    let all = tab.eval("document.querySelectorAll('#s1 .say').length");
    assert_eq!(tab.eval(shown), all);
    tab.click("#s1 .actions button");
    tab.until("document.querySelector('#s1 .reveal') !== null");
    assert_eq!(tab.eval(shown), 0, "the first line is the reader's");
    tab.press("Enter", "\r");
    assert_eq!(tab.eval(shown), 2, "the line and the caller's answer");
    tab.press("ArrowDown", "");
    assert_eq!(tab.eval(shown), 4);
    tab.press("Escape", "");
    assert_eq!(tab.eval(shown), all);
    assert_eq!(tab.eval("document.querySelectorAll('.reveal').length"), 0);
    tab.click("#s1 .actions button");
    for _ in 0..10 {
        tab.eval("document.querySelector('#s1 .reveal') && document.querySelector('#s1 .reveal').click()");
    }
    assert_eq!(tab.eval(shown), all);
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn desk_cards_hold_every_situation() {
    let mut tab = open();
    tab.eval("window.print = function () {}; document.querySelector('.page-head .actions button').click()");
    tab.until("document.querySelectorAll('.card').length > 0");
    let situations = tab.eval("document.querySelectorAll('.situation').length");
    assert_eq!(tab.eval("document.querySelectorAll('.card').length"), situations);
    let over = tab.eval(
        "Array.from(document.querySelectorAll('.card-sheet')).filter(function (one) {
           return one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth; }).length",
    );
    assert_eq!(over, 0, "no card runs over its sheet");
    let sheets = tab.eval("document.querySelectorAll('.card-sheet').length");
    assert_eq!(sheets, Paper::of(&mut tab).sheets);
    tab.eval("window.dispatchEvent(new Event('afterprint'))");
    let page = Paper::of(&mut tab).texts().concat();
    assert!(page.contains("禁语"), "the page itself prints again");
}
