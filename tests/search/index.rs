//! The index as it is written: complete, in tinysearch's format, without answers.

use super::{SMALL, built, large};
use crate::harness::{Built, shipped};
use base64::{Engine, engine::general_purpose::STANDARD};
use shouce::search::{documents, tokens::Folded};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};
use tinysearch::Storage;

/// The inside of a script's string as that of JSON, which writes the characters that part otherwise.
fn as_json(inner: &str) -> String {
    inner.replace('\u{1}', "\\u0001").replace('\u{2}', "\\u0002").replace('\u{3}', "\\u0003")
}

/// Every piece of the index by name, unpacked; texts as UTF-8.
fn pieces(built: &Built) -> BTreeMap<String, Vec<u8>> {
    let files = built.site.iter().filter(|(path, _)| path.starts_with("search/"));
    let mut out = BTreeMap::new();
    for bytes in files.map(|(_, bytes)| bytes) {
        for line in std::str::from_utf8(bytes).expect("UTF-8").lines() {
            let inner = line.strip_prefix("shouce.searchData(\"").and_then(|rest| rest.strip_suffix("\");"));
            let (name, data) = inner.and_then(|inner| inner.split_once("\",\"")).expect("a call with two strings");
            let mut plain = Vec::new();
            if name.starts_with('x') {
                let text: String =
                    serde_json::from_str(&format!("\"{}\"", as_json(data))).expect("the inside of a string");
                plain = text.into_bytes();
            } else {
                let packed = STANDARD.decode(data).expect("base64");
                flate2::read::ZlibDecoder::new(&packed[..]).read_to_end(&mut plain).expect("zlib");
            }
            // `core-1a2b3c4d`: a file calls itself by its edition.
            let name = name.split('-').next().unwrap_or(name);
            assert!(out.insert(name.to_owned(), plain).is_none(), "{name} stands twice");
        }
    }
    out
}

/// How many documents hold each pair of neighbours, counted from the text itself.
fn pairs(built: &Built) -> BTreeMap<String, usize> {
    let mut out: BTreeMap<String, usize> = BTreeMap::new();
    let mut folded = Folded::default();
    for page in documents::pages(&built.reading.handbook) {
        for document in &page.documents {
            let mut own = BTreeSet::new();
            for text in page.segments[document.segments.clone()].iter().flat_map(|s| &page.texts[s.texts.clone()]) {
                folded.fold(text);
                let letters = |pair: &&[char]| pair.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
                own.extend(folded.chars.windows(2).filter(letters).map(String::from_iter));
            }
            own.into_iter().for_each(|pair| *out.entry(pair).or_default() += 1);
        }
    }
    out
}

#[test]
fn every_pair_of_every_clause_is_found_by_the_crate_itself() {
    for built in [shipped::handbook().build(), built(&large())] {
        let pieces = pieces(&built);
        let indexes: Vec<Storage> = pieces
            .iter()
            .filter(|(name, _)| name.starts_with('t'))
            .map(|(_, bytes)| Storage::from_bytes(bytes).expect("tinysearch reads it"))
            .collect();
        let all = pairs(&built);
        assert!(all.len() > 1000, "{}", all.len());
        for (pair, count) in all.iter().step_by(1 + all.len() / 500) {
            let found: usize = indexes.iter().map(|i| tinysearch::search(&i.filters, pair, usize::MAX).len()).sum();
            assert_eq!(found, *count, "{pair}");
        }
    }
}

#[test]
fn a_handbook_is_one_file_and_a_library_is_many() {
    let names = |built: &Built| -> Vec<String> {
        built.site.keys().filter(|path| path.starts_with("search/")).cloned().collect()
    };
    assert_eq!(names(&shipped::handbook().build()), ["search/core.js"]);
    let names = names(&built(&large()));
    assert!(names.iter().filter(|name| name.starts_with("search/t")).count() > 3, "{names:?}");
    assert!(names.iter().filter(|name| name.starts_with("search/x")).count() > 3, "{names:?}");
}

#[test]
fn answers_are_not_in_the_index() {
    let pieces = pieces(&built(SMALL));
    let texts: String =
        pieces.iter().filter(|(name, _)| !name.starts_with('t')).map(|(_, b)| String::from_utf8_lossy(b)).collect();
    assert!(texts.contains("交班前多少分钟办交接"), "the stem is missing");
    for answer in ["鸵鸟", "企鹅", "袋鼠"] {
        assert!(!texts.contains(answer), "{answer}");
        let found = pieces.iter().any(|(_, bytes)| bytes.windows(answer.len()).any(|w| w == answer.as_bytes()));
        assert!(!found, "{answer}");
    }
}

#[test]
fn a_changed_clause_changes_the_names_of_its_files_alone() {
    let text = large();
    let changed = text.replacen(&super::own_word(1), "面貌一新", 1);
    let names = |text: &str| -> BTreeSet<String> { built(text).site.into_keys().collect() };
    let (before, after) = (names(&text), names(&changed));
    let gone = before.difference(&after).filter(|name| name.starts_with("search/x")).count();
    assert_eq!(gone, 1, "{:?}", before.difference(&after).collect::<Vec<_>>());
}

#[test]
fn an_empty_handbook_has_an_index() {
    let built = built("//- handbook.yml\ntitle: 空\n");
    assert!(pieces(&built).contains_key("core"));
}
