//! In: the rows of a Markdown table in a form. Out: a ledger.
//!
//! The head names the columns; what stands in braces after a name is its width or kind: `| 时间 {时间} | 内容 {60mm} |`. Citations
//! leave their cell and become the row's clauses.

use super::{
    item::{braces, split_choices},
    piece::{Piece, written},
};
use crate::{
    diag::Diagnostic,
    model::{Column, FieldKind, Ledger, LedgerRow},
    parse::PageCx,
};

/// Reads a table; `None` where it is none, after saying so.
pub(super) fn ledger(cx: &mut PageCx, rows: &[Piece]) -> Option<Ledger> {
    let (head, rest) = rows.split_first()?;
    let span = cx.span(head.at, head.at + head.text.len());
    let rest = match rest.split_first() {
        Some((rule, rest)) if is_rule(rule.text) => rest,
        _ => {
            let hint = "表头下面要有一行 |---|---|";
            cx.report(Diagnostic::new("bad-form", span, "表格缺少表头下的横线").hint(hint));
            return None;
        }
    };
    let columns: Vec<_> = cells(*head).into_iter().map(|cell| column(cx, cell)).collect();
    let rows = rest.iter().map(|row| filled(cx, *row, columns.len())).collect();
    Some(Ledger { columns, rows, blank_rows: 0, fill: false, span })
}

fn is_rule(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The cells of a row, between its bars; `\|` is no bar.
fn cells(row: Piece) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut start = 1;
    let mut escaped = false;
    for (i, c) in row.text.char_indices().skip(1) {
        if c == '|' && !escaped {
            out.push(row.part(start, i).trim());
            start = i + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    let last = row.part(start, row.text.len()).trim();
    if !last.text.is_empty() {
        out.push(last);
    }
    out
}

fn column(cx: &mut PageCx, cell: Piece) -> Column {
    let plain = Column { name: String::new(), width: None, kind: FieldKind::Text, choices: Vec::new() };
    let Some((from, to)) = braces(cell.text) else {
        return Column { name: written(cx, cell).text, ..plain };
    };
    let name = written(cx, cell.part(0, from)).text;
    match sort(cell.text[from + 1..to - 1].trim()) {
        Some((width, kind, choices)) => Column { name, width, kind, choices },
        None => {
            let span = cx.span(cell.at + from, cell.at + to);
            let fact = format!("不认识列的写法“{}”", &cell.text[from..to]);
            let hint = "可以写 {30mm}（8 到 120）、{日期}、{时间}、{签名}、{数值}、{选: 有/无}";
            cx.report(Diagnostic::new("bad-form", span, fact).hint(hint));
            Column { name, ..plain }
        }
    }
}

/// Width, kind and choices that a column's braces name.
fn sort(text: &str) -> Option<(Option<u32>, FieldKind, Vec<String>)> {
    if let Some(width) = text.strip_suffix("mm").or_else(|| text.strip_suffix("毫米")) {
        let width = width.trim().parse().ok().filter(|width| (8..=120).contains(width))?;
        return Some((Some(width), FieldKind::Text, Vec::new()));
    }
    if let Some(choices) = text.strip_prefix("选:").or_else(|| text.strip_prefix("选：")) {
        let choices = split_choices(choices);
        return (!choices.is_empty()).then_some((None, FieldKind::Choice, choices));
    }
    let kind = match text {
        "日期" => FieldKind::Date,
        "时间" => FieldKind::Time,
        "签名" => FieldKind::Person,
        "数值" => FieldKind::Number,
        _ => return None,
    };
    Some((None, kind, Vec::new()))
}

fn filled(cx: &mut PageCx, row: Piece, columns: usize) -> LedgerRow {
    let span = cx.span(row.at, row.at + row.text.len());
    let parts = cells(row);
    if parts.len() != columns {
        let fact = format!("这一行有 {} 格，表头有 {columns} 列", parts.len());
        cx.report(Diagnostic::new("bad-form", span, fact).hint("每行的格数要和表头一样；不填的格留空：| |"));
    }
    let mut clauses = Vec::new();
    let mut texts = Vec::with_capacity(columns);
    for part in parts.into_iter().take(columns) {
        let cell = written(cx, part);
        clauses.extend(cell.clauses);
        texts.push(cell.text);
    }
    texts.resize(columns, String::new());
    LedgerRow { cells: texts, clauses, span }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        cells(Piece { text, at: 0 }).into_iter().map(|cell| cell.text).collect()
    }

    #[test]
    fn cells_stand_between_bars() {
        assert_eq!(split("| 甲 | | 乙\\|丙 |"), ["甲", "", "乙\\|丙"]);
        assert_eq!(split("| 甲 | 乙"), ["甲", "乙"]);
    }

    #[test]
    fn a_columns_braces_are_width_kind_or_choices() {
        assert_eq!(sort("30mm"), Some((Some(30), FieldKind::Text, vec![])));
        assert_eq!(sort("300mm"), None);
        assert_eq!(sort("选: 有/无"), Some((None, FieldKind::Choice, vec!["有".into(), "无".into()])));
    }
}
