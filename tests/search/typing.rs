//! The box and the search page: keyboard, input methods, stale answers, marked words.

use super::{SMALL, built, write};
use crate::{
    browser::{Tab, found},
    harness::shipped::address,
};
use tempfile::TempDir;

fn open(page: &str) -> (TempDir, Tab) {
    let folder = tempfile::tempdir().expect("a folder");
    write(&built(SMALL), folder.path());
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(folder.path(), page));
    (folder, tab)
}

const OPTIONS: &str = "document.querySelectorAll('[role=option]').length";
const INPUT: &str = "document.querySelector('form[role=search] input')";

#[test]
fn arrows_walk_the_hits_and_enter_opens_one_with_its_words_marked() {
    let (_folder, mut tab) = open("regs/criminal.html");
    tab.press("/", "/");
    tab.insert("资格考试");
    tab.until(&format!("{OPTIONS} > 0"));
    assert_eq!(tab.eval(&format!("{INPUT}.getAttribute('aria-expanded')")), "true");
    tab.press("ArrowDown", "");
    assert_eq!(tab.eval("document.querySelectorAll('[role=option][aria-selected=true]').length"), 1);
    tab.press("Enter", "\r");
    tab.until("location.hash === '#a8-2' && document.readyState === 'complete'");
    tab.until("document.querySelector('mark.hl') !== null");
    assert_eq!(tab.eval("document.querySelector('#a8-2 mark.hl').textContent"), "资格考试");
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn marks_reach_across_inline_elements_and_escape_takes_them_away() {
    let (folder, mut tab) = open("index.html");
    tab.goto(&address(folder.path(), "regs/handover.html?hl=%E5%89%8D%E5%8D%81%E5%88%86%E9%92%9F%E5%8A%9E#c1"));
    tab.until("document.querySelector('mark.hl') !== null");
    let marked = "Array.from(document.querySelectorAll('#c1 mark.hl')).map(m => m.textContent).join('')";
    assert_eq!(tab.eval(marked), "前10分钟办");
    tab.press("Escape", "");
    assert_eq!(tab.eval("document.querySelectorAll('mark.hl').length"), 0);
    assert!(tab.eval("document.querySelector('#c1 mark.fact').textContent").as_str() == Some("10分钟"));
}

#[test]
fn nothing_is_searched_and_nothing_opens_while_an_input_method_composes() {
    let (_folder, mut tab) = open("regs/criminal.html");
    let event = |kind: &str| format!("{INPUT}.dispatchEvent(new CompositionEvent('{kind}', {{bubbles: true}}))");
    tab.eval(&format!("{INPUT}.focus()"));
    tab.eval(&event("compositionstart"));
    tab.insert("zige");
    tab.eval("new Promise(done => setTimeout(done, 400))");
    assert_eq!(tab.eval(OPTIONS), 0);
    tab.press("Enter", "\r");
    assert_eq!(tab.eval("location.pathname.endsWith('regs/criminal.html')"), true);
    tab.eval(&format!("{INPUT}.value = '资格考试'"));
    tab.eval(&event("compositionend"));
    tab.until(&format!("{OPTIONS} > 0"));
}

#[test]
fn a_late_answer_does_not_replace_a_newer_one() {
    let (_folder, mut tab) = open("regs/criminal.html");
    tab.eval(
        "window.real = shouce.search; shouce.search('x').then(() => { \
         const engine = shouce.searchEngine, search = engine.search; \
         engine.search = (query, options) => search(query, options).then(hits => new Promise(done => \
           setTimeout(() => done(hits), query === '刑法' ? 600 : 0))); })",
    );
    tab.eval(&format!("{INPUT}.focus()"));
    tab.insert("刑法");
    tab.eval("new Promise(done => setTimeout(done, 200))");
    tab.eval(&format!("{INPUT}.value = ''"));
    tab.insert("资格考试");
    tab.until(&format!("{OPTIONS} > 0"));
    tab.eval("new Promise(done => setTimeout(done, 900))");
    assert_eq!(tab.eval("document.querySelector('[role=option]').textContent.includes('护士条例')"), true);
}

#[test]
fn the_search_page_answers_its_address_and_narrows() {
    let (folder, mut tab) = open("index.html");
    tab.goto(&address(folder.path(), "search.html?q=%E4%BA%A4%E6%8E%A5"));
    tab.until("document.querySelectorAll('.search-hit').length > 2");
    let kinds = "document.querySelectorAll('.search-hit .search-kind').length";
    assert!(tab.eval(kinds).as_u64() > Some(0));
    tab.click("input[name=kind][value=regulation]");
    tab.until(&format!("{kinds} === 0 && document.querySelectorAll('.search-hit').length > 0"));
    assert_eq!(tab.eval("location.search.includes('kind=regulation')"), true);
    assert_eq!(tab.eval("document.getElementById('search-index').hidden"), true);
}

#[test]
fn titles_stand_under_their_initials_with_scripts_off() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&built(SMALL), folder.path());
    let mut tab = Tab::open(&found::chromium());
    tab.scripts(false);
    tab.goto(&address(folder.path(), "search.html"));
    tab.scripts(true);
    assert_eq!(tab.eval("document.querySelector('#i-x').parentElement.querySelector('a').textContent"), "刑法");
    assert_eq!(tab.eval("document.querySelector('a[href=\"headings.html\"]') !== null"), true);
    tab.scripts(false);
    tab.goto(&address(folder.path(), "headings.html"));
    tab.scripts(true);
    let under = |letter: &str, text: &str| {
        format!(
            "Array.from(document.querySelectorAll('#i-{letter} + ul a')).filter(a => a.textContent === '{text}').map(a => a.getAttribute('href'))"
        )
    };
    assert_eq!(tab.eval(&under("j", "接班人没到")), serde_json::json!(["scripts/talk.html#s1"]));
    assert_eq!(tab.eval(&under("z", "执业注册")), serde_json::json!(["regs/nurse.html#z2"]));
    assert_eq!(tab.eval(&under("x", "刑法")), serde_json::json!(["regs/criminal.html"]));
}

