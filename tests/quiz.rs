//! The quiz: a week's paper by the shared vectors, in Rust and in the browser, and what must hold for every bank.

use crate::{
    browser::{Tab, found},
    harness::{Built, Handbook, shipped},
};
use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::{Value, json};
use shouce::model::Question;
use shouce::quiz::week::{self, Entry, Outcome, Plan, Reader};
use shouce::quiz::{answer, facts};
use std::collections::{BTreeMap, BTreeSet};

const VECTORS: &str = include_str!("vectors/week.json");

/// A question of a test bank, with owned parts.
#[derive(Clone, Debug)]
struct Card {
    id: String,
    unit: Option<String>,
    roles: Vec<String>,
    since: Option<Date>,
    until: Option<Date>,
}

impl Card {
    fn read(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let roles = value["roles"].as_array().into_iter().flatten();
        Card {
            id: text("id").unwrap(),
            unit: text("unit"),
            roles: roles.map(|r| r.as_str().unwrap().to_owned()).collect(),
            since: text("since").map(|day| day.parse().unwrap()),
            until: text("until").map(|day| day.parse().unwrap()),
        }
    }

    fn entry(&self) -> Entry<'_> {
        Entry { id: &self.id, unit: self.unit.as_deref(), roles: &self.roles, since: self.since, until: self.until }
    }
}

fn entries(cards: &[Card]) -> Vec<Entry<'_>> {
    cards.iter().map(Card::entry).collect()
}

#[test]
fn the_paper_of_a_week_follows_the_vectors() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    for day in vectors["days"].as_array().unwrap() {
        let date: Date = day["date"].as_str().unwrap().parse().unwrap();
        let iso = date.iso_week_date();
        let found = json!([iso.year(), iso.week(), week::serial(date)]);
        assert_eq!(found, json!([day["year"], day["week"], day["serial"]]), "{date}");
    }
    for case in vectors["papers"].as_array().unwrap() {
        let cards: Vec<Card> =
            vectors["banks"][case["bank"].as_str().unwrap()].as_array().unwrap().iter().map(Card::read).collect();
        let reader = Reader { unit: case["unit"].as_str(), role: case["role"].as_str() };
        let serial = week::serial(case["date"].as_str().unwrap().parse().unwrap());
        let ids = week::paper(&entries(&cards), reader, serial, &plan(case));
        assert_eq!(json!(ids), case["ids"], "{}", case["name"]);
    }
    for case in vectors["arrangements"].as_array().unwrap() {
        let count = case["count"].as_u64().unwrap() as usize;
        let week = i32::try_from(case["week"].as_i64().unwrap()).unwrap();
        let order = week::arrangement(case["id"].as_str().unwrap(), count, week);
        assert_eq!(json!(order), case["order"], "{case}");
        assert_eq!(json!(week::scrambled(case["id"].as_str().unwrap(), count, week)), case["scrambled"], "{case}");
    }
}

/// The plan of a case: one size, or sizes by day; what became of questions by the day from whose week on it counts.
fn plan(case: &Value) -> Plan<'_> {
    let week = |day: &Value| week::serial(day.as_str().unwrap().parse().unwrap());
    let sizes = match case["sizes"].as_array() {
        Some(sizes) => sizes.iter().map(|one| (week(&one[0]), one[1].as_u64().unwrap() as usize)).collect(),
        None => vec![(0, case["size"].as_u64().unwrap() as usize)],
    };
    let outcomes = case["outcomes"].as_array().into_iter().flatten().map(|one| Outcome {
        week: week(&one[0]),
        id: one[1].as_str().unwrap(),
        missed: one[2].as_bool().unwrap(),
    });
    Plan { sizes, outcomes: outcomes.collect() }
}

