//! In: `tests/vectors/deadline.json`, which the script is held to in the browser. Out: whether each of its days is right, found here by
//! looking at one day after the other.

use crate::harness::Handbook;
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde_json::Value;
use shouce::model::Holidays;

fn is_off(holidays: &Holidays, day: Date) -> bool {
    let year = holidays.get(&day.year());
    let worked = year.is_some_and(|year| year.work.contains(&day));
    let holiday = year.is_some_and(|year| year.off.iter().any(|off| (off.from..=off.to).contains(&day)));
    !worked && (holiday || matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
}

/// The day a span ends on, by walking through it.
fn end(vector: &Value, counts: bool, holidays: &Holidays) -> Date {
    let date = |key: &str| vector[key].as_str().and_then(|day| day.parse::<Date>().ok());
    let from = date("restart").or(date("start")).expect("a day");
    let number = vector["number"].as_i64().expect("a number");
    let first = if counts { from } else { from.tomorrow().expect("a day") };
    let mut days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
    let nth = (number - 1) as usize;
    let month = |ahead: i64| from.first_of_month().saturating_add(ahead.months());
    let day_of = |month: Date| month.with().day((number as i8).min(month.days_in_month())).build().expect("a day");
    match vector["count"].as_str().expect("a way of counting") {
        "working-days" => days.filter(|day| !is_off(holidays, *day)).nth(nth).expect("a working day"),
        "days" => days.nth(nth).expect("a day"),
        "days-before" => from.saturating_sub(number.days()),
        "months" if counts => from.saturating_add(number.months()).yesterday().expect("a day"),
        "months" => from.saturating_add(number.months()),
        "day-of-month" => day_of(month(0)),
        "day-of-next-month" => day_of(month(1)),
        other => panic!("{other}"),
    }
}

#[test]
fn the_vectors_are_right() {
    let vectors: Vec<Value> = serde_json::from_str(include_str!("vectors/deadline.json")).expect("JSON");
    let holidays = Handbook::from("").read().handbook.holidays;
    for vector in &vectors {
        let ends = vector["ends"].as_array().expect("ends");
        assert!(!ends.is_empty(), "{vector}");
        for one in ends {
            let day = end(vector, one[1] == "counts", &holidays);
            let off = is_off(&holidays, day);
            let back = std::iter::successors(Some(day), |day| day.yesterday().ok());
            let worked = back.into_iter().find(|day| !is_off(&holidays, *day)).expect("a working day").to_string();
            let moved = off && vector["holiday"] == "before";
            let want = if moved { &worked } else { &day.to_string() };
            assert_eq!(one[0], want.as_str(), "{vector}");
            assert_eq!((one[2] == true, one[3].as_str()), (off && !moved, Some(worked.as_str())), "{vector}");
            assert_eq!(one[4], if moved { day.to_string() } else { String::new() }, "{vector}");
        }
        let unknown = vector["unknown"].as_array().expect("years");
        assert!(unknown.iter().all(|year| !holidays.contains_key(&year.as_str().unwrap().parse().unwrap())));
    }
    assert!(vectors.len() > 20);
}
