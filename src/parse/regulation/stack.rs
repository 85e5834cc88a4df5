//! In: labels in the order of the page. Out: where each belongs: the stack of open labels, and what is odd about the number.

use super::super::label::{Found, Step};
use super::super::numeral::{arabic_digit, value};
use crate::model::{Clause, ClauseLabel, Family};
use std::collections::{BTreeMap, BTreeSet};

/// One open label.
struct Open {
    family: Family,
    number: Vec<u32>,
    style: Style,
    clause: usize,
    /// 一、 above the 条 whose text is short and no sentence: it may hold 条, as 章 does.
    divides: bool,
}

/// The last label of a family on the page.
struct Last {
    number: Vec<u32>,
    style: Style,
    parent: Option<usize>,
}

/// The labels that are open at a line, outermost first.
#[derive(Default)]
pub struct Stack {
    /// The number of the part of its source that the page is: its own label may stand here, and its decimals need no head.
    part: Option<u32>,
    open: Vec<Open>,
    last: BTreeMap<Family, Last>,
    seen: BTreeSet<(Option<usize>, Family, Vec<u32>)>,
}

/// Where a label goes.
pub struct Placed {
    /// The clause it stands in.
    pub parent: Option<usize>,
    /// Code, message and hint of what is odd about it.
    pub faults: Vec<(&'static str, String, String)>,
}

/// The label is none here.
pub struct Refused {
    /// Whether the author should hear of it.
    pub warn: bool,
}

/// 编 部分 章 节 条 keep this order.
fn rank(family: Family) -> Option<u8> {
    Some(match family {
        Family::Bian => 0,
        Family::Bufen => 1,
        Family::Zhang => 2,
        Family::Jie => 3,
        Family::Tiao => 4,
        _ => return None,
    })
}

/// A number as people write it: 20之1, 2.1, 7.
pub fn number_text(number: &[u32]) -> String {
    number.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

/// What makes two labels of one family look different: its bracket or sign, whether it has full-width and whether it has Arabic digits.
type Style = (char, bool, bool);

fn style(label: &ClauseLabel) -> Style {
    let wide = label.printed.chars().any(|c| ('０'..='９').contains(&c));
    let arabic = label.printed.chars().any(|c| arabic_digit(c).is_some());
    let sign = match label.family {
        Family::HanBracket | Family::DigitBracket => {
            label.printed.chars().next().filter(|c| matches!(c, '（' | '(')).unwrap_or('㈠')
        }
        Family::Circled | Family::Attachment => ' ',
        family if rank(family).is_some() => ' ',
        _ => label.printed.chars().next_back().filter(|c| matches!(c, '、' | '.' | '．')).unwrap_or(' '),
    };
    (sign, wide, arabic)
}

/// Whether `next` follows `previous` directly.
pub fn follows(previous: &[u32], next: &[u32], family: Family) -> bool {
    if family == Family::Tiao {
        return match (previous, next) {
            ([p, ..], [n]) => *n == p + 1,
            ([p], [n, 1]) => n == p,
            ([p, s], [n, t]) => n == p && *t == s + 1,
            _ => false,
        };
    }
    match (previous.split_last(), next.split_last()) {
        (Some((p, heads)), Some((n, others))) => heads == others && *n == p + 1,
        _ => false,
    }
}

/// Whether the text after a label is a heading: short, and no sentence.
fn is_heading(text: &str) -> bool {
    (1..=30).contains(&text.chars().count()) && !text.contains(['，', '。', '；', '：', ',', ';', ':'])
}

impl Stack {
    /// The stack of a page that is part `part` of its source (九, 第九章 or 9).
    pub fn of_part(part: Option<&str>) -> Self {
        let number = |text: &str| value(text.trim_start_matches('第').trim_end_matches(['部', '分', '编', '章', '节']));
        Self { part: part.and_then(number), ..Self::default() }
    }

    /// Finds the place of a label and closes what it closes; refuses it where it is no label here.
    pub fn place(&mut self, found: &Found) -> Result<Placed, Refused> {
        let depth = self.depth(found)?;
        let sibling = self.open.get(depth).filter(|open| open.family == found.label.family);
        let previous = sibling.map(|open| (open.number.clone(), open.style));
        self.open.truncate(depth);
        let parent = self.innermost();
        Ok(Placed { parent, faults: self.faults(&found.label, parent, previous) })
    }

    /// How many open labels stay open around it.
    fn depth(&self, found: &Found) -> Result<usize, Refused> {
        let label = &found.label;
        if let Some(rank_here) = rank(label.family) {
            let above = self.open.iter().take_while(|open| open.family != Family::Tiao).count();
            let keep = self.open[..above].iter().rposition(|open| {
                open.family == Family::Attachment
                    || rank(open.family).is_some_and(|rank| rank < rank_here)
                    || open.divides && label.family == Family::Tiao
            });
            return Ok(keep.map_or(0, |i| i + 1));
        }
        match label.family {
            Family::Attachment => Ok(0),
            Family::Decimal(_) => self.decimal_depth(found),
            family => match self.open.iter().rposition(|open| open.family == family) {
                Some(i) => Ok(i),
                None if label.number == [1] || self.continues(label) || self.is_part(label) => Ok(self.open.len()),
                None => Err(Refused { warn: true }),
            },
        }
    }

    fn continues(&self, label: &ClauseLabel) -> bool {
        self.last.get(&label.family).is_some_and(|last| follows(&last.number, &label.number, label.family))
    }

    /// Whether it is the first label of the page and the page's own: 十、 on a page that is part 十 of its source.
    fn is_part(&self, label: &ClauseLabel) -> bool {
        self.last.is_empty() && self.part.is_some_and(|part| label.number == [part])
    }

    /// A decimal counts when its head is the open parent's number or the page's own part, or it continues the open run.
    fn decimal_depth(&self, found: &Found) -> Result<usize, Refused> {
        let label = &found.label;
        let (last, head) = label.number.split_last().expect("invariant: a label has a number");
        let run = self.open.iter().rposition(|open| open.family == label.family);
        let continues = run.is_some_and(|i| follows(&self.open[i].number, &label.number, label.family));
        let parent = self.open.iter().rposition(|open| open.number == head);
        match (run, parent) {
            (Some(i), _) if continues => Ok(i),
            _ if found.glued && *last != 1 => Err(Refused { warn: false }),
            (_, Some(i)) => Ok(i + 1),
            _ if self.part.is_some_and(|part| head == [part]) => Ok(0),
            _ => Err(Refused { warn: !found.glued }),
        }
    }

    fn faults(
        &self,
        label: &ClauseLabel,
        parent: Option<usize>,
        sibling: Option<(Vec<u32>, Style)>,
    ) -> Vec<(&'static str, String, String)> {
        if label.family == Family::Attachment {
            return Vec::new();
        }
        let mut faults = Vec::new();
        let last = self.last.get(&label.family);
        let restarts = last.is_some_and(|last| last.parent != parent) && label.number.last() == Some(&1);
        let previous = match sibling {
            Some((number, style)) => Some((number, style)),
            None if restarts => None,
            None => last
                .filter(|_| rank(label.family).is_some() || self.continues(label))
                .map(|l| (l.number.clone(), l.style)),
        };
        let printed = &label.printed;
        match &previous {
            Some((number, _)) if follows(number, &label.number, label.family) => {}
            Some(_) if self.seen.contains(&(parent, label.family, label.number.clone())) => faults.push((
                "duplicate-number",
                format!("编号“{printed}”重复"),
                "核对编号；原文如此时用 accept 说明".to_owned(),
            )),
            Some((number, _)) => faults.push((
                "gap",
                format!("编号从 {} 跳到“{printed}”", number_text(number)),
                "补上缺的条款或改正编号；原文如此时用 accept 说明".to_owned(),
            )),
            None if label.number.last() != Some(&1) && !self.is_part(label) => faults.push((
                "gap",
                format!("编号不是从 1 开始，而是从“{printed}”开始"),
                "补上前面的条款或改正编号；原文如此时用 accept 说明".to_owned(),
            )),
            None => {}
        }
        if previous.is_some_and(|(_, before)| before != style(label)) {
            faults.push((
                "mixed-style",
                format!("“{printed}”与同级编号的样式不同"),
                "统一写法；原文如此时用 accept 说明".to_owned(),
            ));
        }
        faults
    }

    /// Opens a label that was placed; `text` is what stands after it on its line.
    pub fn push(&mut self, label: &ClauseLabel, text: &str, clause: usize) {
        let parent = self.innermost();
        let style = style(label);
        self.seen.insert((parent, label.family, label.number.clone()));
        self.last.insert(label.family, Last { number: label.number.clone(), style, parent });
        let divides = label.family == Family::Han && is_heading(text);
        self.open.push(Open { family: label.family, number: label.number.clone(), style, clause, divides });
    }

    /// The innermost open clause.
    pub fn innermost(&self) -> Option<usize> {
        self.open.last().map(|open| open.clause)
    }

    /// The last number of a family on the page.
    pub fn last_of(&self, family: Family) -> Option<Vec<u32>> {
        self.last.get(&family).map(|last| last.number.clone())
    }

    /// The clause an unlabelled paragraph belongs to. Inside a 条 it is the next 款, so everything deeper is closed.
    pub fn paragraph_target(&mut self, clauses: &[Clause]) -> Option<usize> {
        let tiao = self.open.iter().rposition(|open| open.family == Family::Tiao);
        if let Some(i) = tiao {
            let attached = self.open[i..].iter().any(|open| open.family == Family::Attachment);
            if !attached {
                self.open.truncate(i + 1);
            }
        }
        debug_assert!(self.open.iter().all(|open| open.clause < clauses.len()));
        self.innermost()
    }

    /// An unlabelled heading closes all but 编 to 节.
    pub fn close_all_but_divisions(&mut self) {
        let keep = self.open.iter().take_while(|open| open.family.is_division()).count();
        self.open.truncate(keep);
    }

    /// Closes everything.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// Closes all labels deeper than the one `steps` name; false where none of the open ones is meant.
    pub fn close_down_to(&mut self, steps: &[Step]) -> bool {
        let Some(step) = steps.last() else { return false };
        let meant = self.open.iter().rposition(|open| match step {
            Step::Label(family, number) => family.is_none_or(|f| f == open.family) && *number == open.number,
            Step::Article(number) => *number == open.number,
            Step::Item(number) => open.number == [*number],
            Step::Kuan(_) | Step::Paragraph(_) => false,
        });
        if let Some(i) = meant {
            self.open.truncate(i + 1);
        }
        meant.is_some()
    }

    /// The names of the open labels, outermost first.
    pub fn open_names(&self, clauses: &[Clause]) -> Vec<String> {
        self.open
            .iter()
            .filter_map(|open| clauses[open.clause].label.as_ref().map(|label| label.name.clone()))
            .collect()
    }
}
