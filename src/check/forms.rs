//! In: all forms, resolved. Out: what makes a form hard to trust on paper: a number that another form bears, too; a check row that
//! nobody can trace to a clause.

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Ask, Form, FormBlock, Handbook},
};
use std::collections::BTreeMap;

/// Looks at every form by itself, and at all numbers together.
pub fn lint(handbook: &Handbook, diagnostics: &mut Diagnostics) {
    let mut bearers: BTreeMap<&str, &Form> = BTreeMap::new();
    for form in &handbook.forms {
        if let Some(first) = bearers.get(form.code.as_str()) {
            let message = format!("编号“{}”已是“{}”的", form.code, first.meta.title);
            let twice = Diagnostic::new("weak-form", form.meta.span, message).label(first.meta.span, "先用的在这里");
            diagnostics.push(twice.hint("换一个编号：流水号、归档都靠它，两张表同号就分不清"));
        }
        bearers.entry(&form.code).or_insert(form);
        untraced(form, diagnostics);
    }
}

/// Check rows without a clause of their own or of their heading.
fn untraced(form: &Form, diagnostics: &mut Diagnostics) {
    for (heading, block) in form.headed() {
        let FormBlock::Checks(rows) = block else { continue };
        // When and by whom it was checked is no check.
        let checks = rows.iter().filter(|row| !matches!(row.ask, Ask::Time | Ask::Date | Ask::Person));
        for row in checks.filter(|row| heading.is_empty() && row.clauses.is_empty()) {
            let message = format!("“{}”没有写依据哪一条", row.text);
            let hint = "在行末写 [[页面#编号]]，或写在小节标题后面管一节；查的人和审的人都要能找到原条文";
            diagnostics.push(Diagnostic::new("weak-form", row.span, message).hint(hint));
        }
    }
}
