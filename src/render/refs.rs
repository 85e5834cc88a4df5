//! In: the model. Out: the small references many views show: a page, a clause, a post, a duty, a phone number.

use super::{Crumb, Site, citations, words::Words};
use crate::{
    duties,
    model::{Citation, Config, Duty, Form, Meta, Phone, Role, When},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A page: link, title, what it is about, whose it is.
#[derive(Clone, Debug, Serialize)]
pub struct PageRef<'a> {
    /// Address from the site's root.
    pub url: &'a str,
    /// Title.
    pub title: &'a str,
    /// One line about it.
    pub summary: Option<&'a str>,
    /// Unit id, for the filter by unit.
    pub unit: Option<&'a str>,
    /// The unit's short name.
    pub badge: Option<&'a str>,
    /// 编号, where it is a form.
    pub code: Option<&'a str>,
}

impl<'a> PageRef<'a> {
    /// A page of the handbook.
    pub fn of(site: &Site<'a>, meta: &'a Meta) -> Self {
        Self {
            url: &meta.url,
            title: &meta.title,
            summary: meta.summary.as_deref(),
            unit: meta.unit.as_deref(),
            badge: badge(site, meta.unit.as_deref()),
            code: None,
        }
    }

    /// A form, with its code.
    pub fn form(site: &Site<'a>, form: &'a Form) -> Self {
        Self { code: Some(form.code.as_str()).filter(|code| !code.is_empty()), ..Self::of(site, &form.meta) }
    }
}

/// The short name of a unit.
pub fn badge<'a>(site: &Site<'a>, unit: Option<&str>) -> Option<&'a str> {
    short_name(&site.handbook.config, unit)
}

fn short_name<'a>(config: &'a Config, unit: Option<&str>) -> Option<&'a str> {
    config.unit(unit?).map(|unit| unit.short.as_str())
}

/// Where a unit stands in `handbook.yml`; what is for every unit stands first.
pub fn unit_order(site: &Site, unit: Option<&str>) -> usize {
    let at = |unit| site.handbook.config.units.iter().position(|one| one.id == unit);
    unit.and_then(at).map_or(0, |at| at + 1)
}

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Link<'a> {
    /// Address from the site's root.
    pub url: &'a str,
    /// What the reader sees.
    pub text: &'a str,
}

/// What a citation points at; several clauses of one page are said with its title once.
pub fn cites(citation: &Citation) -> Vec<Link<'_>> {
    let mut links = Vec::with_capacity(citation.targets.len());
    let mut page = "";
    for target in &citation.targets {
        let again = page == target.page;
        let text = if again { citations::short(&target.cite) } else { &target.cite };
        links.push(Link { url: &target.url, text });
        page = &target.page;
    }
    links
}

/// A post by the name its unit gives it.
#[derive(Clone, Debug, Serialize)]
pub struct RoleRef<'a> {
    /// Id.
    pub id: &'a str,
    /// Address from the site's root.
    pub url: String,
    /// What the unit calls it, without what stands in brackets behind; else its name in the handbook.
    pub name: &'a str,
    /// What the unit calls it, in full.
    pub own: &'a str,
    /// One line about it.
    pub summary: Option<&'a str>,
}

impl<'a> RoleRef<'a> {
    /// A post as `unit` calls it.
    pub fn of(role: &'a Role, unit: Option<&str>) -> Self {
        let own = unit.and_then(|unit| role.names.get(unit));
        Self {
            id: &role.id,
            url: role_url(&role.id),
            name: own.map_or(&role.name, |own| before_bracket(own)),
            own: own.unwrap_or(&role.name),
            summary: role.summary.as_deref(),
        }
    }
}

/// A name without the remark in brackets behind it.
fn before_bracket(name: &str) -> &str {
    let before = name.split(['（', '(']).next().unwrap_or_default().trim();
    if before.is_empty() { name } else { before }
}

/// The way to a page of a section: the section's list.
pub fn section_crumb(site: &Site, section: &str, url: &str) -> Vec<Crumb> {
    vec![Crumb { url: url.to_owned(), title: site.words.get(&format!("nav.{section}")).to_owned() }]
}

/// The address of a post's page.
pub fn role_url(id: &str) -> String {
    format!("roles/{id}.html")
}

/// The address of a unit's page.
pub fn unit_url(id: &str) -> String {
    format!("units/{id}.html")
}

/// When a duty falls due, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Time {
    /// As front matter writes it: `shift`.
    pub per: &'static str,
    /// 每班
    pub frequency: String,
    /// 至少4次 · 下班前10分钟; may be empty.
    pub detail: String,
}

impl Time {
    /// The words of `when`.
    pub fn of(words: &Words, when: &When) -> Self {
        let When { per, at_least, at, holiday } = when;
        let times = at_least.map(|n| words.fill("duty.least", &[("n", &n.to_string())]));
        let moved = holiday.as_deref().and_then(|way| words.find(&format!("duty.holiday.{way}"))).map(str::to_owned);
        let detail: Vec<String> = times.into_iter().chain(at.clone()).chain(moved).collect();
        Self {
            per: per.name(),
            frequency: words.get(&format!("duty.per.{}", per.name())).to_owned(),
            detail: detail.join(words.get("duty.comma")),
        }
    }
}