#[test]
fn what_was_looked_for_is_offered_again_until_it_is_forgotten() {
    let (_folder, mut tab) = open("regs/criminal.html");
    tab.press("/", "/");
    tab.insert("资格考试");
    tab.until(&format!("{OPTIONS} > 0"));
    tab.press("ArrowDown", "");
    tab.press("Enter", "\r");
    tab.until("location.hash === '#a8-2' && document.readyState === 'complete'");
    tab.press("/", "/");
    tab.until("(document.querySelector('.search-recent a') || {}).textContent === '资格考试'");
    tab.click(".search-recent a");
    tab.until(&format!("{INPUT}.value === '资格考试' && {OPTIONS} > 0"));
    tab.eval(&format!("{INPUT}.value = '', {INPUT}.dispatchEvent(new Event('input'))"));
    tab.until("!document.querySelector('.search-recent').hidden");
    tab.click(".search-recent button");
    tab.until("document.querySelector('.search-recent').hidden");
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn the_count_is_said_and_a_mistyped_word_can_be_put_right() {
    let (folder, mut tab) = open("index.html");
    tab.goto(&address(folder.path(), "search.html?q=%E4%BA%A4%E8%8A%82%E7%8F%AD&role=operator"));
    tab.until("document.querySelector('#search-status a') !== null");
    assert_eq!(tab.eval("document.querySelector('#search-status').getAttribute('role')"), "status");
    tab.click("#search-status a");
    tab.until("document.querySelectorAll('.search-hit').length > 0");
    assert_eq!(tab.eval("/[0-9]/.test(document.querySelector('#search-status').textContent)"), true);
    assert_eq!(tab.eval("decodeURIComponent(location.search)"), "?q=交接班&role=operator");
}
