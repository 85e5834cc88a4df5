//! In: what is wrong with the handbook. Out: what the overlay in the page shows, as JSON for `live.js`.

use super::super::{compile::shown_path, failure::Failure, report};
use crate::{Reading, diag::Severity, finding::Places};
use serde::Serialize;
use std::path::Path;

/// Most errors shown at once; the rest is counted.
const SHOWN: usize = 20;

#[derive(Serialize)]
struct Overlay {
    title: String,
    note: &'static str,
    close: &'static str,
    faults: Vec<Fault>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Fault {
    code: &'static str,
    message: String,
    place: Option<String>,
    /// The line before the fault, the fault itself, and what follows.
    line: Option<[String; 3]>,
    hint: Option<String>,
}

const NOTE: &str = "下面仍是上一次正确的页面；改好并保存，这里会自动消失。";
const CLOSE: &str = "先看页面";

/// The errors of a reading.
pub fn content(reading: &Reading, dir: &Path) -> String {
    let mut places = Places::new(&reading.sources);
    let errors: Vec<_> = reading.diagnostics.0.iter().filter(|d| d.severity == Severity::Error).collect();
    let faults = errors.iter().take(SHOWN).map(|d| Fault {
        code: d.code,
        message: d.message.clone(),
        place: d.span.map(|span| {
            let at = places.position(span);
            format!("{}:{}:{}", shown_path(dir, &reading.sources.file(span.file).path), at.line, at.column)
        }),
        line: d
            .span
            .and_then(|span| report::window(&reading.sources.file(span.file).text, span))
            .map(|(line, at)| [line[..at.start].to_owned(), line[at.clone()].to_owned(), line[at.end..].to_owned()]),
        hint: d.hint.clone(),
    });
    to_json(&Overlay {
        title: format!("有 {} 处错误", errors.len()),
        note: NOTE,
        close: CLOSE,
        faults: faults.collect(),
        more: errors.len().checked_sub(SHOWN + 1).map(|more| format!("还有 {} 处，见终端。", more + 1)),
    })
}

/// A failure of the machine.
pub fn of_failure(failure: &Failure) -> String {
    let (message, hint) = (failure.message.clone(), failure.hint.clone());
    let fault = Fault { code: "", message, place: None, line: None, hint };
    to_json(&Overlay { title: "读不了手册".to_owned(), note: NOTE, close: CLOSE, faults: vec![fault], more: None })
}

fn to_json(overlay: &Overlay) -> String {
    serde_json::to_string(overlay).expect("invariant: records of text serialise")
}
