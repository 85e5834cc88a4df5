//! The print centre: what a stack holds, that it prints in one job in both Chromiums, and what is said of days it does not know.

use super::{Tab, found, paper::Paper};
use crate::harness::shipped::{address, site};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A month of patrols on six floors.
const MONTH: &str = "print.html?f=ly-patrol&from=2026-12-01&to=2026-12-31&floors=1-6%E5%B1%82&go=1";

fn open(tab: &mut Tab, query: &str) {
    tab.goto(&address(site(), query));
    assert_eq!(tab.errors(), [""; 0], "{query}");
}

/// The serial numbers of the sheets on the page, in order.
fn serials(tab: &mut Tab) -> Vec<String> {
    let found = tab.eval("[...document.querySelectorAll('#stack-sheets [data-field=serial]')].map(e => e.textContent)");
    found.as_array().expect("a list").iter().map(|one| one.as_str().expect("text").to_owned()).collect()
}

#[test]
fn a_month_of_six_floors_prints_in_one_job() {
    let tab = &mut Tab::open(&found::chromium());
    open(tab, MONTH);
    let serials = serials(tab);
    assert_eq!((serials.len(), serials.iter().collect::<BTreeSet<_>>().len()), (186, 186));
    assert_eq!((serials[0].as_str(), serials[185].as_str()), ("LY-XC-02-20261201-1-1", "LY-XC-02-20261231-6-1"));
    let paper = Paper::of(tab);
    assert_eq!(paper.sheets, 186);
    let texts = paper.texts();
    for (serial, text) in serials.iter().zip(&texts) {
        let text: String = text.split_whitespace().collect();
        assert!(text.contains(serial), "{serial} is not on its sheet: {text}");
        for printed in ["楼层巡查表", "第1次", "第4次", "第1页"] {
            assert!(text.contains(printed), "{serial} lacks {printed}");
        }
    }
    let second: String = texts[7].split_whitespace().collect();
    assert!(second.contains("2026年12月2日星期三") && second.contains("2层"), "{second}");
}

/// Sheets that lie and sheets that stand, a list before them and a 续页 after each.
fn print_a_mixture(tab: &mut Tab) {
    let query = "print.html?f=ly-notice,ly-patrol&from=2026-12-01&to=2026-12-02&cover=1&more=1&go=1";
    open(tab, query);
    assert_eq!(Paper::of(tab).sheets, 1 + 2 + 4, "as they are");
    open(tab, &format!("{query}&turned=1"));
    let paper = Paper::of(tab);
    assert_eq!(paper.sheets, 1 + 2 + 4, "turned");
    // A sheet that lies on a page that stands must not make the browser shrink the pages after it.
    let bar = tab.eval("[...document.querySelectorAll('.stack-sheets .scale')].map(e => e.offsetWidth)");
    assert!(bar.as_array().expect("a list").iter().all(|one| one.as_u64() == bar[0].as_u64()), "{bar}");
    let wide = paper.width_of(4, "LY-XC-02-20261201-1");
    assert!((85.0..125.0).contains(&wide), "the serial number is {wide} points wide");
}

#[test]
fn sheets_that_lie_and_stand_print_in_one_job() {
    for program in found::browsers() {
        print_a_mixture(&mut Tab::open(&program));
    }
}

#[test]
fn floors_that_the_rule_names_are_written_where_none_are() {
    let tab = &mut Tab::open(&found::chromium());
    let floors = "document.querySelector('[name=floors]').value";
    open(tab, "print.html?f=ly-patrol");
    assert_eq!(tab.eval(floors), "1-6层");
    assert!(
        tab.eval("document.querySelector('.summary .count').textContent")
            .as_str()
            .is_some_and(|text| text.contains('6'))
    );
    open(tab, "print.html?f=ly-patrol&floors=2");
    assert_eq!(tab.eval(floors), "2");
    open(tab, "print.html?f=ly-notice");
    tab.eval("localStorage.clear(), 0");
    open(tab, "print.html");
    assert_eq!(tab.eval(floors), "");
    tab.eval("document.querySelector('[data-form=ly-patrol] input').click(), 0");
    assert_eq!(tab.eval(floors), "1-6层");
}

