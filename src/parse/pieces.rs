//! In: the body of a page. Out: its outermost blocks with their places, and what a heading, list, quotation or table holds.
//!
//! For parsers that give single blocks a meaning (a quotation is something said, a list holds choices). Ranges are bytes of the
//! text that was handed in.

use super::{PageCx, inline};
use crate::model::{CITATION_MARK, Citation, LINK_MARK};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use std::ops::Range;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A quotation.
    Quote,
    /// A list; `true` where it is numbered.
    List(bool),
    /// A table.
    Table,
    /// A paragraph.
    Paragraph,
    /// Code, a rule, HTML.
    Other,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub shape: Shape,
    /// Where it stands.
    pub range: Range<usize>,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Whether it is ticked, where it is a task.
    pub ticked: Option<bool>,
    /// Its own text, without its mark and without lists beneath it.
    pub range: Range<usize>,
}

/// A heading without its marks: `## 接起电话 [[a#1]] {#call}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The title: 接起电话.
    pub title: Range<usize>,
    /// The citations at its end, from the first bracket to the last; empty where there are none.
    pub citations: Range<usize>,
    /// The name that pins its anchor, without `{#` and `}`.
    pub pin: Option<Range<usize>>,
}

fn events(source: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>, usize)> {
    let mut depth = 0;
    Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS).into_offset_iter().map(
        move |(event, range)| {
            if let Event::End(_) = event {
                depth -= 1;
            }
            let at = depth;
            if let Event::Start(_) = event {
                depth += 1;
            }
            (event, range, at)
        },
    )
}

/// The outermost blocks, in order.
pub fn pieces(source: &str) -> Vec<Piece> {
    let outer = events(source).filter(|(_, _, depth)| *depth == 0);
    outer
        .filter_map(|(event, range, _)| {
            let shape = match event {
                Event::Start(tag) => shape(&tag),
                Event::Rule => Shape::Other,
                _ => return None,
            };
            Some(Piece { shape, range })
        })
        .collect()
}

fn shape(tag: &Tag) -> Shape {
    match tag {
        Tag::Heading { level, .. } => Shape::Heading(number(*level)),
        Tag::BlockQuote(_) => Shape::Quote,
        Tag::List(start) => Shape::List(start.is_some()),
        Tag::Table(_) => Shape::Table,
        Tag::Paragraph => Shape::Paragraph,
        _ => Shape::Other,
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

/// Reads a heading; `range` is its place in `source`.
pub fn heading(source: &str, range: &Range<usize>) -> Heading {
    let text = &source[range.clone()];
    let hashes = text.len() - text.trim_start_matches('#').len();
    let end = match hashes {
        0 => text.trim_end().rfind('\n').unwrap_or(text.len()),
        _ => text.trim_end().trim_end_matches('#').len().max(hashes),
    };
    let mut title = trimmed(source, range.start + hashes..range.start + end);
    let pin = take_pin(source, &mut title);
    let cited = trailing_citations(&source[title.clone()]);
    let citations = title.start + cited.start..title.start + cited.end;
    title = trimmed(source, title.start..citations.start);
    let pin = pin.or_else(|| take_pin(source, &mut title));
    Heading { title, citations, pin }
}

/// Takes `{#name}` off the end of a heading.
fn take_pin(source: &str, title: &mut Range<usize>) -> Option<Range<usize>> {
    let text = &source[title.clone()];
    let open = text.rfind("{#").filter(|_| text.ends_with('}'))?;
    let pin = title.start + open + 2..title.end - 1;
    *title = trimmed(source, title.start..title.start + open);
    Some(pin)
}

/// The items of a list.
pub fn items(source: &str, list: &Range<usize>) -> Vec<Item> {
    let text = &source[list.clone()];
    let mut out: Vec<Item> = Vec::new();
    for (event, range, depth) in events(text) {
        match (event, depth) {
            (Event::Start(Tag::Item), 1) => {
                out.push(item(source, list.start + range.start..list.start + range.end));
            }
            (Event::Start(Tag::List(_)), 2) => {
                if let Some(last) = out.last_mut() {
                    let end = (list.start + range.start).clamp(last.range.start, last.range.end);
                    last.range = trimmed(source, last.range.start..end);
                }
            }
            _ => {}
        }
    }
    out
}

fn item(source: &str, range: Range<usize>) -> Item {
    let rest = source[range.clone()].trim_start();
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix(['-', '*', '+', '.', ')']).unwrap_or(rest).trim_start();
    let task = [("[ ]", false), ("[x]", true), ("[X]", true)];
    let found = task.iter().find_map(|(mark, ticked)| Some((rest.strip_prefix(mark)?, *ticked)));
    let (text, ticked) = found.map_or((rest, None), |(text, ticked)| (text, Some(ticked)));
    Item { ticked, range: trimmed(source, range.end - text.len()..range.end) }
}

/// The rows of a table, each with its cells; the first row is its head.
pub fn rows(source: &str, table: &Range<usize>) -> Vec<Vec<Range<usize>>> {
    let mut out = Vec::new();
    for (event, range, _) in events(&source[table.clone()]) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => out.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                let row = out.last_mut().expect("invariant: cells stand in rows");
                row.push(trimmed(source, table.start + range.start..table.start + range.end));
            }
            _ => {}
        }
    }
    out
}

