//! In: the body of a regulation. Out: its lines without comments, grouped into headings, labelled lines, paragraphs and
//! blocks that are left to Markdown (tables, quotations, bulleted lists, fenced code).

use super::super::{
    PageCx,
    inline::{Inline, NOTHING, inline},
    label::{self, Found, is_blank},
    markdown::overwrite_comments,
};
use super::stack::follows;
use crate::{
    model::Family,
    source::{FileId, Span},
};
use std::collections::BTreeMap;

/// A line with its place. `text` is the line without comments, list bullet and `#`s; `start` is where it begins in the file.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub span: Span,
}

/// A raw line: where it stands, and whether a comment was cut out of it.
pub struct RawLine<'a> {
    file: FileId,
    text: std::borrow::Cow<'a, str>,
    start: usize,
    end: usize,
}

/// What the body falls into.
pub enum Piece<'a> {
    /// Level and text of a heading; whether a bare number and a blank may be a label there, since N.1 follows.
    Heading(u8, Line<'a>, bool),
    /// A line with its label, and the lines of its paragraph that continue it.
    Labelled(Line<'a>, Found, Vec<Line<'a>>),
    /// Lines of a paragraph without a label.
    Paragraph(Vec<Line<'a>>),
    /// Bytes of the file from start to end that Markdown reads.
    Rich(usize, usize),
}

/// Cuts a body into lines, comments overwritten.
pub fn lines(file: FileId, body: &str, at: usize) -> Vec<RawLine<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut inside = false;
    let mut comment = body.find("<!--").unwrap_or(body.len());
    for next in memchr::memchr_iter(b'\n', body.as_bytes()).map(|end| end + 1).chain([body.len()]) {
        let text = body[start..next].trim_end_matches(['\n', '\r']);
        let end = start + text.len();
        if start == next {
            break;
        }
        let cut = inside || comment < end;
        let text = if cut { cut_comment(text, &mut inside).into() } else { std::borrow::Cow::Borrowed(text) };
        if cut {
            comment = body[end..].find("<!--").map_or(body.len(), |found| end + found);
        }
        out.push(RawLine { file, text, start: at + start, end: at + end });
        start = next;
    }
    out
}

/// Overwrites comments of one line by blanks; `inside` says whether one is open.
fn cut_comment(text: &str, inside: &mut bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    loop {
        if *inside {
            let end = rest.find("-->").map(|i| i + 3);
            out.push_str(&" ".repeat(end.unwrap_or(rest.len())));
            *inside = end.is_none();
            rest = &rest[end.unwrap_or(rest.len())..];
        }
        match rest.find("<!--") {
            Some(found) => {
                out.push_str(&rest[..found]);
                rest = &rest[found..];
                *inside = true;
            }
            None => {
                out.push_str(rest);
                return out;
            }
        }
    }
}

/// Reads a paragraph's source, comments left out.
pub fn read_inline(cx: &mut PageCx, source: &str, at: usize) -> Inline {
    match memchr::memchr(b'<', source.as_bytes()).is_some() && source.contains("<!--") {
        true => inline(cx, &overwrite_comments(source, |_| NOTHING), at),
        false => inline(cx, source, at),
    }
}

/// Groups lines. `verse`: every line is a paragraph.
pub fn pieces<'a>(lines: &'a [RawLine], verse: bool) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let mut seen = Seen::default();
    let mut i = 0;
    while i < lines.len() {
        i = piece(lines, i, verse, &mut seen, &mut out);
    }
    out
}

/// The last label of each family since the last blank line.
type Seen = BTreeMap<Family, Vec<u32>>;

/// Appends the piece that begins at line `i` and returns the line after it.
fn piece<'a>(lines: &'a [RawLine], i: usize, verse: bool, seen: &mut Seen, out: &mut Vec<Piece<'a>>) -> usize {
    let text = content(lines, i);
    if text.is_empty() || is_rule(text) {
        seen.clear();
        return i + 1;
    }
    if let Some(level) = heading_level(text) {
        let mut line = line(lines, i);
        let skip = lines[i].text.len() - lines[i].text.trim_start_matches(is_blank).len() + level as usize;
        line.text = text[level as usize..].trim_end_matches('#');
        line.start += skip;
        out.push(Piece::Heading(level, line, loose_ok(lines, i)));
        return i + 1;
    }
    if let Some(end) = rich_end(lines, i) {
        out.push(Piece::Rich(lines[i].start, lines[end - 1].end));
        return end;
    }
    let mut first = line(lines, i);
    if bullet(text).is_some() {
        first = without_bullet(lines, i);
    }
    let label = label_of(lines, i, first.text);
    if let Some(found) = &label {
        seen.insert(found.label.family, found.label.number.clone());
    }
    let end = if verse { i + 1 } else { paragraph_end(lines, i, seen) };
    let rest: Vec<Line> = (i + 1..end).map(|j| line(lines, j)).collect();
    out.push(match label {
        Some(found) => Piece::Labelled(first, found, rest),
        None => Piece::Paragraph(std::iter::once(first).chain(rest).collect()),
    });
    end
}

fn content<'a>(lines: &'a [RawLine], i: usize) -> &'a str {
    lines[i].text.trim_matches(is_blank)
}

