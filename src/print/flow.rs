//! In: a form. Out: its body as a row of pieces, each with its height, in the order they are printed.

use super::{
    basis::Basis,
    cells,
    columns::{self, Role, Shape, TableColumn, choices_height},
    frame,
    paper::{CELL_INSET, LEAST_ROW, Paper, Type, row_height, whole},
};
use crate::{
    model::{Ask, CheckRow, Citation, Form, FormBlock, FormText, Ledger, LedgerRow, Section},
    source::Span,
};
use std::borrow::Cow;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// A heading; `true` where it is repeated on a further sheet.
    Section(&'a Section, bool),
    /// A paragraph.
    Text(&'a FormText),
    /// A check row.
    Check(&'a CheckRow),
    /// A pre-printed row of a ledger.
    Filled(&'a LedgerRow),
    /// An empty row of a ledger, and its number among all rows of it.
    Blank(u32),
    /// Who signs.
    SignOff,
    /// How to fill the form in.
    Instructions,
}

/// The heading that pieces stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// It.
    pub section: &'a Section,
    /// Its height in mm.
    pub height: u32,
}

/// The least that is placed on a sheet: never cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub content: Content<'a>,
    /// Height in mm.
    pub height: u32,
    /// How much it may grow, in mm, where a single sheet has room to spare.
    pub stretch: u32,
    /// Whether sentences are written into it: it grows before the others do.
    pub writing: bool,
    /// The table it is a row of: index of [`Flow::shapes`].
    pub table: Option<usize>,
    /// The heading it stands under.
    pub heading: Option<Heading<'a>>,
    /// Whether that heading stands in the head of its table.
    pub titled: bool,
    /// Whether it never is the last on its sheet.
    pub glued: bool,
    /// Where it is written; the form's front matter for what follows from it.
    pub span: Span,
}

impl<'a> Piece<'a> {
    /// What it reads, to name it to the author.
    pub fn name(&self) -> Cow<'a, str> {
        let text: &str = match self.content {
            Content::Section(section, _) => &section.title,
            Content::Text(text) => &text.text,
            Content::Check(row) => &row.text,
            Content::Filled(row) => row.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str),
            Content::Blank(number) => return format!("第{number}行（空行）").into(),
            Content::SignOff => "签名栏",
            Content::Instructions => "填表说明",
        };
        text.into()
    }
}

/// A form's body. Its first table is that of headings and paragraphs.
#[derive(Debug, Default)]
pub struct Flow<'a> {
    /// Its tables.
    pub shapes: Vec<Shape<'a>>,
    /// Its pieces.
    pub pieces: Vec<Piece<'a>>,
    /// The last empty row of a ledger that fills its sheet, among the pieces.
    pub filler: Option<usize>,
    /// Tables whose columns are wider than the paper: where, and by how many mm.
    pub too_wide: Vec<(Span, u32)>,
}

/// The table of headings and paragraphs among a flow's tables.
pub const TEXTS: usize = 0;

impl<'a> Flow<'a> {
    /// The body of a form.
    pub fn of(form: &'a Form, basis: &Basis) -> Self {
        let labels: Vec<_> = check_rows(form).map(|row| basis.label(&row.clauses)).collect();
        let columns = columns::check_columns(form, &labels);
        let flow = Flow { shapes: vec![columns::texts(form)], ..Flow::default() };
        let mut builder = Builder { form, basis, columns, flow, checks: None, heading: None };
        (0..form.blocks.len()).for_each(|index| builder.block(index));
        builder.tail();
        builder.flow
    }
}

struct Builder<'a, 'b> {
    form: &'a Form,
    basis: &'b Basis,
    /// The columns of the check rows, or by how much they are too wide.
    columns: Result<Vec<TableColumn>, u32>,
    flow: Flow<'a>,
    /// The table of check rows that several headings share, once there is one.
    checks: Option<usize>,
    heading: Option<Heading<'a>>,
}

/// Height of a piece and how much it may grow, in mm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    height: u32,
    stretch: u32,
    writing: bool,
}

impl Size {
    /// So high, and growing up to `most`; not beyond 60 mm, above which heights go in steps.
    fn up_to(height: u32, most: u32) -> Self {
        Self { height, stretch: most.min(60).saturating_sub(height), writing: false }
    }

