//! Forms: paper that is ready to sign. A checklist is a form whose blocks are check rows.

use super::{Citation, Meta};
use crate::source::Span;
use jiff::civil::Date;
use std::borrow::Cow;

/// How a sheet lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// 纵向
    #[default]
    Portrait,
    /// 横向
    Landscape,
}

/// What is written into a head field or a column.
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

/// What the print centre writes into a head field of a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// The day and its weekday.
    Date,
    /// The first and last day of the week.
    Week,
    /// The month.
    Month,
    /// The floor or place.
    Floor,
    /// The shift.
    Shift,
    /// Which round of the day.
    Round,
}

impl Fill {
    /// Every one, by the name that front matter and `data-fill` give it.
    pub const NAMES: [(&'static str, Fill); 6] = [
        ("date", Fill::Date),
        ("week", Fill::Week),
        ("month", Fill::Month),
        ("floor", Fill::Floor),
        ("shift", Fill::Shift),
        ("round", Fill::Round),
    ];

    /// Its name in front matter and `data-fill`.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, fill)| *fill == self).map_or("", |(name, _)| name)
    }
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
    /// What a stack writes into it.
    pub fill: Option<Fill>,
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
    /// A date.
    Date,
    /// Whoever did it signs here.
    Person,
    /// A few words.
    Text,
    /// One of these: 当场整改, 转办.
    Choice(Vec<String>),
}

/// One row to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// Its number on the paper, from 1, through all sections.
    pub number: u32,
    /// The group it stands in, printed once beside all its rows; empty where there is none.
    pub area: String,
    /// What to look at, plain text.
    pub text: String,
    /// What to write.
    pub ask: Ask,
    /// The clauses it comes from.
    pub clauses: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// A column of a ledger, or an extra column of the check rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// Width in mm; `None`: what is left, shared evenly.
    pub width: Option<u32>,
    /// What is written there.
    pub kind: FieldKind,
    /// Choices, where it is one; printed with boxes to tick.
    pub choices: Vec<String>,
}

/// A table of rows to fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// Columns.
    pub columns: Vec<Column>,
    /// Pre-printed rows.
    pub rows: Vec<LedgerRow>,
    /// Empty rows after them.
    pub blank_rows: u32,
    /// Whether there are as many more empty rows as the last sheet holds.
    pub fill: bool,
    /// Where its head is written.
    pub span: Span,
}

/// A pre-printed row of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// One text a column, plain.
    pub cells: Vec<String>,
    /// The clauses it comes from.
    pub clauses: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// A heading of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its text.
    pub title: String,
    /// The clauses the whole section rests on.
    pub clauses: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// A paragraph of a form: a remark, or a sentence with blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormText {
    /// Plain text, blanks as `___` or longer.
    pub text: String,
    /// The clauses it comes from.
    pub clauses: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// A part of a form, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormBlock {
    /// A heading.
    Section(Section),
    /// A paragraph.
    Text(FormText),
    /// Check rows that stand together.
    Checks(Vec<CheckRow>),
    /// A ledger.
    Ledger(Ledger),
}

/// One side of the sign-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// Who signs: 交班人.
    pub who: String,
    /// Whether the time to the minute is asked; else the date.
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
    /// Pages it may take; `None`: as many as it needs.
    pub sheets: Option<u32>,
    /// Least height of a row in mm, never under 8.
    pub row_height: u32,
    /// Head fields.
    pub head: Vec<Field>,
    /// Mark columns of the check rows: 合格, 不合格, 不适用. Empty: the check rows have none.
    pub marks: Vec<String>,
    /// Rounds a day as columns: each takes one sign a row. Empty: one round, a column a mark.
    pub rounds: Vec<String>,
    /// Extra columns of the check rows: 备注, 整改期限.
    pub columns: Vec<Column>,
    /// Who signs.
    pub sign_off: Vec<SignOff>,
    /// What a stack varies: `date`, `floor`, `shift`.
    pub per: Vec<String>,
    /// The floors or places its rule names, as they are typed in the print centre: `1-6层`.
    pub floors: Option<String>,
    /// Rows of the acceptance list it covers: `S0-3:交接班记录`.
    pub covers: Vec<String>,
    /// Ledger rows, columns and boxes whose words go on from one filled form to the next, while they are not settled.
    pub carry: Vec<String>,
    /// How to fill it in, shown at the foot.
    pub instructions: Vec<String>,
    /// The body.
    pub blocks: Vec<FormBlock>,
}

