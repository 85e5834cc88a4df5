//! The question bank as GIFT, Moodle XML and Anki cards: its shape always, and read back by other people's readers where Python
//! and its packages can be had.

use crate::harness::{Handbook, shipped};
use serde_json::Value;
use shouce::{
    diag::Diagnostics,
    export::quiz::{Format, text},
    model::{Question, QuestionKind},
    quiz::facts::bank,
    render::{theme::Theme, words::Words},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Every kind of question, with every sign that a format could take for its own.
const HARD: &str = r#"//- handbook.yml
title: 手册
units:
  - {id: a, name: 甲/乙中心, short: 甲/乙}
//- content/regulations/r.md
---
id: r
title: 制度：一 & 二
unit: a
---
第一条 ==10分钟==办好。
//- content/quiz/q.md
---
id: q
title: 题
unit: a
---
## 选 a=b ~c {d} #e: \\f 3 &lt; 5 "h" & i？ [[r#第一条]]

- [ ] -> 左 & "右"
- [x] 100% = ~全部~ #1 {2} <3>

> 说明：a=b {c} ~d~ #e

## 多选哪些？ [[r#第一条]]

- [x] 甲
- [x] 乙
- [x] 丙
- [ ] 丁

## 这话对吗？ [[r#第一条]]

- [x] 对
- [ ] 错
"#;

fn words() -> Words {
    Words::load(Theme::new(&[]), &mut Diagnostics::default())
}

fn written(handbook: &Handbook, format: Format) -> (Vec<Question>, String) {
    let reading = handbook.read();
    (bank(&reading.handbook), text(&reading.handbook, &words(), format, None))
}

fn both() -> [Handbook; 2] {
    [Handbook::from(HARD), shipped::handbook()]
}

/// A Python with the readers, made once; `None`, with the reason printed, where that cannot be.
fn python() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers");
    let python = folder.join("bin/python");
    let ran = |command: &mut Command| command.output().is_ok_and(|out| out.status.success());
    let has = || ran(Command::new(&python).args(["-c", "import pygiftparser, anki.collection"]));
    let made = has()
        || (ran(Command::new("python3").args(["-m", "venv"]).arg(&folder))
            && ran(Command::new(&python).args(["-m", "pip", "install", "-q", "pygiftparser", "anki"]))
            && has());
    if !made {
        println!("skipped: python3 with venv, or its packages pygiftparser and anki, cannot be had here");
    }
    made.then_some(python)
}

fn read_back(python: &Path, kind: &str, text: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("bank.txt");
    fs::write(&file, text).expect("written");
    let script = shipped::root().join("tests/export/readers.py");
    let out = Command::new(python).arg(script).arg(kind).arg(&file).output().expect("python runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).expect("JSON")
}

/// What HTML and GIFT's escapes say.
fn said(text: &str) -> String {
    let mut out = String::new();
    let mut signs = text.trim().chars();
    while let Some(c) = signs.next() {
        out.extend(if c == '\\' { signs.next() } else { Some(c) });
    }
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#123;", "{"),
        ("&#125;", "}"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, sign);
    }
    out
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    let list = value[key].as_array().expect("a list");
    list.iter().map(|text| said(text.as_str().unwrap_or_default())).collect()
}

#[test]
fn a_gift_parser_reads_every_question_with_its_answers() {
    let gift: Vec<_> = both().iter().map(|handbook| written(handbook, Format::Gift)).collect();
    for (bank, text) in &gift {
        assert_eq!(text.matches("::[html]").count(), bank.len());
        assert!(text.contains("$CATEGORY: $course$/top/"));
    }
    assert!(gift[0].1.contains("/甲//乙/"), "a stroke in a name parts nothing: {}", gift[0].1);
    let Some(python) = python() else { return };
    for (bank, text) in &gift {
        let read = read_back(&python, "gift", text);
        assert_eq!(read.len(), bank.len());
        for (question, got) in bank.iter().zip(&read) {
            gift_question(question, got);
        }
    }
}

fn gift_question(question: &Question, got: &Value) {
    assert_eq!(said(got["title"].as_str().unwrap()), question.id);
    assert_eq!((said(got["text"].as_str().unwrap()), &got["valid"]), (question.stem.clone(), &Value::Bool(true)));
    let choices: Vec<String> = question.choices.iter().map(|choice| choice.text.replace("->", "→")).collect();
    match question.form() {
        QuestionKind::TrueFalse => {
            let holds = question.choices.iter().any(|choice| choice.right && choice.text == "对");
            assert_eq!((&got["type"], &got["holds"]), (&"TrueFalseSet".into(), &holds.into()), "{}", question.id);
        }
        QuestionKind::Single | QuestionKind::Multiple => {
            assert_eq!(texts(got, "answers"), choices);
            let right: Vec<bool> =
                got["fractions"].as_array().unwrap().iter().map(|f| f.as_f64().unwrap() > 0.0).collect();
            assert_eq!(right, question.choices.iter().map(|choice| choice.right).collect::<Vec<_>>());
        }
        QuestionKind::FillIn => assert_eq!(texts(got, "answers"), question.answers),
        QuestionKind::Ordering => assert_eq!(texts(got, "answers"), choices),
        QuestionKind::Matching => {
            let pairs: Vec<_> = texts(got, "questions").into_iter().zip(texts(got, "answers")).collect();
            assert_eq!(pairs, question.pairs);
        }
        _ => assert_eq!(got["type"], "Essay"),
    }
}

