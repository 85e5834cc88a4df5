//! In: a post of a unit. Out: `posts/<unit>-<role>.html`, its paper: everything it must do on one A4, a week sheet, and beside it
//! the same as a calendar file. `posts/<unit>.html` is the unit's wall poster.
//!
//! The one-pager is set in a type whose size a script finds (`theme/js/post.js`); week sheet and poster are laid out like forms.

mod ledger;

use super::{
    Crumb, PageInfo, Site,
    phones::rows_of,
    refs::{DutyRow, PageRef, PhoneRow, RoleRef, ScheduleView, duty_rows, role_url, unit_url},
    role::{self, Rule, ScriptRef},
    sheet::{PaperWords, Printed},
};
use crate::{
    export::ics,
    model::{Form, Handbook, Meta, Role, Status, Unit},
};
use rayon::prelude::*;
use serde::Serialize;
use std::io;
use tera::Value;

/// A post of a unit, or of a handbook without units.
struct Post<'r, 'a> {
    unit: Option<&'a Unit>,
    role: &'a Role,
    rows: Vec<&'r DutyRow<'a>>,
}

/// `v` in `post.html`.
#[derive(Serialize)]
struct PostPage<'r, 'a> {
    own: &'a str,
    unit_name: Option<&'a str>,
    summary: Option<&'a str>,
    role_url: String,
    ics: Option<String>,
    duties: ScheduleView<'r, 'a>,
    forms: Vec<PageRef<'a>>,
    scripts: Vec<ScriptRef<'a>>,
    phones: Vec<PhoneRow<'a>>,
    know: Vec<Rule<'a>>,
    week: Option<Value>,
}

/// `v` in `poster.html`.
#[derive(Serialize)]
struct PosterPage {
    sheets: Value,
    ics: Option<String>,
}

/// A post and where its paper is.
#[derive(Serialize)]
pub struct PaperLink<'a> {
    /// Unit id.
    pub unit: Option<&'a str>,
    /// The unit's short name.
    pub badge: Option<&'a str>,
    /// The post's name there.
    pub name: &'a str,
    /// Address from the site's root.
    pub url: String,
}

/// Renders every post's paper and every unit's poster.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let rows = duty_rows(site);
    let words = PaperWords::of(&site.words);
    let posts: Vec<_> = posts(site.handbook, site.unit).map(|(unit, role)| post(unit, role, &rows)).collect();
    posts.par_iter().filter(|post| !post.rows.is_empty()).try_for_each(|post| page(site, post, &words))?;
    units(site.handbook, site.unit).into_par_iter().try_for_each(|unit| poster(site, unit, &rows, &words))
}

/// Where the papers of a post are, or of every post.
pub fn links<'a>(site: &Site<'a>, only: Option<&str>) -> Vec<PaperLink<'a>> {
    let handbook = site.handbook;
    let busy = |unit: Option<&Unit>, role: &Role| {
        crate::duties::all(handbook)
            .any(|duty| duty.who.contains(&role.id) && of_unit(duty.unit.as_deref(), unit.map(|u| u.id.as_str())))
    };
    posts(handbook, site.unit)
        .filter(|(unit, role)| only.is_none_or(|id| id == role.id) && busy(*unit, role))
        .map(|(unit, role)| PaperLink {
            unit: unit.map(|unit| unit.id.as_str()),
            badge: unit.map(|unit| unit.short.as_str()),
            name: RoleRef::of(role, unit.map(|unit| unit.id.as_str())).name,
            url: address(unit, Some(role), "html"),
        })
        .collect()
}

/// The posters: unit's short name and address.
pub fn posters<'a>(site: &Site<'a>) -> Vec<PaperLink<'a>> {
    units(site.handbook, site.unit)
        .into_iter()
        .filter(|unit| {
            crate::duties::all(site.handbook).any(|d| of_unit(d.unit.as_deref(), unit.map(|u| u.id.as_str())))
        })
        .map(|unit| PaperLink {
            unit: unit.map(|unit| unit.id.as_str()),
            badge: unit.map(|unit| unit.short.as_str()),
            name: unit.map_or("", |unit| unit.name.as_str()),
            url: address(unit, None, "html"),
        })
        .collect()
}

/// The units, or one nameless where the handbook has none.
fn units<'a>(handbook: &'a Handbook, only: Option<&str>) -> Vec<Option<&'a Unit>> {
    let units = &handbook.config.units;
    if units.is_empty() {
        return vec![None];
    }
    units.iter().filter(|unit| only.is_none_or(|id| id == unit.id)).map(Some).collect()
}

fn posts<'a>(handbook: &'a Handbook, only: Option<&str>) -> impl Iterator<Item = (Option<&'a Unit>, &'a Role)> {
    units(handbook, only)
        .into_iter()
        .flat_map(|unit| role::listed(handbook, unit.map(|unit| unit.id.as_str())).map(move |role| (unit, role)))
}

/// Whether something of `own` (none: everybody's) is for `unit`.
fn of_unit(own: Option<&str>, unit: Option<&str>) -> bool {
    own.is_none() || own == unit
}

