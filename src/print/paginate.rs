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
    paper::taken,
};
use crate::{model::Form, source::Span};

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

/// Lays a form out on sheets.
pub fn layout<'a>(form: &'a Form, basis: &Basis) -> Layout<'a> {
    let frame = Frame::of(form, basis);
    let room = frame.body * 100;
    let Flow { shapes, pieces, filler, too_wide } = Flow::of(form, basis);
    let mut pieces = match filler {
        Some(at) => fill(&pieces, at, &shapes, room),
        None => pieces,
    };
    stretch(&mut pieces, &shapes, room);
    let Placer { sheets, firsts, mut faults, .. } = place(&pieces, &shapes, room);
    faults.extend(too_wide.iter().map(|(span, excess)| Fault::TooWide(*span, *excess)));
    faults.extend(too_many(form, &firsts));
    Layout { frame, shapes, sheets, faults }
}

/// Puts as many more empty rows before the one at `at` as do not begin another sheet.
fn fill<'a>(pieces: &[Piece<'a>], at: usize, shapes: &[Shape<'a>], room: u32) -> Vec<Piece<'a>> {
    let least = place(pieces, shapes, room);
    let most = room.saturating_sub(least.used) / taken(pieces[at].height);
    let fits = |more: &u32| place(&with_rows(pieces, at, *more), shapes, room).sheets.len() == least.sheets.len();
    // The last sheet's spare room says how many; fewer fit only where the ledger ends on a sheet before it.
    let more = (0..=most).rev().find(fits).unwrap_or(0);
    with_rows(pieces, at, more)
}

/// The pieces with `more` copies of the empty row at `at` before it, numbered on.
fn with_rows<'a>(pieces: &[Piece<'a>], at: usize, more: u32) -> Vec<Piece<'a>> {
    let number = match pieces[at].content {
        Content::Blank(number) => number,
        _ => 0,
    };
    let row =
        |n: u32| Piece { content: Content::Blank(number + n), glued: n == more && pieces[at].glued, ..pieces[at] };
    let (before, after) = (&pieces[..at], &pieces[at + 1..]);
    before.iter().copied().chain((0..=more).map(row)).chain(after.iter().copied()).collect()
}

fn place<'a, 'b>(pieces: &'b [Piece<'a>], shapes: &'b [Shape<'a>], room: u32) -> Placer<'a, 'b> {
    let mut placer = Placer { shapes, room, sheets: Vec::new(), firsts: Vec::new(), used: 0, faults: Vec::new() };
    pieces.chunk_by(|piece, _| piece.glued).for_each(|chunk| placer.place(chunk));
    placer
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

/// Hundredths of a mm that pieces add to a sheet whose last table is `table`: their own, and the heads of the tables they begin.
fn cost(pieces: &[Piece], shapes: &[Shape], mut table: Option<usize>) -> u32 {
    let mut sum = 0;
    for piece in pieces {
        if piece.table != table {
            sum += piece.table.map_or(0, |t| taken(shapes[t].head));
        }
        table = piece.table;
        sum += taken(piece.height);
    }
    sum
}

/// Where all of the form fits one sheet, gives what is left to its rows, first to those that sentences are written into.
fn stretch(pieces: &mut [Piece], shapes: &[Shape], room: u32) {
    let Some(mut spare) = room.checked_sub(cost(pieces, shapes, None)) else { return };
    for writing in [true, false] {
        let mut growing: Vec<_> = pieces.iter_mut().filter(|piece| piece.writing == writing).collect();
        grow(&mut growing, &mut spare);
    }
}

/// Grows rows millimetre by millimetre, the lowest first, as far as each may.
fn grow(pieces: &mut [&mut Piece], spare: &mut u32) {
    loop {
        let lowest = pieces.iter().filter(|piece| piece.stretch > 0).map(|piece| piece.height).min();
        let grows = |piece: &Piece| piece.stretch > 0 && Some(piece.height) == lowest;
        let more = |height| taken(height + 1) - taken(height);
        let growth: u32 = pieces.iter().filter(|piece| grows(piece)).map(|piece| more(piece.height)).sum();
        if growth == 0 || *spare < growth {
            return;
        }
        for piece in pieces.iter_mut().filter(|piece| grows(piece)) {
            piece.height += 1;
            piece.stretch -= 1;
        }
        *spare -= growth;
    }
}

struct Placer<'a, 'b> {
    shapes: &'b [Shape<'a>],
    /// In hundredths of a mm.
    room: u32,
    sheets: Vec<Sheet<'a>>,
    /// The first row of each sheet.
    firsts: Vec<&'b Piece<'a>>,
    /// How much of the last sheet is used, in hundredths of a mm.
    used: u32,
    faults: Vec<Fault>,
}

impl<'a, 'b> Placer<'a, 'b> {
    /// Places pieces that stay together.
    fn place(&mut self, chunk: &'b [Piece<'a>]) {
        if !self.sheets.is_empty() && self.used + cost(chunk, self.shapes, self.open_table()) <= self.room {
            chunk.iter().for_each(|piece| self.put(piece));
            return;
        }
        self.firsts.push(first_row(chunk));
        let repeated = if self.sheets.is_empty() { None } else { repeated_heading(&chunk[0]) };
        self.sheets.push(Sheet::default());
        self.used = 0;
        let pieces: Vec<_> = repeated.into_iter().chain(chunk.iter().copied()).collect();
        if cost(&pieces, self.shapes, None) > self.room {
            let highest = chunk.iter().max_by_key(|piece| piece.height).expect("invariant: a chunk is not empty");
            self.faults.push(Fault::TooHigh(highest.span, highest.name().into_owned()));
        }
        pieces.iter().for_each(|piece| self.put(piece));
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
