//! In: documents. Out: their texts in blocks, for excerpts, citations and the check of phrases.
//!
//! A block is the inside of a script's string, which a browser reads faster than anything it would have to unpack: documents parted
//! by [`DOCUMENT`], segments by [`SEGMENT`], and in a segment depth, anchor, label, citation and text parted by [`FIELD`]. An anchor
//! that begins with its document's is written from there on (`-3`), a citation without the beginning that all of the page share, and as
//! `=` where the rest is the label.

use super::{
    documents::{Document, Page, Segment},
    shards,
};
use crate::{
    Sink,
    model::{CITATION_MARK, Citation},
};
use std::{io, ops::Range};

const DOCUMENT: char = '\u{1}';
const SEGMENT: char = '\u{2}';
const FIELD: char = '\u{3}';

/// A block is closed when it is as long as this, in bytes.
const BLOCK: usize = 48 * 1024;

/// Texts of neighbouring documents.
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
    /// In memory.
    Memory(String),
}

/// The name of the piece that begins with a document.
pub fn piece(first: u32) -> String {
    format!("x{first}")
}

/// Fills blocks.
pub struct Blocks<'a> {
    text: Quoted,
    documents: Range<u32>,
    sink: Option<&'a dyn Sink>,
    done: Vec<Block>,
}

impl<'a> Blocks<'a> {
    /// The first document to come has the number `first`; full blocks go to the sink, if there is one.
    pub fn new(first: u32, sink: Option<&'a dyn Sink>) -> Self {
        let text = Quoted(String::with_capacity(BLOCK + BLOCK / 4));
        Self { text, documents: first..first, sink, done: Vec::new() }
    }

    /// Adds the next document.
    ///
    /// # Errors
    /// What the sink says.
    pub fn add(&mut self, page: &Page, document: &Document) -> io::Result<()> {
        if !self.documents.is_empty() {
            self.text.part(DOCUMENT);
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
        let first = self.documents.start;
        let stored = match self.sink {
            Some(sink) => Stored::File(shards::put(&piece(first), &self.text.0, sink)?),
            None => Stored::Memory(self.text.0.clone()),
        };
        self.done.push(Block { first, stored });
        self.documents.start = self.documents.end;
        self.text.0.clear();
        Ok(())
    }
}

/// The inside of a string of a script.
struct Quoted(String);

/// Bytes that do not stand for themselves there, or may not.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // Control characters, what a string must escape (E2 begins U+2028, U+2029), and from F3 on the marks of citations.
        table[byte] = byte < 0x20 || byte == b'"' as usize || byte == b'\\' as usize || byte == 0xe2 || byte >= 0xf3;
        byte += 1;
    }
    table
};

impl Quoted {
    /// One of the characters that part.
    fn part(&mut self, c: char) {
        self.0.push(c);
    }

    /// Text without control characters; a citation's mark becomes its citation text.
    fn push(&mut self, text: &str, citations: &[Citation]) {
        let mut plain = 0;
        let mut at = 0;
        while let Some(found) = text.as_bytes()[at..].iter().position(|byte| SPECIAL[usize::from(*byte)]) {
            let special = at + found;
            let c = text[special..].chars().next().expect("invariant: special bytes begin characters");
            at = special + c.len_utf8();
            if matches!(c, '\u{2000}'..='\u{2027}' | '\u{202a}'..='\u{2fff}') {
                continue;
            }
            self.0.push_str(&text[plain..special]);
            plain = at;
            self.push_special(c, citations);
        }
        self.0.push_str(&text[plain..]);
    }

    fn push_special(&mut self, c: char, citations: &[Citation]) {
        match c {
            '\n' | '\u{2028}' | '\u{2029}' => self.0.push_str("\\n"),
            '"' | '\\' => self.0.extend(['\\', c]),
            '\0'..' ' => self.0.push(' '),
            c if u32::from(c) < CITATION_MARK => self.0.push(c),
            mark => {
                let number = (u32::from(mark) - CITATION_MARK) as usize;
                let Some(citation) = citations.get(number) else { return };
                for (n, target) in citation.targets.iter().enumerate() {
                    self.0.push_str(if n > 0 { "、" } else { "" });
                    self.push(&target.cite, citations);
                }
            }
        }
    }
}

fn write_segment(out: &mut Quoted, page: &Page, segment: &Segment, base: &str) {
    if segment.depth > 0 {
        out.part(SEGMENT);
    }
    out.part(char::from(b'0' + segment.depth.min(9)));
    out.part(FIELD);
    let beneath = segment.anchor.strip_prefix(base).filter(|rest| segment.depth > 0 && rest.starts_with('-'));
    out.push(beneath.unwrap_or(&segment.anchor), &page.meta.citations);
    out.part(FIELD);
    out.push(segment.label, &page.meta.citations);
    out.part(FIELD);
    let cite = &segment.cite[page.cite_start().len()..];
    out.push(if cite == segment.label { "=" } else { cite }, &page.meta.citations);
    for (at, text) in page.texts[segment.texts.clone()].iter().enumerate() {
        if at == 0 {
            out.part(FIELD);
        } else {
            out.0.push_str("\\n");
        }
        out.push(text, &page.meta.citations);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_quoted_and_control_characters_go() {
        let mut out = Quoted(String::new());
        out.push("“甲”\"乙\\\n丙\t丁\u{1}\u{2028}…𠀀\u{FFFFD}", &[]);
        assert_eq!(out.0, "“甲”\\\"乙\\\\\\n丙 丁 \\n…𠀀");
    }
}
