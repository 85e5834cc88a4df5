//! In: a page's text. Out: where its front matter and its body stand, and the keys every page may have.

use super::PageCx;
use crate::{
    diag::{Diagnostic, Diagnostics, nearest},
    model::{Citation, Duty, Kind, Meta, Per, Revision, When},
    source::Span,
    yaml::{Fields, Node},
};
use std::ops::Range;

/// Where the two parts of a page stand, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the two `---` lines, if there is any.
    pub yaml: Option<Range<usize>>,
    /// Where the body begins.
    pub body: usize,
}

/// Parts front matter from body. Front matter begins on the first line with `---` and ends with the next such line.
pub fn split(text: &str) -> Split {
    let none = Split { yaml: None, body: 0 };
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return none };
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Split { yaml: Some(first.len()..at), body: at + line.len() };
        }
        at += line.len();
    }
    none
}

/// Reads the keys that every page may have.
pub fn meta(cx: &mut PageCx, fields: &mut Fields, kind: Kind, body: &str) -> Meta {
    let id = id(cx, fields);
    let title = title(cx, fields, body);
    let d = &mut cx.diagnostics;
    let unit = fields.text("unit", d);
    let unit_span = fields.span_of("unit");
    let roles = fields.texts("roles", d);
    Meta {
        url: address(kind, &id),
        id,
        title,
        kind,
        serves: serves(cx.config, fields, d),
        tags: words(fields.texts("tags", d)),
        aliases: words(fields.texts("aliases", d)),
        summary: fields.text("summary", d),
        search_weight: fields.number("search-weight", d).unwrap_or_else(|| weight(cx.config, cx.path)),
        revisions: revisions(fields, d),
        unit: unit.filter(|unit| known_unit(cx.config, unit, unit_span, d)),
        roles: roles.into_iter().filter(|(r, span)| known_role(cx.config, r, *span, d)).map(|(r, _)| r).collect(),
        file: cx.file,
        span: fields.span,
        citations: Vec::new(),
        images: Vec::new(),
    }
}

/// The address of a page from the site's root.
pub fn address(kind: Kind, id: &str) -> String {
    let folder = match kind {
        Kind::Regulation => "regs",
        other => other.folder(),
    };
    format!("{folder}/{id}.html")
}

fn words(list: Vec<(String, Span)>) -> Vec<String> {
    list.into_iter().map(|(word, _)| word).collect()
}

fn weight(config: &crate::model::Config, path: &str) -> f32 {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    config
        .search_weights
        .iter()
        .filter(|(prefix, _)| inner.starts_with(prefix.as_str()))
        .map(|(_, w)| *w)
        .next_back()
        .unwrap_or(1.0)
}

