//! In: the tables of a sheet. Out: their HTML.

use super::{Printer, wrap};
use crate::{
    model::{Ask, CheckRow, Citation, FormText, Ledger, LedgerRow},
    print::{
        cells,
        columns::{Kind, Role, Shape, TableColumn, signs},
        flow::Content,
        paginate::Row,
        paper::{CELL_INSET, Type},
        size,
    },
    render::html::escape,
};
use std::fmt::Write;

impl Printer<'_> {
    pub(super) fn table(&self, out: &mut String, shape: &Shape, rows: &[Row]) {
        let class = match shape.kind {
            Kind::Texts => "texts",
            Kind::Checks => "checks",
            Kind::Ledger(_) => "ledger",
        };
        let _ = write!(out, "<table class=\"grid {class}\">\n<colgroup>");
        // The widest column takes what the others leave, so that no class is needed for wide ones.
        let widest = (0..shape.columns.len()).max_by_key(|i| shape.columns[*i].width);
        for (index, column) in shape.columns.iter().enumerate() {
            let class = if Some(index) == widest { String::new() } else { format!(" class=\"w{}\"", column.width) };
            let _ = write!(out, "<col{class}>");
        }
        out.push_str("</colgroup>\n");
        if shape.head > 0 {
            self.table_head(out, shape);
        }
        out.push_str("<tbody>\n");
        let mut groups = groups(rows);
        rows.iter().for_each(|row| self.row(out, shape, row, groups.next().unwrap_or(0)));
        out.push_str("</tbody>\n</table>\n");
    }

    fn table_head(&self, out: &mut String, shape: &Shape) {
        let _ = write!(out, "<thead><tr class=\"h{}\">", shape.head);
        for column in &shape.columns {
            let _ = write!(out, "<th scope=\"col\" class=\"{}\">", role_class(column.role));
            wrap(out, &self.head_text(shape, column.role), column.room(Type::SMALL));
            out.push_str("</th>");
        }
        out.push_str("</tr></thead>\n");
    }

    fn head_text(&self, shape: &Shape, role: Role) -> String {
        let (form, words) = (self.form, self.words);
        match (role, shape.kind) {
            (Role::Area, _) => words.area.clone(),
            (Role::Number, _) => words.number.clone(),
            (Role::Item, _) => {
                let item = shape.title.map_or_else(|| words.item.clone(), |s| size::section_line(s, self.basis, false));
                if form.rounds.is_empty() { item } else { format!("{item}（{}）", signs(&form.marks)) }
            }
            (Role::Basis, _) => words.basis.clone(),
            (Role::Answer, _) => words.answer.clone(),
            (Role::Mark(i), _) => form.marks[i].clone(),
            (Role::Round(i), _) => form.rounds[i].clone(),
            (Role::Extra(i), _) => form.columns[i].name.clone(),
            (Role::Cell(i), Kind::Ledger(ledger)) => ledger.columns[i].name.clone(),
            (Role::Cell(_), _) => String::new(),
        }
    }

    /// `group`: how many rows its group's cell reaches over, where the row begins one.
    fn row(&self, out: &mut String, shape: &Shape, row: &Row, group: usize) {
        let height = row.height;
        match (row.content, shape.kind) {
            (Content::Section(section, continued), _) => {
                let label = self.bracketed(&section.clauses);
                let _ = write!(
                    out,
                    "<tr class=\"section h{height}\"><th colspan=\"{}\" scope=\"rowgroup\">",
                    shape.columns.len()
                );
                let room = Type::BODY.room(self.layout.frame.paper.text_width(), CELL_INSET);
                wrap(out, &section.title, room);
                self.small(out, &label, room);
                if continued {
                    wrap(out, &self.words.continued, room);
                }
                out.push_str("</th></tr>\n");
            }
            (Content::Text(text), _) => self.text(out, text, height),
            (Content::Check(check), _) => self.check(out, shape, check, height, group),
            (Content::Filled(filled), Kind::Ledger(ledger)) => self.filled(out, shape, ledger, filled, height),
            (Content::Blank(number), Kind::Ledger(ledger)) => self.blank(out, shape, ledger, number, height),
            _ => {}
        }
    }

    /// A box to write in keeps its name in the corner; a sentence stands in the middle of its row.
    fn text(&self, out: &mut String, text: &FormText, height: u32) {
        let room = Type::BODY.room(self.layout.frame.paper.text_width(), CELL_INSET);
        let name = cells::box_name(&text.text);
        let printed = name.map_or_else(|| cells::printed(&text.text), Into::into);
        let class = match name {
            Some(_) => "write-in",
            None if printed.contains(cells::BLANK) => "blanks",
            None => "remark",
        };
        let carried =
            name.is_some_and(|name| self.form.carry.iter().any(|one| one == name.trim_end_matches(['：', ':'])));
        let carried = if carried { " data-carry" } else { "" };
        let _ = write!(out, "<tr class=\"h{height}\"{}{carried}><td class=\"{class}\">", clause_data(&text.clauses));
        wrap(out, &printed, room);
        self.small(out, &self.bracketed(&text.clauses), room);
        out.push_str("</td></tr>\n");
    }

    fn check(&self, out: &mut String, shape: &Shape, row: &CheckRow, height: u32, group: usize) {
        let _ = write!(
            out,
            "<tr id=\"r{0}\" class=\"h{height}\" data-row=\"{0}\"{1}{2}>",
            row.number,
            if row.area.is_empty() { String::new() } else { format!(" data-area=\"{}\"", escape(&row.area)) },
            clause_data(&row.clauses)
        );
        let merged = row.ask != Ask::Mark && shape.merged_marks() > 0;
        for column in &shape.columns {
            match column.role {
                Role::Area if group == 0 => {}
                Role::Area => {
                    let _ = write!(out, "<td class=\"area\" rowspan=\"{group}\">");
                    wrap(out, &row.area, column.room(Type::SMALL));
                    out.push_str("</td>");
                }
                Role::Mark(0) if merged => self.merged(out, shape, &row.ask),
                Role::Mark(_) if merged => {}
                _ => self.check_cell(out, *column, row),
            }
        }
        out.push_str("</tr>\n");
    }

    fn merged(&self, out: &mut String, shape: &Shape, ask: &Ask) {
        let marks = shape.columns.iter().filter(|c| matches!(c.role, Role::Mark(_))).count();
        let _ = write!(out, "<td class=\"answer\" colspan=\"{marks}\" data-kind=\"{}\">", ask_name(ask));
        self.ask(out, ask, Type::SMALL.room(shape.merged_marks(), CELL_INSET));
        out.push_str("</td>");
    }

    fn check_cell(&self, out: &mut String, column: TableColumn, row: &CheckRow) {
        let class = role_class(column.role);
        let room = column.room(Type::SMALL);
        match column.role {
            Role::Number => {
                let _ = write!(out, "<td class=\"{class}\">{}</td>", row.number);
            }
            Role::Item => {
                let _ = write!(out, "<td class=\"{class}\">");
                wrap(out, &row.text, column.room(Type::BODY));
                out.push_str("</td>");
            }
            Role::Basis => self.cell(out, class, &self.label(&row.clauses), room),
            Role::Mark(i) => {
                let _ = write!(out, "<td class=\"{class}\" data-mark=\"{}\">□</td>", escape(&self.form.marks[i]));
            }
            Role::Round(i) => {
                let round = escape(&self.form.rounds[i]);
                let _ =
                    write!(out, "<td class=\"{class}\" data-round=\"{round}\" data-kind=\"{}\">", ask_name(&row.ask));
                self.ask(out, &row.ask, room);
                out.push_str("</td>");
            }
            Role::Answer => {
                let _ = write!(out, "<td class=\"answer\" data-kind=\"{}\">", ask_name(&row.ask));
                self.ask(out, &row.ask, room);
                out.push_str("</td>");
            }
            Role::Extra(i) => self.open_cell(out, class, &self.form.columns[i], room),
            Role::Area | Role::Cell(_) => {}
        }
    }

    fn filled(&self, out: &mut String, shape: &Shape, ledger: &Ledger, row: &LedgerRow, height: u32) {
        let carried = row.cells.first().is_some_and(|name| self.form.carry.contains(name));
        let carried = if carried { " data-carry" } else { "" };
        let _ = write!(out, "<tr class=\"h{height}\"{}{carried}>", clause_data(&row.clauses));
        for column in &shape.columns {
            match column.role {
                Role::Cell(i) => match row.cells.get(i).map_or("", String::as_str) {
                    "" => self.open_cell(out, "cell", &ledger.columns[i], column.room(Type::SMALL)),
                    text => self.cell(out, "cell", text, column.room(Type::BODY)),
                },
                _ => self.cell(out, "basis", &self.label(&row.clauses), column.room(Type::SMALL)),
            }
        }
        out.push_str("</tr>\n");
    }

    fn blank(&self, out: &mut String, shape: &Shape, ledger: &Ledger, number: u32, height: u32) {
        let _ = write!(out, "<tr class=\"empty h{height}\" data-row=\"{number}\">");
        for column in &shape.columns {
            let room = column.room(Type::SMALL);
            match column.role {
                Role::Cell(i) if ledger.columns[i].name == self.words.number => {
                    self.cell(out, "number", &number.to_string(), room);
                }
                Role::Cell(i) => self.open_cell(out, "cell", &ledger.columns[i], room),
                _ => self.cell(out, "basis", "", room),
            }
        }
        out.push_str("</tr>\n");
    }

    fn cell(&self, out: &mut String, class: &str, text: &str, room: u32) {
        let _ = write!(out, "<td class=\"{class}\">");
        wrap(out, text, room);
        out.push_str("</td>");
    }

    fn bracketed(&self, clauses: &[Citation]) -> String {
        let label = self.label(clauses);
        if label.is_empty() { label } else { format!("（{label}）") }
    }

    fn small(&self, out: &mut String, text: &str, room: u32) {
        if !text.is_empty() {
            out.push_str("<span class=\"by\">");
            wrap(out, text, room);
            out.push_str("</span>");
        }
    }
}

