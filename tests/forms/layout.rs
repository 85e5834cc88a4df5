//! The arithmetic: no row is lost, cut or orphaned; heads and headings go on; what does not fit is said.

use super::handbook;
use proptest::prelude::*;
use shouce::{
    model::{Ask, Form, FormBlock},
    print::{
        basis::Basis,
        flow::Content,
        paginate::{Layout, Part, layout},
    },
};

/// The form's layout, handed to `look`.
fn laid<T>(front: &str, body: &str, look: impl FnOnce(&Form, &Layout) -> T) -> T {
    let built = handbook(front, body);
    let book = &built.reading.handbook;
    let form = book.forms.first().unwrap_or_else(|| panic!("no form\n{}", built.diagnostics()));
    look(form, &layout(form, &Basis::of(form, book)))
}

fn checks(count: usize) -> String {
    (1..=count).map(|n| format!("- [ ] 第{n}处没有问题 [[rule#1]]\n")).collect()
}

/// Everything that stands on each sheet, in order.
fn contents<'a>(layout: &'a Layout<'a>) -> Vec<Vec<Content<'a>>> {
    let part = |part: &'a Part<'a>| match part {
        Part::Table(_, rows) => rows.iter().map(|row| row.content).collect(),
        Part::SignOff => vec![Content::SignOff],
        Part::Instructions => vec![Content::Instructions],
    };
    layout.sheets.iter().map(|sheet| sheet.parts.iter().flat_map(part).collect()).collect()
}

#[test]
fn rows_keep_their_clauses_and_what_they_ask_for() {
    let body = "## 甲 [[rule#1]]\n\n- [ ] 有标志\n- [ ] 巡查次数 {数值: 次} [[rule#2]] [[rule#2(1)]]\n- [ ] 开始 {时间}\n\n\
        ## 乙\n\n- [ ] 怎样处理 {选: 当场整改/转办}\n\n| 时间 {时间} | 内容 {60mm} |\n|---|---|\n| 上午 [[rule#1]] | |\n{blank-rows: 3}\n";
    laid("", body, |form, _| {
        let labels = |n: usize| form.rows()[n].clauses.iter().map(|c| c.raw.as_str()).collect::<Vec<_>>();
        assert_eq!([labels(0), labels(1), labels(3)], [vec!["rule#1"], vec!["rule#2", "rule#2(1)"], vec![]]);
        let FormBlock::Checks(rows) = &form.blocks[1] else { panic!("{:?}", form.blocks) };
        assert_eq!((&rows[1].ask, &rows[2].ask), (&Ask::Value("次".into()), &Ask::Time));
        assert_eq!((rows[1].text.as_str(), rows[2].number), ("巡查次数", 3));
        let FormBlock::Ledger(ledger) = &form.blocks[4] else { panic!("{:?}", form.blocks) };
        assert_eq!(
            (ledger.columns[1].width, ledger.rows[0].cells.as_slice()),
            (Some(60), &["上午".into(), "".into()][..])
        );
        assert_eq!(ledger.blank_rows, 3);
    });
}

#[test]
fn a_group_is_printed_once_beside_its_rows_and_gives_them_its_clause() {
    let group =
        |name: &str, count: usize| format!("### {name} [[rule#2]]\n\n{}\n", checks(count).replace(" [[rule#1]]", ""));
    let body = format!(
        "## 甲 [[rule#1]]\n\n- [ ] 先看\n\n{}{}\n说明：___\n\n- [ ] 后看\n",
        group("上面", 3),
        group("下面", 40)
    );
    let built = handbook("", &body);
    assert_eq!(built.codes(), ["weak-form"], "{}", built.diagnostics());
    let form = &built.reading.handbook.forms[0];
    let labels: Vec<_> = form.rows().iter().map(|row| (row.text.to_string(), row.clauses[0].raw.clone())).collect();
    assert_eq!(labels[0], ("先看".to_owned(), "rule#1".to_owned()));
    assert_eq!(labels[1], ("上面：第1处没有问题".to_owned(), "rule#2".to_owned()));
    assert_eq!(labels.last(), Some(&("后看".to_owned(), "rule#1".to_owned())));
    let page = built.page("forms/sheet.html");
    let cells: Vec<_> = page
        .match_indices("class=\"area\" rowspan=\"")
        .map(|(at, found)| &page[at + found.len()..at + found.len() + 2])
        .collect();
    // Of the rows without a group there are two; the long one goes on over a sheet's end.
    let rows: u32 = cells.iter().map(|n| n.trim_end_matches('"').parse::<u32>().expect("a number")).sum();
    assert!(cells.len() > 4 && rows == 45, "{cells:?}");
}

#[test]
fn labels_name_the_clause_and_only_what_is_needed_of_it() {
    let body = "- [ ] 甲 [[rule#2(1)]]\n- [ ] 乙 [[rule#2(1)-(2)]] [[rule#1]]\n";
    let built = handbook("", body);
    let book = &built.reading.handbook;
    let basis = Basis::of(&book.forms[0], book);
    let rows = book.forms[0].rows();
    assert_eq!(basis.label(rows[0].clauses), "2(1)");
    assert_eq!(basis.label(rows[1].clauses), "2(1)、2(2)、1");
    assert_eq!(basis.foot(), "《巡查制度》");
}

