//! In: an expectation and what was imported. Out: how well they agree: clause paths, metadata, what leaked, what is lost or doubled,
//! and the warnings.

use serde_json::Value;
use shouce::import::{Imported, record};
use std::collections::BTreeSet;

/// How well an import agrees with its expectation.
#[derive(Debug)]
pub struct Score {
    /// F1 of clause paths, in document order.
    pub clauses: f64,
    /// Share of the five metadata that are right.
    pub metadata: f64,
    /// Furniture that stands in the body, text that does not, text that stands there too often or not often enough.
    pub faults: Vec<String>,
    /// F1 of the warnings.
    pub warnings: f64,
}

/// Compares.
pub fn score(expected: &Value, imported: &Imported) -> Score {
    let got = serde_json::to_value(record(imported)).expect("a record");
    let body = fold(got["body"].as_str().unwrap_or_default());
    let texts = |key: &str| strings(&expected[key]);
    let mut faults: Vec<String> = texts("boilerplate")
        .into_iter()
        .filter(|text| body.contains(&fold(text)))
        .map(|text| format!("leaked {text}"))
        .collect();
    faults.extend(
        texts("keep").into_iter().filter(|text| !body.contains(&fold(text))).map(|text| format!("lost {text}")),
    );
    for (text, count) in expected["count"].as_object().into_iter().flatten() {
        let found = body.matches(&fold(text)).count();
        if count.as_u64() != Some(found as u64) {
            faults.push(format!("{found} times {text}"));
        }
    }
    let (want, have): (BTreeSet<_>, BTreeSet<_>) =
        (texts("warn").into_iter().collect(), strings(&got["warn"]).into_iter().collect());
    let both = want.intersection(&have).count() as f64;
    let warnings = if want.is_empty() && have.is_empty() { 1.0 } else { 2.0 * both / (want.len() + have.len()) as f64 };
    Score { clauses: clauses(expected, &got), metadata: metadata(expected, &got), faults, warnings }
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

/// Without blanks, full-width forms as half-width.
fn fold(text: &str) -> String {
    let keep = |c: &char| !matches!(c, '\u{3000}' | '\u{a0}' | '\u{200b}' | ' ' | '\t' | '\n' | '\r');
    let narrow = |c: char| {
        if ('\u{FF01}'..='\u{FF5E}').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c }
    };
    text.chars().filter(keep).map(narrow).collect()
}

fn path(list: &Value) -> Vec<String> {
    strings(list).iter().map(|label| fold(label).trim_end_matches(['、', '.', '．', ':', '：']).to_owned()).collect()
}

fn clauses(expected: &Value, got: &Value) -> f64 {
    let empty = Vec::new();
    let want = expected["outline"].as_array().unwrap_or(&empty);
    let have = got["outline"].as_array().unwrap_or(&empty);
    let have_paths: Vec<_> =
        have.iter().map(|entry| (path(&entry["path"]), fold(entry["text"].as_str().unwrap_or_default()))).collect();
    let same = |e: &Value, (path_, text): &(Vec<String>, String)| {
        let paths = std::iter::once(path(&e["path"])).chain(e["alt"].as_array().into_iter().flatten().map(path));
        let starts: String = fold(e["starts"].as_str().unwrap_or_default()).chars().take(6).collect();
        paths.into_iter().any(|p| p == *path_) && text.starts_with(&starts)
    };
    // Longest common subsequence.
    let mut table = vec![vec![0u32; have_paths.len() + 1]; want.len() + 1];
    let equal: Vec<Vec<bool>> = want.iter().map(|e| have_paths.iter().map(|h| same(e, h)).collect()).collect();
    for i in (0..want.len()).rev() {
        for j in (0..have_paths.len()).rev() {
            let diagonal = if equal[i][j] { table[i + 1][j + 1] + 1 } else { 0 };
            table[i][j] = diagonal.max(table[i + 1][j]).max(table[i][j + 1]);
        }
    }
    let (mut i, mut j, mut hits, mut free) = (0, 0, 0, 0);
    while i < want.len() && j < have_paths.len() {
        if equal[i][j] && table[i][j] == table[i + 1][j + 1] + 1 {
            if want[i]["optional"].as_bool() == Some(true) {
                free += 1
            } else {
                hits += 1
            }
            (i, j) = (i + 1, j + 1);
        } else if table[i + 1][j] >= table[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    let need = want.iter().filter(|e| e["optional"].as_bool() != Some(true)).count() + have.len() - free;
    if need == 0 { 1.0 } else { 2.0 * f64::from(hits) / need as f64 }
}

fn metadata(expected: &Value, got: &Value) -> f64 {
    let text = |value: &Value| fold(value.as_str().unwrap_or_default());
    let allowed = |key: &str| {
        std::iter::once(&expected[key]).chain(expected[format!("{key}_alt")].as_array().into_iter().flatten())
    };
    let plain = ["title", "doc_no", "date"]
        .iter()
        .filter(|key| allowed(key).any(|value| text(value) == text(&got[**key])))
        .count();
    let who = |value: &Value| -> BTreeSet<String> {
        text(value).replace(',', "、").split('、').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let issuer = usize::from(allowed("issuer").any(|value| who(value) == who(&got["issuer"])));
    let trial = usize::from(expected["trial"].as_bool() == got["trial"].as_bool());
    (plain + issuer + trial) as f64 / 5.0
}
