//! In: the source of one paragraph. Out: its text, its HTML, its facts; citations, images and faults go to the context.
//!
//! Chinese office text is not quite Markdown, so this is done in two passes. The first finds what must not depend on
//! Markdown's rules: facts `==…==`, blanks `___`, substitutions `{{ name }}`, citations `[[…]]` and bold `**…**` (which
//! CommonMark refuses next to Chinese punctuation), and puts a private character in place of each. The second is
//! pulldown-cmark, and runs only where something is left for it.

use super::{PageCx, label::is_blank};
use crate::{
    diag::Diagnostic,
    model::{CITATION_MARK, Citation, LINK_MARK, MARK_END, ROOT_MARK},
    render::html::escape_into,
};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

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

/// Stands for a byte that is not there: comments are overwritten by it, so that all other bytes keep their places.
pub(super) const NOTHING: char = '\u{1}';
const FACT_OPEN: char = '\u{E000}';
const FACT_CLOSE: char = '\u{E001}';
const BLANK: char = '\u{E002}';
const STRONG_OPEN: char = '\u{E003}';
const STRONG_CLOSE: char = '\u{E004}';
const BREAK: char = '\u{E005}';
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

/// The first pass. `join`: lines become one; otherwise line ends stay and pairs end at blank lines.
pub(super) fn prepare(cx: &mut PageCx, source: &str, at: usize, join: bool) -> String {
    Prepare { cx, source, at, out: String::with_capacity(source.len() + 8), open: Vec::new(), join }.run()
}

struct Prepare<'c, 'a, 's> {
    cx: &'c mut PageCx<'a>,
    source: &'s str,
    at: usize,
    out: String,
    /// Open pairs: the mark, where it stands in `out`, where in the source.
    open: Vec<(char, usize, usize)>,
    join: bool,
}