#[test]
fn the_browser_follows_the_same_vectors() {
    let check = "
      var q = window.shouce.quizWeek, wrong = [];
      function at(text) { var p = text.split('-').map(Number); return q.serial(p[0], p[1], p[2]); }
      vectors.days.forEach(function (day) {
        var d = q.describe(at(day.date));
        if (at(day.date) !== day.serial || d.year !== day.year || d.week !== day.week) wrong.push(day.date);
      });
      vectors.papers.forEach(function (c) {
        var bank = vectors.banks[c.bank].map(function (e) {
          return { id: e.id, unit: e.unit, roles: e.roles, first: e.since ? Math.max(at(e.since) + 1, 0) : 0,
            end: e.until ? at(e.until) + 1 : undefined };
        });
        var plan = {
          sizes: (c.sizes || [['2000-01-03', c.size]]).map(function (s) { return [at(s[0]), s[1]]; }),
          outcomes: (c.outcomes || []).map(function (o) { return { week: at(o[0]), id: o[1], missed: o[2] }; })
        };
        var ids = q.paper(bank, { unit: c.unit, role: c.role }, at(c.date), plan);
        if (JSON.stringify(ids) !== JSON.stringify(c.ids)) wrong.push(c.name);
      });
      vectors.arrangements.forEach(function (c) {
        if (JSON.stringify(q.arrangement(c.id, c.count, c.week)) !== JSON.stringify(c.order)) wrong.push(c.id);
        if (JSON.stringify(q.scrambled(c.id, c.count, c.week)) !== JSON.stringify(c.scrambled)) wrong.push(c.id);
      });
      return wrong.length ? wrong.join(' ') : 'all';";
    assert_eq!(in_browser(&["weeks.js", "quiz-week.js"], VECTORS, check), "all");
}

/// Runs `check` (the body of a function of `vectors`) in Chromium after the named files of `theme/js/lib`.
fn in_browser(libraries: &[&str], vectors: &str, check: &str) -> String {
    let mut tab = Tab::open(&found::chromium());
    let library = shipped::root().join("theme/js/lib");
    for name in libraries {
        let script = std::fs::read_to_string(library.join(name)).expect("a file of theme/js/lib");
        tab.eval(&script);
    }
    let said = tab.eval(&format!("(function (vectors) {{ {check} }})({vectors})"));
    said.as_str().expect("a check says something").to_owned()
}

fn bank(size: usize) -> Vec<Card> {
    (0..size)
        .map(|n| Card { id: format!("bank-{n}"), unit: None, roles: Vec::new(), since: None, until: None })
        .collect()
}

#[test]
fn answers_are_compared_as_people_mean_them() {
    let check = "
      var q = window.shouce.quizAnswer, wrong = [];
      function expect(found, wanted, what) { if (found !== wanted) wrong.push(JSON.stringify(what) + ' ' + found); }
      vectors.same.forEach(function (p) { expect(q.fold(p[0]) === q.fold(p[1]), true, p); });
      vectors.different.forEach(function (p) { expect(q.fold(p[0]) === q.fold(p[1]), false, p); });
      vectors.means.forEach(function (p) { expect(q.means(p[0], p[1]), p[2], p); });
      vectors.grades.forEach(function (p) { expect(q.grade(p[0], p[1]), p[2], p); });
      return wrong.join('; ') || 'all';";
    assert_eq!(in_browser(&["quiz-answer.js"], include_str!("vectors/answer.json"), check), "all");
}

#[test]
fn the_program_compares_answers_by_the_same_vectors() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/answer.json")).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for (key, alike) in [("same", true), ("different", false)] {
        for pair in vectors[key].as_array().unwrap() {
            let [one, other] = [&pair[0], &pair[1]].map(|side| answer::fold(&text(side)));
            assert_eq!(one == other, alike, "{pair}: {one} {other}");
        }
    }
    for case in vectors["means"].as_array().unwrap() {
        let accepted: Vec<String> = case[1].as_array().unwrap().iter().map(text).collect();
        assert_eq!(json!(answer::means(&text(&case[0]), &accepted)), case[2], "{case}");
    }
}

const PAPER: &str = include_str!("vectors/paper.json");
const PAPER_LIBRARY: [&str; 8] = [
    "link.js",
    "element.js",
    "weeks.js",
    "quiz-week.js",
    "quiz-answer.js",
    "quiz-paper.js",
    "quiz-code.js",
    "quiz-tally.js",
];

