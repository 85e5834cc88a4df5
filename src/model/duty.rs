//! Duties: who checks what, how often, where, under which clause.

use super::Citation;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// 每班
    Shift,
    /// 每日
    Day,
    /// 每周
    Week,
    /// 每月
    Month,
    /// 每季
    Quarter,
    /// 每年
    Year,
    /// 发生时
    Event,
    /// 原文未定
    Unspecified,
}

impl Per {
    /// Every frequency, most frequent first.
    pub const ALL: [Per; 8] =
        [Per::Shift, Per::Day, Per::Week, Per::Month, Per::Quarter, Per::Year, Per::Event, Per::Unspecified];

    /// As front matter writes it.
    pub fn name(self) -> &'static str {
        match self {
            Per::Shift => "shift",
            Per::Day => "day",
            Per::Week => "week",
            Per::Month => "month",
            Per::Quarter => "quarter",
            Per::Year => "year",
            Per::Event => "event",
            Per::Unspecified => "unspecified",
        }
    }
}

/// When a duty falls due: `{per: month, at: 次月2日前}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// How often.
    pub per: Per,
    /// At least so many times in that span.
    pub at_least: Option<u32>,
    /// The moment, in words: 下班前10分钟.
    pub at: Option<String>,
    /// `before`: moved ahead of holidays.
    pub holiday: Option<String>,
}

/// One recurring or triggered duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What is done.
    pub what: String,
    /// When, by the text.
    pub when: When,
    /// What the unit itself decided where the text is silent, from `local.yml`.
    pub local: Option<When>,
    /// Role ids.
    pub who: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// Form id that records it.
    pub form: Option<String>,
    /// The clause.
    pub clause: Citation,
    /// Page id of the regulation.
    pub page: String,
    /// Unit id.
    pub unit: Option<String>,
}
