//! The quiz: a week's paper by the shared vectors, in Rust and in the browser, and what must hold for every bank.

use crate::{
    browser::{Tab, found},
    harness::shipped,
};
use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::{Value, json};
use shouce::quiz::week::{self, Entry, Reader};
use std::collections::{BTreeMap, BTreeSet};

const VECTORS: &str = include_str!("vectors/week.json");

/// A question of a test bank, with owned parts.
#[derive(Clone, Debug)]
struct Card {
    id: String,
    unit: Option<String>,
    roles: Vec<String>,
    since: Option<Date>,
}

impl Card {
    fn read(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let roles = value["roles"].as_array().into_iter().flatten();
        Card {
            id: text("id").unwrap(),
            unit: text("unit"),
            roles: roles.map(|r| r.as_str().unwrap().to_owned()).collect(),
            since: text("since").map(|day| day.parse().unwrap()),
        }
    }

    fn entry(&self) -> Entry<'_> {
        Entry { id: &self.id, unit: self.unit.as_deref(), roles: &self.roles, since: self.since }
    }
}

fn entries(cards: &[Card]) -> Vec<Entry<'_>> {
    cards.iter().map(Card::entry).collect()
}

#[test]
fn the_paper_of_a_week_follows_the_vectors() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    for day in vectors["days"].as_array().unwrap() {
        let date: Date = day["date"].as_str().unwrap().parse().unwrap();
        let iso = date.iso_week_date();
        let found = json!([iso.year(), iso.week(), week::serial(date)]);
        assert_eq!(found, json!([day["year"], day["week"], day["serial"]]), "{date}");
    }
    for case in vectors["papers"].as_array().unwrap() {
        let cards: Vec<Card> =
            vectors["banks"][case["bank"].as_str().unwrap()].as_array().unwrap().iter().map(Card::read).collect();
        let reader = Reader { unit: case["unit"].as_str(), role: case["role"].as_str() };
        let serial = week::serial(case["date"].as_str().unwrap().parse().unwrap());
        let ids = week::paper(&entries(&cards), reader, serial, case["size"].as_u64().unwrap() as usize);
        assert_eq!(json!(ids), case["ids"], "{}", case["name"]);
    }
}

#[test]
fn the_browser_follows_the_same_vectors() {
    let check = "
      var q = window.shouce.quizWeek, wrong = [];
      function at(text) { var p = text.split('-').map(Number); return q.serial(p[0], p[1], p[2]); }
      vectors.days.forEach(function (day) {
        var d = q.describe(at(day.date));
        if (at(day.date) !== day.serial || d.year !== day.year || d.week !== day.week) wrong.push(day.date);
      });
      vectors.papers.forEach(function (c) {
        var bank = vectors.banks[c.bank].map(function (e) {
          return { id: e.id, unit: e.unit, roles: e.roles, first: e.since ? Math.max(at(e.since) + 1, 0) : 0 };
        });
        var ids = q.paper(bank, { unit: c.unit, role: c.role }, at(c.date), c.size);
        if (JSON.stringify(ids) !== JSON.stringify(c.ids)) wrong.push(c.name);
      });
      return wrong.length ? wrong.join(' ') : 'all ' + (vectors.days.length + vectors.papers.length);";
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let all = vectors["days"].as_array().unwrap().len() + vectors["papers"].as_array().unwrap().len();
    assert_eq!(in_browser(&["quiz-week.js"], VECTORS, check), format!("all {all}"));
}

/// Runs `check` (the body of a function of `vectors`) in Chromium after the named files of `theme/js/lib`.
fn in_browser(libraries: &[&str], vectors: &str, check: &str) -> String {
    let mut tab = Tab::open(&found::chromium());
    let library = shipped::root().join("theme/js/lib");
    for name in libraries {
        let script = std::fs::read_to_string(library.join(name)).expect("a file of theme/js/lib");
        tab.eval(&script);
    }
    let said = tab.eval(&format!("(function (vectors) {{ {check} }})({vectors})"));
    said.as_str().expect("a check says something").to_owned()
}

fn bank(size: usize) -> Vec<Card> {
    (0..size).map(|n| Card { id: format!("bank-{n}"), unit: None, roles: Vec::new(), since: None }).collect()
}

proptest! {
    #[test]
    fn every_question_comes_once_before_any_comes_again(count in 1usize..60, size in 1usize..15, weeks in 1i32..60) {
        let cards = bank(count);
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        let entries = entries(&cards);
        for now in 0..weeks {
            let ids = week::paper(&entries, Reader::default(), now, size);
            prop_assert_eq!(ids.len(), size.min(count));
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
            for id in ids {
                *times.entry(id).or_default() += 1;
            }
            let most = *times.values().max().unwrap();
            let least = if times.len() < count { 0 } else { *times.values().min().unwrap() };
            // In the week a cycle ends and the next begins, questions of both stand on one paper.
            prop_assert!(most - least <= 1 || size > count / 2, "{} {} after week {}", most, least, now);
        }
    }

    #[test]
    fn additions_leave_the_running_week_and_past_weeks_alone(
        count in 1usize..40, added in 1usize..20, size in 1usize..12, running in 0i32..80,
    ) {
        let cards = bank(count);
        let mut more = cards.clone();
        let today = week::epoch().checked_add(jiff::Span::new().days(running * 7 + 3)).unwrap();
        more.extend((0..added).map(|n| Card {
            id: format!("added-{n}"), unit: None, roles: Vec::new(), since: Some(today),
        }));
        for now in [0, running / 2, running] {
            prop_assert_eq!(
                week::paper(&entries(&cards), Reader::default(), now, size),
                week::paper(&entries(&more), Reader::default(), now, size)
            );
        }
        let next = week::paper(&entries(&more), Reader::default(), running + 1, size);
        prop_assert!(next.iter().take(added).all(|id| id.starts_with("added")));
    }

    #[test]
    fn a_paper_does_not_depend_on_the_order_of_the_bank(count in 1usize..40, week in 0i32..60) {
        let cards = bank(count);
        let mut turned = cards.clone();
        turned.reverse();
        prop_assert_eq!(
            week::paper(&entries(&cards), Reader::default(), week, 7),
            week::paper(&entries(&turned), Reader::default(), week, 7)
        );
    }
}
