//! In: YAML text of a front matter or of `handbook.yml`. Out: a tree of values with spans, and typed reading of its mappings.
//!
//! The only user of the YAML crate. Scalars keep their source text, so `version: 1.0` is still `1.0` where text is asked for.

use crate::{
    diag::{Diagnostic, Diagnostics, nearest},
    source::{FileId, Span},
};
use jiff::civil::Date;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Error, Spanned};
use std::fmt;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where.
    pub span: Span,
    /// What.
    pub value: Value,
}

/// A YAML value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null` or nothing.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping: keys with their places, in order.
    Map(Vec<(String, Span, Node)>),
}

impl Value {
    fn describe(&self) -> &'static str {
        match self {
            Value::Null => "空",
            Value::Bool(_) => "是非值",
            Value::Number(_) => "数字",
            Value::Text(_) => "文字",
            Value::List(_) => "列表",
            Value::Map(_) => "键值表",
        }
    }
}

/// What the crate hands over before spans are known in bytes of the whole file.
enum Raw {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RawVisitor;
        impl<'de> Visitor<'de> for RawVisitor {
            type Value = Raw;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a YAML value")
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Raw, E> {
                Ok(Raw::Bool(value))
            }
            fn visit_i64<E: de::Error>(self, _: i64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_u64<E: de::Error>(self, _: u64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_i128<E: de::Error>(self, _: i128) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_u128<E: de::Error>(self, _: u128) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<Raw, E> {
                Ok(Raw::Text(value.to_owned()))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
                Raw::deserialize(deserializer)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Raw::Map(entries))
            }
        }
        deserializer.deserialize_any(RawVisitor)
    }
}

/// The place of a piece of YAML within its file.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: FileId,
    yaml: &'a str,
    at: usize,
}

impl Place<'_> {
    fn span(self, location: serde_yaml::Location) -> Span {
        let (start, length) = match (location.span().byte_offset(), location.span().byte_len()) {
            (Some(start), Some(length)) => (start as usize, length as usize),
            _ => (self.line_column(location), 0),
        };
        let start = self.boundary(start);
        Span::new(self.file, self.at + start, self.at + self.boundary(start + length))
    }

    fn line_column(self, location: serde_yaml::Location) -> usize {
        let line_start: usize =
            self.yaml.split_inclusive('\n').take(location.line().saturating_sub(1) as usize).map(str::len).sum();
        let line = &self.yaml[line_start.min(self.yaml.len())..];
        let column = location.column().saturating_sub(1) as usize;
        line_start + line.char_indices().nth(column).map_or(0, |(i, _)| i)
    }

    fn boundary(self, mut offset: usize) -> usize {
        offset = offset.min(self.yaml.len());
        while !self.yaml.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn node(self, raw: Spanned<Raw>, diagnostics: &mut Diagnostics) -> Node {
        let span = self.span(raw.referenced);
        let written = || self.yaml[span.start as usize - self.at..span.end as usize - self.at].trim().to_owned();
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Bool(value) => Value::Bool(value),
            Raw::Number => Value::Number(written()),
            Raw::Text(text) => Value::Text(text),
            Raw::List(items) => Value::List(items.into_iter().map(|item| self.node(item, diagnostics)).collect()),
            Raw::Map(entries) => Value::Map(self.entries(entries, diagnostics)),
        };
        Node { span, value }
    }

    fn entries(
        self,
        entries: Vec<(Spanned<String>, Spanned<Raw>)>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(String, Span, Node)> {
        let mut out: Vec<(String, Span, Node)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let span = self.span(key.referenced);
            let node = self.node(value, diagnostics);
            if let Some((_, first, _)) = out.iter().find(|(name, _, _)| *name == key.value) {
                diagnostics.push(
                    Diagnostic::new("duplicate-key", span, format!("键“{}”写了两次", key.value))
                        .label(*first, "第一次在这里")
                        .hint("删去其中一个"),
                );
            } else {
                out.push((key.value, span, node));
            }
        }
        out
    }
}

/// Parses `yaml`, which begins at byte `at` of `file`. Empty text is an empty mapping. `None` after an error.
pub fn parse(file: FileId, yaml: &str, at: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    let place = Place { file, yaml, at };
    let whole = Span::new(file, at, at + yaml.len());
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Node { span: whole, value: Value::Map(Vec::new()) });
    }
    let options = serde_yaml::options! {
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_depth: 32,
            max_nodes: 100_000,
            max_anchors: 64,
            max_aliases: 256,
            max_documents: 1,
        },
    };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(yaml, options) {
        Ok(raw) => Some(place.node(raw, diagnostics)),
        Err(error) => {
            diagnostics.push(describe(&error, place, whole));
            None
        }
    }
}

