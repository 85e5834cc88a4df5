//! Quiz questions.

use super::{Citation, Meta};
use crate::source::Span;
use jiff::civil::Date;

/// A kind of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionKind {
    /// 单选
    Single,
    /// 多选
    Multiple,
    /// 判断
    TrueFalse,
    /// 填空
    FillIn,
    /// 排序
    Ordering,
    /// 配对
    Matching,
    /// 简答
    ShortAnswer,
    /// 情景
    Scenario,
}

impl QuestionKind {
    /// As `export` writes it.
    pub fn name(self) -> &'static str {
        match self {
            QuestionKind::Single => "single",
            QuestionKind::Multiple => "multiple",
            QuestionKind::TrueFalse => "true-false",
            QuestionKind::FillIn => "fill-in",
            QuestionKind::Ordering => "ordering",
            QuestionKind::Matching => "matching",
            QuestionKind::ShortAnswer => "short-answer",
            QuestionKind::Scenario => "scenario",
        }
    }
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Plain text.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Stable id, ASCII: pinned by `{#name}`, else `bank-id-3`; from a fact `page#anchor.1`.
    pub id: String,
    /// Its kind.
    pub kind: QuestionKind,
    /// The stem, plain text; a blank stands as `___`.
    pub stem: String,
    /// Choices; of an ordering question the steps in the right order, all right.
    pub choices: Vec<Choice>,
    /// Pairs of a matching question.
    pub pairs: Vec<(String, String)>,
    /// Accepted answers of a fill-in; the points a short answer must make. A scenario has these or choices.
    pub answers: Vec<String>,
    /// Why.
    pub explanation: String,
    /// The clauses it rests on; at least one.
    pub basis: Vec<Citation>,
    /// From 1 (easy) to 3.
    pub difficulty: u8,
    /// Unit id.
    pub unit: Option<String>,
    /// Role ids.
    pub roles: Vec<String>,
    /// It enters papers the week after.
    pub since: Option<Date>,
    /// It is asked no more from the week after on; it stays written so that past papers stay as they were.
    pub retired: Option<Date>,
    /// Whether it was made from a marked fact rather than written by hand.
    pub from_fact: bool,
    /// Where it is written: its heading, or the clause of the fact.
    pub span: Span,
}

impl Question {
    /// The `id` of its element.
    pub fn anchor(&self) -> String {
        format!("q-{}", self.id.replace(['#', '.'], "-"))
    }

    /// What it is answered with: its kind, and for a scenario that of its answer. Without choices that is a short answer,
    /// unless the stem has a blank.
    pub fn form(&self) -> QuestionKind {
        if self.kind != QuestionKind::Scenario {
            return self.kind;
        }
        match self.choices.iter().filter(|choice| choice.right).count() {
            _ if !self.pairs.is_empty() => QuestionKind::Matching,
            0 if self.stem.contains("___") => QuestionKind::FillIn,
            0 => QuestionKind::ShortAnswer,
            right if right == self.choices.len() => QuestionKind::Ordering,
            1 => QuestionKind::Single,
            _ => QuestionKind::Multiple,
        }
    }
}

/// How a question went in one week, as `content/quiz/results.csv` tells: no names, only counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuizResult {
    /// The Monday of the week it was asked in.
    pub week: Date,
    /// The day the counts were made.
    pub recorded: Date,
    /// The printed number of the paper.
    pub paper: String,
    /// The id of the question.
    pub question: String,
    /// How many answered it.
    pub taken: u32,
    /// How many of them rightly.
    pub right: u32,
    /// Its line.
    pub span: Span,
}

/// A page of questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Bank {
    /// Common front matter.
    pub meta: Meta,
    /// Finished HTML before the first question, with citation marks.
    pub intro: String,
    /// Its questions.
    pub questions: Vec<Question>,
}
