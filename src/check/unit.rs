//! In: the whole handbook, its citations resolved, and the unit that was asked for. Out: that unit's pages and those of every
//! unit, without what they say of others.

use super::citations;
use crate::{
    Input,
    diag::{Diagnostic, Diagnostics, nearest},
    model::{Citation, Handbook, Layout, Meta, TextPage},
};
use std::collections::BTreeSet;

/// Keeps one unit's pages, and those of every unit, where one was asked for.
pub fn keep(handbook: &mut Handbook, input: &Input, diagnostics: &mut Diagnostics) {
    let Some(wanted) = &input.unit else { return };
    let found = handbook.config.units.iter().find(|u| u.id == *wanted || u.code == *wanted).map(|u| u.id.clone());
    let Some(id) = found else {
        let names: Vec<_> = handbook.config.units.iter().map(|u| u.id.as_str()).collect();
        let hint = match nearest(wanted, names.iter().copied()) {
            Some(near) => format!("是不是想写“{near}”？"),
            None => format!("handbook.yml 里有：{}", names.join("、")),
        };
        diagnostics.push(Diagnostic::new("unknown-unit", None, format!("没有登记的单位“{wanted}”")).hint(hint));
        return;
    };
    let left_out = leave_out(handbook, &id);
    narrow(handbook, &id);
    forget(handbook, &left_out);
}

/// Takes the other units' pages out and returns their ids.
fn leave_out(handbook: &mut Handbook, id: &str) -> BTreeSet<String> {
    let keeps = |meta: &Meta| meta.unit.as_ref().is_none_or(|unit| *unit == id);
    let speaks = |page: &TextPage| match &page.layout {
        Layout::Topic(rows) => rows.is_empty() || rows.iter().any(|row| row.unit == id),
        Layout::Phones(_) | Layout::Plain | Layout::Glossary => true,
    };
    let mut left_out: BTreeSet<String> =
        handbook.metas().filter(|meta| !keeps(meta)).map(|meta| meta.id.clone()).collect();
    left_out.extend(handbook.pages.iter().filter(|page| !speaks(page)).map(|page| page.meta.id.clone()));
    handbook.regulations.retain(|p| keeps(&p.meta));
    handbook.scripts.retain(|p| keeps(&p.meta));
    handbook.forms.retain(|p| keeps(&p.meta));
    handbook.banks.retain(|p| keeps(&p.meta));
    handbook.pages.retain(|p| !left_out.contains(&p.meta.id));
    handbook.choices.retain(|question| question.unit.as_ref().is_none_or(|unit| *unit == id));
    left_out
}

/// Leaves the other units' rows out of pages that several units share.
fn narrow(handbook: &mut Handbook, id: &str) {
    for page in &mut handbook.pages {
        match &mut page.layout {
            Layout::Topic(rows) => rows.retain(|row| row.unit == id),
            Layout::Phones(phones) => phones.retain(|phone| phone.unit.as_ref().is_none_or(|unit| unit == id)),
            Layout::Plain | Layout::Glossary => {}
        }
    }
    handbook.local.phones.retain(|phone| phone.unit.as_ref().is_none_or(|unit| unit == id));
    handbook.config.catalogue.retain(|listed| listed.unit.as_ref().is_none_or(|unit| unit == id));
    handbook.config.units.retain(|unit| unit.id == id);
    handbook.config.roles.retain(|role| role.units.is_empty() || role.units.iter().any(|unit| unit == id));
}

/// Takes the way to pages that are left out from what cites them, and out of what they cite.
fn forget(handbook: &mut Handbook, left_out: &BTreeSet<String>) {
    for page in &mut handbook.pages {
        let citations = &page.meta.citations;
        page.terms.retain(|term| !term.cites_only(citations, |page| left_out.contains(page)));
    }
    citations::each(handbook, &mut |citation, _| point_at_what_is_here(citation, left_out));
    for clause in handbook.regulations.iter_mut().flat_map(|page| &mut page.clauses) {
        clause.cited_by.retain(|from| !left_out.contains(&from.page));
    }
}

/// A citation of left-out pages alone keeps what they are called as its text.
fn point_at_what_is_here(citation: &mut Citation, left_out: &BTreeSet<String>) {
    let names: Vec<&str> = citation.targets.iter().map(|target| target.cite.as_str()).collect();
    let names = names.join("、");
    let before = citation.targets.len();
    citation.targets.retain(|target| !left_out.contains(&target.page));
    if before > 0 && citation.targets.is_empty() {
        citation.raw = names;
    }
}