/// The paragraphs of a quotation. Line marks are overwritten by blanks, so every byte keeps its place.
pub fn quoted(source: &str, quote: &Range<usize>) -> Vec<(String, usize)> {
    let mut text = String::with_capacity(quote.len());
    for line in source[quote.clone()].split_inclusive('\n') {
        let body = line.trim_start();
        let inner = body.strip_prefix('>').unwrap_or(body);
        text.extend(std::iter::repeat_n(' ', line.len() - inner.len()));
        text.push_str(inner);
    }
    paragraphs(&text).into_iter().map(|range| (text[range.clone()].to_owned(), quote.start + range.start)).collect()
}

/// Runs of lines that are not blank.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        match out.last_mut() {
            Some(last) if open && !blank => last.end = at + line.len(),
            _ if !blank => out.push(at..at + line.len()),
            _ => {}
        }
        open = !blank;
        at += line.len();
    }
    out.into_iter().map(|range| trimmed(text, range)).collect()
}

/// The plain text of a paragraph. Citations in it are read, but leave no text.
pub fn plain(cx: &mut PageCx, source: &str, at: usize) -> String {
    without_marks(&inline::inline(cx, source, at).text)
}

/// Text without the characters that stand for citations.
pub fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !(CITATION_MARK..LINK_MARK).contains(&u32::from(*c))).collect()
}

/// Appends a paragraph to those before it.
pub fn paragraph_break(out: &mut String, between: &str, next: &str) {
    if !out.is_empty() {
        out.push_str(between);
    }
    out.push_str(next);
}

/// The citations of a place that holds nothing else: their marks as finished HTML, and the first of them.
pub fn citations(cx: &mut PageCx, source: &str, at: usize) -> (String, Option<Citation>) {
    let before = cx.citations.len();
    let html = inline::inline(cx, source, at).html.unwrap_or_default();
    (html, cx.citations.get(before).cloned())
}

/// The place of the citations a text ends in; empty where it ends otherwise.
pub fn trailing_citations(text: &str) -> Range<usize> {
    let end = text.trim_end().len();
    let mut start = end;
    loop {
        let rest = text[..start].trim_end();
        match (rest.ends_with("]]"), rest.rfind("[[")) {
            (true, Some(open)) => start = open,
            _ => return start..end,
        }
    }
}

/// The same place without blanks at either end.
pub fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..(range.start + text.trim_end().len()).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'a>(source: &'a str, items: &[Item]) -> Vec<(Option<bool>, &'a str)> {
        items.iter().map(|item| (item.ticked, &source[item.range.clone()])).collect()
    }

    #[test]
    fn blocks_keep_their_order_and_place() {
        let source = "开头\n\n## 甲 [[a#1]]\n\n> 话\n\n- 一\n- 二\n\n1. 三\n\n| a | b |\n|---|---|\n| c | d |\n";
        let shapes: Vec<Shape> = pieces(source).into_iter().map(|piece| piece.shape).collect();
        let expected =
            [Shape::Paragraph, Shape::Heading(2), Shape::Quote, Shape::List(false), Shape::List(true), Shape::Table];
        assert_eq!(shapes, expected);
    }

    #[test]
    fn a_heading_may_end_in_citations_and_a_pin() {
        let source = "## 接起 [[a#1]] [[b#2]] {#call} ##\n";
        let found = heading(source, &(0..source.len()));
        assert_eq!(&source[found.title], "接起");
        assert_eq!(&source[found.citations], "[[a#1]] [[b#2]]");
        assert_eq!(&source[found.pin.unwrap()], "call");
        let plain = heading("## {工号} 是什么\n", &(0..22));
        assert_eq!((plain.pin, plain.citations.is_empty()), (None, true));
    }

    #[test]
    fn items_are_ticked_or_not_and_leave_nested_lists_out() {
        let source = "- [x] 对的\n- [ ] 错的\n- 其他\n  - 里面\n";
        let found = items(source, &(0..source.len()));
        assert_eq!(texts(source, &found), [(Some(true), "对的"), (Some(false), "错的"), (None, "其他")]);
        let source = "1. 先\n2. 后\n\n   还有\n";
        assert_eq!(texts(source, &items(source, &(0..source.len()))), [(None, "先"), (None, "后\n\n   还有")]);
    }

    #[test]
    fn quotations_fall_into_paragraphs_with_their_places() {
        let source = "> 甲\n> 乙\n>\n> 丙\n";
        let found = quoted(source, &(0..source.len()));
        assert_eq!(found, [("甲\n  乙".to_owned(), 2), ("丙".to_owned(), 16)]);
        assert_eq!(&source[16..19], "丙");
    }

    #[test]
    fn tables_fall_into_cells() {
        let source = "| 事 | 谁 |\n|---|---|\n| 甲 | 乙 |\n";
        let cells: Vec<Vec<&str>> = (rows(source, &(0..source.len())).into_iter())
            .map(|row| row.into_iter().map(|cell| &source[cell]).collect())
            .collect();
        assert_eq!(cells, [["事", "谁"], ["甲", "乙"]]);
    }
}
