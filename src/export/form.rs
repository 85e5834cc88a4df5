//! In: forms. Out: their records, each row with its clauses.

use super::targets;
use crate::{
    model::{Form, FormRow, Handbook},
    print::sheet_count,
};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// One form.
#[derive(JsonSchema, Serialize)]
pub struct FormRecord<'a> {
    id: &'a str,
    title: &'a str,
    unit: Option<&'a str>,
    code: &'a str,
    version: &'a str,
    url: &'a str,
    /// Sides of paper.
    sheets: u32,
    rows: Vec<RowRecord<'a>>,
    covers: &'a [String],
    per: &'a [String],
}

impl<'a> FormRecord<'a> {
    /// Of a form.
    pub fn of(form: &'a Form, handbook: &Handbook) -> Self {
        Self {
            id: &form.meta.id,
            title: &form.meta.title,
            unit: form.meta.unit.as_deref(),
            code: &form.code,
            version: &form.version,
            url: &form.meta.url,
            sheets: sheet_count(form, handbook),
            rows: form.rows().into_iter().map(RowRecord::of).collect(),
            covers: &form.covers,
            per: &form.per,
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct RowRecord<'a> {
    text: Cow<'a, str>,
    clause: Option<String>,
    clauses: Vec<String>,
}

impl<'a> RowRecord<'a> {
    fn of(row: FormRow<'a>) -> Self {
        let clauses = targets(row.clauses);
        Self { text: row.text, clause: clauses.first().cloned(), clauses }
    }
}