/// Something a form asks to be filled in, and the clauses it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow<'a> {
    /// What is printed, plain: a check, the first words of a pre-printed row, a sentence with blanks, the heads of an empty ledger.
    pub text: Cow<'a, str>,
    /// The clauses it comes from: its own, else those of the heading above it.
    pub clauses: &'a [Citation],
    /// Where it is written.
    pub span: Span,
}

impl Form {
    /// Everything that is to be filled in, in order; of the sentences with blanks those that rest on a clause.
    pub fn rows(&self) -> Vec<FormRow<'_>> {
        let rows = self.headed().flat_map(|(heading, block)| {
            let rows = block.rows().into_iter().map(move |row| row.under(heading));
            rows.filter(move |row| !matches!(block, FormBlock::Text(_)) || !row.clauses.is_empty())
        });
        rows.collect()
    }

    /// Whether its sheets are filed by a serial number: not what is made from duties, which has no page of its own.
    pub fn is_filed(&self) -> bool {
        !self.meta.url.is_empty()
    }

    /// The blocks in order, each with the clauses of the heading it stands under.
    pub fn headed(&self) -> impl Iterator<Item = (&[Citation], &FormBlock)> {
        self.blocks.iter().scan(&[][..], |heading, block| {
            if let FormBlock::Section(section) = block {
                *heading = &section.clauses;
            }
            Some((*heading, block))
        })
    }

    /// Every citation of the body, in order.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.blocks.iter().flat_map(FormBlock::citations)
    }

    /// The same, to be resolved.
    pub fn citations_mut(&mut self) -> impl Iterator<Item = &mut Citation> {
        self.blocks.iter_mut().flat_map(FormBlock::citations_mut)
    }
}

impl<'a> FormRow<'a> {
    fn under(self, heading: &'a [Citation]) -> Self {
        if self.clauses.is_empty() { Self { clauses: heading, ..self } } else { self }
    }
}

impl FormBlock {
    fn rows(&self) -> Vec<FormRow<'_>> {
        match self {
            FormBlock::Section(_) => Vec::new(),
            FormBlock::Text(text) if !text.text.contains("___") => Vec::new(),
            FormBlock::Text(FormText { text, clauses, span }) => {
                vec![FormRow { text: text.into(), clauses, span: *span }]
            }
            FormBlock::Checks(rows) => rows.iter().map(CheckRow::as_row).collect(),
            FormBlock::Ledger(ledger) if ledger.rows.is_empty() => vec![ledger.as_row()],
            FormBlock::Ledger(ledger) => ledger.rows.iter().map(LedgerRow::as_row).collect(),
        }
    }

    fn citations(&self) -> Vec<&Citation> {
        match self {
            FormBlock::Section(section) => section.clauses.iter().collect(),
            FormBlock::Text(text) => text.clauses.iter().collect(),
            FormBlock::Checks(rows) => rows.iter().flat_map(|row| &row.clauses).collect(),
            FormBlock::Ledger(ledger) => ledger.rows.iter().flat_map(|row| &row.clauses).collect(),
        }
    }

    fn citations_mut(&mut self) -> Vec<&mut Citation> {
        match self {
            FormBlock::Section(section) => section.clauses.iter_mut().collect(),
            FormBlock::Text(text) => text.clauses.iter_mut().collect(),
            FormBlock::Checks(rows) => rows.iter_mut().flat_map(|row| &mut row.clauses).collect(),
            FormBlock::Ledger(ledger) => ledger.rows.iter_mut().flat_map(|row| &mut row.clauses).collect(),
        }
    }
}

impl CheckRow {
    fn as_row(&self) -> FormRow<'_> {
        let text =
            if self.area.is_empty() { Cow::from(&self.text) } else { format!("{}：{}", self.area, self.text).into() };
        FormRow { text, clauses: &self.clauses, span: self.span }
    }
}

impl Ledger {
    fn as_row(&self) -> FormRow<'_> {
        let heads: Vec<_> = self.columns.iter().map(|column| column.name.as_str()).collect();
        FormRow { text: heads.join("、").into(), clauses: &[], span: self.span }
    }
}

impl LedgerRow {
    fn as_row(&self) -> FormRow<'_> {
        let text = self.cells.iter().map(String::as_str).find(|cell| !cell.is_empty()).unwrap_or_default();
        FormRow { text: text.into(), clauses: &self.clauses, span: self.span }
    }
}
