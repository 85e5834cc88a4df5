//! In: scripts. Out: their records, situation by situation.

use super::targets;
use crate::model::{Script, Situation, Speaker, Utterance};
use schemars::JsonSchema;
use serde::Serialize;

/// One page of scripts.
#[derive(JsonSchema, Serialize)]
pub struct ScriptRecord<'a> {
    id: &'a str,
    title: &'a str,
    unit: Option<&'a str>,
    url: &'a str,
    situations: Vec<SituationRecord<'a>>,
    banned: &'a [String],
}

impl<'a> ScriptRecord<'a> {
    /// Of a script.
    pub fn of(script: &'a Script) -> Self {
        let meta = &script.meta;
        let situations = script.situations.iter().map(SituationRecord::of).collect();
        let (unit, banned) = (meta.unit.as_deref(), script.banned.as_slice());
        Self { id: &meta.id, title: &meta.title, unit, url: &meta.url, situations, banned }
    }
}

#[derive(JsonSchema, Serialize)]
struct SituationRecord<'a> {
    title: &'a str,
    anchor: &'a str,
    utterances: Vec<&'a str>,
    /// The same with who says it and what it rests on.
    lines: Vec<LineRecord<'a>>,
    banned: &'a [String],
    text: &'a str,
    clause: Option<String>,
    clauses: Vec<String>,
}

impl<'a> SituationRecord<'a> {
    fn of(situation: &'a Situation) -> Self {
        let said = situation.utterances.iter();
        let clauses = targets(situation.clause.iter().chain(said.clone().filter_map(|said| said.clause.as_ref())));
        Self {
            title: &situation.title,
            anchor: &situation.anchor,
            utterances: said.clone().map(|said| said.text.as_str()).collect(),
            lines: said.map(LineRecord::of).collect(),
            banned: &situation.banned,
            text: &situation.text,
            clause: clauses.first().cloned(),
            clauses,
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct LineRecord<'a> {
    speaker: &'static str,
    text: &'a str,
    derived: bool,
    clauses: Vec<String>,
}

impl<'a> LineRecord<'a> {
    fn of(said: &'a Utterance) -> Self {
        let speaker = match said.speaker {
            Speaker::Staff => "staff",
            Speaker::Caller => "caller",
        };
        Self { speaker, text: &said.text, derived: said.derived, clauses: targets(&said.clause) }
    }
}
