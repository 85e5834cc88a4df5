//! In: a row of a form and the columns it stands in. Out: how high it is, and how much it may grow.

use super::{
    basis::Basis,
    cells,
    columns::{Role, Shape, TableColumn, choices_height},
    paper::{CELL_INSET, LEAST_ROW, Paper, Type, row_height, whole},
};
use crate::model::{Ask, CheckRow, Form, FormText, Ledger, LedgerRow, Section};

/// Height of a piece and how much it may grow, in mm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Height in mm.
    pub height: u32,
    /// How much it may grow, in mm.
    pub stretch: u32,
    /// Whether sentences are written into it.
    pub writing: bool,
}

impl Size {
    /// So high, and growing up to `most`; not beyond 60 mm, above which heights go in steps.
    pub fn up_to(height: u32, most: u32) -> Self {
        Self { height, stretch: most.min(60).saturating_sub(height), writing: false }
    }

    /// The same for a row that sentences are written into.
    pub fn for_writing(height: u32, most: u32) -> Self {
        Self { writing: true, ..Self::up_to(height, most) }
    }

    /// Just so high.
    pub fn fixed(height: u32) -> Self {
        Self::up_to(height, height)
    }
}

/// A heading, with room for the mark of its going on.
pub fn of_section(section: &Section, form: &Form, basis: &Basis) -> Size {
    let line = section_line(section, basis, true);
    let lines = Type::BODY.lines(&line, Paper::of(form.orientation).text_width(), CELL_INSET);
    Size::fixed(row_height(lines * Type::BODY.line, LEAST_ROW))
}

/// A paragraph: a box to write in may grow far, a sentence with blanks a little.
pub fn of_text(text: &FormText, form: &Form, basis: &Basis) -> Size {
    let line = text_line(text, basis);
    let lines = Type::BODY.lines(&line, Paper::of(form.orientation).text_width(), CELL_INSET);
    let height = whole((lines * LEAST_ROW).max(form.row_height));
    if cells::box_name(&text.text).is_some() {
        Size::for_writing(height, 40)
    } else if line.contains(cells::BLANK) {
        Size::up_to(height, lines * 10)
    } else {
        Size::fixed(row_height(lines * Type::BODY.line, LEAST_ROW))
    }
}

/// A check row: words need more room than a tick.
pub fn of_check(row: &CheckRow, form: &Form, shape: &Shape, basis: &Basis) -> Size {
    let cell = |column: &TableColumn| match column.role {
        // A group may be cut by a sheet's end, so each of its rows has room for its name.
        Role::Area => column.text_height(&row.area, Type::SMALL),
        Role::Item => column.text_height(&row.text, Type::BODY),
        Role::Basis => column.text_height(&basis.label(&row.clauses), Type::SMALL),
        Role::Round(_) | Role::Answer => ask_height(&row.ask, column.room(Type::SMALL)),
        Role::Extra(i) => choices_height(&form.columns[i].choices, *column),
        Role::Number | Role::Mark(_) | Role::Cell(_) => Type::BODY.line,
    };
    let cells = shape.columns.iter().map(cell).max().unwrap_or(0).max(merged_height(row, shape));
    let height = row_height(cells, form.row_height);
    match row.ask {
        Ask::Text => Size::for_writing(height, height + 12),
        _ => Size::up_to(height, height + 4),
    }
}

/// A row that leaves cells to write in may grow far, one that is all print only a little.
pub fn of_filled(row: &LedgerRow, form: &Form, shape: &Shape, basis: &Basis) -> Size {
    let columns = shape.ledger().map_or(&[][..], |ledger| &ledger.columns);
    let text = |i: usize| row.cells.get(i).map_or("", String::as_str);
    let cell = |column: &TableColumn| match column.role {
        Role::Cell(i) if text(i).is_empty() => choices_height(&columns[i].choices, *column),
        Role::Cell(i) => column.text_height(text(i), Type::BODY),
        _ => column.text_height(&basis.label(&row.clauses), Type::SMALL),
    };
    let height = row_height(shape.columns.iter().map(cell).max().unwrap_or(0), form.row_height);
    let writing = shape.columns.iter().any(|c| matches!(c.role, Role::Cell(i) if text(i).is_empty()));
    if writing { Size::for_writing(height, 30) } else { Size::up_to(height, height + 4) }
}

/// An empty row of a ledger.
pub fn of_blank(ledger: &Ledger, form: &Form, shape: &Shape) -> Size {
    let cell = |column: &TableColumn| match column.role {
        Role::Cell(i) => choices_height(&ledger.columns[i].choices, *column),
        _ => Type::SMALL.line,
    };
    let height = row_height(shape.columns.iter().map(cell).max().unwrap_or(0), form.row_height);
    Size::up_to(height, 16)
}

/// Height a value needs where the mark columns are merged for it, in hundredths of a mm.
fn merged_height(row: &CheckRow, shape: &Shape) -> u32 {
    match shape.merged_marks() {
        0 => 0,
        _ if row.ask == Ask::Mark => 0,
        width => ask_height(&row.ask, Type::SMALL.room(width, CELL_INSET)),
    }
}

/// A heading as it is counted: its clauses in brackets, the mark of its going on.
pub fn section_line(section: &Section, basis: &Basis, continued: bool) -> String {
    let label = basis.label(&section.clauses);
    let label = if label.is_empty() { label } else { format!("（{label}）") };
    format!("{}{label}{}", section.title, if continued { "（续）" } else { "" })
}

/// A paragraph as it is counted: blanks drawn, a box without its blank, the clause behind it.
pub fn text_line(text: &FormText, basis: &Basis) -> String {
    let label = basis.label(&text.clauses);
    let printed = cells::box_name(&text.text).map_or_else(|| cells::printed(&text.text), Into::into);
    if label.is_empty() { printed.into_owned() } else { format!("{printed}（{label}）") }
}

/// Height of what is printed in an answer cell of `room` tenths of an em, in hundredths of a mm.
fn ask_height(ask: &Ask, room: u32) -> u32 {
    let lines = match ask {
        Ask::Choice(choices) => cells::box_lines(&cells::boxes(choices), room),
        Ask::Value(unit) => cells::lines(unit, room),
        _ => 1,
    };
    lines * Type::SMALL.line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_grows_only_up_to_its_most() {
        assert_eq!((Size::up_to(12, 16).stretch, Size::up_to(20, 16).stretch), (4, 0));
        assert_eq!(Size::for_writing(8, 80), Size { height: 8, stretch: 52, writing: true });
    }
}
