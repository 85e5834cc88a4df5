//! In: how questions went, as the tally recorded it, and the sizes of papers. Out: the plan all papers are made by.

use super::week::{Outcome, Plan, serial, week_after};
use crate::model::{Handbook, QuizResult};
use std::collections::BTreeMap;

/// The plan of a handbook's papers. Counts of several papers of a week are added up; they work from the week after the one they
/// were made in, so that recording them late changes no running or past week.
pub fn plan(handbook: &Handbook) -> Plan<'_> {
    let sizes = handbook.config.quiz_sizes.iter().map(|(since, size)| (week_after(*since), *size as usize)).collect();
    let mut counts: BTreeMap<(i32, &str), (u32, u32)> = BTreeMap::new();
    for result in &handbook.results {
        let week = serial(result.week).max(serial(result.recorded)) + 1;
        let (taken, right) = counts.entry((week, &result.question)).or_default();
        *taken = taken.saturating_add(result.taken);
        *right = right.saturating_add(result.right);
    }
    let outcomes =
        counts.into_iter().map(|((week, id), (taken, right))| Outcome { week, id, missed: missed(taken, right) });
    Plan { sizes, outcomes: outcomes.collect() }
}

/// A question fewer than four in five answered rightly must come again soon.
fn missed(taken: u32, right: u32) -> bool {
    u64::from(right) * 5 < u64::from(taken) * 4
}

/// The line of results.csv that says a result: `2026-W48,2026-11-30,2648-7K3Q,qz-hall-q1,30,21`.
pub fn line(result: &QuizResult) -> String {
    let iso = result.week.iso_week_date();
    format!(
        "{}-W{:02},{},{},{},{},{}",
        iso.year(),
        iso.week(),
        result.recorded,
        result.paper,
        result.question,
        result.taken,
        result.right
    )
}
