//! In: `document.xml` with styles and lists. Out: lines: what a reader of the printed paper sees, revisions accepted.

use super::{
    super::{
        Refusal,
        line::{Kind, Line, trim},
        log::Log,
        mark,
        mess::{CONTENTS, FURNITURE, TRACKED},
    },
    numbering::Numbering,
    styles::Style,
    xml::{Step, attribute, is_on, walk},
};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Longest cell of a table of data, in characters; longer ones lay out text.
const CELL_LIMIT: usize = 400;
/// Most rows kept as one table.
const ROW_LIMIT: usize = 2_000;

/// A paragraph in the making.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
    outline: Option<u8>,
    centred: Option<bool>,
    deleted: String,
    /// Lines of text boxes anchored in it; they follow it.
    after: Vec<Line>,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    lines: Vec<Line>,
    cell: Vec<Line>,
    span: usize,
    continues: bool,
}

struct Body<'a> {
    styles: &'a BTreeMap<String, Style>,
    numbering: &'a mut Numbering,
    notes: &'a BTreeMap<String, String>,
    /// Open paragraphs: a text box stands inside one.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    lines: Vec<Line>,
    cited: Vec<String>,
    count: usize,
    gap: usize,
    /// Depth inside what is not shown: deleted runs' names, fallbacks, phonetic guides, field codes.
    hidden: usize,
    /// Depth inside deleted or moved-away text.
    deleted: usize,
    in_text: bool,
    in_properties: usize,
    hidden_run: bool,
    contents: Vec<Line>,
}

/// Reads the body; `notes` are footnotes by id.
///
/// # Errors
/// Broken markup.
pub fn read(
    text: &str,
    styles: &BTreeMap<String, Style>,
    numbering: &mut Numbering,
    notes: &BTreeMap<String, String>,
    log: &mut Log,
) -> Result<Vec<Line>, Refusal> {
    let mut body = Body {
        styles,
        numbering,
        notes,
        paragraphs: Vec::new(),
        tables: Vec::new(),
        lines: Vec::new(),
        cited: Vec::new(),
        count: 0,
        gap: 0,
        hidden: 0,
        deleted: 0,
        in_text: false,
        in_properties: 0,
        hidden_run: false,
        contents: Vec::new(),
    };
    let mut tracked: Vec<(usize, String)> = Vec::new();
    walk(text, |step| match step {
        Step::Open(name, start) => body.open(name, start),
        Step::Close(name) => body.close(name, &mut tracked),
        Step::Text(text) => body.text(text),
    })?;
    while !body.paragraphs.is_empty() {
        body.end_paragraph(&mut tracked);
    }
    for (at, text) in tracked {
        log.note(at, &TRACKED, &text);
    }
    for line in std::mem::take(&mut body.contents) {
        if !log.leave_out(&line, &CONTENTS) {
            body.lines.push(line);
        }
    }
    let mut lines = body.lines;
    lines.sort_by_key(|line| line.at);
    if !body.cited.is_empty() {
        let at = lines.last().map_or(1, |line| line.at + 1);
        lines.push(Line { kind: Kind::Heading(2), ..Line::new("注释", at, 1) });
        lines.extend(
            body.cited
                .iter()
                .enumerate()
                .map(|(i, note)| Line { plain: true, ..Line::new(&format!("〔注{}〕{note}", i + 1), at, 0) }),
        );
        log.note(at, &FURNITURE, "脚注移到文末“注释”下，正文里标〔注1〕等");
    }
    Ok(lines)
}