impl Prepare<'_, '_, '_> {
    fn run(mut self) -> String {
        let mut i = 0;
        let mut line_start = true;
        while i < self.source.len() {
            if line_start && !self.join {
                if let Some(end) = fence_end(&self.source[i..]) {
                    self.out.push_str(&self.source[i..i + end]);
                    i += end;
                    continue;
                }
            }
            let c = self.source[i..].chars().next().expect("invariant: i is on a boundary before the end");
            line_start = c == '\n';
            i += match c {
                NOTHING => 1,
                '\n' => self.line_end(i),
                '\\' => self.escape(i),
                '`' => self.code(i),
                '=' => self.pair(i, '=', FACT_OPEN, FACT_CLOSE),
                '*' => self.pair(i, '*', STRONG_OPEN, STRONG_CLOSE),
                '_' => self.blank(i),
                '{' if self.source[i..].starts_with("{{") => self.variable(i),
                '[' if self.source[i..].starts_with("[[") => self.citation(i),
                c => {
                    self.out.push(c);
                    c.len_utf8()
                }
            };
        }
        self.close_all();
        if self.join {
            let trimmed = self.out.trim_matches(is_blank);
            if trimmed.len() != self.out.len() {
                self.out = trimmed.to_owned();
            }
        }
        self.out
    }

    fn line_end(&mut self, i: usize) -> usize {
        if !self.join {
            if self.source[i + 1..].split('\n').next().is_some_and(|line| line.trim_matches(is_blank).is_empty()) {
                self.close_all();
            }
            self.out.push('\n');
            return 1;
        }
        let kept = self.out.trim_end_matches(is_blank).len();
        self.out.truncate(kept);
        let rest = &self.source[i + 1..];
        let skipped = rest.len() - rest.trim_start_matches(is_blank).len();
        let before = self.out.chars().next_back();
        let after = rest[skipped..].chars().next();
        if let (Some(before), Some(after)) = (before, after)
            && !is_wide(before)
            && !is_wide(after)
        {
            self.out.push(' ');
        }
        1 + skipped
    }

    fn escape(&mut self, i: usize) -> usize {
        let next = self.source[i + 1..].chars().next();
        match next {
            Some('\n') if self.join => {
                self.out.push(BREAK);
                2
            }
            Some(c) if c.is_ascii_punctuation() => {
                self.out.push('\\');
                self.out.push(c);
                1 + c.len_utf8()
            }
            _ => {
                self.out.push_str("\\\\");
                1
            }
        }
    }

    fn code(&mut self, i: usize) -> usize {
        let ticks = self.source[i..].bytes().take_while(|b| *b == b'`').count();
        let fence = &self.source[i..i + ticks];
        let rest = &self.source[i + ticks..];
        let mut from = 0;
        while let Some(found) = rest[from..].find(fence) {
            let start = from + found;
            let run = rest[start..].bytes().take_while(|b| *b == b'`').count();
            if run == ticks {
                let whole = ticks + start + run;
                self.out.push_str(&self.source[i..i + whole]);
                return whole;
            }
            from = start + run;
        }
        self.out.push_str(fence);
        ticks
    }

    /// `==` and `**`, exactly two.
    fn pair(&mut self, i: usize, sign: char, open: char, close: char) -> usize {
        let run = self.source[i..].chars().take_while(|c| *c == sign).count();
        if run != 2 {
            self.out.push_str(&self.source[i..i + run]);
            return run;
        }
        match self.open.iter().rposition(|(mark, _, _)| *mark == open) {
            Some(depth) => {
                self.drop_above(depth + 1);
                self.open.pop();
                self.out.push(close);
            }
            None => {
                self.open.push((open, self.out.len(), i));
                self.out.push(open);
            }
        }
        2
    }

    /// Turns pairs that were opened from `depth` on and never closed back into text.
    fn drop_above(&mut self, depth: usize) {
        for (mark, place, i) in self.open.split_off(depth).into_iter().rev() {
            let literal = if mark == STRONG_OPEN { "\\*\\*" } else { "==" };
            self.out.replace_range(place..place + mark.len_utf8(), literal);
            if mark == FACT_OPEN {
                let span = self.cx.span(self.at + i, self.at + i + 2);
                self.cx.report(
                    Diagnostic::new("unclosed-fact", span, "这里的 == 没有成对")
                        .hint("在同一段里补上结尾的 ==；若要写两个等号，请写 \\=\\="),
                );
            }
        }
    }

    fn close_all(&mut self) {
        self.drop_above(0);
    }

    fn blank(&mut self, i: usize) -> usize {
        let run = self.source[i..].bytes().take_while(|b| *b == b'_').count();
        if run >= 3 {
            self.out.push(BLANK);
        } else {
            self.out.push_str(&self.source[i..i + run]);
        }
        run
    }

    fn variable(&mut self, i: usize) -> usize {
        let Some(end) = self.source[i..].find("}}").filter(|end| !self.source[i..i + end].contains('\n')) else {
            self.out.push_str("{{");
            return 2;
        };
        let name = self.source[i + 2..i + end].trim();
        match self.cx.config.var(self.cx.unit.as_deref(), name) {
            Some(value) => {
                let value = value.to_owned();
                self.literal(&value);
            }
            None => self.unknown_variable(name.to_owned(), i, end + 2),
        }
        end + 2
    }

    /// Text that must not be read as markup.
    fn literal(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_punctuation() {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    fn unknown_variable(&mut self, name: String, i: usize, length: usize) {
        let unit = self.cx.unit.as_deref().and_then(|id| self.cx.config.unit(id));
        let names =
            (self.cx.config.vars.keys()).chain(unit.into_iter().flat_map(|u| u.vars.keys())).map(String::as_str);
        let hint = match crate::diag::nearest(&name, names) {
            Some(near) => format!("是不是想写 {{{{ {near} }}}}？"),
            None => format!("在 handbook.yml 的 vars 里写上 {name}: …"),
        };
        let span = self.cx.span(self.at + i, self.at + i + length);
        self.cx.report(Diagnostic::new("unknown-variable", span, format!("没有定义“{name}”")).hint(hint));
    }

    fn citation(&mut self, i: usize) -> usize {
        let rest = &self.source[i + 2..];
        let Some(end) = rest.find("]]").filter(|end| *end <= 400 && !rest[..*end].contains(['\n', '['])) else {
            self.out.push_str("\\[\\[");
            return 2;
        };
        let span = self.cx.span(self.at + i, self.at + i + end + 4);
        match mark(CITATION_MARK, self.cx.citations.len(), LINK_MARK) {
            Some(mark) => {
                self.cx.citations.push(Citation::unresolved(rest[..end].trim(), span));
                self.out.push(mark);
            }
            None => self.out.push_str("\\[\\["),
        }
        end + 4
    }
}

/// The mark of the `index`-th citation in the range from `first` to `end`; `None` past its end (32,768 a page).
fn mark(first: u32, index: usize, end: u32) -> Option<char> {
    u32::try_from(index).ok().and_then(|i| first.checked_add(i)).filter(|code| *code < end).and_then(char::from_u32)
}

/// The length of a fenced code block at the start of `text`, its fences included.
fn fence_end(text: &str) -> Option<usize> {
    let first = text.split_inclusive('\n').next()?;
    let sign = first.trim_start().get(..3).filter(|sign| *sign == "```" || *sign == "~~~")?;
    let mut end = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        end += line.len();
        if line.trim_start().starts_with(sign) {
            break;
        }
    }
    Some(end)
}

