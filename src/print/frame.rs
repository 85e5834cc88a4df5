//! In: a form and its basis. Out: what every sheet repeats, and how much it leaves for the body.

use super::{
    basis::Basis,
    cells,
    paper::{CELL_INSET, GAP, LEAST_ROW, Paper, Type, whole},
};
use crate::model::{Field, FieldKind, Form, SignOff};

/// What stands in a line of head fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A field of the form: index of [`Form::head`].
    Field(usize),
    /// The serial number of the sheet.
    Serial,
}

/// One line of head fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLine {
    /// What stands in it, left to right.
    pub slots: Vec<Slot>,
    /// Its height in mm.
    pub height: u32,
}

/// What a sheet holds besides its body. Heights in mm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The paper.
    pub paper: Paper,
    /// Lines above the title: the issuer's, and one for the code where it does not fit beside the issuer.
    pub top_lines: u32,
    /// Lines of the title.
    pub title_lines: u32,
    /// Head fields and the serial number, line by line.
    pub fields: Vec<FieldLine>,
    /// Height left for the body.
    pub body: u32,
}

/// What the QR code and the space beside it take from the lines above the head fields, in mm.
pub const QR_ROOM: u32 = 17;
/// A line above the title: unit, code, version, date.
const TOP_LINE: u32 = 5;
/// The last line: scale bar and page number.
const LAST_LINE: u32 = 6;
/// Kept free so that rules and rounding never push the foot off the sheet.
const RESERVE: u32 = 1;
/// Height of one side of the sign-off, the time beneath the name.
const SIGN_BOX: u32 = 16;
/// Height of one side of the sign-off, the time on the line of the name.
const SIGN_LINE: u32 = 10;
/// Room for a signature, in tenths of an em.
const SIGNATURE: u32 = 80;
/// Least width of one side of the sign-off.
const SIGN_WIDTH: u32 = 80;

impl Frame {
    /// The frame of a form's sheets.
    pub fn of(form: &Form, basis: &Basis) -> Self {
        let paper = Paper::of(form.orientation);
        let width = paper.text_width();
        let title_lines = Type::TITLE.lines(&form.meta.title, title_width(paper), 0);
        let serial = form.is_filed().then(|| serial_text(&form.code));
        let fields = field_lines(&form.head, serial, width);
        let fields_height: u32 = fields.iter().map(|line| line.height).sum();
        let top_lines = top_lines(form, basis, width - QR_ROOM);
        let head = top_lines * TOP_LINE + 1 + Type::TITLE.height(title_lines) + fields_height + GAP;
        let source_lines = if basis.sources.is_empty() { 0 } else { Type::FOOT.lines(&foot_text(basis), width, 0) };
        let foot = GAP + Type::FOOT.height(source_lines) + LAST_LINE;
        Self { paper, top_lines, title_lines, fields, body: paper.text_height().saturating_sub(head + foot + RESERVE) }
    }
}

/// Width of the title, which stands in the middle of the sheet beside the QR code.
pub fn title_width(paper: Paper) -> u32 {
    paper.text_width() - 2 * QR_ROOM
}

/// Lines above the title, interface words counted by stand-ins of the same width.
fn top_lines(form: &Form, basis: &Basis, width: u32) -> u32 {
    let date = if form.effective.is_some() { "　启用日期：2026-03-02" } else { "" };
    let code = format!("编号：{}　版本：{}{date}", form.code, form.version);
    match Type::SMALL.lines(&format!("{}　{code}", basis.issuer), width, 0) {
        1 => 1,
        _ => Type::SMALL.lines(&basis.issuer, width, 0) + Type::SMALL.lines(&code, width, 0),
    }
}

/// The foot's line of sources, after a stand-in for the word before it.
fn foot_text(basis: &Basis) -> String {
    format!("条款依据：{}", basis.foot())
}

/// What a field reads on paper, blanks as full-width low lines: what is counted, and what the page writes.
pub fn field_text(field: &Field) -> String {
    match field.kind {
        FieldKind::Choice => {
            let boxes: Vec<_> = field.choices.iter().map(|choice| format!("□{choice}")).collect();
            format!("{}：{}", field.name, boxes.join(" "))
        }
        kind => format!("{}：{}", field.name, cells::BLANK.to_string().repeat(blank_cells(kind))),
    }
}

/// Room for what is written, in em.
fn blank_cells(kind: FieldKind) -> usize {
    match kind {
        FieldKind::Date => 12,
        FieldKind::Time | FieldKind::Person => 7,
        FieldKind::Number => 5,
        FieldKind::Text | FieldKind::Choice => 9,
    }
}

/// A field with the room it needs, measured once.
struct Measured {
    slot: Slot,
    /// Its width in mm where it stands on one line.
    width: u32,
    /// The height of its line.
    height: u32,
}

