//! In: the checked handbook. Out: the whole model as one JSON text for other programs; parts of it as tables, calendar, text or questions
//! for learning programs.
//!
//! `page` is a page id; `clause`, `basis` and `cited_by` are `page-id#anchor`, several of them in the plural, the first also in
//! the singular. Fields may be added, none is renamed or dropped.

pub mod csv;
pub mod day;
mod deadline;
mod duty;
mod form;
pub mod ics;
pub mod md;
mod page;
mod question;
pub mod quiz;
mod schema;
mod script;

use crate::{
    Reading, duties,
    finding::{Finding, findings},
    model::{Citation, Question, Role, Unit},
    quiz::facts::from_facts,
};
use deadline::DeadlineRecord;
use duty::DutyRecord;
use form::FormRecord;
use page::{PageRecord, pages};
use question::{QuestionRecord, of_fact, questions};
use schemars::JsonSchema;
use script::ScriptRecord;
use serde::Serialize;

pub use schema::schema;

/// The whole model, indented, ending in a line end.
pub fn json(reading: &Reading) -> String {
    let mut text = serde_json::to_string_pretty(&Export::of(reading, &from_facts(&reading.handbook)))
        .expect("invariant: records of text serialise");
    text.push('\n');
    text
}

#[derive(JsonSchema, Serialize)]
struct Export<'a> {
    id: &'a str,
    title: &'a str,
    edition: Option<&'a str>,
    units: Vec<UnitRecord<'a>>,
    roles: Vec<RoleRecord<'a>>,
    pages: Vec<PageRecord<'a>>,
    forms: Vec<FormRecord<'a>>,
    scripts: Vec<ScriptRecord<'a>>,
    duties: Vec<DutyRecord<'a>>,
    deadlines: Vec<DeadlineRecord<'a>>,
    questions: Vec<QuestionRecord<'a>>,
    diagnostics: Vec<Finding>,
}

impl<'a> Export<'a> {
    fn of(reading: &'a Reading, from_facts: &'a [Question]) -> Self {
        let handbook = &reading.handbook;
        Self {
            id: &handbook.config.id,
            title: &handbook.config.title,
            edition: handbook.config.edition.as_deref(),
            units: handbook.config.units.iter().map(UnitRecord::of).collect(),
            roles: handbook.config.roles.iter().map(RoleRecord::of).collect(),
            pages: pages(handbook),
            forms: handbook.forms.iter().map(|form| FormRecord::of(form, handbook)).collect(),
            scripts: handbook.scripts.iter().map(ScriptRecord::of).collect(),
            duties: duties::all(handbook).map(DutyRecord::of).collect(),
            deadlines: handbook.deadlines().map(DeadlineRecord::of).collect(),
            questions: handbook.banks.iter().flat_map(questions).chain(from_facts.iter().map(of_fact)).collect(),
            diagnostics: findings(&reading.diagnostics, &reading.sources),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct UnitRecord<'a> {
    id: &'a str,
    code: &'a str,
    name: &'a str,
    short: &'a str,
}

impl<'a> UnitRecord<'a> {
    fn of(unit: &'a Unit) -> Self {
        Self { id: &unit.id, code: &unit.code, name: &unit.name, short: &unit.short }
    }
}

#[derive(JsonSchema, Serialize)]
struct RoleRecord<'a> {
    id: &'a str,
    name: &'a str,
    units: &'a [String],
}

impl<'a> RoleRecord<'a> {
    fn of(role: &'a Role) -> Self {
        Self { id: &role.id, name: &role.name, units: &role.units }
    }
}

/// What citations point at, in order, each once.
fn targets<'a>(citations: impl IntoIterator<Item = &'a Citation>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in citations.into_iter().flat_map(|citation| &citation.targets).map(|target| target.key()) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}
