//! In: the duties of the handbook. Out: a calendar (RFC 5545) of those that recur, and how many could not be put into one.
//!
//! Nothing is made up: a duty whose frequency the text leaves open stands here only where the unit has decided it, and is marked
//! so; what falls due when something happens has no day. Every event lasts a day, since the texts tie moments to shifts.

use super::{day, targets};
use crate::{
    duties::{self, timing},
    fingerprint::fnv1a,
    model::{Config, Duty, Handbook, Per},
    render::{refs::Time, words::Words},
};
use jiff::{ToSpan, civil::Date};
use std::{collections::BTreeMap, fmt::Write as _};

/// Most octets of a line, without its end.
const LINE: usize = 75;

/// A finished calendar.
#[derive(Debug)]
pub struct Calendar {
    /// The file.
    pub text: String,
    /// Duties in it.
    pub events: usize,
    /// 原文未定, and not decided by the unit.
    pub open: Vec<String>,
    /// 发生时
    pub triggered: Vec<String>,
}

/// Whose duties: none is everybody's.
#[derive(Clone, Copy, Debug, Default)]
pub struct Of<'a> {
    /// Unit id.
    pub unit: Option<&'a str>,
    /// Role id.
    pub role: Option<&'a str>,
}

impl Of<'_> {
    fn takes(self, duty: &Duty) -> bool {
        self.role.is_none_or(|role| duty.who.iter().any(|who| who == role))
            && (self.unit.is_none() || duty.unit.is_none() || duty.unit.as_deref() == self.unit)
    }
}

/// The calendar of an edition, beginning on its day. A duty is known by the same UID whoever's calendar it stands in.
pub fn calendar(handbook: &Handbook, words: &Words, from: Date, of: Of) -> Calendar {
    let mut out = Lines::default();
    let config = &handbook.config;
    let mut calendar = Calendar { text: String::new(), events: 0, open: Vec::new(), triggered: Vec::new() };
    out.raw("BEGIN:VCALENDAR");
    out.raw("VERSION:2.0");
    out.raw("PRODID:-//shouce//handbook//ZH");
    out.raw("CALSCALE:GREGORIAN");
    out.text("X-WR-CALNAME", &config.title);
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    for duty in duties::all(handbook) {
        let same =
            seen.entry(fnv1a(format!("{} {} {}", duty.page, duty.clause.raw, duty.what).as_bytes())).or_default();
        *same += 1;
        if !of.takes(duty) {
            continue;
        }
        match timing(duty).when.per {
            Per::Unspecified => calendar.open.push(duty.what.clone()),
            Per::Event => calendar.triggered.push(duty.what.clone()),
            _ => {
                event(&mut out, &Event { duty, config, words, from, nth: *same });
                calendar.events += 1;
            }
        }
    }
    out.raw("END:VCALENDAR");
    calendar.text = out.0;
    calendar
}

struct Event<'a> {
    duty: &'a Duty,
    config: &'a Config,
    words: &'a Words,
    from: Date,
    /// Which of several duties that are worded alike.
    nth: u32,
}

fn event(out: &mut Lines, event: &Event) {
    let Event { duty, config, words, from, nth } = *event;
    let timing = timing(duty);
    let time = Time::of(words, timing.when);
    let named = timing.when.at.as_deref().and_then(|at| day::rule(timing.when.per, at));
    let hash = fnv1a(format!("{} {}", duty.clause.raw, duty.what).as_bytes());
    out.raw("BEGIN:VEVENT");
    out.raw(&format!("UID:{}-{hash:016x}-{nth}@{}.shouce", duty.page, config.id));
    out.raw(&format!("DTSTAMP:{}T000000Z", compact(from)));
    out.raw(&format!("DTSTART;VALUE=DATE:{}", compact(first_day(from, timing.when.per, named.as_deref()))));
    out.raw(&format!("RRULE:{}", rule(timing.when.per, named.as_deref(), config.valid_until)));
    out.text("SUMMARY", &format!("{}（{}）", duty.what, time.frequency));
    out.text("DESCRIPTION", &description(event, &time, named.is_some()));
    if let Some(place) = &duty.place {
        out.text("LOCATION", place);
    }
    let categories: Vec<String> = duty.who.iter().map(|id| escape(role_name(config, duty, id))).collect();
    if !categories.is_empty() {
        out.raw(&format!("CATEGORIES:{}", categories.join(",")));
    }
    out.raw("TRANSP:TRANSPARENT");
    out.raw("END:VEVENT");
}

fn role_name<'a>(config: &'a Config, duty: &Duty, id: &'a str) -> &'a str {
    let Some(role) = config.role(id) else { return id };
    duty.unit.as_ref().and_then(|unit| role.names.get(unit)).unwrap_or(&role.name)
}