/// Packs the fields and the serial number into as few lines as they need, each as full as the others.
fn field_lines(fields: &[Field], serial: Option<String>, width: u32) -> Vec<FieldLine> {
    let measure = |(slot, text): (Slot, String)| {
        let rows = Type::BODY.lines(&text, width, 2 * CELL_INSET);
        let height = whole(Type::BODY.height(rows).max(LEAST_ROW));
        Measured { slot, width: Type::BODY.width_of(&text, 2 * CELL_INSET), height }
    };
    let texts = fields.iter().map(field_text).chain(serial);
    let slots: Vec<_> = (0..fields.len()).map(Slot::Field).chain([Slot::Serial]).zip(texts).map(measure).collect();
    let fewest = pack(&slots, width).len();
    let even = (width / 3..=width).find(|limit| pack(&slots, *limit).len() == fewest);
    pack(&slots, even.unwrap_or(width))
}

/// The serial number's field, after a stand-in for its word: room for `LY-XC-02-20261126-6-1`, which is set smaller than the rest.
fn serial_text(code: &str) -> String {
    let number = cells::text_width(&format!("{code}-20261126-6-1")) * Type::SMALL.em / Type::BODY.em;
    format!("流水号：{}", cells::BLANK.to_string().repeat(number.div_ceil(10) as usize))
}

/// Packs fields into lines of at most `limit` mm; one that is wider alone takes its own line.
fn pack(slots: &[Measured], limit: u32) -> Vec<FieldLine> {
    let mut lines: Vec<FieldLine> = Vec::new();
    let mut left = 0;
    for Measured { slot, width, height } in slots {
        match lines.last_mut() {
            Some(line) if *width <= left => {
                line.slots.push(*slot);
                left -= width;
            }
            _ => {
                lines.push(FieldLine { slots: vec![*slot], height: *height });
                left = limit.saturating_sub(*width);
            }
        }
    }
    lines
}

/// How the sign-off is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignOffPlan {
    /// Sides in one row.
    pub columns: u32,
    /// Height of a row in mm.
    pub height: u32,
    /// Whether the time stands on the line of the name.
    pub one_line: bool,
}

/// The lowest way to set the sign-off; `None` where nobody signs.
pub fn sign_off(form: &Form) -> Option<SignOffPlan> {
    let sides = form.sign_off.len() as u32;
    let width = Paper::of(form.orientation).text_width();
    let plans = (1..=(width / SIGN_WIDTH).min(sides)).rev().map(|columns| sign_plan(form, columns, width / columns));
    plans.min_by_key(|plan| sides.div_ceil(plan.columns) * plan.height)
}

fn sign_plan(form: &Form, columns: u32, width: u32) -> SignOffPlan {
    let room = Type::BODY.room(width, CELL_INSET);
    let name = |side: &SignOff| format!("{}签名：", side.who);
    let one_line = form
        .sign_off
        .iter()
        .all(|side| cells::text_width(&name(side)) + SIGNATURE + if side.time { 160 } else { 100 } <= room);
    let lines = form.sign_off.iter().map(|side| cells::lines(&name(side), room)).max().unwrap_or(1);
    let height = if one_line { SIGN_LINE } else { whole(SIGN_BOX + Type::BODY.height(lines - 1)) };
    SignOffPlan { columns, height, one_line }
}

/// Height of the sign-off in mm; 0 where nobody signs.
pub fn sign_off_height(form: &Form) -> u32 {
    sign_off(form).map_or(0, |plan| (form.sign_off.len() as u32).div_ceil(plan.columns) * plan.height)
}

/// Height of the instructions in mm; 0 where there are none.
pub fn instructions_height(form: &Form) -> u32 {
    if form.instructions.is_empty() {
        return 0;
    }
    let width = Paper::of(form.orientation).text_width();
    let counted = |text: &String| Type::FOOT.lines(&format!("10. {}", cells::printed(text)), width, 0);
    GAP + Type::FOOT.height(1 + form.instructions.iter().map(counted).sum::<u32>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, kind: FieldKind) -> Field {
        Field { name: name.into(), kind, choices: Vec::new(), fill: None }
    }

    #[test]
    fn fields_share_lines_evenly() {
        let fields = [
            field("日期", FieldKind::Date),
            field("楼层", FieldKind::Text),
            field("班次", FieldKind::Text),
            field("记录人", FieldKind::Person),
        ];
        let lines: Vec<_> = field_lines(&fields, Some("流水号：＿＿＿＿＿＿＿＿＿".to_owned()), 175)
            .into_iter()
            .map(|l| l.slots.len())
            .collect();
        assert_eq!(lines, [2, 3]);
        assert_eq!(field_lines(&fields[..1], Some("流水号：＿＿＿＿＿＿＿＿＿".to_owned()), 175).len(), 1);
    }
}