fn post<'r, 'a>(unit: Option<&'a Unit>, role: &'a Role, rows: &'r [DutyRow<'a>]) -> Post<'r, 'a> {
    let id = unit.map(|unit| unit.id.as_str());
    let mine = |row: &&DutyRow| row.duty.who.contains(&role.id) && of_unit(row.unit, id);
    Post { unit, role, rows: rows.iter().filter(mine).collect() }
}

fn address(unit: Option<&Unit>, role: Option<&Role>, ending: &str) -> String {
    let parts = [unit.map(|unit| unit.id.as_str()), role.map(|role| role.id.as_str())];
    let name: Vec<&str> = parts.into_iter().flatten().collect();
    if name.is_empty() { format!("posts/all.{ending}") } else { format!("posts/{}.{ending}", name.join("-")) }
}

fn page(site: &Site, post: &Post, words: &PaperWords) -> io::Result<()> {
    let (unit, role) = (post.unit, post.role);
    let url = address(unit, Some(role), "html");
    let view = view(site, post, words)?;
    let mut crumbs = vec![Crumb { url: "roles/index.html".to_owned(), title: site.words.get("nav.roles").to_owned() }];
    crumbs.push(Crumb { url: role_url(&role.id), title: role.name.clone() });
    let title = site.words.fill("post.title", &[("post", RoleRef::of(role, unit.map(|unit| unit.id.as_str())).name)]);
    let info = PageInfo {
        section: "roles",
        crumbs,
        styles: &["forms", "post"],
        scripts: &["post"],
        unit: unit.map(|unit| unit.id.as_str()),
        body_class: "sheets",
        ..PageInfo::new(&url, &title, "post")
    };
    site.page(&info, "post.html", &view)
}

fn view<'r, 'a>(site: &Site<'a>, post: &Post<'r, 'a>, words: &PaperWords) -> io::Result<PostPage<'r, 'a>> {
    let (handbook, role) = (site.handbook, post.role);
    let unit = post.unit.map(|unit| unit.id.as_str());
    let mine = |meta: &Meta| meta.roles.contains(&role.id) && of_unit(meta.unit.as_deref(), unit);
    let rules = handbook.regulations.iter().filter(|r| mine(&r.meta) && r.status != Status::Repealed);
    let scripts = handbook.scripts.iter().filter(|script| mine(&script.meta));
    let forms = role::forms(site, role, &post.rows).into_iter().filter(|form| of_unit(form.unit, unit));
    let phones = unit.into_iter().flat_map(|unit| rows_of(handbook, Some(unit))).chain(rows_of(handbook, None));
    let week = ledger::week(site, post.unit, role, &post.rows).map(|form| print(site, &form, words));
    Ok(PostPage {
        own: RoleRef::of(role, unit).name,
        unit_name: post.unit.map(|unit| unit.name.as_str()),
        summary: role.summary.as_deref(),
        role_url: role_url(&role.id),
        ics: calendar(site, post.unit, Some(role))?,
        duties: ScheduleView::of(&site.words, post.rows.iter().copied()),
        forms: forms.collect(),
        scripts: scripts.map(|script| role::script_ref(site, script)).collect(),
        phones: phones.collect(),
        know: rules.map(|rule| role::rule(site, rule)).filter(Rule::has_facts).collect(),
        week,
    })
}

fn poster(site: &Site, unit: Option<&Unit>, rows: &[DutyRow], words: &PaperWords) -> io::Result<()> {
    let id = unit.map(|unit| unit.id.as_str());
    let rows: Vec<_> = rows.iter().filter(|row| of_unit(row.unit, id)).collect();
    let Some(form) = ledger::poster(site, unit, &rows) else { return Ok(()) };
    let mut crumbs = vec![Crumb { url: "calendar.html".to_owned(), title: site.words.get("nav.calendar").to_owned() }];
    crumbs.extend(unit.map(|unit| Crumb { url: unit_url(&unit.id), title: unit.name.clone() }));
    let url = address(unit, None, "html");
    let info = PageInfo {
        section: "calendar",
        crumbs,
        styles: &["forms", "post"],
        unit: id,
        body_class: "sheets",
        ..PageInfo::new(&url, site.words.get("calendar.poster"), "poster")
    };
    let view = PosterPage { sheets: print(site, &form, words), ics: calendar(site, unit, None)? };
    site.page(&info, "poster.html", &view)
}

fn print(site: &Site, form: &Form, words: &PaperWords) -> Value {
    Value::safe_string(&Printed::of(form, site.handbook, words).sheets)
}

/// Writes the calendar file; nothing where no duty has a span that recurs.
fn calendar(site: &Site, unit: Option<&Unit>, role: Option<&Role>) -> io::Result<Option<String>> {
    let of = ics::Of { unit: unit.map(|unit| unit.id.as_str()), role: role.map(|role| role.id.as_str()) };
    let made = ics::calendar(site.handbook, &site.words, site.today, of);
    if made.events == 0 {
        return Ok(None);
    }
    let path = address(unit, role, "ics");
    site.sink.put(&path, made.text.as_bytes())?;
    Ok(Some(path))
}
