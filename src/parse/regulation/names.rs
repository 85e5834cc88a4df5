//! In: clauses with labels and parents. Out: their paths, anchors and citation texts.

use super::super::front_matter::is_id;
use crate::{
    diag::Diagnostic,
    model::{Clause, ClauseItem, ClauseLabel, Family},
    parse::{PageCx, numeral::han},
    source::Span,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Fills in `path`, `anchor` and `cite` of every clause.
pub fn name(clauses: &mut [Clause], title: &str, pins: &[(usize, String, Span)], cx: &mut PageCx) {
    let kuan = kuan_of_items(clauses);
    let restarts = Restarts::find(clauses);
    let mut namer = Namer {
        head: head(clauses, title),
        restarts,
        anchors: Vec::with_capacity(clauses.len()),
        tails: Vec::with_capacity(clauses.len()),
        levels: Vec::with_capacity(clauses.len()),
        used: HashMap::with_capacity(clauses.len()),
        attachments: 0,
    };
    for (index, kuan) in kuan.into_iter().enumerate() {
        namer.name(clauses, index, kuan);
    }
    pin(clauses, pins, cx);
}

/// What stands before the clause in a citation: 《广告法》, or `值班和交接班制度 ` where the page has no 条.
fn head(clauses: &[Clause], title: &str) -> String {
    let legal = clauses.iter().any(|c| c.label.as_ref().is_some_and(|l| l.family == Family::Tiao));
    match legal {
        true if title.starts_with('《') => title.to_owned(),
        true => format!("《{title}》"),
        false => format!("{title} "),
    }
}

/// For every clause beneath a 条, the 款 it stands in (1 unless the 条 has gone on to a later one).
fn kuan_of_items(clauses: &[Clause]) -> Vec<u32> {
    let mut out = vec![1; clauses.len()];
    for clause in clauses {
        let mut kuan = 0;
        for item in &clause.items {
            match item {
                ClauseItem::Paragraph(p) => kuan = p.kuan.unwrap_or(kuan),
                ClauseItem::Child(child) => out[*child] = kuan.max(1),
                _ => {}
            }
        }
    }
    out
}

fn division_above(clauses: &[Clause], index: usize) -> Option<usize> {
    let mut at = clauses[index].parent;
    while let Some(parent) = at {
        if clauses[parent].label.as_ref().is_some_and(|l| l.family.is_division() || l.family == Family::Attachment) {
            return Some(parent);
        }
        at = clauses[parent].parent;
    }
    None
}

/// Whether numbers begin anew in each division, so that the division is part of an anchor.
struct Restarts {
    tiao: bool,
    other: bool,
}

impl Restarts {
    fn find(clauses: &[Clause]) -> Self {
        let mut out = Self { tiao: false, other: false };
        let mut first: BTreeMap<(Family, &[u32]), Option<usize>> = BTreeMap::new();
        for (index, clause) in clauses.iter().enumerate() {
            let Some(label) = &clause.label else { continue };
            let division = division_above(clauses, index);
            if division.is_some_and(|d| clauses[d].label.as_ref().is_some_and(|l| l.family == Family::Attachment)) {
                continue;
            }
            let outermost = clause.parent == division;
            if label.family.is_division() || label.family == Family::Attachment || !outermost {
                continue;
            }
            let other = *first.entry((label.family, &label.number)).or_insert(division);
            if other != division {
                match label.family {
                    Family::Tiao => out.tiao = true,
                    _ => out.other = true,
                }
            }
        }
        out
    }
}

struct Namer {
    head: String,
    restarts: Restarts,
    anchors: Vec<String>,
    /// Citation text without the page's title.
    tails: Vec<String>,
    /// How deep below the outermost numbered clause: 0 条, 1 项, 2 目.
    levels: Vec<usize>,
    /// How often each anchor was asked for; only looked up, never walked.
    used: HashMap<String, u32>,
    attachments: u32,
}

impl Namer {
    fn name(&mut self, clauses: &mut [Clause], index: usize, kuan: u32) {
        let clause = &clauses[index];
        let Some(label) = &clause.label else {
            let number = clause.anchor.trim_start_matches('p').to_owned();
            self.anchors.push(clause.anchor.clone());
            self.tails.push(format!("第{number}段"));
            self.levels.push(0);
            clauses[index].cite = format!("{}第{number}段", self.head);
            return;
        };
        let parent = clause.parent;
        let anchor = self.unique(self.anchor(clauses, parent, label, kuan));
        let tail = self.tail(clauses, parent, label, kuan);
        let level = match parent.filter(|p| !is_container(&clauses[*p])) {
            Some(parent) if !is_container_label(label) => self.levels[parent] + 1,
            _ => 0,
        };
        let mut path = parent.map_or(Vec::new(), |p| clauses[p].path.clone());
        path.push(label.name.clone());
        self.attachments += u32::from(label.family == Family::Attachment);
        let clause = &mut clauses[index];
        clause.cite = [self.head.as_str(), &tail].concat();
        clause.anchor.clone_from(&anchor);
        clause.path = path;
        self.anchors.push(anchor);
        self.tails.push(tail);
        self.levels.push(level);
    }

    fn unique(&mut self, anchor: String) -> String {
        let count = self.used.entry(anchor.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => anchor,
            n => self.unique(format!("{anchor}_{n}")),
        }
    }

    fn anchor(&self, clauses: &[Clause], parent: Option<usize>, label: &ClauseLabel, kuan: u32) -> String {
        let number = anchor_number(label);
        let container = parent.filter(|p| is_container(&clauses[*p]));
        let inner = parent.filter(|p| !is_container(&clauses[*p]));
        let around = |restarts: bool| match container {
            Some(c) if restarts || is_attachment(&clauses[c]) || self.inside_attachment(clauses, c) => {
                format!("{}-", self.anchors[c])
            }
            _ => String::new(),
        };
        match label.family {
            Family::Attachment => format!("f{}", self.attachments + 1),
            Family::Tiao => [around(self.restarts.tiao).as_str(), "a", &number].concat(),
            family if family.is_division() => {
                let letter = division_letter(family);
                container.map_or(format!("{letter}{number}"), |c| format!("{}-{letter}{number}", self.anchors[c]))
            }
            _ => match inner {
                Some(inner) if kuan > 1 => format!("{}-k{kuan}-{number}", self.anchors[inner]),
                Some(inner) => [self.anchors[inner].as_str(), "-", &number].concat(),
                None => format!("{}c{}", around(self.restarts.other), whole_number(label)),
            },
        }
    }

    fn inside_attachment(&self, clauses: &[Clause], mut index: usize) -> bool {
        while let Some(parent) = clauses[index].parent {
            if is_attachment(&clauses[parent]) {
                return true;
            }
            index = parent;
        }
        false
    }

    fn tail(&self, clauses: &[Clause], parent: Option<usize>, label: &ClauseLabel, kuan: u32) -> String {
        let name = label.printed.trim_end_matches(['、', '.', '．', ':', '：']);
        let container = parent.filter(|p| is_container(&clauses[*p]));
        let around = |restarts: bool| match container {
            Some(c) if restarts || is_attachment(&clauses[c]) || self.inside_attachment(clauses, c) => {
                self.tails[c].clone()
            }
            _ => String::new(),
        };
        match label.family {
            Family::Attachment => name.to_owned(),
            Family::Tiao => [around(self.restarts.tiao).as_str(), name].concat(),
            family if family.is_division() => container.map_or(name.to_owned(), |c| format!("{}{name}", self.tails[c])),
            Family::Decimal(_) => format!("{}第{name}条", around(self.restarts.other)),
            _ => match parent.filter(|p| !is_container(&clauses[*p])) {
                None => format!("{}第{name}条", around(self.restarts.other)),
                Some(inner) => self.item_tail(clauses, inner, name, kuan),
            },
        }
    }

    fn item_tail(&self, clauses: &[Clause], inner: usize, name: &str, kuan: u32) -> String {
        let paragraphs = clauses[inner].paragraphs().filter(|p| p.kuan.is_some()).count();
        let kuan = if paragraphs > 1 { format!("第{}款", han(kuan)) } else { String::new() };
        let word = match self.levels[inner] {
            0 => "项",
            1 => "目",
            _ => "点",
        };
        [self.tails[inner].as_str(), &kuan, "第", name, word].concat()
    }
}

fn is_attachment(clause: &Clause) -> bool {
    clause.label.as_ref().is_some_and(|label| label.family == Family::Attachment)
}

fn is_container_label(label: &ClauseLabel) -> bool {
    label.family.is_division() || label.family == Family::Attachment
}

/// 编, 部分, 章, 节 or an attachment.
fn is_container(clause: &Clause) -> bool {
    clause.label.as_ref().is_some_and(is_container_label)
}

fn division_letter(family: Family) -> &'static str {
    match family {
        Family::Bian => "b",
        Family::Bufen => "bf",
        Family::Zhang => "z",
        _ => "j",
    }
}

