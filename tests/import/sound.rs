//! What must hold of any input, by the public interface alone: shared by proptest (`fuzz.rs`) and by the targets of cargo-fuzz
//! (`fuzz/`). Each function panics where it does not hold.

use shouce::{
    Input,
    import::{Source, import, log::Refused},
    parse::label,
    source::SourceFile,
};
use std::{collections::BTreeSet, sync::Arc};

/// A file is imported as pages that read without an error, or refused with a known code and a hint.
pub fn import_is_sound(name: &str, bytes: &[u8]) {
    let imported = match import(Source { name, bytes, refused: &Refused::default(), taken: &BTreeSet::new() }) {
        Ok(imported) => imported,
        Err(refusal) => {
            assert!(shouce::diag::code_info(refusal.code).is_some() && !refusal.hint.is_empty(), "{}", refusal.code);
            return;
        }
    };
    let pages = imported.documents.into_iter();
    let pages = pages.map(|page| SourceFile { path: format!("content/regulations/{}.md", page.id), text: page.page });
    let settings = SourceFile { path: "handbook.yml".to_owned(), text: "title: 试验手册\n".to_owned() };
    let mut files: Vec<_> = pages.chain([settings]).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let today = "2026-01-01".parse().expect("invariant: a date");
    let reading =
        shouce::read(&Input { files: Arc::new(files), assets: Vec::new(), overrides: Vec::new(), today, unit: None });
    assert!(!reading.diagnostics.has_errors(), "{:?} of {:?}", reading.diagnostics.0, String::from_utf8_lossy(bytes));
}

/// A line is no label, or one with a number whose text begins between two characters.
pub fn label_is_sound(line: &str, heading: bool) {
    if let Some(found) = label::read(line, heading) {
        assert!(line.is_char_boundary(found.body) && !found.label.number.is_empty(), "{line:?}");
    }
}
