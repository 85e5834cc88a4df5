//! In: the handbook and `review.lock`. Out: what has not been checked against the present wording of its clause, forms whose
//! version did not step, and the lock as it stands once things are reviewed.
//!
//! A wording is a clause's own words and all beneath it, since what cites 第4条 rests on its （二） as well.

use crate::{
    manifest::sha256,
    model::{Citation, Clause, ClauseItem, Form, FormSeen, Handbook, Lock, Regulation, Reworded, Seen},
    source::Span,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The file's name, beside `handbook.yml`.
pub const FILE: &str = "review.lock";
/// How many clauses worded anew are remembered.
const REMEMBERED: usize = 500;

/// Something that was made from clauses.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// Its key in the lock: `form:qz-opening:开电脑`.
    pub key: String,
    /// `form`, `script`, `question`.
    pub kind: &'static str,
    /// The id of its page.
    pub page: &'a str,
    /// Its row, situation or stem.
    pub text: String,
    /// Where it is written, or what comes nearest.
    pub span: Span,
    /// The clauses it rests on, and their citation texts.
    pub clauses: Vec<(String, String)>,
}

/// An item that was not checked against the present wording of one of its clauses.
#[derive(Clone, Debug)]
pub struct Pending<'a> {
    /// The item.
    pub item: Item<'a>,
    /// The clause's key and citation text.
    pub clause: (String, String),
    /// The wording it was checked against; `None`: it never was.
    pub old: Option<String>,
}

/// Every form row, situation and question that rests on a clause.
pub fn items(handbook: &Handbook) -> Vec<Item<'_>> {
    let mut items = Items { handbook, seen: BTreeMap::new(), out: Vec::new() };
    for form in &handbook.forms {
        for row in form.rows() {
            items.put("form", &form.meta.id, row.text.into_owned(), row.span, row.clauses);
        }
    }
    for script in &handbook.scripts {
        for one in &script.situations {
            let cited: Vec<&Citation> =
                one.clause.iter().chain(one.utterances.iter().filter_map(|said| said.clause.as_ref())).collect();
            let span = cited.first().map_or(script.meta.span, |citation| citation.span);
            items.put("script", &script.meta.id, one.title.clone(), span, cited);
        }
    }
    for bank in &handbook.banks {
        for question in &bank.questions {
            items.put("question", &bank.meta.id, question.stem.clone(), question.span, &question.basis);
        }
    }
    items.out
}

struct Items<'a> {
    handbook: &'a Handbook,
    seen: BTreeMap<String, u32>,
    out: Vec<Item<'a>>,
}

impl<'a> Items<'a> {
    fn put<'c>(
        &mut self,
        kind: &'static str,
        page: &'a str,
        text: String,
        span: Span,
        citations: impl IntoIterator<Item = &'c Citation>,
    ) {
        let mut clauses: Vec<(String, String)> = Vec::new();
        for target in citations.into_iter().flat_map(|citation| &citation.targets) {
            let Some((page, clause)) = clause_of(self.handbook, &target.key()) else { continue };
            let key = format!("{}#{}", page.meta.id, clause.anchor);
            if !clauses.iter().any(|(known, _)| *known == key) {
                clauses.push((key, clause.cite.clone()));
            }
        }
        if clauses.is_empty() {
            return;
        }
        let key = format!("{kind}:{page}:{}", text.replace('\n', " "));
        let nth = self.seen.entry(key.clone()).or_default();
        *nth += 1;
        let key = if *nth == 1 { key } else { format!("{key}:{nth}") };
        self.out.push(Item { key, kind, page, text, span, clauses });
    }
}

/// The clause that `page#anchor` names; a 款 stands for its clause.
pub fn clause_of<'a>(handbook: &'a Handbook, key: &str) -> Option<(&'a Regulation, &'a Clause)> {
    let (id, anchor) = key.split_once('#')?;
    let page = handbook.regulations.iter().find(|page| page.meta.id == id)?;
    let named = |anchor: &str| page.clauses.iter().find(|clause| clause.anchor == anchor);
    let clause = named(anchor).or_else(|| named(anchor.rsplit_once("-k")?.0))?;
    Some((page, clause))
}

/// The present wording of a clause.
pub fn wording(page: &Regulation, clause: &Clause) -> String {
    let mut out = clause.own_text();
    for item in &clause.items {
        if let ClauseItem::Child(child) = item {
            let child = &page.clauses[*child];
            out.push('\n');
            out.push_str(child.label.as_ref().map_or("", |label| &label.printed));
            out.push_str(&wording(page, child));
        }
    }
    out
}

fn short_hash(text: &str) -> String {
    sha256(text.as_bytes())[..16].to_owned()
}

/// Wordings by clause, each made once.
struct Wordings<'a> {
    handbook: &'a Handbook,
    known: BTreeMap<String, (String, String)>,
}

impl Wordings<'_> {
    /// Hash and words of a clause.
    fn of(&mut self, key: &str) -> (String, String) {
        if let Some(found) = self.known.get(key) {
            return found.clone();
        }
        let text = clause_of(self.handbook, key).map_or(String::new(), |(page, clause)| wording(page, clause));
        let found = (short_hash(&text), text);
        self.known.insert(key.to_owned(), found.clone());
        found
    }
}

