//! In: the questions of all banks, and how they went. Out: findings about ids that two of them bear, and about results of none.

use crate::quiz::facts;
use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Handbook, Question},
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
