//! In: a run of pages with the number of their first document. Out: which term stands in which document, their lengths, and their
//! texts in blocks, ready to be written. Runs are gathered side by side.

use super::{
    documents::{Document, Page},
    texts::{Block, Blocks},
    tokens::{Folded, is_han},
};
use std::collections::BTreeMap;

/// Pairs of one bucket begin with characters of one range of 256.
pub const BUCKETS: usize = 256;

/// What one run of pages gives.
pub struct Gathered {
    /// By the first character of the pair: `pair << 32 | document`, see [`pack`].
    pub pairs: Vec<Vec<u64>>,
    /// Words, and pairs that do not pack: documents in order.
    pub words: BTreeMap<String, Vec<u32>>,
    /// How many terms each document has, repeats counted.
    pub lengths: Vec<u32>,
    /// Their texts.
    pub blocks: Vec<Block>,
}

/// A pair of characters below U+10000 as one number that sorts like their text; a lone character has `'\0'` behind it.
fn pack(a: char, b: char) -> Option<u32> {
    Some(u32::from(u16::try_from(u32::from(a)).ok()?) << 16 | u32::from(u16::try_from(u32::from(b)).ok()?))
}

/// The text of a packed pair.
pub fn unpack(pair: u32) -> String {
    [pair >> 16, pair & 0xffff].into_iter().filter(|c| *c > 0).filter_map(char::from_u32).collect()
}

/// Gathers `pages`, whose first document has the number `first`. With `finals` the last character of every run is a term besides.
pub fn gather(pages: &[Page], first: u32, finals: bool) -> Gathered {
    let mut out =
        Gathered { pairs: vec![Vec::new(); BUCKETS], words: BTreeMap::new(), lengths: Vec::new(), blocks: Vec::new() };
    let mut folded = Folded::default();
    let mut blocks = Blocks::new(first);
    for page in pages {
        for document in &page.documents {
            let number = first + out.lengths.len() as u32;
            let length = out.document(page, document, number, finals, &mut folded);
            out.lengths.push(length);
            blocks.add(page, document);
        }
    }
    out.blocks = blocks.finish();
    out
}

impl Gathered {
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
        let Self { pairs, words, .. } = self;
        let (mut pair_count, mut word_count) = (0, folded.numbers.len() as u32);
        let add_word = |words: &mut BTreeMap<String, Vec<u32>>, word: String| {
            let documents = words.entry(word).or_default();
            if documents.last() != Some(&number) {
                documents.push(number);
            }
        };
        let mut rare = Vec::new();
        folded.terms(
            |a, b| {
                pair_count += 1;
                match pack(a, b) {
                    Some(pair) => pairs[(pair >> 24) as usize].push(u64::from(pair) << 32 | u64::from(number)),
                    None => rare.push([a, b].into_iter().filter(|c| *c != '\0').collect()),
                }
            },
            |word| {
                word_count += 1;
                add_word(words, word.iter().collect());
            },
        );
        rare.into_iter().for_each(|pair| add_word(words, pair));
        folded.numbers.iter().for_each(|digits| add_word(words, digits.clone()));
        pair_count + word_count
    }

    fn finals(&mut self, chars: &[char], number: u32) {
        for (at, &c) in chars.iter().enumerate() {
            let last = is_han(c) && !chars.get(at + 1).is_some_and(|&next| is_han(next));
            if let (true, Some(pair)) = (last, pack(c, '\0')) {
                self.pairs[(pair >> 24) as usize].push(u64::from(pair) << 32 | u64::from(number));
            }
        }
    }
}
