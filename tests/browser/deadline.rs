//! Deadlines: the script counts as the vectors say, the page says what it found, and reads well without scripts.

use super::{Tab, found};
use crate::harness::shipped::{address, site};
use serde_json::{Value, json};

const VECTORS: &str = include_str!("../vectors/deadline.json");

fn open() -> Tab {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(site(), "deadlines.html"));
    assert_eq!(tab.errors(), [""; 0]);
    tab
}

#[test]
fn the_script_counts_as_the_vectors_say() {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).expect("JSON");
    let said = open().eval(&format!(
        "(function (holidays, all) {{ return all.map(function (v) {{
            var found = shouce.deadline.due(v, v.start, v.restart, 0, holidays);
            return [found.ends.map(e => [e.day, e.first, e.off, e.worked, e.moved]), found.unknown];
        }}); }})(JSON.parse(document.getElementById('calculator').dataset.holidays), {VECTORS})"
    ));
    for (vector, said) in vectors.iter().zip(said.as_array().expect("a list")) {
        assert_eq!(*said, json!([vector["ends"], vector["unknown"]]), "{vector}");
    }
}

#[test]
fn what_is_no_question_has_no_answer() {
    let said = open().eval(
        "[['', ''], ['2026-02-30', ''], ['2026-03-02', '2026-03-01'], ['2026-03-02', 'x']].map(function (q) {
            return shouce.deadline.due({count: 'days', number: 3, first: 'counts'}, q[0], q[1], 0, {}); })
         .concat([0, -1, 1.5, 1001, NaN].map(function (n) {
            return shouce.deadline.due({count: 'days', number: null, first: 'counts'}, '2026-03-02', '', n, {}); }))",
    );
    assert_eq!(said, json!([null, null, null, null, null, null, null, null, null]));
}

/// Picks the first rule whose name has `words`, fills the fields, and says what comes out.
fn reckon(tab: &mut Tab, words: &str, start: &str, restart: &str, number: &str) -> String {
    let said = tab.eval(&format!(
        "(function (f) {{
            f.rule.value = [].filter.call(f.rule.options, o => o.textContent.indexOf('{words}') >= 0)[0].value;
            f.start.value = '{start}'; f.restart.value = '{restart}'; f.number.value = '{number}';
            f.start.dispatchEvent(new Event('input', {{ bubbles: true }}));
            return document.querySelector('#calculator output').textContent;
        }})(document.querySelector('#calculator form').elements)"
    ));
    said.as_str().expect("text").to_owned()
}

#[test]
fn the_page_says_the_day_and_what_the_text_leaves_open() {
    let tab = &mut open();
    let complaint = reckon(tab, "滨海 答复投诉人", "2026-02-12", "", "");
    for part in ["2026年2月25日", "2026年2月26日", "原文没有写", "投诉处理制度 第㈣条第3项"] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    let swap = reckon(tab, "梅州 还班", "2026-03-31", "", "");
    assert!(swap.contains("2026年4月30日") && swap.contains("2026年4月29日"), "{swap}");
    let report = reckon(tab, "衢州 考勤汇总", "2026-09-15", "", "");
    assert!(report.contains("2026年10月2日") && report.contains("最后一个上班日是2026年9月30日"), "{report}");
    let business = reckon(tab, "滕州 限时办结", "2026-03-02", "", "3");
    assert!(business.contains("2026年3月5日"), "{business}");
    let supplied = reckon(tab, "滕州 限时办结", "2026-03-02", "2026-03-05", "3");
    assert!(supplied.contains("2026年3月8日"), "{supplied}");
    let unknown = reckon(tab, "滨海 答复投诉人", "2026-12-30", "", "");
    assert!(unknown.contains("2027年的放假安排手册里没有"), "{unknown}");
    let meeting = reckon(tab, "滨海 开月例会", "2026-09-10", "", "");
    assert!(meeting.contains("2026年9月24日") && meeting.contains("照规定提前"), "{meeting}");
}
