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
    tab.eval("shouce.load(['quiz-core.js']).then(function () { window.ready = true; })");
    tab.until("window.ready");
}

/// Enter on the cover begins the quiz.
fn begin(tab: &mut Tab) {
    tab.press("Enter", "\r");
    tab.until("!!(document.querySelector('.quiz-stage h2.stem'))");
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
    for program in found::browsers() {
        let mut tab = Tab::open(&program);
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
            begin(&mut tab);
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
            assert_eq!(
                tab.eval(&decoded(day)),
                json!(vec![true; questions.len()]),
                "{day}: the result code says so too"
            );
        }
        for kind in ["single", "multiple", "true-false", "fill-in", "ordering", "matching", "short-answer"] {
            assert!(kinds.iter().any(|found| found == kind), "no {kind} in three months: {kinds:?}");
        }
        assert_eq!(tab.errors(), [""; 0]);
    }
}

#[test]
fn a_wrong_answer_is_told_with_its_clause_and_asked_again() {
    let mut tab = Tab::open(&found::chromium());
    open(&mut tab, "2026-11-16");
    let questions = questions(&mut tab, "2026-11-16");
    let two = |from: &mut Tab, js: &str| from.eval(js).as_str().unwrap_or_default().to_owned();
    tab.eval("document.querySelectorAll('.quiz-stage [name=mode]')[1].click()");
    tab.eval("document.activeElement.blur()");
    begin(&mut tab);
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

/// What the code on the screen says of each question of that week's paper.
fn decoded(day: &str) -> String {
    format!(
        "(function () {{ var day = '{day}'.split('-').map(Number); \
         var week = shouce.quizWeek.serial(day[0], day[1], day[2]); \
         var paper = shouce.quizPaper.make(shouce.bank, {{ unit: 'quzhou', role: '' }}, week); \
         var code = shouce.quizCode.parse(document.querySelector('.result-code').textContent); \
         return shouce.quizCode.decode(paper, code).map(function (one, at) {{ var points = paper.questions[at].points; \
         return points ? one.mark.length === paper.questions[at].answers.length : one.mark; }}); }})()"
    )
}

/// Presses the button of a word, printing left out, and waits for sheets.
fn print(tab: &mut Tab, button: &str) -> Paper {
    tab.eval(&format!(
        "window.print = function () {{ window.printed = true; }}; window.printed = false; \
         Array.from(document.querySelectorAll('button')).filter(function (one) {{ return one.textContent === '{button}'; }})\
         .pop().click()"
    ));
    tab.until("window.printed");
    Paper::of(tab)
}

fn bare(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.split_whitespace().collect()).collect()
}

