//! Forms filled in on screen: drafts, files, tables, what is carried over, and that what is filled in prints on the same sheets.

use super::{Tab, found, paper::Paper};
use crate::harness::shipped::{address, site};
use serde_json::{Value, json};

const HANDOVER: &str = "forms/qz-handover-record.html";

fn begin(tab: &mut Tab, page: &str) {
    tab.goto(&address(site(), &format!("{page}?fill=1")));
    tab.until("!!document.querySelector('.fill-list .fill-item')");
    assert_eq!(tab.errors(), [""; 0], "{page}");
}

/// Writes into the control of a key as a hand would.
fn write(tab: &mut Tab, key: &str, value: &str) {
    let (key, value) = (json!(key), json!(value));
    let wrote = tab.eval(&format!(
        "(function (k, v) {{ const all = [...document.querySelectorAll('.fill-list [data-key]')].filter(e => e.dataset.key === k); \
         if (!all.length) return 'no ' + k; if (all[0].tagName === 'BUTTON') {{ all.find(e => e.textContent === v).click(); return ''; }} \
         all[0].value = v; all[0].dispatchEvent(new Event('input', {{bubbles: true}})); return ''; }})({key}, {value})"
    ));
    assert_eq!(wrote, json!(""));
}

fn values(tab: &mut Tab) -> Value {
    tab.eval("JSON.parse(Object.entries(localStorage).find(e => e[0].includes(':fill:'))[1]).values")
}

/// Catches what the page would hand to the browser as a download.
fn catch_files(tab: &mut Tab) {
    tab.eval("shouce.save = (name, text) => { window.saved = [name, text]; }; 0");
}

fn press(tab: &mut Tab, label: &str) {
    let label = json!(label);
    let found = tab.eval(&format!(
        "(b => b ? (b.click(), 1) : 0)([...document.querySelectorAll('button')].find(b => b.textContent === {label}))"
    ));
    assert_eq!(found, json!(1), "{label}");
}

/// What every kind of place of the handover is given.
const TOLD: [(&str, &str); 7] = [
    ("表头@日期", "2026-11-26"),
    ("表头@班次", "早班"),
    ("接班人到岗时间（要提前10分钟）", "07:48"),
    ("工作日志已检查", "是"),
    ("移交单的份数", "2"),
    ("2 本班还没有办完的事@情况", "翠微路井盖，等城管局回话"),
    ("交班轮值组长@时间", "2026-11-26T16:01"),
];

#[test]
fn a_draft_survives_a_reload_and_prints_on_the_same_sheets() {
    for program in found::browsers() {
        let tab = &mut Tab::open(&program);
        begin(tab, HANDOVER);
        let blank = Paper::of(tab).sheets;
        for (key, value) in TOLD {
            write(tab, key, value);
        }
        tab.goto(&address(site(), HANDOVER));
        press(tab, "接着填上次的草稿");
        tab.until("!!document.querySelector('.fill-list .fill-item')");
        let told: serde_json::Map<_, _> = TOLD.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
        assert_eq!(values(tab), Value::Object(told));
        let paper = Paper::of(tab);
        assert_eq!(paper.sheets, blank);
        // What stands on the sheets; old browsers write some characters of a PDF's text as radicals.
        let shown = tab.eval("document.querySelector('article.form .sheets').textContent.replace(/\\s+/g, '')");
        let shown = shown.as_str().expect("text");
        let said: String = paper.texts().concat().split_whitespace().collect();
        for printed in
            ["2026年11月26日", "早班", "07:48", "2份", "翠微路井盖，等城管局回话", "2026年11月26日16:01", "■"]
        {
            assert!(shown.contains(printed), "{printed}: {shown}");
        }
        assert!(said.contains("07:48") && said.contains("16:01") && said.contains('■'), "{said}");
        press(tab, "清除");
        assert_eq!(tab.eval("Object.keys(localStorage).filter(k => k.includes(':fill:')).length"), json!(0));
        let text: String = Paper::of(tab).texts().concat().split_whitespace().collect();
        assert!(!text.contains("井盖") && !text.contains("■"), "{text}");
    }
}

