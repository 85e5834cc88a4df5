//! In: bytes, or the inside of a string. Out: a classic script that hands it to the search, and a name that changes with its content.

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// The level of zlib: the next ones take a fifth longer for a hundredth less.
const LEVEL: u32 = 2;

/// zlib, then base64.
pub fn zlib(bytes: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(LEVEL));
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("invariant: a Vec takes every byte");
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