    /// The same for a row that sentences are written into.
    fn for_writing(height: u32, most: u32) -> Self {
        Self { writing: true, ..Self::up_to(height, most) }
    }

    /// Just so high.
    fn fixed(height: u32) -> Self {
        Self::up_to(height, height)
    }
}

impl<'a> Builder<'a, '_> {
    fn block(&mut self, index: usize) {
        let form = self.form;
        match &form.blocks[index] {
            FormBlock::Section(section) => self.section(section, index),
            FormBlock::Text(text) => self.text(text),
            FormBlock::Checks(rows) => self.checks(rows, index),
            FormBlock::Ledger(ledger) => self.ledger(ledger),
        }
    }

    /// Whether a heading and the check rows beneath it begin at a block.
    fn heads_checks(&self, index: usize) -> bool {
        let blocks = &self.form.blocks;
        matches!((blocks.get(index), blocks.get(index + 1)), (Some(FormBlock::Section(_)), Some(FormBlock::Checks(_))))
    }

    /// Whether such a heading is the only one of its stretch of check rows: then it stands in the table's head.
    fn stands_alone(&self, index: usize) -> bool {
        let after_checks = index > 0 && matches!(self.form.blocks[index - 1], FormBlock::Checks(_));
        self.heads_checks(index) && !after_checks && !self.heads_checks(index + 2)
    }

    /// A heading is a row of the check table where check rows follow, else of the table of paragraphs.
    fn section(&mut self, section: &'a Section, index: usize) {
        let lines = Type::BODY.lines(&section_line(section, self.basis, true), self.width(), CELL_INSET);
        let height = row_height(lines * Type::BODY.line, LEAST_ROW);
        self.heading = Some(Heading { section, height });
        if self.stands_alone(index) {
            return;
        }
        let checks = if self.heads_checks(index) { self.check_table(section.span) } else { None };
        let size = Size::fixed(height);
        self.push(Content::Section(section, false), size, Some(checks.unwrap_or(TEXTS)), section.span);
        self.glue();
    }

    fn text(&mut self, text: &'a FormText) {
        let name = cells::box_name(&text.text);
        let line = text_line(text, self.basis);
        let lines = Type::BODY.lines(&line, self.width(), CELL_INSET);
        let size = if name.is_some() {
            Size::for_writing(whole((lines * LEAST_ROW).max(self.form.row_height)), 40)
        } else if line.contains(cells::BLANK) {
            Size::up_to(whole((lines * LEAST_ROW).max(self.form.row_height)), lines * 10)
        } else {
            Size::fixed(row_height(lines * Type::BODY.line, LEAST_ROW))
        };
        self.push(Content::Text(text), size, Some(TEXTS), text.span);
    }

    /// The table of the check rows that several headings share; `None` where it is too wide.
    fn check_table(&mut self, span: Span) -> Option<usize> {
        if self.checks.is_none() {
            self.checks = self.new_check_table(span, None);
        }
        self.checks
    }

    fn new_check_table(&mut self, span: Span, title: Option<&'a Section>) -> Option<usize> {
        let columns = self.columns.clone();
        self.shape(columns.map(|columns| columns::checks(self.form, &columns, self.basis, title)), span)
    }

    fn shape(&mut self, shape: Result<Shape<'a>, u32>, span: Span) -> Option<usize> {
        match shape {
            Ok(shape) => {
                self.flow.shapes.push(shape);
                Some(self.flow.shapes.len() - 1)
            }
            Err(excess) => {
                if !self.flow.too_wide.iter().any(|(_, known)| *known == excess) {
                    self.flow.too_wide.push((span, excess));
                }
                None
            }
        }
    }

    fn checks(&mut self, rows: &'a [CheckRow], index: usize) {
        let Some(first) = rows.first() else { return };
        let alone = index > 0 && self.stands_alone(index - 1);
        let title = self.heading.filter(|_| alone).map(|heading| heading.section);
        let table = if alone { self.new_check_table(first.span, title) } else { self.check_table(first.span) };
        let Some(table) = table else { return };
        for row in rows {
            let size = self.check_size(row, &self.flow.shapes[table]);
            self.push(Content::Check(row), size, Some(table), row.span);
        }
    }

    /// Words need more room than a tick.
    fn check_size(&self, row: &CheckRow, shape: &Shape) -> Size {
        let cell = |column: &TableColumn| match column.role {
            Role::Item => column.text_height(&row.text, Type::BODY),
            Role::Basis => column.text_height(&self.label(&row.clauses), Type::SMALL),
            Role::Round(_) | Role::Answer => ask_height(&row.ask, column.room(Type::SMALL)),
            Role::Extra(i) => choices_height(&self.form.columns[i].choices, *column),
            Role::Number | Role::Mark(_) | Role::Cell(_) => Type::BODY.line,
        };
        let cells = shape.columns.iter().map(cell).max().unwrap_or(0).max(merged_height(row, shape));
        let height = row_height(cells, self.form.row_height);
        match row.ask {
            Ask::Text => Size::for_writing(height, height + 12),
            _ => Size::up_to(height, height + 4),
        }
    }

    fn ledger(&mut self, ledger: &'a Ledger) {
        let labels: Vec<_> = ledger.rows.iter().map(|row| self.label(&row.clauses)).collect();
        let Some(table) = self.shape(columns::ledger(self.form, ledger, &labels), ledger.span) else { return };
        for row in &ledger.rows {
            let size = self.filled_size(row, ledger, &self.flow.shapes[table]);
            self.push(Content::Filled(row), size, Some(table), row.span);
        }
        for number in 1..=ledger.blank_rows {
            let size = self.blank_size(ledger, &self.flow.shapes[table]);
            self.push(Content::Blank(ledger.rows.len() as u32 + number), size, Some(table), ledger.span);
        }
        if ledger.fill {
            self.flow.filler = self.flow.pieces.len().checked_sub(1);
        }
    }

    /// A row that leaves cells to write in may grow far, one that is all print only a little.
    fn filled_size(&self, row: &LedgerRow, ledger: &Ledger, shape: &Shape) -> Size {
        let text = |i: usize| row.cells.get(i).map_or("", String::as_str);
        let cell = |column: &TableColumn| match column.role {
            Role::Cell(i) if text(i).is_empty() => choices_height(&ledger.columns[i].choices, *column),
            Role::Cell(i) => column.text_height(text(i), Type::BODY),
            _ => column.text_height(&self.label(&row.clauses), Type::SMALL),
        };
        let height = row_height(shape.columns.iter().map(cell).max().unwrap_or(0), self.form.row_height);
        let writing = shape.columns.iter().any(|c| matches!(c.role, Role::Cell(i) if text(i).is_empty()));
        if writing { Size::for_writing(height, 30) } else { Size::up_to(height, height + 4) }
    }

    fn blank_size(&self, ledger: &Ledger, shape: &Shape) -> Size {
        let cell = |column: &TableColumn| match column.role {
            Role::Cell(i) => choices_height(&ledger.columns[i].choices, *column),
            _ => Type::SMALL.line,
        };
        let height = row_height(shape.columns.iter().map(cell).max().unwrap_or(0), self.form.row_height);
        Size::up_to(height, 16)
    }

    /// Sign-off and instructions close the form; the row before them goes with them.
    fn tail(&mut self) {
        let ends = [
            (Content::SignOff, frame::sign_off_height(self.form)),
            (Content::Instructions, frame::instructions_height(self.form)),
        ];
        for (content, height) in ends.into_iter().filter(|(_, height)| *height > 0) {
            self.glue();
            self.push(content, Size::fixed(height), None, self.form.meta.span);
        }
    }

    /// Keeps what comes next on the sheet of the last piece.
    fn glue(&mut self) {
        if let Some(last) = self.flow.pieces.last_mut() {
            last.glued = true;
        }
    }

    fn push(&mut self, content: Content<'a>, size: Size, table: Option<usize>, span: Span) {
        let Size { height, stretch, writing } = size;
        let heading = self.heading;
        let titled = table.is_some_and(|table| self.flow.shapes[table].title.is_some());
        self.flow.pieces.push(Piece { content, height, stretch, writing, table, heading, titled, glued: false, span });
    }

    fn width(&self) -> u32 {
        Paper::of(self.form.orientation).text_width()
    }

    fn label(&self, clauses: &[Citation]) -> String {
        self.basis.label(clauses)
    }
}

fn check_rows(form: &Form) -> impl Iterator<Item = &CheckRow> {
    form.blocks.iter().flat_map(|block| match block {
        FormBlock::Checks(rows) => rows.as_slice(),
        _ => &[],
    })
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
