//! In: a document with its metadata. Out: the page of the handbook: front matter and Markdown that the label rule reads as printed,
//! and where in it each line of the source stands.

use super::{
    facts,
    line::{Kind, Line, trim},
    mark,
    meta::Meta,
    split::Document,
};
use crate::{
    model::Family,
    parse::label::{self, is_blank},
};
use std::fmt::Write as _;

/// The body of a page.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Markdown.
    pub text: String,
    /// (byte of `text`, line of the source), in order.
    pub places: Vec<(usize, usize)>,
}

impl Body {
    /// The line of the source a byte of the body comes from.
    pub fn source_line(&self, byte: usize) -> Option<usize> {
        let after = self.places.partition_point(|(start, _)| *start <= byte);
        after.checked_sub(1).map(|i| self.places[i].1)
    }

    /// The text without the backslashes that only the parser needs.
    pub fn verbatim(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut chars = self.text.chars().peekable();
        while let Some(c) = chars.next() {
            let escapes = c == '\\' && chars.peek().is_some_and(|next| next.is_ascii_punctuation() || !next.is_ascii());
            if escapes { out.extend(chars.next()) } else { out.push(c) }
        }
        out
    }
}

/// Writes the body; `with_facts` marks figures that a reader may have to know by heart.
pub fn body(document: &Document, with_facts: bool) -> Body {
    let mut body = Body::default();
    for line in &document.lines {
        let text = paragraph(line, with_facts);
        if text.is_empty() {
            continue;
        }
        if !body.text.is_empty() {
            body.text.push('\n');
        }
        body.places.push((body.text.len(), line.at));
        body.text.push_str(&text);
        body.text.push('\n');
    }
    body
}

fn paragraph(line: &Line, with_facts: bool) -> String {
    match &line.kind {
        Kind::Table(rows) => table(rows),
        Kind::Heading(level) => format!("{} {}", "#".repeat(usize::from(*level)), escape(&spaced_label(&line.text))),
        Kind::Text if line.plain => plain(&line.text),
        Kind::Text => {
            let text = spaced_label(&line.text);
            if mark::label(&text).is_none() && label::read(&text, false).is_some_and(|found| !found.loose) {
                return plain(&text);
            }
            let body = label::read(&text, false).map_or(0, |found| found.body);
            let rest = escape_inside(&text[body..]);
            let rest = if body == 0 { escape_start(&rest) } else { rest };
            let rest = if with_facts { facts::mark(&rest) } else { rest };
            format!("{}{rest}", &text[..body])
        }
    }
}

/// A label glued to its text gets a blank after it, without which the label rule takes it for a reference.
fn spaced_label(text: &str) -> String {
    match mark::label(text) {
        Some(found) if found.glued && !matches!(found.label.family, Family::Decimal(_)) => {
            format!("{}\u{3000}{}", found.label.printed, trim(&text[found.body..]))
        }
        _ => text.to_owned(),
    }
}

/// A line that must not begin a clause: a backslash before a label makes it text.
fn plain(text: &str) -> String {
    let text = trim(text);
    match label::read(text, false) {
        Some(found) if !found.loose => format!("\\{}", escape_inside(text)),
        _ => escape(text),
    }
}

fn escape(text: &str) -> String {
    escape_start(&escape_inside(text))
}

