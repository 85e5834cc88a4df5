//! In: the front matter and body of `content/forms/*.md`. Out: a form, its citations not yet resolved.
//!
//! The front matter says what every sheet repeats (code, version, head fields, marks, sign-off); [`body`] reads the
//! sections, check rows, ledgers and paragraphs of the body.

mod body;
mod carry;
mod fills;
mod item;
mod ledger;
mod piece;

use super::PageCx;
use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Column, Field, FieldKind, Fill, Form, Meta, Orientation, SignOff},
    print::paper::LEAST_ROW,
    source::Span,
    yaml::{Fields, Node, Value},
};

/// What may be written into a field, as front matter names it.
const KINDS: [(&str, FieldKind); 6] = [
    ("text", FieldKind::Text),
    ("number", FieldKind::Number),
    ("date", FieldKind::Date),
    ("time", FieldKind::Time),
    ("choice", FieldKind::Choice),
    ("person", FieldKind::Person),
];
/// What a stack of sheets may vary.
const PER: [&str; 5] = ["date", "floor", "shift", "week", "month"];
/// Marks of a form that names none.
const MARKS: [&str; 3] = ["合格", "不合格", "不适用"];

/// Parses a form; `at` is the first byte of `body` in the file.
pub fn parse(cx: &mut PageCx, meta: Meta, fields: &mut Fields, body: &str, at: usize) -> Form {
    let d = &mut cx.diagnostics;
    paper(fields, d);
    let per = per(fields, d);
    let mut head = entries(fields, "head", d, field);
    fills::infer(&mut head, &per);
    let form = Form {
        code: required(fields, "code", "QZ-JB-01", d),
        version: required(fields, "version", "1.0", d),
        effective: fields.date("effective", d),
        orientation: orientation(fields, d),
        sheets: fields.count("sheets", d),
        row_height: row_height(fields, d),
        head,
        marks: marks(fields, d),
        rounds: texts(fields, "rounds", d),
        columns: entries(fields, "columns", d, column),
        sign_off: entries(fields, "sign-off", d, side),
        per,
        floors: fields.text("floors", d),
        covers: texts(fields, "covers", d),
        carry: Vec::new(),
        instructions: texts(fields, "instructions", d),
        blocks: Vec::new(),
        meta,
    };
    let carry = fields.texts("carry", d);
    let blocks = body::blocks(cx, body, at);
    let carry = carry::known(cx, carry, &blocks);
    if blocks.is_empty() {
        let span = cx.span(at, at + body.len());
        let fact = format!("表单“{}”没有内容", form.meta.title);
        cx.report(Diagnostic::new("bad-form", span, fact).hint("写上检查行（- [ ] 检查内容）、表格或段落"));
    }
    Form { blocks, carry, ..form }
}

fn required(fields: &mut Fields, key: &'static str, example: &str, diagnostics: &mut Diagnostics) -> String {
    let value = fields.text(key, diagnostics).filter(|text| !text.trim().is_empty());
    value.unwrap_or_else(|| {
        let fact = format!("表单缺少 {key}");
        let hint = format!("每一页纸上都要印它；在文件头写上 {key}: \"{example}\"");
        diagnostics.push(Diagnostic::new("missing-key", fields.span, fact).hint(hint));
        String::new()
    })
}

/// Forms are laid out for A4 and nothing else.
fn paper(fields: &mut Fields, diagnostics: &mut Diagnostics) {
    let Some(paper) = fields.text("paper", diagnostics).filter(|paper| paper != "A4") else { return };
    let fact = format!("没有“{paper}”这种纸");
    let hint = "表单都按 A4 排版，写 paper: A4 或不写；横放写 orientation: landscape";
    diagnostics.push(Diagnostic::new("bad-form", fields.span_of("paper"), fact).hint(hint));
}

