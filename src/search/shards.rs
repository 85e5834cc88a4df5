//! In: sorted terms, blocks of texts. Out: one file each, and the directory that `core.js` carries.

use super::{
    exact::{self, Term},
    pack,
    texts::Block,
};
use crate::Sink;
use rayon::prelude::*;
use std::io;

/// A term file is closed when it holds this many bytes of terms and postings.
const SHARD: usize = 96 * 1024;

/// A file of the index in the directory: where it begins (its first term, its first document) and its name.
pub type Entry<T> = (T, String);

/// Writes the term files.
///
/// # Errors
/// What the sink says.
pub fn write_terms(documents: u32, terms: &[Term], sink: &dyn Sink) -> io::Result<Vec<Entry<String>>> {
    cut(terms)
        .into_par_iter()
        .enumerate()
        .map(|(at, terms)| {
            let data = pack::pack(&exact::write(documents, terms), pack::TIGHT);
            Ok((terms[0].text.clone(), put(&format!("t{at}"), &data, sink)?))
        })
        .collect()
}

/// Writes the text files.
///
/// # Errors
/// What the sink says.
pub fn write_texts(blocks: &[Block], sink: &dyn Sink) -> io::Result<Vec<Entry<u32>>> {
    blocks
        .par_iter()
        .enumerate()
        .map(|(at, block)| Ok((block.documents.start, put(&format!("x{at}"), &block.data, sink)?)))
        .collect()
}

fn put(piece: &str, data: &str, sink: &dyn Sink) -> io::Result<String> {
    let name = pack::file_name(piece, data);
    sink.put(&format!("search/{name}"), pack::script(piece, data).as_bytes())?;
    Ok(name)
}

fn cut(terms: &[Term]) -> Vec<&[Term]> {
    let mut size = 0;
    terms
        .chunk_by(|term, _| {
            size += term.size();
            let more = size < SHARD;
            size = if more { size } else { 0 };
            more
        })
        .collect()
}
