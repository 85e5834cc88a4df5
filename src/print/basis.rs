//! In: a form and the handbook whose clauses it cites. Out: the short label each row prints (三.4(2)) and the sources in full for the foot.
//!
//! A label is the clause's path without what the reader can do without: 编章节 above a 条, the outer parts of a decimal. Where the
//! form rests on several documents the label says which: by the part of their common source (三.) or by the mark of the foot (①).

use crate::model::{Citation, Clause, Family, Form, Handbook, Regulation, Target};
use std::collections::BTreeMap;

/// What a form rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// One document each, in the order they are first cited.
    pub sources: Vec<Source>,
    /// Who issues the form: its unit's name; empty where it is for every unit.
    pub issuer: String,
    labels: BTreeMap<String, String>,
}

/// A document of the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Page id.
    pub page: String,
    /// What stands before a label of it: `三.`, `①`, or nothing.
    pub mark: String,
    /// What it is a part of: `《衢州市数字城管指挥中心管理制度》`; empty where it stands alone.
    pub whole: String,
    /// Its own name: `三、值班和交接班制度`, `《广告法》`.
    pub name: String,
}

impl Basis {
    /// What `form` rests on.
    pub fn of(form: &Form, handbook: &Handbook) -> Self {
        let targets: Vec<&Target> = form.citations().flat_map(|c| &c.targets).collect();
        let mut pages: Vec<&str> = Vec::new();
        for target in &targets {
            if !pages.contains(&target.page.as_str()) {
                pages.push(&target.page);
            }
        }
        let sources = sources(&pages, handbook);
        let labels = targets.into_iter().map(|t| (t.key(), clause_label(t, handbook))).collect();
        let unit = form.meta.unit.as_deref().and_then(|id| handbook.config.unit(id));
        Self { sources, issuer: unit.map_or_else(String::new, |unit| unit.name.clone()), labels }
    }

    /// The documents as the foot names them; what several are parts of stands once:
    /// `《…管理制度》一、指挥大厅管理制度；三、值班和交接班制度`.
    pub fn foot(&self) -> String {
        let mut out = String::new();
        let mut whole = "";
        for source in &self.sources {
            if !out.is_empty() {
                out.push('；');
            }
            // A part (三.) shows in the name itself.
            if !source.mark.ends_with('.') {
                out.push_str(&source.mark);
            }
            if source.whole != whole {
                out.push_str(&source.whole);
                whole = &source.whole;
            }
            out.push_str(&source.name);
        }
        out
    }

    /// The short label of some citations: `三.4(2)`, `①3、4；②5`.
    pub fn label(&self, citations: &[Citation]) -> String {
        let mut out = String::new();
        let mut page = "";
        for citation in citations {
            let run = is_run(citation);
            let last = citation.targets.len().saturating_sub(1);
            for (index, target) in citation.targets.iter().enumerate() {
                if run && index > 0 && index < last {
                    continue;
                }
                let parted = if run && index == last { "～" } else { "、" };
                self.append(&mut out, target, if target.page == page { parted } else { "；" }, target.page == page);
                page = &target.page;
            }
        }
        out
    }

    /// The label of one clause, without its document's mark.
    pub fn clause<'a>(&'a self, target: &'a Target) -> &'a str {
        self.labels.get(&target.key()).map_or(&target.cite, String::as_str)
    }

    /// Appends one clause after `parted`; its document's mark only where the last one was of another.
    fn append(&self, out: &mut String, target: &Target, parted: &str, same: bool) {
        if !out.is_empty() {
            out.push_str(parted);
        }
        if !same {
            out.push_str(self.mark(&target.page));
        }
        out.push_str(self.clause(target));
    }

    fn mark(&self, page: &str) -> &str {
        self.sources.iter().find(|s| s.page == page).map_or("", |s| s.mark.as_str())
    }
}

/// Whether a citation is one range of three clauses or more.
fn is_run(citation: &Citation) -> bool {
    let list = [',', '，', '、'];
    citation.targets.len() > 2 && !citation.raw.contains(list)
}

