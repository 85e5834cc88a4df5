//! In: questions with choices, the clauses of their units. Out: a wrong choice that another clause makes right: it stands there word for
//! word, and the clause speaks of what is asked at least as much as the one the question rests on.

use super::overlap::{bare, pairs};
use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Clause, Handbook, Question, Regulation},
};
use std::collections::BTreeSet;

/// The least share of what is asked that a clause must speak of.
const LEAST: f64 = 0.4;

/// Looks at every wrong choice of every question.
pub fn lint(handbook: &Handbook, diagnostics: &mut Diagnostics) {
    if handbook.banks.is_empty() {
        return;
    }
    let clauses: Vec<Rival> = handbook.regulations.iter().flat_map(Rival::of).collect();
    for question in handbook.banks.iter().flat_map(|bank| &bank.questions) {
        let stem = pairs(&bare(&question.stem));
        let own =
            clauses.iter().filter(|one| one.bears(question)).map(|one| one.speaks_of(&stem)).fold(LEAST, f64::max);
        for choice in question.choices.iter().filter(|choice| !choice.right) {
            let Some(rival) = clauses.iter().find(|one| one.rivals(question, &bare(&choice.text), &stem, own)) else {
                continue;
            };
            let message = format!("选项“{}”在{}里是对的，题干也像在问它", choice.text, rival.cite());
            let hint = "把题干问得只有一个答案（写明是哪个制度、什么情形），或换一个选项";
            diagnostics.push(
                Diagnostic::new("weak-question", question.span, message).label(rival.clause.span, "在这里").hint(hint),
            );
        }
    }
}

/// A clause that may answer a question.
struct Rival<'a> {
    regulation: &'a Regulation,
    clause: &'a Clause,
    text: String,
}

impl<'a> Rival<'a> {
    fn of(regulation: &'a Regulation) -> impl Iterator<Item = Self> {
        regulation.clauses.iter().map(move |clause| {
            let text = clause.paragraphs().map(|paragraph| bare(&paragraph.text)).collect();
            Self { regulation, clause, text }
        })
    }

    fn cite(&self) -> &str {
        &self.clause.cite
    }

    /// Whether a question rests on it.
    fn bears(&self, question: &Question) -> bool {
        question.basis.iter().flat_map(|basis| &basis.targets).any(|target| {
            let anchor = target.anchor.as_deref().unwrap_or_default();
            target.page == self.regulation.meta.id && anchor.split("-k").next() == Some(self.clause.anchor.as_str())
        })
    }

    /// The share of what is asked that it speaks of.
    fn speaks_of(&self, stem: &BTreeSet<[char; 2]>) -> f64 {
        stem.intersection(&pairs(&self.text)).count() as f64 / stem.len().max(1) as f64
    }

    fn rivals(&self, question: &Question, choice: &str, stem: &BTreeSet<[char; 2]>, own: f64) -> bool {
        self.regulation.meta.unit == question.unit
            && choice.chars().nth(1).is_some()
            && self.text.contains(choice)
            && !self.bears(question)
            && self.speaks_of(stem) >= own
    }
}
