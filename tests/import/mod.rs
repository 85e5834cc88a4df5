//! `import`: from what offices have to pages of the handbook.

mod cases;
mod docx;
mod fuzz;
mod hostile;
mod mess;
mod score;
mod shell;
mod sound;
pub mod word;

use shouce::import::{Imported, Refusal, Source, import, log::Refused};
use std::collections::BTreeSet;

/// Imports bytes as a file of this name.
fn run(name: &str, bytes: &[u8]) -> Result<Imported, Refusal> {
    import(Source { name, bytes, refused: &Refused::default(), taken: &BTreeSet::new() })
}

/// Imports a text.
fn text(text: &str) -> Imported {
    run("通知.txt", text.as_bytes()).expect("a text is imported")
}

/// Codes of the warnings, each once.
fn codes(imported: &Imported) -> Vec<&'static str> {
    let codes: BTreeSet<_> = imported.warnings.iter().map(|warning| warning.code).collect();
    codes.into_iter().collect()
}

/// Paths of all labelled clauses, steps joined by `/`.
fn paths(imported: &Imported) -> Vec<String> {
    imported.documents.iter().flat_map(|page| &page.outline).map(|(path, _)| path.join("/")).collect()
}

/// The bodies of all pages.
fn body(imported: &Imported) -> String {
    imported.documents.iter().map(|page| page.body.as_str()).collect()
}