#[test]
fn papers_codes_and_tallies_follow_the_vectors() {
    let check = "
      var S = window.shouce, wrong = [], none = { unit: '', role: '' };
      function expect(found, wanted, what) {
        if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(what + ': ' + JSON.stringify(found));
      }
      var paper = S.quizPaper.compose(vectors.bank, vectors.ids, vectors.week);
      expect(paper.number, vectors.number, 'number');
      ['A', 'B'].forEach(function (version) {
        expect(paper.versions[version].map(function (q) {
          return [q.id, q.options.map(function (one) { return one.place; }).join(''), S.quizPaper.keyInShort(q), q.worth];
        }), vectors[version], version);
      });
      expect(S.quizCode.encode(paper, vectors.given, vectors.marks), vectors.code, 'code');
      vectors.recipes.forEach(function (one) {
        var recipe = S.quizRecipe.read('?w=2026-11-25&' + one[0], [2000, 1, 3]);
        expect(S.quizRecipe.paper(vectors.bank, recipe, none).questions.map(function (q) { return q.id; }).join(' '), one[1], one[0]);
        var again = S.quizRecipe.read(S.link.write('', S.quizRecipe.write(recipe)), [2000, 1, 3]);
        expect(again, recipe, 'written ' + one[0]);
      });
      var people = S.quizTally.roster(vectors.roster);
      expect(people.length, 4, 'roster');
      vectors.lines.forEach(function (line) {
        var read = S.quizTally.read(line[0], people, paper, function (number) { return number === paper.number ? paper : null; });
        var one = read.results[0], said = read.faults[0] ? { fault: read.faults[0].fault } : {
          points: one.points, right: one.right,
          missed: one.items.filter(function (item) { return !item.right; }).map(function (item) { return item.id; }).join(' ')
        };
        Object.keys(line[1]).forEach(function (key) { expect(said[key], line[1][key], line[0] + ' ' + key); });
        if (one && people.indexOf(one.person) < 0) wrong.push(line[0] + ' is of nobody on the roster');
      });
      var twice = S.quizTally.read(vectors.lines[0][0] + '\\n' + vectors.lines[3][0], people, paper, function () { return paper; });
      expect([twice.results.length, twice.faults[0].fault, twice.faults[0].values.line], [1, 'twice', 1], 'twice');
      return wrong.join('; ') || 'all';";
    let library = [&PAPER_LIBRARY[..], &["quiz-recipe.js"]].concat();
    assert_eq!(in_browser(&library, PAPER, check), "all");
}

/// Answers at random, by a generator that is the same everywhere: every code says what was given, and no code that differs in one sign, or
/// in two neighbours exchanged, is one.
#[test]
fn a_result_code_with_one_sign_wrong_or_two_exchanged_is_refused() {
    let check = "
      var S = window.shouce, wrong = [], seed = 1, tried = 0;
      function random(n) {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor(seed / 4294967296 * n);
      }
      function some(list) { return list.filter(function () { return random(2); }); }
      function shuffled(list) {
        list = list.slice();
        for (var n = list.length - 1; n > 0; n--) list.push(list.splice(random(n + 1), 1)[0]);
        return list;
      }
      function answer(q) {
        var places = q.options.map(function (one) { return one.place; }).sort();
        if (q.points) return { given: 'x', mark: some(q.answers.map(function (_, at) { return at; })) };
        if (q.answers) return [{ given: '', mark: false }, { given: q.answers[0], mark: true }, { given: 'x', mark: false }, { given: 'x', mark: true }][random(4)];
        if (q.kind === 'multiple') return { given: some(places) };
        if (q.steps) return { given: random(6) ? shuffled(places) : [] };
        if (q.pairs) return { given: places.map(function () { return random(places.length + 1) - 1; }) };
        return { given: random(6) ? [places[random(places.length)]] : [] };
      }
      function accepts(code) { return !S.quizCode.parse(code).fault; }
      for (var run = 0; run < 60; run++) {
        // Papers of any length: the same questions under other names.
        var bank = Object.assign({}, vectors.bank, { questions: [] }), given = {}, marks = {}, wanted = {};
        for (var n = random(25) + 1; n > 0; n--) {
          bank.questions.push(Object.assign({}, vectors.bank.questions[random(9)], { i: 'q' + n }));
        }
        var paper = S.quizPaper.compose(bank, bank.questions.map(function (q) { return q.i; }), 1300 + run);
        paper.questions.forEach(function (q) {
          wanted[q.id] = answer(q);
          given[q.id] = wanted[q.id].given;
          marks[q.id] = wanted[q.id].mark;
        });
        var code = S.quizCode.encode(paper, given, marks);
        var read = accepts(code) && S.quizCode.decode(paper, S.quizCode.parse(code));
        if (!read) { wrong.push('not read ' + code); continue; }
        paper.questions.forEach(function (q, at) {
          var what = wanted[q.id], found = q.answers ? read[at].mark : read[at].given, right = q.answers ? what.mark : what.given;
          var empty = !q.answers && right.every(function (place) { return place < 0; }) && read[at].blank;
          if (!empty && JSON.stringify(found) !== JSON.stringify(right)) wrong.push(code + ' of ' + q.kind);
        });
        for (var i = 0; i < code.length; i++) {
          '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'.split('').forEach(function (sign) {
            var typo = code.slice(0, i) + sign + code.slice(i + 1);
            tried += 1;
            if (typo !== code && accepts(typo)) wrong.push(typo + ' for ' + code);
          });
          var turned = code.slice(0, i) + code.slice(i + 1, i + 2) + code.charAt(i) + code.slice(i + 2);
          if (turned !== code && accepts(turned)) wrong.push(turned + ' for ' + code);
          var lost = S.quizCode.parse(code.slice(0, i) + code.slice(i + 1));
          if (!lost.fault && S.quizCode.decode(paper, lost)) wrong.push('a sign lost from ' + code);
        }
      }
      return wrong.slice(0, 9).join('; ') || (tried > 40000 ? 'all' : 'few');";
    assert_eq!(in_browser(&PAPER_LIBRARY, PAPER, check), "all");
}

