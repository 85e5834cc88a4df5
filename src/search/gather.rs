//! In: a run of pages with the number of their first document. Out: which term stands in which document, their lengths, and their
//! texts in blocks. Runs are gathered side by side, and each keeps what it found in the order of the index: [`super::postings`]
//! only has to merge.

use super::{
    documents::{Document, Page},
    texts::{Block, Blocks},
    tokens::{Folded, is_han},
};
use crate::Sink;
use std::{collections::BTreeMap, io};

/// What one run of pages gives.
#[derive(Default)]
pub struct Gathered {
    /// Pairs of characters, sorted, see [`pack`]; each with where its documents end in `documents`.
    pub pairs: Vec<(u32, u32)>,
    /// The documents of all pairs, ascending for each.
    pub documents: Vec<u32>,
    /// Words, and pairs that do not pack: documents in order.
    pub words: BTreeMap<String, Vec<u32>>,
    /// How many terms each document has, repeats counted.
    pub lengths: Vec<u32>,
    /// Their texts.
    pub blocks: Vec<Block>,
}

/// How a run is gathered.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Whether the last character of every run of Han is a term besides.
    pub finals: bool,
    /// Takes each block of texts as soon as it is full; `None` where the blocks are wanted back.
    pub sink: Option<&'a dyn Sink>,
}

/// A pair of characters below U+10000 as one number that sorts like their text; a lone character has `'\0'` behind it.
fn pack(a: char, b: char) -> Option<u32> {
    Some(u32::from(u16::try_from(u32::from(a)).ok()?) << 16 | u32::from(u16::try_from(u32::from(b)).ok()?))
}

/// The characters of a packed pair.
pub fn unpack(pair: u32) -> impl Iterator<Item = char> {
    [pair >> 16, pair & 0xffff].into_iter().filter(|c| *c > 0).filter_map(char::from_u32)
}

/// Gathers `pages`, whose first document has the number `first`.
///
/// # Errors
/// What the sink says.
pub fn gather(pages: &[Page], first: u32, plan: Plan) -> io::Result<Gathered> {
    let mut run = Run { seen: Vec::with_capacity(pages.iter().map(Page::size).sum::<usize>() / 3), ..Run::default() };
    let mut folded = Folded::default();
    let mut blocks = Blocks::new(first, plan.sink);
    for page in pages {
        for document in &page.documents {
            let number = first + run.out.lengths.len() as u32;
            let length = run.document(page, document, number, plan.finals, &mut folded);
            run.out.lengths.push(length);
            blocks.add(page, document)?;
        }
    }
    let mut out = run.finish();
    out.blocks = blocks.finish()?;
    Ok(out)
}

/// A run that is being gathered.
#[derive(Default)]
struct Run {
    /// `pair << 32 | document`, in the order of the text.
    seen: Vec<u64>,
    out: Gathered,
}

impl Run {
    fn document(&mut self, page: &Page, document: &Document, number: u32, finals: bool, folded: &mut Folded) -> u32 {
        let mut length = 0;
        for segment in &page.segments[document.segments.clone()] {
            for text in &page.texts[segment.texts.clone()] {
                folded.fold(text);
                length += self.terms(folded, number);
                if finals {
                    self.finals(&folded.chars, number);
                }
            }
        }
        length
    }

    /// Adds one text's terms; how many there were.
    fn terms(&mut self, folded: &Folded, number: u32) -> u32 {
        let Self { seen, out } = self;
        let words = &mut out.words;
        let (mut pair_count, mut word_count) = (0, folded.numbers.len() as u32);
        let mut rare = Vec::new();
        folded.terms(
            |a, b| {
                pair_count += 1;
                match pack(a, b) {
                    Some(pair) => seen.push(u64::from(pair) << 32 | u64::from(number)),
                    None => rare.push([a, b].into_iter().filter(|c| *c != '\0').collect()),
                }
            },
            |word| {
                word_count += 1;
                add_word(words, word.iter().collect(), number);
            },
        );
        rare.into_iter().for_each(|pair| add_word(words, pair, number));
        folded.numbers.iter().for_each(|digits| add_word(words, digits.clone(), number));
        pair_count + word_count
    }

    fn finals(&mut self, chars: &[char], number: u32) {
        for (at, &c) in chars.iter().enumerate() {
            let last = is_han(c) && !chars.get(at + 1).is_some_and(|&next| is_han(next));
            if let (true, Some(pair)) = (last, pack(c, '\0')) {
                self.seen.push(u64::from(pair) << 32 | u64::from(number));
            }
        }
    }

    fn finish(self) -> Gathered {
        let Self { mut seen, mut out } = self;
        sort(&mut seen);
        seen.dedup();
        out.documents = seen.iter().map(|packed| *packed as u32).collect();
        let mut end = 0;
        out.pairs = (seen.chunk_by(|a, b| a >> 32 == b >> 32))
            .map(|group| {
                end += group.len() as u32;
                ((group[0] >> 32) as u32, end)
            })
            .collect();
        out
    }
}

fn add_word(words: &mut BTreeMap<String, Vec<u32>>, word: String, number: u32) {
    let documents = words.entry(word).or_default();
    if documents.last() != Some(&number) {
        documents.push(number);
    }
}

/// Sorts packed pairs whose documents ascend already, by the pair, in three stable passes of 11 bits.
fn sort(all: &mut Vec<u64>) {
    const FEW: usize = 2048;
    if all.len() < FEW {
        all.sort_unstable();
        return;
    }
    let mut spare = vec![0; all.len()];
    for shift in [32, 43, 54] {
        pass(all, &mut spare, shift);
        std::mem::swap(all, &mut spare);
    }
}

fn pass(from: &[u64], to: &mut [u64], shift: u32) {
    let digit = |packed: u64| (packed >> shift & 0x7ff) as usize;
    let mut places = [0_u32; 0x800];
    from.iter().for_each(|packed| places[digit(*packed)] += 1);
    let mut sum = 0;
    for place in &mut places {
        sum += std::mem::replace(place, sum);
    }
    for &packed in from {
        let place = &mut places[digit(packed)];
        to[*place as usize] = packed;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_saw_is_sorted_by_pair_and_document() {
        let mut seed = 1_u64;
        let mut packed: Vec<u64> = (0..5000)
            .map(|document| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                seed >> 32 << 32 | (document / 3)
            })
            .collect();
        let mut expected = packed.clone();
        expected.sort();
        sort(&mut packed);
        assert_eq!(packed, expected);
    }
}
