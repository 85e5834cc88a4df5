//! In: the source of one paragraph. Out: its text, its HTML, its facts; citations, images and faults go to the context.
//!
//! Chinese office text is not quite Markdown, so this is done in two passes. The first finds what must not depend on
//! Markdown's rules: facts `==…==`, blanks `___`, substitutions `{{ name }}`, citations `[[…]]` and bold `**…**` (which
//! CommonMark refuses next to Chinese punctuation), and puts a private character in place of each. The second is
//! pulldown-cmark, and runs only where something is left for it.

mod address;
mod marks;
mod prepare;
mod writer;

pub use address::{beside, media_path};
pub(super) use {marks::NOTHING, prepare::prepare, writer::Writer};

use super::{PageCx, label::is_blank};
use crate::{
    diag::Diagnostic,
    model::{CITATION_MARK, MARK_END},
    render::html::escape_into,
};
use address::{end_image, image, link, raw_html};
use marks::BREAK;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use writer::is_wide;

/// A paragraph as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// Plain text: markup removed, blanks as `___`, citations as their mark.
    pub text: String,
    /// Finished HTML with marks; `None` where it is just the escaped text.
    pub html: Option<String>,
    /// Marked facts, as byte ranges of `text`.
    pub facts: Vec<Range<usize>>,
}

/// Stands before a paragraph so that no block rule of Markdown applies to its first characters; punctuation, so that
/// emphasis may follow it.
const GUARD: char = '\u{FE45}';

/// Reads one paragraph; `at` is its first byte in the file. Lines are joined, without a blank between Chinese characters.
pub fn inline(cx: &mut PageCx, source: &str, at: usize) -> Inline {
    if !source.bytes().any(|b| NEEDS_WORK[b as usize]) {
        return Inline { text: source.trim_matches(is_blank).to_owned(), ..Inline::default() };
    }
    let work = prepare(cx, source, at, true);
    let mut writer = Writer::new();
    if work.bytes().any(|b| NEEDS_MARKDOWN[b as usize]) {
        markdown(cx, &work, at, source, &mut writer);
    } else {
        writer.text(&work);
    }
    let html = if cx.config.allow_html { clean(&writer.html) } else { writer.html };
    report_crossed(cx, writer.crossed, source, at);
    Inline { html: (!is_plain(&html)).then_some(html), text: writer.text, facts: writer.facts }
}

fn report_crossed(cx: &mut PageCx, crossed: bool, source: &str, at: usize) {
    if crossed {
        let span = cx.span(at, at + source.len());
        cx.report(
            Diagnostic::new("unclosed-fact", span, "== 与别的标记交叉了")
                .hint("让 ==…== 整个在斜体或链接之内，或整个在外"),
        );
    }
}

/// Whether HTML is its own escaped text.
fn is_plain(html: &str) -> bool {
    !html.bytes().any(|b| b == b'<' || b == b'&')
        && !html.chars().any(|c| (CITATION_MARK..MARK_END).contains(&(c as u32)))
}

const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
}

/// Bytes that make a paragraph more than plain text; HTML's own `> " '` need escaping.
static NEEDS_WORK: [bool; 256] = table(b"\x01\n\t\\`*_=[]{}<>&!\"'~");
/// Bytes that are left for the Markdown parser after the first pass.
static NEEDS_MARKDOWN: [bool; 256] = table(b"\\`*_[<&!");

