//! In: the body of a page under `content/pages`. Out: prose, a topic with its rows, terms, or whom to call.

use super::{
    PageCx,
    config::phone,
    front_matter::{derived_id, known_unit, title_heading},
    markdown::{blocks, without_comments},
};
use crate::{
    diag::Diagnostic,
    model::{Citation, Layout, Meta, Phone, Term, TextPage, TopicRow},
    yaml::{Fields, Node},
};
use std::{collections::BTreeSet, ops::Range};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Plain,
    Topic,
    Glossary,
    Phones,
}

const SHAPES: [(&str, Shape); 4] =
    [("plain", Shape::Plain), ("topic", Shape::Topic), ("glossary", Shape::Glossary), ("phones", Shape::Phones)];

/// Parses the body of a page; `at` is its first byte in the file.
pub fn parse(cx: &mut PageCx, mut meta: Meta, fields: &mut Fields, body: &str, at: usize) -> TextPage {
    let shape = fields.choice("layout", &SHAPES, &mut cx.diagnostics).unwrap_or(Shape::Plain);
    let rows = fields.list("rows");
    let phones = fields.list("phones");
    for (key, used, wanted) in [("rows", shape == Shape::Topic, "topic"), ("phones", shape == Shape::Phones, "phones")]
    {
        if !used && fields.node(key).is_some() {
            let hint = format!("加一行 layout: {wanted}，或删去 {key}");
            let fact = format!("只有 layout: {wanted} 的页面才有 {key}");
            cx.report(Diagnostic::new("wrong-type", fields.span_of(key), fact).hint(hint));
        }
    }
    let layout = match shape {
        Shape::Plain => Layout::Plain,
        Shape::Topic => Layout::Topic(rows.into_iter().filter_map(|node| topic_row(cx, node)).collect()),
        Shape::Glossary => Layout::Glossary,
        Shape::Phones => Layout::Phones(phones.into_iter().filter_map(|node| own_phone(cx, &meta, node)).collect()),
    };
    meta.url = address(shape, &meta);
    let start = after_title(body, &meta.title);
    let (prose, terms) = match shape {
        Shape::Glossary => glossary(cx, &meta, body, start, at),
        _ => (blocks(cx, &body[start..], at + start), Vec::new()),
    };
    TextPage { meta, layout, html: prose.html, text: prose.text, headings: prose.headings, terms }
}

/// Topics stand in a folder of their own; terms and numbers of all pages are gathered on one page each.
fn address(shape: Shape, meta: &Meta) -> String {
    match shape {
        Shape::Plain => meta.url.clone(),
        Shape::Topic => format!("topics/{}.html", meta.id),
        Shape::Glossary => format!("glossary.html#{}", meta.id),
        Shape::Phones => format!("phones.html#{}", meta.id),
    }
}

/// Where the body goes on after a first heading that repeats the page's title.
fn after_title(body: &str, title: &str) -> usize {
    let Some(line) = title_heading(body).filter(|line| line.trim_matches(['#', ' ']) == title) else { return 0 };
    let start = line.as_ptr() as usize - body.as_ptr() as usize;
    if body[..start].trim().is_empty() { start + line.len() } else { 0 }
}

fn topic_row(cx: &mut PageCx, node: &Node) -> Option<TopicRow> {
    let d = &mut cx.diagnostics;
    let mut fields = Fields::of(node, "rows 的一项", d)?;
    let unit = fields.text("unit", d).filter(|unit| known_unit(cx.config, unit, fields.span_of("unit"), d));
    let point = fields.text("point", d).unwrap_or_default();
    let says = fields.text("says", d);
    let clause = fields.text("clause", d);
    let clause_span = fields.span_of("clause");
    let missing = [("unit", fields.node("unit").is_none()), ("says", says.is_none()), ("clause", clause.is_none())];
    fields.finish("rows 的一项", d);
    for (key, _) in missing.into_iter().filter(|(_, missing)| *missing) {
        d.push(
            Diagnostic::new("missing-key", node.span, format!("这一行缺少 {key}"))
                .hint("写成 {unit: 单位, point: 哪一点, says: 它怎么规定, clause: \"页面#编号\"}"),
        );
    }
    Some(TopicRow { unit: unit?, point, says: says?, clause: Citation::unresolved(clause?, clause_span) })
}

/// A number; it belongs to the page's unit unless it names its own.
fn own_phone(cx: &mut PageCx, meta: &Meta, node: &Node) -> Option<Phone> {
    let mut own = phone(node, false, &mut cx.diagnostics)?;
    own.unit = match own.unit {
        Some(unit) => Some(unit).filter(|unit| known_unit(cx.config, unit, node.span, &mut cx.diagnostics)),
        None => meta.unit.clone(),
    };
    Some(own)
}

/// The prose before the first term, and the terms: headings of level two with what stands under them.
fn glossary(cx: &mut PageCx, meta: &Meta, body: &str, start: usize, at: usize) -> (super::markdown::Blocks, Vec<Term>) {
    let parts = term_headings(&without_comments(body), start);
    let end_of_prose = parts.first().map_or(body.len(), |heading| heading.start);
    let prose = blocks(cx, &body[start..end_of_prose], at + start);
    let mut anchors = BTreeSet::new();
    let mut terms = Vec::with_capacity(parts.len());
    for (n, heading) in parts.iter().enumerate() {
        let end = parts.get(n + 1).map_or(body.len(), |next| next.start);
        let (name, pinned) = name_of(&body[heading.clone()]);
        let definition = blocks(cx, &body[heading.end..end], at + heading.end);
        if name.is_empty() || definition.text.is_empty() {
            let span = cx.span(at + heading.start, at + heading.end);
            cx.report(Diagnostic::new("missing-key", span, "术语没有名称或解释").hint("写成“## 术语”，下一段写解释"));
        }
        let anchor = unique(pinned.unwrap_or_else(|| format!("{}-{}", meta.id, derived_id(&name))), &mut anchors);
        terms.push(Term { name, anchor, html: definition.html, text: definition.text });
    }
    (prose, terms)
}

/// The lines from byte `start` that are headings of level two, fenced code passed over.
fn term_headings(body: &str, start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut fenced) = (start, false);
    for line in body[start..].split_inclusive('\n') {
        fenced ^= line.trim_start().starts_with("```");
        if !fenced && line.starts_with("## ") {
            found.push(at..at + line.len());
        }
        at += line.len();
    }
    found
}

/// The term of a heading, and the name `{#name}` gives it.
fn name_of(heading: &str) -> (String, Option<String>) {
    let text = heading.trim().trim_matches('#').trim();
    match text.rsplit_once("{#") {
        Some((name, rest)) if rest.ends_with('}') => {
            (name.trim().to_owned(), Some(derived_id(&rest[..rest.len() - 1])))
        }
        _ => (text.to_owned(), None),
    }
}

fn unique(anchor: String, taken: &mut BTreeSet<String>) -> String {
    let mut tried = anchor.clone();
    let mut n = 2;
    while !taken.insert(tried.clone()) {
        tried = format!("{anchor}-{n}");
        n += 1;
    }
    tried
}
