//! In: the lines under one stem, one by one. Out: the question as far as it is read, and what it lacks as a whole.

use super::answer::Answer;
use crate::model::Citation;
use jiff::civil::Date;
use std::ops::Range;

/// A question that is being read.
pub struct Draft {
    /// The name that pins its id, where it stands.
    pub pin: Option<Range<usize>>,
    /// Its heading.
    pub span: Range<usize>,
    /// The stem so far.
    pub stem: String,
    /// The answer so far.
    pub answer: Answer,
    /// Why.
    pub explanation: String,
    /// What it rests on.
    pub basis: Vec<Citation>,
    /// From 1 to 3.
    pub difficulty: u8,
    /// Its own roles; `None`: those of the page.
    pub roles: Option<Vec<String>>,
    /// Its own day; `None`: that of the page.
    pub since: Option<Date>,
    /// The day it was given up.
    pub retired: Option<Date>,
    /// What the next list or table is.
    pub awaits: Awaits,
    /// Whether an answer could not be read; then its absence is no fault of its own.
    pub unread: bool,
}

/// What the next list or table under a stem is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Awaits {
    /// Choices to tick.
    Choices,
    /// Steps in the right order, after `排序：`.
    Steps,
    /// A table of pairs, after `配对：`.
    Pairs,
}

/// The keys of a line such as `依据：…`.
#[derive(Clone, Copy)]
pub enum Key {
    /// 依据
    Basis,
    /// 难度
    Difficulty,
    /// 岗位
    Roles,
    /// 启用
    Since,
    /// 停用
    Retired,
    /// 答案
    Accepted,
    /// 要点
    Points,
    /// 排序
    Steps,
    /// 配对
    Pairs,
}

const KEYS: [(&str, Key); 9] = [
    ("依据", Key::Basis),
    ("难度", Key::Difficulty),
    ("岗位", Key::Roles),
    ("启用", Key::Since),
    ("停用", Key::Retired),
    ("答案", Key::Accepted),
    ("要点", Key::Points),
    ("排序", Key::Steps),
    ("配对", Key::Pairs),
];

impl Draft {
    /// What is wrong with it as a whole: the fact and the hint.
    pub fn faults(&self) -> Vec<(String, &'static str)> {
        let mut out = Vec::new();
        if self.stem.trim().is_empty() {
            out.push(("题干是空的".to_owned(), "在 ## 后面写上要问的话"));
        }
        if self.basis.is_empty() {
            out.push(("这道题没有依据".to_owned(), "加一行 依据：[[页面#编号]]，写明它出自哪一条"));
        }
        if !self.unread {
            out.extend(self.answer.faults());
        }
        out
    }
}

/// The key a line begins with, and how many bytes it takes.
pub fn key(line: &str) -> Option<(Key, usize)> {
    KEYS.iter().find_map(|(name, key)| {
        let rest = line.strip_prefix(name)?.strip_prefix(['：', ':'])?;
        Some((*key, line.len() - rest.len()))
    })
}