fn describe(error: &Error, place: Place, whole: Span) -> Diagnostic {
    let span = error.location().filter(|l| l.line() > 0).map_or(whole, |location| place.span(location));
    let error = error.without_snippet();
    let said = error.to_string().lines().next().unwrap_or_default().to_owned();
    let nested =
        said.contains("budget") || said.contains("limit") || said.contains("recursion") || said.contains("nest");
    if nested
        || matches!(
            error,
            Error::Budget { .. }
                | Error::AliasReplayLimitExceeded { .. }
                | Error::AliasExpansionLimitExceeded { .. }
                | Error::AliasReplayStackDepthExceeded { .. }
                | Error::RecursiveReferencesRequireWeakTypes { .. }
        )
    {
        return Diagnostic::new("yaml-limit", span, "YAML 嵌套太深、锚点太多或展开后太大").hint("改写成简单的键和值");
    }
    Diagnostic::new("bad-yaml", span, "YAML 写法有误")
        .hint(format!("检查这里的冒号后有没有空格、缩进是否对齐、引号是否成对、有没有用全角冒号。解析器说：{said}"))
}

/// Reads one mapping key by key; [`Fields::finish`] reports the keys nobody asked for.
pub struct Fields<'a> {
    entries: Vec<(&'a str, Span, &'a Node)>,
    known: Vec<&'static str>,
    /// The mapping's place.
    pub span: Span,
}

