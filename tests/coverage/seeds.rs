//! In: the acceptance list under `SHOUCE_SHARED`. Out: the project's own list, made anew from it.

use super::list::{Check, Facts, Form, List, Row, Script};
use serde_json::Value;
use std::path::Path;

/// The records of the acceptance list.
pub fn records(shared: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(shared.join("acceptance/seeds.json")).expect("the acceptance list is there");
    serde_json::from_str(&text).expect("the acceptance list is JSON")
}

/// Our list, from theirs.
pub fn derive(shared: &Path) -> List {
    List(records(shared).iter().map(row).collect())
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}")).to_owned()
}

fn each<T>(record: &Value, key: &str, of: impl FnMut(&Value) -> T) -> Vec<T> {
    record[key].as_array().unwrap_or_else(|| panic!("{key} of {record}")).iter().map(of).collect()
}

fn row(record: &Value) -> Row {
    let clause = |c: &Value| (text(c, "no"), c["subitems"].as_u64().expect("a number") as usize);
    let form = |f: &Value| Form { name: text(f, "name"), at: text(f, "clause"), named: text(f, "basis") == "named" };
    Row {
        row: text(record, "id"),
        clauses: each(record, "clauses", clause).into_iter().collect(),
        forms: each(record, "forms_detail", form),
        checks: each(record, "checks", |c| Check { at: text(c, "clause"), per: per(&text(c, "freq_code")) }),
        scripts: each(record, "scripts", script).into_iter().flatten().collect(),
        facts: facts(record),
    }
}

/// Our word for a frequency.
fn per(code: &str) -> String {
    match code {
        "daily" => "day",
        "weekly" => "week",
        "monthly" => "month",
        "quarterly" => "quarter",
        "yearly" => "year",
        same => same,
    }
    .to_owned()
}

/// An entry names its clauses after a dash; one without them only points at another row.
fn script(entry: &Value) -> Option<Script> {
    let entry = entry.as_str().expect("a script is text");
    let (_, at) = entry.rsplit_once('—')?;
    Some(Script { at: at.trim().to_owned(), derived: entry.starts_with("(引申)") })
}

fn facts(record: &Value) -> Vec<Facts> {
    let mut all: Vec<Facts> = Vec::new();
    for at in each(record, "facts", |fact| text(fact, "clause")) {
        match all.iter_mut().find(|facts| facts.at == at) {
            Some(facts) => facts.count += 1,
            None => all.push(Facts { at, count: 1, figures: Vec::new() }),
        }
    }
    for (at, figure) in each(record, "figures", |figure| (text(figure, "clause"), text(figure, "figure"))) {
        let facts = all.iter_mut().find(|facts| facts.at == at).expect("a figure belongs to a fact");
        if !facts.figures.contains(&figure) {
            facts.figures.push(figure);
        }
    }
    all
}
