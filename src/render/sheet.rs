//! In: a form laid out on sheets. Out: their HTML, ready to print blank; what a script fills in later is marked with `data-` names.
//!
//! Heights and widths stand in classes (`h12` is 12 mm high, `w30` 30 mm wide), so that no style attribute is needed.

mod answer;
mod more;
mod qr;
mod table;
mod tail;
mod words;

pub use more::Printed;
pub use words::PaperWords;

use super::html::{escape, escape_into};
use crate::{
    model::{Citation, FieldKind, Form},
    print::{
        basis::Basis,
        cells,
        columns::signs,
        frame::{self, Frame, Slot},
        paginate::{Layout, Part, Sheet},
        paper::{CELL_INSET, Type},
    },
};
use std::fmt::Write;

/// A form on its way to HTML.
pub struct Printer<'a> {
    /// The form.
    pub form: &'a Form,
    /// What it rests on.
    pub basis: &'a Basis,
    /// Its sheets.
    pub layout: &'a Layout<'a>,
    /// The words.
    pub words: &'a PaperWords,
    /// Whether it is a 续页: its page number is written by hand.
    pub more: bool,
}

impl Printer<'_> {
    /// All sheets, each in a box of its own that scrolls on a narrow screen.
    pub fn sheets(&self) -> String {
        let mut out = String::new();
        for (index, sheet) in self.layout.sheets.iter().enumerate() {
            self.sheet(&mut out, sheet, index + 1);
        }
        out
    }

    fn sheet(&self, out: &mut String, sheet: &Sheet, number: usize) {
        let page = self.page_number(number);
        let lies = match self.form.orientation {
            crate::model::Orientation::Portrait => "portrait",
            crate::model::Orientation::Landscape => "landscape",
        };
        let _ = write!(
            out,
            "<div class=\"sheet-box\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n\
             <section class=\"sheet {lies}\" data-form=\"{}\" data-code=\"{}\" data-version=\"{}\" data-sheet=\"{number}\"{}{}>\n",
            escape(&page),
            escape(&self.form.meta.id),
            escape(&self.form.code),
            escape(&self.form.version),
            self.signs(),
            if self.more { " data-more" } else { "" }
        );
        self.head(out, number);
        out.push_str("<div class=\"sheet-body\">\n<div class=\"grids\">\n");
        for part in &sheet.parts {
            match part {
                Part::Table(shape, rows) => self.table(out, &self.layout.shapes[*shape], rows),
                Part::SignOff => self.sign_off(out),
                Part::Instructions => {}
            }
        }
        out.push_str("</div>\n");
        if sheet.parts.contains(&Part::Instructions) {
            self.instructions(out);
        }
        out.push_str("</div>\n");
        self.foot(out, &page);
        out.push_str("</section>\n</div>\n");
    }

    /// The signs that go into the cells of rounds.
    fn signs(&self) -> String {
        if self.form.rounds.is_empty() {
            return String::new();
        }
        format!(" data-signs=\"{}\"", escape(&signs(&self.form.marks)))
    }

    fn page_number(&self, number: usize) -> String {
        if self.more {
            return self.words.more_page.clone();
        }
        let all = self.layout.sheets.len();
        self.words.page.replace("{n}", &number.to_string()).replace("{all}", &all.to_string())
    }

    fn head(&self, out: &mut String, number: usize) {
        let words = self.words;
        let title = if number == 1 { "h2" } else { "p" };
        let _ = write!(
            out,
            "<header class=\"sheet-head\">\n<p class=\"sheet-top{}\"><span>{}</span><span>{}：{}　{}：{}",
            if self.layout.frame.top_lines > 1 { " stacked" } else { "" },
            escape(&self.basis.issuer),
            escape(&words.code),
            escape(&self.form.code),
            escape(&words.version),
            escape(&self.form.version)
        );
        if let Some(date) = self.form.effective {
            let _ = write!(out, "　{}：{date}", escape(&words.effective));
        }
        let _ = write!(out, "</span></p>\n<{title} class=\"sheet-title\">");
        wrap(out, &self.form.meta.title, Type::TITLE.room(frame::title_width(self.layout.frame.paper), 0));
        let _ = writeln!(out, "</{title}>");
        qr::draw(out, &format!("{} {}", self.form.code, self.form.version), &words.qr);
        self.fields(out, &self.layout.frame);
        out.push_str("</header>\n");
    }

    fn fields(&self, out: &mut String, frame: &Frame) {
        for line in &frame.fields {
            let _ = write!(out, "<p class=\"fields h{}\">", line.height);
            for slot in &line.slots {
                match slot {
                    Slot::Field(index) => self.field(out, *index),
                    Slot::Serial => {
                        let word = escape(&self.words.serial);
                        let _ = write!(
                            out,
                            "<span class=\"field serial\">{word}：<span class=\"write\" data-field=\"serial\"></span></span>"
                        );
                    }
                }
            }
            out.push_str("</p>\n");
        }
    }

    fn field(&self, out: &mut String, index: usize) {
        let field = &self.form.head[index];
        let kind = kind_name(field.kind);
        let room = Type::BODY.room(self.layout.frame.paper.text_width(), 2 * CELL_INSET);
        let name = escape(&field.name);
        let fill = field.fill.map_or(String::new(), |fill| format!(" data-fill=\"{}\"", fill.name()));
        if field.kind == FieldKind::Choice {
            let _ = write!(out, "<span class=\"field {kind}\" data-field=\"{name}\" data-kind=\"{kind}\"{fill}>");
            wrap(out, &frame::field_text(field), room);
            out.push_str("</span>");
            return;
        }
        let _ = write!(
            out,
            "<span class=\"field {kind}\">{name}：<span class=\"write\" data-field=\"{name}\" data-kind=\"{kind}\"{fill}>{}</span></span>",
            escape(&self.moment(field.kind, 200))
        );
    }

    /// What is printed where a date or time is written, the longest form that fits `room` tenths of an em.
    pub(super) fn moment(&self, kind: FieldKind, room: u32) -> String {
        let word = |index: usize| self.words.moments.chars().nth(index).unwrap_or('　');
        let forms = match kind {
            FieldKind::Date => vec![
                format!("　　　{}　　{}　　{}", word(0), word(1), word(2)),
                format!("　　{}　{}　{}", word(0), word(1), word(2)),
                format!("　{}　{}", word(1), word(2)),
            ],
            FieldKind::Time => {
                vec![format!("　　{}　　{}", word(3), word(4)), format!("　{}　{}", word(3), word(4)), "：".to_owned()]
            }
            _ => Vec::new(),
        };
        forms.into_iter().find(|form| cells::text_width(form) <= room).unwrap_or_default()
    }

    fn foot(&self, out: &mut String, page: &str) {
        out.push_str("<footer class=\"sheet-foot\">\n");
        if !self.basis.sources.is_empty() {
            out.push_str("<p class=\"sources\">");
            let room = Type::FOOT.room(self.layout.frame.paper.text_width(), 0);
            wrap(out, &format!("{}{}", self.words.sources, self.basis.foot()), room);
            out.push_str("</p>\n");
        }
        let id = format!("{} {}", self.form.code, self.form.version);
        // Beside the bar and the page number; a longer one stands in the head only.
        let id = if Type::FOOT.width_of(&id, 0) <= 40 { escape(&id) } else { String::new() };
        let _ = write!(
            out,
            "<p class=\"sheet-last\"><span class=\"scale\">{}</span><span class=\"sheet-id\">{id}</span>\
             <span class=\"page-no\">{}</span></p>\n</footer>\n",
            escape(&self.words.scale),
            escape(page)
        );
    }

    pub(super) fn label(&self, clauses: &[Citation]) -> String {
        self.basis.label(clauses)
    }
}

/// Writes a text so that it breaks only where [`cells::lines`] counts a break.
pub fn wrap(out: &mut String, text: &str, room: u32) {
    for unit in cells::units(text) {
        let whole = unit.width <= room && unit.text.chars().nth(1).is_some();
        if unit.text == "\n" {
            out.push_str("<br>");
        } else if whole {
            out.push_str("<span class=\"nb\">");
            escape_into(out, unit.text);
            out.push_str("</span>");
        } else {
            escape_into(out, unit.text);
        }
    }
}

/// The name of a kind in class and `data-kind`.
pub fn kind_name(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Number => "number",
        FieldKind::Date => "date",
        FieldKind::Time => "time",
        FieldKind::Choice => "choice",
        FieldKind::Person => "person",
    }
}
