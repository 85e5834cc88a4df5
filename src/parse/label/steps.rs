//! In: a printed reference to a clause, labels run together. Out: its steps.

use super::{is_blank, run};
use crate::{
    model::Family,
    parse::numeral::{arabic_digit, is_han_numeral, value},
};

/// One step of a printed reference: 第二十条, 第二款, (三), ㈠, 4, 6.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A label of this family, or of any (`None`), with this number.
    Label(Option<Family>, Vec<u32>),
    /// 第X条 on a page whose outermost clauses may be numbered otherwise.
    Article(Vec<u32>),
    /// 第X项, 第X目: any clause one level down.
    Item(u32),
    /// 第X款.
    Kuan(u32),
    /// 第X段: an unnumbered paragraph.
    Paragraph(u32),
}

/// Parts printed labels run together without closing marks, brackets of any width: `㈠1⑴`, `4(2)`, `第二十条第二款第(三)项`.
pub fn steps(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = text.trim_matches(is_blank);
    while !rest.is_empty() {
        let (step, used) = step(rest)?;
        steps.push(step);
        rest = rest[used..].trim_start_matches(|c| is_blank(c) || matches!(c, '、' | '.' | '．' | '：' | ':' | '/'));
    }
    (!steps.is_empty()).then_some(steps)
}

fn step(text: &str) -> Option<(Step, usize)> {
    let first = text.chars().next()?;
    match first {
        '第' => named_step(text),
        '附' => {
            let word = ["附件", "附表", "附录", "附"].into_iter().find(|word| text.starts_with(word))?;
            let digits = run(&text[word.len()..], |c| arabic_digit(c).is_some());
            let number = if digits == 0 { 1 } else { value(&text[word.len()..word.len() + digits])? };
            Some((Step::Label(Some(Family::Attachment), vec![number]), word.len() + digits))
        }
        '（' | '(' => bracket_step(text),
        '㈠'..='㈩' => {
            Some((Step::Label(Some(Family::HanBracket), vec![first as u32 - '㈠' as u32 + 1]), first.len_utf8()))
        }
        '⑴'..='⒇' => {
            Some((Step::Label(Some(Family::DigitBracket), vec![first as u32 - '⑴' as u32 + 1]), first.len_utf8()))
        }
        '①'..='⑳' => {
            Some((Step::Label(Some(Family::Circled), vec![first as u32 - '①' as u32 + 1]), first.len_utf8()))
        }
        c if is_han_numeral(c) => {
            let digits = run(text, is_han_numeral);
            Some((Step::Label(Some(Family::Han), vec![value(&text[..digits])?]), digits))
        }
        c if arabic_digit(c).is_some() => {
            let used = run(text, |c| arabic_digit(c).is_some() || matches!(c, '.' | '．'));
            let printed = text[..used].trim_end_matches(['.', '．']);
            let number: Option<Vec<u32>> = printed.split(['.', '．']).map(value).collect();
            let number = number?;
            let family = if number.len() == 1 { Family::Digit } else { Family::Decimal(number.len() as u8 - 1) };
            Some((Step::Label(Some(family), number), printed.len()))
        }
        _ => None,
    }
}

fn bracket_step(text: &str) -> Option<(Step, usize)> {
    let open = text.chars().next()?.len_utf8();
    let digits = run(&text[open..], |c| is_han_numeral(c) || arabic_digit(c).is_some());
    let inner = &text[open..open + digits];
    let close = text[open + digits..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let arabic = inner.starts_with(|c| arabic_digit(c).is_some());
    let family = if arabic { Family::DigitBracket } else { Family::HanBracket };
    Some((Step::Label(Some(family), vec![value(inner)?]), open + digits + close.len_utf8()))
}

/// Makes a step of a number.
type Make = fn(&[u32]) -> Step;

fn named_step(text: &str) -> Option<(Step, usize)> {
    let at = '第'.len_utf8();
    let bracketed = text[at..].starts_with(['（', '(']);
    let sign = text[at..].starts_with(|c| matches!(c, '㈠'..='㈩' | '⑴'..='⒇' | '①'..='⑳'));
    let (label, used) = if bracketed || sign { step(&text[at..])? } else { numeral_step(&text[at..])? };
    let after = &text[at + used..];
    let Step::Label(_, ref number) = label else { return None };
    let words: [(&str, Make); 9] = [
        ("条", |n| Step::Article(n.to_vec())),
        ("款", |n| Step::Kuan(n[0])),
        ("项", |n| Step::Item(n[0])),
        ("目", |n| Step::Item(n[0])),
        ("段", |n| Step::Paragraph(n[0])),
        ("章", |n| Step::Label(Some(Family::Zhang), n.to_vec())),
        ("节", |n| Step::Label(Some(Family::Jie), n.to_vec())),
        ("编", |n| Step::Label(Some(Family::Bian), n.to_vec())),
        ("部分", |n| Step::Label(Some(Family::Bufen), n.to_vec())),
    ];
    let (word, make) = words.into_iter().find(|(word, _)| after.starts_with(word))?;
    let mut used = at + used + word.len();
    let mut number = number.clone();
    if let Some(sub) = text[used..].strip_prefix('之').filter(|_| word == "条") {
        let digits = run(sub, is_han_numeral);
        if let Some(value) = value(&sub[..digits]) {
            number.push(value);
            used += '之'.len_utf8() + digits;
        }
    }
    Some((if bracketed || sign { label } else { make(&number) }, used))
}

fn numeral_step(text: &str) -> Option<(Step, usize)> {
    let used = run(text, |c| is_han_numeral(c) || arabic_digit(c).is_some() || c == '.');
    let number: Option<Vec<u32>> = text[..used].split('.').map(value).collect();
    Some((Step::Label(None, number?), used))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_references_fall_into_steps() {
        use Step::*;
        assert_eq!(
            steps("㈠1⑴").unwrap(),
            [
                Label(Some(Family::HanBracket), vec![1]),
                Label(Some(Family::Digit), vec![1]),
                Label(Some(Family::DigitBracket), vec![1])
            ]
        );
        assert_eq!(
            steps("第二十条第二款第(三)项").unwrap(),
            [Article(vec![20]), Kuan(2), Label(Some(Family::HanBracket), vec![3])]
        );
        assert_eq!(
            steps("4（2）").unwrap(),
            [Label(Some(Family::Digit), vec![4]), Label(Some(Family::DigitBracket), vec![2])]
        );
        assert_eq!(steps("6.1").unwrap(), [Label(Some(Family::Decimal(1)), vec![6, 1])]);
        assert_eq!(steps("第二十条之一").unwrap(), [Article(vec![20, 1])]);
        assert_eq!(steps("第二章第一节").unwrap().len(), 2);
        assert_eq!(steps("a20-3"), None);
        assert_eq!(steps(""), None);
    }
}
