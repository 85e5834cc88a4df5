//! The shipped handbook is complete: everything on the project's own list (`tests/coverage.yml`) stands in it.
//!
//! Each test gathers all that is missing before it fails, so that one run says everything.

mod figures;
mod list;
mod place;
mod seeds;
mod shipped;
mod words;

use crate::harness::{golden::assert_golden, shipped::root};
use list::{List, Row};
use place::{Place, Step};
use serde_json::Value;
use shipped::{Shipped, Target, list as members, targets, text};
use std::{collections::BTreeMap, path::PathBuf};

/// Where everyone's acceptance list lies; without it only our own list is held against the handbook.
pub fn shared() -> Option<PathBuf> {
    std::env::var_os("SHOUCE_SHARED").map(PathBuf::from)
}

/// A row of the list, and the regulation that restates it.
struct Held<'a> {
    row: &'a Row,
    regulation: &'a Value,
    places: BTreeMap<Place, Target>,
}

impl Held<'_> {
    /// The clauses a place of the list names, and how many of its places the regulation lacks.
    fn find(&self, at: &str) -> (Vec<&Target>, Vec<Place>) {
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for place in place::all(at) {
            // A part of a source that has no clause of its own is the page's first paragraph.
            let plain = self.row.clauses.is_empty().then_some(Place(vec![Step::First]));
            match self.places.get(&place).or_else(|| self.places.get(plain.as_ref()?)) {
                Some(target) => found.push(target),
                None => missing.push(place),
            }
        }
        (found, missing)
    }

    /// The clauses a place names; that all of them are there is a test of its own.
    fn targets(&self, at: &str) -> Vec<&Target> {
        self.find(at).0
    }
}

/// What a row lacks, asked of every row; `what` says what is missing.
fn lacking(of: impl Fn(&Held, &Shipped) -> Vec<String>) -> Vec<String> {
    let list = List::read(&std::fs::read_to_string(root().join("tests/coverage.yml")).expect("tests/coverage.yml"));
    let shipped = Shipped::get();
    assert_eq!(list.0.len(), 42, "rows of the list");
    let mut lacks = Vec::new();
    for row in &list.0 {
        let Some(regulation) = shipped.regulation(&row.row) else {
            lacks.push(format!("{}: no regulation serves it", row.row));
            continue;
        };
        let held = Held { row, regulation, places: shipped::places(regulation) };
        lacks.extend(of(&held, shipped).into_iter().map(|what| format!("{}: {what}", row.row)));
    }
    lacks
}

#[test]
fn the_list_says_what_the_acceptance_list_says() {
    let Some(shared) = shared() else { return };
    let derived = seeds::derive(&shared);
    assert_golden("tests/coverage.yml", &derived.write());
    assert_eq!(List::read(&derived.write()), derived);
}

#[test]
fn the_list_is_as_long_as_the_sources_are() {
    let list = List::read(&std::fs::read_to_string(root().join("tests/coverage.yml")).expect("tests/coverage.yml"));
    let sum = |of: fn(&Row) -> usize| list.0.iter().map(of).sum::<usize>();
    let counts = [
        sum(|row| row.clauses.len()),
        sum(|row| row.clauses.values().sum()),
        sum(|row| row.forms.len()),
        sum(|row| row.forms.iter().filter(|form| form.named).count()),
        sum(|row| row.checks.len()),
        sum(|row| row.scripts.len()),
        sum(|row| row.facts.iter().map(|facts| facts.count).sum()),
    ];
    // One script of the 64 only points at the next row.
    assert_eq!(counts, [254, 146, 228, 62, 163, 63, 375]);
}

