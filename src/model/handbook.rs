//! The handbook as a whole: configuration and all pages.

use super::{
    Bank, Deadline, Form, Holidays, Kind, Lock, Meta, Phone, Question, QuizResult, Regulation, Script, Status,
    TextPage, When,
};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An organisation a rule belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// ASCII id: `quzhou`.
    pub id: String,
    /// Short code of links (`?u=qz`); the id where none is given.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Short name for badges: 衢州.
    pub short: String,
    /// One line about it.
    pub summary: Option<String>,
    /// Substitutions that differ in this unit: hotline …
    pub vars: BTreeMap<String, String>,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// ASCII id: `operator`.
    pub id: String,
    /// Its name: 受理员.
    pub name: String,
    /// One line about it.
    pub summary: Option<String>,
    /// Unit ids that have it; empty: all.
    pub units: Vec<String>,
    /// What this unit calls it: unit id → name.
    pub names: BTreeMap<String, String>,
}

/// A rule set the handbook must hold (收录清单); pages name it in `serves`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What `serves` calls it: `S0-3`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Unit id; none: of every unit.
    pub unit: Option<String>,
    /// Where it is listed.
    pub span: Span,
}

/// `handbook.yml`, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// ASCII id of the site: keys of stored state.
    pub id: String,
    /// Title.
    pub title: String,
    /// Line under the title.
    pub subtitle: Option<String>,
    /// Edition name: 2026年第1版.
    pub edition: Option<String>,
    /// 有效期: the last day on which this edition holds.
    pub valid_until: Option<Date>,
    /// Units, in the order they are shown.
    pub units: Vec<Unit>,
    /// Roles, in the order they are shown.
    pub roles: Vec<Role>,
    /// Substitutions.
    pub vars: BTreeMap<String, String>,
    /// Whether raw HTML is allowed (and sanitised).
    pub allow_html: bool,
    /// Questions in a week's paper: from the week after a day on (`None`: always), in the order of days.
    pub quiz_sizes: Vec<(Option<Date>, u32)>,
    /// Choice questions made of marked figures are asked from the week after this day; `None`: there are none.
    pub quiz_choices: Option<Date>,
    /// How many points of a hundred pass.
    pub quiz_pass: u32,
    /// Search weight by folder or path prefix under `content/`.
    pub search_weights: Vec<(String, f32)>,
    /// 收录清单, in its order; empty where the handbook keeps none.
    pub catalogue: Vec<Listed>,
    /// Where it was read.
    pub span: Option<Span>,
}

impl Config {
    /// The unit of an id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|u| u.id == id)
    }

    /// The role of an id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|r| r.id == id)
    }

    /// The entry of the 收录清单 that a page serves.
    pub fn listed(&self, id: &str) -> Option<&Listed> {
        self.catalogue.iter().find(|listed| listed.id == id)
    }

    /// A substitution as seen from a unit's page.
    pub fn var(&self, unit: Option<&str>, name: &str) -> Option<&str> {
        unit.and_then(|id| self.unit(id))
            .and_then(|u| u.vars.get(name))
            .or_else(|| self.vars.get(name))
            .map(String::as_str)
    }
}

/// A duty whose frequency the unit decided itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalDuty {
    /// Page id of the regulation.
    pub page: String,
    /// Printed labels of the clause.
    pub clause: String,
    /// The duty's `what`, where the clause has several.
    pub what: Option<String>,
    /// How often.
    pub when: When,
    /// Where it is written.
    pub span: Span,
}

/// `local.yml`, checked: what the unit decided itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// Frequencies.
    pub duties: Vec<LocalDuty>,
    /// Phone numbers.
    pub phones: Vec<Phone>,
    /// Names of shifts.
    pub shifts: Vec<String>,
    /// Names of floors.
    pub floors: Vec<String>,
}

/// Everything built together, all references resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handbook {
    /// `handbook.yml`.
    pub config: Config,
    /// `local.yml`.
    pub local: Local,
    /// `review.lock`, where there is one.
    pub review: Option<Lock>,
    /// Days off and worked weekends.
    pub holidays: Holidays,
    /// content/regulations, by path.
    pub regulations: Vec<Regulation>,
    /// content/scripts, by path.
    pub scripts: Vec<Script>,
    /// content/forms, by path.
    pub forms: Vec<Form>,
    /// content/quiz, by path.
    pub banks: Vec<Bank>,
    /// Choice questions made of marked figures ([`crate::quiz::choices`]).
    pub choices: Vec<Question>,
    /// content/quiz/results.csv, line by line.
    pub results: Vec<QuizResult>,
    /// content/pages, by path.
    pub pages: Vec<TextPage>,
}

impl Handbook {
    /// Every page's front matter, kind by kind.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        (self.regulations.iter().map(|p| &p.meta))
            .chain(self.scripts.iter().map(|p| &p.meta))
            .chain(self.forms.iter().map(|p| &p.meta))
            .chain(self.banks.iter().map(|p| &p.meta))
            .chain(self.pages.iter().map(|p| &p.meta))
    }

    /// Deadlines of the rules in force.
    pub fn deadlines(&self) -> impl Iterator<Item = &Deadline> {
        let current = self.regulations.iter().filter(|regulation| regulation.status != Status::Repealed);
        current.flat_map(|regulation| &regulation.deadlines)
    }

    /// The front matter of a page id.
    pub fn meta(&self, id: &str) -> Option<&Meta> {
        self.metas().find(|m| m.id == id)
    }

    /// Pages of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Meta> {
        self.metas().filter(move |m| m.kind == kind)
    }
}
