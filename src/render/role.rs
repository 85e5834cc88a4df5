//! In: the handbook. Out: `roles/<id>.html`: what one post must know, do, sign and say, and whom it calls; one A4 on paper.

use super::{
    PageInfo, Site,
    cards::{self, Card, Cards, Group},
    deadlines::{self, DeadlineRow},
    html::escape_into,
    phones::rows_of,
    post::{self, PaperLink},
    refs::{DutyRow, PageRef, PhoneRow, RoleRef, ScheduleView, duty_rows, role_url, section_crumb, unit_order},
};
use crate::model::{Clause, Form, Handbook, Layout, Meta, Paragraph, Regulation, Role, Status};
use rayon::prelude::*;
use serde::Serialize;
use std::{collections::BTreeSet, io};

#[derive(Serialize)]
struct RolePage<'r, 'a> {
    id: &'a str,
    name: &'a str,
    summary: Option<&'a str>,
    /// What units call it, where they call it otherwise.
    names: Vec<UnitName<'a>>,
    know: Vec<Rule<'a>>,
    duties: ScheduleView<'r, 'a>,
    deadlines: Vec<DeadlineRow<'a>>,
    forms: Vec<PageRef<'a>>,
    scripts: Vec<ScriptRef<'a>>,
    pages: Vec<PageRef<'a>>,
    phones: Vec<PhoneRow<'a>>,
    /// Its paper, unit by unit.
    papers: Vec<PaperLink<'a>>,
    several_units: bool,
    /// Whether there is a quiz to drill.
    drill: bool,
}

#[derive(Serialize)]
struct UnitName<'a> {
    unit: &'a str,
    badge: &'a str,
    name: &'a str,
}

/// A regulation and the sentences that hold its facts.
#[derive(Serialize)]
pub struct Rule<'a> {
    page: PageRef<'a>,
    facts: Vec<FactLine<'a>>,
}

/// What of a clause must be known by heart.
#[derive(Serialize)]
pub struct FactLine<'a> {
    anchor: &'a str,
    label: String,
    /// Finished HTML, facts marked.
    html: String,
}

/// A script and its situations: anchor and title.
#[derive(Serialize)]
pub struct ScriptRef<'a> {
    page: PageRef<'a>,
    situations: Vec<(&'a str, &'a str)>,
}

impl Rule<'_> {
    /// Whether any of its sentences must be known by heart.
    pub fn has_facts(&self) -> bool {
        !self.facts.is_empty()
    }
}

/// The posts that have anything to show, of one unit or of all, in the order of `handbook.yml`.
pub fn listed<'a>(handbook: &'a Handbook, unit: Option<&'a str>) -> impl Iterator<Item = &'a Role> {
    let used = used(handbook, unit);
    handbook.config.roles.iter().filter(move |role| {
        let there = unit.is_none_or(|unit| role.units.is_empty() || role.units.iter().any(|id| id == unit));
        there && used.contains(role.id.as_str())
    })
}

/// Roles that a page or a duty names.
fn used<'a>(handbook: &'a Handbook, unit: Option<&str>) -> BTreeSet<&'a str> {
    let of_unit = |own: Option<&str>| unit.is_none() || own.is_none() || own == unit;
    let pages = handbook.metas().filter(|meta| of_unit(meta.unit.as_deref())).flat_map(|meta| &meta.roles);
    let duties = crate::duties::all(handbook).filter(|duty| of_unit(duty.unit.as_deref())).flat_map(|d| &d.who);
    pages.chain(duties).map(String::as_str).collect()
}

/// Whether any post has a page.
pub fn any(handbook: &Handbook) -> bool {
    listed(handbook, None).next().is_some()
}

/// Renders the page of every post and their list.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let roles: Vec<_> = listed(site.handbook, None).collect();
    if roles.is_empty() {
        return Ok(());
    }
    let rows = duty_rows(site);
    roles.par_iter().try_for_each(|role| page(site, role, &rows))?;
    let view = Cards { lead: site.words.get("role.lead"), class: None, groups: groups(site, &roles) };
    cards::page(site, "roles", "roles/index.html", &[], &view)
}

