//! In: the body of a regulation as it was pasted. Out: its clauses by the label rule, in document order.
//!
//! Lines are read one by one; a stack of open labels decides where each belongs. Markdown's own lists and indented code
//! play no part: `2.` is the label 2, and leading blanks mean nothing.

mod lines;
mod names;
mod stack;

use super::{
    PageCx, deadline, front_matter,
    inline::inline,
    label::{self, Found},
    markdown::blocks,
};
use crate::{
    diag::Diagnostic,
    model::{Accept, Clause, ClauseItem, Deadline, Duty, Family, Meta, Paragraph, Regulation, SourceDocument, Status},
    source::Span,
    yaml::Fields,
};
use lines::{Line, Piece, pieces};
use stack::Stack;
pub use stack::follows;

/// A warning about numbering, kept until it is known whether an `accept` speaks of it.
struct Fault {
    /// The clause it stands at, where there is one.
    clause: Option<usize>,
    /// The label as printed, for those that became no clause.
    printed: String,
    diagnostic: Diagnostic,
}

/// Parses the body of a page; `at` is its first byte in the file.
pub fn parse(cx: &mut PageCx, meta: Meta, fields: &mut Fields, body: &str, at: usize) -> Regulation {
    let front = front(cx, fields, &meta);
    let mut build = Build {
        verse: front.verse,
        title: meta.title.clone(),
        stack: Stack::of_part(front.source.as_ref().and_then(|source| source.part.as_deref())),
        clauses: Vec::new(),
        top: Vec::new(),
        faults: Vec::new(),
        pins: Vec::new(),
        unnumbered: 0,
    };
    build.body(cx, body, at);
    build.empty_clauses();
    names::name(&mut build.clauses, &meta.title, &build.pins, cx);
    accept(cx, &mut build, &front.accept);
    build.clauses.shrink_to_fit();
    Regulation {
        source: front.source,
        restated: front.restated,
        status: front.status,
        verse: front.verse,
        duties: front.duties,
        deadlines: front.deadlines,
        notes: front.notes,
        clauses: build.clauses,
        top: build.top,
        meta,
    }
}

/// The front matter that only regulations have.
struct Front {
    source: Option<SourceDocument>,
    restated: bool,
    status: Status,
    verse: bool,
    duties: Vec<Duty>,
    deadlines: Vec<Deadline>,
    notes: Vec<String>,
    accept: Vec<Accept>,
}

fn front(cx: &mut PageCx, fields: &mut Fields, meta: &Meta) -> Front {
    let source = source(cx, fields);
    let statuses = Status::ALL.map(|status| (status.name(), status));
    let duties = front_matter::duties(cx, fields, meta);
    let deadlines = deadline::deadlines(cx, fields, meta);
    let d = &mut cx.diagnostics;
    Front {
        source,
        restated: fields.flag("restated", d).unwrap_or(false),
        status: fields.choice("status", &statuses, d).unwrap_or_default(),
        verse: fields.flag("verse", d).unwrap_or(false),
        duties,
        deadlines,
        notes: fields.texts("notes", d).into_iter().map(|(note, _)| note).collect(),
        accept: accepts(cx, fields),
    }
}

fn source(cx: &mut PageCx, fields: &mut Fields) -> Option<SourceDocument> {
    let node = fields.node("source")?;
    let d = &mut cx.diagnostics;
    let mut fields = Fields::of(node, "source", d)?;
    let source = SourceDocument {
        title: fields.text("title", d).unwrap_or_default(),
        part: fields.text("part", d),
        issuer: fields.text("issuer", d),
        doc_no: fields.text("doc-no", d),
        published: fields.date("published", d),
        effective: fields.date("effective", d),
    };
    fields.finish("source", d);
    if source.title.is_empty() {
        let hint = "写上所依据文件的题名";
        d.push(Diagnostic::new("missing-key", node.span, "source 缺少 title").hint(hint));
    }
    Some(source)
}

