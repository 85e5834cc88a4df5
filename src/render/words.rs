//! In: `theme/words.yml`, and a handbook's own over it. Out: the interface words, for templates, scripts and Rust.

use super::theme::{Theme, built_in};
use crate::{
    diag::{Diagnostic, Diagnostics},
    source::FileId,
    yaml::{self, Node, Value},
};
use std::collections::BTreeMap;

const PATH: &str = "theme/words.yml";

/// The interface words. Keys are parted by points: `nav.regs`.
pub struct Words {
    flat: BTreeMap<String, String>,
}

impl Words {
    /// Reads the built-in words, then those the handbook replaces.
    pub fn load(theme: Theme, diagnostics: &mut Diagnostics) -> Self {
        let mut words = Self { flat: BTreeMap::new() };
        let text = built_in(PATH).expect("invariant: words.yml is embedded");
        words.add(&text, diagnostics);
        if let Some(own) = theme.own(PATH) {
            words.add(own, diagnostics);
        }
        words
    }

    fn add(&mut self, bytes: &[u8], diagnostics: &mut Diagnostics) {
        let mut found = Diagnostics::default();
        let text = String::from_utf8_lossy(bytes);
        if let Some(node) = yaml::parse(FileId(0), &text, 0, &mut found) {
            flatten(&node, "", &mut self.flat);
        }
        for fault in found.0 {
            let line = fault.span.map_or(1, |span| text[..span.start as usize].matches('\n').count() + 1);
            let mut diagnostic = Diagnostic::new("template", None, format!("{PATH} 第 {line} 行：{}", fault.message));
            diagnostic.hint = fault.hint;
            diagnostics.push(diagnostic);
        }
    }

    /// The word of a key.
    ///
    /// # Panics
    /// If there is none (a bug: the built-in file holds every word).
    pub fn get(&self, key: &str) -> &str {
        self.find(key).unwrap_or_else(|| panic!("invariant: theme/words.yml has {key:?}"))
    }

    /// The word of a key, where there is one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.flat.get(key).map(String::as_str)
    }

    /// The word of a key with its `{name}`s filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// The words under one key (all of them under `""`) as a tree.
    pub fn tree(&self, under: &str) -> serde_json::Value {
        let mut root = serde_json::Map::new();
        let prefix = if under.is_empty() { String::new() } else { format!("{under}.") };
        for (key, text) in self.flat.iter().filter_map(|(k, v)| Some((k.strip_prefix(&prefix)?, v))) {
            let mut place = &mut root;
            let mut parts = key.split('.').peekable();
            while let Some(part) = parts.next() {
                if parts.peek().is_none() {
                    place.insert(part.to_owned(), text.clone().into());
                    break;
                }
                let inner = place.entry(part).or_insert_with(|| serde_json::Map::new().into());
                let Some(map) = inner.as_object_mut() else { break };
                place = map;
            }
        }
        root.into()
    }
}

fn flatten(node: &Node, prefix: &str, out: &mut BTreeMap<String, String>) {
    let nested = |name: &str| if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|(name, _, node)| flatten(node, &nested(name), out)),
        Value::List(items) => {
            items.iter().enumerate().for_each(|(n, node)| flatten(node, &nested(&n.to_string()), out));
        }
        Value::Text(text) | Value::Number(text) => {
            out.insert(prefix.to_owned(), text.clone());
        }
        Value::Bool(value) => {
            out.insert(prefix.to_owned(), value.to_string());
        }
        Value::Null => {
            out.insert(prefix.to_owned(), String::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Asset;

    fn load(own: &str) -> (Words, Vec<Diagnostic>) {
        let overrides = [Asset { path: PATH.to_owned(), bytes: own.as_bytes().into() }];
        let mut diagnostics = Diagnostics::default();
        let words = Words::load(Theme::new(&overrides), &mut diagnostics);
        (words, diagnostics.0)
    }

    #[test]
    fn a_handbook_replaces_single_words() {
        let (words, diagnostics) = load("nav: {regs: 规矩}\n");
        assert_eq!(diagnostics, []);
        assert_eq!(words.get("nav.regs"), "规矩");
        assert_ne!(words.get("nav.forms"), "");
        assert_eq!(words.tree("nav")["regs"], "规矩");
    }

    #[test]
    fn broken_words_name_their_line() {
        let (_, diagnostics) = load("nav:\n  regs: [a\n");
        assert_eq!(diagnostics[0].code, "template");
        assert!(diagnostics[0].message.contains("theme/words.yml 第"), "{}", diagnostics[0].message);
    }

    #[test]
    fn every_spoken_word_stands_once_and_has_what_is_written_for_it() {
        let (words, _) = load("");
        let serde_json::Value::Object(lines) = words.tree("js.spoken") else { panic!("a mapping") };
        let mut seen = BTreeMap::new();
        for (spoken, written) in &lines {
            assert!(written.as_str().is_some_and(|written| !written.trim().is_empty()), "{spoken}");
            for word in spoken.split('、') {
                assert_eq!(seen.insert(word, spoken), None, "{word}");
            }
        }
        let (own, _) = load("js: {spoken: {牌子: 工号牌}}\n");
        assert_eq!(own.tree("js.spoken").as_object().map(|own| own.len()), Some(lines.len() + 1));
    }

    #[test]
    fn placeholders_are_filled() {
        let (words, _) = load("x: 共 {n} 条\n");
        assert_eq!(words.fill("x", &[("n", "3")]), "共 3 条");
    }
}
