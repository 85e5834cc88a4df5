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
    sort(&mut all);
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

/// Sorts packed pairs of one bucket, whose documents ascend already: by the lower 24 bits of the pair (the upper 8 are the bucket's
/// own), in two stable passes of 12 bits.
fn sort(all: &mut [u64]) {
    const FEW: usize = 2048;
    if all.len() < FEW {
        all.sort_unstable();
        return;
    }
    let mut spare = vec![0; all.len()];
    pass(all, &mut spare, 32);
    pass(&spare, all, 44);
}

fn pass(from: &[u64], to: &mut [u64], shift: u32) {
    let digit = |packed: u64| (packed >> shift & 0xfff) as usize;
    let mut places = [0_u32; 4096];
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
    fn a_bucket_is_sorted_by_pair_and_document() {
        let mut seed = 1_u64;
        let mut packed: Vec<u64> = (0..5000)
            .map(|document| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                0x4e00_0000_0000_0000 | ((seed >> 40) << 32) | (document / 3)
            })
            .collect();
        let mut expected = packed.clone();
        expected.sort();
        sort(&mut packed);
        assert_eq!(packed, expected);
    }
}