fn read(body: &str) -> Built {
    Handbook::from(&format!("//- content/quiz/a.md\n---\nid: a\ntitle: 题\nsince: 2026-01-05\n---\n{body}")).build()
}

fn questions(built: &Built) -> &[Question] {
    &built.reading.handbook.banks[0].questions
}

#[test]
fn every_kind_of_question_is_read() {
    let built = read(
        "说明。\n\n## 几点到？\n\n- [x] 八点\n- [ ] 九点\n\n> 早到。\n\n依据：[[r#1]]\n\n难度：2\n\n\
         ### 哪些不许？ {#q-two} \n\n- [x] 甲\n- [x] 乙\n- [ ] 丙\n\n依据：[[r#1]] [[r#2]]\n\n\
         ## 可以先走。\n\n- [ ] 对\n- [x] 错\n\n依据：[[r#1]]\n\n\
         ## 早___到岗。\n\n答案：15分钟 | 一刻钟\n\n依据：[[r#1]]\n\n\
         ## 先后？\n\n排序：\n\n1. 先\n2. 后\n\n依据：[[r#1]]\n\n\
         ## 谁管？\n\n配对：\n\n| 事 | 谁 |\n|---|---|\n| 甲 | 一 |\n| 乙 | 二 |\n\n依据：[[r#1]]\n\n\
         ## 怎么交？\n\n要点：讲情况 | 讲办法\n依据：[[r#1]]\n启用：2026-02-01\n\n\
         ## 情景：有人抽烟。\n\n你怎么说？\n\n要点：劝阻\n\n依据：[[r#1]]\n",
    );
    let faults: Vec<_> = built.codes().into_iter().filter(|code| *code != "unknown-citation").collect();
    assert_eq!(faults, [""; 0], "{}", built.diagnostics());
    let found: Vec<_> = questions(&built).iter().map(|q| (q.id.as_str(), q.kind.name())).collect();
    let expected = [
        ("a-1", "single"),
        ("q-two", "multiple"),
        ("a-3", "true-false"),
        ("a-4", "fill-in"),
        ("a-5", "ordering"),
        ("a-6", "matching"),
        ("a-7", "short-answer"),
        ("a-8", "scenario"),
    ];
    assert_eq!(found, expected);
    let [one, two, _, blank, order, pairs, short, scene] = questions(&built) else { panic!("eight questions") };
    assert_eq!((one.explanation.as_str(), one.difficulty, two.basis.len()), ("早到。", 2, 2));
    assert_eq!(blank.stem, "早___到岗。");
    assert_eq!(blank.answers, ["15分钟", "一刻钟"]);
    assert_eq!(order.choices.iter().map(|c| c.text.as_str()).collect::<Vec<_>>(), ["先", "后"]);
    assert_eq!(pairs.pairs[1], ("乙".to_owned(), "二".to_owned()));
    assert_eq!(
        (short.since.unwrap().to_string(), one.since.unwrap().to_string()),
        ("2026-02-01".into(), "2026-01-05".into())
    );
    assert_eq!((scene.stem.as_str(), scene.answers.len()), ("情景：有人抽烟。\n你怎么说？", 1));
}

