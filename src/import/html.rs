//! In: a web page. Out: its lines, one a block, with their places; labels that the browser would number are printed.
//!
//! The page is read as tokens, without a tree, so nesting costs nothing: fifty megabytes of nested tables are read in one pass. What
//! stands in the page's own navigation, header and footer is known by its element and never becomes text.

use super::{
    line::{Kind, Line, trim},
    log::Log,
    mess::{FURNITURE, NAVIGATION},
};
use html5ever::{
    Attribute,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};
use std::cell::RefCell;

/// Most rows and cells of one table that are kept as a table.
const TABLE_LIMIT: usize = 2_000;
/// Deepest nesting whose elements are told apart; deeper ones are read as plain text.
const DEPTH_LIMIT: usize = 4_000;

/// Reads a page.
pub fn lines(html: &str, log: &mut Log) -> (Vec<Line>, Option<String>) {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut page = tokenizer.sink.0.into_inner();
    page.end_line();
    let mut out = Vec::with_capacity(page.lines.len());
    for (line, furniture) in page.lines {
        match furniture {
            Some(mess) if log.leave_out(&line, mess) => {}
            _ => out.push(line),
        }
    }
    (out, page.title.filter(|title| !trim(title).is_empty()))
}

#[derive(Default)]
struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        page.at = usize::try_from(line).unwrap_or(usize::MAX);
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => return page.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// An open list: what its items are numbered with.
struct List {
    /// Next number; `None` where it has bullets.
    next: Option<u32>,
    style: char,
}

/// A table in the making.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    /// Where its lines begin in [`Page::lines`].
    from: usize,
    at: usize,
    /// Holds another table: it lays the page out.
    nests: bool,
    cells: usize,
    /// Where the open cell's lines begin.
    cell_from: Option<usize>,
}

