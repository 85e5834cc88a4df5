//! Forms: paper that is ready to sign. A checklist is a form whose blocks are check rows.

use super::{Citation, Meta};
use jiff::civil::Date;

/// How a sheet lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// 纵向
    #[default]
    Portrait,
    /// 横向
    Landscape,
}

/// What is written into a head field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// 文字
    #[default]
    Text,
    /// 数字
    Number,
    /// 日期
    Date,
    /// 时间
    Time,
    /// 勾选
    Choice,
    /// 姓名
    Person,
}

/// One field of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What is written there.
    pub kind: FieldKind,
    /// Choices, where it is one.
    pub choices: Vec<String>,
}

/// What a check row asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A mark in one of the form's mark columns.
    Mark,
    /// A value with its unit: 次, 分钟.
    Value(String),
    /// A time of day.
    Time,
}

/// One row to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// What to look at, plain text.
    pub text: String,
    /// What to write.
    pub ask: Ask,
    /// The clause it comes from.
    pub clause: Option<Citation>,
}

/// A column of a ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// Width share in mm; `None`: what is left, shared evenly.
    pub width: Option<f32>,
}

/// A table of rows to fill.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// Columns.
    pub columns: Vec<Column>,
    /// Pre-printed rows, one text a column.
    pub rows: Vec<LedgerRow>,
    /// Empty rows after them.
    pub blank_rows: u32,
}

/// A pre-printed row of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// One text a column, plain.
    pub cells: Vec<String>,
    /// The clause it comes from.
    pub clause: Option<Citation>,
}

/// A part of a form, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum FormBlock {
    /// A heading.
    Section(String),
    /// A paragraph: instructions or a sentence with blanks (`___`), plain text.
    Text(String, Option<Citation>),
    /// Check rows that stand together under one column head.
    Checks(Vec<CheckRow>),
    /// A ledger.
    Ledger(Ledger),
}

/// One side of the sign-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// Who signs: 交班人.
    pub who: String,
    /// Whether the time to the minute is asked.
    pub time: bool,
}

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Common front matter.
    pub meta: Meta,
    /// 编号
    pub code: String,
    /// 版本
    pub version: String,
    /// 启用日期
    pub effective: Option<Date>,
    /// How it lies.
    pub orientation: Orientation,
    /// Head fields.
    pub head: Vec<Field>,
    /// Mark columns of the check rows: 合格, 不合格, 不适用.
    pub marks: Vec<String>,
    /// Rounds a day as columns: each has all the marks in one cell. Empty: one round, a column a mark.
    pub rounds: Vec<String>,
    /// Extra columns of the check rows: 备注, 整改期限.
    pub columns: Vec<Column>,
    /// Who signs.
    pub sign_off: Vec<SignOff>,
    /// What a stack varies: `date`, `floor`, `shift`.
    pub per: Vec<String>,
    /// Rows of the acceptance list it covers: `S0-3:交接班记录`.
    pub covers: Vec<String>,
    /// How to fill it in, shown at the foot.
    pub instructions: Vec<String>,
    /// The body.
    pub blocks: Vec<FormBlock>,
}
