//! In: `tests/coverage.yml`. Out: what the handbook must hold, row by row; and the same written out again, a record a line.

use super::place::Place;
use serde::Deserialize;
use std::{collections::BTreeMap, fmt::Write};

/// The project's own list, in the order of the rows.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(transparent)]
pub struct List(pub Vec<Row>);

/// One rule set.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// `S0-3`
    pub row: String,
    /// Outermost labels as printed, each with the number of labels beneath it.
    pub clauses: BTreeMap<String, usize>,
    #[serde(default)]
    pub forms: Vec<Form>,
    #[serde(default)]
    pub checks: Vec<Check>,
    #[serde(default)]
    pub scripts: Vec<Script>,
    #[serde(default)]
    pub facts: Vec<Facts>,
}

/// A form.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub name: String,
    pub at: String,
    /// Whether the text names it; else a clause implies it.
    pub named: bool,
}

/// A recurring check.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub at: String,
    pub per: String,
}

/// Something that is said.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Script {
    pub at: String,
    /// 引申: it follows from the clause without being worded by it.
    pub derived: bool,
}

/// What must be known by heart of one clause.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    pub at: String,
    pub count: usize,
    /// Figures of these facts that the source's clause itself has.
    #[serde(default)]
    pub figures: Vec<String>,
}

const HEAD: &str = "\
# 收录清单：五个单位四十二份制度，每一份要有的条款、表单、检查、话术、要点。tests/coverage 照它检查随附的手册，少一样就不通过。
# clauses：最外层编号和其下的编号数；at：依据的条款；per：多久一次；derived：引申；count：要点数，也是至少要有的题数；
# figures：要点里原文条款写明的数。由验收清单导出（SHOUCE_SHARED=… SNAPSHOTS=overwrite cargo test coverage::），不手改。
";

impl List {
    /// Reads the file.
    pub fn read(text: &str) -> List {
        serde_yaml::from_str(text).expect("tests/coverage.yml is what list.rs says")
    }

    /// Writes it, a record a line.
    pub fn write(&self) -> String {
        let mut out = HEAD.to_owned();
        let quoted = |text: &str| format!("{text:?}");
        for row in &self.0 {
            let mut clauses: Vec<_> = row.clauses.iter().collect();
            clauses.sort_by_key(|(label, _)| Place::one(label));
            let clauses: Vec<_> = clauses.iter().map(|(label, n)| format!("{label:?}: {n}")).collect();
            writeln!(out, "- row: {}\n  clauses: {{{}}}", row.row, clauses.join(", ")).expect("a string grows");
            let mut part = |name: &str, lines: Vec<String>| {
                if !lines.is_empty() {
                    writeln!(out, "  {name}:\n    - {{{}}}", lines.join("}\n    - {")).expect("a string grows");
                }
            };
            let form = |f: &Form| format!("name: {:?}, at: {:?}, named: {}", f.name, f.at, f.named);
            part("forms", row.forms.iter().map(form).collect());
            part("checks", row.checks.iter().map(|c| format!("at: {:?}, per: {}", c.at, c.per)).collect());
            let script = |s: &Script| format!("at: {:?}, derived: {}", s.at, s.derived);
            part("scripts", row.scripts.iter().map(script).collect());
            let facts = |f: &Facts| {
                let figures: Vec<_> = f.figures.iter().map(|figure| quoted(figure)).collect();
                let figures = Some(figures.join(", ")).filter(|f| !f.is_empty()).map(|f| format!(", figures: [{f}]"));
                format!("at: {:?}, count: {}{}", f.at, f.count, figures.unwrap_or_default())
            };
            part("facts", row.facts.iter().map(facts).collect());
        }
        out
    }
}