fn accepts(cx: &mut PageCx, fields: &mut Fields) -> Vec<Accept> {
    let mut out = Vec::new();
    for node in fields.list("accept") {
        let d = &mut cx.diagnostics;
        let Some(mut entry) = Fields::of(node, "accept 的一项", d) else { continue };
        let accept = Accept {
            code: entry.text("code", d).unwrap_or_default(),
            at: entry.text("at", d).unwrap_or_default(),
            why: entry.text("why", d).unwrap_or_default(),
            span: node.span,
        };
        entry.finish("accept 的一项", d);
        if accept.code.is_empty() || accept.at.is_empty() || accept.why.is_empty() {
            let hint = "写成 {code: mixed-style, at: \"㈢7\", why: 原文如此}";
            d.push(Diagnostic::new("missing-key", node.span, "accept 缺少 code、at 或 why").hint(hint));
        } else {
            out.push(accept);
        }
    }
    out
}

/// Silences the warnings an `accept` speaks of, shows its reason at the clause, and reports the rest.
fn accept(cx: &mut PageCx, build: &mut Build, accepts: &[Accept]) {
    let mut used = vec![false; accepts.len()];
    for fault in std::mem::take(&mut build.faults) {
        let code = fault.diagnostic.code;
        let hit = (accepts.iter().enumerate())
            .find(|(_, a)| a.code == code && names::is_at(&build.clauses, fault.clause, &fault.printed, &a.at));
        match hit {
            Some((index, accept)) => {
                used[index] = true;
                if let Some(clause) = fault.clause {
                    build.clauses[clause].notes.push(accept.why.clone());
                }
            }
            None => cx.report(fault.diagnostic),
        }
    }
    for (accept, used) in accepts.iter().zip(used) {
        if !used {
            let message = format!("accept 的“{}”在“{}”没有对应的问题", accept.code, accept.at);
            cx.report(Diagnostic::new("unused-accept", accept.span, message).hint("删去这一条，或核对 code 和 at"));
        }
    }
}

struct Build {
    verse: bool,
    title: String,
    stack: Stack,
    clauses: Vec<Clause>,
    top: Vec<ClauseItem>,
    faults: Vec<Fault>,
    /// `{#name}`: clause and name with its place.
    pins: Vec<(usize, String, Span)>,
    unnumbered: u32,
}

impl Build {
    fn body(&mut self, cx: &mut PageCx, body: &str, at: usize) {
        let mut title_seen = false;
        let lines = lines::lines(cx.file, body, at);
        for piece in pieces(&lines, self.verse) {
            match piece {
                Piece::Heading(level, line, loose_ok) => self.heading(cx, level, &line, loose_ok, &mut title_seen),
                Piece::Labelled(line, found, rest) => self.labelled(cx, &line, found, &rest, (body, at)),
                Piece::Paragraph(lines) => self.paragraph(cx, &lines, body, at),
                Piece::Rich(start, end) => self.rich(cx, &body[start - at..end - at], start),
            }
        }
    }

    fn heading(&mut self, cx: &mut PageCx, level: u8, line: &Line, loose_ok: bool, title_seen: &mut bool) {
        let (text, pin) = trailing_pin(line.text);
        let is_title = level == 1 && !*title_seen && text.trim() == self.title;
        *title_seen |= level == 1;
        if is_title {
            return;
        }
        let found = label::read(text, true).filter(|found| !found.loose || loose_ok);
        if let Some(found) = found
            && self.open(line, found.clone(), true)
        {
            let clause = self.clauses.len() - 1;
            self.pin(clause, pin, line);
            let title = &text[found.body..];
            if !title.trim().is_empty() {
                let read = inline(cx, title, line.start + found.body);
                self.clauses[clause].items.push(ClauseItem::Paragraph(paragraph(read, None)));
            }
            return;
        }
        self.stack.close_all_but_divisions();
        let read = inline(cx, text, line.start);
        self.push(ClauseItem::Heading(level.max(2), paragraph(read, None)));
    }

