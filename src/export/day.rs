//! In: a frequency and the words of its moment (每周五下午, 次月2日前, 季末). Out: the day of the span they name, as a rule of RFC 5545;
//! nothing where they name none.

use crate::{model::Per, parse::numeral};

/// The part of a recurrence rule that names the day: `BYDAY=FR`, `BYMONTHDAY=2`.
pub fn rule(per: Per, at: &str) -> Option<String> {
    match per {
        Per::Week => weekday(at).map(|day| format!("BYDAY={day}")),
        Per::Month => day_of_month(at),
        Per::Quarter => last_days(at, '季').then(|| "BYMONTH=3,6,9,12;BYMONTHDAY=-1".to_owned()),
        Per::Year if last_days(at, '年') => Some("BYMONTH=12;BYMONTHDAY=31".to_owned()),
        Per::Year => {
            let (month, rest) = number_before(at, '月')?;
            let (day, _) = number_before(rest, '日')?;
            ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("BYMONTH={month};BYMONTHDAY={day}"))
        }
        Per::Shift | Per::Day | Per::Event | Per::Unspecified => None,
    }
}

fn weekday(at: &str) -> Option<&'static str> {
    let after = ["星期", "礼拜", "周"].iter().find_map(|word| at.split_once(word).map(|(_, rest)| rest))?;
    let place = "一二三四五六日天".chars().position(|day| after.starts_with(day))?;
    Some(["MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"][place])
}

fn day_of_month(at: &str) -> Option<String> {
    let working = |place: i8| Some(format!("BYDAY=MO,TU,WE,TH,FR;BYSETPOS={place}"));
    if at.contains("工作日") {
        return if at.contains("最后一个") {
            working(-1)
        } else if at.contains("第一个") {
            working(1)
        } else {
            None
        };
    }
    if last_days(at, '月') || at.contains("最后一天") {
        return Some("BYMONTHDAY=-1".to_owned());
    }
    let (day, _) = number_before(at, '日')?;
    (1..=31).contains(&day).then(|| format!("BYMONTHDAY={day}"))
}

/// 月底, 季末, 年终.
fn last_days(at: &str, span: char) -> bool {
    ["底", "末", "终", "度末", "度终"].iter().any(|end| at.contains(&format!("{span}{end}")))
}

/// The number that stands right before the first `mark`, and what follows the mark.
fn number_before(text: &str, mark: char) -> Option<(u32, &str)> {
    let (before, rest) = text.split_once(mark)?;
    let is_digit = |c: char| numeral::arabic_digit(c).is_some() || numeral::is_han_numeral(c);
    let start = before.trim_end_matches(is_digit).len();
    Some((numeral::value(&before[start..])?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_where_they_are_named_and_not_otherwise() {
        for (per, at, want) in [
            (Per::Week, "每周五下午", Some("BYDAY=FR")),
            (Per::Week, "星期一", Some("BYDAY=MO")),
            (Per::Week, "每周测验", None),
            (Per::Week, "按“111”学习制度", None),
            (Per::Month, "次月2日前", Some("BYMONTHDAY=2")),
            (Per::Month, "每月二十五日下午", Some("BYMONTHDAY=25")),
            (Per::Month, "每月第一个工作日", Some("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1")),
            (Per::Month, "5个工作日内", None),
            (Per::Month, "月底", Some("BYMONTHDAY=-1")),
            (Per::Month, "每日", None),
            (Per::Month, "45日", None),
            (Per::Quarter, "季度末", Some("BYMONTH=3,6,9,12;BYMONTHDAY=-1")),
            (Per::Quarter, "季末", Some("BYMONTH=3,6,9,12;BYMONTHDAY=-1")),
            (Per::Year, "1月10日前", Some("BYMONTH=1;BYMONTHDAY=10")),
            (Per::Year, "年终", Some("BYMONTH=12;BYMONTHDAY=31")),
            (Per::Year, "元旦前", None),
            (Per::Day, "每周五", None),
        ] {
            assert_eq!(rule(per, at).as_deref(), want, "{at}");
        }
    }
}