#[test]
fn a_faulty_question_is_told_by_its_fault() {
    let faults = |body: &str| -> Vec<String> {
        let built = read(body);
        let lines =
            built.found.iter().filter(|f| f.code == "bad-question").map(|f| f.text.lines().next().unwrap().to_owned());
        lines.map(|line| line.trim_start_matches("error bad-question: ").to_owned()).collect()
    };
    let with_basis = |body: &str| faults(&format!("## 问？\n\n{body}\n\n依据：[[r#1]]\n"));
    assert_eq!(with_basis("- [ ] 甲\n- [ ] 乙"), ["没有对的选项"]);
    assert_eq!(with_basis("- [x] 甲\n- [ ] 乙\n- [ ] 甲。"), ["有两个相同的选项“甲。”"]);
    assert_eq!(with_basis("- [x] 甲"), ["只有一个选项"]);
    assert_eq!(with_basis("- [x] 对\n- [x] 错"), ["对和错都标成了对的"]);
    assert_eq!(with_basis("- 甲\n- 乙"), ["列表不是选项"]);
    assert_eq!(with_basis("难度：4\n\n答案：甲"), ["难度不能是“4”"]);
    assert_eq!(with_basis("启用：明天\n\n答案：甲"), ["启用的日期不能是“明天”"]);
    assert_eq!(with_basis("答案：甲\n\n- [x] 甲\n- [ ] 乙"), ["这道题有不止一种答案"]);
    assert_eq!(with_basis("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |"), ["表格不是配对"]);
    assert_eq!(with_basis("不知道问什么"), ["这道题没有答案"]);
    assert_eq!(with_basis("排序：\n\n1. 甲"), ["只有一个步骤"]);
    assert_eq!(faults("## 问？\n\n答案：甲\n"), ["这道题没有依据"]);
    assert_eq!(faults("## {#x}\n\n答案：甲\n\n依据：[[r#1]]\n"), ["题干是空的"]);
    assert_eq!(faults("- [x] 甲\n- [ ] 乙\n"), ["这段内容不在任何题目之下"]);
    assert_eq!(faults("## 问 {#Q1}\n\n答案：甲\n\n依据：[[r#1]]\n"), ["题号“Q1”不是小写英文、数字和连字符"]);
}

#[test]
fn two_questions_of_one_id_are_told_with_both_places() {
    let question = "依据：[[r]]\n";
    let built = Handbook::from(&format!(
        "//- content/quiz/a.md\n---\nid: a\n---\n## 甲 {{#x}}\n\n答案：甲\n\n{question}\n\
         //- content/quiz/b.md\n---\nid: b\n---\n## 乙 {{#x}}\n\n答案：乙\n\n{question}\n\
         //- content/regulations/r.md\n---\nid: r\n---\n# 制度\n\n1. 甲乙。\n"
    ))
    .build();
    assert_eq!(
        built.diagnostics(),
        "error bad-question: 题号“x”已经用过了\n  at content/quiz/b.md:4:1 \"## 乙 {#x}\"\n  \
         and content/quiz/a.md:4:1 \"## 甲 {#x}\" 先用的在这里\n  \
         hint: 用 {#…} 给其中一题换一个题号；题号定了就不要再改，每周的卷子靠它排\n"
    );
}

#[test]
fn the_shipped_questions_are_read_whole() {
    for file in std::fs::read_dir(shipped::root().join("content/quiz")).expect("the shipped questions") {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a bank");
        let yml = std::fs::read_to_string(shipped::root().join("handbook.yml")).expect("handbook.yml");
        let files = [("handbook.yml".to_owned(), yml), ("content/quiz/a.md".to_owned(), text.clone())];
        let built = Handbook::of(files.into()).build();
        let faults: Vec<_> =
            built.codes().into_iter().filter(|code| !["unknown-citation", "unserved"].contains(code)).collect();
        assert_eq!(faults, [""; 0], "{}", built.diagnostics());
        let headings = text.lines().filter(|line| line.starts_with("##")).count();
        assert_eq!(questions(&built).len(), headings, "{}", path.display());
    }
}