    /// A line that begins with a label, and the lines that continue it.
    fn labelled(&mut self, cx: &mut PageCx, line: &Line, found: Found, rest: &[Line], (body, at): (&str, usize)) {
        let start = line.start + found.body;
        if !self.open(line, found, false) {
            let mut all = vec![*line];
            all.extend_from_slice(rest);
            self.paragraph(cx, &all, body, at);
            return;
        }
        let clause = self.clauses.len() - 1;
        let end = rest.last().unwrap_or(line).end;
        let (source, pin, _) = attributes(&body[start - at..end - at]);
        self.pin(clause, pin, line);
        if source.trim().is_empty() {
            return;
        }
        let read = lines::read_inline(cx, source, start);
        self.clauses[clause].titled = self.is_division(clause);
        self.add_paragraph(clause, read);
    }

    fn is_division(&self, clause: usize) -> bool {
        self.clauses[clause].label.as_ref().is_some_and(|label| label.family.is_division())
    }

    fn pin(&mut self, clause: usize, name: Option<&str>, line: &Line) {
        if let Some(name) = name {
            self.pins.push((clause, name.to_owned(), line.span));
        }
    }

    /// Opens the clause of a label; false where the label is none here.
    fn open(&mut self, line: &Line, found: Found, heading: bool) -> bool {
        let placed = match self.stack.place(&found) {
            Ok(placed) => placed,
            Err(stack::Refused { warn }) => {
                if warn {
                    self.bad_label(line, &found);
                }
                return false;
            }
        };
        let index = self.clauses.len();
        let printed = found.label.printed.clone();
        for (code, message, hint) in placed.faults {
            let diagnostic = Diagnostic::new(code, label_span(line, &printed), message).hint(hint);
            self.faults.push(Fault { clause: Some(index), printed: printed.clone(), diagnostic });
        }
        self.stack.push(&found.label, line.text[found.body..].trim(), index);
        let titled = heading || found.label.family.is_division();
        self.clauses.push(Clause {
            anchor: String::new(),
            label: Some(found.label),
            parent: placed.parent,
            path: Vec::new(),
            cite: String::new(),
            titled,
            // Most clauses hold one thing.
            items: Vec::with_capacity(1),
            notes: Vec::new(),
            cited_by: Vec::new(),
            span: Span { start: line.start as u32, ..line.span },
        });
        self.attach(placed.parent, ClauseItem::Child(index));
        true
    }

    fn bad_label(&mut self, line: &Line, found: &Found) {
        let printed = &found.label.printed;
        let message = format!("“{printed}”像编号，但接不上前后的编号，已当作正文");
        let hint = match self.stack.last_of(found.label.family) {
            Some(last) => {
                format!("这一类编号上一个是 {}；核对有没有漏掉，或用 accept 说明原文如此", stack::number_text(&last))
            }
            None => "这一类编号要从 1 开始；本页是原文的第几部分，写进 source 的 part；核对有没有漏掉，或用 accept 说明原文如此".to_owned(),
        };
        let diagnostic = Diagnostic::new("bad-label", label_span(line, printed), message).hint(hint);
        self.faults.push(Fault { clause: self.stack.innermost(), printed: printed.clone(), diagnostic });
    }

    fn paragraph(&mut self, cx: &mut PageCx, lines: &[Line], body: &str, at: usize) {
        let (first, last) = (&lines[0], &lines[lines.len() - 1]);
        let (source, pin, of) = attributes(&body[first.start - at..last.end - at]);
        if let Some(of) = of {
            self.move_to(cx, of, last);
        }
        let read = lines::read_inline(cx, source, first.start);
        if read.text.trim().is_empty() && read.html.is_none() {
            return;
        }
        match self.stack.paragraph_target(&self.clauses) {
            Some(clause) => {
                self.pin(clause, pin, first);
                self.add_paragraph(clause, read);
            }
            None => {
                let clause = self.unnumbered(first);
                self.pin(clause, pin, first);
                self.clauses[clause].items.push(ClauseItem::Paragraph(paragraph(read, None)));
            }
        }
    }

    /// `{of: ㈡}`: the paragraph belongs to an open clause further out; `{of: page}`: to the page.
    fn move_to(&mut self, cx: &mut PageCx, of: &str, line: &Line) {
        if of == "page" {
            self.stack.clear();
            return;
        }
        let moved = label::steps(of).is_some_and(|steps| self.stack.close_down_to(&steps));
        if !moved {
            let open = self.stack.open_names(&self.clauses).join("、");
            let hint = if open.is_empty() {
                "这里没有开着的条款".into()
            } else {
                format!("这里开着的条款：{open}")
            };
            let message = format!("{{of: {of}}} 指的条款不在此处");
            cx.report(Diagnostic::new("bad-placement", line.span, message).hint(hint));
        }
    }

