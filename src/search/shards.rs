//! In: sorted terms, or one piece of the index. Out: its files, and the directory that `core.js` carries.

use super::{
    exact::{self, Terms},
    pack,
    texts::{self, Block, Stored},
};
use crate::Sink;
use rayon::prelude::*;
use std::{io, ops::Range};

/// A term file is closed when it holds this many bytes of terms and postings.
const SHARD: usize = 96 * 1024;

/// A file of the index in the directory: where it begins (its first term, its first document) and its name.
pub type Entry<T> = (T, String);

/// Writes the term files.
///
/// # Errors
/// What the sink says.
pub fn write_terms(documents: u32, terms: &Terms, sink: &dyn Sink) -> io::Result<Vec<Entry<String>>> {
    cut(terms)
        .into_par_iter()
        .enumerate()
        .map(|(at, range)| {
            let first = terms.text(range.start).to_owned();
            Ok((first, put(&format!("t{at}"), &pack::zlib(&exact::write(documents, terms, range)), sink)?))
        })
        .collect()
}

/// Writes the blocks that are not written yet.
///
/// # Errors
/// What the sink says.
pub fn write_texts(blocks: Vec<Block>, sink: &dyn Sink) -> io::Result<Vec<Block>> {
    let write = |block: Block| match block.stored {
        Stored::Memory(data) => {
            let stored = Stored::File(put(&texts::piece(block.first), &data, sink)?);
            Ok(Block { stored, ..block })
        }
        Stored::File(_) => Ok(block),
    };
    blocks.into_par_iter().map(write).collect()
}

/// Writes one file of the index; its name.
///
/// # Errors
/// What the sink says.
pub fn put(piece: &str, data: &str, sink: &dyn Sink) -> io::Result<String> {
    let edition = pack::edition(piece, data);
    let name = format!("{edition}.js");
    sink.put(&format!("search/{name}"), pack::script(&edition, data).as_bytes())?;
    Ok(name)
}

fn cut(terms: &Terms) -> Vec<Range<usize>> {
    let (mut out, mut start) = (Vec::new(), 0);
    for end in 1..=terms.len() {
        if terms.size(start..end) >= SHARD || end == terms.len() {
            out.push(start..end);
            start = end;
        }
    }
    out
}