fn orientation(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Orientation {
    let choices = [("portrait", Orientation::Portrait), ("landscape", Orientation::Landscape)];
    fields.choice("orientation", &choices, diagnostics).unwrap_or_default()
}

fn row_height(fields: &mut Fields, diagnostics: &mut Diagnostics) -> u32 {
    let height = fields.count("row-height", diagnostics).unwrap_or(LEAST_ROW);
    if !(LEAST_ROW..=60).contains(&height) {
        let fact = format!("行高 {height} 毫米不合用");
        let hint = format!("写 {LEAST_ROW} 到 60 之间的整数；手写的行不能低于 {LEAST_ROW} 毫米");
        diagnostics.push(Diagnostic::new("bad-form", fields.span_of("row-height"), fact).hint(hint));
    }
    height.clamp(LEAST_ROW, 60)
}

fn marks(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Vec<String> {
    match fields.node("marks") {
        Some(Node { value: Value::List(_) | Value::Text(_), .. }) => texts(fields, "marks", diagnostics),
        _ => MARKS.map(str::to_owned).to_vec(),
    }
}

fn per(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut known = Vec::new();
    for (word, span) in fields.texts("per", diagnostics) {
        if PER.contains(&word.as_str()) {
            known.push(word);
            continue;
        }
        let near = crate::diag::nearest(&word, PER).map_or(String::new(), |near| format!("，是不是想写 {near}？"));
        let hint = format!("可以写：{}{near}", PER.join("、"));
        diagnostics.push(Diagnostic::new("bad-form", span, format!("per 里没有“{word}”")).hint(hint));
    }
    known
}

fn texts(fields: &mut Fields, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<String> {
    fields.texts(key, diagnostics).into_iter().map(|(text, _)| text).collect()
}

/// The entries of a list of mappings; an entry that is only text is its name.
fn entries<T>(
    fields: &mut Fields,
    key: &'static str,
    diagnostics: &mut Diagnostics,
    read: fn(Entry, &mut Diagnostics) -> Option<T>,
) -> Vec<T> {
    let read_one = |node: &Node, diagnostics: &mut Diagnostics| match &node.value {
        Value::Text(name) => read(Entry { name: Some(name.clone()), span: node.span, fields: None, key }, diagnostics),
        _ => {
            let fields = Fields::of(node, &format!("{key} 的一项"), diagnostics)?;
            read(Entry { name: None, span: node.span, fields: Some(fields), key }, diagnostics)
        }
    };
    fields.list(key).into_iter().filter_map(|node| read_one(node, diagnostics)).collect()
}

/// One entry of a list: `{name: 日期, kind: date}` or just `日期`.
struct Entry<'a> {
    name: Option<String>,
    fields: Option<Fields<'a>>,
    span: Span,
    key: &'static str,
}

impl Entry<'_> {
    /// Its name, under `key`; a diagnostic where it has none.
    fn name(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<String> {
        let named = self.fields.as_mut().and_then(|fields| fields.text(key, diagnostics));
        let name = self.name.take().or(named);
        if name.is_none() {
            let fact = format!("{} 的一项缺少 {key}", self.key);
            diagnostics.push(Diagnostic::new("missing-key", self.span, fact).hint(format!("写成 {{{key}: …}}")));
        }
        name
    }

    fn kind(&mut self, diagnostics: &mut Diagnostics) -> FieldKind {
        let kind = self.fields.as_mut().and_then(|fields| fields.choice("kind", &KINDS, diagnostics));
        kind.unwrap_or_default()
    }

    /// Its choices. A choice needs some; whatever has some is a choice.
    fn choices(&mut self, kind: FieldKind, diagnostics: &mut Diagnostics) -> (FieldKind, Vec<String>) {
        let choices = self.fields.as_mut().map(|fields| texts(fields, "choices", diagnostics)).unwrap_or_default();
        match (kind, choices.is_empty()) {
            (FieldKind::Choice, true) => {
                let fact = format!("{} 的一项是勾选，却没有选项", self.key);
                let hint = "写上 choices: [早班, 中班, 晚班]";
                diagnostics.push(Diagnostic::new("bad-form", self.span, fact).hint(hint));
                (FieldKind::Text, choices)
            }
            (_, false) => (FieldKind::Choice, choices),
            (kind, true) => (kind, choices),
        }
    }

    fn finish(self, diagnostics: &mut Diagnostics) {
        if let Some(fields) = self.fields {
            fields.finish(&format!("{} 的一项", self.key), diagnostics);
        }
    }
}

fn field(mut entry: Entry, diagnostics: &mut Diagnostics) -> Option<Field> {
    let name = entry.name("name", diagnostics);
    let kind = entry.kind(diagnostics);
    let (kind, choices) = entry.choices(kind, diagnostics);
    let fill = entry.fields.as_mut().and_then(|fields| fields.choice("fill", &Fill::NAMES, diagnostics));
    entry.finish(diagnostics);
    Some(Field { name: name?, kind, choices, fill })
}

fn column(mut entry: Entry, diagnostics: &mut Diagnostics) -> Option<Column> {
    let name = entry.name("name", diagnostics);
    let width = entry.fields.as_mut().and_then(|fields| fields.count("width", diagnostics));
    if let Some(width) = width.filter(|width| !(8..=120).contains(width)) {
        let fact = format!("列宽 {width} 毫米不合用");
        diagnostics.push(Diagnostic::new("bad-form", entry.span, fact).hint("写 8 到 120 之间的整数（毫米），或不写"));
    }
    let kind = entry.kind(diagnostics);
    let (kind, choices) = entry.choices(kind, diagnostics);
    entry.finish(diagnostics);
    Some(Column { name: name?, width: width.map(|w| w.clamp(8, 120)), kind, choices })
}

fn side(mut entry: Entry, diagnostics: &mut Diagnostics) -> Option<SignOff> {
    let who = entry.name("who", diagnostics);
    let time = entry.fields.as_mut().and_then(|fields| fields.flag("time", diagnostics)).unwrap_or(false);
    entry.finish(diagnostics);
    Some(SignOff { who: who?, time })
}
