//! One text in every kind of mess: the same clauses come out, the furniture does not.

use super::{body, codes, paths, run, text};

const TITLE: &str = "某某市政务服务中心值班管理办法";
const CLAUSES: [&str; 8] = [
    "第一章　总则",
    "第一条　为规范大厅值班工作，提高服务效率，制定本办法。",
    "第二条　值班人员应当提前15分钟到岗，并做好下列工作：",
    "（一）检查设备和电源；",
    "（二）登记来访人员。",
    "第二章　岗位要求",
    "第三条　交接班应当当面进行，双方在交接班记录上签字确认，不得由他人代签。",
    "第四条　本办法自2024年5月1日起施行。",
];
const PATHS: [&str; 8] = [
    "第一章",
    "第一章/第一条",
    "第一章/第二条",
    "第一章/第二条/(一)",
    "第一章/第二条/(二)",
    "第二章",
    "第二章/第三条",
    "第二章/第四条",
];

fn plain() -> String {
    format!("{TITLE}\n{}\n", CLAUSES.join("\n"))
}

fn glued(line: &str) -> String {
    line.replace('\u{3000}', "")
}

#[track_caller]
fn holds(source: &str, warn: &[&str]) {
    let imported = text(source);
    assert_eq!(paths(&imported), PATHS, "{}", body(&imported));
    assert_eq!(imported.documents[0].title, TITLE);
    assert_eq!(codes(&imported), warn);
    for line in CLAUSES {
        let words = line.rsplit(['\u{3000}', '）']).next().expect("words");
        assert_eq!(body(&imported).matches(words).count(), 1, "{words} in {}", body(&imported));
    }
}

#[test]
fn a_clean_text_comes_out_clean() {
    holds(&plain(), &[]);
    assert!(text(&plain()).log.is_empty());
}

#[test]
fn furniture_of_a_page_is_left_out_and_logged() {
    let head = "某某市政务服务网\n首页 > 政务公开 > 制度\n来源：办公室　发布时间：2024-04-02 09:30　浏览次数：35\n【字体：大 中 小】\n";
    let foot = "【打印本页】 【关闭窗口】\n上一篇：放假通知\n主办单位：某某市政务服务中心\n某ICP备00000000号\nwww.aaa.com www.bbb.com www.ccc.com\n";
    let source = format!("{head}{}{foot}", plain());
    holds(&source, &[]);
    let imported = text(&source);
    for line in head.lines().chain(foot.lines()) {
        assert!(imported.log.iter().any(|entry| entry.text == line), "{line} is not in the log");
        assert!(!body(&imported).contains(line));
    }
    assert_eq!(imported.documents[0].meta.date.map(|d| d.to_string()).as_deref(), Some("2024-04-02"));
}

#[test]
fn lost_line_ends_wide_blanks_and_glued_labels_are_undone() {
    let lines: Vec<String> = CLAUSES.iter().map(|line| glued(line)).collect();
    holds(&format!("{TITLE}\n{}", lines.join("\n")), &[]);
    holds(&format!("{TITLE}\n2024-04-02\n\n\u{3000}\u{3000}{}", lines.join("\u{3000}\u{3000}")), &[]);
    let filler =
        "值班期间应当保持通讯畅通，按照规定处理突发情况并及时报告，不得擅自离岗或者从事与工作无关的活动。".repeat(5);
    let blob = lines.concat().replace("不得由他人代签。", &format!("不得由他人代签。{filler}"));
    holds(&format!("{TITLE}\n2024-04-02 09:30:00\n{blob}"), &["no-line-breaks"]);
}

#[test]
fn wrapped_lines_page_numbers_and_contents_are_undone() {
    let mut rows: Vec<String> = vec![TITLE.into()];
    let long = "值班期间应当保持通讯畅通，按照第三条的要求处理突发情况并及时报告，不得擅自离岗。".repeat(8);
    for line in CLAUSES {
        let line = format!(
            "\u{3000}\u{3000}{}",
            if line.starts_with("第三条") { format!("{line}{long}") } else { line.to_owned() }
        );
        rows.extend(line.chars().collect::<Vec<_>>().chunks(26).map(|row| row.iter().collect::<String>()));
    }
    rows.insert(9, "— 1 —".into());
    holds(&rows.join("\n"), &[]);
    holds(&format!("{TITLE}\n目　　录\n第一章　总则……1\n第二章　岗位要求……2\n{}", CLAUSES.join("\n")), &[]);
}