fn description(event: &Event, time: &Time, named: bool) -> String {
    let Event { duty, config, words, .. } = event;
    let timing = timing(duty);
    let mut lines = Vec::new();
    if !time.detail.is_empty() {
        lines.push(time.detail.clone());
    }
    if timing.local {
        lines.push(words.get("duty.local").to_owned());
    }
    if !named && !matches!(timing.when.per, Per::Shift | Per::Day) {
        lines.push(words.get("export.ics.no_day").to_owned());
    }
    let basis: Vec<&str> = duty.clause.targets.iter().map(|target| target.cite.as_str()).collect();
    lines.push(format!("{}：{}", words.get("duty.basis"), basis.join("、")));
    if let Some(unit) = duty.unit.as_deref().and_then(|id| config.unit(id)) {
        lines.push(unit.name.clone());
    }
    lines.extend(targets([&duty.clause]).first().cloned());
    lines.join("\n")
}

fn rule(per: Per, named: Option<&str>, until: Option<Date>) -> String {
    let base = match per {
        Per::Week => "FREQ=WEEKLY",
        Per::Month => "FREQ=MONTHLY",
        Per::Quarter if named.is_some() => "FREQ=YEARLY",
        Per::Quarter => "FREQ=MONTHLY;INTERVAL=3",
        Per::Year => "FREQ=YEARLY",
        Per::Shift | Per::Day | Per::Event | Per::Unspecified => "FREQ=DAILY",
    };
    let mut rule = base.to_owned();
    if let Some(named) = named {
        let _ = write!(rule, ";{named}");
    }
    if let Some(until) = until {
        let _ = write!(rule, ";UNTIL={}", compact(until));
    }
    rule
}

/// The first day from `from` on that the rule names, which is where a rule must begin; where it names none, the first day of
/// the span `from` lies in.
fn first_day(from: Date, per: Per, named: Option<&str>) -> Date {
    match (per, named) {
        (_, Some(named)) => (0..1500).map(|n| from + n.days()).find(|day| fits(*day, named)).unwrap_or(from),
        (Per::Week, None) => from - i64::from(from.weekday().to_monday_zero_offset()).days(),
        (Per::Month, None) => from.first_of_month(),
        (Per::Quarter, None) => {
            let first = from.first_of_month();
            first - i64::from((first.month() - 1) % 3).months()
        }
        (Per::Year, None) => from.first_of_year(),
        (Per::Shift | Per::Day | Per::Event | Per::Unspecified, None) => from,
    }
}

/// Whether a day is one that [`day::rule`] names.
fn fits(day: Date, named: &str) -> bool {
    let weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.weekday().to_monday_zero_offset() as usize];
    let is_work = |day: Date| day.weekday().to_monday_zero_offset() < 5;
    let of_month = |ends: bool| {
        let mut days = (1..=day.days_in_month())
            .filter_map(|n| Date::new(day.year(), day.month(), n).ok())
            .filter(|d| is_work(*d));
        if ends { days.next_back() } else { days.next() }
    };
    named.split(';').all(|part| match part.split_once('=') {
        Some(("BYDAY", days)) => days.split(',').any(|name| name == weekday),
        Some(("BYSETPOS", place)) => of_month(place == "-1") == Some(day),
        Some(("BYMONTH", months)) => months.split(',').any(|month| month == day.month().to_string()),
        Some(("BYMONTHDAY", "-1")) => day == day.last_of_month(),
        Some(("BYMONTHDAY", number)) => number == day.day().to_string(),
        _ => false,
    })
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Content lines, folded and ended as the standard asks.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn text(&mut self, name: &str, value: &str) {
        self.raw(&format!("{name}:{}", escape(value)));
    }

    /// Writes a line; one that is too long goes on after a blank, never within a character.
    fn raw(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            used += c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"班；,a".repeat(40));
        assert!(lines.0.ends_with("\r\n"));
        for line in lines.0.trim_end().split("\r\n") {
            assert!(line.len() <= LINE, "{}", line.len());
        }
        assert_eq!(lines.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "班；\\,a".repeat(40)));
    }

    #[test]
    fn a_rule_begins_on_a_day_it_names() {
        let from = date(2026, 3, 3);
        for (per, named, first) in [
            (Per::Week, Some("BYDAY=MO"), date(2026, 3, 9)),
            (Per::Week, None, date(2026, 3, 2)),
            (Per::Month, Some("BYMONTHDAY=2"), date(2026, 4, 2)),
            (Per::Month, Some("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"), date(2026, 4, 1)),
            (Per::Month, Some("BYMONTHDAY=-1"), date(2026, 3, 31)),
            (Per::Quarter, None, date(2026, 1, 1)),
            (Per::Quarter, Some("BYMONTH=3,6,9,12;BYMONTHDAY=-1"), date(2026, 3, 31)),
            (Per::Year, Some("BYMONTH=1;BYMONTHDAY=10"), date(2027, 1, 10)),
            (Per::Day, None, from),
        ] {
            assert_eq!(first_day(from, per, named), first, "{named:?}");
        }
    }
}
