//! Every form of the shipped handbook in a real browser: nothing overflows in two font families, nothing stands outside the
//! margins, rows are as high as they were counted, and scripts are not needed to print.

use crate::{
    browser::{Tab, found},
    harness::shipped::{address, site},
};
use serde_json::Value;
use std::{collections::BTreeSet, fs, process::Command};

/// What is wrong with the sheets of the page that is open, set in one family; an empty list where nothing is.
const LOOK: &str = include_str!("look.js");

fn forms() -> Vec<String> {
    let folder = fs::read_dir(site().join("forms")).expect("forms are built");
    let names = folder.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let pages: BTreeSet<String> = names.filter(|name| name.ends_with(".html") && name != "index.html").collect();
    assert!(pages.len() > 20, "{pages:?}");
    pages.into_iter().map(|name| format!("forms/{name}")).collect()
}

fn look_at_all(tab: &mut Tab) {
    for page in forms() {
        tab.goto(&address(site(), &page));
        for family in ["Noto Sans CJK SC", "WenQuanYi Zen Hei"] {
            let faults = tab.eval(&format!("({LOOK})({family:?})"));
            assert_eq!(faults, Value::Array(Vec::new()), "{page} in {family}");
        }
    }
}

#[test]
fn no_sheet_overflows_in_two_font_families() {
    look_at_all(&mut Tab::open(&found::chromium()));
}

#[test]
fn no_sheet_overflows_in_chromium_86() {
    let Some(program) = found::chromium_86() else { return };
    look_at_all(&mut Tab::open(&program));
}

/// The look sees what it is for.
#[test]
fn a_cell_that_is_too_small_is_seen() {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(site(), "forms/qz-handover-record.html"));
    tab.eval("document.querySelector('.sheet td.item').textContent = '字'.repeat(200)");
    assert_ne!(tab.eval(&format!("({LOOK})('Noto Sans CJK SC')")), Value::Array(Vec::new()));
    tab.goto(&address(site(), "forms/qz-handover-record.html"));
    tab.eval("document.querySelector('.sheet-title').style.transform = 'translateX(-90mm)'");
    assert_ne!(tab.eval(&format!("({LOOK})('Noto Sans CJK SC')")), Value::Array(Vec::new()));
}

#[test]
fn forms_print_complete_without_scripts() {
    let mut tab = Tab::open(&found::chromium());
    tab.scripts(false);
    for page in forms() {
        tab.goto(&address(site(), &page));
        let html = fs::read_to_string(site().join(&page)).expect("a page");
        // The 续页 stands folded up beneath the form and is printed only where it is opened.
        let (form, more) = html.split_once("<details class=\"more-sheet\"").expect("a 续页");
        let sheets = form.matches("<section class=\"sheet ").count();
        assert_eq!(more.matches("<section class=\"sheet ").count(), 1, "{page}: the 续页 is one sheet");
        let pdf = tempfile::NamedTempFile::new().expect("a file");
        fs::write(pdf.path(), tab.pdf()).expect("written");
        let info = found::run(Command::new("pdfinfo").arg(pdf.path()));
        assert!(info.contains(&format!("Pages:           {sheets}\n")), "{page}: {sheets} sheets\n{info}");
        let outside = words_outside(&found::run(Command::new("pdftotext").args(["-bbox"]).arg(pdf.path()).arg("-")));
        assert_eq!(outside, [""; 0], "{page}");
    }
}

/// Words of a PDF that stand outside the margins: 25 mm at the binding, 10 mm elsewhere.
fn words_outside(bbox: &str) -> Vec<String> {
    const MM: f64 = 72.0 / 25.4;
    let number = |line: &str, name: &str| -> f64 {
        let from = line.find(&format!("{name}=\"")).expect("a number") + name.len() + 2;
        line[from..].split('"').next().expect("an end").parse().expect("a number")
    };
    let (mut width, mut height) = (0.0, 0.0);
    let mut outside = Vec::new();
    for line in bbox.lines().map(str::trim) {
        if line.starts_with("<page ") {
            (width, height) = (number(line, "width"), number(line, "height"));
        } else if line.starts_with("<word ") {
            let (left, top) = if width < height { (25.0, 10.0) } else { (10.0, 25.0) };
            // A word's box is as high as its font's tallest glyph: its middle is what is sure to be ink.
            let middle = (number(line, "yMin") + number(line, "yMax")) / 2.0;
            let inside = number(line, "xMin") > left * MM - 1.0
                && number(line, "xMax") < width - 10.0 * MM + 1.0
                && (top * MM..height - 10.0 * MM).contains(&middle);
            if !inside {
                outside.push(line.to_owned());
            }
        }
    }
    outside
}