fn anchor_number(label: &ClauseLabel) -> String {
    match (label.family, label.number.as_slice()) {
        (Family::Tiao, [article, sub]) => format!("{article}z{sub}"),
        (_, number) => number.last().map(u32::to_string).unwrap_or_default(),
    }
}

/// The number of an outermost clause: 9-1 for a 9.1 that stands under no 9.
fn whole_number(label: &ClauseLabel) -> String {
    label.number.iter().map(u32::to_string).collect::<Vec<_>>().join("-")
}

/// Gives pinned clauses their names.
fn pin(clauses: &mut [Clause], pins: &[(usize, String, Span)], cx: &mut PageCx) {
    if pins.is_empty() {
        return;
    }
    let mut used: BTreeSet<String> = clauses.iter().map(|c| c.anchor.clone()).collect();
    for (clause, name, span) in pins {
        if !is_id(name) {
            let hint = "用小写英文、数字和连字符，例如 {#jiaojie}";
            cx.report(Diagnostic::new("bad-id", *span, format!("锚点“{name}”不能用作地址")).hint(hint));
        } else if clauses[*clause].anchor != *name && !used.insert(name.clone()) {
            let hint = "换一个名字";
            cx.report(Diagnostic::new("duplicate-id", *span, format!("这一页已有锚点“{name}”")).hint(hint));
        } else {
            clauses[*clause].anchor.clone_from(name);
        }
    }
}

/// Whether `at` (printed labels run together, the outer ones may be left out) means this clause, or a label in it that
/// became none.
pub fn is_at(clauses: &[Clause], clause: Option<usize>, printed: &str, at: &str) -> bool {
    let at = fold(at);
    let path = clause.map_or(String::new(), |c| fold(&clauses[c].path.concat()));
    !at.is_empty() && (path.ends_with(&at) || format!("{path}{}", fold(printed)).ends_with(&at))
}

fn fold(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '（' => Some('('),
            '）' => Some(')'),
            '、' | '.' | '．' | ' ' | '\u{3000}' | '第' | '条' | '#' => None,
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
            c => Some(c),
        })
        .collect()
}
