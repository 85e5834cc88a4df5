//! In: `theme/holidays.yml` and the handbook's own `holidays.yml`. Out: days off and worked weekends by year; a year of the
//! handbook's own takes the place of ours.

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Holiday, HolidayYear, Holidays},
    source::{FileId, Sources, Span},
    yaml::{self, Fields, Node, Value},
};

/// The handbook's own file.
pub const FILE: &str = "holidays.yml";

/// What the State Council's General Office has announced; only years whose notice was read.
const BUILT_IN: &str = include_str!("../../theme/holidays.yml");

/// Reads both files.
pub fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Holidays {
    let mut years = years(FileId(0), BUILT_IN, diagnostics);
    if let Some(index) = sources.files.iter().position(|file| file.path == FILE) {
        years.extend(self::years(FileId(index as u32), &sources.files[index].text, diagnostics));
    }
    years
}

fn years(file: FileId, text: &str, d: &mut Diagnostics) -> Holidays {
    let Some(node) = yaml::parse(file, text, 0, d) else { return Holidays::new() };
    let Value::Map(entries) = &node.value else {
        if node.value != Value::Null {
            let hint = "写成 2027: {off: [{name: 元旦, from: 2027-01-01, to: 2027-01-03}], work: [2027-01-09]}";
            d.push(Diagnostic::new("wrong-type", node.span, format!("{FILE} 应是键值表，一年一项")).hint(hint));
        }
        return Holidays::new();
    };
    entries.iter().filter_map(|(key, span, node)| Some((number(key, *span, d)?, year(key, node, d)?))).collect()
}

fn number(key: &str, span: Span, d: &mut Diagnostics) -> Option<i16> {
    let year = key.parse().ok().filter(|year| (2000..=2100).contains(year));
    if year.is_none() {
        d.push(Diagnostic::new("bad-date", span, format!("“{key}”不是年份")).hint("写成四位数的年份，例如 2027"));
    }
    year
}

fn year(key: &str, node: &Node, d: &mut Diagnostics) -> Option<HolidayYear> {
    let mut fields = Fields::of(node, &format!("{FILE} 的 {key} 年"), d)?;
    let source = fields.text("source", d);
    let off: Vec<_> = fields.list("off").into_iter().filter_map(|node| holiday(node, d)).collect();
    let work = fields.dates("work", d);
    let strangers = off.iter().flat_map(|holiday| [holiday.from, holiday.to]).chain(work.iter().copied());
    for date in strangers.filter(|date| date.year().to_string() != key) {
        let fact = format!("{date} 不在 {key} 年");
        d.push(Diagnostic::new("bad-date", node.span, fact).hint("跨年的假期分写在两年里"));
    }
    fields.finish(&format!("{FILE} 的 {key} 年"), d);
    Some(HolidayYear { source, off, work })
}

/// A holiday of one day needs no `to`.
fn holiday(node: &Node, d: &mut Diagnostics) -> Option<Holiday> {
    let mut fields = Fields::of(node, "off 的一项", d)?;
    let name = fields.text("name", d).unwrap_or_default();
    let from = fields.date("from", d);
    let to = fields.date("to", d).or(from);
    fields.finish("off 的一项", d);
    match (from, to) {
        (Some(from), Some(to)) if from <= to => Some(Holiday { name, from, to }),
        (Some(from), Some(to)) => {
            let fact = format!("假期的最后一天 {to} 在第一天 {from} 之前");
            d.push(Diagnostic::new("bad-date", node.span, fact).hint("把 from 和 to 对调"));
            None
        }
        _ => {
            let hint = "写成 {name: 元旦, from: 2027-01-01, to: 2027-01-03}";
            d.push(Diagnostic::new("missing-key", node.span, "这个假期缺少 from").hint(hint));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;
    use jiff::civil::{Date, Weekday, date};

    /// Whether a date is off; `None` where the year is not known.
    fn is_off(holidays: &Holidays, date: Date) -> Option<bool> {
        let year = holidays.get(&date.year())?;
        Some(year.off.iter().any(|holiday| (holiday.from..=holiday.to).contains(&date)))
    }

    fn built_in() -> Holidays {
        let mut d = Diagnostics::default();
        let read = read(&Sources::default(), &mut d);
        assert_eq!(d.0, []);
        read
    }

    #[test]
    fn weekends_that_are_worked_are_weekends_and_not_off() {
        let years = built_in();
        assert_eq!(years.keys().copied().collect::<Vec<_>>(), [2025, 2026]);
        for date in years.values().flat_map(|year| &year.work) {
            assert!(matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday), "{date}");
            assert_eq!(is_off(&years, *date), Some(false), "{date}");
        }
    }

    #[test]
    fn the_days_off_are_as_many_as_the_notices_say() {
        let days = |year: i16| -> Vec<i32> {
            let length = |h: &Holiday| h.to.since(h.from).expect("invariant: in order").get_days() + 1;
            built_in()[&year].off.iter().map(length).collect()
        };
        assert_eq!(days(2025), [1, 8, 3, 5, 3, 8]);
        assert_eq!(days(2026), [3, 9, 3, 5, 3, 3, 7]);
    }

    #[test]
    fn a_year_of_the_handbooks_own_takes_the_place_of_ours() {
        let text = "2026:\n  off: [{name: 厅休, from: 2026-03-02}]\n2027: {work: [2027-01-09]}\n".to_owned();
        let files = vec![SourceFile { path: FILE.to_owned(), text }];
        let mut d = Diagnostics::default();
        let years = read(&Sources { files: files.into() }, &mut d);
        assert_eq!(d.0, []);
        assert_eq!(is_off(&years, date(2026, 3, 2)), Some(true));
        assert_eq!(is_off(&years, date(2026, 10, 1)), Some(false));
        assert_eq!((years[&2027].work.len(), is_off(&years, date(2028, 1, 1))), (1, None));
    }
}
