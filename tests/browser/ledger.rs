//! The ledger of problems: what serial numbers and rows become, how entries are followed, what is kept, printed and handed over.

use super::{Tab, found, paper::Paper};
use crate::harness::shipped::{address, site};
use serde_json::{Value, json};

fn open(tab: &mut Tab) {
    tab.goto(&address(site(), "ledger.html?u=ly"));
    tab.eval("window.print = () => { window.printed = (window.printed || 0) + 1; }; shouce.save = (name, text) => { window.saved = [name, text]; }; 0");
    assert_eq!(tab.errors(), [""; 0]);
}

/// Enters lines; what is said then, the faults, what is left in the field.
fn enter(tab: &mut Tab, lines: &str) -> Value {
    tab.eval(&format!("document.getElementById('ledger-lines').value = {}; 0", json!(lines)));
    press(tab, "记入台账");
    tab.until("document.querySelector('.ledger-said').textContent !== ''");
    tab.eval(
        "[document.querySelector('.ledger-said').textContent, [...document.querySelectorAll('.ledger-faults li')].map(e => e.textContent), \
         document.getElementById('ledger-lines').value]",
    )
}

fn press(tab: &mut Tab, label: &str) {
    assert_eq!(press_in(tab, "document", label), json!(1), "{label}");
}

/// Presses a button of the n-th card.
fn press_card(tab: &mut Tab, card: usize, label: &str) {
    assert_eq!(
        press_in(tab, &format!("document.querySelectorAll('.ledger-card')[{card}]"), label),
        json!(1),
        "{label}"
    );
}

fn press_in(tab: &mut Tab, place: &str, label: &str) -> Value {
    tab.eval(&format!(
        "(b => b ? (b.click(), 1) : 0)([...{place}.querySelectorAll('button')].find(b => b.textContent.replace(/ \\d+$/, '') === {}))",
        json!(label)
    ))
}

fn states(tab: &mut Tab) -> Value {
    tab.eval("[...document.querySelectorAll('.ledger-card .state')].map(e => e.textContent)")
}

fn set(tab: &mut Tab, card: usize, field: &str, value: &str) {
    tab.eval(&format!(
        "(e => {{ e.value = {}; e.dispatchEvent(new Event('change')); }})(document.querySelectorAll('.ledger-card')[{card}].querySelector('[data-field={field}]')), 0",
        json!(value)
    ));
}