fn markdown(cx: &mut PageCx, work: &str, at: usize, source: &str, writer: &mut Writer) {
    let guarded = format!("{GUARD}{work}");
    let mut first = true;
    for event in Parser::new_ext(&guarded, Options::empty()) {
        match event {
            Event::Text(text) if first => {
                first = false;
                writer.text(text.strip_prefix(GUARD).unwrap_or(&text));
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            event => span_event(cx, event, at, source, writer),
        }
    }
}

/// Handles an event inside a paragraph; anything that is no inline element is left alone.
pub(in crate::parse) fn span_event(cx: &mut PageCx, event: Event, at: usize, source: &str, writer: &mut Writer) {
    match event {
        Event::Text(text) => writer.text(&text),
        Event::Code(code) => {
            writer.tag("<code>");
            escape_into(&mut writer.html, &code);
            writer.text.push_str(&code);
            writer.tag("</code>");
        }
        Event::SoftBreak => soft_break(writer),
        Event::HardBreak => writer.text(&BREAK.to_string()),
        Event::Start(Tag::Emphasis) => start(writer, "<em>"),
        Event::End(TagEnd::Emphasis) => end(writer, "</em>"),
        Event::Start(Tag::Strong) => start(writer, "<strong>"),
        Event::End(TagEnd::Strong) => end(writer, "</strong>"),
        Event::Start(Tag::Link { dest_url, .. }) => link(cx, &dest_url, at, source, writer),
        Event::End(TagEnd::Link) => end(writer, "</a>"),
        Event::Start(Tag::Image { dest_url, .. }) => image(cx, &dest_url, at, source, writer),
        Event::End(TagEnd::Image) => end_image(writer),
        Event::InlineHtml(html) | Event::Html(html) => raw_html(cx, &html, at, source, writer),
        _ => {}
    }
}

pub(super) fn start(writer: &mut Writer, tag: &str) {
    writer.tag(tag);
    writer.depth += 1;
}

pub(super) fn end(writer: &mut Writer, tag: &str) {
    writer.tag(tag);
    writer.depth = writer.depth.saturating_sub(1);
}

fn soft_break(writer: &mut Writer) {
    if !writer.text.chars().next_back().is_some_and(is_wide) {
        writer.text(" ");
    }
}

/// Sanitises HTML that authors were allowed to write; our own marks and classes stay.
pub(in crate::parse) fn clean(html: &str) -> String {
    ammonia::Builder::default()
        .add_generic_attributes(["class"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diag::Diagnostics, model::Config, source::FileId};

    fn read(source: &str) -> (Inline, Vec<&'static str>, usize) {
        let config = Config { vars: [("hotline".to_owned(), "96*3*10".to_owned())].into(), ..Config::default() };
        let mut cx = PageCx {
            config: &config,
            file: FileId(0),
            path: "content/regulations/a.md",
            unit: None,
            citations: Vec::new(),
            images: Vec::new(),
            diagnostics: Diagnostics::default(),
        };
        let inline = inline(&mut cx, source, 0);
        (inline, cx.diagnostics.0.iter().map(|d| d.code).collect(), cx.citations.len())
    }

    fn html(source: &str) -> String {
        let (inline, codes, _) = read(source);
        assert_eq!(codes, [""; 0], "{source}");
        inline.html.unwrap_or_else(|| crate::render::html::escape(&inline.text))
    }

    #[test]
    fn facts_blanks_and_bold_are_found_before_markdown() {
        assert_eq!(html("下班前==10分钟==办"), "下班前<mark class=\"fact\">10分钟</mark>办");
        assert_eq!(html("姓名____，**“重点”**内容"), "姓名<span class=\"blank\"></span>，<strong>“重点”</strong>内容");
        assert_eq!(html("`==不是==` 和 \\=\\="), "<code>==不是==</code> 和 ==");
        assert_eq!(html("拨{{ hotline }}"), "拨96*3*10");
        assert_eq!(html("一 <50 & \"引\""), "一 &lt;50 &amp; &quot;引&quot;");
        assert_eq!(html("**没有成对"), "**没有成对");
        assert_eq!(html("- 不是列表"), "- 不是列表");
        assert_eq!(html("# 不是标题"), "# 不是标题");
    }

    #[test]
    fn facts_are_ranges_of_the_text() {
        let (inline, _, citations) = read("见[[a#2]]，提前==**15**分钟==到==岗==");
        let facts: Vec<_> = inline.facts.iter().map(|r| &inline.text[r.clone()]).collect();
        assert_eq!((facts, citations), (vec!["15分钟", "岗"], 1));
    }

    #[test]
    fn lines_are_joined_as_chinese_is() {
        assert_eq!(html("第一行\n　　第二行"), "第一行第二行");
        assert_eq!(html("abc\ndef"), "abc def");
    }

    #[test]
    fn faults_are_said() {
        assert_eq!(read("提前==15分钟到").1, ["unclosed-fact"]);
        assert_eq!(read("*甲==乙*丙==").1, ["unclosed-fact"]);
        assert_eq!(read("{{ hotlin }}").1, ["unknown-variable"]);
        assert_eq!(read("<script>alert(1)</script>").1, ["raw-html", "raw-html"]);
        assert_eq!(read("[点](javascript:alert(1))").1, ["unsafe-link"]);
        assert_eq!(read("[点](<java\tscript:alert(1)>)").1, ["unsafe-link"]);
        assert_eq!(read("[点](java\u{1}script:alert(1))").1, ["unsafe-link"]);
        assert_eq!(read("![图](https://a/b.png)").1, ["missing-image"]);
        assert_eq!(read("![图](../../../etc/passwd)").1, ["missing-image"]);
    }

    #[test]
    fn an_attribute_cannot_be_broken_out_of() {
        let out = html("![\" onerror=\"x](a.png)");
        assert!(!out.contains("\" onerror"), "{out}");
        let out = html("[a](https://x/\"onclick=\"y)");
        assert!(!out.contains("\"onclick"), "{out}");
    }
}
