//! In: who signs a form and how it is filled in. Out: the end of its last sheet.

use super::{Printer, wrap};
use crate::{
    model::{FieldKind, SignOff},
    print::{
        cells, frame,
        paper::{CELL_INSET, Type},
    },
    render::html::escape,
};
use std::fmt::Write;

impl Printer<'_> {
    pub(super) fn sign_off(&self, out: &mut String) {
        let Some(plan) = frame::sign_off(self.form) else { return };
        let room = Type::BODY.room(self.layout.frame.paper.text_width() / plan.columns, CELL_INSET);
        let class = if plan.one_line { "sign-off one-line" } else { "sign-off" };
        let _ = write!(out, "<table class=\"grid {class}\">\n<tbody>\n");
        for sides in self.form.sign_off.chunks(plan.columns as usize) {
            let _ = write!(out, "<tr class=\"h{}\">", plan.height);
            sides.iter().for_each(|side| self.side(out, side, room));
            (sides.len()..plan.columns as usize).for_each(|_| out.push_str("<td></td>"));
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n");
    }

    fn side(&self, out: &mut String, side: &SignOff, room: u32) {
        let _ = write!(out, "<td data-sign=\"{}\"><div class=\"side\"><p>", escape(&side.who));
        wrap(out, &format!("{}{}", side.who, self.words.signature), room);
        let mut when = self.moment(FieldKind::Date, room);
        if side.time {
            when.push_str(&self.moment(FieldKind::Time, room));
        }
        let _ = write!(out, "</p><p class=\"when\">{}</p></div></td>", escape(&when));
    }

    pub(super) fn instructions(&self, out: &mut String) {
        let room = Type::FOOT.room(self.layout.frame.paper.text_width(), 0);
        let _ = writeln!(out, "<div class=\"instructions\"><p>{}</p>", escape(&self.words.instructions));
        for (index, text) in self.form.instructions.iter().enumerate() {
            out.push_str("<p>");
            wrap(out, &format!("{}. {}", index + 1, cells::printed(text)), room);
            out.push_str("</p>\n");
        }
        out.push_str("</div>\n");
    }
}