/// Posts by unit; those that every unit has stand first.
fn groups<'a>(site: &'a Site, roles: &[&'a Role]) -> Vec<Group<'a>> {
    let cards = |unit: Option<&str>| -> Vec<Card<'a>> {
        let own = |role: &&&Role| unit.map_or(role.units.is_empty(), |unit| role.units.iter().any(|id| id == unit));
        let card = |role: &&'a Role| {
            let RoleRef { url, own, summary, .. } = RoleRef::of(role, unit);
            Card { url, title: own, about: summary.map(str::to_owned), code: None }
        };
        roles.iter().filter(own).map(card).collect()
    };
    let everywhere = Some(site.words.get("role.everywhere")).filter(|_| !site.view.units.is_empty());
    let units = site.view.units.iter();
    std::iter::once(Group { id: None, name: everywhere, cards: cards(None) })
        .chain(units.map(|u| Group { id: Some(&u.id), name: Some(&u.name), cards: cards(Some(&u.id)) }))
        .filter(|group| !group.cards.is_empty())
        .collect()
}

fn page(site: &Site, role: &Role, rows: &[DutyRow]) -> io::Result<()> {
    let url = role_url(&role.id);
    let info = PageInfo {
        section: "roles",
        crumbs: section_crumb(site, "roles", "roles/index.html"),
        styles: &["tables", "views", "role"],
        scripts: &["filter"],
        unit: Some(role.units.as_slice()).filter(|units| units.len() == 1).map(|units| units[0].as_str()),
        ..PageInfo::new(&url, &role.name, "role")
    };
    site.page(&info, "role.html", &view(site, role, rows))
}

fn view<'r, 'a>(site: &Site<'a>, role: &'a Role, rows: &'r [DutyRow<'a>]) -> RolePage<'r, 'a> {
    let handbook = site.handbook;
    let mine = |meta: &Meta| meta.roles.contains(&role.id);
    let rows: Vec<_> = rows.iter().filter(|row| row.duty.who.contains(&role.id)).collect();
    let regulations = handbook.regulations.iter().filter(|r| mine(&r.meta) && r.status != Status::Repealed);
    let scripts = handbook.scripts.iter().filter(|script| mine(&script.meta));
    let prose = handbook.pages.iter().filter(|page| mine(&page.meta) && has_page(&page.layout));
    let mut know: Vec<_> = regulations.map(|regulation| rule(site, regulation)).collect();
    let mut scripts: Vec<_> = scripts.map(|script| script_ref(site, script)).collect();
    know.sort_by_key(|rule| unit_order(site, rule.page.unit));
    scripts.sort_by_key(|script| unit_order(site, script.page.unit));
    RolePage {
        id: &role.id,
        name: &role.name,
        summary: role.summary.as_deref(),
        names: names(site, role),
        know,
        forms: forms(site, role, &rows),
        duties: ScheduleView::of(&site.words, rows.into_iter()),
        deadlines: deadlines::rows(site, |deadline| deadline.who.contains(&role.id)),
        scripts,
        pages: prose.map(|page| PageRef::of(site, &page.meta)).collect(),
        phones: phones(site, role),
        papers: post::links(site, Some(&role.id)),
        several_units: role.units.len() != 1 && site.view.units.len() > 1,
        drill: super::quiz::any(site.handbook),
    }
}

fn has_page(layout: &Layout) -> bool {
    matches!(layout, Layout::Plain | Layout::Topic(_))
}

fn names<'a>(site: &Site<'a>, role: &'a Role) -> Vec<UnitName<'a>> {
    let units = site.handbook.config.units.iter();
    let named = |unit: &'a crate::model::Unit| {
        let name = role.names.get(&unit.id)?;
        Some(UnitName { unit: &unit.id, badge: &unit.short, name })
    };
    units.filter_map(named).collect()
}

/// A script of the post.
pub fn script_ref<'a>(site: &Site<'a>, script: &'a crate::model::Script) -> ScriptRef<'a> {
    let situations = script.situations.iter().map(|s| (s.anchor.as_str(), s.title.as_str()));
    ScriptRef { page: PageRef::of(site, &script.meta), situations: situations.collect() }
}

