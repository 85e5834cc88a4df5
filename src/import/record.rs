//! In: what an import made. Out: the record other programs read: title, issuer, number, date, outline, body, codes.

use super::Imported;
use serde::Serialize;
use std::collections::BTreeSet;

/// The record of one source.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    title: &'a str,
    issuer: Option<String>,
    doc_no: Option<&'a str>,
    date: Option<String>,
    trial: bool,
    warn: Vec<&'static str>,
    outline: Vec<Entry<'a>>,
    body: String,
}

/// One labelled clause.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a [String],
    text: &'a str,
}

/// Makes the record. Several documents of one source stand one after the other; the metadata is the first one's.
pub fn record(imported: &Imported) -> Record<'_> {
    let first = &imported.documents[0];
    let codes: BTreeSet<&'static str> =
        imported.warnings.iter().map(|warning| warning.code).filter(|code| *code != "empty-clause").collect();
    let outline = imported.documents.iter().flat_map(|document| &document.outline);
    Record {
        title: &first.title,
        issuer: (!first.meta.issuer.is_empty()).then(|| first.meta.issuer.join("、")),
        doc_no: first.meta.doc_no.as_deref(),
        date: first.meta.date.map(|date| date.to_string()),
        trial: first.meta.trial,
        warn: codes.into_iter().collect(),
        outline: outline.map(|(path, text)| Entry { path, text }).collect(),
        body: imported.documents.iter().map(|document| document.body.as_str()).collect::<Vec<_>>().join("\n"),
    }
}
