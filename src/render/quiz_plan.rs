//! In: units, their regulations and the bank. Out: a plan of seven days for a new starter of each unit: six days of rule sets in
//! the handbook's order, shared out by how many questions rest on them, and one of going over all of it.

use super::{Site, refs::PageRef};
use crate::model::{Meta, Question, Unit};
use serde::Serialize;

const LEARNING_DAYS: usize = 6;

/// The plan of one unit; of the whole handbook where it names none.
#[derive(Serialize)]
pub struct Plan<'a> {
    unit: Option<&'a str>,
    name: &'a str,
    days: Vec<Day<'a>>,
}

/// What is learnt on a day; nothing: all of it is gone over.
#[derive(Serialize)]
pub struct Day<'a> {
    name: String,
    rules: Vec<PageRef<'a>>,
    questions: usize,
}

/// A plan for each unit that has rule sets with questions.
pub fn plans<'a>(site: &Site<'a>, bank: &[Question]) -> Vec<Plan<'a>> {
    let units = site.handbook.config.units.iter().map(Some);
    let plans: Vec<Plan> = units.filter_map(|unit| plan(site, unit, bank)).collect();
    if plans.is_empty() { plan(site, None, bank).into_iter().collect() } else { plans }
}

fn plan<'a>(site: &Site<'a>, unit: Option<&'a Unit>, bank: &[Question]) -> Option<Plan<'a>> {
    let own = site.handbook.regulations.iter().map(|page| &page.meta);
    let own = own.filter(|meta| meta.unit.as_deref() == unit.map(|unit| unit.id.as_str()));
    let rules: Vec<(&Meta, usize)> =
        own.map(|meta| (meta, asked(meta, bank))).filter(|(_, questions)| *questions > 0).collect();
    if rules.is_empty() {
        return None;
    }
    let mut days: Vec<Day> = (1..=LEARNING_DAYS + 1)
        .map(|n| Day {
            name: site.words.fill("quiz.plan.nth", &[("n", &n.to_string())]),
            rules: Vec::new(),
            questions: 0,
        })
        .collect();
    for ((meta, questions), day) in rules.iter().zip(shares(&rules)) {
        days[day].rules.push(PageRef::of(site, meta));
        days[day].questions += questions;
    }
    Some(Plan { unit: unit.map(|unit| unit.id.as_str()), name: unit.map_or("", |unit| &unit.name), days })
}

/// The day of each rule set: that on which the middle of its questions falls.
fn shares(rules: &[(&Meta, usize)]) -> Vec<usize> {
    let total: usize = rules.iter().map(|(_, questions)| questions).sum();
    let mut before = 0;
    let day = |(_, questions): &(&Meta, usize)| {
        let middle = 2 * before + questions;
        before += questions;
        (middle * LEARNING_DAYS / (2 * total)).min(LEARNING_DAYS - 1)
    };
    rules.iter().map(day).collect()
}

/// How many questions rest on a rule set.
fn asked(meta: &Meta, bank: &[Question]) -> usize {
    let rests = |question: &&Question| {
        question.basis.iter().flat_map(|basis| &basis.targets).next().is_some_and(|target| target.page == meta.id)
    };
    bank.iter().filter(rests).count()
}
