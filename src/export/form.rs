//! In: forms. Out: their records, each row with its clauses.

use super::targets;
use crate::model::{Form, FormRow};
use serde::Serialize;

/// One form.
#[derive(Serialize)]
pub struct FormRecord<'a> {
    id: &'a str,
    title: &'a str,
    unit: Option<&'a str>,
    code: &'a str,
    version: &'a str,
    url: &'a str,
    rows: Vec<RowRecord<'a>>,
    covers: &'a [String],
    per: &'a [String],
}

impl<'a> FormRecord<'a> {
    /// Of a form.
    pub fn of(form: &'a Form) -> Self {
        Self {
            id: &form.meta.id,
            title: &form.meta.title,
            unit: form.meta.unit.as_deref(),
            code: &form.code,
            version: &form.version,
            url: &form.meta.url,
            rows: form.rows().map(RowRecord::of).collect(),
            covers: &form.covers,
            per: &form.per,
        }
    }
}

#[derive(Serialize)]
struct RowRecord<'a> {
    text: &'a str,
    clause: Option<String>,
    clauses: Vec<String>,
}

impl<'a> RowRecord<'a> {
    fn of(row: FormRow<'a>) -> Self {
        let clauses = targets(row.clauses);
        Self { text: row.text, clause: clauses.first().cloned(), clauses }
    }
}
