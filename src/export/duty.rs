//! In: duties. Out: their records.

use super::targets;
use crate::model::{Duty, Per, When};
use schemars::JsonSchema;
use serde::Serialize;

/// One duty.
#[derive(JsonSchema, Serialize)]
pub struct DutyRecord<'a> {
    what: &'a str,
    /// By the text; `unspecified` is 原文未定.
    #[schemars(extend("enum" = Per::ALL.map(Per::name)))]
    frequency: &'static str,
    when: WhenRecord<'a>,
    /// What the unit decided itself where the text is silent.
    local: Option<WhenRecord<'a>>,
    who: &'a [String],
    #[serde(rename = "where")]
    place: Option<&'a str>,
    form: Option<&'a str>,
    unit: Option<&'a str>,
    page: &'a str,
    clause: Option<String>,
    clauses: Vec<String>,
}

impl<'a> DutyRecord<'a> {
    /// Of a duty.
    pub fn of(duty: &'a Duty) -> Self {
        let clauses = targets([&duty.clause]);
        Self {
            what: &duty.what,
            frequency: duty.when.per.name(),
            when: WhenRecord::of(&duty.when),
            local: duty.local.as_ref().map(WhenRecord::of),
            who: &duty.who,
            place: duty.place.as_deref(),
            form: duty.form.as_deref(),
            unit: duty.unit.as_deref(),
            page: &duty.page,
            clause: clauses.first().cloned(),
            clauses,
        }
    }
}

#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
struct WhenRecord<'a> {
    #[schemars(extend("enum" = Per::ALL.map(Per::name)))]
    per: &'static str,
    at_least: Option<u32>,
    at: Option<&'a str>,
    holiday: Option<&'a str>,
}

impl<'a> WhenRecord<'a> {
    fn of(when: &'a When) -> Self {
        let (at, holiday) = (when.at.as_deref(), when.holiday.as_deref());
        Self { per: when.per.name(), at_least: when.at_least, at, holiday }
    }
}