#[derive(Default)]
struct Page {
    lines: Vec<(Line, Option<&'static super::log::Mess>)>,
    at: usize,
    buffer: String,
    started: usize,
    linked: usize,
    links: usize,
    heading: Option<u8>,
    centred: bool,
    gap: usize,
    breaks: usize,
    title: Option<String>,
    in_title: bool,
    /// Depth inside script, style and the like.
    hidden: usize,
    /// Open elements that hold furniture: name and depth.
    furniture: Vec<(String, usize)>,
    depth: usize,
    lists: Vec<List>,
    /// The number put before the open line.
    numbered: Option<String>,
    tables: Vec<Table>,
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.in_title {
            self.title.get_or_insert_default().push_str(text);
        }
        if self.hidden > 0 || self.in_title {
            return;
        }
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            let blank = c == ' ';
            if blank && (self.buffer.is_empty() || self.buffer.ends_with(' ')) {
                continue;
            }
            if self.buffer.is_empty() {
                self.started = self.at;
            }
            self.buffer.push(c);
            if self.links > 0 && !c.is_whitespace() {
                self.linked += 1;
            }
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let open = tag.kind == TagKind::StartTag;
        let name = &*tag.name;
        match name {
            "script" | "style" | "noscript" | "template" | "iframe" | "noframes" | "noembed" | "xmp" if open => {
                let kind = if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext };
                if !tag.self_closing && !matches!(name, "template" | "noscript") {
                    self.hidden += 1;
                    return TokenSinkResult::RawData(kind);
                }
            }
            "script" | "style" | "iframe" | "noframes" | "noembed" | "xmp" => {
                self.hidden = self.hidden.saturating_sub(1)
            }
            "title" => self.title_tag(open),
            "textarea" | "select" | "button" | "svg" if !tag.self_closing => {
                self.hidden = if open { self.hidden + 1 } else { self.hidden.saturating_sub(1) };
            }
            "br" | "hr" => {
                self.end_line();
                self.breaks += 1;
                if self.breaks > 1 {
                    self.gap += 1;
                }
            }
            "a" => self.links = if open { self.links + 1 } else { self.links.saturating_sub(1) },
            "table" => self.table(open),
            "tr" => self.row(open),
            "td" | "th" => self.cell(open),
            "ol" | "ul" | "menu" | "dir" => self.list(open, name, &tag.attrs),
            "li" if open => self.item(&tag.attrs),
            _ if is_block(name) => self.block(open, name, &tag.attrs),
            _ => {}
        }
        self.nest(open, name, tag);
        TokenSinkResult::Continue
    }

    /// Keeps account of elements that hold furniture: nav, header, footer, aside, and what calls itself so.
    fn nest(&mut self, open: bool, name: &str, tag: &Tag) {
        if tag.self_closing || !is_block(name) && !matches!(name, "ul" | "ol" | "table") {
            return;
        }
        if open {
            self.depth += 1;
            if self.furniture.len() < DEPTH_LIMIT
                && (matches!(name, "nav" | "footer" | "aside") || named_furniture(&tag.attrs))
            {
                self.end_line();
                self.furniture.push((name.to_owned(), self.depth));
            }
        } else {
            self.end_line();
            if self.furniture.last().is_some_and(|(open, depth)| *depth >= self.depth && open == name) {
                self.furniture.pop();
            }
            self.depth = self.depth.saturating_sub(1);
        }
    }

    fn title_tag(&mut self, open: bool) {
        self.in_title = open && self.title.is_none();
    }

    fn block(&mut self, open: bool, name: &str, attrs: &[Attribute]) {
        self.end_line();
        self.breaks = 0;
        let level = name.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=6).contains(n));
        if open {
            self.heading = level;
            self.centred = name == "center"
                || attribute(attrs, "align").is_some_and(|v| v.eq_ignore_ascii_case("center"))
                || attribute(attrs, "style")
                    .is_some_and(|v| v.replace(' ', "").to_ascii_lowercase().contains("text-align:center"));
        } else {
            self.heading = None;
            self.centred = false;
        }
    }

    fn list(&mut self, open: bool, name: &str, attrs: &[Attribute]) {
        self.end_line();
        if !open {
            self.lists.pop();
        } else if self.lists.len() < DEPTH_LIMIT {
            let start = attribute(attrs, "start").and_then(|v| v.parse().ok()).unwrap_or(1);
            let style = attribute(attrs, "type").and_then(|v| v.chars().next()).unwrap_or('1');
            self.lists.push(List { next: (name == "ol").then_some(start), style });
        }
    }

    /// An item of a numbered list gets the number the browser shows, unless its text brings its own.
    fn item(&mut self, attrs: &[Attribute]) {
        self.end_line();
        let Some(list) = self.lists.last_mut() else { return };
        let Some(number) = list.next.as_mut() else { return };
        if let Some(value) = attribute(attrs, "value").and_then(|v| v.parse().ok()) {
            *number = value;
        }
        let printed = ordinal(*number, list.style);
        *number = number.saturating_add(1);
        self.started = self.at;
        self.buffer.push_str(&printed);
        self.numbered = Some(printed);
    }

    fn table(&mut self, open: bool) {
        self.end_line();
        if open {
            if let Some(outer) = self.tables.last_mut() {
                outer.nests = true;
            }
            if self.tables.len() < DEPTH_LIMIT {
                self.tables.push(Table { from: self.lines.len(), at: self.at, ..Table::default() });
            }
            return;
        }
        let Some(table) = self.tables.pop() else { return };
        if is_data(&table) {
            let rows: Vec<Vec<String>> =
                table.rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
            let text = rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
            self.lines.truncate(table.from);
            self.lines.push((Line { text, at: table.at, kind: Kind::Table(rows), ..Line::default() }, None));
        }
    }

    fn row(&mut self, open: bool) {
        self.end_line();
        let Some(table) = self.tables.last_mut() else { return };
        if open && table.rows.len() < TABLE_LIMIT {
            table.rows.push(Vec::new());
        }
    }

    fn cell(&mut self, open: bool) {
        self.end_line();
        let end = self.lines.len();
        let Some(table) = self.tables.last_mut() else { return };
        if let Some(from) = table.cell_from.take() {
            let text = self.lines[from.min(end)..end]
                .iter()
                .map(|(line, _)| line.text.as_str())
                .collect::<Vec<_>>()
                .join("\n");
            table.cells += 1;
            if table.cells <= TABLE_LIMIT
                && let Some(row) = table.rows.last_mut()
            {
                row.push(text);
            }
        }
        if open {
            table.cell_from = Some(end);
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.buffer);
        let text = without_double_label(self.numbered.take().as_deref(), trim(&text));
        let linked = std::mem::take(&mut self.linked);
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        if letters == 0 {
            return;
        }
        let percent = u8::try_from(linked * 100 / letters).unwrap_or(100);
        let furniture = (!self.furniture.is_empty()).then_some(&NAVIGATION).filter(|_| text.chars().count() < 200);
        let kind = match self.heading {
            Some(level) => Kind::Heading(level),
            None => Kind::Text,
        };
        let line = Line {
            kind,
            centred: self.centred,
            linked: percent,
            ..Line::new(text, self.started, std::mem::take(&mut self.gap))
        };
        self.breaks = 0;
        let furniture = furniture.or_else(|| is_link_list(&line).then_some(&FURNITURE));
        self.lines.push((line, furniture));
    }
}