/// Keeps a line's beginning from being a heading, list, quotation, rule or fence.
fn escape_start(text: &str) -> String {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    let after_hash = text[level..].chars().next();
    let bullet =
        text.starts_with(['-', '+']) && text[1..].starts_with(|c: char| is_blank(c)) || text == "-" || text == "+";
    let rule = text.len() >= 3 && ['-', '='].iter().any(|sign| text.chars().all(|c| c == *sign || is_blank(c)));
    let heading = level > 0 && after_hash.is_none_or(is_blank);
    if heading || bullet || rule || text.starts_with('>') || text.starts_with("~~~") || text.starts_with("==") {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

/// Keeps signs that mean something in Markdown or to us from meaning it.
fn escape_inside(text: &str) -> String {
    if !text.contains(['\\', '`', '*', '_', '=', '{', '[', '<', '&', '~', '|', '!']) {
        return text.to_owned();
    }
    let link = text.contains("](") || text.contains("]:") || text.contains("][");
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = '\0';
    for (i, c) in text.char_indices() {
        let rest = &text[i + c.len_utf8()..];
        let next = rest.chars().next().unwrap_or('\0');
        let special = match c {
            '\\' | '`' | '*' => true,
            '_' => next == '_' || before == '_' || !(before.is_alphanumeric() && next.is_alphanumeric()),
            '=' => next == '=' || before == '=',
            '{' => next == '{' || before == '{',
            '#' => before == '{',
            ':' => out.ends_with("{of"),
            '[' => link || next == '[' || before == '[',
            ']' => link,
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphabetic() || next == '#',
            '~' => next == '~' || before == '~',
            '|' => true,
            '!' => next == '[',
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A table of data.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        out.push('|');
        for column in 0..columns {
            let cell = row.get(column).map_or("", String::as_str);
            let _ = write!(out, " {} |", escape_inside(&cell.replace('\n', " ")));
        }
        out.push('\n');
        if i == 0 {
            let _ = writeln!(out, "|{}", "---|".repeat(columns));
        }
    }
    out.trim_end().to_owned()
}

/// The whole page. `comments` are suggestions, each a line of a YAML comment.
pub fn page(id: &str, document: &Document, meta: &Meta, notes: &[String], comments: &[String], body: &str) -> String {
    // Short words such as no, and numbers, mean something else in YAML.
    let plain = id.len() > 5 && id.starts_with(|c: char| c.is_ascii_lowercase());
    let id = if plain { id.to_owned() } else { format!("\"{id}\"") };
    let mut out = format!("---\nid: {id}\ntitle: {}\n", scalar(&document.title));
    let mut source = format!("title: {}", scalar(document.notice.as_deref().unwrap_or(&document.title)));
    if !meta.issuer.is_empty() {
        let _ = write!(source, ", issuer: {}", scalar(&meta.issuer.join("、")));
    }
    if let Some(number) = &meta.doc_no {
        let _ = write!(source, ", doc-no: {}", scalar(number));
    }
    if let Some(date) = meta.date {
        let _ = write!(source, ", published: {date}");
    }
    let _ = writeln!(out, "source: {{{source}}}");
    let _ = writeln!(out, "status: {}", if meta.trial { "trial" } else { "in-force" });
    if !notes.is_empty() {
        out.push_str("notes:\n");
        for note in notes {
            let _ = writeln!(out, "  - {}", scalar(note));
        }
    }
    for comment in comments {
        let _ = writeln!(out, "# {comment}");
    }
    let _ = write!(out, "---\n\n{body}");
    out
}

/// A text as YAML, quoted where YAML could read something else.
pub fn scalar(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = text.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric())
        && text.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic());
    if plain { text } else { serde_json::to_string(&text).expect("invariant: text serialises") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_stay_signs() {
        let line = |text: &str| paragraph(&Line::new(text, 1, 0), false);
        assert_eq!(line("# 号键"), "\\# 号键");
        assert_eq!(line("- 保持整洁"), "\\- 保持整洁");
        assert_eq!(line("梅市行管[2018]6号"), "梅市行管[2018]6号");
        assert_eq!(line("姓名____联系[[a]]{{x}}==y=="), "姓名\\_\\_\\_\\_联系\\[\\[a]]\\{\\{x}}\\=\\=y\\=\\=");
        assert_eq!(line("第五条科技行政"), "第五条\u{3000}科技行政");
        assert_eq!(paragraph(&Line { plain: true, ..Line::new("附件：1.甲", 1, 0) }, false), "\\附件：1.甲");
    }
}