    /// A clause without a label: p1, p2 …
    fn unnumbered(&mut self, line: &Line) -> usize {
        self.unnumbered += 1;
        let index = self.clauses.len();
        self.clauses.push(Clause {
            anchor: format!("p{}", self.unnumbered),
            label: None,
            parent: None,
            path: Vec::new(),
            cite: String::new(),
            titled: false,
            // Most clauses hold one thing.
            items: Vec::with_capacity(1),
            notes: Vec::new(),
            cited_by: Vec::new(),
            span: line.span,
        });
        self.attach(None, ClauseItem::Child(index));
        index
    }

    fn add_paragraph(&mut self, clause: usize, read: super::inline::Inline) {
        let is_tiao = self.clauses[clause].label.as_ref().is_some_and(|label| label.family == Family::Tiao);
        let kuan = is_tiao.then(|| 1 + self.clauses[clause].paragraphs().filter(|p| p.kuan.is_some()).count() as u32);
        self.clauses[clause].items.push(ClauseItem::Paragraph(paragraph(read, kuan)));
    }

    fn rich(&mut self, cx: &mut PageCx, source: &str, at: usize) {
        let read = blocks(cx, source, at);
        if !read.html.trim().is_empty() {
            self.push(ClauseItem::Rich { html: read.html, text: read.text });
        }
    }

    /// Adds to the innermost open clause, else to the page.
    fn push(&mut self, item: ClauseItem) {
        self.attach(self.stack.innermost(), item);
    }

    fn attach(&mut self, parent: Option<usize>, item: ClauseItem) {
        match parent {
            Some(parent) => self.clauses[parent].items.push(item),
            None => self.top.push(item),
        }
    }

    fn empty_clauses(&mut self) {
        for (index, clause) in self.clauses.iter().enumerate() {
            let Some(label) = clause.label.as_ref().filter(|_| clause.items.is_empty()) else { continue };
            let message = format!("“{}”后面没有内容", label.printed);
            let diagnostic = Diagnostic::new("empty-clause", clause.span, message).hint("补上内容，或删去这个编号");
            self.faults.push(Fault { clause: Some(index), printed: label.printed.clone(), diagnostic });
        }
    }
}

/// The place of a label at the start of a line.
fn label_span(line: &Line, printed: &str) -> Span {
    let skipped = line.text.len() - line.text.trim_start_matches(label::is_blank).len();
    let start = line.start + skipped;
    Span::new(line.span.file, start, (start + printed.len()).min(line.end))
}

fn paragraph(read: super::inline::Inline, kuan: Option<u32>) -> Paragraph {
    Paragraph { text: read.text, html: read.html, facts: read.facts, kuan }
}

/// Takes `{#name}` off the end of a text.
fn trailing_pin(text: &str) -> (&str, Option<&str>) {
    let trimmed = text.trim_end();
    match trimmed.strip_suffix('}').and_then(|inner| inner.rfind("{#").map(|i| (i, &inner[i + 2..]))) {
        Some((start, name)) if !name.is_empty() && !name.contains(['{', ' ']) => (&trimmed[..start], Some(name)),
        _ => (text, None),
    }
}

/// Takes `{#name}` and `{of: …}` off the end of a paragraph.
fn attributes(text: &str) -> (&str, Option<&str>, Option<&str>) {
    let (mut text, mut pin) = trailing_pin(text);
    let mut of = None;
    let trimmed = text.trim_end();
    if let Some((start, target)) =
        trimmed.strip_suffix('}').and_then(|inner| inner.rfind("{of:").map(|i| (i, inner[i + 4..].trim())))
    {
        of = Some(target);
        text = &trimmed[..start];
        if pin.is_none() {
            (text, pin) = trailing_pin(text);
        }
    }
    (text, pin, of)
}
