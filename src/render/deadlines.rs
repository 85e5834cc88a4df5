//! In: deadlines of the regulations, holidays. Out: `deadlines.html`: all of them in one table, and what the calculator is made of.
//!
//! Nothing is worked out here: the days depend on the reader's own, so `theme/js/lib/deadline.js` counts them.

use super::{
    PageInfo, Site,
    refs::{Link, RoleRef, badge, cites, unit_order},
    stack,
};
use crate::model::{Deadline, Handbook};
use serde::Serialize;
use serde_json::json;
use std::{collections::BTreeSet, io};

#[derive(Serialize)]
struct DeadlinesPage<'a> {
    rows: Vec<DeadlineRow<'a>>,
    several_units: bool,
    calculable: bool,
    holidays: String,
    /// Of which years the holidays are known.
    known: String,
}

/// A deadline as a line of a table.
#[derive(Clone, Debug, Serialize)]
pub struct DeadlineRow<'a> {
    /// What must be done.
    what: &'a str,
    /// By when.
    said: &'a str,
    /// What it is counted from.
    from: Option<&'a str>,
    /// Who.
    who: Vec<RoleRef<'a>>,
    /// What the text leaves open.
    note: Option<&'a str>,
    /// Under which clauses.
    clauses: Vec<Link<'a>>,
    /// Unit id.
    unit: Option<&'a str>,
    /// The unit's short name.
    badge: Option<&'a str>,
    /// What the calculator calls it.
    name: String,
    /// How it is counted, for the calculator; `None`: it is no date.
    rule: Option<String>,
}

/// Whether there is any deadline.
pub fn any(handbook: &Handbook) -> bool {
    handbook.deadlines().next().is_some()
}

/// The lines of the deadlines that `wanted` names, unit by unit in the order of `handbook.yml`.
pub fn rows<'a>(site: &Site<'a>, wanted: impl Fn(&Deadline) -> bool) -> Vec<DeadlineRow<'a>> {
    let mut rows: Vec<_> =
        site.handbook.deadlines().filter(|deadline| wanted(deadline)).map(|one| row(site, one)).collect();
    rows.sort_by_key(|row| unit_order(site, row.unit));
    rows
}

fn row<'a>(site: &Site<'a>, deadline: &'a Deadline) -> DeadlineRow<'a> {
    let unit = deadline.unit.as_deref();
    let badge = badge(site, unit);
    let who = deadline.who.iter().filter_map(|id| site.handbook.config.role(id));
    DeadlineRow {
        what: &deadline.what,
        said: &deadline.said,
        from: deadline.from.as_deref(),
        who: who.map(|role| RoleRef::of(role, unit)).collect(),
        note: deadline.note.as_deref(),
        clauses: cites(&deadline.clause),
        unit,
        badge,
        name: badge.into_iter().chain([deadline.what.as_str()]).collect::<Vec<_>>().join(" "),
        rule: rule(deadline),
    }
}

/// `{"count": "days", "number": null, "first": "skipped", "from": "受理", "restart": "补正材料", "holiday": null}`
fn rule(deadline: &Deadline) -> Option<String> {
    let Deadline { count, number, first_day, from, restart, before_holiday, .. } = deadline;
    let rule = json!({
        "count": (*count)?.name(),
        "number": number,
        "first": first_day.name(),
        "from": from,
        "restart": restart,
        "holiday": before_holiday.then_some("before"),
    });
    Some(rule.to_string())
}

/// Renders the page, where there is any deadline.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    if !any(site.handbook) {
        return Ok(());
    }
    let rows = rows(site, |_| true);
    let units: BTreeSet<_> = rows.iter().filter_map(|row| row.unit).collect();
    let years: Vec<_> = site.handbook.holidays.keys().map(ToString::to_string).collect();
    let view = DeadlinesPage {
        several_units: units.len() > 1,
        calculable: rows.iter().any(|row| row.rule.is_some()),
        holidays: stack::holidays(&site.handbook.holidays),
        known: site.words.fill("deadline.known", &[("years", &years.join("、"))]),
        rows,
    };
    let info = PageInfo {
        section: "deadlines",
        styles: &["tables", "views", "deadline"],
        scripts: &["filter", "deadline"],
        ..PageInfo::new("deadlines.html", site.words.get("nav.deadlines"), "deadlines")
    };
    site.page(&info, "deadlines.html", &view)
}