#[test]
fn serial_numbers_and_rows_become_entries_and_what_cannot_be_read_stays() {
    let tab = &mut Tab::open(&found::chromium());
    open(tab);
    let said = enter(
        tab,
        "LY-XC-02-20261124-3-1 4 6 缺一把椅子\n甲乙丙 3\nｌｙ－ｘｃ－02-20261125-4-1 第8项、14\n\nLY-XC-02-20261126-3-1 99\n\
         LY-DJ-01-20261126-1 3号窗口没有人\nLY-XC-02-20261126-3-1",
    );
    assert_eq!(said[0], "记入 5 项。");
    let faults: Vec<_> = said[1].as_array().expect("faults").iter().map(|one| one.as_str().expect("text")).collect();
    assert!(faults[0].contains("第 2 行") && faults[0].contains("甲乙丙"), "{faults:?}");
    assert!(faults[1].contains("“楼层巡查表”没有第 99 行，行号只到 16"), "{faults:?}");
    assert!(faults[2].contains("第 7 行") && faults[2].contains("没有写行号"), "{faults:?}");
    assert_eq!(said[2], "甲乙丙 3\nLY-XC-02-20261126-3-1 99\nLY-XC-02-20261126-3-1");
    let kept = tab.eval("JSON.parse(Object.entries(localStorage).find(e => e[0].endsWith(':ledger'))[1]).entries");
    assert_eq!(
        (&kept[0]["found"], &kept[0]["place"], &kept[0]["row"]),
        (&json!("2026-11-24"), &json!("3"), &json!("4"))
    );
    assert_eq!((&kept[0]["area"], &kept[0]["text"]), (&json!("环境卫生"), &json!("缺一把椅子")));
    assert_eq!(kept[2]["item"], "叫号机旁有人值守，群众依次序办事");
    assert_eq!((&kept[4]["row"], &kept[4]["text"]), (&json!(""), &json!("3号窗口没有人")));
    // An auditor goes from the entry to its clause.
    let link = tab.eval("document.querySelector('.ledger-card .meta a').getAttribute('href')");
    assert_eq!(link, "regs/ly-requirements.html#c2-5-1");
    assert_eq!(enter(tab, "LY-XC-02-20261124-3-1 4 5")[0], "记入 1 项。另有 1 项台账里已经有了，没有重复记。");
    // Weeks and months stand in serial numbers, too.
    let days = tab.eval("['LY-KP-01-2026W49 1', 'LY-DJ-02-202612 1', 'LY-DC-02-1 x', 'ly-dc-02 x'].map(l => { const r = shouce.ledgerLines(l, \
        ['LY-KP-01', 'LY-DJ-02', 'LY-DC-02']).lines[0]; return [r.serial, r.found, r.place]; })");
    assert_eq!(
        days,
        json!([
            ["LY-KP-01-2026W49", "2026-11-30", ""],
            ["LY-DJ-02-202612", "2026-12-01", ""],
            ["LY-DC-02-1", "", ""],
            ["LY-DC-02", "", ""]
        ])
    );
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn an_entry_is_followed_step_by_step_until_it_is_closed() {
    let tab = &mut Tab::open(&found::chromium());
    open(tab);
    enter(tab, "LY-XC-02-20261124-3-1 3 5");
    assert_eq!(states(tab), json!(["待定怎样处置", "待定怎样处置"]));
    press_card(tab, 1, "当场整改");
    press_card(tab, 0, "通知整改");
    assert_eq!(states(tab), json!(["待通知", "待销号"]));
    press_card(tab, 0, "今天已通知");
    press_card(tab, 0, "今天已改好");
    press_card(tab, 0, "今天复查，不合格");
    assert_eq!(states(tab)[0], "待通知");
    for step in ["今天已通知", "今天已改好", "今天复查，合格", "今天销号"] {
        press_card(tab, 0, step);
    }
    assert_eq!(states(tab), json!(["待销号"]));
    set(tab, 0, "due", "2020-01-02");
    assert_eq!(states(tab), json!(["超期，限 2020-01-02"]));
    // All of it is there again when the page is opened anew.
    open(tab);
    assert_eq!(states(tab), json!(["超期，限 2020-01-02"]));
    press(tab, "全部");
    assert_eq!(states(tab), json!(["已销号", "超期，限 2020-01-02"]));
    press_card(tab, 0, "删去这一项");
    press(tab, "撤消");
    press(tab, "清空台账");
    assert_eq!(tab.eval("[Object.keys(localStorage).filter(k => k.includes(':ledger')).length, document.querySelectorAll('.ledger-card').length]"), json!([0, 0]));
    press(tab, "撤消");
    assert_eq!(tab.eval("document.querySelectorAll('.ledger-card').length"), json!(2));
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn its_papers_hold_every_entry_once_and_cut_no_row() {
    for program in found::browsers() {
        let tab = &mut Tab::open(&program);
        open(tab);
        let lines: Vec<_> =
            (1..=12).map(|day| format!("LY-XC-02-202611{day:02}-{}-1 3-8 第{day}天的话", day % 6 + 1)).collect();
        assert_eq!(enter(tab, &lines.join("\n"))[0], "记入 72 项。");
        for (button, least) in [("打印整改台账", 4), ("打印周讲评", 2)] {
            press(tab, button);
            tab.until("document.documentElement.classList.contains('has-stack')");
            let fits = tab.eval(
                "[...document.querySelectorAll('#ledger-sheets .sheet')].map(s => s.scrollHeight <= s.clientHeight + 1 && \
                 s.querySelector('.page-no').getBoundingClientRect().bottom <= s.getBoundingClientRect().bottom)",
            );
            assert!(fits.as_array().expect("sheets").iter().all(|one| one == true), "{button}: {fits}");
            let paper = Paper::of(tab);
            assert!(
                paper.sheets >= least && Some(paper.sheets) == fits.as_array().map(Vec::len),
                "{button}: {} sheets",
                paper.sheets
            );
            let texts: Vec<String> = paper.texts().iter().map(|text| text.split_whitespace().collect()).collect();
            let numbers = tab.eval("[...document.querySelectorAll('#ledger-sheets .page-no')].map(e => e.textContent)");
            let wanted: Vec<_> = (1..=texts.len()).map(|n| format!("第{n}页 共{}页", texts.len())).collect();
            assert_eq!(numbers, json!(wanted), "{button}");
            // The signatures do not stand alone.
            let rows = tab.eval(
                "[...document.querySelectorAll('#ledger-sheets .sheet')].pop().querySelectorAll('tbody tr').length",
            );
            assert!(rows.as_u64() > Some(0), "{button}");
            if button == "打印整改台账" {
                let numbers = tab.eval(
                    "[...document.querySelectorAll('#ledger-sheets .ledger-grid tbody tr')].map((r, n) => r.cells[0].textContent === String(n + 1))",
                );
                assert_eq!(numbers, json!(vec![true; 72]));
                assert!(texts.iter().all(|text| text.contains("LY-XC-02-202611")), "{texts:?}");
                let heads = tab.eval(
                    "[...document.querySelectorAll('#ledger-sheets .sheet')].every(s => s.querySelector('thead'))",
                );
                assert_eq!(heads, true);
            }
            tab.eval("document.documentElement.classList.remove('has-stack'), 0");
        }
        // Only what is to be told is on a notice, one for each of those who are told.
        press(tab, "打印整改通知");
        tab.until("document.querySelector('.ledger-said').textContent.includes('没有要通知的')");
        press_card(tab, 0, "通知整改");
        set(tab, 0, "who", "物业");
        press_card(tab, 1, "通知整改");
        press(tab, "打印整改通知");
        tab.until("document.documentElement.classList.contains('has-stack')");
        assert_eq!(Paper::of(tab).sheets, 2);
        assert_eq!(tab.errors(), [""; 0]);
    }
}

#[test]
fn tables_and_files_keep_what_was_written_and_run_nothing() {
    let tab = &mut Tab::open(&found::chromium());
    open(tab);
    enter(tab, "LY-XC-02-20261124-3-1 3 <img src=x onerror=window.hit=1>\nLY-XC-02-20261124-3-1 =1+1,\"甲\"");
    assert_eq!(
        tab.eval("[document.querySelectorAll('.ledger img').length, typeof window.hit]"),
        json!([0, "undefined"])
    );
    press(tab, "导出台账（CSV）");
    tab.until("!!window.saved");
    let table = tab.eval("window.saved[1]");
    let table = table.as_str().expect("a table");
    assert!(
        table.starts_with('\u{feff}') && table.contains(r#","'=1+1,""甲""","#) && table.lines().count() == 3,
        "{table}"
    );
    let columns = table.lines().next().expect("heads").split(',').count();
    let first = table.lines().nth(1).expect("a row");
    assert_eq!((columns, first.split(',').count()), (20, 20), "{first}");
    press(tab, "导出周讲评（CSV）");
    tab.until("window.saved[0].startsWith('周讲评表')");
    press(tab, "存成文件");
    let file = tab.eval("window.saved[1]");
    press(tab, "清空台账");
    // A file is joined with what is there; of an entry in both the one that is further on stays.
    let joined = tab.eval(&format!(
        "(() => {{ const mine = shouce.ledger.open({file}); const other = mine.map(e => Object.assign({{}}, e, {{way: 'spot'}})); \
         const both = shouce.ledger.merged(mine, other.concat([Object.assign({{}}, mine[0], {{row: '4'}})])); \
         return [both.length, both[0].way, shouce.ledger.open('{{}}'), shouce.ledger.open('[1]'), shouce.ledger.open('x')]; }})()"
    ));
    assert_eq!(joined, json!([3, "spot", null, null, null]));
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn a_browser_that_keeps_nothing_says_so() {
    let tab = &mut Tab::open(&found::chromium());
    open(tab);
    tab.eval("Storage.prototype.setItem = () => { throw new Error('refused'); }; 0");
    let said = enter(tab, "LY-XC-02-20261124-3-1 3");
    assert!(said[0].as_str().is_some_and(|text| text.contains("存成文件")), "{said}");
    assert_eq!(tab.eval("document.querySelectorAll('.ledger-card').length"), json!(1));
}