fn sources(pages: &[&str], handbook: &Handbook) -> Vec<Source> {
    let parts: Option<Vec<&str>> = common_parts(pages, handbook);
    let mark = |index: usize| match &parts {
        Some(parts) => format!("{}.", parts[index]),
        None if pages.len() > 1 => circled(index + 1),
        None => String::new(),
    };
    let source = |(index, page): (usize, &&str)| {
        let (whole, name) = names(page, handbook);
        Source { page: (*page).to_owned(), mark: mark(index), whole, name }
    };
    pages.iter().enumerate().map(source).collect()
}

/// The part of every page, where all pages are different parts of one document.
fn common_parts<'a>(pages: &[&str], handbook: &'a Handbook) -> Option<Vec<&'a str>> {
    let documents: Option<Vec<_>> = pages.iter().map(|page| regulation(page, handbook)?.source.as_ref()).collect();
    let documents = documents.filter(|d| !d.is_empty())?;
    let parts: Vec<&str> = documents.iter().map(|d| d.part.as_deref()).collect::<Option<_>>()?;
    let one_title = documents.iter().all(|d| d.title == documents[0].title);
    let distinct = parts.iter().enumerate().all(|(i, part)| !parts[..i].contains(part));
    (one_title && distinct).then_some(parts)
}

fn regulation<'a>(page: &str, handbook: &'a Handbook) -> Option<&'a Regulation> {
    handbook.regulations.iter().find(|r| r.meta.id == page)
}

/// What a page is a part of, and its own name.
fn names(page: &str, handbook: &Handbook) -> (String, String) {
    let source = regulation(page, handbook).and_then(|r| Some((r, r.source.as_ref()?)));
    match source {
        Some((regulation, source)) if source.title != regulation.meta.title => {
            let part = source.part.as_deref().map_or(String::new(), |part| format!("{part}、"));
            (format!("《{}》", source.title), format!("{part}{}", regulation.meta.title))
        }
        _ => (String::new(), format!("《{}》", handbook.meta(page).map_or(page, |meta| &meta.title))),
    }
}

/// ① to ⑳, then (21).
fn circled(number: usize) -> String {
    match u32::try_from(number).ok().filter(|n| *n <= 20).and_then(|n| char::from_u32(0x2460 + n - 1)) {
        Some(mark) => mark.to_string(),
        None => format!("({number})"),
    }
}

fn clause_label(target: &Target, handbook: &Handbook) -> String {
    let found = target.anchor.as_deref().and_then(|anchor| {
        let regulation = regulation(&target.page, handbook)?;
        let (anchor, kuan) = split_kuan(anchor);
        let clause = regulation.clauses.iter().find(|c| c.anchor == anchor)?;
        Some(path_label(clause, regulation) + &kuan.map_or(String::new(), |n| format!("第{n}款")))
    });
    found.filter(|label| !label.is_empty()).unwrap_or_else(|| tail(&target.cite))
}

/// `a20-k2` → `a20` and 2.
fn split_kuan(anchor: &str) -> (&str, Option<u32>) {
    match anchor.rsplit_once("-k") {
        Some((clause, number)) => match number.parse() {
            Ok(number) => (clause, Some(number)),
            Err(_) => (anchor, None),
        },
        None => (anchor, None),
    }
}

/// The labels of a clause and of those above it, run together.
fn path_label(clause: &Clause, regulation: &Regulation) -> String {
    let mut chain = vec![clause];
    while let Some(parent) = chain.last().and_then(|c| c.parent) {
        chain.push(&regulation.clauses[parent]);
    }
    chain.reverse();
    let labels: Vec<_> = chain.iter().filter_map(|c| c.label.as_ref()).collect();
    let tiao = labels.iter().any(|l| l.family == Family::Tiao);
    let mut out = String::new();
    for (index, label) in labels.iter().enumerate() {
        let repeated = matches!(labels.get(index + 1).map(|next| next.family), Some(Family::Decimal(_)));
        if repeated || (tiao && label.family.is_division()) {
            continue;
        }
        if out.ends_with(char::is_alphanumeric) && label.name.starts_with(char::is_alphanumeric) {
            out.push('.');
        }
        out.push_str(&label.name);
    }
    out
}

/// What a citation text says after the page's title.
fn tail(cite: &str) -> String {
    let after = cite.split_once('》').or_else(|| cite.split_once(' ')).map_or("", |(_, after)| after.trim());
    if after.is_empty() { cite.to_owned() } else { after.to_owned() }
}
