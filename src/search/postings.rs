//! In: what the runs gathered, in order. Out: every term with its postings, sorted as the format wants them.

use super::{
    exact::Terms,
    gather::{Gathered, unpack},
};
use rayon::prelude::*;
use std::{collections::BTreeMap, ops::Range};

/// Pairs are merged in this many ranges, side by side: each begins with characters of one range of 256.
const RANGES: u32 = 256;

/// Joins the runs, whose documents ascend.
pub fn join(runs: &mut [Gathered]) -> Terms {
    let words = words(runs);
    let mut merged: Vec<Terms> = (0..RANGES).into_par_iter().map(|range| pairs(runs, &words, range)).collect();
    let (mut all, mut beyond) = (Terms::default(), Terms::default());
    for (word, documents) in &words {
        match range_of(word) {
            None => all.push(word.chars(), documents),
            Some(range) if range >= RANGES => beyond.push(word.chars(), documents),
            Some(_) => {}
        }
    }
    merged.push(beyond);
    all.append(&merged);
    all
}

fn words(runs: &mut [Gathered]) -> BTreeMap<String, Vec<u32>> {
    let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for run in runs {
        for (word, documents) in std::mem::take(&mut run.words) {
            words.entry(word).or_default().extend(documents);
        }
    }
    words
}

/// The range a rare pair (one that does not pack) belongs to, [`RANGES`] or more beyond U+FFFF; `None` for a word, which stands
/// before all pairs.
fn range_of(word: &str) -> Option<u32> {
    word.chars().next().filter(|first| super::tokens::is_han(*first)).map(|first| u32::from(first) >> 8)
}

/// One range's terms.
fn pairs(runs: &[Gathered], words: &BTreeMap<String, Vec<u32>>, range: u32) -> Terms {
    let parts: Vec<Range<usize>> = runs.iter().map(|run| part(run, range)).collect();
    let mut entries = Vec::with_capacity(parts.iter().map(Range::len).sum());
    for (number, (run, part)) in runs.iter().zip(parts).enumerate() {
        entries.extend(part.map(|at| (run.pairs[at].0, number as u32, at as u32)));
    }
    // Runs that are sorted already: the standard sort finds and merges them.
    entries.sort();
    let mut rare = words.iter().filter(|(word, _)| range_of(word) == Some(range)).peekable();
    let mut out = Terms::with_capacity(entries.len());
    let (mut documents, mut text) = (Vec::new(), String::new());
    for group in entries.chunk_by(|a, b| a.0 == b.0) {
        documents.clear();
        for (_, run, at) in group {
            documents.extend_from_slice(of_pair(&runs[*run as usize], *at as usize));
        }
        if rare.peek().is_some() {
            text.clear();
            text.extend(unpack(group[0].0));
            while let Some((word, documents)) = rare.next_if(|(word, _)| **word < text) {
                out.push(word.chars(), documents);
            }
        }
        out.push(unpack(group[0].0), &documents);
    }
    rare.for_each(|(word, documents)| out.push(word.chars(), documents));
    out
}

/// Where a run's pairs of one range stand.
fn part(run: &Gathered, range: u32) -> Range<usize> {
    let start = |range: u32| run.pairs.partition_point(|(pair, _)| pair >> 24 < range);
    start(range)..start(range + 1)
}

/// The documents of a run's pair.
fn of_pair(run: &Gathered, at: usize) -> &[u32] {
    let start = at.checked_sub(1).map_or(0, |before| run.pairs[before].1);
    &run.documents[start as usize..run.pairs[at].1 as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(pairs: &[(&str, &[u32])], words: &[(&str, &[u32])]) -> Gathered {
        let mut out = Gathered::default();
        for (text, documents) in pairs {
            let chars: Vec<u32> = text.chars().map(u32::from).collect();
            out.documents.extend_from_slice(documents);
            out.pairs.push((chars[0] << 16 | chars.get(1).copied().unwrap_or(0), out.documents.len() as u32));
        }
        out.words = words.iter().map(|(word, documents)| ((*word).to_owned(), documents.to_vec())).collect();
        out
    }

    #[test]
    fn runs_are_merged_in_the_order_of_their_texts() {
        let mut runs = [
            run(&[("一", &[0]), ("交接", &[0, 1]), ("接班", &[1])], &[("12", &[0]), ("交𠀀", &[1])]),
            run(&[("交接", &[2]), ("龙门", &[3])], &[("ab", &[2]), ("𠀀一", &[3])]),
        ];
        let terms = join(&mut runs);
        let texts: Vec<&str> = (0..terms.len()).map(|at| terms.text(at)).collect();
        assert_eq!(texts, ["12", "ab", "一", "交接", "交𠀀", "接班", "龙门", "𠀀一"]);
        assert!(texts.is_sorted());
        assert_eq!(terms.documents(3), [0, 1, 2]);
    }
}
