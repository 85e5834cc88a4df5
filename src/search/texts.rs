//! In: documents. Out: their texts in blocks, for excerpts, citations and the check of phrases.
//!
//! A block is UTF-16 (little end first), which packs a fifth smaller than UTF-8 and faster: documents parted by [`DOCUMENT`], segments by [`SEGMENT`], and in a segment depth, anchor, label, citation and
//! text parted by [`FIELD`]. An anchor that begins with its document's is written from there on (`-3`), a citation without the beginning
//! that all of the page share, and as `=` where the rest is the label.

use super::{
    documents::{Document, Page, Segment},
    pack,
};
use crate::model::{CITATION_MARK, Meta};
use std::ops::Range;

const DOCUMENT: char = '\u{1}';
const SEGMENT: char = '\u{2}';
const FIELD: char = '\u{3}';

/// A block is closed when it is as long as this, in bytes of UTF-8.
const BLOCK: usize = 48 * 1024;

/// Texts of neighbouring documents, compressed.
pub struct Block {
    /// Its documents.
    pub documents: Range<u32>,
    /// Compressed, in base64.
    pub data: String,
}

/// Fills blocks.
pub struct Blocks {
    text: String,
    documents: Range<u32>,
    done: Vec<Block>,
}

impl Blocks {
    /// The first document to come has the number `first`.
    pub fn new(first: u32) -> Self {
        Self { text: String::with_capacity(BLOCK + BLOCK / 4), documents: first..first, done: Vec::new() }
    }

    /// Adds the next document.
    pub fn add(&mut self, page: &Page, document: &Document) {
        if !self.documents.is_empty() {
            self.text.push(DOCUMENT);
        }
        let segments = &page.segments[document.segments.clone()];
        for segment in segments {
            write_segment(&mut self.text, page, segment, &segments[0].anchor);
        }
        self.documents.end += 1;
        if self.text.len() >= BLOCK {
            self.close();
        }
    }

    /// All blocks.
    pub fn finish(mut self) -> Vec<Block> {
        if !self.documents.is_empty() {
            self.close();
        }
        self.done
    }

    fn close(&mut self) {
        let mut bytes = Vec::with_capacity(self.text.len());
        self.text.encode_utf16().for_each(|unit| bytes.extend_from_slice(&unit.to_le_bytes()));
        let data = pack::pack(&bytes, pack::LIGHT);
        let next = self.documents.end..self.documents.end;
        self.done.push(Block { documents: std::mem::replace(&mut self.documents, next), data });
        self.text.clear();
    }
}

fn write_segment(out: &mut String, page: &Page, segment: &Segment, base: &str) {
    if segment.depth > 0 {
        out.push(SEGMENT);
    }
    out.push(char::from(b'0' + segment.depth.min(9)));
    out.push(FIELD);
    let beneath = segment.anchor.strip_prefix(base).filter(|rest| segment.depth > 0 && rest.starts_with('-'));
    out.push_str(beneath.unwrap_or(&segment.anchor));
    out.push(FIELD);
    push_plain(out, segment.label, page.meta);
    out.push(FIELD);
    let cite = &segment.cite[page.cite_start().len()..];
    push_plain(out, if cite == segment.label { "=" } else { cite }, page.meta);
    for (at, text) in page.texts[segment.texts.clone()].iter().enumerate() {
        out.push(if at == 0 { FIELD } else { '\n' });
        push_plain(out, text, page.meta);
    }
}

/// Text without control characters; a citation's mark becomes its citation text.
fn push_plain(out: &mut String, text: &str, meta: &Meta) {
    if !text.bytes().any(|b| b < 0x20 || b == 0xf3) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match u32::from(c).checked_sub(CITATION_MARK).and_then(|n| meta.citations.get(n as usize)) {
            Some(citation) => {
                let cites: Vec<&str> = citation.targets.iter().map(|target| target.cite.as_str()).collect();
                out.push_str(&cites.join("、"));
            }
            None if c < ' ' && c != '\n' => out.push(' '),
            None if u32::from(c) >= CITATION_MARK => {}
            None => out.push(c),
        }
    }
}
