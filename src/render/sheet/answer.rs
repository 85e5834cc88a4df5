//! In: what a cell asks for. Out: what is printed in it before it is filled in.

use super::{Printer, kind_name, wrap};
use crate::{
    model::{Ask, Column, FieldKind},
    print::cells,
    render::html::escape,
};
use std::fmt::Write;

impl Printer<'_> {
    /// What an answer cell holds before it is filled in.
    pub(super) fn ask(&self, out: &mut String, ask: &Ask, room: u32) {
        match ask {
            Ask::Time => out.push_str(&escape(&self.moment(FieldKind::Time, room))),
            Ask::Date => out.push_str(&escape(&self.moment(FieldKind::Date, room))),
            Ask::Value(unit) => {
                out.push_str("<span class=\"value\">");
                wrap(out, unit, room);
                out.push_str("</span>");
            }
            Ask::Choice(choices) => boxes(out, choices, room),
            Ask::Mark | Ask::Person | Ask::Text => {}
        }
    }

    /// A cell to write in: its choices, or nothing.
    pub(super) fn open_cell(&self, out: &mut String, class: &str, column: &Column, room: u32) {
        let _ = write!(
            out,
            "<td class=\"{class} open\" data-column=\"{}\" data-kind=\"{}\"{}>",
            escape(&column.name),
            kind_name(column.kind),
            if self.form.carry.contains(&column.name) { " data-carry" } else { "" }
        );
        boxes(out, &column.choices, room);
        out.push_str("</td>");
    }
}

/// Choices side by side, none of them broken unless it is wider than its cell.
fn boxes(out: &mut String, choices: &[String], room: u32) {
    for (n, text) in cells::boxes(choices).iter().enumerate() {
        if n > 0 {
            out.push(' ');
        }
        if cells::text_width(text) <= room {
            let _ = write!(out, "<span class=\"nb\">{}</span>", escape(text));
        } else {
            wrap(out, text, room);
        }
    }
}
