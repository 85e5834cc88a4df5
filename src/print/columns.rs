//! In: a form. Out: the tables it is printed as: which columns, how wide, how high their heads.

use super::{
    basis::Basis,
    cells,
    paper::{CELL_INSET, LEAST_ROW, NARROW_INSET, Paper, Type, row_height},
    size,
    widths::{self, Wish},
};
use crate::model::{Ask, CheckRow, Form, FormBlock, Ledger, Section};

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The group of check rows: one cell beside all its rows.
    Area,
    /// The row's number.
    Number,
    /// What to look at.
    Item,
    /// The clause.
    Basis,
    /// A box for one mark: index of [`Form::marks`].
    Mark(usize),
    /// A cell for one round: index of [`Form::rounds`].
    Round(usize),
    /// What a row asks for, where the form has neither marks nor rounds.
    Answer,
    /// An extra column: index of [`Form::columns`].
    Extra(usize),
    /// A column of a ledger.
    Cell(usize),
}

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// What stands in it.
    pub role: Role,
    /// Its width in mm.
    pub width: u32,
}

impl TableColumn {
    /// What its cells lose at their sides, in hundredths of a mm.
    pub fn inset(self) -> u32 {
        match self.role {
            Role::Area | Role::Number | Role::Mark(_) | Role::Round(_) | Role::Basis => NARROW_INSET,
            _ => CELL_INSET,
        }
    }

    /// Tenths of an em a line of it holds.
    pub fn room(self, size: Type) -> u32 {
        size.room(self.width, self.inset())
    }

    /// Height of a text set in `size`, in hundredths of a mm.
    pub fn text_height(self, text: &str, size: Type) -> u32 {
        size.lines(text, self.width, self.inset()) * size.line
    }
}

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// Headings and paragraphs, as wide as the sheet, without a head.
    Texts,
    /// The form's check rows, and the headings among them.
    Checks,
    /// The rows of one ledger.
    Ledger(&'a Ledger),
}

/// A table as it is printed on every sheet it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape<'a> {
    /// What it holds.
    pub kind: Kind<'a>,
    /// Its columns, left to right; their widths add up to the sheet's.
    pub columns: Vec<TableColumn>,
    /// Height of its head in mm; 0 where it has none.
    pub head: u32,
    /// The only heading among its check rows, which stands in its head.
    pub title: Option<&'a Section>,
}

impl<'a> Shape<'a> {
    /// The ledger it is, if it is one.
    pub fn ledger(&self) -> Option<&'a Ledger> {
        match self.kind {
            Kind::Ledger(ledger) => Some(ledger),
            Kind::Texts | Kind::Checks => None,
        }
    }

    /// Width of the columns that are merged for a value instead of a mark, in mm.
    pub fn merged_marks(&self) -> u32 {
        self.columns.iter().filter(|c| matches!(c.role, Role::Mark(_))).map(|c| c.width).sum()
    }
}

/// The table of headings and paragraphs.
pub fn texts<'a>(form: &Form) -> Shape<'a> {
    let width = Paper::of(form.orientation).text_width();
    Shape { kind: Kind::Texts, columns: vec![TableColumn { role: Role::Item, width }], head: 0, title: None }
}

/// The signs that stand for the marks where a round has one cell: `√合格 ×不合格 ／不适用`.
pub fn signs(marks: &[String]) -> String {
    const SIGNS: [char; 5] = ['√', '×', '／', '△', '○'];
    let signs = marks.iter().enumerate().map(|(i, mark)| match SIGNS.get(i) {
        Some(sign) => format!("{sign}{mark}"),
        None => mark.clone(),
    });
    signs.collect::<Vec<_>>().join(" ")
}

/// The columns of the check rows; `labels` are those of the rows. `Err` says, in mm, by how much they are too wide.
pub fn check_columns(form: &Form, labels: &[String]) -> Result<Vec<TableColumn>, u32> {
    let areas = check_rows(form).any(|row| !row.area.is_empty());
    let mut wishes = Vec::new();
    wishes.extend(areas.then_some((Role::Area, Wish::Fixed(9))));
    wishes.extend([(Role::Number, Wish::Fixed(9)), (Role::Item, Wish::Share { weight: 9, least: 45 })]);
    wishes.extend(basis_width(labels).map(|width| (Role::Basis, Wish::Fixed(width))));
    wishes.extend(answers(form));
    wishes.extend(form.columns.iter().enumerate().map(|(i, c)| (Role::Extra(i), widths::extra(c))));
    widths::share(&wishes, Paper::of(form.orientation).text_width())
}

