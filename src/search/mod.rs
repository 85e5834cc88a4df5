//! In: the handbook. Out: the files of the search index under `search/`.
//!
//! 1. [`documents`]: the handbook → pages and their documents, borrowed.
//! 2. [`gather`]: runs of pages, side by side → which pair of characters stands in which document ([`tokens`]), texts in blocks
//!    ([`texts`]), which a large handbook writes at once.
//! 3. [`postings`]: runs → sorted terms.
//! 4. [`shards`]: terms → files in tinysearch's exact format ([`exact`]), cut by ranges of terms.
//! 5. [`core`]: titles, headings, anchors, lengths, readings ([`pinyin`]) and the directory of the other files → `search/core.js`.
//!
//! `theme/js/search.js` reads them. A small handbook has everything in `core.js`.

pub mod core;
pub mod documents;
pub mod exact;
pub mod gather;
pub mod pack;
pub mod pinyin;
pub mod postings;
pub mod shards;
pub mod texts;
pub mod tokens;

use crate::{Sink, model::Handbook};
use core::Gathering;
use documents::Page;
use gather::{Gathered, Plan};
use rayon::prelude::*;
use shards::Entry;
use std::io;
use texts::{Block, Stored};

/// Up to this many bytes of terms everything stands in one file.
const SMALL: usize = 256 * 1024;
/// Pages are gathered in this many runs, whatever the number of cores, so that output never depends on it.
const RUNS: usize = 16;
/// Below this many bytes of text the last character of every run is a term besides, so that lone characters are found everywhere.
const FINALS_BELOW: usize = 1_000_000;

/// From this many bytes of text on a handbook cannot be small, and its texts are written as they come.
const NEVER_SMALL: usize = 2_000_000;

/// Writes the index under `search/`; pages of `gathering` are found by their names.
///
/// # Errors
/// What the sink says.
pub fn write(handbook: &Handbook, gathering: &[Gathering], sink: &dyn Sink) -> io::Result<()> {
    let pages = documents::pages(handbook);
    let mut runs = gather_all(&pages, sink)?;
    let lengths: Vec<u32> = runs.iter().flat_map(|run| run.lengths.iter().copied()).collect();
    let blocks: Vec<Block> = runs.iter_mut().flat_map(|run| std::mem::take(&mut run.blocks)).collect();
    let documents = lengths.len() as u32;
    let catalogue = core::Catalogue { handbook, pages: &pages, gathering, lengths: &lengths };
    let (body, terms) = rayon::join(|| catalogue.body(), || terms(runs, documents, &blocks, sink));
    let (terms, index) = terms?;
    let blocks = if index.is_some() { blocks } else { shards::write_texts(blocks, sink)? };
    core::file(body, &terms, index.as_deref(), &blocks).write(sink)
}

/// Writes the term files, or gives the one index of a small handbook; the directory.
fn terms(
    mut runs: Vec<Gathered>,
    documents: u32,
    blocks: &[Block],
    sink: &dyn Sink,
) -> io::Result<(Vec<Entry<String>>, Option<String>)> {
    let terms = postings::join(&mut runs);
    drop(runs);
    let in_memory = blocks.iter().all(|block| matches!(block.stored, Stored::Memory(_)));
    if in_memory && terms.size(0..terms.len()) <= SMALL {
        let index = pack::zlib(&exact::by_crate(documents, &terms));
        return Ok((vec![Default::default()], Some(index)));
    }
    Ok((shards::write_terms(documents, &terms, sink)?, None))
}

/// Cuts the pages into runs of about equal length and gathers them side by side.
fn gather_all(pages: &[Page], sink: &dyn Sink) -> io::Result<Vec<Gathered>> {
    let total: usize = pages.iter().map(Page::size).sum();
    let plan = Plan { finals: total < FINALS_BELOW, sink: (total >= NEVER_SMALL).then_some(sink) };
    let (mut runs, mut start, mut size, mut first) = (Vec::new(), 0, 0, 0);
    for (at, page) in pages.iter().enumerate() {
        size += page.size();
        if size * RUNS >= total || at + 1 == pages.len() {
            runs.push((&pages[start..=at], first));
            first += pages[start..=at].iter().map(|page| page.documents.len() as u32).sum::<u32>();
            (start, size) = (at + 1, 0);
        }
    }
    runs.into_par_iter().map(|(pages, first)| gather::gather(pages, first, plan)).collect()
}
