//! In: the question bank. Out: the same questions for other learning programs: GIFT and XML for Moodle and its kin, cards for Anki.
//!
//! A question keeps its id in all of them, so that importing it again changes it instead of adding another. What is given up is
//! left out. Steps to order go out as matching, numbers with steps, since no format has ordering everywhere.

mod anki;
mod gift;
mod moodle;

use super::question::answer;
use crate::{
    fingerprint::fnv1a,
    model::{Handbook, Question, QuestionKind},
    quiz::facts::bank,
    render::words::Words,
};

/// A program's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GIFT text.
    Gift,
    /// Moodle's XML.
    Moodle,
    /// A text file for Anki's import.
    Anki,
}

/// The bank in a format, only what concerns a role where one is given.
pub fn text(handbook: &Handbook, words: &Words, format: Format, role: Option<&str>) -> String {
    let mut bank = bank(handbook);
    bank.retain(|q| {
        q.retired.is_none() && role.is_none_or(|r| q.roles.is_empty() || q.roles.iter().any(|own| own == r))
    });
    let asked: Vec<Asked> = bank.iter().map(|question| Asked::of(question, handbook, words)).collect();
    match format {
        Format::Gift => gift::text(&asked),
        Format::Moodle => moodle::text(&asked),
        Format::Anki => anki::text(&asked, &handbook.config.id),
    }
}

/// A question and what all formats say about it.
struct Asked<'a> {
    question: &'a Question,
    /// What it is answered with.
    form: QuestionKind,
    /// Handbook, unit where there is one, rule set.
    place: Vec<&'a str>,
    /// Kind and roles, as people read them.
    tags: Vec<String>,
    /// Explanation and clauses, one a line.
    why: Vec<String>,
}

impl<'a> Asked<'a> {
    fn of(question: &'a Question, handbook: &'a Handbook, words: &Words) -> Self {
        let targets = || question.basis.iter().flat_map(|basis| &basis.targets);
        let unit = question.unit.as_deref().and_then(|id| handbook.config.unit(id)).map(|unit| unit.short.as_str());
        let rules = targets().find_map(|target| handbook.meta(&target.page)).map(|meta| meta.title.as_str());
        let kind = words.get(&format!("quiz.kind.{}", question.kind.name())).to_owned();
        let roles = question.roles.iter().filter_map(|id| handbook.config.role(id)).map(|role| role.name.clone());
        let mut cites: Vec<&str> = Vec::new();
        for target in targets() {
            if !cites.contains(&target.cite.as_str()) {
                cites.push(&target.cite);
            }
        }
        let basis = words.fill("export.quiz.basis", &[("cites", &cites.join("、"))]);
        Self {
            question,
            form: question.form(),
            place: [Some(handbook.config.title.as_str()), unit, rules].into_iter().flatten().collect(),
            tags: std::iter::once(kind).chain(roles).collect(),
            why: [question.explanation.clone(), basis].into_iter().filter(|line| !line.is_empty()).collect(),
        }
    }

    /// Two sides to match, in the right order: pairs, or numbers and steps.
    fn pairs(&self) -> Vec<(String, &'a str)> {
        match self.form {
            QuestionKind::Ordering => self
                .question
                .choices
                .iter()
                .zip(1..)
                .map(|(step, n): (_, usize)| (n.to_string(), step.text.as_str()))
                .collect(),
            _ => self.question.pairs.iter().map(|(left, right)| (left.clone(), right.as_str())).collect(),
        }
    }

    /// Whether the statement of a true/false question holds.
    fn holds(&self) -> bool {
        self.question.choices.iter().any(|choice| choice.right && choice.text == "对")
    }

    /// A choice's share of the points in hundredths: all right ones make a hundred, a wrong one takes all.
    fn share(&self, right: bool) -> String {
        let count = self.question.choices.iter().filter(|choice| choice.right).count().max(1);
        match (right, self.form) {
            (true, QuestionKind::Single) => "100".to_owned(),
            (true, _) if 100 % count == 0 => (100 / count).to_string(),
            (true, _) => format!("{:.5}", 100.0 / f64::from(u32::try_from(count).unwrap_or(u32::MAX))),
            (false, QuestionKind::Single) => "0".to_owned(),
            (false, _) => "-100".to_owned(),
        }
    }

    fn answer(&self) -> String {
        answer(self.question).into_owned()
    }
}

/// Texts in an order that tells nothing: by their hashes, and never as they came.
fn shuffled<'a>(id: &str, texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let given: Vec<&str> = texts.collect();
    let mut out = given.clone();
    out.sort_by_key(|text| (fnv1a(format!("{id}\n{text}").as_bytes()), *text));
    if out == given && out.len() > 1 {
        out.rotate_left(1);
    }
    out
}
