//! The label rule on pasted text: where a label stands, where it belongs, what it is called and how it is cited.

use super::harness::Handbook;
use shouce::{diag::Severity, model::Regulation};

fn read(body: &str) -> (Regulation, Vec<&'static str>) {
    read_with("", body)
}

fn read_with(front: &str, body: &str) -> (Regulation, Vec<&'static str>) {
    let text = format!("---\nid: a\ntitle: 值班制度\n{front}---\n{body}");
    let mut reading = Handbook::from("").file("content/regulations/a.md", text).read();
    assert!(reading.diagnostics.0.iter().all(|d| d.severity == Severity::Warning), "{:?}", reading.diagnostics);
    let codes = reading.diagnostics.0.iter().map(|d| d.code).collect();
    (reading.handbook.regulations.remove(0), codes)
}

/// `anchor path text` of every clause.
fn lines(body: &str) -> Vec<String> {
    let (page, codes) = read(body);
    assert_eq!(codes, [""; 0], "{body}");
    page.clauses
        .iter()
        .map(|c| format!("{} {} {}", c.anchor, c.path.join("/"), c.own_text().replace('\n', "|")))
        .collect()
}

fn cites(body: &str) -> Vec<String> {
    read(body).0.clauses.into_iter().map(|c| c.cite).collect()
}

#[test]
fn labels_nest_by_what_is_open_and_not_by_indentation() {
    assert_eq!(
        lines(
            "一、大厅\n\n  1.到岗。\n\n        （1）早班；\n\n（2）晚班。\n\n　　2. 离岗。\n\n二、保密\n\n1.守纪。\n"
        ),
        [
            "c1 一 大厅",
            "c1-1 一/1 到岗。",
            "c1-1-1 一/1/(1) 早班；",
            "c1-1-2 一/1/(2) 晚班。",
            "c1-2 一/2 离岗。",
            "c2 二 保密",
            "c2-1 二/1 守纪。"
        ]
    );
}

#[test]
fn a_label_in_mid_paragraph_counts_after_a_sentence_in_sequence_or_under_a_title() {
    assert_eq!(
        lines("1.交班说明：\n（1）本班业务；\n（2）未完成的。\n2.接班\n3.签名\n5.续行\n"),
        ["c1 1 交班说明：", "c1-1 1/(1) 本班业务；", "c1-2 1/(2) 未完成的。", "c2 2 接班", "c3 3 签名5.续行"]
    );
}

#[test]
fn text_pasted_with_single_line_ends_keeps_its_clauses() {
    assert_eq!(
        lines("管理制度\n一、换班\n1、提前两天申请，\n填登记表\n2、每月三次\n二、保密\n1、守纪。\n"),
        [
            "p1  管理制度",
            "c1 一 换班",
            "c1-1 一/1 提前两天申请，填登记表",
            "c1-2 一/2 每月三次",
            "c2 二 保密",
            "c2-1 二/1 守纪。"
        ]
    );
}

#[test]
fn paragraphs_of_an_article_are_its_kuan_and_items_may_stand_in_a_later_one() {
    let body = "第二十条 甲有下列情形：\n\n（一）乙；\n\n（二）丙。\n\n丁有下列情形：\n\n（一）戊；\n\n（三）己。\n\n第二十条之一 庚。\n";
    let (page, codes) = read(body);
    assert_eq!(codes, ["gap", "gap"], "第二十条 is the first, （三） follows （一）");
    let anchors: Vec<_> = page.clauses.iter().map(|c| c.anchor.as_str()).collect();
    assert_eq!(anchors, ["a20", "a20-1", "a20-2", "a20-k2-1", "a20-k2-3", "a20z1"]);
    assert_eq!(
        cites(body),
        [
            "《值班制度》第二十条",
            "《值班制度》第二十条第一款第（一）项",
            "《值班制度》第二十条第一款第（二）项",
            "《值班制度》第二十条第二款第（一）项",
            "《值班制度》第二十条第二款第（三）项",
            "《值班制度》第二十条之一"
        ]
    );
    let kuan: Vec<_> = page.clauses[0].paragraphs().map(|p| (p.kuan, p.text.as_str())).collect();
    assert_eq!(kuan, [(Some(1), "甲有下列情形："), (Some(2), "丁有下列情形：")]);
}