/// A short line that is nothing but a link leads away; it is no text of the regulation.
fn is_link_list(line: &Line) -> bool {
    line.linked >= 95
        && line.length() <= 40
        && super::mark::label(&line.text).is_none()
        && !super::mark::is_title(&line.text)
        && !line.text.starts_with("附")
}

/// A line without the number its list gives it, where it is nothing else or bears a label of its own.
fn without_double_label<'a>(number: Option<&str>, text: &'a str) -> &'a str {
    match number.and_then(|number| text.strip_prefix(number)) {
        Some(rest) if trim(rest).is_empty() || super::mark::label(trim(rest)).is_some() => trim(rest),
        _ => text,
    }
}

/// A table of data has two columns or more of short cells and holds no other table.
fn is_data(table: &Table) -> bool {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let rows = table.rows.iter().filter(|row| !row.is_empty()).count();
    let longest = table.rows.iter().flatten().map(|cell| cell.chars().count()).max().unwrap_or(0);
    !table.nests && table.cells <= TABLE_LIMIT && columns >= 2 && rows >= 2 && longest <= 400
}

/// What an element's class or id says: nav, footer, breadcrumb, share.
fn named_furniture(attrs: &[Attribute]) -> bool {
    const NAMES: [&str; 22] = [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "crumb",
        "crumbs",
        "footer",
        "foot",
        "copyright",
        "share",
        "bdsharebuttonbox",
        "toolbar",
        "sidebar",
        "pager",
        "pagination",
        "related",
        "comment",
        "comments",
        "topbar",
        "friendlink",
        "position",
    ];
    ["class", "id", "role"]
        .iter()
        .filter_map(|key| attribute(attrs, key))
        .any(|value| value.split([' ', '-', '_']).any(|word| NAMES.contains(&word.to_ascii_lowercase().as_str())))
}

fn attribute<'a>(attrs: &'a [Attribute], name: &str) -> Option<&'a str> {
    attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| &*attr.value)
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "blockquote"
            | "pre"
            | "center"
            | "dl"
            | "dt"
            | "dd"
            | "li"
            | "form"
            | "fieldset"
            | "figure"
            | "address"
            | "caption"
            | "tbody"
            | "thead"
            | "tfoot"
            | "body"
            | "details"
            | "summary"
    )
}

/// The number of an item as the browser prints it.
fn ordinal(number: u32, style: char) -> String {
    let letter = |first: u8| char::from(first + u8::try_from((number.max(1) - 1) % 26).unwrap_or(0));
    match style {
        'a' => format!("{}.", letter(b'a')),
        'A' => format!("{}.", letter(b'A')),
        _ => format!("{number}."),
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::Refused;
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        let refused = Refused::default();
        lines(html, &mut Log::new(&refused)).0.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn blocks_become_lines_and_furniture_none() {
        let html = "<title>值班制度_某网</title><script>var a='第一条 假';</script><nav><a>首页</a></nav><div class='main'><h1>值班制度</h1><p>第一条&nbsp;按时<b>到岗</b>。</p><p>第二条 交接。<br>第三条 登记。</p></div><div class='footer'>版权</div>";
        assert_eq!(texts(html), ["值班制度", "第一条\u{a0}按时到岗。", "第二条 交接。", "第三条 登记。"]);
    }

    #[test]
    fn numbered_lists_are_printed_with_their_numbers() {
        assert_eq!(
            texts("<ol><li>登记</li><li value=5>核对</li><li>6.交接</li></ol><ul><li>说明</li></ul>"),
            ["1.登记", "5.核对", "6.交接", "说明"]
        );
    }

    #[test]
    fn tables_of_data_stay_tables_and_tables_that_lay_out_do_not() {
        let refused = Refused::default();
        let html = "<table><tr><td><p>第一条 到岗。</p><table><tr><th>班次</th><th>时间</th></tr><tr><td>早班</td><td>8:00</td></tr></table></td></tr></table>";
        let (lines, _) = lines(html, &mut Log::new(&refused));
        assert_eq!(lines.len(), 2);
        assert!(matches!(&lines[1].kind, Kind::Table(rows) if rows.len() == 2 && rows[1] == ["早班", "8:00"]));
    }

    #[test]
    fn nested_tables_cost_no_more_than_their_bytes() {
        let html = format!("{}第一条 到岗。", "<table><tr><td>".repeat(200_000));
        assert_eq!(texts(&html), ["第一条 到岗。"]);
    }
}