#[test]
fn a_sheet_scrolls_in_its_own_box() {
    let mut tab = Tab::open(&found::chromium());
    tab.resize(390, 800);
    tab.goto(&address(site(), "forms/qz-patrol.html"));
    let page = "document.documentElement.scrollWidth <= 390";
    let boxes =
        "[...document.querySelectorAll('.sheet-box')].every(b => b.scrollWidth > b.clientWidth && b.tabIndex === 0)";
    assert_eq!((tab.eval(page), tab.eval(boxes)), (Value::Bool(true), Value::Bool(true)));
    tab.eval("document.querySelector('.sheet-box').focus()");
    assert_eq!(tab.eval("document.activeElement.className"), "sheet-box");
}

/// Long names in every place that takes one, on both kinds of sheet.
fn long_names(landscape: bool) -> String {
    let long = "梅州市行政服务中心管理办公室12345政府服务热线现场运行管理与服务质量监督科";
    let lies = if landscape { "landscape" } else { "portrait" };
    let rule =
        format!("//- content/regulations/rule.md\n---\nid: rule\ntitle: {long}巡查制度\nunit: mz\n---\n\n1. 巡查。\n");
    let book = format!("//- handbook.yml\ntitle: 手册\nunits: [{{id: mz, name: {long}{long}}}]\n");
    let head = format!(
        "{{name: {long}}}, {{name: 班次, kind: choice, choices: [早班, {long}, {long}{long}]}}, {{name: 日期, kind: date}}"
    );
    let front = format!(
        "id: sheet\ntitle: {long}{long}登记表\nunit: mz\ncode: MZ-{}\nversion: \"1.0.0-beta\"\neffective: 2026-03-02\n\
         orientation: {lies}\nhead: [{head}]\nmarks: [合格, 不合格, 不适用]\ncolumns: [{{name: 备注}}]\n\
         sign-off: [{{who: {long}, time: true}}, {{who: 班长}}, 甲]\ninstructions: [{long}{long}{long}, 由 ___ 批准]\n",
        "ABCDEFGHIJ".repeat(3)
    );
    let body = format!(
        "## {long}{long} [[rule#1]]\n\n- [ ] {long}{long} [[rule#1]]\n- [ ] 怎样 {{选: {long}/转办}} [[rule]]\n- [ ] 次数 {{数值: {long}}}\n\
         - [ ] 时间 {{时间}}\n- [ ] WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW 👍\n\n\
         {long}：___\n\n在 ___ 年 ___ 月由 ___ 办，{long}。 [[rule#1]]\n\n| {long} | 结果 {{选: {long}/好}} | 日期 {{日期}} |\n|---|---|---|\n\
         | {long} | | |\n{{blank-rows: fill}}\n"
    );
    format!("{book}{rule}//- content/forms/sheet.md\n---\n{front}---\n\n{body}")
}

#[test]
fn long_names_stay_in_their_places() {
    for program in found::browsers() {
        let mut tab = Tab::open(&program);
        [false, true].into_iter().for_each(|landscape| look_at_long_names(&mut tab, landscape));
    }
}

fn look_at_long_names(tab: &mut Tab, landscape: bool) {
    let built = crate::harness::Handbook::from(&long_names(landscape)).build();
    assert_eq!(built.diagnostics(), "");
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in &built.site {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("invariant: in a folder")).expect("a folder");
        fs::write(file, bytes).expect("written");
    }
    tab.goto(&address(folder.path(), "forms/sheet.html"));
    for family in ["Noto Sans CJK SC", "WenQuanYi Zen Hei"] {
        let faults = tab.eval(&format!("({LOOK})({family:?})"));
        assert_eq!(faults, Value::Array(Vec::new()), "landscape: {landscape}, {family}");
    }
}
