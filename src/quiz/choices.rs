//! In: marked facts that are one figure with its measure (`提前15分钟`). Out: choice questions, whose wrong answers are figures that other
//! units give for the same measure, and that no text of the fact's own unit gives.

use super::facts::{self, Marked};
use crate::{
    figures::figures,
    model::{Choice, Handbook, Question, QuestionKind, Regulation},
    parse::pieces::without_marks,
};
use jiff::civil::Date;
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// Measures of how much or how long; those of the calendar and of counted clauses say which one.
const MEASURES: [&str; 10] = ["分钟", "小时", "天", "工作日", "个月", "周", "次", "人", "元", "份"];
/// Wrong answers a question has: so many at least, so many at most.
const LEAST: usize = 2;
const MOST: usize = 3;

/// A figure that says how much: `5` `工作日`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    measure: &'static str,
    number: String,
}

impl Amount {
    /// Of a figure with its measure; `None` where it says which one, not how much.
    pub fn of(figure: &str) -> Option<Self> {
        let end = figure.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let measure = if &figure[end..] == "个工作日" { "工作日" } else { &figure[end..] };
        let measure = MEASURES.iter().find(|known| **known == measure)?;
        (end > 0).then(|| Self { measure, number: figure[..end].to_owned() })
    }

    fn value(&self) -> f64 {
        self.number.parse().unwrap_or(0.0)
    }

    /// How many times the one is the other, without regard to which.
    fn distance(&self, other: &Self) -> f64 {
        (self.value().max(0.1) / other.value().max(0.1)).ln().abs()
    }
}

/// The choice questions of the whole handbook, asked from the week after `quiz-choices` of `handbook.yml`. Made before other units'
/// pages are left out, so that the papers of a unit's own folder are those of the whole.
pub fn made(handbook: &Handbook) -> Vec<Question> {
    let Some(since) = handbook.config.quiz_choices else { return Vec::new() };
    let written: Vec<&Question> = handbook.banks.iter().flat_map(|bank| &bank.questions).collect();
    let offered = offered(handbook);
    let own = said(handbook);
    let mut out = Vec::new();
    for regulation in &handbook.regulations {
        let Some(unit) = regulation.meta.unit.as_deref() else { continue };
        for marked in facts::marked(regulation) {
            if !written.iter().any(|question| marked.is_asked_by(question, regulation)) {
                out.extend(question(marked, regulation, unit, &offered, &own, since));
            }
        }
    }
    out
}

/// The amounts in facts, each with the units that give it.
fn offered(handbook: &Handbook) -> BTreeMap<Amount, BTreeSet<&str>> {
    let mut offered: BTreeMap<Amount, BTreeSet<&str>> = BTreeMap::new();
    for regulation in &handbook.regulations {
        let Some(unit) = regulation.meta.unit.as_deref() else { continue };
        for marked in facts::marked(regulation) {
            let text = &marked.fact.text;
            for amount in figures(text).filter_map(|range| Amount::of(&text[range])) {
                offered.entry(amount).or_default().insert(unit);
            }
        }
    }
    offered
}

/// Every amount in the texts of each unit's rules, and of the rules of all.
fn said(handbook: &Handbook) -> BTreeMap<Option<&str>, BTreeSet<Amount>> {
    let mut said: BTreeMap<Option<&str>, BTreeSet<Amount>> = BTreeMap::new();
    for regulation in &handbook.regulations {
        let own = said.entry(regulation.meta.unit.as_deref()).or_default();
        let texts = regulation.clauses.iter().flat_map(|clause| clause.paragraphs()).map(|p| &p.text);
        own.extend(texts.flat_map(|text| figures(text).filter_map(|range| Amount::of(&text[range]))));
    }
    said
}

/// The only figure of a text, where it says how much: its place and what it says.
fn only_amount(text: &str) -> Option<(std::ops::Range<usize>, Amount)> {
    let mut all = figures(text);
    let first = all.next()?;
    let amount = Amount::of(&text[first.clone()])?;
    all.next().is_none().then_some((first, amount))
}

fn question(
    marked: Marked,
    regulation: &Regulation,
    unit: &str,
    offered: &BTreeMap<Amount, BTreeSet<&str>>,
    said: &BTreeMap<Option<&str>, BTreeSet<Amount>>,
    since: Date,
) -> Option<Question> {
    let text = marked.fact.text.clone();
    let (range, right) = only_amount(&text)?;
    let is_said =
        |amount: &Amount| [Some(unit), None].iter().any(|of| said.get(of).is_some_and(|own| own.contains(amount)));
    let foreign = offered.iter().filter(|(amount, units)| {
        amount.measure == right.measure
            && amount.value() != right.value()
            && units.iter().any(|of| *of != unit)
            && !is_said(amount)
    });
    let mut wrong: Vec<&Amount> = foreign.map(|(amount, _)| amount).collect();
    wrong.sort_by(|a, b| a.distance(&right).total_cmp(&b.distance(&right)).then_with(|| a.cmp(b)));
    wrong.truncate(MOST);
    if wrong.len() < LEAST {
        return None;
    }
    let figure = &text[range.clone()];
    let with = |number: &str| {
        without_marks(&format!(
            "{}{number}{}",
            &text[..range.start],
            &text[range.start + figure.len() - measure_of(figure).len()..]
        ))
    };
    let mut choices: Vec<(f64, Choice)> =
        wrong.iter().map(|amount| (amount.value(), Choice { text: with(&amount.number), right: false })).collect();
    choices.push((right.value(), Choice { text: with(&right.number), right: true }));
    choices.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal));
    let cloze = marked.question(regulation, facts::first_day(regulation));
    Some(Question {
        id: format!("{}-c", cloze.id),
        kind: QuestionKind::Single,
        choices: choices.into_iter().map(|(_, choice)| choice).collect(),
        answers: Vec::new(),
        since: Some(cloze.since.map_or(since, |first| first.max(since))),
        ..cloze
    })
}

/// The measure of a figure, as it is written.
fn measure_of(figure: &str) -> &str {
    figure.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_a_number_with_its_measure() {
        let amount = |figure| Amount::of(figure).map(|amount| (amount.number, amount.measure));
        assert_eq!(amount("15分钟"), Some(("15".into(), "分钟")));
        assert_eq!(amount("5个工作日"), Some(("5".into(), "工作日")));
        assert_eq!(amount("1个月"), Some(("1".into(), "个月")));
        assert_eq!(amount("9:30"), None);
        assert_eq!(amount("第3条"), None);
        assert_eq!(amount("25日"), None, "a day of the calendar is no amount");
    }

    #[test]
    fn a_fact_with_two_figures_is_not_asked() {
        assert!(only_amount("每周1次，一次1小时").is_none());
        assert_eq!(only_amount("不少于4次").map(|(range, _)| range), Some(9..13));
    }
}
