//! In: the questions of all banks, and how they went. Out: findings about ids that two of them bear, about results of none, and about
//! wording that gives an answer away or trips its reader.

use crate::quiz::facts;
use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Handbook, Question, QuestionKind},
};
use std::collections::{BTreeMap, BTreeSet};

/// A question's id is its place in every week's rotation, so it is unique in the handbook.
pub fn ids(handbook: &Handbook, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Question> = BTreeMap::new();
    for question in handbook.banks.iter().flat_map(|bank| &bank.questions) {
        match seen.get(question.id.as_str()) {
            Some(first) => diagnostics.push(
                Diagnostic::new("bad-question", question.span, format!("题号“{}”已经用过了", question.id))
                    .label(first.span, "先用的在这里")
                    .hint("用 {#…} 给其中一题换一个题号；题号定了就不要再改，每周的卷子靠它排"),
            ),
            None => {
                seen.insert(&question.id, question);
            }
        }
    }
}

/// Results of questions that are not there: told once for each question.
pub fn results(handbook: &Handbook, diagnostics: &mut Diagnostics) {
    if handbook.results.is_empty() {
        return;
    }
    let bank = facts::bank(handbook);
    let known: BTreeSet<&str> = bank.iter().map(|question| question.id.as_str()).collect();
    let mut told = BTreeSet::new();
    for result in handbook.results.iter().filter(|result| !known.contains(result.question.as_str())) {
        if told.insert(&result.question) {
            diagnostics.push(
                Diagnostic::new("bad-results", result.span, format!("题库里没有题号“{}”", result.question))
                    .hint("题号改了就改回来；题不再用，写 停用：日期，不要删掉"),
            );
        }
    }
}

/// Questions that are answered by their looks, or misread.
pub fn wording(handbook: &Handbook, diagnostics: &mut Diagnostics) {
    for question in handbook.banks.iter().flat_map(|bank| &bank.questions) {
        let faults = [negated(question), sweeping(question), longest(question)];
        for (fact, hint) in faults.into_iter().flatten() {
            diagnostics.push(Diagnostic::new("weak-question", question.span, fact).hint(hint));
        }
    }
}

type Fault = (String, &'static str);

/// A stem that asks for what is wrong: 错误的是, 不属于, 除……外. What a rule itself forbids (哪些不准) is asked rightly.
fn negated(question: &Question) -> Option<Fault> {
    const ASKED: [&str; 11] = [
        "哪一项不是",
        "哪项不是",
        "哪个不是",
        "错误的是",
        "不正确的",
        "不对的是",
        "有误的",
        "不属于",
        "不包括",
        "不符合",
        "说错了",
    ];
    if question.choices.is_empty() || question.kind == QuestionKind::TrueFalse {
        return None;
    }
    let stem = &question.stem;
    let found = ASKED.into_iter().find(|word| stem.contains(word) && !stem.contains("包不包括"));
    let except = || stem.split_once('除').is_some_and(|(_, rest)| rest.contains('外')).then_some("除……外");
    let word = found.or_else(except)?;
    Some((format!("题干是反着问的（{word}）"), "改成正面的问法；真要问禁止什么，就写“哪些不准……”"))
}

/// A choice that speaks of all the others.
fn sweeping(question: &Question) -> Option<Fault> {
    let all = |text: &str| {
        ["以上", "上述", "前面"].iter().any(|word| text.starts_with(word))
            && (text.contains('都') || text.contains("皆"))
    };
    let choice = question.choices.iter().find(|choice| all(&choice.text))?;
    Some((format!("有一个选项是“{}”", choice.text), "删去它，改成多选题，或把要问的一项一项写出来"))
}

/// The only right choice is half as long again as any other, and by more than four characters.
fn longest(question: &Question) -> Option<Fault> {
    let length = |right: bool| {
        let of = question.choices.iter().filter(move |choice| choice.right == right);
        of.map(|choice| choice.text.chars().count()).max()
    };
    let (right, wrong) = (length(true)?, length(false)?);
    let telling = question.form() == QuestionKind::Single && right > wrong + 4 && 2 * right >= 3 * wrong;
    telling.then(|| {
        let fact = format!("对的选项有 {right} 个字，别的最多 {wrong} 个字");
        (fact, "把对的写短，或把别的写得一样具体，让人不能凭长短挑")
    })
}