#[test]
fn the_reader_is_told_what_the_handbook_has_to_hold() {
    let list = List::read(&std::fs::read_to_string(root().join("tests/coverage.yml")).expect("tests/coverage.yml"));
    let said = shipped_program(&["check", "--coverage", "--format", "json"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let shown: Vec<_> = members(&said, "coverage").iter().map(|entry| text(entry, "id")).collect();
    assert_eq!(shown, list.0.iter().map(|row| row.row.as_str()).collect::<Vec<_>>(), "catalogue of handbook.yml");
    let unserved: Vec<_> =
        members(&said, "coverage").iter().filter(|entry| members(entry, "regulations").is_empty()).collect();
    assert!(unserved.is_empty(), "{unserved:?}");
    let said = shipped_program(&["check", "--coverage"]);
    assert!(said.contains("S0-3 值班和交接班制度：条款 14（用到 14）"), "{said}");
    assert!(said.contains("第4条第(2)项  表单"), "{said}");
}

/// What the program prints about the handbook at the root.
fn shipped_program(words: &[&str]) -> String {
    let said = crate::harness::shipped::program().args(words).arg(root()).output().expect("the program starts");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).expect("UTF-8")
}

#[test]
fn every_clause_is_restated_under_its_own_label() {
    let lacks = lacking(|held, _| {
        let mut lacks: Vec<_> =
            held.row.clauses.iter().filter_map(|(label, beneath)| clause(held, label, *beneath)).collect();
        let at = held.row.facts.iter().map(|facts| &facts.at).chain(held.row.checks.iter().map(|check| &check.at));
        lacks.extend(at.flat_map(|at| held.find(at).1).map(|place| format!("{place} is not there")));
        let silent = members(held.regulation, "clauses").iter().filter(|clause| is_silent(held, clause));
        lacks.extend(silent.map(|clause| format!("{} says nothing", text(clause, "cite"))));
        lacks
    });
    assert_eq!(lacks, [""; 0]);
}

/// What is wrong with an outermost clause. A clause of one item may say it itself.
fn clause(held: &Held, label: &str, beneath: usize) -> Option<String> {
    let place = Place::one(label);
    let Some(_) = held.places.get(&place) else { return Some(format!("{label} is not there")) };
    let printed = members(held.regulation, "clauses").iter().any(|clause| clause["path"][0].as_str() == Some(label));
    let verse = held.row.clauses.len() == held.places.values().collect::<std::collections::BTreeSet<_>>().len()
        && members(held.regulation, "clauses").iter().all(|clause| text(clause, "label").is_empty());
    if !printed && !verse {
        return Some(format!("{label} is printed otherwise"));
    }
    let found = held.places.keys().filter(|other| other.0.len() > 1 && other.0[0] == place.0[0]).count();
    (found != beneath && (beneath, found) != (1, 0))
        .then(|| format!("{label} has {found} labels beneath it, not {beneath}"))
}

/// Whether a clause has neither words of its own nor clauses beneath it.
fn is_silent(held: &Held, clause: &Value) -> bool {
    let own = Target(text(held.regulation, "id").to_owned(), text(clause, "anchor").to_owned());
    text(clause, "text").trim().is_empty() && !held.places.values().any(|other| own.holds(other) && *other != own)
}

#[test]
fn every_form_is_there_with_rows_on_its_clauses() {
    let lacks = lacking(|held, shipped| {
        held.row
            .forms
            .iter()
            .flat_map(|form| {
                let name = format!("{}:{}", held.row.row, form.name);
                let covers = |shown: &&Value| members(shown, "covers").iter().any(|cover| *cover == name.as_str());
                let sheets: Vec<_> = members(&shipped.0, "forms").iter().filter(covers).collect();
                let rests: Vec<_> = sheets
                    .iter()
                    .flat_map(|form| members(form, "rows"))
                    .flat_map(|row| targets(row, "clauses"))
                    .collect();
                let blank = |form: &&&Value| form["sheets"].as_u64() == Some(0) || members(form, "rows").is_empty();
                let none = sheets.is_empty().then(|| format!("no form is “{}”", form.name));
                let blank = sheets.iter().find(blank).map(|form| format!("{} has nothing on it", text(form, "id")));
                let aside =
                    held.targets(&form.at).into_iter().find(|target| !rests.iter().any(|rest| rest.touches(target)));
                let aside = aside.map(|target| format!("“{}” has no row on {}#{}", form.name, target.0, target.1));
                none.or(blank).or(aside)
            })
            .collect()
    });
    assert_eq!(lacks, [""; 0]);
}

/// Where the list gives a frequency that the text does not: the text is right, and the handbook leaves it open.
const LEFT_OPEN: [(&str, &str, &str); 7] = [
    ("S1-1", "7", "the text names the offence, not how often it is looked for"),
    ("S1-6", "3", "日常巡查 is the list's word"),
    ("S1-6", "4", "日常巡查 is the list's word"),
    ("S1-7", "5", "日常巡查 is the list's word"),
    ("S1-7", "7", "日常巡查 is the list's word"),
    ("S1-8", "1-7", "每班巡查 is the list's word; how often is left to the unit"),
    ("S1-8", "12", "每班巡查 is the list's word"),
];

#[test]
fn every_check_is_a_duty_and_stands_on_a_form() {
    let lacks = lacking(|held, shipped| {
        held.row
            .checks
            .iter()
            .filter_map(|check| {
                let at = held.targets(&check.at);
                let rests =
                    |record: &Value| targets(record, "clauses").iter().any(|rest| at.iter().any(|t| rest.touches(t)));
                let open =
                    LEFT_OPEN.iter().any(|(row, at, _)| (*row, *at) == (held.row.row.as_str(), check.at.as_str()));
                let per = if open { "unspecified" } else { check.per.as_str() };
                let alike = |other: &&list::Check| other.at == check.at && other.per == check.per;
                let asked = held.row.checks.iter().filter(alike).count();
                let is = |duty: &&Value| rests(duty) && text(duty, "frequency") == per;
                let duties = members(&shipped.0, "duties").iter().filter(is).count();
                let on_form = members(&shipped.0, "forms").iter().flat_map(|form| members(form, "rows")).any(rests);
                if duties < asked {
                    return Some(format!("{duties} duties {per} on {}, of {asked}", check.at));
                }
                (!on_form).then(|| format!("no form has a row on {}", check.at))
            })
            .collect()
    });
    assert_eq!(lacks, [""; 0]);
}

#[test]
fn everything_that_is_said_is_said() {
    let lacks = lacking(|held, shipped| {
        let mut lacks = Vec::new();
        for script in &held.row.scripts {
            for target in held.targets(&script.at) {
                let said: Vec<_> = lines(shipped, target).collect();
                if said.is_empty() {
                    lacks.push(format!("nothing is said on {}#{}", target.0, target.1));
                } else if script.derived && said.iter().any(|line| line["derived"] != true) {
                    lacks.push(format!(
                        "what is said on {}#{} follows from it, and is not marked so",
                        target.0, target.1
                    ));
                }
            }
        }
        lacks
    });
    assert_eq!(lacks, [""; 0]);
}

/// What staff say that rests on a clause or on one beneath it.
fn lines<'a>(shipped: &'a Shipped, target: &Target) -> impl Iterator<Item = &'a Value> {
    let lines = shipped.situations().flat_map(|situation| members(situation, "lines"));
    lines.filter(move |line| {
        text(line, "speaker") == "staff" && targets(line, "clauses").iter().any(|t| target.touches(t))
    })
}

