//! In: terms and their postings. Out: the bytes of tinysearch's exact index, the format of all term files.
//!
//! Handbook-sized indexes are built by the crate itself ([`by_crate`]); larger ones by [`write`], since the crate's builder keeps a
//! hash set of strings a document. A test holds the two to the same bytes.
//!
//! Format (tinysearch 0.11): `tinysearch\x02`, then as LEB128 numbers and sections: length of the posts, the posts (their count, then
//! title, address and metadata, all empty here: a title would take its own words out of the postings), count of terms, length of the
//! vocabulary, the sorted terms each ended by a line end, then for each term its count and the gaps between its documents.

use std::ops::Range;
use tinysearch::{ExactIndexBackend, IndexBackend, IndexedDocument, PostId, Storage};

const MAGIC: &[u8] = b"tinysearch\x02";

/// Terms with their postings, in text order, laid end to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Each term, ended by a line end.
    vocabulary: String,
    /// Count and gaps of each term, as the format wants them.
    postings: Vec<u8>,
    /// Where each term ends in both.
    ends: Vec<(u32, u32)>,
}

impl Terms {
    /// With room for about this many, found in a few documents each.
    pub fn with_capacity(terms: usize) -> Self {
        Self {
            vocabulary: String::with_capacity(5 * terms),
            postings: Vec::with_capacity(5 * terms),
            ends: Vec::with_capacity(terms / 2),
        }
    }

    /// Adds a term that comes after all others, with its ascending documents.
    pub fn push(&mut self, text: impl Iterator<Item = char>, documents: &[u32]) {
        self.vocabulary.extend(text);
        self.vocabulary.push('\n');
        postings(&mut self.postings, documents);
        self.ends.push((self.vocabulary.len() as u32, self.postings.len() as u32));
    }

