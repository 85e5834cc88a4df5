//! Which days of a year are off and which weekend days are worked, as far as it has been announced.

use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days off in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// 春节
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// One year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolidayYear {
    /// Who announced it, when.
    pub source: Option<String>,
    /// 放假
    pub off: Vec<Holiday>,
    /// 调休上班
    pub work: Vec<Date>,
}

/// The years that are known.
pub type Holidays = BTreeMap<i16, HolidayYear>;
