//! In: deadlines of the regulations in force. Out: their records.

use super::targets;
use crate::model::{Count, Deadline, FirstDay};
use schemars::JsonSchema;
use serde::Serialize;

/// One deadline.
#[derive(JsonSchema, Serialize)]
pub struct DeadlineRecord<'a> {
    what: &'a str,
    /// By when, in words.
    said: &'a str,
    /// What it is counted from.
    from: Option<&'a str>,
    /// How it is counted; null: it is no date that could be worked out.
    #[schemars(extend("enum" = counts()))]
    count: Option<&'static str>,
    /// How many, or which day of the month; null with a count: the unit says.
    number: Option<u32>,
    /// Whether the first day counts; `unspecified`: the text does not say.
    #[schemars(extend("enum" = FirstDay::ALL.map(FirstDay::name)))]
    first_day: &'static str,
    /// What makes it begin anew, the day after.
    restart: Option<&'a str>,
    /// Where the day is off, the last working day before it.
    before_holiday: bool,
    who: &'a [String],
    note: Option<&'a str>,
    unit: Option<&'a str>,
    page: &'a str,
    clause: Option<String>,
    clauses: Vec<String>,
}

/// What `count` may be.
fn counts() -> Vec<Option<&'static str>> {
    Count::ALL.map(|count| Some(count.name())).into_iter().chain([None]).collect()
}

impl<'a> DeadlineRecord<'a> {
    /// Of a deadline.
    pub fn of(deadline: &'a Deadline) -> Self {
        let clauses = targets([&deadline.clause]);
        Self {
            what: &deadline.what,
            said: &deadline.said,
            from: deadline.from.as_deref(),
            count: deadline.count.map(Count::name),
            number: deadline.number,
            first_day: deadline.first_day.name(),
            restart: deadline.restart.as_deref(),
            before_holiday: deadline.before_holiday,
            who: &deadline.who,
            note: deadline.note.as_deref(),
            unit: deadline.unit.as_deref(),
            page: &deadline.page,
            clause: clauses.first().cloned(),
            clauses,
        }
    }
}