#[test]
fn a_browser_that_keeps_no_drafts_says_so_and_prints_what_is_filled_in() {
    let tab = &mut Tab::open(&found::chromium());
    begin(tab, HANDOVER);
    tab.eval("Storage.prototype.setItem = () => { throw new Error('refused'); }; 0");
    write(tab, "接班人到岗时间（要提前10分钟）", "07:48");
    tab.until("document.querySelector('.fill-said').textContent.includes('存成文件')");
    let text: String = Paper::of(tab).texts().concat().split_whitespace().collect();
    assert!(text.contains("07:48"), "{text}");
    catch_files(tab);
    press(tab, "存成文件");
    assert!(tab.eval("window.saved[1]").as_str().is_some_and(|file| file.contains("07:48")));
}

#[test]
fn what_does_not_fit_its_cell_goes_on_a_further_sheet() {
    let mut tab = Tab::open(&found::chromium());
    begin(&mut tab, HANDOVER);
    let blank = Paper::of(&mut tab).sheets;
    let long: String = (1..=180).map(|n| format!("第{n}件已转")).collect();
    write(&mut tab, "7 其他要交接的事@情况", &long);
    let paper = Paper::of(&mut tab);
    assert_eq!(paper.sheets, blank + 1);
    let texts = paper.texts();
    let text = |n: usize| -> String { texts[n].split_whitespace().collect() };
    assert!(text(0).contains("（续1）"), "{}", text(0));
    let more = text(blank);
    assert!(more.contains("续页第1页") && more.contains("第1件已转") && more.contains("第180件已转"), "{more}");
    let grown =
        tab.eval("[...document.querySelectorAll('.sheet')].filter(s => s.scrollHeight > s.clientHeight + 1).length");
    assert_eq!(grown, json!(0));
}

#[test]
fn what_is_not_settled_goes_on_to_the_next_shift() {
    let mut tab = Tab::open(&found::chromium());
    begin(&mut tab, HANDOVER);
    for (key, value) in TOLD {
        write(&mut tab, key, value);
    }
    write(&mut tab, "3 紧急服务，需要急办的连续服务@情况", "无");
    press(&mut tab, "交下一班（结转未办结）");
    let carried = json!({"2 本班还没有办完的事@情况": "〔QZ-JB-01-20261126结转〕翠微路井盖，等城管局回话"});
    assert_eq!(values(&mut tab), carried);
    press(&mut tab, "交下一班（结转未办结）");
    let again = json!({"2 本班还没有办完的事@情况": "〔QZ-JB-01结转〕翠微路井盖，等城管局回话"});
    assert_eq!(values(&mut tab), again);
    press(&mut tab, "撤消");
    assert_eq!(values(&mut tab), carried);
}

#[test]
fn a_file_of_another_version_loses_nothing() {
    let mut tab = Tab::open(&found::chromium());
    begin(&mut tab, HANDOVER);
    catch_files(&mut tab);
    let file = json!({"format": "shouce-form-1", "form": "qz-handover-record", "code": "QZ-JB-01", "version": "0.9", "title": "交接班记录",
        "values": {"工作日志已检查": "是", "钥匙已交": "3把"}});
    tab.eval(&format!(
        "(async () => {{ const input = document.querySelector('.fill input[type=file]'); const d = new DataTransfer(); \
         d.items.add(new File([{}], 'old.json')); input.files = d.files; input.dispatchEvent(new Event('change')); }})(); 0",
        json!(file.to_string())
    ));
    tab.until("!!document.querySelector('.fill-rest')");
    let said = tab.eval("document.querySelector('.fill-said').textContent").to_string();
    assert!(said.contains("0.9") && said.contains("1.0") && said.contains("1 项对不上"), "{said}");
    press(&mut tab, "存成文件");
    let saved: Value = serde_json::from_str(tab.eval("saved[1]").as_str().expect("text")).expect("JSON");
    assert_eq!(
        (&saved["values"], &saved["code"], &saved["version"]),
        (&file["values"], &json!("QZ-JB-01"), &json!("1.0"))
    );
    let texts = Paper::of(&mut tab).texts().concat();
    assert!(texts.contains("钥匙已交") && texts.contains("3把"), "{texts}");
}

