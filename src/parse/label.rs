//! In: a line of official text. Out: the clause label it begins with, by its looks alone; where it belongs is decided by
//! `regulation.rs`, which knows the labels around it.

mod steps;

pub use steps::{Step, steps};

use super::numeral::{arabic_digit, is_han_numeral, value};
use crate::model::{ClauseLabel, Family};

/// A label found at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The label.
    pub label: ClauseLabel,
    /// Byte of the line where the text after the label begins.
    pub body: usize,
    /// A decimal with neither a blank nor 、 after it (`2.5严格`): counts only where it continues a run.
    pub glued: bool,
    /// A bare number and a blank (`1 范围`): counts only where 1.1 follows.
    pub loose: bool,
}

/// Blanks of pasted text: they are ignored before a label and never make code.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{3000}' | '\u{a0}' | '\u{200b}' | '\u{feff}')
}

const MAX_ARABIC: usize = 3;

/// Reads the label at the start of `line`. `heading`: the line is a heading (its `#` already taken off).
pub fn read(line: &str, heading: bool) -> Option<Found> {
    let start = line.len() - line.trim_start_matches(is_blank).len();
    let text = &line[start..];
    let first = text.chars().next()?;
    let found = match first {
        '第' => legal(text, heading),
        '附' => attachment(text),
        '（' | '(' => bracket(text),
        '㈠'..='㈩' => sign(text, first, Family::HanBracket, '㈠'),
        '⑴'..='⒇' => sign(text, first, Family::DigitBracket, '⑴'),
        '①'..='⑳' => sign(text, first, Family::Circled, '①'),
        c if is_han_numeral(c) => han(text),
        c if arabic_digit(c).is_some() => decimal(text).or_else(|| digit(text)),
        _ => None,
    }?;
    Some(Found { body: start + found.body, ..found })
}

/// The length in bytes of the run of characters at the start of `text` that satisfy `test`.
fn run(text: &str, test: impl Fn(char) -> bool) -> usize {
    text.find(|c| !test(c)).unwrap_or(text.len())
}

/// Skips blanks from `at` on.
fn after_blanks(text: &str, at: usize) -> usize {
    at + run(&text[at..], is_blank)
}

/// Full-width digits, brackets and points as half-width; other closing punctuation taken off.
fn name_of(printed: &str) -> String {
    printed
        .chars()
        .filter_map(|c| match c {
            '（' => Some('('),
            '）' => Some(')'),
            '．' => Some('.'),
            '、' | ':' | '：' => None,
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
            c => Some(c),
        })
        .collect::<String>()
        .trim_end_matches('.')
        .to_owned()
}

fn found(text: &str, family: Family, number: Vec<u32>, printed: usize, body: usize) -> Found {
    let printed = text[..printed].trim_end_matches(is_blank).to_owned();
    let label = ClauseLabel { family, name: name_of(&printed), printed, number };
    Found { label, body: after_blanks(text, body), glued: false, loose: false }
}

/// 第X编, 第X部分, 第X章, 第X节, 第X条, 第X条之Y.
fn legal(text: &str, heading: bool) -> Option<Found> {
    let rest = &text['第'.len_utf8()..];
    let digits = run(rest, |c| is_han_numeral(c) || arabic_digit(c).is_some());
    let mut number = vec![value(&rest[..digits])?];
    let rest = &rest[digits..];
    let families = [
        ("条", Family::Tiao),
        ("章", Family::Zhang),
        ("节", Family::Jie),
        ("编", Family::Bian),
        ("部分", Family::Bufen),
    ];
    let (word, family) = families.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let mut rest = &rest[word.len()..];
    if let Some(after) = rest.strip_prefix('之').filter(|_| family == Family::Tiao) {
        let digits = run(after, is_han_numeral);
        if let Some(sub) = value(&after[..digits]) {
            number.push(sub);
            rest = &after[digits..];
        }
    }
    let printed = text.len() - rest.len();
    let free = rest.chars().next().is_none_or(is_blank);
    let glued_title = family != Family::Tiao && (heading || heading_like(text));
    (free || glued_title).then(|| found(text, family, number, printed, printed))
}

/// At most 20 characters and no punctuation: 第五章法律责任.
pub fn heading_like(text: &str) -> bool {
    let text = text.trim_end();
    text.chars().count() <= 20 && !text.contains(['，', '。', '；', '：', '、', ',', '.', ';', ':', '》', '《'])
}