#[test]
fn divisions_are_part_of_an_anchor_only_where_articles_begin_anew() {
    let through = lines("## 第一章 总则\n\n第一条 甲。\n\n## 第二章 分则\n\n### 第一节 一般\n\n第二条 乙。\n");
    assert_eq!(
        through,
        [
            "z1 第一章 总则",
            "a1 第一章/第一条 甲。",
            "z2 第二章 分则",
            "z2-j1 第二章/第一节 一般",
            "a2 第二章/第一节/第二条 乙。"
        ]
    );
    let anew = lines("第一章 总则\n\n第一条 甲。\n\n第二章 分则\n\n第一条 乙。\n");
    assert_eq!(anew[1], "z1-a1 第一章/第一条 甲。");
    assert_eq!(anew[3], "z2-a1 第二章/第一条 乙。");
    assert_eq!(cites("第一章 总则\n\n第一条 甲。\n\n第二章 分则\n\n第一条 乙。\n")[3], "《值班制度》第二章第一条");
}

#[test]
fn citations_of_pages_without_articles_speak_of_tiao_and_xiang() {
    assert_eq!(
        cites("1. 说明：\n\n(1)本班；\n\n①甲；\n"),
        ["值班制度 第1条", "值班制度 第1条第(1)项", "值班制度 第1条第(1)项第①目"]
    );
}

#[test]
fn text_without_labels_is_a_clause_a_paragraph_or_a_line_of_verse() {
    assert_eq!(lines("前言一\n续行。\n\n前言二。\n\n1. 甲。\n"), ["p1  前言一续行。", "p2  前言二。", "c1 1 甲。"]);
    let (page, _) = read_with("verse: true\n", "热情服务\n耐心解答\n");
    assert_eq!(page.clauses.len(), 2);
    assert_eq!(page.clauses[1].cite, "值班制度 第2段");
}

#[test]
fn decimals_belong_under_their_head() {
    let body = "一、人员\n\n1.1、着装。\n\n1.2、举止。\n\n1.3严格遵守。\n\n1.3.1 细则。\n\n1.5倍以上另计。\n";
    let (page, codes) = read(body);
    assert_eq!(codes, ["mixed-style"]);
    let anchors: Vec<_> = page.clauses.iter().map(|c| format!("{} {}", c.anchor, c.path.join("/"))).collect();
    assert_eq!(anchors, ["c1 一", "c1-1 一/1.1", "c1-2 一/1.2", "c1-3 一/1.3", "c1-3-1 一/1.3/1.3.1"]);
    assert_eq!(page.clauses[4].own_text(), "细则。\n1.5倍以上另计。");
    assert_eq!(page.clauses[4].cite, "值班制度 第1.3.1条");
}

#[test]
fn a_page_that_is_a_part_of_its_source_keeps_the_numbers_of_that_part() {
    let front = "source: {title: 大厅制度, part: 九}\n";
    let (page, codes) = read_with(front, "9.1、补位。\n\n9.2、分工。\n\n9.3严格。\n\n8.1、别处。\n\n9.5 倍。\n");
    assert_eq!(codes, ["mixed-style", "bad-label", "gap"]);
    let anchors: Vec<_> = page.clauses.iter().map(|c| format!("{} {}", c.anchor, c.path.join("/"))).collect();
    assert_eq!(anchors, ["c9-1 9.1", "c9-2 9.2", "c9-3 9.3", "c9-5 9.5"]);
    assert_eq!(page.clauses[0].cite, "值班制度 第9.1条");
    let (page, codes) =
        read_with("source: {title: 大厅制度, part: 第十章}\n", "十、今日起执行。\n\n十一、另行通知。\n");
    assert_eq!((page.clauses[0].path.join("/"), codes), ("十".to_owned(), vec![]));
    let (page, codes) = read_with(front, "十、今日起执行。\n");
    assert_eq!((page.clauses[0].anchor.as_str(), codes), ("p1", vec!["bad-label"]));
}

