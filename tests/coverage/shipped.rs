//! In: the model of the shipped handbook, as `export` prints it. Out: questions about one row of the list.

use super::place::{Place, Step};
use crate::harness::shipped;
use serde_json::Value;
use std::{collections::BTreeMap, sync::OnceLock};

/// The exported model.
pub struct Shipped(pub Value);

/// A clause: page and anchor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target(pub String, pub String);

impl Target {
    /// `page#anchor`; a citation of a whole page is no clause.
    fn read(text: &str) -> Option<Target> {
        text.split_once('#').map(|(page, anchor)| Target(page.to_owned(), anchor.to_owned()))
    }

    /// Whether the other is this clause or stands beneath it.
    pub fn holds(&self, other: &Target) -> bool {
        self.0 == other.0 && (self.1 == other.1 || other.1.starts_with(&format!("{}-", self.1)))
    }

    /// Whether one is the other or stands beneath it.
    pub fn touches(&self, other: &Target) -> bool {
        self.holds(other) || other.holds(self)
    }
}

/// Members of an array.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is no list"))
}

/// A text.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The clauses a record names under `key`.
pub fn targets(value: &Value, key: &str) -> Vec<Target> {
    list(value, key).iter().filter_map(|text| Target::read(text.as_str()?)).collect()
}

impl Shipped {
    /// The model, exported once a run.
    pub fn get() -> &'static Shipped {
        static SHIPPED: OnceLock<Shipped> = OnceLock::new();
        SHIPPED.get_or_init(Shipped::read)
    }

    /// What the program exports of the handbook at the root.
    fn read() -> Shipped {
        let said = shipped::program().args(["export", "--format", "json"]).arg(shipped::root()).output();
        let said = said.expect("the program starts");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        Shipped(serde_json::from_slice(&said.stdout).expect("export prints JSON"))
    }

    /// The regulation that restates a row.
    pub fn regulation(&self, row: &str) -> Option<&Value> {
        let serves = |page: &Value| list(page, "serves").iter().any(|served| served == row);
        list(&self.0, "pages").iter().find(|page| text(page, "kind") == "regulation" && serves(page))
    }

    /// Everything said, with the clauses it rests on and what is never said there.
    pub fn situations(&self) -> impl Iterator<Item = &Value> {
        list(&self.0, "scripts").iter().flat_map(|script| list(script, "situations"))
    }
}

/// The clauses of a regulation by their labels; paragraphs without labels are 首段 and 尾段 and, where a page has nothing
/// else, 1, 2, 3 or the part they are.
pub fn places(regulation: &Value) -> BTreeMap<Place, Target> {
    let page = text(regulation, "id");
    let target = |clause: &Value| Target(page.to_owned(), text(clause, "anchor").to_owned());
    let label = |clause: &Value| list(clause, "path").iter().filter_map(Value::as_str).collect::<String>();
    let (labelled, plain): (Vec<_>, Vec<_>) =
        list(regulation, "clauses").iter().partition(|clause| !label(clause).is_empty());
    let mut places: BTreeMap<_, _> =
        labelled.iter().map(|clause| (Place::one(&label(clause)), target(clause))).collect();
    let ends = [(Step::First, plain.first()), (Step::Last, plain.last())];
    places.extend(ends.into_iter().filter_map(|(step, clause)| Some((Place(vec![step]), target(clause?)))));
    if labelled.is_empty() {
        let lines = plain.iter().zip(1..);
        places.extend(lines.map(|(clause, n)| (Place(vec![Step::Number(n)]), target(clause))));
    }
    places
}