#[test]
fn second_copies_are_left_out() {
    holds(&format!("{}{}", plain(), plain()), &["duplicate-text"]);
    holds(&format!("{}{}", plain(), CLAUSES.join("\n")), &["duplicate-text"]);
}

#[test]
fn every_encoding_gives_the_same_page() {
    let page = |bytes: &[u8]| run("a.txt", bytes).expect("imported").documents[0].page.clone();
    let want = page(plain().as_bytes());
    assert_eq!(page(&encoding_rs::GB18030.encode(&plain()).0), want);
    let utf16: Vec<u8> = plain().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(page(&utf16), want);
}

#[test]
fn a_notice_gives_number_issuer_and_date() {
    let source = format!(
        "某某市政务服务中心文件\n某政服〔2024〕3号\n某某市政务服务中心关于印发《{TITLE}》的通知\n各科室、各窗口：\n现将《{TITLE}》印发给你们，请遵照执行。\n附件：值班登记表\n某某市政务服务中心\n2024年4月2日\n{}",
        plain()
    );
    let imported = text(&source);
    let meta = &imported.documents[0].meta;
    assert_eq!(
        (meta.issuer.join("、"), meta.doc_no.as_deref()),
        ("某某市政务服务中心".into(), Some("某政服〔2024〕3号"))
    );
    assert_eq!(meta.date.map(|d| d.to_string()).as_deref(), Some("2024-04-02"));
    assert_eq!(paths(&imported), PATHS);
    assert_eq!(codes(&imported), ["missing-attachment"]);
}

#[test]
fn each_oddity_of_a_text_is_said() {
    let notice = |number: &str, name: &str, date: &str| {
        format!(
            "某某市政务服务中心关于印发《{name}》的通知\n{number}\n各科室：\n现将《{name}》印发给你们。\n某某市政务服务中心\n{date}\n{}",
            plain()
        )
    };
    for (source, code) in [
        (notice("某政服〔2021〕3号", TITLE, "2024年4月2日"), "number-year-mismatch"),
        (notice("某政服〔2024〕　号", TITLE, "2024年4月2日"), "incomplete-number"),
        (notice("某政服〔2024〕3号", "某某市政务服务大厅值班管理办法", "2024年4月2日"), "title-mismatch"),
        (plain().replace("当面", "当\u{FFFD}"), "garbled-character"),
        (plain().replace("第三条", "第五条"), "gap"),
        (plain().replace("第四条", "第三条"), "duplicate-number"),
        (plain().replace("（二）", "(二)"), "mixed-style"),
        (plain().replace("（一）", "").replace("（二）登记来访人员。", "登记来访人员；\n核对台账。"), "lost-labels"),
        (
            "值班制度\n一、到岗\n提前到。\n二、登记\n要登记。\n无、交接\n当面交。\n四、附则\n自印发之日起施行。\n"
                .into(),
            "bad-label",
        ),
        (
            format!(
                "{}\n某某市政务服务中心考勤管理办法\n第一章　总则\n第一条　为规范考勤，制定本办法。\n第二条　按时签到。\n",
                plain()
            ),
            "multiple-documents",
        ),
    ] {
        assert_eq!(codes(&text(&source)), [code], "{source}");
    }
}

#[test]
fn a_misprinted_label_is_read_by_its_neighbours_and_the_reader_is_told() {
    let imported =
        text("值班制度\n一、到岗\n提前到。\n二、登记\n要登记。\n无、交接\n当面交。\n四、附则\n自印发之日起施行。\n");
    assert_eq!(paths(&imported), ["一", "二", "三", "四"]);
    assert!(imported.documents[0].page.contains("notes:") && imported.documents[0].page.contains("原文印作“无、交接”"));
    assert!(imported.log.iter().any(|entry| entry.mess.name == "错号"));
}

#[test]
fn several_regulations_become_several_pages_with_ids_of_their_own() {
    let imported = text(&format!(
        "{}\n某某市政务服务中心考勤管理办法\n第一章　总则\n第一条　为规范考勤，制定本办法。\n第二条　按时签到。\n",
        plain()
    ));
    let titles: Vec<_> = imported.documents.iter().map(|page| page.title.as_str()).collect();
    assert_eq!(titles, [TITLE, "某某市政务服务中心考勤管理办法"]);
    assert_ne!(imported.documents[0].id, imported.documents[1].id);
}

#[test]
fn what_is_cited_is_not_the_document_s_own() {
    let imported =
        text(&format!("{TITLE}\n根据《通知》（冀政办〔2020〕22号）精神，制定本办法。\n{}", CLAUSES[1..].join("\n")));
    assert_eq!(imported.documents[0].meta.doc_no, None);
}
