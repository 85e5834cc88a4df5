//! In: the handbook. Out: its duties gathered by frequency, by role and by place, those without a frequency apart.
//!
//! A frequency comes from the text or from `local.yml`, and it is always said which; nothing is ever filled in here.

use crate::model::{Duty, Handbook, Per, When};
use std::collections::BTreeMap;

/// When a duty falls due, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing<'a> {
    /// When.
    pub when: &'a When,
    /// Whether the unit decided it itself (本单位规定) because the text is silent.
    pub local: bool,
}

/// When a duty falls due: by the text or, where the text is silent, by the unit's own decision.
pub fn timing(duty: &Duty) -> Timing<'_> {
    match &duty.local {
        Some(local) if is_open(duty) => Timing { when: local, local: true },
        _ => Timing { when: &duty.when, local: false },
    }
}

/// Whether the text names no frequency (原文未定), decided by the unit or not.
pub fn is_open(duty: &Duty) -> bool {
    duty.when.per == Per::Unspecified
}

/// Every duty of the handbook, page by page.
pub fn all(handbook: &Handbook) -> impl Iterator<Item = &Duty> {
    handbook.regulations.iter().flat_map(|regulation| &regulation.duties)
}

impl AsRef<Duty> for Duty {
    fn as_ref(&self) -> &Duty {
        self
    }
}

/// Duties that fall due alike. `T` is a reference to a duty, or to what shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequency<T> {
    /// How often; never [`Per::Unspecified`].
    pub per: Per,
    /// In the order they came.
    pub duties: Vec<T>,
}

/// Duties by frequency, and those whose frequency the text leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule<T> {
    /// Most frequent first; no empty ones. A duty the unit decided itself stands here too.
    pub frequencies: Vec<Frequency<T>>,
    /// 原文未定: all of them, decided by the unit or not.
    pub open: Vec<T>,
}

impl<T: AsRef<Duty> + Copy> Schedule<T> {
    /// Sorts duties into a schedule; those of one frequency keep their order.
    pub fn of(duties: impl IntoIterator<Item = T>) -> Self {
        let mut by_per: [Vec<T>; Per::ALL.len()] = Default::default();
        let mut open = Vec::new();
        for duty in duties {
            by_per[timing(duty.as_ref()).when.per as usize].push(duty);
            if is_open(duty.as_ref()) {
                open.push(duty);
            }
        }
        let frequencies = Per::ALL
            .into_iter()
            .zip(by_per)
            .filter(|(per, duties)| *per != Per::Unspecified && !duties.is_empty())
            .map(|(per, duties)| Frequency { per, duties })
            .collect();
        Self { frequencies, open }
    }
}

/// Duties by place, in the order the places first come; those without one are left out. `duty_of` looks a duty up.
pub fn by_place<'a, T: Copy>(
    duties: impl IntoIterator<Item = T>,
    duty_of: impl Fn(T) -> &'a Duty,
) -> Vec<(&'a str, Vec<T>)> {
    let mut places: Vec<(&str, Vec<T>)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for duty in duties {
        let Some(place) = duty_of(duty).place.as_deref() else { continue };
        let at = *known.entry(place).or_insert_with(|| {
            places.push((place, Vec::new()));
            places.len() - 1
        });
        places[at].1.push(duty);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Citation,
        source::{FileId, Span},
    };

    fn when(per: Per) -> When {
        When { per, at_least: None, at: None, holiday: None }
    }

    fn duty(what: &str, per: Per, place: Option<&str>) -> Duty {
        Duty {
            what: what.into(),
            when: when(per),
            local: None,
            who: vec!["operator".into()],
            place: place.map(Into::into),
            form: None,
            clause: Citation::unresolved("a#1", Span::new(FileId(0), 0, 0)),
            page: "a".into(),
            unit: None,
        }
    }

    fn names<'a>(duties: &[&'a Duty]) -> Vec<&'a str> {
        duties.iter().map(|d| d.what.as_str()).collect()
    }

    #[test]
    fn frequencies_run_from_shift_to_event() {
        let duties = [duty("月报", Per::Month, None), duty("交接", Per::Shift, None), duty("点名", Per::Shift, None)];
        let schedule = Schedule::of(&duties);
        let pers: Vec<_> = schedule.frequencies.iter().map(|f| f.per).collect();
        assert_eq!(pers, [Per::Shift, Per::Month]);
        assert_eq!(names(&schedule.frequencies[0].duties), ["交接", "点名"]);
        assert!(schedule.open.is_empty());
    }

    #[test]
    fn what_the_text_leaves_open_stays_open_when_the_unit_decides() {
        let mut decided = duty("消防", Per::Unspecified, None);
        decided.local = Some(when(Per::Month));
        let duties = [decided, duty("着装", Per::Unspecified, None)];
        let schedule = Schedule::of(&duties);
        assert_eq!(names(&schedule.open), ["消防", "着装"]);
        assert_eq!(schedule.frequencies.len(), 1);
        assert_eq!(schedule.frequencies[0].per, Per::Month);
        assert!(timing(&duties[0]).local && !timing(&duties[1]).local);
    }

    #[test]
    fn a_frequency_of_the_text_is_not_overruled() {
        let mut stated = duty("例会", Per::Week, None);
        stated.local = Some(when(Per::Day));
        assert_eq!(timing(&stated), Timing { when: &when(Per::Week), local: false });
    }

    #[test]
    fn places_keep_the_order_they_first_come_in() {
        let duties = [
            duty("一", Per::Day, Some("大厅")),
            duty("二", Per::Day, None),
            duty("三", Per::Day, Some("机房")),
            duty("四", Per::Day, Some("大厅")),
        ];
        let places = by_place(&duties, |duty| duty);
        assert_eq!(places.len(), 2);
        assert_eq!((places[0].0, names(&places[0].1)), ("大厅", vec!["一", "四"]));
    }
}