/// Whether text can be an id: `a-z`, `0-9` and `-`, beginning with a letter or digit, 80 at most.
pub fn is_id(text: &str) -> bool {
    text.len() <= 80
        && text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn id(cx: &mut PageCx, fields: &mut Fields) -> String {
    let stem = cx.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    if let Some(id) = fields.text("id", &mut cx.diagnostics) {
        if is_id(&id) {
            return id;
        }
        let hint = format!("改成“{}”这样的小写英文、数字和连字符", derived_id(&id));
        cx.report(Diagnostic::new("bad-id", fields.span_of("id"), format!("id“{id}”不能用作网页地址")).hint(hint));
        return derived_id(&id);
    }
    let derived = derived_id(stem);
    if !stem.is_ascii() {
        let span = Span::new(cx.file, 0, 0);
        cx.report(
            Diagnostic::new("derived-id", span, format!("没有写 id，由文件名“{stem}”推出了“{derived}”"))
                .hint(format!("在文件头写上 id: {derived}，以后改文件名就不会断链接")),
        );
    }
    derived
}

/// An id made of any text: Chinese becomes pinyin, everything else that is not allowed a hyphen.
pub fn derived_id(text: &str) -> String {
    use pinyin::ToPinyin;
    let mut out = String::new();
    for c in text.chars() {
        match c.to_pinyin() {
            Some(reading) => out.push_str(reading.plain()),
            None if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            None => out.push('-'),
        }
    }
    let parts: Vec<&str> = out.split('-').filter(|part| !part.is_empty()).collect();
    let mut id = parts.join("-");
    id.retain(|c| c.is_ascii());
    id.truncate(80);
    if id.is_empty() { "page".into() } else { id }
}

/// The title: front matter, else the first heading that is no label, else the file name.
fn title(cx: &mut PageCx, fields: &mut Fields, body: &str) -> String {
    if let Some(title) = fields.text("title", &mut cx.diagnostics) {
        if !title.trim().is_empty() {
            return title.trim().to_owned();
        }
        cx.report(
            Diagnostic::new("missing-title", fields.span_of("title"), "title 是空的")
                .hint("写上页面的标题，或删去这一行"),
        );
    }
    title_heading(body)
        .map(|line| line.trim_start_matches('#').trim().trim_end_matches('#').trim().to_owned())
        .unwrap_or_else(|| cx.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned())
}

/// The first heading of a body, where it is of level one and no clause label.
pub fn title_heading(body: &str) -> Option<&str> {
    body.lines()
        .take(400)
        .find(|line| line.starts_with('#'))
        .filter(|line| line.starts_with("# ") && super::label::read(line.trim_start_matches('#'), true).is_none())
}

fn revisions(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Vec<Revision> {
    (fields.list("revisions").into_iter())
        .filter_map(|node| {
            let mut entry = Fields::of(node, "revisions 的一项", diagnostics)?;
            let date = entry.date("date", diagnostics);
            let what = entry.text("what", diagnostics);
            entry.finish("revisions 的一项", diagnostics);
            Some(Revision { date: date?, what: what.unwrap_or_default() })
        })
        .collect()
}

/// Whether a unit is in `handbook.yml`; says so where it is not.
pub fn known_unit(config: &crate::model::Config, unit: &str, span: Span, diagnostics: &mut Diagnostics) -> bool {
    let known = config.unit(unit).is_some();
    if !known {
        let names = config.units.iter().map(|u| u.id.as_str());
        diagnostics.push(unknown("unknown-unit", "单位", unit, span, names, "units"));
    }
    known
}

/// Whether a role is in `handbook.yml`; says so where it is not.
pub fn known_role(config: &crate::model::Config, role: &str, span: Span, diagnostics: &mut Diagnostics) -> bool {
    let known = config.role(role).is_some();
    if !known {
        let names = config.roles.iter().map(|r| r.id.as_str());
        diagnostics.push(unknown("unknown-role", "岗位", role, span, names, "roles"));
    }
    known
}

/// The entries of the 收录清单 that a page serves, whatever they are called where the handbook keeps none.
fn serves(config: &crate::model::Config, fields: &mut Fields, diagnostics: &mut Diagnostics) -> Vec<String> {
    let named = fields.texts("serves", diagnostics);
    for (id, span) in named.iter().filter(|(id, _)| !config.catalogue.is_empty() && config.listed(id).is_none()) {
        let names = config.catalogue.iter().map(|listed| listed.id.as_str());
        diagnostics.push(unknown("unknown-listed", "收录项目", id, *span, names, "catalogue"));
    }
    words(named)
}

fn unknown<'a>(
    code: &'static str,
    what: &str,
    name: &str,
    span: Span,
    names: impl Iterator<Item = &'a str> + Clone,
    list: &str,
) -> Diagnostic {
    let hint = match nearest(name, names.clone()) {
        Some(near) => format!("是不是想写“{near}”？"),
        None => match names.collect::<Vec<_>>() {
            empty if empty.is_empty() => format!("handbook.yml 里还没有 {list}，先登记“{name}”"),
            known => format!("先在 handbook.yml 的 {list} 里登记；已有：{}", known.join("、")),
        },
    };
    Diagnostic::new(code, span, format!("没有登记的{what}“{name}”")).hint(hint)
}

/// Reads a `when:` mapping.
pub fn when(node: &Node, diagnostics: &mut Diagnostics) -> Option<When> {
    let mut fields = Fields::of(node, "when", diagnostics)?;
    let pers = Per::ALL.map(|per| (per.name(), per));
    let missing = fields.node("per").is_none();
    let per = fields.choice("per", &pers, diagnostics);
    let when = When {
        per: per.unwrap_or(Per::Unspecified),
        at_least: fields.count("at-least", diagnostics),
        at: fields.text("at", diagnostics),
        holiday: fields.text("holiday", diagnostics),
    };
    if missing {
        let hint = "写上 per: shift、day、week、month、quarter、year、event 或 unspecified（原文未定）";
        diagnostics.push(Diagnostic::new("missing-key", node.span, "when 里缺少 per").hint(hint));
    }
    fields.finish("when", diagnostics);
    Some(when)
}

/// Reads the `duties:` of a regulation.
pub fn duties(cx: &mut PageCx, fields: &mut Fields, meta: &Meta) -> Vec<Duty> {
    fields.list("duties").into_iter().filter_map(|node| duty(cx, node, meta)).collect()
}

fn duty(cx: &mut PageCx, node: &Node, meta: &Meta) -> Option<Duty> {
    let d = &mut cx.diagnostics;
    let mut fields = Fields::of(node, "duties 的一项", d)?;
    let what = fields.text("what", d);
    let when_node = fields.node("when");
    let when = when_node.and_then(|node| when(node, d));
    let who = fields
        .texts("who", d)
        .into_iter()
        .filter(|(r, span)| known_role(cx.config, r, *span, d))
        .map(|(r, _)| r)
        .collect();
    let place = fields.text("where", d);
    let form = fields.text("form", d);
    let clause = fields.text("clause", d);
    let clause_span = fields.span_of("clause");
    for (key, missing) in [("what", what.is_none()), ("when", when_node.is_none()), ("clause", clause.is_none())] {
        if missing {
            d.push(Diagnostic::new("missing-key", node.span, format!("这项职责缺少 {key}")).hint(
                "写成 {what: 做什么, when: {per: day}, who: [岗位], where: 地点, clause: \"2\"}；原文没说多久一次就写 per: unspecified",
            ));
        }
    }
    fields.finish("duties 的一项", d);
    Some(Duty {
        what: what?,
        when: when?,
        local: None,
        who,
        place,
        form,
        clause: Citation::unresolved(format!("#{}", clause?), clause_span),
        page: meta.id.clone(),
        unit: meta.unit.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_what_stands_between_two_rules_at_the_very_top() {
        assert_eq!(split("---\na: 1\n---\n正文"), Split { yaml: Some(4..9), body: 13 });
        assert_eq!(split("---\r\na: 1\r\n---\r\n正文").yaml, Some(5..11));
        assert_eq!(split("正文\n---\na: 1\n---\n"), Split { yaml: None, body: 0 });
        assert_eq!(split("---\n没有收尾").yaml, None);
        assert_eq!(split("---\n---\n"), Split { yaml: Some(4..4), body: 8 });
    }

    #[test]
    fn ids_come_from_any_name() {
        assert_eq!(derived_id("交接班 制度(试行)"), "jiaojieban-zhidu-shixing");
        assert_eq!(derived_id("QZ_Hall.v2"), "qz-hall-v2");
        assert_eq!(derived_id("！！"), "page");
    }
}
