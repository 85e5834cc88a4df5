//! In: the checked handbook. Out: its coverage, entry by entry and clause by clause, for the terminal and for other programs.

use crate::{
    Reading,
    coverage::{self, PageCoverage, Row, Uses},
    finding::{Finding, findings},
    model::{Clause, Handbook},
};
use serde::Serialize;
use std::fmt::Write as _;

/// A line an entry of the 收录清单, then a line a clause: 表单、职责、话术、题目.
pub fn text(handbook: &Handbook) -> String {
    let (rows, pages) = (coverage::rows(handbook), coverage::pages(handbook));
    let mut out = String::new();
    for row in &rows {
        let _ = writeln!(out, "{}", entry(row));
    }
    for page in &pages {
        let _ = writeln!(
            out,
            "\n{} {}：{} 条，用到 {} 条",
            page.regulation.meta.id, page.regulation.meta.title, page.clauses, page.used
        );
        for (clause, uses) in &page.each {
            let _ = writeln!(out, "  {}  {}", place(clause), said(*uses));
        }
    }
    let _ = writeln!(out, "\n{}", summed(&rows, &pages));
    out
}

fn entry(row: &Row) -> String {
    let title =
        row.listed.map(|listed| listed.title.as_str()).or(row.regulations.first().map(|meta| meta.title.as_str()));
    let lack = if row.regulations.is_empty() { "还没有制度收录；" } else { "" };
    format!(
        "{} {}：{lack}条款 {}（用到 {}） 表单 {} 职责 {} 话术 {} 要点 {} 题目 {}",
        row.id,
        title.unwrap_or_default(),
        row.clauses.0,
        row.clauses.1,
        row.forms.len(),
        row.duties,
        row.scripts.len(),
        row.facts,
        row.questions
    )
}

fn place(clause: &Clause) -> &str {
    clause.cite.rsplit_once(' ').map_or(clause.cite.as_str(), |(_, place)| place)
}

fn said(uses: Uses) -> String {
    let Uses { form, script, question, duty } = uses;
    let kinds = [(form, "表单"), (duty, "职责"), (script, "话术"), (question, "题目")];
    let names: Vec<_> = kinds.into_iter().filter(|(used, _)| *used).map(|(_, name)| name).collect();
    if names.is_empty() { "还没有用到".to_owned() } else { names.join("、") }
}

fn summed(rows: &[Row], pages: &[PageCoverage]) -> String {
    let lacking: Vec<_> = rows.iter().filter(|row| row.regulations.is_empty()).map(|row| row.id).collect();
    let lacking =
        if lacking.is_empty() { String::new() } else { format!("，还没有收录：{}", lacking.join("、")) };
    let sum = |of: fn(&PageCoverage) -> usize| pages.iter().map(of).sum::<usize>();
    format!(
        "清单 {} 份{lacking}；现行条款 {} 条，用到 {} 条。",
        rows.len(),
        sum(|page| page.clauses),
        sum(|page| page.used)
    )
}

#[derive(Serialize)]
struct Listing<'a> {
    diagnostics: Vec<Finding>,
    coverage: Vec<EntryRecord<'a>>,
    clauses: Vec<ClauseRecord<'a>>,
}

#[derive(Serialize)]
struct EntryRecord<'a> {
    id: &'a str,
    title: Option<&'a str>,
    unit: Option<&'a str>,
    regulations: Vec<&'a str>,
    clauses: usize,
    used: usize,
    forms: Vec<&'a str>,
    duties: usize,
    scripts: Vec<&'a str>,
    facts: usize,
    questions: usize,
}

#[derive(Serialize)]
struct ClauseRecord<'a> {
    clause: String,
    cite: &'a str,
    form: bool,
    duty: bool,
    script: bool,
    question: bool,
}

/// The same with the diagnostics, as JSON.
pub fn json(reading: &Reading) -> String {
    let pages = coverage::pages(&reading.handbook);
    let listing = Listing {
        diagnostics: findings(&reading.diagnostics, &reading.sources),
        coverage: coverage::rows(&reading.handbook).into_iter().map(record).collect(),
        clauses: pages.iter().flat_map(clauses).collect(),
    };
    let mut text = serde_json::to_string_pretty(&listing).expect("invariant: records of text serialise");
    text.push('\n');
    text
}

fn record(row: Row) -> EntryRecord {
    EntryRecord {
        id: row.id,
        title: row.listed.map(|listed| listed.title.as_str()),
        unit: row.listed.and_then(|listed| listed.unit.as_deref()),
        regulations: row.regulations.iter().map(|meta| meta.id.as_str()).collect(),
        clauses: row.clauses.0,
        used: row.clauses.1,
        forms: row.forms.iter().map(|(meta, _)| meta.id.as_str()).collect(),
        duties: row.duties,
        scripts: row.scripts.iter().map(|meta| meta.id.as_str()).collect(),
        facts: row.facts,
        questions: row.questions,
    }
}

fn clauses<'a>(page: &PageCoverage<'a>) -> Vec<ClauseRecord<'a>> {
    let id = &page.regulation.meta.id;
    let record = |(clause, uses): &(&'a Clause, Uses)| {
        let Uses { form, script, question, duty } = *uses;
        ClauseRecord { clause: format!("{id}#{}", clause.anchor), cite: &clause.cite, form, duty, script, question }
    };
    page.each.iter().map(record).collect()
}