#[test]
fn every_form_prints_on_as_many_sheets_in_either_browser() {
    for program in found::browsers() {
        let tab = &mut Tab::open(&program);
        open(tab, "print.html");
        let forms = tab
            .eval("[...document.querySelectorAll('[data-form]')].map(e => [e.dataset.form, Number(e.dataset.sheets)])");
        let forms = forms.as_array().expect("forms");
        let ids: Vec<_> = forms.iter().map(|form| form[0].as_str().expect("an id")).collect();
        let sheets: u64 = forms.iter().map(|form| form[1].as_u64().expect("a number")).sum();
        assert!(ids.len() > 200, "{} forms", ids.len());
        open(tab, &format!("print.html?f={}&from=2026-12-01&to=2026-12-01&go=1", ids.join(",")));
        tab.until("document.documentElement.classList.contains('has-stack')");
        assert_eq!(Paper::of(tab).sheets as u64, sheets, "{}", program.display());
    }
}

#[test]
fn the_list_names_every_form_and_day() {
    let mut tab = Tab::open(&found::chromium());
    open(
        &mut tab,
        "print.html?f=ly-patrol,ly-recheck&from=2026-12-01&to=2026-12-31&floors=1,2&cover=1&weekends=1&go=1",
    );
    let lines =
        tab.eval("[...document.querySelectorAll('.cover tbody tr')].map(r => [...r.cells].map(c => c.textContent))");
    let lines = lines.as_array().expect("lines");
    assert_eq!(lines.len(), 23 + 1);
    let first = json!([
        "1",
        "12月1日 星期二",
        "楼层巡查表 LY-XC-02 1.1",
        "2",
        "LY-XC-02-20261201-1-1至 LY-XC-02-20261201-2-1",
        "",
        ""
    ]);
    assert_eq!(lines[0], first);
    assert_eq!(
        (&lines[1][1], &lines[1][3], &lines[1][4]),
        (&json!("2026年12月"), &json!("1"), &json!("LY-DJ-02-202612-1"))
    );
    assert_eq!(lines[4][1], "12月4日 星期五");
    assert_eq!(lines[5][1], "12月7日 星期一");
    let pages = tab.eval("[...document.querySelectorAll('#stack-sheets .cover-foot')].map(e => e.textContent)");
    assert_eq!(pages, json!(["第1页 共2页", "第2页 共2页"]));
}

/// What the pure part says to many questions at once.
fn ask(tab: &mut Tab, questions: &str) -> Value {
    open(tab, "print.html");
    let holidays = "JSON.parse(document.getElementById('stack').dataset.holidays)";
    tab.eval(&format!("(function (s, h) {{ return {questions}; }})(shouce.stack, {holidays})"))
}

#[test]
fn days_off_are_skipped_and_worked_weekends_are_not() {
    let both = "{weekends: true, holidays: true}";
    let tab = &mut Tab::open(&found::chromium());
    let october = ask(tab, &format!("s.days('2026-09-19', '2026-10-11', {both}, h)"));
    assert_eq!(october["worked"], json!(["2026-09-20", "2026-10-10"]));
    assert_eq!(october["days"].as_array().map(Vec::len), Some(11));
    assert_eq!(october["unknown"], json!([]));
    let holidays = ask(tab, "s.days('2026-10-01', '2026-10-11', {weekends: false, holidays: true}, h)");
    assert_eq!(holidays["days"], json!(["2026-10-08", "2026-10-09", "2026-10-10", "2026-10-11"]));
    let none = ask(tab, "s.days('2026-10-01', '2026-10-11', {weekends: false, holidays: false}, h).days.length");
    assert_eq!(none, 11);
}

