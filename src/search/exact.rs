//! In: terms and their postings. Out: the bytes of tinysearch's exact index, the format of all term files.
//!
//! Handbook-sized indexes are built by the crate itself ([`by_crate`]); larger ones by [`write`], since the crate's builder keeps a
//! hash set of strings a document. A test holds the two to the same bytes.
//!
//! Format (tinysearch 0.11): `tinysearch\x02`, then as LEB128 numbers and sections: length of the posts, the posts (their count, then
//! title, address and metadata, all empty here: a title would take its own words out of the postings), count of terms, length of the
//! vocabulary, the sorted terms each ended by a line end, then for each term its count and the gaps between its documents.

use tinysearch::{ExactIndexBackend, IndexBackend, IndexedDocument, PostId, Storage};

const MAGIC: &[u8] = b"tinysearch\x02";

/// One term with its postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub text: String,
    /// Count and gaps, as the format wants them.
    pub postings: Vec<u8>,
}

impl Term {
    /// Its share of an index, in bytes.
    pub fn size(&self) -> usize {
        self.text.len() + 1 + self.postings.len()
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

/// Count and gaps of ascending documents.
pub fn postings(documents: &[u32]) -> Vec<u8> {
    let mut out = Vec::with_capacity(documents.len() + 4);
    varint(&mut out, documents.len() as u32);
    let mut before = 0;
    for &document in documents {
        varint(&mut out, document - before);
        before = document;
    }
    out
}

/// The index of sorted `terms` over `documents` documents.
pub fn write(documents: u32, terms: &[Term]) -> Vec<u8> {
    let vocabulary: usize = terms.iter().map(|term| term.text.len() + 1).sum();
    let postings: usize = terms.iter().map(|term| term.postings.len()).sum();
    let mut out = Vec::with_capacity(64 + 3 * documents as usize + vocabulary + postings);
    out.extend_from_slice(MAGIC);
    let mut count = Vec::new();
    bincode_count(&mut count, documents);
    varint(&mut out, count.len() as u32 + 3 * documents);
    out.extend_from_slice(&count);
    out.resize(out.len() + 3 * documents as usize, 0);
    varint(&mut out, terms.len() as u32);
    varint(&mut out, vocabulary as u32);
    for term in terms {
        out.extend_from_slice(term.text.as_bytes());
        out.push(b'\n');
    }
    terms.iter().for_each(|term| out.extend_from_slice(&term.postings));
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
pub fn by_crate(documents: u32, terms: &[Term]) -> Vec<u8> {
    let mut contents = vec![Vec::new(); documents as usize];
    for term in terms {
        for document in read_postings(&term.postings) {
            contents[document as usize].push(term.text.clone());
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

    fn terms(index: &BTreeMap<String, BTreeSet<u32>>) -> Vec<Term> {
        index
            .iter()
            .map(|(text, documents)| Term {
                text: text.clone(),
                postings: postings(&documents.iter().copied().collect::<Vec<_>>()),
            })
            .collect()
    }

    #[test]
    fn a_title_of_two_characters_is_found() {
        let index =
            BTreeMap::from([("刑法".to_owned(), BTreeSet::from([0])), ("护士".to_owned(), BTreeSet::from([0, 1]))]);
        let storage = Storage::from_bytes(&write(2, &terms(&index))).expect("own bytes are readable by the crate");
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
            prop_assert_eq!(write(documents, &terms(&index)), by_crate(documents, &terms(&index)));
        }
    }
}
