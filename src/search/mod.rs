//! In: the handbook. Out: the files of the search index under `search/`.
//!
//! 1. [`documents`]: the handbook → pages and their documents, borrowed.
//! 2. [`gather`]: runs of pages, side by side → which pair of characters stands in which document ([`tokens`]), texts in blocks
//!    ([`texts`]).
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
use documents::Page;
use gather::Gathered;
use rayon::prelude::*;
use std::io;

/// Up to this many bytes of terms everything stands in one file.
const SMALL: usize = 256 * 1024;
/// Pages are gathered in this many runs, whatever the number of cores, so that output never depends on it.
const RUNS: usize = 32;
/// Below this many bytes of text the last character of every run is a term besides, so that lone characters are found everywhere.
const FINALS_BELOW: usize = 1_000_000;

/// Writes the index under `search/`.
///
/// # Errors
/// What the sink says.
pub fn write(handbook: &Handbook, sink: &dyn Sink) -> io::Result<()> {
    let pages = documents::pages(handbook);
    let runs = gather_all(&pages);
    let lengths: Vec<u32> = runs.iter().flat_map(|run| run.lengths.iter().copied()).collect();
    let (terms, blocks) = postings::join(runs);
    let documents = lengths.len() as u32;
    let catalogue = core::Catalogue { handbook, pages: &pages, lengths: &lengths };
    if terms.iter().map(exact::Term::size).sum::<usize>() <= SMALL {
        let index = pack::pack(&exact::by_crate(documents, &terms), pack::TIGHT);
        return sink.put("search/core.js", catalogue.whole(&index, &blocks).as_bytes());
    }
    let (term_files, text_files) =
        rayon::join(|| shards::write_terms(documents, &terms, sink), || shards::write_texts(&blocks, sink));
    sink.put("search/core.js", catalogue.directory(&term_files?, &text_files?).as_bytes())
}

/// Cuts the pages into runs of about equal length and gathers them side by side.
fn gather_all(pages: &[Page]) -> Vec<Gathered> {
    let total: usize = pages.iter().map(Page::size).sum();
    let finals = total < FINALS_BELOW;
    let (mut runs, mut start, mut size, mut first) = (Vec::new(), 0, 0, 0);
    for (at, page) in pages.iter().enumerate() {
        size += page.size();
        if size * RUNS >= total || at + 1 == pages.len() {
            runs.push((&pages[start..=at], first));
            first += pages[start..=at].iter().map(|page| page.documents.len() as u32).sum::<u32>();
            (start, size) = (at + 1, 0);
        }
    }
    runs.into_par_iter().map(|(pages, first)| gather::gather(pages, first, finals)).collect()
}
