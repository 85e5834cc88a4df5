//! In: the questions of all banks. Out: findings about ids that two of them bear.

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Handbook, Question},
};
use std::collections::BTreeMap;

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