#[test]
fn a_bare_number_is_a_label_only_where_its_first_decimal_follows() {
    assert_eq!(
        lines("1 范围\n\n1.1 本标准适用。\n\n2 术语\n\n2.1 定义。\n"),
        ["c1 1 范围", "c1-1 1/1.1 本标准适用。", "c2 2 术语", "c2-1 2/2.1 定义。"]
    );
    assert_eq!(lines("3 个窗口开放。\n"), ["p1  3 个窗口开放。"]);
}

#[test]
fn attachments_begin_anew_and_prefix_what_is_in_them() {
    assert_eq!(
        lines("1. 正文。\n\n附：用语\n\n1. 您好。\n\n附件2 表格\n\n第一条 甲。\n"),
        ["c1 1 正文。", "f1 附 用语", "f1-c1 附/1 您好。", "f2 附件2 表格", "f2-a1 附件2/第一条 甲。"]
    );
}

#[test]
fn numbering_that_runs_on_and_lists_of_labels_are_told_apart() {
    let (page, codes) = read("一、甲\n\n（一）乙\n\n（二）丙\n\n二、丁\n\n（三）戊\n\n（一）至（三）项另有规定。\n");
    assert_eq!(codes, [""; 0]);
    assert_eq!(page.clauses.last().unwrap().path, ["二", "(三)"]);
    assert_eq!(page.clauses.last().unwrap().own_text(), "戊\n（一）至（三）项另有规定。");
}

#[test]
fn what_cannot_be_a_label_here_is_text_with_a_warning() {
    let (page, codes) = read("1. 甲\n\n（五）乙\n");
    assert_eq!(codes, ["bad-label"]);
    assert_eq!(page.clauses[0].own_text(), "甲\n（五）乙");
}

#[test]
fn a_heading_without_a_label_closes_all_but_divisions() {
    let (page, _) = read("第一章 总则\n\n1. 甲\n\n## 说明\n\n文字。\n");
    assert_eq!(page.clauses.len(), 2);
    assert_eq!(page.clauses[0].own_text(), "总则\n说明\n文字。");
}

#[test]
fn a_paragraph_can_be_moved_and_an_anchor_pinned() {
    let (page, codes) = read("一、甲\n\n㈠乙\n\n1. 丙\n\n补充乙。{of: ㈠}\n\n全页的话。{of: page}\n\n二、丁 {#ding}\n");
    assert_eq!(codes, [""; 0]);
    assert_eq!(page.clauses[1].own_text(), "乙\n补充乙。");
    assert_eq!(page.clauses[3].anchor, "p1");
    assert_eq!(page.clauses[4].anchor, "ding");
    assert_eq!(page.clauses[4].own_text(), "丁");
}

#[test]
fn accept_silences_a_fault_and_shows_its_reason() {
    let front = "accept: [{code: mixed-style, at: \"㈢7\", why: 原文用顿号}]\n";
    let body = "㈠甲\n\n㈡乙\n\n㈢丙\n\n1. 一\n\n2. 二\n\n3. 三\n\n4. 四\n\n5. 五\n\n6. 六\n\n7、七\n";
    assert_eq!(read(body).1, ["mixed-style"]);
    let (page, codes) = read_with(front, body);
    assert_eq!(codes, [""; 0]);
    assert_eq!(page.clauses.last().unwrap().notes, ["原文用顿号"]);
    assert_eq!(read_with(front, "1. 甲\n").1, ["unused-accept"]);
}

#[test]
fn comments_code_tables_and_lists_keep_their_own_rules() {
    let (page, codes) = read(
        "1. 甲<!-- 一、不是条款 -->乙\n\n<!--\n2. 也不是\n-->\n\n| 项 | 数 |\n|---|---|\n| 1. 人 | 2 |\n\n- 圆点\n- 又一点\n\n2. 丙\n",
    );
    assert_eq!(codes, [""; 0]);
    assert_eq!(page.clauses.len(), 2);
    assert_eq!(page.clauses[0].own_text(), "甲乙\n项 数\n1. 人 2\n圆点\n又一点");
}