#[test]
fn nothing_is_skipped_in_a_year_without_data_and_the_page_says_so() {
    let mut tab = Tab::open(&found::chromium());
    let query = "print.html?f=ly-patrol&from=2026-12-26&to=2099-01-03&weekends=1&holidays=1";
    open(&mut tab, query);
    assert!(tab.eval("document.querySelector('.summary').textContent").to_string().contains("一次不超过400天"));
    open(&mut tab, &query.replace("2099", "2027"));
    let said = tab.eval("document.querySelector('.summary').textContent").to_string();
    assert!(said.contains("共 7 张") && said.contains("2027年还没有放假安排的数据"), "{said}");
    assert!(said.contains("跳过 2 天：12月26日、12月27日"), "{said}");
}

#[test]
fn names_serials_and_periods_follow_from_what_is_written_alone() {
    let mut tab = Tab::open(&found::chromium());
    let names =
        ask(&mut tab, "[s.names('1-3层、大厅 2层'), s.names('B1~B2,早班，早班'), s.names('10-2'), s.names('')]");
    assert_eq!(names, json!([["1层", "2层", "3层", "大厅"], ["B1", "B2", "早班"], ["10-2"], []]));
    let plan = "{days: ['2026-12-27', '2026-12-28', '2027-01-01'], from: '2026-12-27', floors: ['三层'], shifts: ['早班', '夜班'], \
                copies: 2, start: 1, order: 'date'}";
    let of = |per: &str| format!("s.copies([{{code: 'A', per: {per}}}], {plan}).map(c => c.serial)");
    let said = ask(
        &mut tab,
        &format!("[{}, {}, {}, {}]", of("['date', 'shift']"), of("['week']"), of("['month', 'floor']"), of("['']")),
    );
    assert_eq!(said[0][0], "A-20261227-早班-1");
    assert_eq!(said[0].as_array().map(Vec::len), Some(12));
    assert_eq!(said[1], json!(["A-2026W52-1", "A-2026W52-2", "A-2026W53-1", "A-2026W53-2"]));
    assert_eq!(said[2], json!(["A-202612-三-1", "A-202612-三-2", "A-202701-三-1", "A-202701-三-2"]));
    assert_eq!(said[3], json!(["A-20261227-1", "A-20261227-2"]));
    let spans = ask(&mut tab, "['week', 'next_week', 'month', 'next_month'].map(n => s.span(n, '2026-12-31'))");
    let expected = json!([
        ["2026-12-28", "2027-01-03"],
        ["2027-01-04", "2027-01-10"],
        ["2026-12-01", "2026-12-31"],
        ["2027-01-01", "2027-01-31"]
    ]);
    assert_eq!(spans, expected);
}

/// A supervisor's own hands: from the form's page to a stack for tomorrow.
#[test]
fn a_stack_is_made_by_hand() {
    let mut tab = Tab::open(&found::chromium());
    open(&mut tab, "forms/ly-patrol.html?u=ly");
    tab.click(".print-button a");
    tab.until("location.pathname.endsWith('print.html') && document.readyState === 'complete' && !document.getElementById('stack').hidden");
    assert_eq!(tab.eval("document.querySelectorAll('.stack-forms li:not([hidden]) input:checked').length"), 1);
    tab.eval("const t = document.querySelector('[name=today]'); t.value = '2026-11-25'; t.dispatchEvent(new Event('input', {bubbles: true}))");
    assert_eq!(tab.eval("document.querySelector('.weekday').textContent"), "星期三");
    tab.click(".quick button:nth-child(2)");
    // The rule names its floors, so they need not be typed.
    tab.until("document.querySelector('.summary').textContent.includes('共 6 张')");
    tab.click("[name=preview]");
    tab.until("document.querySelectorAll('#stack-sheets .sheet').length === 6");
    let written = tab.eval(
        "[...document.querySelectorAll('#stack-sheets .sheet:last-child .filled')].map(e => e.textContent).slice(-3)",
    );
    assert_eq!(written, json!(["2026年11月26日 星期四", "6层", "LY-XC-02-20261126-6-1"]));
    assert_eq!(tab.errors(), [""; 0]);
    let outside = tab
        .requests()
        .into_iter()
        .filter(|url| !url.starts_with("file://") && !url.starts_with("data:"))
        .collect::<Vec<_>>();
    assert_eq!(outside, [""; 0]);
}