#[test]
fn a_figure_is_asked_with_the_figures_of_other_units_and_never_with_one_of_its_own() {
    let rule = |unit: &str, text: &str| {
        format!(
            "//- content/regulations/{unit}.md\n---\nid: {unit}-rules\ntitle: {unit}制度\nunit: {unit}\n---\n\n{text}\n"
        )
    };
    let text = format!(
        "//- handbook.yml\ntitle: 手册\nquiz-choices: 2026-11-27\nunits:\n  - {{id: a, name: 甲, short: 甲}}\n  - {{id: b, name: 乙, short: 乙}}\n\
         {}{}//- content/quiz/bank.md\n---\nid: bank\ntitle: 题\nunit: b\n---\n\n## 巡查几次？\n\n- [x] 每天4次\n- [ ] 每天9次\n\n依据：[[b-rules#2]]\n",
        rule("a", "1. 上班==提前15分钟==到岗，休息20分钟。\n\n2. ==每周1次，一次2小时==。\n"),
        rule(
            "b",
            "1. 上班==提前10分钟==到岗，==最多40分钟==，==不超过20分钟==，==30分钟==以内。\n\n2. ==每天4次==。\n"
        )
    );
    let built = Handbook::from(&text).build();
    assert_eq!(built.diagnostics(), "");
    let found = |built: &Built| -> Vec<(String, String)> {
        let choices = built.reading.handbook.choices.iter().filter(|one| one.unit.as_deref() == Some("a"));
        let choices = choices.map(|one| {
            let texts = one.choices.iter().map(|c| format!("{}{}", if c.right { "*" } else { "" }, c.text));
            (format!("{} {:?}", one.id, one.since.map(|day| day.to_string())), texts.collect::<Vec<_>>().join(" "))
        });
        choices.collect()
    };
    // 20 minutes stand in the unit's own text, two figures are no question.
    let wanted =
        [("a-rules#c1.1-c Some(\"2026-11-27\")".to_owned(), "提前10分钟 *提前15分钟 提前30分钟 提前40分钟".to_owned())];
    assert_eq!(found(&built), wanted);
    // A unit's own folder asks the same; what is asked by hand is not made.
    assert_eq!(found(&Handbook::from(&text).unit("a").build()), wanted);
    assert!(!built.reading.handbook.choices.iter().any(|one| one.id.starts_with("b-rules#c2")));
    let without = Handbook::from(&text.replace("quiz-choices: 2026-11-27\n", "")).build();
    assert_eq!(without.reading.handbook.choices, []);
}

#[test]
fn every_fact_is_asked_once() {
    let built = Handbook::from(
        "//- content/regulations/r.md\n---\nid: r\ntitle: 交接班制度\nunit: u\n---\n\
         1. 每天早==15分钟==到岗，接班早==10分钟==。\n\n2. 交班讲==七项==：\n\n（1）==本班业务==；\n\n（2）其他。\n\n\
         //- content/quiz/q.md\n---\nid: q\ntitle: 题\nunit: u\n---\n## 早多久？\n\n- [x] 十五分钟\n- [ ] 5分钟\n\n依据：[[r#1]]\n\n\
         //- handbook.yml\ntitle: 手册\nunits: [{id: u, name: 某单位}]\n",
    )
    .build();
    assert_eq!(built.codes(), [""; 0], "{}", built.diagnostics());
    let bank = facts::bank(&built.reading.handbook);
    let found: Vec<_> = bank.iter().map(|q| (q.id.as_str(), q.stem.as_str(), q.answers.join("|"))).collect();
    let expected = [
        ("q-1", "早多久？", String::new()),
        ("r#c1.2", "《交接班制度》每天早15分钟到岗，接班早___。", "10分钟".into()),
        ("r#c2.1", "《交接班制度》交班讲___：", "七项".into()),
        ("r#c2-1.1", "《交接班制度》交班讲七项：___；", "本班业务".into()),
    ];
    assert_eq!(found, expected);
    assert!(bank[1].from_fact && bank[1].basis[0].targets[0].key() == "r#c1");
}

