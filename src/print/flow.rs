//! In: a form. Out: its body as a row of pieces, each with its height, in the order they are printed.

use super::{
    basis::Basis,
    columns::{self, Shape, TableColumn},
    frame,
    size::{self, Size},
};
use crate::{
    model::{CheckRow, Citation, Form, FormBlock, FormText, Ledger, LedgerRow, Section},
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
        let labels: Vec<_> = columns::check_rows(form).map(|row| basis.label(&row.clauses)).collect();
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
        let size = size::of_section(section, self.form, self.basis);
        let height = size.height;
        self.heading = Some(Heading { section, height });
        if self.stands_alone(index) {
            return;
        }
        let checks = if self.heads_checks(index) { self.check_table(section.span) } else { None };
        self.push(Content::Section(section, false), size, Some(checks.unwrap_or(TEXTS)), section.span);
        self.glue();
    }

    fn text(&mut self, text: &'a FormText) {
        let size = size::of_text(text, self.form, self.basis);
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
            let size = size::of_check(row, self.form, &self.flow.shapes[table], self.basis);
            self.push(Content::Check(row), size, Some(table), row.span);
        }
    }

    fn ledger(&mut self, ledger: &'a Ledger) {
        let labels: Vec<_> = ledger.rows.iter().map(|row| self.label(&row.clauses)).collect();
        let Some(table) = self.shape(columns::ledger(self.form, ledger, &labels), ledger.span) else { return };
        for row in &ledger.rows {
            let size = size::of_filled(row, self.form, &self.flow.shapes[table], self.basis);
            self.push(Content::Filled(row), size, Some(table), row.span);
        }
        for number in 1..=ledger.blank_rows {
            let size = size::of_blank(ledger, self.form, &self.flow.shapes[table]);
            self.push(Content::Blank(ledger.rows.len() as u32 + number), size, Some(table), ledger.span);
        }
        if ledger.fill {
            self.flow.filler = self.flow.pieces.len().checked_sub(1);
        }
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

    fn label(&self, clauses: &[Citation]) -> String {
        self.basis.label(clauses)
    }
}
