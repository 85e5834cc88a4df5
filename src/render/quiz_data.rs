//! In: the question bank. Out: `quiz/bank.js`, which gives it to the pages' scripts: `shouce.bank = {sizes, pass, questions, clauses,
//! titles, outcomes, records}`. `sizes` holds first week and size, `outcomes` week, place of the question and whether it was missed, `records`
//! the lines of results.csv.
//!
//! Keys are single letters, since the file is read whole: of a question `i` id, `k` kind of its answer, `s` stem, `c` choices,
//! `r` places of the right ones, `t` steps in the right order, `p` pairs, `a` accepted words or points, `e` explanation, `b` places
//! of its clauses, `u` unit, `g` roles, `n` first week, `x` the first week without it; of a clause `c` citation, `u` address, `t` text. Empty ones are left out.

use super::quiz_view::clause_text;
use crate::{
    model::{Handbook, Question, QuestionKind},
    quiz::{results, week},
};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct BankData<'a> {
    sizes: Vec<(i32, usize)>,
    pass: u32,
    questions: Vec<QuestionData<'a>>,
    clauses: Vec<ClauseData<'a>>,
    /// Titles of the pages the clauses stand on.
    titles: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outcomes: Vec<(i32, usize, u8)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    records: Vec<String>,
}

#[derive(Serialize)]
struct QuestionData<'a> {
    i: &'a str,
    k: &'static str,
    s: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    c: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    r: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    t: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    p: &'a [(String, String)],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    a: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    e: &'a str,
    b: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    u: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    g: &'a [String],
    #[serde(skip_serializing_if = "is_zero")]
    n: i32,
    #[serde(skip_serializing_if = "is_zero")]
    x: i32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(n: &i32) -> bool {
    *n == 0
}

#[derive(Serialize)]
struct ClauseData<'a> {
    c: &'a str,
    u: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    t: String,
}

/// The script.
pub fn script(handbook: &Handbook, bank: &[Question]) -> String {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut clauses = Vec::new();
    let mut titles = BTreeMap::new();
    let mut questions = Vec::with_capacity(bank.len());
    for question in bank {
        let mut own = Vec::new();
        for target in question.basis.iter().flat_map(|basis| &basis.targets) {
            titles.extend(handbook.meta(&target.page).map(|meta| (meta.id.as_str(), meta.title.as_str())));
            let place = *places.entry(&target.url).or_insert_with(|| {
                clauses.push(ClauseData { c: &target.cite, u: &target.url, t: clause_text(handbook, target) });
                clauses.len() - 1
            });
            own.push(place);
        }
        questions.push(data(question, own));
    }
    let plan = results::plan(handbook);
    let place = |id: &str| bank.iter().position(|question| question.id == id);
    let outcomes = plan.outcomes.iter().filter_map(|o| Some((o.week, place(o.id)?, u8::from(o.missed)))).collect();
    let records = handbook.results.iter().map(results::line).collect();
    let data =
        BankData { sizes: plan.sizes, pass: handbook.config.quiz_pass, questions, clauses, titles, outcomes, records };
    let json = serde_json::to_string(&data).expect("invariant: texts and numbers serialise");
    let json = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("window.shouce=window.shouce||{{}};\nshouce.bank={json};\n")
}

fn data(question: &Question, basis: Vec<usize>) -> QuestionData<'_> {
    let form = question.form();
    let texts: Vec<&str> = question.choices.iter().map(|choice| choice.text.as_str()).collect();
    let right = question.choices.iter().enumerate().filter(|(_, choice)| choice.right).map(|(place, _)| place);
    let (choices, right, steps) = match form {
        QuestionKind::Ordering => (Vec::new(), Vec::new(), texts),
        _ => (texts, right.collect(), Vec::new()),
    };
    QuestionData {
        i: &question.id,
        k: form.name(),
        s: &question.stem,
        c: choices,
        r: right,
        t: steps,
        p: &question.pairs,
        a: &question.answers,
        e: &question.explanation,
        b: basis,
        u: question.unit.as_deref(),
        g: &question.roles,
        n: week::week_after(question.since),
        x: week::week_after(question.retired),
    }
}
