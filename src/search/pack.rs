//! In: bytes. Out: a classic script that hands them to the search, ASCII only, and a name that changes with its content.

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// For texts, which are a third of the work of a build.
pub const LIGHT: u32 = 3;
/// For terms, which must stay small.
pub const TIGHT: u32 = 6;

/// zlib, then base64.
pub fn pack(bytes: &[u8], level: u32) -> String {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(level));
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("invariant: a Vec takes every byte");
    STANDARD.encode(packed)
}

/// The script that hands over one piece.
pub fn script(piece: &str, data: &str) -> String {
    format!("shouce.searchData(\"{piece}\",\"{data}\");\n")
}

/// The name of a piece's file: `t3-1a2b3c4d.js`.
pub fn file_name(piece: &str, data: &str) -> String {
    let hash = data.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("{piece}-{:08x}.js", (hash >> 32) ^ (hash & 0xffff_ffff))
}
