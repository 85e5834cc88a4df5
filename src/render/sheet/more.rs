//! In: a form. Out: its sheets, and a 续页 for what is more than they hold.
//!
//! A 续页 has the form's head and foot. A form with empty ledger rows goes on with the columns of its longest such ledger; any
//! other with lines to write on and a column for the row they belong to.

use super::{PaperWords, Printer};
use crate::{
    model::{Column, FieldKind, Form, FormBlock, Handbook, Ledger, Meta, Section},
    print::{basis::Basis, paginate},
};

/// The HTML of a form's sheets.
pub struct Printed {
    /// The sheets.
    pub sheets: String,
    /// How many.
    pub count: usize,
    /// One 续页.
    pub more: String,
    /// What they rest on.
    pub basis: Basis,
}

impl Printed {
    /// Prints a form.
    pub fn of(form: &Form, handbook: &Handbook, words: &PaperWords) -> Self {
        let basis = Basis::of(form, handbook);
        let (sheets, count) = print(form, &basis, words, false);
        let (more, _) = print(&continuation(form, words), &basis, words, true);
        Self { sheets, count, more, basis }
    }
}

fn print(form: &Form, basis: &Basis, words: &PaperWords, more: bool) -> (String, usize) {
    let layout = paginate::layout(form, basis);
    let html = Printer { form, basis, layout: &layout, words, more }.sheets();
    (html, layout.sheets.len())
}

/// A form of one sheet that takes what the other one had no room for.
fn continuation(form: &Form, words: &PaperWords) -> Form {
    let title = format!("{}{}", form.meta.title, words.more);
    let blocks = match longest_ledger(form) {
        Some((heading, ledger)) => {
            let ledger = Ledger { rows: Vec::new(), blank_rows: 1, fill: true, ..ledger.clone() };
            heading.cloned().map(FormBlock::Section).into_iter().chain([FormBlock::Ledger(ledger)]).collect()
        }
        None => vec![FormBlock::Ledger(lines(form, words))],
    };
    Form { meta: Meta { title, ..form.meta.clone() }, blocks, sheets: None, instructions: Vec::new(), ..form.clone() }
}

/// The ledger with the most empty rows, and the heading it stands under.
fn longest_ledger(form: &Form) -> Option<(Option<&Section>, &Ledger)> {
    let mut heading = None;
    let mut longest: Option<(Option<&Section>, &Ledger)> = None;
    for block in &form.blocks {
        match block {
            FormBlock::Section(section) => heading = Some(section),
            FormBlock::Ledger(ledger) if ledger.blank_rows > longest.map_or(0, |(_, l)| l.blank_rows) => {
                longest = Some((heading, ledger));
            }
            _ => {}
        }
    }
    longest
}

/// Lines to write on.
fn lines(form: &Form, words: &PaperWords) -> Ledger {
    let column =
        |name: &str, width| Column { name: name.to_owned(), width, kind: FieldKind::Text, choices: Vec::new() };
    let columns = vec![column(&words.more_row, Some(26)), column(&words.more_text, None)];
    Ledger { columns, rows: Vec::new(), blank_rows: 1, fill: true, span: form.meta.span }
}
