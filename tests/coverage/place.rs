//! In: places as the acceptance list and the handbook write them (`4(1)-(7)`, `㈠4⑴⑵`, `(一)5,(二)`, `首段`). Out: paths of labels
//! whatever the shape of their brackets, so that both can be laid side by side.

use std::fmt;

/// One label of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 一
    Han(u32),
    /// （一） ㈠
    HanInBrackets(u32),
    /// 1
    Number(u32),
    /// (1) ⑴
    NumberInBrackets(u32),
    /// 6.1
    Decimal(u32, u32),
    /// 首段
    First,
    /// 尾段
    Last,
}

impl Step {
    /// Whether two labels could stand beside each other.
    fn is_beside(self, other: Step) -> bool {
        match (self, other) {
            (Step::Decimal(a, _), Step::Decimal(b, _)) => a == b,
            _ => std::mem::discriminant(&self) == std::mem::discriminant(&other),
        }
    }

    fn number(self) -> u32 {
        match self {
            Step::Han(n)
            | Step::HanInBrackets(n)
            | Step::Number(n)
            | Step::NumberInBrackets(n)
            | Step::Decimal(_, n) => n,
            Step::First | Step::Last => 0,
        }
    }

    fn with_number(self, n: u32) -> Step {
        match self {
            Step::Han(_) => Step::Han(n),
            Step::HanInBrackets(_) => Step::HanInBrackets(n),
            Step::Number(_) => Step::Number(n),
            Step::NumberInBrackets(_) => Step::NumberInBrackets(n),
            Step::Decimal(head, _) => Step::Decimal(head, n),
            other => other,
        }
    }
}

/// A clause, by the labels that lead to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub Vec<Step>);

impl Place {
    /// One place.
    ///
    /// # Panics
    /// Where the text is none, or names several.
    pub fn one(text: &str) -> Place {
        let [place] = <[Place; 1]>::try_from(all(text)).unwrap_or_else(|all| panic!("{text:?} is {all:?}"));
        place
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|step| match step {
            Step::Han(n) => write!(f, "{}", han(*n)),
            Step::HanInBrackets(n) => write!(f, "({})", han(*n)),
            Step::Number(n) => write!(f, "{n}"),
            Step::NumberInBrackets(n) => write!(f, "({n})"),
            Step::Decimal(head, n) => write!(f, "{head}.{n}"),
            Step::First => write!(f, "首段"),
            Step::Last => write!(f, "尾段"),
        })
    }
}

const DIGITS: &str = "零一二三四五六七八九十";

/// A number up to 19 as 一、 writes it.
fn han(n: u32) -> String {
    let digit = |n: u32| DIGITS.chars().nth(n as usize).map(String::from).unwrap_or_default();
    if n <= 10 { digit(n) } else { format!("十{}", digit(n - 10)) }
}

/// 十三 → 13; `None` where it is no such number.
pub fn number(text: &str) -> Option<u32> {
    let digit = |c: char| DIGITS.chars().position(|d| d == c).map(|n| n as u32);
    let mut chars = text.chars();
    match (chars.next()?, chars.next(), chars.next()) {
        (one, None, _) => digit(one),
        ('十', Some(unit), None) => Some(10 + digit(unit)?),
        (tens, Some('十'), None) => Some(10 * digit(tens)?),
        _ => None,
    }
}

/// What a place is written with.
enum Sign {
    Step(Step),
    And,
    To,
}

/// Every place a text names: labels of one path run together, a label beside one that stands already begins the next place,
/// commas list, hyphens range.
pub fn all(text: &str) -> Vec<Place> {
    let (mut places, mut open, mut range) = (Vec::<Place>::new(), Vec::<Step>::new(), false);
    let mut rest = text;
    let mut fresh = true;
    while let Some((sign, after)) = read(rest) {
        rest = after;
        match sign {
            Sign::And | Sign::To => {
                places.push(Place(open.clone()));
                (range, fresh) = (matches!(sign, Sign::To), true);
            }
            Sign::Step(step) => {
                let beside = open.iter().position(|open| open.is_beside(step));
                if let (Some(_), false) = (beside, fresh) {
                    places.push(Place(open.clone()));
                }
                if range {
                    let last = open.last().expect("invariant: a range has a beginning").number();
                    let between = (last + 1..step.number()).map(|n| step.with_number(n));
                    let above = &open[..open.len() - 1];
                    places.extend(between.map(|step| Place([above, &[step]].concat())));
                    range = false;
                }
                match beside {
                    Some(at) => open.truncate(at),
                    None if fresh => open.clear(),
                    None => {}
                }
                open.push(step);
                fresh = false;
            }
        }
    }
    assert!(rest.is_empty() && !open.is_empty(), "{text:?} is no place: {rest:?}");
    places.push(Place(open));
    places
}

/// The sign that begins a text, and what follows it.
fn read(text: &str) -> Option<(Sign, &str)> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    let enclosed = |from: char, to: char| (from..=to).contains(&first).then(|| first as u32 - from as u32 + 1);
    let step = |step, after| Some((Sign::Step(step), after));
    if let Some(n) = enclosed('㈠', '㈩') {
        return step(Step::HanInBrackets(n), after);
    }
    if let Some(n) = enclosed('⑴', '⒇') {
        return step(Step::NumberInBrackets(n), after);
    }
    match first {
        ',' | '，' | '、' => Some((Sign::And, after)),
        '-' => Some((Sign::To, after)),
        '首' => step(Step::First, after.strip_prefix('段')?),
        '尾' => step(Step::Last, after.strip_prefix('段')?),
        '(' | '（' => {
            let (inner, after) = after.split_once([')', '）'])?;
            match inner.parse() {
                Ok(n) => step(Step::NumberInBrackets(n), after),
                Err(_) => step(Step::HanInBrackets(number(inner)?), after),
            }
        }
        '0'..='9' => {
            let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let (head, after) = text.split_at(digits(text));
            let head = head.parse().ok()?;
            match after.strip_prefix('.') {
                Some(rest) => {
                    let (tail, after) = rest.split_at(digits(rest));
                    step(Step::Decimal(head, tail.parse().ok()?), after)
                }
                None => step(Step::Number(head), after),
            }
        }
        _ => {
            let end = text.find(|c| !DIGITS.contains(c)).unwrap_or(text.len());
            step(Step::Han(number(&text[..end])?), &text[end..])
        }
    }
}

#[test]
fn places_are_read_as_the_list_writes_them() {
    let read = |text: &str| all(text).iter().map(Place::to_string).collect::<Vec<_>>().join(" ");
    for (text, want) in [
        ("4", "4"),
        ("4(1)-(7)", "4(1) 4(2) 4(3) 4(4) 4(5) 4(6) 4(7)"),
        ("㈠4⑴⑵", "(一)4(1) (一)4(2)"),
        ("㈡1⑵⑶,㈡3⑵", "(二)1(2) (二)1(3) (二)3(2)"),
        ("(一)5,(二),(三)", "(一)5 (二) (三)"),
        ("(二)(三)", "(二) (三)"),
        ("(二)1,6", "(二)1 (二)6"),
        ("6.1-6.4", "6.1 6.2 6.3 6.4"),
        ("7.2,7.4,7.7", "7.2 7.4 7.7"),
        ("三1-3", "三1 三2 三3"),
        ("㈩,(十二)", "(十) (十二)"),
        ("㈡-㈤", "(二) (三) (四) (五)"),
        ("首段", "首段"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}
