//! In: a form and its basis. Out: its sheets, and what does not fit them.
//!
//! Pieces are placed one after the other. Glued pieces go together: a heading with the row beneath it, the sign-off with the row
//! above it. A table that goes on repeats its head, a section that goes on its heading. A row is never cut. A form of one sheet
//! with room to spare gives it to its rows.

use super::{
    basis::Basis,
    columns::Shape,
    flow::{Content, Flow, Piece, TEXTS},
    frame::Frame,
};
use crate::{
    model::{Form, FormBlock},
    source::Span,
};

/// A row as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// What it is.
    pub content: Content<'a>,
    /// Height in mm.
    pub height: u32,
}

/// What stands on a sheet between head and foot, one beneath the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Who signs.
    SignOff,
    /// How to fill the form in; always the last.
    Instructions,
    /// A table or a stretch of one: index of [`Layout::shapes`], and its rows.
    Table(usize, Vec<Row<'a>>),
}

/// One side of paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// Its parts.
    pub parts: Vec<Part<'a>>,
}

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A table's columns are so many mm wider than the paper.
    TooWide(Span, u32),
    /// A row, with what must stay beside it, is higher than a sheet: its text.
    TooHigh(Span, String),
    /// The form takes more sheets than it declares: how many, and the first row of the first one too many.
    TooMany {
        /// Where that row is written.
        span: Span,
        /// Its text.
        row: String,
        /// Sheets it takes.
        sheets: u32,
        /// Sheets it declares.
        declared: u32,
    },
}

/// A form on paper.
#[derive(Debug)]
pub struct Layout<'a> {
    /// What every sheet repeats.
    pub frame: Frame,
    /// Its tables.
    pub shapes: Vec<Shape<'a>>,
    /// Its sheets.
    pub sheets: Vec<Sheet<'a>>,
    /// What does not fit.
    pub faults: Vec<Fault>,
}

/// Lays a form out on sheets. A ledger that fills its sheet gets as many empty rows as do not begin another.
pub fn layout<'a>(form: &'a Form, basis: &Basis) -> Layout<'a> {
    let frame = Frame::of(form, basis);
    let least = lay(form, basis, &frame, 0);
    if !form.blocks.iter().any(|block| matches!(block, FormBlock::Ledger(ledger) if ledger.fill)) {
        return least;
    }
    let sheets = least.sheets.len();
    let (mut fits, mut breaks) = (0, MOST_FILLED);
    let mut best = least;
    while breaks - fits > 1 {
        let more = (fits + breaks) / 2;
        let next = lay(form, basis, &frame, more);
        if next.sheets.len() == sheets {
            (fits, best) = (more, next);
        } else {
            breaks = more;
        }
    }
    best
}

/// More rows than any sheet holds.
const MOST_FILLED: u32 = 40;

fn lay<'a>(form: &'a Form, basis: &Basis, frame: &Frame, more: u32) -> Layout<'a> {
    let mut flow = Flow::of(form, basis, more);
    stretch(&mut flow, frame.body);
    let mut placer = Placer { shapes: &flow.shapes, room: frame.body, sheets: Vec::new(), used: 0, faults: Vec::new() };
    placer.faults.extend(flow.too_wide.iter().map(|(span, excess)| Fault::TooWide(*span, *excess)));
    let mut firsts = Vec::new();
    for chunk in flow.pieces.chunk_by(|piece, _| piece.glued) {
        if placer.place(chunk) {
            firsts.push(first_row(chunk));
        }
    }
    let Placer { sheets, mut faults, .. } = placer;
    faults.extend(too_many(form, &firsts));
    Layout { frame: frame.clone(), shapes: flow.shapes, sheets, faults }
}

/// How many sheets a form takes.
pub fn sheet_count(form: &Form, basis: &Basis) -> u32 {
    layout(form, basis).sheets.len() as u32
}

fn too_many(form: &Form, firsts: &[&Piece]) -> Option<Fault> {
    let declared = form.sheets?;
    let first = firsts.get(declared as usize)?;
    Some(Fault::TooMany { span: first.span, row: first.name().into_owned(), sheets: firsts.len() as u32, declared })
}

/// The first piece of a chunk that is not a heading.
fn first_row<'p, 'a>(chunk: &'p [Piece<'a>]) -> &'p Piece<'a> {
    chunk.iter().find(|piece| !matches!(piece.content, Content::Section(..))).unwrap_or(&chunk[0])
}

