//! In: two editions and what changed. Out: what rests on the clauses that changed, and what to replace in a printed binder.
//!
//! Something rests on a clause where it cites it, one of its 款, or a clause that it stands in. What rests on a clause that is
//! gone is sought in the old edition.

use super::{Kind, PageChange, Side};
use crate::{
    model::{Citation, Form, Handbook, Regulation, Script},
    print::sheet_count,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Something that rests on a clause that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Affected {
    /// `form`, `script`, `question`, `duty`, `role`, `page`, `regulation`.
    pub kind: &'static str,
    /// Id of the page, question or post.
    pub id: String,
    /// Its title or name.
    pub title: String,
    /// The row, situation, stem or duty; empty for a whole page.
    pub what: String,
    /// Citation texts of the clauses that changed.
    pub because: Vec<String>,
}

/// Something printed that is no longer right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// `regulation`, `form`, `script`, `role`.
    pub kind: &'static str,
    /// Page id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Code and version of a form, before and now.
    pub version: Option<String>,
    /// Sides of paper, where they are counted at build time.
    pub sheets: Option<u32>,
    /// What to do: `changed`: change it for the new one; `added`; `repealed`: take it out.
    pub action: Kind,
}

/// What follows from the changes.
#[derive(Debug, Default, Serialize)]
pub struct Impact {
    /// What rests on clauses that changed.
    pub affected: Vec<Affected>,
    /// What to replace in a printed binder.
    pub replace: Vec<Replaced>,
}

/// What follows from `pages`.
pub fn of(old: &Handbook, new: &Handbook, pages: &[PageChange]) -> Impact {
    let changed = |kinds: &[Kind], side: fn(&super::Change) -> &Option<Side>| -> Vec<Side> {
        let all = pages.iter().flat_map(|page| &page.changes);
        all.filter(|change| kinds.contains(&change.kind)).filter_map(|change| side(change).clone()).collect()
    };
    let now = Touched::of(&new.regulations, &changed(&[Kind::Changed, Kind::Added, Kind::Moved], |change| &change.new));
    let gone = Touched::of(&old.regulations, &changed(&[Kind::Repealed], |change| &change.old));
    let mut affected: BTreeSet<Affected> = resting(new, &now).into_iter().collect();
    affected.extend(resting(old, &gone));
    affected.extend(roles(new, &now));
    Impact { replace: replaced(old, new, pages, &affected), affected: affected.into_iter().collect() }
}

/// Keys of citations that reach a clause that changed, and the citation texts of those clauses.
struct Touched(BTreeMap<String, BTreeSet<String>>);

impl Touched {
    fn of(regulations: &[Regulation], sides: &[Side]) -> Self {
        let mut map: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for side in sides {
            let Some(page) = regulations.iter().find(|page| page.meta.id == side.page) else { continue };
            let Some(index) = page.clauses.iter().position(|clause| clause.anchor == side.anchor) else { continue };
            let upwards = std::iter::successors(Some(index), |index| page.clauses[*index].parent);
            for clause in upwards.map(|index| &page.clauses[index]) {
                let division = clause.label.as_ref().is_some_and(|label| label.family.is_division());
                if division && clause.anchor != side.anchor {
                    continue;
                }
                map.entry(format!("{}#{}", side.page, clause.anchor)).or_default().insert(side.cite.clone());
            }
        }
        Self(map)
    }

    /// The clauses that changed among those cited.
    fn because<'a>(&self, citations: impl IntoIterator<Item = &'a Citation>) -> Vec<String> {
        let targets = citations.into_iter().flat_map(|citation| &citation.targets);
        let found: BTreeSet<&String> = targets
            .flat_map(|target| {
                let key = target.key();
                let clause = key
                    .rsplit_once("-k")
                    .filter(|(_, kuan)| kuan.parse::<u32>().is_ok())
                    .map(|(key, _)| key.to_owned());
                self.0.get(&key).or_else(|| self.0.get(&clause?))
            })
            .flatten()
            .collect();
        found.into_iter().cloned().collect()
    }
}

fn resting(handbook: &Handbook, touched: &Touched) -> Vec<Affected> {
    let mut out = Vec::new();
    let mut put = |kind, id: &str, title: &str, what: &str, because: Vec<String>| {
        if !because.is_empty() {
            let (id, title, what) = (id.to_owned(), title.to_owned(), what.to_owned());
            out.push(Affected { kind, id, title, what, because });
        }
    };
    for form in &handbook.forms {
        for row in form.rows() {
            put("form", &form.meta.id, &form.meta.title, &row.text, touched.because(row.clauses));
        }
    }
    for script in &handbook.scripts {
        for one in &script.situations {
            let cited = one.clause.iter().chain(one.utterances.iter().filter_map(|said| said.clause.as_ref()));
            put("script", &script.meta.id, &script.meta.title, &one.title, touched.because(cited));
        }
    }
    for bank in &handbook.banks {
        for question in &bank.questions {
            put("question", &question.id, &bank.meta.title, &question.stem, touched.because(&question.basis));
        }
    }
    for duty in crate::duties::all(handbook) {
        put("duty", &duty.page, &duty.what, "", touched.because([&duty.clause]));
    }
    for page in &handbook.pages {
        put("page", &page.meta.id, &page.meta.title, "", touched.because(&page.meta.citations));
    }
    for page in &handbook.regulations {
        put("regulation", &page.meta.id, &page.meta.title, "", touched.because(&page.meta.citations));
    }
    out
}