#[test]
fn the_paper_prints_with_its_key_apart() {
    let mut tab = Tab::open(&found::chromium());
    for day in ["2026-11-16", "2026-12-28"] {
        open(&mut tab, day);
        let questions = questions(&mut tab, day);
        let paper = print(&mut tab, "打印试卷和答案");
        assert_eq!(tab.eval("document.querySelectorAll('.quiz-sheet').length"), paper.sheets, "{day}");
        let number = tab.eval("document.querySelector('.quiz-sheet header span + span').textContent");
        let number = number.as_str().and_then(|text| text.split(' ').next()).expect("a number").to_owned();
        let texts = bare(&paper.texts());
        let keys: Vec<bool> = texts.iter().map(|text| text.contains("答案和依据")).collect();
        assert!(!keys[0] && keys[keys.len() - 1] && keys.is_sorted(), "{keys:?}");
        assert!(texts.iter().all(|text| text.contains(&number)), "every sheet bears {number}");
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

#[test]
fn both_versions_their_answer_sheets_and_the_key_print_on_numbered_sheets() {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(site(), "quiz/paper.html?u=qz&w=2026-11-30"));
    tab.until("!document.getElementById('paper-app').hidden");
    tab.eval("document.querySelector('input[type=number]').value = 4");
    tab.eval("document.querySelector('input[type=number]').dispatchEvent(new Event('input'))");
    let paper = print(&mut tab, "打印");
    let texts = bare(&paper.texts());
    let count = |part: &str| texts.iter().filter(|text| text.contains(part) && text.contains("第1页共")).count();
    assert_eq!((count("测验（A卷）"), count("测验（B卷）")), (2, 2), "four papers, A and B in turn");
    assert_eq!((count("答题卡（A卷）"), count("答题卡（B卷）")), (2, 2));
    assert_eq!(count("答案和依据"), 1);
    assert_eq!(tab.eval("document.querySelectorAll('.quiz-sheet').length"), paper.sheets);
    let overflown = "Array.from(document.querySelectorAll('.quiz-sheet .body')).filter(function (one) { \
                     return one.scrollHeight > one.clientHeight; }).length";
    assert_eq!(tab.eval(overflown), 0);
    // The two versions ask the same and show it in another order.
    let stems = |tab: &mut Tab, version: &str| -> Vec<String> {
        let found = tab.eval(&format!(
            "Array.from(document.querySelectorAll('.paper-{version} .item')).map(function (one) {{ return one.textContent; }})"
        ));
        found.as_array().expect("questions").iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    };
    let (a, b) = (stems(&mut tab, "A"), stems(&mut tab, "B"));
    assert!(a.len() == b.len() && a.len() >= 20, "{} {}", a.len(), b.len());
    assert!(a.iter().zip(&b).all(|(a, b)| a != b || !a.contains("A.")), "choices stand in another order");
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn a_make_up_paper_asks_none_of_the_questions_of_the_first() {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(site(), "quiz/paper.html?u=qz&w=2026-11-30"));
    let ids = |tab: &mut Tab| -> Vec<Value> {
        print(tab, "打印");
        let found = tab.eval(
            "Array.from(document.querySelectorAll('.key .id')).map(function (one) { return one.textContent.trim(); })",
        );
        found.as_array().expect("ids").clone()
    };
    let first = ids(&mut tab);
    tab.eval("Array.from(document.querySelectorAll('fieldset')).shift().querySelector('[type=checkbox]').click()");
    let again = ids(&mut tab);
    assert!(first.len() == 10 && again.len() == 10, "{first:?} {again:?}");
    assert!(again.iter().all(|id| !first.contains(id)), "{first:?} {again:?}");
}

/// Thirty people of the paper the page shows: every third with a code, the others with answers from paper, two absent; then a line twice,
/// a code mistyped, and answers without the version. Gives the right points of each by number.
const THIRTY: &str = "(function () {
  var paper = shouce.quizPaper.make(shouce.bank, { unit: 'quzhou', role: '' }, shouce.weeks.serial(2026, 11, 30));
  var lines = [], roster = [], points = {};
  for (var n = 101; n <= 130; n++) {
    roster.push(n + ' 员工' + n);
    if (n > 128) continue;
    var wrong = n % 5, version = n % 2 ? 'A' : 'B', given = {}, marks = {}, sheet = {};
    points[n] = 100;
    paper.questions.forEach(function (q, at) {
      var key = shouce.quizAnswer.key(q), bad = at < wrong;
      if (bad) points[n] -= q.worth;
      given[q.id] = bad ? (q.answers ? '' : []) : q.answers ? q.answers[0] : key;
      marks[q.id] = q.points ? (bad ? [] : q.answers.map(function (_, p) { return p; })) : !bad;
      var shown = paper.versions[version].filter(function (other) { return other.id === q.id; })[0];
      sheet[q.id] = bad ? '-' : q.points ? q.answers.length : q.answers ? q.answers[0].replace(/[\\s，、；]/g, '') : shouce.quizPaper.keyInShort(shown);
    });
    lines.push(n % 3 ? n + ' ' + version + ' ' + paper.versions[version].map(function (q) { return sheet[q.id]; }).join(' ')
      : '员工' + n + ' ' + shouce.quizCode.encode(paper, given, marks));
  }
  var code = lines[1].split(' ')[1];
  lines.push(lines[0], '员工129 ' + code.slice(0, 10) + (code.charAt(10) === 'Z' ? 'Y' : 'Z') + code.slice(11),
    '130 ' + paper.questions.map(function () { return 'C'; }).join(' '));
  var fields = document.querySelectorAll('textarea');
  fields[0].value = lines.join('\\n');
  fields[1].value = roster.join('\\n');
  fields[0].dispatchEvent(new Event('input'));
  return points;
})()";