/// Height in mm that pieces add to a sheet whose last table is `table`: their own, and the heads of the tables they begin.
fn cost(pieces: &[Piece], shapes: &[Shape], mut table: Option<usize>) -> u32 {
    let mut sum = 0;
    for piece in pieces {
        if piece.table != table {
            sum += piece.table.map_or(0, |t| shapes[t].head);
        }
        table = piece.table;
        sum += piece.height;
    }
    sum
}

/// Where all of the form fits one sheet, gives what is left to its rows, first to those that sentences are written into.
fn stretch(flow: &mut Flow, room: u32) {
    let Some(mut spare) = room.checked_sub(cost(&flow.pieces, &flow.shapes, None)) else { return };
    for writing in [true, false] {
        let mut growing: Vec<_> = flow.pieces.iter_mut().filter(|piece| piece.writing == writing).collect();
        grow(&mut growing, &mut spare);
    }
}

/// Grows rows millimetre by millimetre, the lowest first, as far as each may.
fn grow(pieces: &mut [&mut Piece], spare: &mut u32) {
    loop {
        let lowest = pieces.iter().filter(|piece| piece.stretch > 0).map(|piece| piece.height).min();
        let grows = |piece: &Piece| piece.stretch > 0 && Some(piece.height) == lowest;
        let growing = pieces.iter().filter(|piece| grows(piece)).count() as u32;
        if growing == 0 || *spare < growing {
            return;
        }
        for piece in pieces.iter_mut().filter(|piece| grows(piece)) {
            piece.height += 1;
            piece.stretch -= 1;
        }
        *spare -= growing;
    }
}

struct Placer<'a, 'b> {
    shapes: &'b [Shape<'a>],
    room: u32,
    sheets: Vec<Sheet<'a>>,
    used: u32,
    faults: Vec<Fault>,
}

impl<'a> Placer<'a, '_> {
    /// Places pieces that stay together; `true` where they begin a sheet.
    fn place(&mut self, chunk: &[Piece<'a>]) -> bool {
        if !self.sheets.is_empty() && self.used + cost(chunk, self.shapes, self.open_table()) <= self.room {
            chunk.iter().for_each(|piece| self.put(piece));
            return false;
        }
        let repeated = if self.sheets.is_empty() { None } else { repeated_heading(&chunk[0]) };
        self.sheets.push(Sheet::default());
        self.used = 0;
        let pieces: Vec<_> = repeated.into_iter().chain(chunk.iter().copied()).collect();
        if cost(&pieces, self.shapes, None) > self.room {
            let highest = chunk.iter().max_by_key(|piece| piece.height).expect("invariant: a chunk is not empty");
            self.faults.push(Fault::TooHigh(highest.span, highest.name().into_owned()));
        }
        pieces.iter().for_each(|piece| self.put(piece));
        true
    }

    fn open_table(&self) -> Option<usize> {
        match self.sheets.last()?.parts.last()? {
            Part::Table(table, _) => Some(*table),
            Part::SignOff | Part::Instructions => None,
        }
    }

    fn put(&mut self, piece: &Piece<'a>) {
        self.used += cost(std::slice::from_ref(piece), self.shapes, self.open_table());
        let row = Row { content: piece.content, height: piece.height };
        let sheet = self.sheets.last_mut().expect("invariant: a sheet is open");
        match (piece.table, piece.content, sheet.parts.last_mut()) {
            (Some(table), _, Some(Part::Table(open, rows))) if *open == table => rows.push(row),
            (Some(table), _, _) => sheet.parts.push(Part::Table(table, vec![row])),
            (None, Content::Instructions, _) => sheet.parts.push(Part::Instructions),
            (None, _, _) => sheet.parts.push(Part::SignOff),
        }
    }
}

/// The heading that is repeated above a piece which begins a further sheet.
fn repeated_heading<'a>(piece: &Piece<'a>) -> Option<Piece<'a>> {
    let heading = piece.heading.filter(|_| !piece.titled)?;
    let table = match piece.content {
        Content::Check(_) => piece.table,
        Content::Filled(_) | Content::Blank(_) | Content::Text(_) => Some(TEXTS),
        Content::Section(..) | Content::SignOff | Content::Instructions => return None,
    };
    let content = Content::Section(heading.section, true);
    Some(Piece { content, height: heading.height, stretch: 0, table, glued: true, ..*piece })
}
