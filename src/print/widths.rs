//! In: what columns ask for. Out: whole millimetres that add up to the sheet.

use super::{
    cells,
    columns::{Role, TableColumn},
    paper::{CELL_INSET, Type},
};
use crate::model::{Column, FieldKind, Ledger, LedgerRow};

/// What a column asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// So many mm.
    Fixed(u32),
    /// What is left, shared in proportion.
    Share {
        /// Its weight.
        weight: u32,
        /// The least it can do with, in mm.
        least: u32,
    },
}

/// Least width in mm of a column that takes what is left.
const LEAST: u32 = 15;
/// Heads of columns that take a few characters: a name, a number, a time.
const SHORT: [&str; 21] = [
    "时间", "日期", "次数", "天数", "人数", "数量", "编号", "工号", "星期", "号码", "姓名", "岗位", "班次", "签字",
    "签名", "种类", "单位", "电话", "人", "员", "组长",
];
/// Heads of columns that take sentences.
const LONG: [&str; 12] =
    ["内容", "问题", "情况", "事由", "处理", "备注", "意见", "复述", "摘要", "结果", "整改", "说明"];

/// What an extra column of the check rows asks for.
pub fn extra(column: &Column) -> Wish {
    width(column).map_or_else(|| by_name(&column.name), Wish::Fixed)
}

/// What a column of a ledger asks for: pre-printed text as much as it is long, a column to write in by what its head says.
pub fn cell(ledger: &Ledger, index: usize) -> Wish {
    let column = &ledger.columns[index];
    if let Some(width) = width(column) {
        return Wish::Fixed(width);
    }
    if column.name == "序号" {
        return Wish::Fixed(10);
    }
    if !is_printed(ledger, index) {
        return by_name(&column.name);
    }
    let cells = ledger.rows.iter().map(|row| row.cells[index].as_str());
    let longest = cells.map(|cell| Type::BODY.width_of(cell, CELL_INSET)).max().unwrap_or(0);
    // Where there is something to write, print takes no more than it needs.
    let all_printed = (0..ledger.columns.len()).all(|index| is_printed(ledger, index));
    Wish::Share { weight: if all_printed { (longest / 20).clamp(2, 8) } else { 0 }, least: longest.clamp(LEAST, 52) }
}

/// Whether every cell of a column holds print.
fn is_printed(ledger: &Ledger, index: usize) -> bool {
    let filled = |row: &LedgerRow| row.cells.get(index).is_some_and(|cell| !cell.is_empty());
    ledger.blank_rows == 0 && !ledger.rows.is_empty() && ledger.rows.iter().all(filled)
}

/// The width a column names, or that of what is written in it.
fn width(column: &Column) -> Option<u32> {
    column.width.or(match column.kind {
        FieldKind::Date => Some(20),
        FieldKind::Time | FieldKind::Number => Some(16),
        FieldKind::Person => Some(18),
        FieldKind::Choice => {
            let boxes = cells::boxes(&column.choices);
            let widest = boxes.iter().map(|text| Type::SMALL.width_of(text, CELL_INSET)).max().unwrap_or(LEAST);
            Some(Type::SMALL.width_of(&boxes.join(" "), CELL_INSET).min(32).max(widest).clamp(LEAST, 60))
        }
        FieldKind::Text => None,
    })
}

fn by_name(name: &str) -> Wish {
    let plain = name.split(['（', '(']).next().unwrap_or(name);
    let weight = if LONG.iter().any(|word| plain.contains(word)) {
        5
    } else if plain.chars().count() <= 6 && SHORT.iter().any(|word| plain.ends_with(word)) {
        2
    } else {
        3
    };
    Wish::Share { weight, least: LEAST }
}

/// Gives every column its width. `Err` says, in mm, by how much they are too wide for `total`.
pub fn share(wishes: &[(Role, Wish)], total: u32) -> Result<Vec<TableColumn>, u32> {
    let least: u32 = wishes.iter().map(|(_, wish)| least(*wish)).sum();
    if least > total {
        return Err(least - total);
    }
    let weights: u32 = wishes.iter().map(|(_, wish)| weight(*wish)).sum();
    let left = total - least;
    let width = |wish: Wish| match wish {
        // A table of fixed columns only is widened in proportion.
        Wish::Fixed(width) if weights == 0 => width * total / least.max(1),
        Wish::Fixed(width) => width,
        Wish::Share { weight, least } => least + left * weight / weights.max(1),
    };
    let mut columns: Vec<_> =
        wishes.iter().map(|(role, wish)| TableColumn { role: *role, width: width(*wish) }).collect();
    let sum: u32 = columns.iter().map(|c| c.width).sum();
    if let Some(widest) = columns.iter_mut().rev().max_by_key(|c| c.width) {
        widest.width += total - sum;
    }
    Ok(columns)
}

fn least(wish: Wish) -> u32 {
    match wish {
        Wish::Fixed(width) => width,
        Wish::Share { least, .. } => least,
    }
}

fn weight(wish: Wish) -> u32 {
    match wish {
        Wish::Fixed(_) => 0,
        Wish::Share { weight, .. } => weight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(wishes: &[Wish], total: u32) -> Result<Vec<u32>, u32> {
        let wishes: Vec<_> = wishes.iter().enumerate().map(|(i, wish)| (Role::Cell(i), *wish)).collect();
        Ok(share(&wishes, total)?.into_iter().map(|c| c.width).collect())
    }

    #[test]
    fn widths_always_add_up() {
        let rest = |weight| Wish::Share { weight, least: 15 };
        assert_eq!(widths(&[Wish::Fixed(10), rest(2), rest(5)], 100), Ok(vec![10, 32, 58]));
        assert_eq!(widths(&[Wish::Fixed(30), Wish::Fixed(40)], 173), Ok(vec![74, 99]));
        assert_eq!(widths(&[Wish::Fixed(90), Wish::Fixed(100)], 173), Err(17));
    }

    #[test]
    fn a_head_says_how_much_is_written_beneath_it() {
        let weight = |name| match by_name(name) {
            Wish::Share { weight, .. } => weight,
            Wish::Fixed(_) => 0,
        };
        assert_eq!(["姓名", "要不要回复", "反映的问题和地点"].map(weight), [2, 3, 5]);
    }
}
