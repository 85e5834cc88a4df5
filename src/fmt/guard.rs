//! In: a handbook before and after it was set in house style. Out: whether both say the same: one site, apart from blanks and from
//! the width of punctuation, and the same findings.

use crate::{Input, Sink, manifest::sha256, read, render};
use std::{
    collections::BTreeMap,
    io,
    sync::{Mutex, PoisonError},
};

/// What a handbook says; `None` where it has errors and says nothing.
pub fn meaning(input: &Input) -> Option<BTreeMap<String, String>> {
    let reading = read(input);
    if reading.diagnostics.has_errors() {
        return None;
    }
    let plain = Plain::default();
    render(&reading, input, &plain).expect("invariant: memory refuses nothing");
    let mut said = plain.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut found: Vec<String> =
        reading.diagnostics.0.iter().map(|one| format!("{} {}", one.code, stripped(&one.message))).collect();
    found.sort();
    said.insert("diagnostics".to_owned(), found.join("\n"));
    said.insert("model".to_owned(), sha256(stripped(&model(&reading)).as_bytes()));
    Some(said)
}

/// The whole model as other programs get it, findings left out, since they name lines.
fn model(reading: &crate::Reading) -> String {
    let mut value: serde_json::Value =
        serde_json::from_str(&crate::export::json(reading)).expect("invariant: our own JSON");
    value["diagnostics"] = serde_json::Value::Null;
    value.to_string()
}

/// Keeps a hash of each page, stripped. What is packed for the search and gathered in books follows from the pages; books also
/// tell how many characters they have, blanks included.
#[derive(Default)]
struct Plain(Mutex<BTreeMap<String, String>>);

impl Sink for Plain {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if !["search/", "assets/", "book.html", "books/"].iter().any(|derived| path.starts_with(derived)) {
            let hash = sha256(stripped(&String::from_utf8_lossy(bytes)).as_bytes());
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), hash);
        }
        Ok(())
    }
}

/// A text without blanks, its punctuation half-width.
fn stripped(text: &str) -> String {
    let half = |c| match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '？' => '?',
        '！' => '!',
        '。' => '.',
        '（' => '(',
        '）' => ')',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(half).collect()
}
