//! In: bytes, or the inside of a string. Out: a classic script that hands it to the search, and a name that changes with its content.

use base64::{Engine, engine::general_purpose::STANDARD};
use libdeflater::{CompressionLvl, Compressor};

/// The quickest level; the next takes longer and packs terms no smaller.
const LEVEL: i32 = 1;

/// zlib, then base64.
pub fn zlib(bytes: &[u8]) -> String {
    let mut encoder = Compressor::new(CompressionLvl::new(LEVEL).expect("invariant: a level"));
    let mut packed = vec![0; encoder.zlib_compress_bound(bytes.len())];
    let length = encoder.zlib_compress(bytes, &mut packed).expect("invariant: room for the worst");
    packed.truncate(length);
    STANDARD.encode(packed)
}

/// The script that hands over one piece.
pub fn script(piece: &str, data: &str) -> String {
    format!("shouce.searchData(\"{piece}\",\"{data}\");\n")
}

/// A piece's name with a hash of what it holds: `t3-1a2b3c4d`. Its file bears this name and calls itself by it, so that the file of
/// another edition is not taken for it.
pub fn edition(piece: &str, data: &str) -> String {
    let (words, rest) = data.as_bytes().as_chunks::<8>();
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let hash = words.iter().fold(data.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let hash = rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
    format!("{piece}-{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}