impl Body<'_> {
    fn open(&mut self, name: &str, start: &BytesStart) {
        match name {
            // A fallback repeats what the choice before it says; a phonetic guide what its base says.
            "Fallback" | "rt" | "instrText" | "delInstrText" => self.hidden += 1,
            "del" | "moveFrom" if self.in_properties == 0 => self.deleted += 1,
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" | "rPr" | "sectPr" | "tblPr" | "trPr" => {
                self.in_properties += 1;
                if name == "rPr" {
                    self.hidden_run = false;
                }
            }
            "tcPr" => self.in_properties += 1,
            "r" => self.hidden_run = false,
            "t" | "delText" => self.in_text = true,
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.span, table.continues) = (1, false);
                }
            }
            _ if self.in_properties > 0 => self.property(name, start),
            "tab" | "ptab" => self.push("\u{3000}"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let sign = attribute(start, "char").map_or("", |code| symbol(&code));
                self.push(sign);
            }
            "footnoteReference" | "endnoteReference" => self.note(name, start),
            _ => {}
        }
    }

    fn property(&mut self, name: &str, start: &BytesStart) {
        let value = || attribute(start, "val");
        match name {
            "vanish" | "webHidden" if is_on(start) => self.hidden_run = name == "vanish",
            "gridSpan" => {
                if let (Some(table), Some(span)) =
                    (self.tables.last_mut(), value().and_then(|v| v.parse::<usize>().ok()))
                {
                    table.span = span.clamp(1, 64);
                }
            }
            "vMerge" => {
                if let Some(table) = self.tables.last_mut() {
                    table.continues = value().as_deref() != Some("restart");
                }
            }
            _ => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = value(),
                    "numId" => paragraph.list = value().and_then(|v| v.parse().ok()),
                    "ilvl" => paragraph.level = value().and_then(|v| v.parse().ok()),
                    "outlineLvl" => paragraph.outline = value().and_then(|v| v.parse().ok()),
                    "jc" => paragraph.centred = value().map(|v| v == "center"),
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, name: &str, tracked: &mut Vec<(usize, String)>) {
        match name {
            "Fallback" | "rt" | "instrText" | "delInstrText" => self.hidden = self.hidden.saturating_sub(1),
            "del" | "moveFrom" if self.in_properties == 0 => self.deleted = self.deleted.saturating_sub(1),
            "pPr" | "rPr" | "sectPr" | "tblPr" | "trPr" | "tcPr" => {
                self.in_properties = self.in_properties.saturating_sub(1)
            }
            "t" | "delText" => self.in_text = false,
            "p" => self.end_paragraph(tracked),
            "tc" => self.end_cell(),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && !self.hidden_run {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if self.hidden > 0 || self.hidden_run {
            return;
        }
        let deleted = self.deleted > 0;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if deleted { paragraph.deleted.push_str(text) } else { paragraph.text.push_str(text) }
        }
    }

    fn note(&mut self, name: &str, start: &BytesStart) {
        let Some(id) = attribute(start, "id") else { return };
        let Some(text) = self.notes.get(&format!("{name}{id}")).cloned() else { return };
        self.cited.push(text);
        let sign = format!("〔注{}〕", self.cited.len());
        self.push(&sign);
    }

    fn end_paragraph(&mut self, tracked: &mut Vec<(usize, String)>) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        self.count += 1;
        let at = self.count;
        if !trim(&paragraph.deleted).is_empty() {
            tracked.push((at, trim(&paragraph.deleted).to_owned()));
        }
        let none = Style::default();
        let style = paragraph.style.as_ref().and_then(|id| self.styles.get(id)).unwrap_or(&none);
        let list = paragraph.list.or(style.numbering).filter(|list| *list != 0);
        let empty = trim(&paragraph.text).is_empty();
        let label = match list {
            // Word numbers an empty paragraph of a list too, but prints nothing of use there.
            Some(list) if !empty => self.numbering.next(list, paragraph.level.or(style.level).unwrap_or(0)),
            _ => None,
        };
        let outline = paragraph.outline.or(style.outline);
        let kind = match outline.filter(|level| *level < 6) {
            _ if style.name == "title" => Kind::Heading(1),
            Some(level) if label.is_none() => Kind::Heading(level + 2),
            _ => Kind::Text,
        };
        let centred = paragraph.centred.or(style.centred).unwrap_or(false);
        let mut lines = Vec::new();
        for (i, part) in paragraph.text.split('\n').enumerate() {
            let text = if i == 0 { labelled(label.as_deref(), part) } else { part.to_owned() };
            let line = Line { kind: kind.clone(), centred, ..Line::new(&text, at, std::mem::take(&mut self.gap)) };
            if line.text.is_empty() {
                self.gap += 1;
            } else {
                lines.push(line);
            }
        }
        lines.extend(paragraph.after);
        if style.name.starts_with("toc ") {
            self.contents.extend(lines);
            return;
        }
        match self.paragraphs.last_mut() {
            // A paragraph inside another one stands in a text box.
            Some(outer) => outer.after.extend(lines),
            None => match self.tables.last_mut() {
                Some(table) => table.cell.extend(lines),
                None => self.lines.extend(lines),
            },
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let lines = std::mem::take(&mut table.cell);
        let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        table.lines.extend(lines);
        if let Some(row) = table.rows.last_mut() {
            row.push(if table.continues { String::new() } else { text });
            row.extend(std::iter::repeat_n(String::new(), table.span.saturating_sub(1)));
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let longest = table.rows.iter().flatten().map(|cell| cell.chars().count()).max().unwrap_or(0);
        let is_data = columns >= 2 && (2..=ROW_LIMIT).contains(&table.rows.len()) && longest <= CELL_LIMIT;
        let lines = if is_data {
            let at = table.lines.first().map_or(self.count, |line| line.at);
            let text = table.rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
            vec![Line { text, at, kind: Kind::Table(table.rows), ..Line::default() }]
        } else {
            table.lines
        };
        match (self.paragraphs.last_mut(), self.tables.last_mut()) {
            (Some(outer), _) => outer.after.extend(lines),
            (None, Some(outer)) => outer.cell.extend(lines),
            (None, None) => self.lines.extend(lines),
        }
    }
}

/// A paragraph with the label Word prints before it, unless its text brings the same one.
fn labelled(label: Option<&str>, text: &str) -> String {
    match label {
        Some(label) if !trim(text).is_empty() => {
            let doubled = mark::label(label)
                .zip(mark::label(text))
                .is_some_and(|(a, b)| a.label.family == b.label.family && a.label.number == b.label.number);
            if doubled { text.to_owned() } else { format!("{label}{}", text.trim_start()) }
        }
        _ => text.to_owned(),
    }
}

/// The usual signs of the symbol fonts.
fn symbol(code: &str) -> &'static str {
    match code.to_ascii_uppercase().as_str() {
        "F0A3" | "F06F" | "F0A8" | "F071" | "F072" => "□",
        "F0FE" | "F052" => "☑",
        "F0FC" | "F050" => "√",
        "F0FB" | "F04F" => "×",
        _ => "",
    }
}