#[test]
fn facts_and_blanks_are_found_and_the_labels_stay_as_printed() {
    let (page, _) = read("1. 下班前==10分钟==交接，签名____。\n");
    let clause = &page.clauses[0];
    assert_eq!(clause.facts().collect::<Vec<_>>(), ["10分钟"]);
    assert_eq!(clause.label.as_ref().unwrap().printed, "1.");
    assert!(clause.paragraphs().next().unwrap().html.as_ref().unwrap().contains("class=\"blank\""));
}

#[test]
fn citations_find_clauses_by_anchor_by_labels_by_list_and_by_range() {
    let target = |raw: &str| -> Vec<String> {
        let law = "//- content/regulations/law.md\n---\nid: law\ntitle: 广告法\n---\n第一条 甲。\n\n第二条 乙有：\n\n（一）丙；\n\n（二）丁。\n\n戊。\n";
        let rule = "//- content/regulations/rule.md\n---\nid: rule\ntitle: 制度\n---\n一、总\n\n㈠分\n\n1. 甲\n\n⑴ 乙\n\n2. 丙\n\n3. 丁\n";
        let text = format!("{law}{rule}//- content/regulations/z.md\n---\nid: z\ntitle: 引\n---\n1. 见[[{raw}]]。\n");
        let reading = Handbook::from(&text).read();
        assert!(!reading.diagnostics.has_errors(), "{raw}: {:?}", reading.diagnostics.0.last());
        let z = reading.handbook.regulations.iter().find(|r| r.meta.id == "z").unwrap();
        z.meta.citations[0].targets.iter().map(|t| t.key()).collect()
    };
    assert_eq!(target("law"), ["law"]);
    assert_eq!(target("law#第二条第二款"), ["law#a2-k2"]);
    assert_eq!(target("law#第二条第（二）项"), ["law#a2-2"]);
    assert_eq!(target("law#a2-k2"), ["law#a2-k2"]);
    assert_eq!(target("law#2"), ["law#a2"]);
    assert_eq!(target("rule#㈠1⑴"), ["rule#c1-1-1-1"]);
    assert_eq!(target("rule#一(一)2"), ["rule#c1-1-2"]);
    assert_eq!(target("rule#㈠1,㈠3"), ["rule#c1-1-1", "rule#c1-1-3"]);
    assert_eq!(target("rule#㈠1-㈠3"), ["rule#c1-1-1", "rule#c1-1-2", "rule#c1-1-3"]);
}

#[test]
fn an_unknown_citation_lists_near_misses() {
    let reading = Handbook::from(
        "//- content/regulations/a.md\n---\nid: handover\ntitle: 甲\n---\n1. 见[[handove]]、[[#11]]。\n",
    )
    .read();
    let hints: Vec<_> = reading.diagnostics.0.iter().map(|d| (d.code, d.hint.clone().unwrap())).collect();
    assert_eq!(hints[0], ("unknown-citation", "是不是想写“handover”？".to_owned()));
    assert_eq!(hints[1].0, "unknown-citation");
}

#[test]
fn the_cited_clause_knows_who_cites_it() {
    let text = "//- content/regulations/a.md\n---\nid: a\ntitle: 甲\n---\n1. 见[[b#1]]。\n//- content/regulations/b.md\n---\nid: b\ntitle: 乙\n---\n1. 子。\n";
    let built = Handbook::from(text).build();
    assert!(built.main("regs/b.html").contains("甲 第1条"), "{}", built.main("regs/b.html"));
    assert!(built.main("regs/a.html").contains("<a class=\"cite\" href=\"../regs/b.html#c1\">乙 第1条</a>"));
    assert_eq!(built.reading.handbook.regulations[0].clauses[0].own_text(), "见乙 第1条。");
}
