//! The 18 cases with hand-checked expectations, where `SHOUCE_SHARED` names the folder that holds them: each must pass, and all
//! together reach the promised quality. What the imports make is built into one handbook.

use super::{run, score::score};
use crate::harness::Handbook;
use std::{fs, path::PathBuf};

fn cases() -> Vec<(PathBuf, PathBuf)> {
    let Some(shared) = std::env::var_os("SHOUCE_SHARED").map(PathBuf::from) else { return Vec::new() };
    let mut found: Vec<_> = fs::read_dir(shared.join("import-cases"))
        .expect("the cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|expected| {
            let name = expected.with_extension("txt");
            let seed = shared.join("seeds").join(name.file_name().expect("a name"));
            (expected.clone(), if name.is_file() { name } else { seed })
        })
        .collect();
    found.sort();
    found
}

#[test]
fn every_case_reaches_the_promised_quality() {
    let cases = cases();
    let (mut clauses, mut metadata, mut warnings) = (0.0, 0.0, 0.0);
    for (expected, source) in &cases {
        let expected: serde_json::Value = serde_json::from_slice(&fs::read(expected).expect("read")).expect("JSON");
        let name = source.file_name().expect("a name").to_string_lossy();
        let imported = run(&name, &fs::read(source).expect("read")).expect("imported");
        let score = score(&expected, &imported);
        assert!(score.clauses >= 0.95 && score.metadata >= 0.8 && score.faults.is_empty(), "{name}: {score:?}");
        clauses += score.clauses;
        metadata += score.metadata;
        warnings += score.warnings;
    }
    let count = cases.len() as f64;
    assert!(
        clauses >= 0.98 * count && metadata >= 0.9 * count && warnings >= 0.8 * count,
        "{clauses} {metadata} {warnings} of {count}"
    );
}

#[test]
fn every_page_that_an_import_writes_builds_without_an_error() {
    let mut handbook = Handbook::from("");
    for (_, source) in cases() {
        let name = source.file_name().expect("a name").to_string_lossy().into_owned();
        for page in run(&name, &fs::read(&source).expect("read")).expect("imported").documents {
            handbook = handbook.file(&format!("content/regulations/{}.md", page.id), page.page);
        }
    }
    let built = handbook.build();
    let errors: Vec<_> =
        built.found.iter().filter(|f| f.severity == shouce::diag::Severity::Error).map(|f| &f.text).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