/// For every row the number of rows of its group from there on, where it is the first of it on its sheet; else 0.
fn groups<'r>(rows: &'r [Row<'r>]) -> impl Iterator<Item = usize> + 'r {
    let area = |row: &Row<'r>| match row.content {
        Content::Check(check) => Some(check.area.as_str()),
        _ => None,
    };
    rows.chunk_by(move |a, b| area(a).is_some() && area(a) == area(b))
        .flat_map(|group| std::iter::once(group.len()).chain(std::iter::repeat_n(0, group.len() - 1)))
}

/// What an answer cell asks for, as `data-kind` says it.
fn ask_name(ask: &Ask) -> &'static str {
    match ask {
        Ask::Mark => "mark",
        Ask::Value(_) => "number",
        Ask::Time => "time",
        Ask::Date => "date",
        Ask::Person => "person",
        Ask::Text => "text",
        Ask::Choice(_) => "choice",
    }
}

fn role_class(role: Role) -> &'static str {
    match role {
        Role::Area => "area",
        Role::Number => "number",
        Role::Item => "item",
        Role::Basis => "basis",
        Role::Mark(_) => "mark",
        Role::Round(_) => "round",
        Role::Answer => "answer",
        Role::Extra(_) | Role::Cell(_) => "cell",
    }
}

/// The clauses a row rests on, as scripts and tests read them: ` data-clause="qz-hall#3 qz-hall#5"`.
fn clause_data(clauses: &[Citation]) -> String {
    let keys: Vec<_> = clauses.iter().flat_map(|c| &c.targets).map(crate::model::Target::key).collect();
    if keys.is_empty() { String::new() } else { format!(" data-clause=\"{}\"", escape(&keys.join(" "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_breaks_only_where_it_is_counted_to() {
        let mut out = String::new();
        wrap(&mut out, "查<b>，好", 100);
        assert_eq!(out, "查<span class=\"nb\">&lt;b&gt;，</span>好");
    }
}
