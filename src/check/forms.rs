//! In: all forms, resolved. Out: what makes a form hard to trust on paper: a number that another form bears, too; a check row that
//! nobody can trace to a clause; more checks at a stretch than anybody keeps in mind.

use super::overlap::{bare, pairs};
use crate::{
    diag::{Diagnostic, Diagnostics},
    figures::figures,
    model::{Ask, CheckRow, Clause, Form, FormBlock, Handbook},
    quiz::choices::Amount,
    review::clause_of,
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
        unbroken(form, diagnostics);
        unasked(handbook, form, diagnostics);
    }
}

/// More checks than this, without a heading, a group, or a row that asks when or by whom, are gone through without looking.
const MOST_CHECKS: usize = 9;

fn unbroken(form: &Form, diagnostics: &mut Diagnostics) {
    for block in &form.blocks {
        let FormBlock::Checks(rows) = block else { continue };
        let stretches = rows.split(pauses).flat_map(|rows| rows.chunk_by(|a, b| a.area == b.area));
        for rows in stretches.filter(|rows| rows.len() > MOST_CHECKS) {
            let message = format!("从“{}”起，一口气要查{}项", rows[0].text, rows.len());
            let hint = format!("用小节（##）或类别（###）分开，每组不超过{MOST_CHECKS}项；也可以隔一行写时间或签名");
            diagnostics.push(Diagnostic::new("weak-form", rows[MOST_CHECKS].span, message).hint(hint));
        }
    }
}

/// How much of a row must stand in a sentence of its clause to be about the same.
const SAME: f64 = 0.5;

/// A row that restates a sentence of its clause without the amount that stands there, which no row of the form asks or names.
fn unasked(handbook: &Handbook, form: &Form, diagnostics: &mut Diagnostics) {
    let named = |amount: &str| form.rows().iter().any(|row| row.text.contains(amount));
    for block in &form.blocks {
        let FormBlock::Checks(rows) = block else { continue };
        for row in rows.iter().filter(|row| row.ask == Ask::Mark && amount(&row.text).is_none()) {
            let targets = row.clauses.iter().flat_map(|citation| &citation.targets);
            let clauses = targets.filter_map(|target| clause_of(handbook, &target.key())).map(|(_, clause)| clause);
            let missing = clauses.filter_map(|clause| Some((clause, restated_amount(&row.text, clause)?)));
            let Some((clause, amount)) = missing.into_iter().find(|(_, amount)| !named(amount)) else { continue };
            let message = format!("“{}”依据的条文里有“{amount}”，表上没有问到", row.text);
            let hint = "把数字写进检查内容，或用 {数值: 单位} 让查的人写下实际的数";
            diagnostics
                .push(Diagnostic::new("weak-form", row.span, message).label(clause.span, "条文在这里").hint(hint));
        }
    }
}

/// The first amount in a sentence of the clause that a row restates.
fn restated_amount<'a>(row: &str, clause: &'a Clause) -> Option<&'a str> {
    let row = pairs(&bare(row));
    let same = |sentence: &&str| {
        let held = row.intersection(&pairs(&bare(sentence))).count() as f64;
        held >= SAME * row.len().max(1) as f64
    };
    sentences(clause).filter(same).find_map(amount)
}

fn sentences(clause: &Clause) -> impl Iterator<Item = &str> {
    clause.paragraphs().flat_map(|paragraph| paragraph.text.split(['。', '；', '：']))
}

/// The first figure of a sentence that says how much.
fn amount(sentence: &str) -> Option<&str> {
    figures(sentence).map(|range| &sentence[range]).find(|figure| Amount::of(figure).is_some())
}

/// A row that only says when or by whom it was checked.
fn pauses(row: &CheckRow) -> bool {
    matches!(row.ask, Ask::Time | Ask::Date | Ask::Person)
}

/// Check rows without a clause of their own or of their heading.
fn untraced(form: &Form, diagnostics: &mut Diagnostics) {
    for (heading, block) in form.headed() {
        let FormBlock::Checks(rows) = block else { continue };
        let checks = rows.iter().filter(|row| !pauses(row));
        for row in checks.filter(|row| heading.is_empty() && row.clauses.is_empty()) {
            let message = format!("“{}”没有写依据哪一条", row.text);
            let hint = "在行末写 [[页面#编号]]，或写在小节标题后面管一节；查的人和审的人都要能找到原条文";
            diagnostics.push(Diagnostic::new("weak-form", row.span, message).hint(hint));
        }
    }
}
