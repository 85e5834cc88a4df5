//! In: two editions of a handbook. Out: what became of each clause, and what rests on those that changed.
//!
//! # Steps
//! 1. [`pair`]: pages and clauses of both editions are brought together, by number, by wording, then by likeness.
//! 2. [`marks`]: of a clause that was worded anew, what went and what came.
//! 3. [`impact`]: forms, scripts, questions, posts and clauses that cite what changed; what to replace in a printed binder.

pub mod impact;
pub mod marks;
pub mod pair;

use crate::model::{Clause, Handbook, Regulation};
use impact::Impact;
use serde::Serialize;

/// What became of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 修改: worded anew.
    Changed,
    /// 新增
    Added,
    /// 删去
    Repealed,
    /// 移动: the same words under another clause or on another page.
    Moved,
    /// 改号: the same words under another number.
    Renumbered,
}

impl Kind {
    /// As `--format json` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Changed => "changed",
            Kind::Added => "added",
            Kind::Repealed => "repealed",
            Kind::Moved => "moved",
            Kind::Renumbered => "renumbered",
        }
    }
}

/// A clause in one of the editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Page id.
    pub page: String,
    /// The page's title.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// Labels from the outermost in, run together.
    pub number: String,
    /// Its citation text.
    pub cite: String,
    /// Its own text.
    pub text: String,
}

impl Side {
    fn of(page: &Regulation, clause: &Clause) -> Self {
        Self {
            page: page.meta.id.clone(),
            title: page.meta.title.clone(),
            anchor: clause.anchor.clone(),
            number: clause.path.concat(),
            cite: clause.cite.clone(),
            text: clause.own_text(),
        }
    }
}

/// One clause that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What became of it.
    pub kind: Kind,
    /// Whether its number changed as well.
    pub renumbered: bool,
    /// Before; `None`: it is new.
    pub old: Option<Side>,
    /// Now; `None`: it is gone.
    pub new: Option<Side>,
}

/// One regulation that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageChange {
    /// Its id, now or before.
    pub id: String,
    /// Its title now, or before where it is gone.
    pub title: String,
    /// Its title before, where that was another.
    pub old_title: Option<String>,
    /// Whether it is new, gone, or neither.
    pub kind: Option<Kind>,
    /// Its status before and now, where that changed: `in-force`, `repealed`.
    pub status: Option<(&'static str, &'static str)>,
    /// Its clauses that are not as they were, in the order of the new edition, those that are gone where they stood.
    pub changes: Vec<Change>,
}

/// Two editions compared.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// Regulations that are not as they were.
    pub pages: Vec<PageChange>,
    /// What rests on the clauses that changed.
    pub impact: Impact,
}

impl Comparison {
    /// How many clauses became so.
    pub fn count(&self, kind: Kind) -> usize {
        self.pages.iter().flat_map(|page| &page.changes).filter(|change| change.kind == kind).count()
    }
}

/// Compares two editions.
pub fn compare(old: &Handbook, new: &Handbook) -> Comparison {
    let pages = pair::pages(old, new);
    let impact = impact::of(old, new, &pages);
    Comparison { pages, impact }
}
