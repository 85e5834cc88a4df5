//! The week's quiz as a reader takes it: by keyboard, in every kind of question, and on paper.

use super::{Tab, found, paper::Paper};
use crate::harness::shipped::{address, site};
use serde_json::{Value, json};

/// Opens the week of a day for the first unit.
fn open(tab: &mut Tab, day: &str) {
    tab.goto(&address(site(), "quiz/week.html?u=qz"));
    tab.until("!document.getElementById('quiz-app').hidden");
    tab.eval(&format!(
        "(function () {{ var date = document.querySelector('.quiz-bar input[type=date]'); date.value = '{day}'; \
         date.dispatchEvent(new Event('change')); document.activeElement.blur(); }})()"
    ));
}

/// The questions of that week, as the page itself makes its paper.
fn questions(tab: &mut Tab, day: &str) -> Vec<Value> {
    let paper = tab.eval(&format!(
        "(function () {{ var day = '{day}'.split('-').map(Number); \
         var week = shouce.quizWeek.serial(day[0], day[1], day[2]); \
         return shouce.quizPaper.make(shouce.bank, {{ unit: 'quzhou', role: '' }}, week).questions; }})()"
    ));
    paper.as_array().expect("questions").clone()
}

/// Which key (from 1) shows the option of a place in the bank.
fn key_of(question: &Value, place: &Value) -> String {
    let options = question["options"].as_array().expect("options");
    let at = options.iter().position(|option| option["place"] == *place).expect("an option of that place");
    (at + 1).to_string()
}

fn press(tab: &mut Tab, key: &str) {
    tab.press(key, key);
}

/// Answers the question on the screen rightly, by keyboard alone, up to the button that leads on.
fn answer(tab: &mut Tab, question: &Value) {
    if let Some(right) = question["right"].as_array() {
        right.iter().for_each(|place| press(tab, &key_of(question, place)));
    } else if question["answers"].is_array() {
        let text = question["answers"][0].as_str().expect("a text");
        tab.insert(text);
    } else {
        let count = question["steps"].as_array().or(question["pairs"].as_array()).expect("steps or pairs").len();
        (0..count).for_each(|place| press(tab, &key_of(question, &json!(place))));
    }
    if question["points"] == true {
        tab.press("Tab", "");
        tab.press("Enter", "\r");
        let points = question["answers"].as_array().expect("points").len();
        (1..=points).for_each(|at| press(tab, &at.to_string()));
        tab.eval("document.querySelector('.decide .primary').focus()");
    }
    tab.press("Enter", "\r");
}

#[test]
fn every_kind_of_question_is_answered_by_keyboard() {
    let mut tab = Tab::open(&found::chromium());
    let days = ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"];
    let days = days.into_iter().chain(["2027-01-04", "2027-01-11", "2027-01-18", "2027-01-25", "2027-02-01"]);
    let mut kinds: Vec<String> = Vec::new();
    for day in days {
        open(&mut tab, day);
        let questions = questions(&mut tab, day);
        let new = |question: &&Value| !kinds.iter().any(|kind| question["kind"] == kind.as_str());
        if !questions.iter().any(|question| new(&question)) {
            continue;
        }
        kinds.extend(questions.iter().filter_map(|question| question["kind"].as_str()).map(str::to_owned));
        tab.press("Enter", "\r");
        for question in &questions {
            let stem = tab.eval("document.querySelector('.quiz-stage h2.stem').textContent");
            let wanted: String = question["stem"].as_str().unwrap_or_default().replace("___", "").replace('\n', "");
            assert_eq!(stem, wanted.as_str(), "{day}");
            answer(&mut tab, question);
            let mark = tab.eval("document.querySelector('.verdict').className");
            assert_eq!(mark, "verdict right", "{question}");
            assert_eq!(tab.eval("document.querySelectorAll('.verdict .basis a').length > 0"), true);
            tab.press("Enter", "\r");
        }
        let score = tab.eval("document.querySelector('.quiz-stage .score').textContent");
        assert_eq!(score, format!("答对 {0} 题，共 {0} 题", questions.len()), "{day}");
    }
    for kind in ["single", "multiple", "true-false", "fill-in", "ordering", "matching", "short-answer"] {
        assert!(kinds.iter().any(|found| found == kind), "no {kind} in three months: {kinds:?}");
    }
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn a_wrong_answer_is_told_with_its_clause_and_asked_again() {
    let mut tab = Tab::open(&found::chromium());
    open(&mut tab, "2026-11-16");
    let questions = questions(&mut tab, "2026-11-16");
    let two = |from: &mut Tab, js: &str| from.eval(js).as_str().unwrap_or_default().to_owned();
    tab.eval("document.querySelectorAll('.quiz-bar [name=mode]')[1].click()");
    tab.eval("document.activeElement.blur()");
    tab.press("Enter", "\r");
    for question in &questions {
        assert_eq!(tab.eval("document.querySelector('.verdict')"), Value::Null, "nothing is told before the end");
        let wrong = question["options"]
            .as_array()
            .expect("options")
            .iter()
            .find(|option| question["right"].as_array().is_none_or(|right| !right.contains(&option["place"])));
        press(&mut tab, &key_of(question, &wrong.expect("a wrong option")["place"]));
        tab.press("Enter", "\r");
    }
    assert_eq!(
        two(&mut tab, "document.querySelector('.score').textContent"),
        format!("答对 0 题，共 {} 题", questions.len())
    );
    let clause = two(&mut tab, "document.querySelector('.results .clause-text').textContent");
    assert!(clause.chars().count() > 10, "{clause}");
    tab.click(".quiz-stage .actions .primary");
    assert_eq!(two(&mut tab, "document.querySelector('.progress').textContent").split('题').next(), Some("第 1 "));
}

#[test]
fn the_paper_prints_with_its_key_apart() {
    let mut tab = Tab::open(&found::chromium());
    for day in ["2026-11-16", "2026-12-28"] {
        open(&mut tab, day);
        let questions = questions(&mut tab, day);
        let code = tab.eval("document.querySelector('.quiz-stage .code').textContent");
        let code = code.as_str().and_then(|text| text.rsplit(' ').next()).expect("a code").to_owned();
        let sheets = tab.eval("document.querySelectorAll('.quiz-sheet').length");
        let paper = Paper::of(&mut tab);
        assert_eq!(sheets, paper.sheets, "{day}");
        let texts: Vec<String> = paper.texts().iter().map(|text| text.split_whitespace().collect::<String>()).collect();
        let keys: Vec<bool> = texts.iter().map(|text| text.contains("答案和依据")).collect();
        assert!(!keys[0] && keys[keys.len() - 1] && keys.is_sorted(), "{keys:?}");
        assert!(texts.iter().all(|text| text.contains(&code)), "every sheet bears {code}");
        let asked =
            texts.iter().zip(&keys).filter(|(_, key)| !**key).map(|(text, _)| text.as_str()).collect::<String>();
        for question in &questions {
            let stem = question["stem"].as_str().unwrap_or_default();
            let start: String = stem.split("___").next().unwrap_or_default().split_whitespace().collect();
            assert!(asked.contains(&start), "{day}: {stem} is not on the paper: {asked}");
        }
        assert!(texts[0].contains("姓名") && texts[0].contains("工号"), "{}", texts[0]);
    }
}