proptest! {
    #[test]
    fn every_question_comes_once_before_any_comes_again(count in 1usize..60, size in 1usize..15, weeks in 1i32..60) {
        let cards = bank(count);
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        let entries = entries(&cards);
        for now in 0..weeks {
            let ids = week::paper(&entries, Reader::default(), now, &Plan::of_size(size));
            prop_assert_eq!(ids.len(), size.min(count));
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
            for id in ids {
                *times.entry(id).or_default() += 1;
            }
            let most = *times.values().max().unwrap();
            let least = if times.len() < count { 0 } else { *times.values().min().unwrap() };
            prop_assert!(most - least <= 1, "{} {} after week {}", most, least, now);
        }
    }

    #[test]
    fn half_of_the_bank_comes_before_a_question_returns(count in 2usize..60, size in 1usize..15, weeks in 1i32..60) {
        prop_assume!(size <= count / 2);
        let cards = bank(count);
        let entries = entries(&cards);
        let mut last: BTreeMap<&str, usize> = BTreeMap::new();
        let asked = (0..weeks).flat_map(|now| week::paper(&entries, Reader::default(), now, &Plan::of_size(size)));
        for (place, id) in asked.enumerate() {
            if let Some(before) = last.insert(id, place) {
                prop_assert!(place - before > count / 2, "{} came back after {} of {}", id, place - before, count);
            }
        }
    }

    #[test]
    fn additions_leave_the_running_week_and_past_weeks_alone(
        count in 1usize..40, added in 1usize..20, size in 1usize..12, running in 0i32..80,
    ) {
        let cards = bank(count);
        let mut more = cards.clone();
        let today = week::epoch().checked_add(jiff::Span::new().days(running * 7 + 3)).unwrap();
        more.extend((0..added).map(|n| Card {
            id: format!("added-{n}"), unit: None, roles: Vec::new(), since: Some(today), until: None,
        }));
        for now in [0, running / 2, running] {
            prop_assert_eq!(
                week::paper(&entries(&cards), Reader::default(), now, &Plan::of_size(size)),
                week::paper(&entries(&more), Reader::default(), now, &Plan::of_size(size))
            );
        }
        let next = week::paper(&entries(&more), Reader::default(), running + 1, &Plan::of_size(size));
        prop_assert!(next.iter().take(added).all(|id| id.starts_with("added")));
    }

    #[test]
    fn giving_a_question_up_leaves_the_running_week_and_past_weeks_alone(
        count in 2usize..40, gone in 0usize..40, size in 1usize..12, running in 0i32..80,
    ) {
        let cards = bank(count);
        let mut fewer = cards.clone();
        let gone = gone % count;
        fewer[gone].until = Some(week::epoch().checked_add(jiff::Span::new().days(running * 7 + 2)).unwrap());
        for now in [0, running / 2, running] {
            prop_assert_eq!(
                week::paper(&entries(&cards), Reader::default(), now, &Plan::of_size(size)),
                week::paper(&entries(&fewer), Reader::default(), now, &Plan::of_size(size))
            );
        }
        for later in running + 1..running + 20 {
            let ids = week::paper(&entries(&fewer), Reader::default(), later, &Plan::of_size(size));
            prop_assert!(!ids.contains(&cards[gone].id.as_str()));
            prop_assert_eq!(ids.len(), size.min(count - 1));
        }
    }

    #[test]
    fn what_was_missed_comes_the_week_after_and_the_others_still_come_round(
        count in 6usize..40, size in 2usize..12, running in 0i32..60, at in 0usize..12,
    ) {
        let cards = bank(count);
        let entries = entries(&cards);
        let before = week::paper(&entries, Reader::default(), running, &Plan::of_size(size));
        let missed = before[at % before.len()];
        let outcomes = vec![Outcome { week: running + 1, id: missed, missed: true }];
        let plan = Plan { outcomes, ..Plan::of_size(size) };
        prop_assert_eq!(&week::paper(&entries, Reader::default(), running, &plan), &before);
        prop_assert_eq!(week::paper(&entries, Reader::default(), running + 1, &plan)[0], missed);
        // One place of one paper is taken: two rounds still bring every question.
        let weeks = i32::try_from(2 * count.div_ceil(size) + 1).unwrap();
        let asked: BTreeSet<&str> =
            (running..running + weeks).flat_map(|now| week::paper(&entries, Reader::default(), now, &plan)).collect();
        prop_assert_eq!(asked.len(), count);
    }

    #[test]
    fn a_new_size_leaves_the_weeks_before_it_alone(count in 1usize..40, size in 1usize..12, next in 1usize..12, running in 0i32..80) {
        let cards = bank(count);
        let plan = Plan { sizes: vec![(0, size), (running + 1, next)], ..Plan::default() };
        let at = |week, plan: &Plan| week::paper(&entries(&cards), Reader::default(), week, plan).join(" ");
        prop_assert_eq!(at(running, &plan), at(running, &Plan::of_size(size)));
        prop_assert_eq!(at(running + 1, &plan).split(' ').count(), next.min(count));
    }

    #[test]
    fn a_paper_does_not_depend_on_the_order_of_the_bank(count in 1usize..40, week in 0i32..60) {
        let cards = bank(count);
        let mut turned = cards.clone();
        turned.reverse();
        prop_assert_eq!(
            week::paper(&entries(&cards), Reader::default(), week, &Plan::of_size(7)),
            week::paper(&entries(&turned), Reader::default(), week, &Plan::of_size(7))
        );
    }
}

