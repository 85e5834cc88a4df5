//! In: forms. Out: explicit A4 sheets, and what does not fit them.
//!
//! [`basis`] finds the clauses' short labels, [`frame`] measures what every sheet repeats, [`columns`] and [`widths`] shape the
//! tables, [`size`] measures rows, [`flow`] lines them up, [`paginate`] places them. All of it is arithmetic on [`cells`] and
//! [`paper`]: no font is asked.

pub mod basis;
pub mod cells;
pub mod columns;
pub mod flow;
pub mod frame;
pub mod paginate;
pub mod paper;
pub mod size;
pub mod widths;

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Form, Handbook},
};
use basis::Basis;
use paginate::Fault;

/// Reports every form that does not fit its paper. Call it once citations are resolved: the clauses' labels take room.
pub fn check(handbook: &Handbook, diagnostics: &mut Diagnostics) {
    for form in &handbook.forms {
        let basis = Basis::of(form, handbook);
        for fault in paginate::layout(form, &basis).faults {
            diagnostics.push(describe(form, fault));
        }
    }
}

/// How many sheets a form takes.
pub fn sheet_count(form: &Form, handbook: &Handbook) -> u32 {
    paginate::sheet_count(form, &Basis::of(form, handbook))
}

fn describe(form: &Form, fault: Fault) -> Diagnostic {
    let title = &form.meta.title;
    match fault {
        Fault::TooWide(span, excess) => {
            Diagnostic::new("form-overflow", span, format!("表单“{title}”的表格比纸宽 {excess} 毫米"))
                .hint("减少列、减小列宽（{30mm}），或在文件头写 orientation: landscape 改成横向")
        }
        Fault::TooHigh(span, row) => {
            Diagnostic::new("form-overflow", span, format!("表单“{title}”的“{}”比一页纸还高", short(&row)))
                .hint("把这一行拆成几行，或减小 row-height")
        }
        Fault::TooMany { span, row, sheets, declared } => Diagnostic::new(
            "form-overflow",
            span,
            format!(
                "表单“{title}”声明 {declared} 页，排出来有 {sheets} 页：从“{}”起排到了第 {} 页",
                short(&row),
                declared + 1
            ),
        )
        .hint(format!("减少空行、缩短文字，或把文件头的 sheets 改成 {sheets}")),
    }
}

/// The beginning of a row's text, long enough to know it by.
fn short(text: &str) -> String {
    match text.char_indices().nth(20) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