    /// Adds terms that come after all others.
    pub fn append(&mut self, parts: &[Self]) {
        self.vocabulary.reserve(parts.iter().map(|part| part.vocabulary.len()).sum());
        self.postings.reserve(parts.iter().map(|part| part.postings.len()).sum());
        self.ends.reserve(parts.iter().map(|part| part.ends.len()).sum());
        for part in parts {
            let (text, posts) = self.start(self.len());
            self.vocabulary.push_str(&part.vocabulary);
            self.postings.extend_from_slice(&part.postings);
            self.ends.extend(part.ends.iter().map(|(a, b)| (a + text, b + posts)));
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The share of some of them in an index, in bytes.
    pub fn size(&self, range: Range<usize>) -> usize {
        let (from, to) = (self.start(range.start), self.start(range.end));
        (to.0 - from.0 + to.1 - from.1) as usize
    }

    /// The text of one.
    pub fn text(&self, at: usize) -> &str {
        &self.vocabulary[self.start(at).0 as usize..self.ends[at].0 as usize - 1]
    }

    /// The documents of one.
    pub fn documents(&self, at: usize) -> Vec<u32> {
        read_postings(&self.postings[self.start(at).1 as usize..self.ends[at].1 as usize])
    }

    fn start(&self, at: usize) -> (u32, u32) {
        at.checked_sub(1).map_or((0, 0), |before| self.ends[before])
    }
}

/// Appends a LEB128 number.
pub fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends count and gaps of ascending documents.
fn postings(out: &mut Vec<u8>, documents: &[u32]) {
    out.reserve(2 * documents.len() + 4);
    varint(out, documents.len() as u32);
    let mut before = 0;
    for &document in documents {
        varint(out, document - before);
        before = document;
    }
}

/// The index of some of the terms over `documents` documents.
pub fn write(documents: u32, terms: &Terms, range: Range<usize>) -> Vec<u8> {
    let (from, to) = (terms.start(range.start), terms.start(range.end));
    let vocabulary = &terms.vocabulary[from.0 as usize..to.0 as usize];
    let postings = &terms.postings[from.1 as usize..to.1 as usize];
    let mut out = Vec::with_capacity(64 + 3 * documents as usize + vocabulary.len() + postings.len());
    out.extend_from_slice(MAGIC);
    let mut count = Vec::new();
    bincode_count(&mut count, documents);
    varint(&mut out, count.len() as u32 + 3 * documents);
    out.extend_from_slice(&count);
    out.resize(out.len() + 3 * documents as usize, 0);
    varint(&mut out, range.len() as u32);
    varint(&mut out, vocabulary.len() as u32);
    out.extend_from_slice(vocabulary.as_bytes());
    out.extend_from_slice(postings);
    out
}

/// A count as bincode's standard configuration writes it.
fn bincode_count(out: &mut Vec<u8>, count: u32) {
    match (u8::try_from(count), u16::try_from(count)) {
        (Ok(small @ 0..=250), _) => out.push(small),
        (_, Ok(medium)) => {
            out.push(251);
            out.extend_from_slice(&medium.to_le_bytes());
        }
        _ => {
            out.push(252);
            out.extend_from_slice(&count.to_le_bytes());
        }
    }
}

/// The same by the crate's own builder.
pub fn by_crate(documents: u32, terms: &Terms) -> Vec<u8> {
    let mut contents = vec![Vec::new(); documents as usize];
    for at in 0..terms.len() {
        for document in terms.documents(at) {
            contents[document as usize].push(terms.text(at).to_owned());
        }
    }
    let nothing = || PostId { title: String::new(), url: String::new(), meta: String::new() };
    let documents = contents.into_iter().map(|terms| IndexedDocument::new(nothing(), terms)).collect();
    let storage = Storage::from(ExactIndexBackend.build(documents));
    storage.to_bytes().expect("invariant: terms are sorted and hold no line end")
}

/// The documents of a posting list.
fn read_postings(bytes: &[u8]) -> Vec<u32> {
    let mut numbers = Vec::new();
    let (mut value, mut shift) = (0_u32, 0);
    for byte in bytes {
        value |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            numbers.push(value);
            (value, shift) = (0, 0);
        }
    }
    let gaps = numbers.into_iter().skip(1);
    gaps.scan(0, |at, gap| {
        *at += gap;
        Some(*at)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn terms(index: &BTreeMap<String, BTreeSet<u32>>) -> Terms {
        let mut out = Terms::default();
        for (text, documents) in index {
            out.push(text.chars(), &documents.iter().copied().collect::<Vec<_>>());
        }
        out
    }

    #[test]
    fn a_title_of_two_characters_is_found() {
        let index =
            BTreeMap::from([("刑法".to_owned(), BTreeSet::from([0])), ("护士".to_owned(), BTreeSet::from([0, 1]))]);
        let storage =
            Storage::from_bytes(&write(2, &terms(&index), 0..2)).expect("own bytes are readable by the crate");
        assert_eq!(tinysearch::search(&storage.filters, "刑法", 9).len(), 1);
        assert_eq!(tinysearch::search(&storage.filters, "护士", 9).len(), 2);
    }

    proptest! {
        #[test]
        fn own_writer_and_crate_agree(
            documents in prop_oneof![0_u32..4, 249_u32..253, 300_u32..70_000],
            words in prop::collection::btree_map("[a-z0-9]{1,3}|[一-龥]{1,2}|[𠀀-𠀉]{2}", prop::collection::btree_set(0_u32..70_000, 1..20), 0..30),
        ) {
            let index: BTreeMap<_, BTreeSet<u32>> = words
                .into_iter()
                .map(|(word, at)| (word, at.into_iter().filter(|d| *d < documents).collect()))
                .filter(|(_, at): &(_, BTreeSet<u32>)| !at.is_empty())
                .collect();
            let terms = terms(&index);
            prop_assert_eq!(write(documents, &terms, 0..terms.len()), by_crate(documents, &terms));
        }
    }
}