fn line<'a>(lines: &'a [RawLine], i: usize) -> Line<'a> {
    let raw = &lines[i];
    Line { text: &raw.text, start: raw.start, end: raw.end, span: Span::new(raw.file, raw.start, raw.end) }
}

fn without_bullet<'a>(lines: &'a [RawLine], i: usize) -> Line<'a> {
    let mut line = line(lines, i);
    let text = content(lines, i);
    let skip = lines[i].text.find(text).unwrap_or(0) + 2;
    line.text = &line.text[skip..];
    line.start += skip;
    line
}

/// The label that `text`, line `i` with or without its bullet, begins with.
fn label_of(lines: &[RawLine], i: usize, text: &str) -> Option<Found> {
    label::read(text, false).filter(|found| !found.loose || loose_ok(lines, i))
}

fn heading_level(text: &str) -> Option<u8> {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    let after = text[level..].chars().next();
    ((1..=6).contains(&level) && after.is_none_or(is_blank)).then_some(level as u8)
}

/// `---`, `***`, `===`: nothing of their own here. `___` is a blank to fill.
fn is_rule(text: &str) -> bool {
    ['-', '*', '='].iter().any(|sign| text.len() >= 3 && text.chars().all(|c| c == *sign || is_blank(c)))
}

/// The text after a bullet.
fn bullet(text: &str) -> Option<&str> {
    ["- ", "* ", "+ "].iter().find_map(|sign| text.strip_prefix(sign))
}

/// The line after a table, quotation, bulleted list or fence that begins at `i`.
fn rich_end(lines: &[RawLine], i: usize) -> Option<usize> {
    let text = content(lines, i);
    let after =
        |test: &dyn Fn(&str) -> bool| (i + 1..lines.len()).find(|j| !test(content(lines, *j))).unwrap_or(lines.len());
    if text.starts_with('>') {
        return Some(after(&|text| text.starts_with('>')));
    }
    if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| text.starts_with(fence)) {
        let close = (i + 1..lines.len()).find(|j| content(lines, *j).starts_with(fence));
        return Some(close.map_or(lines.len(), |j| j + 1));
    }
    if i + 1 < lines.len() && is_table_rule(content(lines, i + 1)) && text.contains('|') {
        return Some(after(&|text| text.contains('|')).max(i + 2));
    }
    let item = bullet(text)?;
    if label::read(item, false).is_some_and(|found| !found.loose) {
        return None;
    }
    Some(bullets_end(lines, i))
}

fn is_table_rule(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | ':' | '|') || is_blank(c)) && text.contains('-') && text.contains('|')
}

/// A bulleted list goes on over bullets without labels and indented lines that bear no label.
fn bullets_end(lines: &[RawLine], i: usize) -> usize {
    (i + 1..lines.len())
        .find(|j| {
            let text = content(lines, *j);
            let indented = lines[*j].text.starts_with([' ', '\t']);
            let item = bullet(text);
            let labelled = label::read(item.unwrap_or(text), false).is_some_and(|found| !found.loose);
            text.is_empty() || labelled || !(item.is_some() || indented)
        })
        .unwrap_or(lines.len())
}

/// The line after the paragraph that begins at `i`: a blank line, a block of its own, or a label that counts.
fn paragraph_end(lines: &[RawLine], i: usize, seen: &Seen) -> usize {
    (i + 1..lines.len())
        .find(|j| {
            let text = content(lines, *j);
            text.is_empty()
                || is_rule(text)
                || heading_level(text).is_some()
                || text.starts_with('>')
                || text.starts_with("```")
                || bullet(text).is_some()
                || (text.contains('|') && rich_end(lines, *j).is_some())
                || starts_clause(lines, *j, seen)
        })
        .unwrap_or(lines.len())
}

/// In mid-paragraph a label counts if the line before it ends a sentence or announces a list, if it goes on counting from
/// the last label of its family in this paragraph, or if it is a first number under a line that reads as a title.
fn starts_clause(lines: &[RawLine], j: usize, seen: &Seen) -> bool {
    let Some(found) = label_of(lines, j, &lines[j].text) else { return false };
    let before = content(lines, j - 1);
    let (family, number) = (found.label.family, &found.label.number);
    before.ends_with(['。', '；', '：', ':', ';', '!', '?', '！', '？'])
        || seen.get(&family).is_some_and(|last| follows(last, number, family))
        || number.last() == Some(&1) && is_title(lines, j - 1)
}

/// A short line without punctuation, its label aside.
fn is_title(lines: &[RawLine], i: usize) -> bool {
    let text = content(lines, i);
    label::heading_like(label_of(lines, i, &lines[i].text).map_or(text, |found| lines[i].text[found.body..].trim_end()))
}

/// Whether the bare number of line `i` is followed by its own N.1 before another bare number, within 60 lines.
fn loose_ok(lines: &[RawLine], i: usize) -> bool {
    let text = lines[i].text.trim_start_matches('#');
    let Some(found) = label::read(text, false).filter(|found| found.loose) else { return false };
    for raw in lines[i + 1..].iter().take(60) {
        match label::read(raw.text.trim_start_matches('#'), false) {
            Some(next) if matches!(next.label.family, Family::Decimal(1)) => {
                return next.label.number == [found.label.number[0], 1];
            }
            Some(next) if next.loose => return false,
            _ => {}
        }
    }
    false
}