#[test]
fn thirty_results_are_tallied() {
    for program in found::browsers() {
        let mut tab = Tab::open(&program);
        tab.goto(&address(site(), "quiz/tally.html?u=qz&w=2026-11-30"));
        tab.eval("document.querySelector('textarea').focus()");
        tab.until("!!(window.shouce.tally)");
        let points = tab.eval(THIRTY);
        tab.until("!!(document.querySelector('.tally-report .record'))");
        let rows = tab.eval(
            "Array.from(document.querySelectorAll('.scores tbody tr')).map(function (row) { \
             return Array.from(row.children).map(function (cell) { return cell.textContent; }); })",
        );
        let rows = rows.as_array().expect("rows").clone();
        assert_eq!(rows.len(), 30);
        for row in &rows {
            let number = row[0].as_str().unwrap_or_default();
            match points[number].as_i64() {
                Some(wanted) => {
                    assert_eq!(row[3], wanted.to_string(), "{row}");
                    assert_eq!(row[6], if wanted >= 80 { "合格" } else { "补考" }, "{row}");
                }
                None => assert_eq!((&row[3], &row[6]), (&json!("—"), &json!("缺考")), "{row}"),
            }
        }
        let text = |tab: &mut Tab, selector: &str| -> String {
            tab.eval(&format!("document.querySelector('{selector}').textContent"))
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        let faults = text(&mut tab, ".faults");
        assert!(faults.contains("第29行") && faults.contains("第 1 行已经登记过"), "{faults}");
        assert!(faults.contains("第30行结果码抄错了") && faults.contains("第31行没有写卷别"), "{faults}");
        let summary = text(&mut tab, ".tally-report .summary");
        assert!(summary.contains("应考 30 人，实考 28 人"), "{summary}");
        assert_eq!(tab.eval("document.querySelectorAll('.teach li .clause-text').length"), 3);
        let saved = tab.eval(
            "(function () { var click = HTMLAnchorElement.prototype.click, blob = URL.createObjectURL, out = []; \
             HTMLAnchorElement.prototype.click = function () { out.push(this.download); }; \
             URL.createObjectURL = function (one) { window.saved = one; return 'blob:x'; }; \
             var all = document.querySelectorAll('.tally-report .actions button'); all[all.length - 1].click(); \
             HTMLAnchorElement.prototype.click = click; URL.createObjectURL = blob; \
             window.saved.arrayBuffer().then(function (bytes) { window.bytes = Array.from(new Uint8Array(bytes)); }); return out; })()",
        );
        assert_eq!(saved, json!(["results.csv"]));
        tab.until("!!(window.bytes)");
        let bytes: Vec<u8> = serde_json::from_value(tab.eval("window.bytes")).expect("bytes");
        assert_eq!(bytes[..3], [0xef, 0xbb, 0xbf], "with a mark that Excel needs");
        let csv = String::from_utf8(bytes[3..].to_vec()).expect("UTF-8");
        assert_eq!(csv.lines().count(), 11, "{csv}");
        assert!(csv.lines().skip(1).all(|line| line.starts_with("2026-W49,") && line.contains(",28,")), "{csv}");
        assert!(!csv.contains("员工") && !csv.contains("101"), "no names: {csv}");
        let paper = Paper::of(&mut tab);
        assert!(bare(&paper.texts()).iter().any(|text| text.contains("培训考核记录") && text.contains("签名")));
        assert_eq!(tab.errors(), [""; 0]);
    }
}

#[test]
fn a_question_a_screen_is_projected_and_answered_by_key() {
    let mut tab = Tab::open(&found::chromium());
    open(&mut tab, "2026-11-30");
    let questions = questions(&mut tab, "2026-11-30");
    tab.eval("document.querySelectorAll('.quiz-stage .actions button')[1].click()");
    tab.until("!!(document.querySelector('.projector'))");
    for question in &questions {
        let stem = question["stem"].as_str().unwrap_or_default().split("___").next().unwrap_or_default();
        let shown = tab.eval("document.querySelector('.projector h2').textContent");
        assert!(
            shown
                .as_str()
                .is_some_and(|shown| shown.replace('\n', "").contains(stem.lines().next().unwrap_or_default())),
            "{stem}"
        );
        assert_eq!(tab.eval("document.querySelector('.projector .told')"), Value::Null);
        press(&mut tab, " ");
        assert_eq!(tab.eval("document.querySelector('.projector .told blockquote').textContent.length > 5"), true);
        press(&mut tab, " ");
    }
    tab.press("Escape", "");
    assert_eq!(tab.eval("document.querySelector('.projector')"), Value::Null);
}

#[test]
fn a_card_a_day_prints_with_its_answer_beside_it() {
    let mut tab = Tab::open(&found::chromium());
    open(&mut tab, "2026-11-30");
    tab.eval("document.querySelectorAll('.quiz-stage .actions button')[3].click()");
    tab.until("!!(document.querySelector('.quiz-stage select') && shouce.quizCards)");
    let paper = print(&mut tab, "打印");
    let text: String = bare(&paper.texts()).concat();
    for day in ["11月30日星期一", "12月3日星期四", "12月6日星期日"] {
        assert_eq!(text.matches(day).count(), 2, "{day}: {text}");
    }
    assert_eq!(tab.eval("document.querySelectorAll('.daily').length"), 7);
}