/// Chinese characters and punctuation: lines that end or begin with one are joined without a blank.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{2014}' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '\u{E000}'..='\u{E005}')
        || (CITATION_MARK..MARK_END).contains(&(c as u32))
}

/// Writes text and HTML side by side, turning the private characters into what they stand for.
#[derive(Default)]
pub(super) struct Writer {
    pub html: String,
    pub text: String,
    pub facts: Vec<Range<usize>>,
    /// Whether a fact crossed another element.
    pub crossed: bool,
    /// How many elements of Markdown are open.
    pub depth: usize,
    open: Vec<(char, usize, usize)>,
}

impl Writer {
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends text with private characters.
    pub fn text(&mut self, text: &str) {
        for piece in text.split_inclusive(|c: char| ('\u{E000}'..='\u{E005}').contains(&c)) {
            let special = piece.chars().next_back().filter(|c| ('\u{E000}'..='\u{E005}').contains(c));
            let plain = &piece[..piece.len() - special.map_or(0, char::len_utf8)];
            escape_into(&mut self.html, plain);
            self.text.push_str(plain);
            if let Some(special) = special {
                self.special(special);
            }
        }
    }

    fn special(&mut self, special: char) {
        match special {
            FACT_OPEN => self.open(special, "<mark class=\"fact\">"),
            STRONG_OPEN => self.open(special, "<strong>"),
            FACT_CLOSE | STRONG_CLOSE => self.close(special),
            BREAK => {
                self.html.push_str("<br>");
                self.text.push('\n');
            }
            _ => {
                self.html.push_str("<span class=\"blank\"></span>");
                self.text.push_str("___");
            }
        }
    }

    fn open(&mut self, mark: char, tag: &str) {
        self.open.push((mark, self.text.len(), self.depth));
        self.html.push_str(tag);
    }

    fn close(&mut self, mark: char) {
        let Some((_, start, depth)) = self.open.pop() else { return };
        self.crossed |= depth != self.depth;
        if mark == FACT_CLOSE {
            self.html.push_str("</mark>");
            if start < self.text.len() {
                self.facts.push(start..self.text.len());
            }
        } else {
            self.html.push_str("</strong>");
        }
    }