/// A duty as a line of a table.
#[derive(Clone, Debug, Serialize)]
pub struct DutyRow<'a> {
    /// The duty itself.
    #[serde(skip)]
    pub duty: &'a Duty,
    /// Anchor on the calendar: `qz-handover-d2`.
    pub id: String,
    /// What is done.
    pub what: &'a str,
    /// When, by the text or else by the unit.
    pub time: Time,
    /// The unit decided the time itself.
    pub local: bool,
    /// The text leaves the time open.
    pub open: bool,
    /// Who.
    pub who: Vec<RoleRef<'a>>,
    /// Where.
    pub place: Option<&'a str>,
    /// The form that records it.
    pub form: Option<PageRef<'a>>,
    /// Under which clauses.
    pub clauses: Vec<Link<'a>>,
    /// Unit id.
    pub unit: Option<&'a str>,
    /// The unit's short name.
    pub badge: Option<&'a str>,
}

impl AsRef<Duty> for DutyRow<'_> {
    fn as_ref(&self) -> &Duty {
        self.duty
    }
}

impl<'a> DutyRow<'a> {
    /// The line of the `n`-th duty (from 1) of its page.
    fn of(site: &Site<'a>, forms: &BTreeMap<&str, &'a Form>, duty: &'a Duty, n: usize) -> Self {
        let timing = duties::timing(duty);
        let config = &site.handbook.config;
        let unit = duty.unit.as_deref();
        let form = duty.form.as_deref().and_then(|id| forms.get(id));
        Self {
            duty,
            id: format!("{}-d{n}", duty.page),
            what: &duty.what,
            time: Time::of(&site.words, timing.when),
            local: timing.local,
            open: duties::is_open(duty),
            who: duty.who.iter().filter_map(|id| config.role(id)).map(|role| RoleRef::of(role, unit)).collect(),
            place: duty.place.as_deref(),
            form: form.map(|form| PageRef::form(site, form)),
            clauses: cites(&duty.clause),
            unit,
            badge: badge(site, unit),
        }
    }
}

/// Every duty of the handbook as a line, unit by unit in the order of `handbook.yml`.
pub fn duty_rows<'a>(site: &Site<'a>) -> Vec<DutyRow<'a>> {
    let forms: BTreeMap<&str, &Form> = site.handbook.forms.iter().map(|form| (form.meta.id.as_str(), form)).collect();
    let mut rows = Vec::new();
    for page in &site.handbook.regulations {
        rows.extend(page.duties.iter().enumerate().map(|(n, duty)| DutyRow::of(site, &forms, duty, n + 1)));
    }
    rows.sort_by_key(|row| unit_order(site, row.unit));
    rows
}

/// Lines that fall due alike.
#[derive(Clone, Debug, Serialize)]
pub struct FrequencyView<'r, 'a> {
    /// As front matter writes it.
    pub per: &'static str,
    /// 每班
    pub name: String,
    /// The lines.
    pub rows: Vec<&'r DutyRow<'a>>,
}

/// Lines by frequency, and those the text leaves open.
#[derive(Clone, Debug, Serialize)]
pub struct ScheduleView<'r, 'a> {
    /// Most frequent first.
    pub frequencies: Vec<FrequencyView<'r, 'a>>,
    /// 原文未定
    pub open: Vec<&'r DutyRow<'a>>,
    /// How many lines there are in all.
    pub count: usize,
}

impl<'r, 'a> ScheduleView<'r, 'a> {
    /// Sorts lines by frequency.
    pub fn of(words: &Words, rows: impl Iterator<Item = &'r DutyRow<'a>>) -> Self {
        let rows: Vec<_> = rows.collect();
        let count = rows.len();
        let schedule = duties::Schedule::of(rows);
        let frequencies = schedule.frequencies.into_iter().map(|f| FrequencyView {
            per: f.per.name(),
            name: words.get(&format!("duty.per.{}", f.per.name())).to_owned(),
            rows: f.duties,
        });
        Self { frequencies: frequencies.collect(), open: schedule.open, count }
    }
}

/// Whom to call, as a line of a table.
#[derive(Clone, Debug, Serialize)]
pub struct PhoneRow<'a> {
    /// For what.
    pub what: &'a str,
    /// Who answers.
    pub who: Option<&'a str>,
    /// The number; none is a blank to fill.
    pub number: Option<&'a str>,
    /// Hours.
    pub hours: Option<&'a str>,
    /// The clauses that name it.
    pub clauses: Vec<Link<'a>>,
    /// The unit decided it itself.
    pub local: bool,
    /// Unit id.
    pub unit: Option<&'a str>,
    /// The unit's short name.
    pub badge: Option<&'a str>,
}

impl<'a> PhoneRow<'a> {
    /// The line of a number; an empty one is a blank.
    pub fn of(config: &'a Config, phone: &'a Phone) -> Self {
        let said = |text: &'a Option<String>| text.as_deref().filter(|text| !text.trim().is_empty());
        Self {
            what: &phone.what,
            who: said(&phone.who),
            number: said(&phone.number),
            hours: said(&phone.hours),
            clauses: phone.clause.as_ref().map(cites).unwrap_or_default(),
            local: phone.local,
            unit: phone.unit.as_deref(),
            badge: short_name(config, phone.unit.as_deref()),
        }
    }

    /// Fills what the text leaves blank with what the unit decided.
    pub fn fill(&mut self, local: Self) {
        let Self { what: _, who, number, hours, clauses: _, local: _, unit: _, badge: _ } = local;
        self.who = self.who.or(who);
        self.number = self.number.or(number);
        self.hours = self.hours.or(hours);
        self.local = true;
    }
}