/// Forms made for the post, and those its duties are recorded on.
pub fn forms<'a>(site: &Site<'a>, role: &Role, rows: &[&DutyRow<'a>]) -> Vec<PageRef<'a>> {
    let of_duties: BTreeSet<&str> = rows.iter().filter_map(|row| row.duty.form.as_deref()).collect();
    let own = |form: &&Form| form.meta.roles.contains(&role.id) || of_duties.contains(form.meta.id.as_str());
    let mut forms: Vec<_> = site.handbook.forms.iter().filter(own).map(|form| PageRef::form(site, form)).collect();
    forms.sort_by_key(|form| unit_order(site, form.unit));
    forms
}

/// Numbers of the post's units and those for everybody.
fn phones<'a>(site: &Site<'a>, role: &Role) -> Vec<PhoneRow<'a>> {
    let own = |unit: &str| role.units.is_empty() || role.units.iter().any(|id| id == unit);
    let units = site.view.units.iter().map(|unit| unit.id.as_str()).filter(|unit| own(unit));
    let rows = units.flat_map(|unit| rows_of(site.handbook, Some(unit)));
    rows.chain(rows_of(site.handbook, None)).collect()
}

/// A regulation of the post.
pub fn rule<'a>(site: &Site<'a>, regulation: &'a Regulation) -> Rule<'a> {
    Rule { page: PageRef::of(site, &regulation.meta), facts: regulation.clauses.iter().filter_map(fact_line).collect() }
}

fn fact_line(clause: &Clause) -> Option<FactLine<'_>> {
    let mut html = String::new();
    clause.paragraphs().for_each(|paragraph| marked_sentences(&mut html, paragraph));
    let label = super::citations::short(&clause.cite).to_owned();
    Some(FactLine { anchor: &clause.anchor, label, html }).filter(|line| !line.html.is_empty())
}

/// Appends the sentences of a paragraph that hold facts: facts as `<mark>`, what stands around them as `.around`.
fn marked_sentences(out: &mut String, paragraph: &Paragraph) {
    let mut start = 0;
    for sentence in paragraph.text.split_inclusive(['。', '；', ';', '\n']) {
        let range = start..start + sentence.len();
        start = range.end;
        let facts = paragraph.facts.iter().filter(|fact| fact.start < range.end && fact.end > range.start);
        let mut at = range.start;
        for fact in facts {
            let (from, to) = (fact.start.max(range.start), fact.end.min(range.end));
            piece(out, "<span class=\"around\">", &paragraph.text[at..from], "</span>");
            piece(out, "<mark class=\"fact\">", &paragraph.text[from..to], "</mark>");
            at = to;
        }
        if at > range.start {
            piece(out, "<span class=\"around\">", &paragraph.text[at..range.end], "</span>");
        }
    }
}

fn piece(out: &mut String, open: &str, text: &str, close: &str) {
    if !text.is_empty() {
        out.push_str(open);
        escape_into(out, text);
        out.push_str(close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, facts: &[&str]) -> String {
        let place = |fact: &&str| text.find(fact).map(|at| at..at + fact.len());
        let paragraph =
            Paragraph { text: text.into(), facts: facts.iter().filter_map(place).collect(), ..Paragraph::default() };
        let mut out = String::new();
        marked_sentences(&mut out, &paragraph);
        out
    }

    #[test]
    fn only_sentences_with_facts_are_shown() {
        assert_eq!(
            shown("先报工号。再听，不得<争吵>；最后挂机。", &["不得<争吵>"]),
            "<span class=\"around\">再听，</span><mark class=\"fact\">不得&lt;争吵&gt;</mark><span class=\"around\">；</span>"
        );
    }

    #[test]
    fn a_fact_across_sentences_is_marked_in_both() {
        assert_eq!(
            shown("一；二。三。", &["一；二"]),
            "<mark class=\"fact\">一；</mark><mark class=\"fact\">二</mark><span class=\"around\">。</span>"
        );
    }
}
