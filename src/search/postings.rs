//! In: what the runs gathered, in order. Out: every term with its postings, sorted as the format wants them.

use super::{
    exact::{Term, postings},
    gather::{BUCKETS, Gathered, unpack},
    texts::Block,
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Joins the runs, whose documents ascend; their texts besides.
pub fn join(mut runs: Vec<Gathered>) -> (Vec<Term>, Vec<Block>) {
    let blocks = runs.iter_mut().flat_map(|run| std::mem::take(&mut run.blocks)).collect();
    let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for run in &mut runs {
        for (word, documents) in std::mem::take(&mut run.words) {
            words.entry(word).or_default().extend(documents);
        }
    }
    let mut terms: Vec<Term> =
        words.into_iter().map(|(text, documents)| Term { postings: postings(&documents), text }).collect();
    let buckets: Vec<Vec<Term>> = (0..BUCKETS).into_par_iter().map(|bucket| pairs(&runs, bucket)).collect();
    terms.extend(buckets.into_iter().flatten());
    // Words stand before pairs already, but for the rare pair beyond U+FFFF.
    terms.sort_by(|a, b| a.text.cmp(&b.text));
    (terms, blocks)
}

fn pairs(runs: &[Gathered], bucket: usize) -> Vec<Term> {
    let mut all = Vec::with_capacity(runs.iter().map(|run| run.pairs[bucket].len()).sum());
    runs.iter().for_each(|run| all.extend_from_slice(&run.pairs[bucket]));
    all.sort_unstable();
    all.dedup();
    let mut documents = Vec::new();
    all.chunk_by(|a, b| a >> 32 == b >> 32)
        .map(|group| {
            documents.clear();
            documents.extend(group.iter().map(|packed| *packed as u32));
            Term { text: unpack((group[0] >> 32) as u32), postings: postings(&documents) }
        })
        .collect()
}