/// What has not been checked against the present wording of its clauses.
pub fn pending<'a>(handbook: &'a Handbook, lock: &Lock) -> Vec<Pending<'a>> {
    let mut wordings = Wordings { handbook, known: BTreeMap::new() };
    let mut out = Vec::new();
    for item in items(handbook) {
        let seen = lock.items.get(&item.key);
        for clause in &item.clauses {
            let before = seen.and_then(|seen| seen.iter().find(|one| one.clause == clause.0));
            if before.is_some_and(|before| before.wording == wordings.of(&clause.0).0) {
                continue;
            }
            let old = before.map(|before| lock.wordings.get(&before.wording).cloned().unwrap_or_default());
            out.push(Pending { item: item.clone(), clause: clause.clone(), old });
        }
    }
    out
}

/// Forms of which something else is printed than when they were reviewed, under the same version.
pub fn stale_forms<'a>(handbook: &'a Handbook, lock: &Lock) -> Vec<&'a Form> {
    let stale = |form: &&Form| {
        lock.forms.get(&form.meta.id).is_some_and(|seen| seen.version == form.version && seen.printed != printed(form))
    };
    handbook.forms.iter().filter(stale).collect()
}

/// A hash of what is printed of a form, its version and the places in its file left out.
fn printed(form: &Form) -> String {
    let rows: Vec<_> = form
        .rows()
        .into_iter()
        .map(|row| (row.text.into_owned(), row.clauses.iter().map(|cited| cited.raw.clone()).collect::<Vec<_>>()))
        .collect();
    let Form { code, head, marks, rounds, columns, sign_off, instructions, .. } = form;
    short_hash(&format!("{:?}", (&form.meta.title, code, head, marks, rounds, columns, sign_off, instructions, rows)))
}

/// The lock once everything on the pages that `accepts` names is reviewed; forms whose version did not step stay as they were.
pub fn accepted(handbook: &Handbook, lock: &Lock, today: Date, accepts: &dyn Fn(&str) -> bool) -> Lock {
    let mut wordings = Wordings { handbook, known: BTreeMap::new() };
    let mut new = Lock { reworded: lock.reworded.clone(), ..Lock::default() };
    let stale: BTreeSet<&str> = stale_forms(handbook, lock).into_iter().map(|form| form.meta.id.as_str()).collect();
    let mut replaced: BTreeMap<String, (String, String)> = BTreeMap::new();
    for item in items(handbook) {
        let before = lock.items.get(&item.key);
        if !accepts(item.page) || stale.contains(item.page) {
            keep(&mut new, lock, &item.key);
            continue;
        }
        let mut seen = Vec::new();
        for (clause, _) in &item.clauses {
            let (hash, text) = wordings.of(clause);
            let old = before.and_then(|before| before.iter().find(|one| one.clause == *clause));
            if let Some(old) = old.filter(|old| old.wording != hash).and_then(|old| lock.wordings.get(&old.wording)) {
                replaced.insert(clause.clone(), (old.clone(), text.clone()));
            }
            new.wordings.insert(hash.clone(), text);
            seen.push(Seen { clause: clause.clone(), wording: hash });
        }
        new.items.insert(item.key, seen);
    }
    for form in &handbook.forms {
        let id = &form.meta.id;
        let now = FormSeen { version: form.version.clone(), printed: printed(form) };
        let before = lock.forms.get(id).filter(|_| !accepts(id) || stale.contains(id.as_str())).cloned();
        if before.is_some() || accepts(id) {
            new.forms.insert(id.clone(), before.unwrap_or(now));
        }
    }
    remember(&mut new, replaced, today);
    new
}

fn keep(new: &mut Lock, lock: &Lock, key: &str) {
    let Some(seen) = lock.items.get(key) else { return };
    for one in seen {
        new.wordings.extend(lock.wordings.get(&one.wording).map(|text| (one.wording.clone(), text.clone())));
    }
    new.items.insert(key.to_owned(), seen.clone());
}

/// Adds clauses worded anew, each wording once.
fn remember(lock: &mut Lock, replaced: BTreeMap<String, (String, String)>, today: Date) {
    for (clause, (old, new)) in replaced {
        if !lock.reworded.iter().any(|known| known.clause == clause && known.old == old && known.new == new) {
            lock.reworded.push(Reworded { clause, on: today.to_string(), old, new });
        }
    }
    let more = lock.reworded.len().saturating_sub(REMEMBERED);
    lock.reworded.drain(..more);
}

/// The lock as its file: one record a line, so that a person can read its differences.
pub fn text(lock: &Lock) -> String {
    fn line(value: &impl serde::Serialize) -> String {
        serde_json::to_string(value).expect("invariant: records of text serialise")
    }
    fn map<T: serde::Serialize>(name: &str, entries: &BTreeMap<String, T>) -> String {
        let lines: Vec<String> =
            entries.iter().map(|(key, value)| format!("  {}: {}", line(key), line(value))).collect();
        format!("{}: {{\n{}\n}}", line(&name), lines.join(",\n"))
    }
    let reworded: Vec<String> = lock.reworded.iter().map(|one| format!("  {}", line(one))).collect();
    format!(
        "{{\n{},\n{},\n{},\n\"reworded\": [\n{}\n]\n}}\n",
        map("items", &lock.items),
        map("forms", &lock.forms),
        map("wordings", &lock.wordings),
        reworded.join(",\n")
    )
}
