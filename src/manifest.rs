//! In: the files of a site on their way to a sink. Out: the list of them with sizes and hashes, and one code for the whole.
//!
//! It tells a broken or mixed copy from a whole one. Against forgery only the code helps, where readers got it another way.

use crate::Sink;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io,
    sync::{Mutex, PoisonError},
};

/// One file of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Path from the root, parted by `/`.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// A sink that hands everything on and keeps what the manifest says of it.
pub struct Tally<'a> {
    sink: &'a dyn Sink,
    entries: Mutex<BTreeMap<String, Entry>>,
}

impl<'a> Tally<'a> {
    /// Counts what goes on to `sink`.
    pub fn new(sink: &'a dyn Sink) -> Self {
        Self { sink, entries: Mutex::default() }
    }

    /// What has passed so far, by path.
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

impl Sink for Tally<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let entry = Entry { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) };
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), entry);
        self.sink.put(path, bytes)
    }
}

/// The SHA-256 of `bytes`, lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The list as `sha256sum -c` reads it.
pub fn sums(entries: &[Entry]) -> String {
    entries.iter().fold(String::new(), |mut text, entry| {
        let _ = writeln!(text, "{}  {}", entry.sha256, entry.path);
        text
    })
}

/// The code of a whole package: the first 16 digits of the hash of [`sums`], in fours, short enough to be read out by phone.
pub fn code(sums: &str) -> String {
    let hash = sha256(sums.as_bytes());
    [0, 4, 8, 12].map(|at| &hash[at..at + 4]).join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_what_the_usual_tool_reads_and_the_code_follows_from_them() {
        let entry = Entry { path: "a/b.html".into(), bytes: 3, sha256: sha256(b"abc") };
        assert_eq!(entry.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let sums = sums(&[entry]);
        assert!(sums.ends_with("20015ad  a/b.html\n"), "{sums}");
        assert_eq!(code(&sums).len(), 19);
        assert_ne!(code(&sums), code(""));
    }
}
