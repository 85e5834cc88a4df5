//! What `export` gives to other programs: JSON by its published schema, tables, a calendar, plain text that reads back.

mod readers;

use crate::harness::{Built, Handbook, golden::assert_golden, shipped};
use serde_json::{Value, json};
use shouce::{
    diag::Diagnostics,
    export::{self, csv::Table},
    model::{Per, Regulation},
    render::{theme::Theme, words::Words},
};
use std::collections::BTreeSet;

fn words() -> Words {
    Words::load(Theme::new(&[]), &mut Diagnostics::default())
}

fn starter() -> Handbook {
    let folder = shipped::root().join("starter");
    let mut files = std::collections::BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.expect("an entry")) {
        let path = entry.path().strip_prefix(&folder).expect("invariant: inside").to_string_lossy().into_owned();
        if path.ends_with(".md") || path.ends_with(".yml") {
            files.insert(path, std::fs::read_to_string(entry.path()).expect("UTF-8"));
        }
    }
    Handbook::of(files)
}

/// The schema with every object closed, so that a field it does not describe is seen.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(map) => {
                if map.contains_key("properties") {
                    map.insert("additionalProperties".into(), json!(false));
                }
                map.values_mut().for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn the_json_follows_its_published_schema_to_the_last_field() {
    assert_golden("schema/export.schema.json", &export::schema());
    let schema: Value = serde_json::from_str(&export::schema()).expect("JSON");
    let validator = jsonschema::draft202012::new(&closed(schema)).expect("a schema");
    // One fault of the handbook's, so that diagnostics have a record, too.
    let faulty = Handbook::from("//- content/regulations/a.md\n第一条 一。\n第三条 三。\n");
    for handbook in [shipped::handbook(), starter(), faulty] {
        let value: Value = serde_json::from_str(&export::json(&handbook.read())).expect("JSON");
        let wrong: Vec<_> =
            validator.iter_errors(&value).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    let shipped: Value = serde_json::from_str(&export::json(&shipped::handbook().read())).expect("JSON");
    let deadlines = shipped["deadlines"].as_array().expect("a list");
    let answered =
        deadlines.iter().find(|one| one["clause"] == "bh-complaints#c4-3").expect("the answer to a complaint");
    assert_eq!((&answered["count"], &answered["number"]), (&json!("working-days"), &json!(5)), "{answered}");
    let wrong = json!({"id": "a", "title": 3, "pages": []});
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn tables_open_in_a_spreadsheet() {
    let reading = shipped::handbook().read();
    let handbook = &reading.handbook;
    let clauses: usize = handbook.regulations.iter().map(|page| page.clauses.len()).sum();
    let rows: usize = handbook.forms.iter().map(|form| form.rows().len()).sum();
    for (table, count) in [
        (Table::Clauses, clauses),
        (Table::Duties, shouce::duties::all(handbook).count()),
        (Table::Forms, rows),
        (Table::Scripts, handbook.scripts.iter().flat_map(|s| &s.situations).map(|s| s.utterances.len()).sum()),
        (Table::Questions, shouce::quiz::facts::bank(handbook).len()),
    ] {
        let text = export::csv::table(handbook, &words(), table);
        let body = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
        assert!(body.ends_with("\r\n"));
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        let heads = reader.headers().expect("heads").clone();
        assert!(heads.iter().all(|head| !head.is_empty()) && heads.len() >= 8, "{heads:?}");
        let read: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap_or_else(|e| panic!("{table:?}: {e}"));
        assert_eq!(read.len(), count, "{table:?}");
    }
    let duties = export::csv::table(handbook, &words(), Table::Duties);
    assert!(duties.contains("原文未定") && duties.contains("值班和交接班制度 第2条"), "{duties}");
}

/// The content lines of a calendar, unfolded.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    text.split("\r\n").for_each(|line| assert!(line.len() <= 75, "{} octets: {line}", line.len()));
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

#[test]
fn a_calendar_holds_what_recurs_and_tells_the_rest() {
    let reading = shipped::handbook().read();
    let handbook = &reading.handbook;
    let made = export::ics::calendar(handbook, &words(), jiff::civil::date(2026, 3, 2), export::ics::Of::default());
    let of = |per| shouce::duties::all(handbook).filter(|d| shouce::duties::timing(d).when.per == per).count();
    assert_eq!((made.open.len(), made.triggered.len()), (of(Per::Unspecified), of(Per::Event)));
    assert_eq!(made.events + made.open.len() + made.triggered.len(), shouce::duties::all(handbook).count());
    let lines = lines(&made.text);
    let with = |name: &str| lines.iter().filter_map(|line| line.strip_prefix(name)).collect::<Vec<_>>();
    assert_eq!(with("BEGIN:VEVENT").len(), made.events);
    assert_eq!(with("UID:").iter().collect::<BTreeSet<_>>().len(), made.events);
    assert!(with("RRULE:").contains(&"FREQ=MONTHLY;BYMONTHDAY=2"), "{:?}", with("RRULE:"));
    let again = export::ics::calendar(handbook, &words(), jiff::civil::date(2026, 3, 2), export::ics::Of::default());
    assert_eq!(made.text, again.text);
}

const DUTIES: &str = "\
//- handbook.yml
title: 试验手册
id: t
valid-until: 2026-12-31
roles: [{id: a, name: 甲岗}, {id: b, name: 乙岗}]
//- content/regulations/r.md
---
id: r
title: 规则
duties:
  - {what: 周会，讲评, when: {per: week, at: 每周五下午}, who: [a], where: 会议室, clause: \"1\"}
  - {what: 点名, when: {per: shift, at-least: 2}, who: [b], clause: \"1\"}
  - {what: 盘点, when: {per: quarter}, who: [b], clause: \"1\"}
  - {what: 报警, when: {per: event}, who: [b], clause: \"1\"}
  - {what: 消防, when: {per: unspecified}, who: [a], clause: \"2\"}
  - {what: 保密, when: {per: unspecified}, who: [a], clause: \"2\"}
---

1. 开会。
2. 检查。
//- local.yml
duties: [{page: r, clause: \"2\", what: 消防, when: {per: month, at: 月底}}]
";

#[test]
fn each_event_says_when_by_whose_word_and_under_which_clause() {
    let reading = Handbook::from(DUTIES).read();
    assert!(reading.diagnostics.0.is_empty(), "{:?}", reading.diagnostics);
    let made =
        export::ics::calendar(&reading.handbook, &words(), jiff::civil::date(2026, 3, 2), export::ics::Of::default());
    assert_golden("tests/golden/duties.ics", &made.text.replace("\r\n", "\n"));
    assert_eq!((made.open, made.triggered), (vec!["保密".to_owned()], vec!["报警".to_owned()]));
    let own = export::ics::calendar(
        &reading.handbook,
        &words(),
        jiff::civil::date(2026, 3, 2),
        export::ics::Of { unit: None, role: Some("b") },
    );
    assert_eq!((own.events, own.triggered.len(), own.open.len()), (2, 1, 0));
}

/// Labels and texts of every clause.
fn shape(page: &Regulation) -> Vec<(Vec<String>, String)> {
    page.clauses.iter().map(|clause| (clause.path.clone(), clause.own_text())).collect()
}

/// The labels in order, and every line of text, sorted.
fn labels_and_lines(page: &Regulation) -> (Vec<String>, Vec<String>) {
    let labels = page.clauses.iter().filter(|clause| clause.label.is_some()).map(|clause| clause.path.concat());
    let texts: Vec<String> = page.clauses.iter().map(|clause| clause.own_text()).collect();
    let mut lines: Vec<String> = texts.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    lines.sort();
    (labels.collect(), lines)
}

fn read_back(page: &Regulation) -> Regulation {
    let verse = if page.verse { "verse: true\n" } else { "" };
    let part = page.source.as_ref().and_then(|source| source.part.as_deref());
    let source = part.map_or(String::new(), |part| format!("source: {{title: 甲, part: \"{part}\"}}\n"));
    let text = export::md::regulation(page, &words());
    let read = Handbook::from("")
        .file("content/regulations/again.md", format!("---\nid: again\n{source}{verse}---\n\n{text}"))
        .read();
    read.handbook.regulations.into_iter().next().expect("a regulation")
}

#[test]
fn plain_text_reads_back_as_the_same_clauses() {
    let reading = shipped::handbook().read();
    for page in &reading.handbook.regulations {
        let again = read_back(page);
        assert_eq!(again.meta.title, page.meta.title);
        // Where `{of: …}` gives a paragraph to a clause further up, print shows no sign of it: it reads back beneath the last.
        let body = std::fs::read_to_string(shipped::root().join(format!("content/regulations/{}.md", page.meta.id)));
        if !body.is_ok_and(|body| body.contains("{of:")) {
            assert_eq!(shape(&again), shape(page), "{}", page.meta.id);
        }
        assert_eq!(labels_and_lines(&again), labels_and_lines(page), "{}", page.meta.id);
    }
}

#[test]
fn plain_text_of_laws_keeps_chapters_articles_and_paragraphs() {
    let law = "//- content/regulations/law.md\n---\nid: law\ntitle: 某法\n---\n\n## 第一章 总则\n\n第一条 为了==甲==。\n\n第二款在这里，见[[#第一条]]。\n\n\
               第二条 下列：\n（一）一；\n（二）二。\n\n第一节 细则\n\n第三条 三。\n\n附件1 表\n\n1.5倍以下。\n";
    let Built { reading, .. } = Handbook::from(law).build();
    let page = &reading.handbook.regulations[0];
    assert_eq!(shape(&read_back(page)), shape(page));
    assert_golden("tests/golden/law.md", &export::md::regulation(page, &words()));
}