    /// Appends HTML that has no text.
    pub fn tag(&mut self, html: &str) {
        self.html.push_str(html);
    }
}

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
pub(super) fn span_event(cx: &mut PageCx, event: Event, at: usize, source: &str, writer: &mut Writer) {
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

fn start(writer: &mut Writer, tag: &str) {
    writer.tag(tag);
    writer.depth += 1;
}

fn end(writer: &mut Writer, tag: &str) {
    writer.tag(tag);
    writer.depth = writer.depth.saturating_sub(1);
}

fn soft_break(writer: &mut Writer) {
    if !writer.text.chars().next_back().is_some_and(is_wide) {
        writer.text(" ");
    }
}

/// Where `needle` stands in the file, or the whole paragraph.
fn place(cx: &PageCx, needle: &str, at: usize, source: &str) -> crate::source::Span {
    match source.find(needle.trim()).filter(|_| !needle.trim().is_empty()) {
        Some(found) => cx.span(at + found, at + found + needle.trim().len()),
        None => cx.span(at, at + source.len()),
    }
}

fn scheme(url: &str) -> Option<String> {
    let clean: String = url.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let end = clean.find([':', '/', '?', '#'])?;
    clean[end..].starts_with(':').then(|| clean[..end].to_ascii_lowercase())
}

fn link(cx: &mut PageCx, url: &CowStr, at: usize, source: &str, writer: &mut Writer) {
    writer.depth += 1;
    match scheme(url).as_deref() {
        Some("http" | "https" | "mailto" | "tel") => {
            writer.html.push_str("<a class=\"outside\" rel=\"noopener noreferrer\" href=\"");
            escape_into(&mut writer.html, url);
            writer.html.push_str("\">");
        }
        Some(other) => {
            let message = format!("不允许“{other}:”开头的链接");
            let hint = "只能用 http、https、mailto、tel，或手册内的相对链接";
            let span = place(cx, url, at, source);
            cx.report(Diagnostic::new("unsafe-link", span, message).hint(hint));
            writer.html.push_str("<a>");
        }
        None => inside_link(cx, url, at, source, writer),
    }
}

fn inside_link(cx: &mut PageCx, url: &CowStr, at: usize, source: &str, writer: &mut Writer) {
    let span = place(cx, url, at, source);
    match mark(LINK_MARK, cx.citations.len(), MARK_END) {
        Some(mark) => {
            cx.citations.push(Citation::unresolved(format!("link:{url}"), span));
            writer.html.push_str("<a class=\"inside\" href=\"");
            writer.html.push(mark);
            writer.html.push_str("\">");
        }
        None => writer.html.push_str("<a>"),
    }
}

fn image(cx: &mut PageCx, url: &CowStr, at: usize, source: &str, writer: &mut Writer) {
    writer.depth += 1;
    let span = place(cx, url, at, source);
    let path = if scheme(url).is_some() || url.starts_with("//") { None } else { beside(cx.path, url) };
    let Some(path) = path else {
        let hint = "把图片放进手册文件夹，用相对路径引用；手册不联网，网上的图片看不到";
        cx.report(Diagnostic::new("missing-image", span, format!("图片“{url}”不在手册文件夹里")).hint(hint));
        writer.html.push_str("<img alt=\"");
        return;
    };
    writer.html.push_str("<img loading=\"lazy\" src=\"");
    writer.html.push(ROOT_MARK);
    escape_into(&mut writer.html, &media_path(&path));
    writer.html.push_str("\" alt=\"");
    cx.images.push((path, span));
}

/// An image's alternative text has no markup: what was written since the opening quote is taken as it is.
fn end_image(writer: &mut Writer) {
    let start = writer.html.rfind(" alt=\"").map_or(writer.html.len(), |i| i + 6);
    if writer.html[start..].contains(['<', '"']) {
        let alt: String = strip_tags(&writer.html[start..]);
        writer.html.truncate(start);
        writer.html.push_str(&alt);
    }
    end(writer, "\">");
}

fn strip_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            '"' => {}
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The path of `url` as seen from the file `path`, from the handbook's root; `None` where it leaves the handbook.
pub fn beside(path: &str, url: &str) -> Option<String> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in url.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The ASCII address of an image in the site: `media/` and a hash of its path, so that no Chinese file name leaves the handbook.
pub fn media_path(path: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in path.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e);
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    format!("media/{hash:016x}.{}", extension.to_ascii_lowercase())
}

fn raw_html(cx: &mut PageCx, html: &str, at: usize, source: &str, writer: &mut Writer) {
    if cx.config.allow_html {
        writer.tag(html);
        return;
    }
    let span = place(cx, html, at, source);
    let hint = "改用 Markdown 写法；若是要显示尖括号，写成 ＜ 或 \\<";
    cx.report(Diagnostic::new("raw-html", span, format!("正文里写了 HTML“{}”", html.trim())).hint(hint));
}

/// Sanitises HTML that authors were allowed to write; our own marks and classes stay.
pub(super) fn clean(html: &str) -> String {
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
        assert_eq!(html("[点](java\u{1}script:alert(1))"), "[点](java\u{1}script:alert(1))");
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