#[test]
fn the_nine_situations_of_a_call_have_their_twenty_sentences() {
    let lacks = lacking(|held, shipped| {
        let calls = if held.row.row == "S0-6" { held.row.clauses.iter().collect() } else { Vec::new() };
        let few = calls.into_iter().filter_map(|(label, sentences)| {
            let said = held
                .targets(label)
                .iter()
                .flat_map(|t| lines(shipped, t))
                .filter(|line| line["derived"] == false)
                .count();
            (said < *sentences).then(|| format!("{said} sentences of {sentences} on {label}"))
        });
        few.collect()
    });
    assert_eq!(lacks, [""; 0]);
    let shipped = Shipped::get();
    let never = |clause: &str| {
        let on = |situation: &&Value| members(situation, "clauses").iter().any(|c| c == clause);
        shipped.situations().filter(on).map(|situation| members(situation, "banned").len()).max()
    };
    assert!(never("tz-first-asked#c4-5") >= Some(3), "滕州 4.5 bans three answers");
}

/// Rows whose only fact is where the rules apply, and from when; nobody is asked that.
const NOT_ASKED: [&str; 2] = ["S4-1", "S4-10"];

#[test]
fn every_fact_has_a_question_on_its_own_clause() {
    let lacks = lacking(|held, shipped| {
        let asked = held.row.facts.iter().filter(|_| !NOT_ASKED.contains(&held.row.row.as_str()));
        let few = asked.filter_map(|facts| {
            let at = held.targets(&facts.at);
            let rests = |q: &&Value| targets(q, "bases").iter().any(|basis| at.iter().any(|t| t.holds(basis)));
            let questions = members(&shipped.0, "questions").iter().filter(rests).count();
            (questions < facts.count)
                .then(|| format!("{questions} questions on {}, of {} facts", facts.at, facts.count))
        });
        few.collect()
    });
    assert_eq!(lacks, [""; 0]);
}

#[test]
fn the_bank_is_not_only_made_from_marks() {
    let shipped = Shipped::get();
    let questions = members(&shipped.0, "questions");
    let count = |test: &dyn Fn(&&Value) -> bool| questions.iter().filter(|q| test(q)).count();
    let written = count(&|q| q["from_fact"] == false);
    let of_kind = |kind: &'static str| count(&move |q| text(q, "kind") == kind);
    assert!(written >= 120, "{written} questions are written by hand");
    assert!(of_kind("scenario") >= 25, "{} scenarios", of_kind("scenario"));
    assert!(of_kind("ordering") >= 10, "{} orderings", of_kind("ordering"));
}

/// The couplet's place in the pledge, counted by the list; no figure of the text.
const NOT_IN_THE_TEXT: [(&str, &str, &str); 1] = [("S4-12", "5", "5")];

#[test]
fn every_figure_of_a_fact_stands_in_its_clause() {
    let lacks = lacking(|held, _| {
        let mut lacks = Vec::new();
        for facts in &held.row.facts {
            let at = held.targets(&facts.at);
            let clauses = members(held.regulation, "clauses").iter().filter(|clause| {
                let own = Target(text(held.regulation, "id").to_owned(), text(clause, "anchor").to_owned());
                at.iter().any(|target| target.holds(&own))
            });
            let words: String = clauses.map(|clause| text(clause, "text")).collect::<Vec<_>>().join("\n");
            let missing = facts.figures.iter().filter(|figure| {
                let aside = (held.row.row.as_str(), facts.at.as_str(), figure.as_str());
                !NOT_IN_THE_TEXT.contains(&aside) && !figures::of(&words).contains(*figure)
            });
            lacks.extend(missing.map(|figure| format!("{} does not say {figure}", facts.at)));
        }
        lacks
    });
    assert_eq!(lacks, [""; 0]);
}
