//! In: a style sheet. Out: its at-rules, selectors and declarations, as far as they are needed to ask what a browser knows of them.

/// What a style sheet holds, in order, comments taken off.
#[derive(Debug, Default)]
pub struct Sheet {
    /// `@media print`, `@page`, `@font-face` …: everything before the brace or semicolon.
    pub at_rules: Vec<String>,
    /// Selector lists of style rules.
    pub selectors: Vec<String>,
    /// (property, value), in a style rule or in `@page`.
    pub declarations: Vec<(String, String)>,
}

impl Sheet {
    /// Reads a sheet.
    pub fn of(css: &str) -> Self {
        let mut sheet = Self::default();
        sheet.block(&without_comments(css), false);
        sheet
    }

    /// Reads the inside of a block, or the whole sheet; `rule`: it is a style rule, so what stands in it are declarations.
    fn block(&mut self, mut text: &str, rule: bool) {
        while let Some((head, end)) = upto(text, ['{', ';', '}']) {
            let (mark, rest) = end.split_at(1.min(end.len()));
            let head = head.trim();
            text = rest;
            match mark {
                "{" => {
                    let inside = matching(rest);
                    text = rest.get(inside.len() + 1..).unwrap_or_default();
                    let descriptors = head.starts_with("@page") || head.starts_with("@font-face");
                    match head.strip_prefix('@') {
                        Some(_) => self.at_rules.push(head.to_owned()),
                        None => self.selectors.push(head.to_owned()),
                    }
                    let frames = head.starts_with("@keyframes");
                    self.block(inside, descriptors || !head.starts_with('@') && !frames);
                }
                _ if head.starts_with('@') => self.at_rules.push(head.to_owned()),
                _ if rule => self.declare(head),
                _ => {}
            }
        }
    }

    fn declare(&mut self, declaration: &str) {
        if let Some((property, value)) = declaration.split_once(':') {
            let value = value.trim().trim_end_matches("!important").trim();
            self.declarations.push((property.trim().to_owned(), value.to_owned()));
        }
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(at) = rest.find("/*") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// The text before the first of `marks` outside brackets and quotes, and the rest from it on; `None` where nothing is left.
fn upto(text: &str, marks: [char; 3]) -> Option<(&str, &str)> {
    if text.trim().is_empty() {
        return None;
    }
    let (mut depth, mut quote) = (0, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth -= 1,
            (None, c) if depth == 0 && marks.contains(&c) => return Some(text.split_at(at)),
            _ => {}
        }
    }
    Some((text, ""))
}

/// What stands before the brace that closes a block.
fn matching(text: &str) -> &str {
    let (mut depth, mut quote) = (0, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') if depth == 0 => return &text[..at],
            (None, '}') => depth -= 1,
            _ => {}
        }
    }
    text
}

#[test]
fn rules_in_rules_are_read() {
    let sheet = Sheet::of(
        "@import 'a';/* x{} */@media print{a:hover,b{color:red;content:\"};\"}}@page{size:A4;margin:0}c{--d:1 !important}",
    );
    assert_eq!(sheet.at_rules, ["@import 'a'", "@media print", "@page"]);
    assert_eq!(sheet.selectors, ["a:hover,b", "c"]);
    let owned = |(a, b): &(String, String)| format!("{a}={b}");
    let all: Vec<_> = sheet.declarations.iter().map(owned).collect();
    assert_eq!(all, ["color=red", "content=\"};\"", "size=A4", "margin=0", "--d=1"]);
}