/// 附, 附件, 附件1, 附表, 附录 before a colon, a blank or the line's end. 附 则 is the name of a chapter.
fn attachment(text: &str) -> Option<Found> {
    let word = ["附件", "附表", "附录", "附"].into_iter().find(|word| text.starts_with(word))?;
    let digits = run(&text[word.len()..], |c| is_han_numeral(c) || arabic_digit(c).is_some());
    let printed = word.len() + digits;
    let number = if digits == 0 { 1 } else { value(&text[word.len()..printed])? };
    let rest = &text[printed..];
    match rest.chars().next() {
        Some(c @ (':' | '：')) => {
            let printed = printed + c.len_utf8();
            Some(found(text, Family::Attachment, vec![number], printed, printed))
        }
        Some(c) if is_blank(c) && rest.trim_matches(is_blank) != "则" => {
            Some(found(text, Family::Attachment, vec![number], printed, printed))
        }
        None => Some(found(text, Family::Attachment, vec![number], printed, printed)),
        _ => None,
    }
}

/// （一） (一) （1） (1), unless it begins a list of labels such as （一）至（三）项.
fn bracket(text: &str) -> Option<Found> {
    let inner = &text[text.chars().next()?.len_utf8()..];
    let inner = &inner[after_blanks(inner, 0)..];
    let arabic = run(inner, |c| arabic_digit(c).is_some());
    let digits = if arabic > 0 { arabic } else { run(inner, is_han_numeral) };
    let number = value(&inner[..digits])?;
    if arabic > 0 && inner[..arabic].chars().count() > MAX_ARABIC {
        return None;
    }
    let rest = &inner[digits..];
    let rest = &rest[after_blanks(rest, 0)..];
    let close = rest.chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let rest = &rest[close.len_utf8()..];
    let family = if arabic > 0 { Family::DigitBracket } else { Family::HanBracket };
    let printed = text.len() - rest.len();
    (!begins_list(rest, |c| matches!(c, '（' | '('))).then(|| found(text, family, vec![number], printed, printed))
}

/// Whether `rest` goes on with 至, 、, 和 … and another label.
fn begins_list(rest: &str, label: impl Fn(char) -> bool) -> bool {
    let rest = rest.trim_start_matches(is_blank);
    let Some(after) =
        ["至", "到", "、", "和", "及", "或", "—", "-", "~", "～"].iter().find_map(|w| rest.strip_prefix(w))
    else {
        return false;
    };
    let after = after.trim_start_matches(is_blank).trim_start_matches('第');
    after.starts_with(label)
}

/// ㈠ ⑴ ①.
fn sign(text: &str, first: char, family: Family, one: char) -> Option<Found> {
    let number = first as u32 - one as u32 + 1;
    let printed = first.len_utf8();
    let last = char::from_u32(one as u32 + 19)?;
    (!begins_list(&text[printed..], |c| (one..=last).contains(&c)))
        .then(|| found(text, family, vec![number], printed, printed))
}

/// 一、 一． 一., unless the next number follows at once (一、二级).
fn han(text: &str) -> Option<Found> {
    let digits = run(text, is_han_numeral);
    let number = value(&text[..digits])?;
    let close = text[digits..].chars().next().filter(|c| matches!(c, '、' | '．' | '.'))?;
    let printed = digits + close.len_utf8();
    let rest = &text[printed..];
    let next = value(&rest[..run(rest, is_han_numeral)]);
    (next != Some(number + 1)).then(|| found(text, Family::Han, vec![number], printed, printed))
}

