//! In: forms. Out: `forms/<id>.html`: what a form is for, when it is due and what it rests on, then its sheets, ready to print.

use super::{
    Crumb, PageInfo, Site,
    refs::{DutyRow, badge, duty_rows},
    sheet::{PaperWords, Printed},
};
use crate::{
    model::{Form, Orientation, Target},
    print::basis::{Basis, Source},
};
use rayon::prelude::*;
use serde::Serialize;
use std::{collections::BTreeMap, io};
use tera::Value;

/// `v` in `form.html`.
#[derive(Serialize)]
struct FormView<'r, 'a> {
    badge: Option<&'a str>,
    code: &'a str,
    version: &'a str,
    effective: Option<String>,
    landscape: bool,
    /// A4 共 2 页
    sheets: String,
    /// What one copy is for: 每日, 每班.
    per: Vec<&'r str>,
    signers: Vec<&'a str>,
    /// The duties that name it.
    duties: &'r [&'r DutyRow<'a>],
    sources: Vec<SourceView<'r>>,
    /// The 续页.
    more: Value,
}

/// A document the form rests on, and the clauses of it that are cited.
#[derive(Serialize)]
struct SourceView<'r> {
    name: String,
    url: Option<&'r str>,
    clauses: Vec<ClauseView<'r>>,
}

#[derive(Serialize)]
struct ClauseView<'r> {
    label: &'r str,
    url: &'r str,
    cite: &'r str,
}

/// Renders every form.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let words = PaperWords::of(&site.words);
    let rows = duty_rows(site);
    let mut duties: BTreeMap<&str, Vec<&DutyRow>> = BTreeMap::new();
    for row in &rows {
        if let Some(form) = &row.duty.form {
            duties.entry(form).or_default().push(row);
        }
    }
    site.handbook.forms.par_iter().try_for_each(|form| {
        let duties = duties.get(form.meta.id.as_str()).map_or(&[][..], Vec::as_slice);
        page(site, form, duties, &words)
    })
}

fn page<'a>(site: &Site<'a>, form: &'a Form, duties: &[&DutyRow<'a>], words: &PaperWords) -> io::Result<()> {
    let printed = Printed::of(form, site.handbook, words);
    let crumbs = vec![Crumb { url: "forms/index.html".to_owned(), title: site.words.get("nav.forms").to_owned() }];
    let info = PageInfo {
        crumbs,
        styles: &["forms"],
        scripts: &["form"],
        body_class: "sheets",
        content: &printed.sheets,
        ..PageInfo::of(&form.meta)
    };
    site.page(&info, "form.html", &view(site, form, &printed, duties))
}

fn view<'r, 'a: 'r>(
    site: &'r Site<'a>,
    form: &'a Form,
    printed: &'r Printed,
    duties: &'r [&'r DutyRow<'a>],
) -> FormView<'r, 'a> {
    FormView {
        badge: badge(site, form.meta.unit.as_deref()),
        code: &form.code,
        version: &form.version,
        effective: form.effective.map(|date| date.to_string()),
        landscape: form.orientation == Orientation::Landscape,
        sheets: site.words.fill("form.sheets", &[("n", &printed.count.to_string())]),
        per: form.per.iter().map(|per| site.words.get(&format!("form.per.{per}"))).collect(),
        signers: form.sign_off.iter().map(|side| side.who.as_str()).collect(),
        duties,
        sources: printed.basis.sources.iter().map(|source| source_view(site, form, &printed.basis, source)).collect(),
        more: Value::safe_string(&printed.more),
    }
}

/// Each clause once, in the order of the document.
fn source_view<'r>(site: &'r Site, form: &'r Form, basis: &'r Basis, source: &'r Source) -> SourceView<'r> {
    let mut targets: Vec<&Target> = Vec::new();
    for target in form.citations().flat_map(|citation| &citation.targets).filter(|target| target.page == source.page) {
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    let clauses = site.handbook.regulations.iter().find(|page| page.meta.id == source.page).map(|page| &page.clauses);
    targets.sort_by_key(|target| {
        clauses.and_then(|clauses| clauses.iter().position(|clause| Some(&clause.anchor) == target.anchor.as_ref()))
    });
    let clause = |target: &'r Target| ClauseView { label: basis.clause(target), url: &target.url, cite: &target.cite };
    SourceView {
        name: format!("{}{}", source.whole, source.name),
        url: site.handbook.meta(&source.page).map(|meta| meta.url.as_str()),
        clauses: targets.into_iter().map(clause).collect(),
    }
}