impl<'a> Fields<'a> {
    /// The fields of a mapping; `None` with a diagnostic where `node` is something else. `what` names it for people.
    pub fn of(node: &'a Node, what: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => Some(Self {
                entries: entries.iter().map(|(key, span, node)| (key.as_str(), *span, node)).collect(),
                known: Vec::new(),
                span: node.span,
            }),
            other => {
                diagnostics.push(
                    Diagnostic::new("wrong-type", node.span, format!("{what}应是键值表，这里是{}", other.describe()))
                        .hint("写成 `键: 值`，或 `{键: 值, 键: 值}`"),
                );
                None
            }
        }
    }

    /// The node of a key, which is known from now on; `null` counts as absent.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        self.entries
            .iter()
            .find(|(name, _, _)| *name == key)
            .map(|(_, _, node)| *node)
            .filter(|n| n.value != Value::Null)
    }

    /// Where a key's value stands; the mapping where it is absent.
    pub fn span_of(&self, key: &str) -> Span {
        self.entries.iter().find(|(name, _, _)| *name == key).map_or(self.span, |(_, _, node)| node.span)
    }

    /// Text (or a number as it is written).
    pub fn text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<String> {
        let node = self.node(key)?;
        text(node, key, diagnostics)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let node = self.node(key)?;
        match node.value {
            Value::Bool(value) => Some(value),
            ref other => {
                wrong(node.span, key, "true 或 false", other, diagnostics);
                None
            }
        }
    }

    /// A whole number from 0 up.
    pub fn count(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<u32> {
        let node = self.node(key)?;
        match &node.value {
            Value::Number(number) if number.parse::<u32>().is_ok() => number.parse().ok(),
            other => {
                wrong(node.span, key, "整数", other, diagnostics);
                None
            }
        }
    }

    /// A number.
    pub fn number(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<f32> {
        let node = self.node(key)?;
        match &node.value {
            Value::Number(number) if number.parse::<f32>().is_ok_and(f32::is_finite) => number.parse().ok(),
            other => {
                wrong(node.span, key, "数字", other, diagnostics);
                None
            }
        }
    }

    /// A real date, `2018-07-20`.
    pub fn date(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Date> {
        let node = self.node(key)?;
        date(node, key, diagnostics)
    }

    /// A list of real dates.
    pub fn dates(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Date> {
        self.list(key).into_iter().filter_map(|node| date(node, key, diagnostics)).collect()
    }

    /// A list of texts with their places; a single text counts as a list of one.
    pub fn texts(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<(String, Span)> {
        self.list(key)
            .into_iter()
            .filter_map(|node| text(node, key, diagnostics).map(|value| (value, node.span)))
            .collect()
    }

    /// A list of anything; a single value counts as a list of one; nothing is an empty list.
    pub fn list(&mut self, key: &'static str) -> Vec<&'a Node> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
            Some(node) => vec![node],
        }
    }

    /// A mapping of texts, in order.
    pub fn text_map(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<(String, String)> {
        let Some(node) = self.node(key) else { return Vec::new() };
        match &node.value {
            Value::Map(entries) => entries
                .iter()
                .filter_map(|(name, _, node)| text(node, name, diagnostics).map(|value| (name.clone(), value)))
                .collect(),
            other => {
                wrong(node.span, key, "键值表", other, diagnostics);
                Vec::new()
            }
        }
    }

    /// One of the listed names, with what it stands for.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let node = self.node(key)?;
        let written = text(node, key, diagnostics)?;
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == written) {
            return Some(*value);
        }
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        let near = nearest(&written, names.iter().copied()).map_or(String::new(), |n| format!("，是不是想写“{n}”？"));
        diagnostics.push(
            Diagnostic::new("wrong-type", node.span, format!("“{key}”不能是“{written}”"))
                .hint(format!("可以写：{}{near}", names.join("、"))),
        );
        None
    }

    /// Reports every key that was not asked for, with the nearest known one. `what` names the mapping for people.
    pub fn finish(self, what: &str, diagnostics: &mut Diagnostics) {
        for (key, span, _) in &self.entries {
            if self.known.contains(key) {
                continue;
            }
            let hint = match nearest(key, self.known.iter().copied()) {
                Some(near) => format!("是不是想写“{near}”？"),
                None => format!("可以用的键：{}", self.known.join("、")),
            };
            diagnostics.push(Diagnostic::new("unknown-key", *span, format!("{what}里没有“{key}”这个键")).hint(hint));
        }
    }
}

fn date(node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Option<Date> {
    let written = text(node, key, diagnostics)?;
    let strict = written.len() == 10 && written.as_bytes()[4] == b'-' && written.as_bytes()[7] == b'-';
    match written.parse() {
        Ok(date) if strict => Some(date),
        _ => {
            diagnostics.push(
                Diagnostic::new("bad-date", node.span, format!("“{key}”的值“{written}”不是日期"))
                    .hint("写成年-月-日，例如 2018-07-20，并且真有这一天"),
            );
            None
        }
    }
}

/// A node as text; a number as it is written; anything else is a diagnostic.
pub fn text(node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.clone()),
        other => {
            wrong(node.span, key, "文字", other, diagnostics);
            None
        }
    }
}

fn wrong(span: Span, key: &str, wanted: &str, found: &Value, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new("wrong-type", span, format!("“{key}”的值应是{wanted}，这里是{}", found.describe()))
            .hint(format!("改成{wanted}；若要写成文字请加引号")),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let mut diagnostics = Diagnostics::default();
        let node = parse(FileId(0), yaml, 0, &mut diagnostics);
        (node, diagnostics.0)
    }

    #[test]
    fn numbers_keep_their_text_and_every_node_its_place() {
        let yaml = "标题: 甲\nversion: 1.0\nlist: [1, 二]\n";
        let (node, diagnostics) = read(yaml);
        assert_eq!(diagnostics, []);
        let node = node.unwrap();
        let mut collected = Diagnostics::default();
        let mut fields = Fields::of(&node, "文件头", &mut collected).unwrap();
        assert_eq!(fields.text("version", &mut collected).as_deref(), Some("1.0"));
        let list = fields.texts("list", &mut collected);
        assert_eq!(&yaml[list[1].1.start as usize..list[1].1.end as usize], "二");
        fields.finish("文件头", &mut collected);
        assert_eq!(collected.0[0].code, "unknown-key");
        assert_eq!(&yaml[collected.0[0].span.unwrap().start as usize..][..6], "标题");
    }

    #[test]
    fn a_key_written_twice_shows_both_places() {
        let (_, diagnostics) = read("a: 1\nb: 2\na: 3\n");
        assert_eq!(diagnostics[0].code, "duplicate-key");
        assert_eq!((diagnostics[0].span.unwrap().start, diagnostics[0].labels[0].span.start), (10, 0));
    }

    #[test]
    fn bombs_and_depth_are_refused() {
        let deep = "[".repeat(5000);
        assert_eq!(read(&deep).1[0].code, "yaml-limit", "{:?}", read(&deep).1);
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n";
        assert_eq!(read(bomb).1[0].code, "yaml-limit", "{:?}", read(bomb).1);
    }

    #[test]
    fn a_syntax_error_has_a_place() {
        let (node, diagnostics) = read("title: 甲\nunit: [a, b\n");
        assert!(node.is_none());
        assert_eq!(diagnostics[0].code, "bad-yaml");
        assert!(diagnostics[0].span.unwrap().start > 8);
    }
}