/// The table of the check rows, or a stretch of it under one heading.
pub fn checks<'a>(form: &Form, columns: &[TableColumn], basis: &Basis, title: Option<&'a Section>) -> Shape<'a> {
    let item = title.map_or_else(|| "检查内容".to_owned(), |section| size::section_line(section, basis, false));
    let head = head_height(columns, |role| check_head(form, role, &item));
    Shape { kind: Kind::Checks, columns: columns.to_vec(), head, title }
}

/// The head of a column of the check rows, with a stand-in of the same width for interface words.
fn check_head(form: &Form, role: Role, item: &str) -> String {
    match role {
        Role::Item if !form.rounds.is_empty() => format!("{item}（{}）", signs(&form.marks)),
        Role::Item => item.to_owned(),
        Role::Mark(i) => form.marks[i].clone(),
        Role::Round(i) => form.rounds[i].clone(),
        Role::Extra(i) => form.columns[i].name.clone(),
        _ => "依据".to_owned(),
    }
}

fn head_height(columns: &[TableColumn], name: impl Fn(Role) -> String) -> u32 {
    let lines = columns.iter().map(|c| c.text_height(&name(c.role), Type::SMALL)).max().unwrap_or(0);
    row_height(lines, LEAST_ROW)
}

/// The columns that take a mark or a value.
fn answers(form: &Form) -> Vec<(Role, Wish)> {
    let wish = |name: &String, least: u32| Wish::Fixed(Type::SMALL.width_of(name, NARROW_INSET).clamp(least, 20));
    if !form.rounds.is_empty() {
        return form.rounds.iter().enumerate().map(|(i, name)| (Role::Round(i), wish(name, 12))).collect();
    }
    if !form.marks.is_empty() {
        return form.marks.iter().enumerate().map(|(i, name)| (Role::Mark(i), wish(name, 10))).collect();
    }
    let asked = check_rows(form).any(|row| row.ask != Ask::Mark);
    if asked { vec![(Role::Answer, Wish::Fixed(36))] } else { Vec::new() }
}

/// The check rows of a form, in order.
pub fn check_rows(form: &Form) -> impl Iterator<Item = &CheckRow> {
    form.blocks.iter().flat_map(|block| match block {
        FormBlock::Checks(rows) => rows.as_slice(),
        _ => &[],
    })
}

/// Width of the 依据 column: that of the longest clause, the clauses of several documents beneath each other; `None` where no
/// row has one.
fn basis_width(labels: &[String]) -> Option<u32> {
    let parts = labels.iter().flat_map(|label| label.split_inclusive('；')).filter(|part| !part.is_empty());
    parts.map(|part| Type::SMALL.width_of(part, NARROW_INSET)).max().map(|width| width.clamp(11, 20))
}

/// The table of a ledger; `labels` are those of its rows. `Err` says, in mm, by how much its columns are too wide.
pub fn ledger<'a>(form: &Form, ledger: &'a Ledger, labels: &[String]) -> Result<Shape<'a>, u32> {
    let mut wishes: Vec<_> = (0..ledger.columns.len()).map(|i| (Role::Cell(i), widths::cell(ledger, i))).collect();
    match (basis_width(labels), own_basis(ledger)) {
        (Some(width), Some(index)) => wishes[index] = (Role::Basis, Wish::Fixed(width)),
        (Some(width), None) => wishes.push((Role::Basis, Wish::Fixed(width))),
        (None, _) => {}
    }
    let columns = widths::share(&wishes, Paper::of(form.orientation).text_width())?;
    let head = head_height(&columns, |role| match role {
        Role::Cell(i) => ledger.columns[i].name.clone(),
        _ => "依据".to_owned(),
    });
    Ok(Shape { kind: Kind::Ledger(ledger), columns, head, title: None })
}

/// The column the author made for the clauses: named 依据, with nothing else in it.
fn own_basis(ledger: &Ledger) -> Option<usize> {
    let index = ledger.columns.iter().position(|c| c.name == "依据")?;
    let empty = |cells: &[String]| cells.get(index).is_none_or(String::is_empty);
    ledger.rows.iter().all(|row| empty(&row.cells)).then_some(index)
}

/// Height of a cell of choices, in hundredths of a mm; that of one line where there are none.
pub fn choices_height(choices: &[String], cell: TableColumn) -> u32 {
    cells::box_lines(&cells::boxes(choices), cell.room(Type::SMALL)) * Type::SMALL.line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_for_the_marks() {
        assert_eq!(signs(&["合格".into(), "不合格".into(), "不适用".into()]), "√合格 ×不合格 ／不适用");
    }

    #[test]
    fn narrow_cells_have_narrow_sides() {
        let cell = |role| TableColumn { role, width: 12 };
        assert_eq!(cell(Role::Mark(0)).inset(), NARROW_INSET);
        assert_eq!(cell(Role::Item).inset(), CELL_INSET);
        assert_eq!(cell(Role::Mark(0)).text_height("不合格", Type::SMALL), Type::SMALL.line);
    }
}
