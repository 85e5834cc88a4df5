//! In: question banks. Out: records of their questions, with the answer as a person would write it down.

use super::targets;
use crate::model::{Bank, Choice, Question, QuestionKind};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// One question.
#[derive(JsonSchema, Serialize)]
pub struct QuestionRecord<'a> {
    id: &'a str,
    kind: &'static str,
    stem: &'a str,
    choices: Vec<ChoiceRecord<'a>>,
    pairs: &'a [(String, String)],
    answer: Cow<'a, str>,
    answers: &'a [String],
    explanation: &'a str,
    basis: Option<String>,
    bases: Vec<String>,
    difficulty: u8,
    unit: Option<&'a str>,
    roles: &'a [String],
    page: &'a str,
    from_fact: bool,
}

/// The questions of a bank.
pub fn questions(bank: &Bank) -> impl Iterator<Item = QuestionRecord<'_>> {
    bank.questions.iter().map(|question| QuestionRecord::of(&bank.meta.id, question))
}

/// A question made from a fact: its page is the regulation.
pub fn of_fact(question: &Question) -> QuestionRecord<'_> {
    let page = question.id.split('#').next().unwrap_or_default();
    QuestionRecord::of(page, question)
}

impl<'a> QuestionRecord<'a> {
    fn of(page: &'a str, question: &'a Question) -> Self {
        let bases = targets(&question.basis);
        Self {
            id: &question.id,
            kind: question.kind.name(),
            stem: &question.stem,
            choices: question.choices.iter().map(ChoiceRecord::of).collect(),
            pairs: &question.pairs,
            answer: answer(question),
            answers: &question.answers,
            explanation: &question.explanation,
            basis: bases.first().cloned(),
            bases,
            difficulty: question.difficulty,
            unit: question.unit.as_deref(),
            roles: &question.roles,
            page,
            from_fact: question.from_fact,
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct ChoiceRecord<'a> {
    text: &'a str,
    right: bool,
}

impl<'a> ChoiceRecord<'a> {
    fn of(choice: &'a Choice) -> Self {
        Self { text: &choice.text, right: choice.right }
    }
}

/// What a person would write down as the answer, parts parted by ；.
pub fn answer(question: &Question) -> Cow<'_, str> {
    let right = question.choices.iter().filter(|choice| choice.right).map(|choice| choice.text.as_str());
    let parts: Vec<Cow<str>> = match question.kind {
        QuestionKind::Matching => question.pairs.iter().map(|(l, r)| Cow::from(format!("{l}—{r}"))).collect(),
        QuestionKind::Ordering => question.choices.iter().map(|choice| Cow::from(&choice.text)).collect(),
        _ if question.answers.is_empty() => right.map(Cow::from).collect(),
        _ => question.answers.iter().map(Cow::from).collect(),
    };
    if parts.is_empty() { Cow::from(&question.explanation) } else { Cow::from(parts.join("；")) }
}