/// 1.1, 1.1.1 …, with or without 、.
fn decimal(text: &str) -> Option<Found> {
    let mut number = Vec::new();
    let mut at = 0;
    loop {
        let digits = run(&text[at..], |c| arabic_digit(c).is_some());
        if digits == 0 || text[at..at + digits].chars().count() > MAX_ARABIC {
            return None;
        }
        number.push(value(&text[at..at + digits])?);
        at += digits;
        let point = text[at..].chars().next().filter(|c| matches!(c, '.' | '．'));
        let Some(point) = point else { break };
        if !text[at + point.len_utf8()..].starts_with(|c| arabic_digit(c).is_some()) {
            break;
        }
        at += point.len_utf8();
    }
    let points = u8::try_from(number.len() - 1).ok().filter(|points| (1..=6).contains(points))?;
    let printed = at + run(&text[at..], |c| matches!(c, '.' | '．' | '、'));
    let rest = &text[printed..];
    let glued = printed == at && !rest.chars().next().is_none_or(is_blank);
    let measure = rest.starts_with(['倍', '%', '％', '‰', '元', '万', '亿', '米', '吨', '度', '～', '~', '-', '—']);
    if measure && glued || rest.starts_with(|c| arabic_digit(c).is_some()) {
        return None;
    }
    Some(Found { glued, ..found(text, Family::Decimal(points), number, printed, printed) })
}

/// 1. 1、 1． and the bare `1 ` of standards; not before a digit (1.5倍, 2013.4, 1、2号窗口).
fn digit(text: &str) -> Option<Found> {
    let digits = run(text, |c| arabic_digit(c).is_some());
    if text[..digits].chars().count() > MAX_ARABIC {
        return None;
    }
    let number = vec![value(&text[..digits])?];
    let blanks = run(&text[digits..], is_blank);
    let close = text[digits + blanks..].chars().next().filter(|c| matches!(c, '、' | '．' | '.'));
    let Some(close) = close else {
        let bare = found(text, Family::Digit, number, digits, digits);
        return (blanks > 0).then_some(Found { loose: true, ..bare });
    };
    let printed = digits + blanks + close.len_utf8();
    let before_digit = text[printed..].starts_with(|c| arabic_digit(c).is_some());
    (!before_digit).then(|| found(text, Family::Digit, number, printed, printed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(line: &str) -> Option<String> {
        read(line, false).filter(|found| !found.loose).map(|found| found.label.name)
    }

    #[test]
    fn labels_of_every_family_are_read_as_printed() {
        for (line, expected) in [
            ("第一编 总则", "第一编"),
            ("第二部分 附则", "第二部分"),
            ("第五章法律责任", "第五章"),
            ("第一节 一般规定", "第一节"),
            ("第二十条　内容", "第二十条"),
            ("第3条 内容", "第3条"),
            ("第二十条之一 内容", "第二十条之一"),
            ("  　一、指挥大厅", "一"),
            ("一．总则", "一"),
            ("（一）内容", "(一)"),
            ("(十一)内容", "(十一)"),
            ("㈠内容", "㈠"),
            ("1.内容", "1"),
            ("2. 内容", "2"),
            ("１、内容", "1"),
            ("1．内容", "1"),
            ("（1）内容", "(1)"),
            ("⑴内容", "⑴"),
            ("①内容", "①"),
            ("2.1 内容", "2.1"),
            ("2.1、内容", "2.1"),
            ("6.1.、内容", "6.1"),
            ("1.1.1 内容", "1.1.1"),
            ("附:电话规范用语", "附"),
            ("附件1", "附件1"),
            ("附表 一览", "附表"),
            ("一、2018年的工作", "一"),
        ] {
            assert_eq!(name(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_label_is_none() {
        for line in [
            "第三十一条的决定",
            "第三十一条的决定》第一次修正",
            "第五章规定的情形，适用本条。",
            "1.5倍",
            "2013.4",
            "2013.4月",
            "一、二级公路",
            "1、2号窗口",
            "（一）至（三）项",
            "（一）、（二）项情形",
            "(1)和(2)项",
            "①至③项",
            "附则",
            "附 则",
            "附上材料",
            "（2018）第6号",
            "十分重要",
            "",
        ] {
            assert_eq!(name(line), None, "{line}");
        }
    }

    #[test]
    fn a_glued_decimal_and_a_bare_number_say_so() {
        assert!(read("2.5严格", false).unwrap().glued);
        assert!(!read("2.5 严格", false).unwrap().glued);
        assert!(read("1 范围", false).unwrap().loose);
        assert!(read("１　范围", false).unwrap().loose);
    }

    #[test]
    fn the_body_begins_after_the_label() {
        let line = "　　附：电话规范用语";
        assert_eq!(&line[read(line, false).unwrap().body..], "电话规范用语");
        let line = "8. 进入大厅";
        assert_eq!(&line[read(line, false).unwrap().body..], "进入大厅");
    }
}
