//! In: blocks of prose (whole pages, tables, lists, quotations). Out: finished HTML with marks, plain text, headings.
//!
//! Comments are dropped, raw HTML is refused or sanitised, headings get anchors.

use super::{
    PageCx,
    inline::{Writer, clean, prepare, span_event},
};
use crate::{diag::Diagnostic, render::html::escape_into};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Prose as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks {
    /// Finished HTML with marks.
    pub html: String,
    /// Plain text, blocks parted by line ends.
    pub text: String,
    /// Headings: level, anchor, text.
    pub headings: Vec<(u8, String, String)>,
}

/// Lists and quotations may be nested so deep.
const MAX_DEPTH: usize = 32;

/// Reads blocks of Markdown; `at` is their first byte in the file.
pub fn blocks(cx: &mut PageCx, source: &str, at: usize) -> Blocks {
    let source = without_comments(source);
    let work = prepare(cx, &source, at, false);
    let mut state =
        State { writer: Writer::new(), headings: Vec::new(), alignments: Vec::new(), cell: 0, head: false, depth: 0 };
    for event in Parser::new_ext(&work, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS) {
        if !state.event(cx, event, at, &source) {
            let blank = source.len() - source.trim_start().len();
            let first = source[blank..].lines().next().map_or(0, str::len);
            let span = cx.span(at + blank, at + blank + first);
            cx.report(
                Diagnostic::new("too-deep", span, "列表或引用嵌套太深").hint(format!("改写成不超过 {MAX_DEPTH} 层")),
            );
            break;
        }
    }
    let html = if cx.config.allow_html { clean(&state.writer.html) } else { state.writer.html };
    Blocks { html, text: state.writer.text.trim().to_owned(), headings: state.headings }
}

/// The source with comments overwritten by blanks, so that every byte and every line keeps its place.
pub fn without_comments(source: &str) -> String {
    overwrite_comments(source, |b| if b == b'\n' { '\n' } else { ' ' })
}

/// The source with every byte of a comment overwritten by what `filler` gives for it, one byte each, so that the rest keeps
/// its place.
pub fn overwrite_comments(source: &str, filler: impl Fn(u8) -> char) -> String {
    let mut out = source.to_owned();
    let mut from = 0;
    while let Some(found) = out[from..].find("<!--") {
        let start = from + found;
        if is_escaped(&out[..start]) {
            from = start + 1;
            continue;
        }
        let end = out[start..].find("-->").map_or(out.len(), |i| start + i + 3);
        let blank: String = out[start..end].bytes().map(&filler).collect();
        out.replace_range(start..end, &blank);
        from = end;
    }
    out
}

/// Whether a backslash takes away the meaning of what follows `before`.
fn is_escaped(before: &str) -> bool {
    before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

struct State {
    writer: Writer,
    headings: Vec<(u8, String, String)>,
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
    depth: usize,
}

impl State {
    /// Handles one event; false where it is nested too deep.
    fn event(&mut self, cx: &mut PageCx, event: Event, at: usize, source: &str) -> bool {
        match event {
            Event::Start(tag) => return self.start(cx, tag, at, source),
            Event::End(tag) => self.end(cx, tag, at, source),
            Event::Rule => self.writer.tag("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.writer.tag(if done {
                    "<span class=\"task done\"></span>"
                } else {
                    "<span class=\"task\"></span>"
                });
            }
            other => span_event(cx, other, at, source, &mut self.writer),
        }
        true
    }

    fn start(&mut self, cx: &mut PageCx, tag: Tag, at: usize, source: &str) -> bool {
        let html = match &tag {
            Tag::Paragraph => "<p>",
            Tag::BlockQuote(_) => "<blockquote>\n",
            Tag::List(None) => "<ul>\n",
            Tag::List(Some(1)) => "<ol>\n",
            Tag::List(Some(start)) => {
                let start = format!("<ol start=\"{start}\">\n");
                return self.deeper(&start);
            }
            Tag::Item => "<li>",
            Tag::TableHead => {
                self.head = true;
                self.cell = 0;
                "<thead><tr>"
            }
            Tag::TableRow => {
                self.cell = 0;
                "<tr>"
            }
            Tag::TableCell => {
                self.cell();
                return true;
            }
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                "<div class=\"table\"><table>\n"
            }
            Tag::CodeBlock(kind) => {
                self.code(kind);
                return true;
            }
            Tag::Heading { level, .. } => {
                self.heading(*level);
                return true;
            }
            Tag::HtmlBlock => return true,
            _ => {
                span_event(cx, Event::Start(tag), at, source, &mut self.writer);
                return true;
            }
        };
        if matches!(tag, Tag::BlockQuote(_) | Tag::List(_)) {
            return self.deeper(html);
        }
        self.writer.tag(html);
        true
    }

    fn deeper(&mut self, html: &str) -> bool {
        self.writer.tag(html);
        self.depth += 1;
        self.depth <= MAX_DEPTH
    }

    fn cell(&mut self) {
        let align = match self.alignments.get(self.cell) {
            Some(Alignment::Center) => " class=\"centre\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.writer.tag(&format!("<{}{align}>", if self.head { "th" } else { "td" }));
        self.cell += 1;
    }

    fn code(&mut self, _kind: &CodeBlockKind) {
        self.writer.tag("<pre><code>");
    }

    fn heading(&mut self, level: HeadingLevel) {
        let level = level as u8;
        let anchor = format!("h{}", self.headings.len() + 1);
        self.line_end();
        self.writer.tag(&format!("<h{} id=\"{anchor}\">", level.max(2)));
        self.headings.push((level, anchor, self.writer.text.len().to_string()));
    }

    fn end(&mut self, cx: &mut PageCx, tag: TagEnd, at: usize, source: &str) {
        let html = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(ordered) => {
                if ordered {
                    "</ol>\n"
                } else {
                    "</ul>\n"
                }
            }
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                self.writer.text.push(' ');
                if self.head { "</th>" } else { "</td>" }
            }
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::HtmlBlock => "",
            TagEnd::Heading(level) => {
                self.end_heading(level);
                return;
            }
            other => {
                span_event(cx, Event::End(other), at, source, &mut self.writer);
                return;
            }
        };
        if matches!(tag, TagEnd::BlockQuote(_) | TagEnd::List(_)) {
            self.depth -= 1;
        }
        self.writer.tag(html);
        if !matches!(tag, TagEnd::TableCell) {
            self.line_end();
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        self.writer.tag(&format!("</h{}>\n", (level as u8).max(2)));
        if let Some((_, _, text)) = self.headings.last_mut() {
            let start: usize = text.parse().expect("invariant: heading() wrote a number");
            *text = self.writer.text[start..].trim().to_owned();
        }
        self.line_end();
    }

    fn line_end(&mut self) {
        let text = &mut self.writer.text;
        while text.ends_with(' ') {
            text.pop();
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }
}

/// Appends a paragraph's HTML, which is the escaped text where none was made.
pub fn push_html(out: &mut String, html: Option<&str>, text: &str) {
    match html {
        Some(html) => out.push_str(html),
        None => escape_into(out, text),
    }
}