#[test]
fn a_table_that_goes_on_repeats_its_heading() {
    laid("", &format!("## 甲\n\n{}\n## 乙\n\n{}", checks(3), checks(60)), |_, layout| {
        let sheets = contents(layout);
        assert!(sheets.len() > 1);
        for sheet in &sheets[1..] {
            assert!(matches!(sheet[0], Content::Section(section, true) if section.title == "乙"), "{:?}", sheet[0]);
        }
    });
}

#[test]
fn a_heading_never_ends_a_sheet_and_the_sign_off_never_stands_alone() {
    for count in 15..45 {
        let body = format!("## 甲\n\n{}\n## 乙\n\n{}", checks(count), checks(1));
        laid("sign-off: [{who: 巡查人, time: true}]\ninstructions: [写清楚]\n", &body, |_, layout| {
            for sheet in contents(layout) {
                let body: Vec<_> = sheet.iter().filter(|c| matches!(c, Content::Check(_))).collect();
                assert!(!body.is_empty(), "{count} rows: a sheet without a row");
                assert!(!matches!(sheet.last(), Some(Content::Section(..))), "{count} rows: a heading ends a sheet");
            }
        });
    }
}

#[test]
fn a_ledger_that_fills_its_sheet_takes_one_more_row_on_no_account() {
    let body = |rows: &str| format!("| 时间 | 内容 |\n|---|---|\n{{blank-rows: {rows}}}\n");
    let front = "sign-off: [{who: 巡查人}]\n";
    let count = laid(front, &body("fill"), |_, layout| {
        assert_eq!(layout.sheets.len(), 1);
        contents(layout)[0].iter().filter(|c| matches!(c, Content::Blank(_))).count()
    });
    assert!(count > 10);
    let sheets = |rows: usize| laid(front, &body(&rows.to_string()), |_, layout| layout.sheets.len());
    assert_eq!((sheets(count), sheets(count + 1)), (1, 2));
}

#[test]
fn too_many_sheets_name_the_first_row_that_is_too_much() {
    let built = handbook("sheets: 1\n", &checks(60));
    let form = &built.reading.handbook.forms[0];
    let first = laid("", &checks(60), |_, layout| match contents(layout)[1][0] {
        Content::Check(row) => row.text.clone(),
        other => panic!("{other:?}"),
    });
    assert_eq!(built.codes(), ["weak-form", "form-overflow"]);
    let said = built.diagnostics();
    assert!(said.contains(&first) && said.contains("声明 1 页，排出来有 3 页"), "{said}");
    assert_eq!(form.sheets, Some(1));
}

#[test]
fn columns_wider_than_the_paper_are_said_once() {
    let front = "columns: [{name: 甲, width: 90}, {name: 乙, width: 90}]\n";
    let built = handbook(front, "## 甲\n\n- [ ] 一 [[rule#1]]\n\n## 乙\n\n- [ ] 二 [[rule#1]]\n");
    assert_eq!(built.codes(), ["form-overflow"]);
    assert!(built.diagnostics().contains("比纸宽"), "{}", built.diagnostics());
}

/// A body of any mix of blocks.
fn body() -> impl Strategy<Value = String> {
    let words = "[甲乙丙丁戊，。（）a-z0-9W]{1,60}";
    let block = prop_oneof![
        words.prop_map(|w| format!("\n## 节{w}\n\n- [ ] 查{w} [[rule#1]]\n")),
        words.prop_map(|w| format!("- [ ] 查{w} [[rule#2(1)]]\n")),
        words.prop_map(|w| format!("\n### 组{}\n\n- [ ] 查{w} [[rule#1]]\n", w.chars().take(7).collect::<String>())),
        words.prop_map(|w| format!("- [ ] 数{w} {{数值: 次}} [[rule#2]]\n")),
        words.prop_map(|w| format!("\n写{w}：___\n\n")),
        (words, 1..20_u32)
            .prop_map(|(w, n)| format!("\n| 头{w} | 内容 |\n|---|---|\n| 项{w} | |\n{{blank-rows: {n}}}\n\n")),
    ];
    proptest::collection::vec(block, 1..25).prop_map(|blocks| blocks.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_body_every_piece_is_printed_once_and_every_sheet_holds_what_it_bears(body in body(), landscape: bool) {
        let front = if landscape { "orientation: landscape\nsign-off: [甲, 乙]\n" } else { "sign-off: [甲, 乙]\n" };
        laid(front, &body, |form, layout| {
            let sheets = contents(layout);
            let all: Vec<_> = sheets.iter().flatten().filter(|c| !matches!(c, Content::Section(_, true))).collect();
            let checks = all.iter().filter_map(|c| match c { Content::Check(row) => Some(row.number), _ => None });
            let expected = form.blocks.iter().filter_map(|b| match b { FormBlock::Checks(rows) => Some(rows.len()), _ => None });
            prop_assert_eq!(checks.collect::<Vec<_>>(), (1..=expected.sum::<usize>() as u32).collect::<Vec<_>>());
            prop_assert_eq!(all.iter().filter(|c| ***c == Content::SignOff).count(), 1);
            for sheet in &layout.sheets {
                let heights = sheet.parts.iter().map(|part| match part {
                    Part::Table(shape, rows) => layout.shapes[*shape].head + rows.iter().map(|row| row.height).sum::<u32>(),
                    Part::SignOff | Part::Instructions => 0,
                });
                prop_assert!(heights.sum::<u32>() <= layout.frame.body);
                let heights = sheet.parts.iter().flat_map(|part| match part { Part::Table(_, rows) => rows.as_slice(), _ => &[] });
                for row in heights {
                    prop_assert!(row.height >= 8);
                }
            }
            Ok(())
        })?;
    }
}