#[test]
fn a_table_for_spreadsheets_keeps_its_columns_and_runs_nothing() {
    let mut tab = Tab::open(&found::chromium());
    begin(&mut tab, HANDOVER);
    catch_files(&mut tab);
    for (key, value) in TOLD {
        write(&mut tab, key, value);
    }
    write(&mut tab, "7 其他要交接的事@情况", "=HYPERLINK(\"x\"),\"甲\"\n乙");
    write(&mut tab, "7 其他要交接的事@接班人复述", "-1+2");
    press(&mut tab, "导出表格（CSV）");
    let text = tab.eval("saved[1]").as_str().expect("text").to_owned();
    let bare = text.strip_prefix('\u{feff}').expect("a mark of its encoding");
    let mut reader = csv::ReaderBuilder::new().from_reader(bare.as_bytes());
    assert_eq!(reader.headers().expect("heads").len(), 9);
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("nine cells a row");
    assert_eq!(rows.len(), TOLD.len() + 2);
    let cell =
        |item: &str, column: &str| rows.iter().find(|r| &r[5] == item && &r[6] == column).map(|r| r[7].to_owned());
    assert_eq!(cell("7 其他要交接的事", "情况").as_deref(), Some("'=HYPERLINK(\"x\"),\"甲\"\n乙"));
    assert_eq!(cell("7 其他要交接的事", "接班人复述").as_deref(), Some("'-1+2"));
    assert_eq!(rows.iter().find(|r| &r[5] == "工作日志已检查").map(|r| r[8].to_owned()).as_deref(), Some("三.5"));
}

#[test]
fn rounds_are_filled_one_after_another_and_lines_beyond_the_paper_go_on() {
    let mut tab = Tab::open(&found::chromium());
    begin(&mut tab, "forms/ly-patrol.html");
    write(&mut tab, "开始巡查的时间@第1次", "08:30");
    press(&mut tab, "第3次");
    write(&mut tab, "开始巡查的时间@第3次", "14:05");
    let cells = tab.eval("(shouce, [...document.querySelectorAll('.sheets tr[data-row=\"1\"] [data-round]')].length)");
    assert_eq!(cells, json!(4));
    let text: String = Paper::of(&mut tab).texts().concat().split_whitespace().collect();
    assert!(text.contains("08:30") && text.contains("14:05"), "{text}");

    begin(&mut tab, "forms/ly-e-monitor.html");
    let blank = Paper::of(&mut tab).sheets;
    let most = tab
        .eval("Math.max(...[...document.querySelectorAll('.sheets tr.empty')].map(r => +r.dataset.row))")
        .as_u64()
        .expect("n");
    for n in 1..=most + 1 {
        if n > 1 {
            press(&mut tab, "再加一行");
        }
        write(&mut tab, &format!("表1 第{n}行@问题"), &format!("问题{n}"));
    }
    let paper = Paper::of(&mut tab);
    assert_eq!(paper.sheets, blank + 1);
    assert!(paper.texts()[blank].contains(&format!("问题{}", most + 1)));
}

#[test]
fn every_form_can_be_filled_and_still_prints_on_its_sheets() {
    let mut tab = Tab::open(&found::chromium());
    let mut cut = Vec::new();
    for page in
        super::pages::all(site()).iter().filter(|page| page.starts_with("forms/") && *page != "forms/index.html")
    {
        begin(&mut tab, page);
        let filled = tab.eval(
            "(function () { const all = [...document.querySelectorAll('.fill-list input:not([type=file]), .fill-list textarea')]; \
             for (const e of all) { e.value = e.type === 'date' ? '2026-11-26' : e.type === 'time' ? '08:30' : e.type === 'datetime-local' ? '2026-11-26T08:30' : '好'; \
             e.dispatchEvent(new Event('input', {bubbles: true})); } \
             for (const g of document.querySelectorAll('.fill-list .fill-chips')) g.querySelector('button').click(); \
             dispatchEvent(new Event('beforeprint')); \
             return [document.querySelectorAll('.fill-list [data-key]').length, \
             [...document.querySelectorAll('.fill-more tbody tr')].map(r => r.textContent), \
             [...document.querySelectorAll('.sheets .sheet')].filter(s => s.scrollHeight > s.clientHeight + 1).length]; })()",
        );
        assert!(filled[0].as_u64() > Some(0), "{page} has nothing to fill in");
        assert_eq!(filled[2], json!(0), "{page}: a sheet grew; on further sheets: {}", filled[1]);
        if filled[1] != json!([]) {
            cut.push(format!("{page}: {}", filled[1]));
        }
    }
    assert!(cut.is_empty(), "short words that need a further sheet:\n{}", cut.join("\n"));
}