/// Posts whose page shows a clause that changed: through a duty, or because the regulation is theirs.
fn roles(handbook: &Handbook, touched: &Touched) -> Vec<Affected> {
    let mut because: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for page in &handbook.regulations {
        let own = touched.0.iter().filter(|(key, _)| key.split('#').next() == Some(page.meta.id.as_str()));
        let cites: BTreeSet<String> = own.flat_map(|(_, cites)| cites).cloned().collect();
        for role in &page.meta.roles {
            because.entry(role).or_default().extend(cites.iter().cloned());
        }
        for duty in &page.duties {
            let cites = touched.because([&duty.clause]);
            duty.who.iter().for_each(|role| because.entry(role).or_default().extend(cites.iter().cloned()));
        }
    }
    let known = because.into_iter().filter(|(_, cites)| !cites.is_empty());
    known
        .filter_map(|(id, cites)| {
            let role = handbook.config.role(id)?;
            let (id, title, what) = (id.to_owned(), role.name.clone(), String::new());
            Some(Affected { kind: "role", id, title, what, because: cites.into_iter().collect() })
        })
        .collect()
}

fn replaced(old: &Handbook, new: &Handbook, pages: &[PageChange], affected: &BTreeSet<Affected>) -> Vec<Replaced> {
    let mut out: Vec<Replaced> = pages
        .iter()
        .map(|page| Replaced {
            kind: "regulation",
            id: page.id.clone(),
            title: page.title.clone(),
            version: None,
            sheets: None,
            action: page.kind.unwrap_or(Kind::Changed),
        })
        .collect();
    out.extend(printed("form", old, new, &forms));
    out.extend(printed("script", old, new, &scripts));
    out.extend(affected.iter().filter(|one| one.kind == "role").map(|one| Replaced {
        kind: "role",
        id: one.id.clone(),
        title: one.title.clone(),
        version: None,
        sheets: None,
        action: Kind::Changed,
    }));
    out
}

/// A printed page: its id, title, version and sheets, and what stands on it.
struct Printed {
    id: String,
    title: String,
    version: Option<String>,
    sheets: Option<u32>,
    content: String,
}

fn forms(handbook: &Handbook) -> Vec<Printed> {
    let one = |form: &Form| Printed {
        id: form.meta.id.clone(),
        title: form.meta.title.clone(),
        version: Some(format!("{} {}", form.code, form.version)),
        sheets: Some(sheet_count(form, handbook)),
        content: printed_form(form),
    };
    handbook.forms.iter().map(one).collect()
}

/// What is printed of a form, places in its file left out.
fn printed_form(form: &Form) -> String {
    // The sources of each row are printed, too.
    let sources = |cited: &[Citation]| -> Vec<String> {
        cited.iter().flat_map(|citation| &citation.targets).map(|target| target.cite.clone()).collect()
    };
    let rows: Vec<_> = form.rows().into_iter().map(|row| (row.text.into_owned(), sources(row.clauses))).collect();
    let Form { code, version, head, marks, rounds, columns, sign_off, instructions, .. } = form;
    format!("{:?}", (&form.meta.title, code, version, head, marks, rounds, columns, sign_off, instructions, rows))
}

fn scripts(handbook: &Handbook) -> Vec<Printed> {
    let one = |script: &Script| {
        let said = script.situations.iter().map(|one| {
            let said: Vec<&str> = one.utterances.iter().map(|said| said.text.as_str()).collect();
            (&one.title, said, &one.banned, &one.text)
        });
        Printed {
            id: script.meta.id.clone(),
            title: script.meta.title.clone(),
            version: None,
            sheets: None,
            content: format!("{:?}", (&script.meta.title, &script.banned, said.collect::<Vec<_>>())),
        }
    };
    handbook.scripts.iter().map(one).collect()
}

/// What differs between the printed pages of one kind.
fn printed(
    kind: &'static str,
    old: &Handbook,
    new: &Handbook,
    of: &dyn Fn(&Handbook) -> Vec<Printed>,
) -> Vec<Replaced> {
    let before: BTreeMap<String, Printed> = of(old).into_iter().map(|one| (one.id.clone(), one)).collect();
    let now = of(new);
    let ids: BTreeSet<String> = now.iter().map(|one| one.id.clone()).collect();
    let mut out = Vec::new();
    for one in now {
        let was = before.get(&one.id);
        if was.is_some_and(|was| was.content == one.content) {
            continue;
        }
        let action = if was.is_some() { Kind::Changed } else { Kind::Added };
        let version = match (was.and_then(|was| was.version.clone()), one.version) {
            (Some(was), Some(now)) if was != now => Some(format!("{was} → {now}")),
            (_, now) => now,
        };
        out.push(Replaced { kind, id: one.id, title: one.title, version, sheets: one.sheets, action });
    }
    for (id, was) in before.into_iter().filter(|(id, _)| !ids.contains(id)) {
        out.push(Replaced {
            kind,
            id,
            title: was.title,
            version: was.version,
            sheets: was.sheets,
            action: Kind::Repealed,
        });
    }
    out
}
