//! In: the answers written under one stem. Out: the kind of question they make, their parts, and what is wrong with them.

use crate::model::{Choice, QuestionKind};
use std::collections::BTreeSet;

/// Every kind of answer a question can be given; a sound question has one of them.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Choices and whether they are right.
    pub choices: Vec<(String, bool)>,
    /// Steps in the right order.
    pub steps: Vec<String>,
    /// Left and right sides.
    pub pairs: Vec<(String, String)>,
    /// Words a blank accepts.
    pub accepted: Vec<String>,
    /// What a short answer must say.
    pub points: Vec<String>,
}

impl Answer {
    /// The kind of question, by what it is answered with.
    pub fn kind(&self) -> QuestionKind {
        if !self.steps.is_empty() {
            QuestionKind::Ordering
        } else if !self.pairs.is_empty() {
            QuestionKind::Matching
        } else if !self.accepted.is_empty() {
            QuestionKind::FillIn
        } else if !self.points.is_empty() {
            QuestionKind::ShortAnswer
        } else if self.is_true_or_false() {
            QuestionKind::TrueFalse
        } else if self.right() > 1 {
            QuestionKind::Multiple
        } else {
            QuestionKind::Single
        }
    }

    fn is_true_or_false(&self) -> bool {
        let names: BTreeSet<&str> = self.choices.iter().map(|(text, _)| text.as_str()).collect();
        self.choices.len() == 2 && names == BTreeSet::from(["对", "错"])
    }

    fn right(&self) -> usize {
        self.choices.iter().filter(|(_, right)| *right).count()
    }

    /// Choices (or steps), pairs and accepted texts, as the model keeps them.
    pub fn parts(self) -> (Vec<Choice>, Vec<(String, String)>, Vec<String>) {
        let steps = self.steps.into_iter().map(|text| Choice { text, right: true });
        let choices = self.choices.into_iter().map(|(text, right)| Choice { text, right });
        let answers = if self.accepted.is_empty() { self.points } else { self.accepted };
        (steps.chain(choices).collect(), self.pairs, answers)
    }

    /// What is wrong: the fact and the hint.
    pub fn faults(&self) -> Vec<(String, &'static str)> {
        let given = [
            !self.choices.is_empty(),
            !self.steps.is_empty(),
            !self.pairs.is_empty(),
            !self.accepted.is_empty(),
            !self.points.is_empty(),
        ];
        match given.iter().filter(|given| **given).count() {
            0 => {
                vec![("这道题没有答案".to_owned(), "写上 - [x] 开头的选项，或 答案：、要点：、排序：、配对： 中的一种")]
            }
            1 => self.own_faults(),
            _ => vec![("这道题有不止一种答案".to_owned(), "选项、答案、要点、排序、配对只能用一种，请拆成几道题")],
        }
    }

    fn own_faults(&self) -> Vec<(String, &'static str)> {
        let mut out = Vec::new();
        let mut fault = |wrong: bool, fact: &str, hint: &'static str| {
            if wrong {
                out.push((fact.to_owned(), hint));
            }
        };
        let choices = &self.choices;
        fault(choices.len() == 1, "只有一个选项", "至少写两个选项");
        fault(!choices.is_empty() && self.right() == 0, "没有对的选项", "把对的选项写成 - [x]");
        fault(choices.iter().any(|(text, _)| text.is_empty()), "有一个选项是空的", "写上文字，或删去它");
        fault(self.is_true_or_false() && self.right() > 1, "对和错都标成了对的", "判断题只能有一个 [x]");
        fault(self.steps.len() == 1, "只有一个步骤", "排序题至少要两步");
        fault(self.pairs.len() == 1, "只有一对", "配对题至少要两对");
        let texts: Vec<&str> = choices.iter().map(|(t, _)| t).chain(&self.steps).map(String::as_str).collect();
        if let Some(twice) = repeated(&texts) {
            out.push((format!("有两个相同的选项“{twice}”"), "改掉或删去一个"));
        }
        let left: Vec<&str> = self.pairs.iter().map(|(left, _)| left.as_str()).collect();
        if let Some(twice) = repeated(&left) {
            out.push((format!("配对的左边有两个“{twice}”"), "改掉或删去一个"));
        }
        out
    }
}

/// The first text that stands there twice, blanks and end punctuation aside.
fn repeated<'a>(texts: &[&'a str]) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    texts.iter().copied().find(|text| {
        let bare: String = text.trim_end_matches(['。', '.', '；', ';']).split_whitespace().collect();
        !seen.insert(bare)
    })
}
