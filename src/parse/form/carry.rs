//! In: what the front matter's `carry` names, and the blocks of the form. Out: those that the form has; a diagnostic for any other.

use crate::{diag::Diagnostic, model::FormBlock, parse::PageCx, print::cells, source::Span};

/// Keeps the names that are a pre-printed ledger row, a ledger column or a box to write in.
pub(super) fn known(cx: &mut PageCx, named: Vec<(String, Span)>, blocks: &[FormBlock]) -> Vec<String> {
    let names: Vec<&str> = blocks.iter().flat_map(names).collect();
    let mut out = Vec::new();
    for (name, span) in named {
        if names.contains(&name.as_str()) {
            out.push(name);
            continue;
        }
        let near = crate::diag::nearest(&name, names.iter().copied());
        let near = near.map_or(String::new(), |near| format!("；是不是想写“{near}”？"));
        let hint = format!("写台账里印好的一行、一列，或“名称：___”的名称{near}");
        cx.report(Diagnostic::new("bad-form", span, format!("carry 里的“{name}”不在表单里")).hint(hint));
    }
    out
}

fn names(block: &FormBlock) -> Vec<&str> {
    match block {
        FormBlock::Ledger(ledger) => {
            let rows = ledger.rows.iter().filter_map(|row| row.cells.first());
            ledger.columns.iter().map(|column| &column.name).chain(rows).map(String::as_str).collect()
        }
        FormBlock::Text(text) => {
            cells::box_name(&text.text).map(|name| name.trim_end_matches(['：', ':'])).into_iter().collect()
        }
        FormBlock::Section(_) | FormBlock::Checks(_) => Vec::new(),
    }
}