#[test]
fn spacing_follows_the_published_vectors() {
    let check = "
      var f = window.shouce.fsrs, wrong = [], memory = null, card = null, day = 0;
      function near(found, wanted, what) { if (!(Math.abs(found - wanted) < 0.0001)) wrong.push(what + ': ' + found); }
      vectors.grades.forEach(function (grade, at) { memory = f.memory(memory, vectors.days[at], grade); });
      near(memory.s, vectors.memory[0], 'stability');
      near(memory.d, vectors.memory[1], 'difficulty');
      vectors.first.forEach(function (one, at) {
        near(f.memory(null, 0, at + 1).s, one[0], 'first stability ' + at);
        near(f.memory(null, 0, at + 1).d, one[1], 'first difficulty ' + at);
      });
      vectors.history.forEach(function (grade, at) {
        card = f.answer(card, day, grade);
        near(card.due - day, vectors.intervals[at], 'interval ' + at);
        day = card.due;
      });
      near(f.recall(10, 10), 0.9, 'recall at the stability');
      return wrong.join('; ') || 'all';";
    assert_eq!(in_browser(&["fsrs.js"], include_str!("vectors/fsrs.json"), check), "all");
}

#[test]
fn progress_read_from_a_file_is_sound_and_of_this_handbook() {
    let check = "
      var d = window.shouce.drill, own = d.empty(), wrong = [];
      function expect(found, wanted, what) {
        if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(what + ': ' + JSON.stringify(found));
      }
      var ids = ['a', 'b', 'c'];
      expect(d.next(own, ids, 100, '', false), 'a', 'first');
      d.answer(own, 'a', 100, 1, 1);
      expect(own.wrong, { a: 2 }, 'wrong-answer book');
      expect(d.next(own, ids, 100, 'a', false), 'b', 'another one in between');
      d.answer(own, 'a', 100, 3, 2);
      d.answer(own, 'a', 100, 3, 3);
      expect(own.wrong, {}, 'known twice');
      expect(own.cards.a.due > 100, true, 'not again today');
      var text = d.write(own, 'x');
      expect(d.read(text, 'x'), own, 'round trip');
      [null, '', '{', '[]', '1', '{}', text.replace('drill', 'other')].forEach(function (bad) { expect(d.read(bad, 'x'), null, bad); });
      expect(d.read(text, 'y'), null, 'another handbook');
      expect(d.read(text.replace(/\"s\":[0-9.]+/, '\"s\":-1'), 'x').cards, {}, 'unsound');
      var older = d.read(text, 'x');
      d.answer(own, 'a', 120, 1, 4);
      expect(d.merge(d.read(d.write(own, 'x'), 'x'), older), own, 'the later answer stays');
      expect(d.merge(older, own), own, 'the later answer comes in');
      var many = [];
      for (var n = 0; n < 30; n++) many.push('m' + n);
      var day = d.empty(), begun = 0, last = '';
      for (n = 0; n < 200 && (last = d.next(day, many, 7, last, false)); n++) d.answer(day, last, 7, 3, n);
      expect([Object.keys(day.cards).length, last], [20, ''], 'a day has twenty new ones and an end');
      return wrong.join('; ') || 'all';";
    assert_eq!(in_browser(&["fsrs.js", "drill.js", "drill-turn.js"], "null", check), "all");
}
