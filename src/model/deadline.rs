//! Deadlines: by when something must be done, counted from what, under which clause.

use super::Citation;

/// How a deadline is counted; without a number the text leaves it to the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// 工作日
    WorkingDays,
    /// 日
    Days,
    /// 提前几日
    DaysBefore,
    /// 月
    Months,
    /// 当月几日
    DayOfMonth,
    /// 次月几日
    DayOfNextMonth,
}

impl Count {
    /// Every way of counting.
    pub const ALL: [Count; 6] =
        [Count::WorkingDays, Count::Days, Count::DaysBefore, Count::Months, Count::DayOfMonth, Count::DayOfNextMonth];

    /// As front matter writes it.
    pub fn name(self) -> &'static str {
        match self {
            Count::WorkingDays => "working-days",
            Count::Days => "days",
            Count::DaysBefore => "days-before",
            Count::Months => "months",
            Count::DayOfMonth => "day-of-month",
            Count::DayOfNextMonth => "day-of-next-month",
        }
    }
}

/// Whether the day on which a span begins is its first day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstDay {
    /// It counts.
    Counts,
    /// It does not.
    Skipped,
    /// The text does not say.
    #[default]
    Open,
}

impl FirstDay {
    /// All three.
    pub const ALL: [FirstDay; 3] = [FirstDay::Counts, FirstDay::Skipped, FirstDay::Open];

    /// As front matter writes it.
    pub fn name(self) -> &'static str {
        match self {
            FirstDay::Counts => "counts",
            FirstDay::Skipped => "skipped",
            FirstDay::Open => "unspecified",
        }
    }
}

/// One deadline of a regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What must be done.
    pub what: String,
    /// By when, in words: 5个工作日以内.
    pub said: String,
    /// What it is counted from: 受理.
    pub from: Option<String>,
    /// How it is counted; `None`: it is no date that could be worked out.
    pub count: Option<Count>,
    /// How many, or which day of the month; `None` with a count: the unit says.
    pub number: Option<u32>,
    /// Whether the first day counts.
    pub first_day: FirstDay,
    /// What makes it begin anew, the day after: 补正材料.
    pub restart: Option<String>,
    /// Where the day is off, the last working day before it.
    pub before_holiday: bool,
    /// Role ids.
    pub who: Vec<String>,
    /// What the text leaves open about it.
    pub note: Option<String>,
    /// The clause.
    pub clause: Citation,
    /// Page id of the regulation.
    pub page: String,
    /// Unit id.
    pub unit: Option<String>,
}
