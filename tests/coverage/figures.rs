//! In: words. Out: the figures in them, whichever way they are written: 15, １５, 十五, 两.

use super::place;
use std::collections::BTreeSet;

/// Every figure of a text, in Arabic digits.
pub fn of(text: &str) -> BTreeSet<String> {
    let folded: Vec<char> = text.chars().map(fold).collect();
    let runs = folded.chunk_by(|a, b| kind(*a) == kind(*b)).filter(|run| kind(run[0]) != 0);
    runs.filter_map(|run| {
        let run: String = run.iter().collect();
        if kind(run.chars().next()?) == 1 { Some(run) } else { place::number(&run).map(|n| n.to_string()) }
    })
    .collect()
}

fn fold(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '两' => '二',
        other => other,
    }
}

/// 1 a digit, 2 a numeral, else 0.
fn kind(c: char) -> u8 {
    match c {
        '0'..='9' => 1,
        '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => 2,
        _ => 0,
    }
}

#[test]
fn figures_are_found_however_they_are_written() {
    let found = |text: &str| of(text).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(found("提前15分钟，两人，十二次，２５日"), "12 15 2 25");
    assert_eq!(found("拨96310"), "96310");
    assert_eq!(found("不够五成，115次"), "115 5");
}