#[test]
fn anki_imports_every_card_once_and_shows_its_two_sides() {
    let cards: Vec<_> = both().iter().map(|handbook| written(handbook, Format::Anki)).collect();
    for (bank, text) in &cards {
        assert_eq!(text.lines().filter(|line| !line.starts_with('#')).count(), bank.len());
    }
    let Some(python) = python() else { return };
    for (bank, text) in &cards {
        let read = read_back(&python, "anki", text);
        let by_id: BTreeMap<&str, &Value> = read.iter().map(|card| (card["guid"].as_str().unwrap(), card)).collect();
        assert_eq!((read.len(), by_id.len()), (bank.len(), bank.len()), "importing twice adds nothing");
        for question in bank {
            let card = by_id.iter().find(|(id, _)| id.split_once(':').unwrap().1 == question.id).expect("its card").1;
            let (front, back) = (said_html(card["front"].as_str().unwrap()), said_html(card["back"].as_str().unwrap()));
            assert!(front.starts_with(&question.stem), "{front}");
            assert!(card["shown"].as_str().unwrap().contains(card["front"].as_str().unwrap()));
            let right = question.choices.iter().filter(|choice| choice.right).map(|choice| &choice.text);
            for answer in right.chain(&question.answers) {
                assert!(back.contains(answer.as_str()), "{answer} in {back}");
            }
            for cite in question.basis.iter().flat_map(|basis| &basis.targets).map(|target| &target.cite) {
                assert!(back.contains(cite.as_str()), "{cite} in {back}");
            }
            assert!(card["deck"].as_str().unwrap().contains("::"));
        }
    }
}

/// Texts by the names of the elements they stand in, as an XML reader gives them.
fn elements(xml: &str) -> Vec<(String, String)> {
    use quick_xml::{Reader, events::Event};
    let (mut reader, mut open, mut out) = (Reader::from_str(xml), Vec::<String>::new(), Vec::new());
    let mut text = String::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                open.push(tag.name().as_ref().to_owned());
                text.clear();
            }
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(entity) => text.push_str(&said(&format!("&{};", &*entity))),
            Event::End(_) => {
                if open.last().is_some_and(|name| name == "text" || name == "idnumber" || name == "single") {
                    out.push((open.join("/"), std::mem::take(&mut text)));
                }
                open.pop();
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

#[test]
fn moodle_xml_reads_back_as_the_bank() {
    for handbook in both() {
        let (bank, xml) = written(&handbook, Format::Moodle);
        let read = elements(&xml);
        let of = |path: &str| -> Vec<String> {
            read.iter().filter(|(at, _)| at == path).map(|(_, text)| text.clone()).collect()
        };
        let ids: Vec<&str> = bank.iter().map(|question| question.id.as_str()).collect();
        assert_eq!(of("quiz/question/name/text"), ids);
        assert_eq!(of("quiz/question/idnumber"), ids);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands once");
        let stems: Vec<String> = of("quiz/question/questiontext/text").iter().map(|html| said_html(html)).collect();
        assert_eq!(stems, bank.iter().map(|question| question.stem.clone()).collect::<Vec<_>>());
        let answers: Vec<String> = of("quiz/question/answer/text").iter().map(|text| said_html(text)).collect();
        let wanted = bank.iter().flat_map(|question| match question.form() {
            QuestionKind::TrueFalse => vec!["true".to_owned(), "false".to_owned()],
            QuestionKind::Single | QuestionKind::Multiple => {
                question.choices.iter().map(|choice| choice.text.clone()).collect()
            }
            QuestionKind::FillIn => question.answers.clone(),
            _ => Vec::new(),
        });
        assert_eq!(answers, wanted.collect::<Vec<_>>());
        assert_eq!(of("quiz/question/category/text").is_empty(), bank.is_empty());
    }
}

/// What HTML says; nothing in it is GIFT's.
fn said_html(html: &str) -> String {
    said(&html.replace('\\', "\\\\"))
}

#[test]
fn a_role_gets_its_own_questions_only() {
    let reading = shipped::handbook().read();
    let all = text(&reading.handbook, &words(), Format::Gift, None);
    let role = reading.handbook.config.roles.first().expect("a role").id.clone();
    let own = text(&reading.handbook, &words(), Format::Gift, Some(&role));
    let wanted = bank(&reading.handbook).iter().filter(|q| q.roles.is_empty() || q.roles.contains(&role)).count();
    assert_eq!(own.matches("::[html]").count(), wanted);
    assert!(own.len() < all.len());
}
