//! In: documents. Out: their texts in blocks, for excerpts, citations and the check of phrases.
//!
//! A block is UTF-16 (little end first), which packs smaller than UTF-8 and faster: documents parted by [`DOCUMENT`], segments by [`SEGMENT`], and in a segment depth, anchor, label, citation and
//! text parted by [`FIELD`]. An anchor that begins with its document's is written from there on (`-3`), a citation without the beginning
//! that all of the page share, and as `=` where the rest is the label.

use super::{
    documents::{Document, Page, Segment},
    pack, shards,
};
use crate::{
    Sink,
    model::{CITATION_MARK, Meta},
};
use std::{io, ops::Range};

const DOCUMENT: char = '\u{1}';
const SEGMENT: char = '\u{2}';
const FIELD: char = '\u{3}';

/// A block is closed when it is as long as this, in bytes.
const BLOCK: usize = 32 * 1024;

/// Texts of neighbouring documents, compressed.
pub struct Block {
    /// Its first document.
    pub first: u32,
    /// Its file, or what would be in it.
    pub stored: Stored,
}

/// Where a block is.
pub enum Stored {
    /// Written to a file of this name.
    File(String),
    /// In memory, in base64.
    Memory(String),
}

/// The name of the piece that begins with a document.
pub fn piece(first: u32) -> String {
    format!("x{first}")
}

/// Fills blocks.
pub struct Blocks<'a> {
    text: Utf16,
    documents: Range<u32>,
    sink: Option<&'a dyn Sink>,
    done: Vec<Block>,
}

impl<'a> Blocks<'a> {
    /// The first document to come has the number `first`; full blocks go to the sink, if there is one.
    pub fn new(first: u32, sink: Option<&'a dyn Sink>) -> Self {
        let text = Utf16(Vec::with_capacity(BLOCK + BLOCK / 4));
        Self { text, documents: first..first, sink, done: Vec::new() }
    }

    /// Adds the next document.
    ///
    /// # Errors
    /// What the sink says.
    pub fn add(&mut self, page: &Page, document: &Document) -> io::Result<()> {
        if !self.documents.is_empty() {
            self.text.push(DOCUMENT);
        }
        let segments = &page.segments[document.segments.clone()];
        for segment in segments {
            write_segment(&mut self.text, page, segment, &segments[0].anchor);
        }
        self.documents.end += 1;
        if self.text.0.len() >= BLOCK { self.close() } else { Ok(()) }
    }

    /// All blocks.
    ///
    /// # Errors
    /// What the sink says.
    pub fn finish(mut self) -> io::Result<Vec<Block>> {
        if !self.documents.is_empty() {
            self.close()?;
        }
        Ok(self.done)
    }

    fn close(&mut self) -> io::Result<()> {
        let data = pack::lz4(&self.text.0);
        let first = self.documents.start;
        let stored = match self.sink {
            Some(sink) => Stored::File(shards::put(&piece(first), &data, sink)?),
            None => Stored::Memory(data),
        };
        self.done.push(Block { first, stored });
        self.documents.start = self.documents.end;
        self.text.0.clear();
        Ok(())
    }
}

/// Text as UTF-16, little end first.
struct Utf16(Vec<u8>);

impl Utf16 {
    fn push(&mut self, c: char) {
        match u16::try_from(u32::from(c)) {
            Ok(unit) => self.0.extend_from_slice(&unit.to_le_bytes()),
            Err(_) => {
                (c.encode_utf16(&mut [0; 2]).iter()).for_each(|unit| self.0.extend_from_slice(&unit.to_le_bytes()))
            }
        }
    }

    fn push_str(&mut self, text: &str) {
        self.0.reserve(text.len());
        text.chars().for_each(|c| self.push(c));
    }

    /// Text without control characters; a citation's mark becomes its citation text.
    fn push_plain(&mut self, text: &str, meta: &Meta) {
        self.0.reserve(text.len());
        for c in text.chars() {
            match c {
                ' '..'\u{F0000}' | '\n' => self.push(c),
                '\0'..' ' => self.push(' '),
                mark => {
                    let number = u32::from(mark).wrapping_sub(CITATION_MARK) as usize;
                    let Some(citation) = meta.citations.get(number) else { continue };
                    let cites: Vec<&str> = citation.targets.iter().map(|target| target.cite.as_str()).collect();
                    self.push_str(&cites.join("、"));
                }
            }
        }
    }
}

fn write_segment(out: &mut Utf16, page: &Page, segment: &Segment, base: &str) {
    if segment.depth > 0 {
        out.push(SEGMENT);
    }
    out.push(char::from(b'0' + segment.depth.min(9)));
    out.push(FIELD);
    let beneath = segment.anchor.strip_prefix(base).filter(|rest| segment.depth > 0 && rest.starts_with('-'));
    out.push_str(beneath.unwrap_or(&segment.anchor));
    out.push(FIELD);
    out.push_plain(segment.label, page.meta);
    out.push(FIELD);
    let cite = &segment.cite[page.cite_start().len()..];
    out.push_plain(if cite == segment.label { "=" } else { cite }, page.meta);
    for (at, text) in page.texts[segment.texts.clone()].iter().enumerate() {
        out.push(if at == 0 { FIELD } else { '\n' });
        out.push_plain(text, page.meta);
    }
}
