//! In: a page of content. Out: the same in house style: blanks behind labels, blank lines, ends of lines; and, where the words are
//! the editor's own, no blank between Chinese and digits, and full-width punctuation in Chinese.
//!
//! Front matter, code, comments, citations, slots and links are left alone. The words of an official text that is kept to the
//! letter are, too: only the blanks around them change. [`guard`] holds the result to the meaning it had.

pub mod guard;
mod words;

use crate::{export::md::labelled, model::Kind, parse::front_matter, parse::label};

/// What of a page may be touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Its kind.
    pub kind: Kind,
    /// Whether its words are the editor's own.
    pub own_words: bool,
}

impl Style {
    /// By the page's kind and, for a regulation, whether it restates.
    pub fn of(kind: Kind, restated: bool) -> Self {
        Self { kind, own_words: kind != Kind::Regulation || restated }
    }
}

/// The page in house style.
pub fn page(text: &str, style: Style) -> String {
    let text = text.replace("\r\n", "\n");
    let split = front_matter::split(&text);
    let (front, body) = text.split_at(split.body);
    let mut out = front.to_owned();
    if !front.is_empty() {
        out.push('\n');
    }
    out.push_str(&body_of(body, style));
    out
}

fn body_of(body: &str, style: Style) -> String {
    let mut lines: Vec<String> = Vec::new();
    let (mut fence, mut comment) = (None::<String>, false);
    for line in body.lines() {
        let bare = line.trim_start();
        let mark: String = bare.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        let was_in_comment = comment;
        comment = in_comment(line, comment);
        if let Some(open) = &fence {
            if mark.starts_with(open.as_str()) && bare.trim_end() == mark {
                fence = None;
            }
            lines.push(line.to_owned());
        } else if mark.len() >= 3 {
            fence = Some(mark);
            lines.push(line.to_owned());
        } else if was_in_comment || comment {
            lines.push(line.to_owned());
        } else {
            let line = one(line, style);
            if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
                lines.push(line);
            }
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if lines.is_empty() { String::new() } else { lines.join("\n") + "\n" }
}

/// Whether a comment is still open at the end of a line.
fn in_comment(line: &str, open: bool) -> bool {
    match (line.rfind("<!--"), line.rfind("-->")) {
        (Some(start), Some(end)) => start > end,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => open,
    }
}

/// One line outside code and comments.
fn one(line: &str, style: Style) -> String {
    let kept = line.trim_end();
    if kept.is_empty() {
        return String::new();
    }
    // Two blanks at the end of a line break it; indented code is nobody's style.
    let hard = if line.ends_with("  ") { "  " } else { "" };
    if line.starts_with("    ") || line.starts_with('\t') {
        return line.to_owned();
    }
    let line = if style.kind == Kind::Regulation { label_of(kept) } else { kept.to_owned() };
    let line = if style.own_words { words::tidy(&line) } else { line };
    line + hard
}

/// A line of a regulation with its label set as it is printed.
fn label_of(line: &str) -> String {
    let marks = line.len() - line.trim_start_matches('#').len();
    let (marks, rest) = line.split_at(marks);
    let heading = !marks.is_empty();
    let rest = rest.trim_start_matches(label::is_blank);
    // A mark behind a blank opens no heading, and must not begin to; a mark alone has nothing to be set.
    if rest.starts_with('#') || rest.is_empty() {
        return line.to_owned();
    }
    let (marks, rest) = if heading { (format!("{marks} "), rest) } else { (String::new(), rest) };
    match label::read(rest, heading) {
        Some(found)
            if !found.glued && !found.loose && found.body < rest.len() && rest.starts_with(&found.label.printed) =>
        {
            format!("{marks}{}", labelled(Some(&found.label), &rest[found.body..]))
        }
        _ if heading || line.starts_with(label::is_blank) => format!("{marks}{rest}"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESTATED: Style = Style { kind: Kind::Regulation, own_words: true };
    const VERBATIM: Style = Style { kind: Kind::Regulation, own_words: false };

    #[test]
    fn a_mark_that_opens_no_heading_stays_one() {
        for text in ["　#\n", "　# 甲\n", "#\n", "# #\n"] {
            assert_eq!(page(text, RESTATED), text);
        }
    }

    #[test]
    fn labels_blanks_and_ends_of_lines() {
        let text = "---\nid: a\n---\n第一条  为了,甲 3 次。  \r\n\r\n\r\n\n　　1.   乙\n1、 丙\n（一） 丁\n\n\n";
        assert_eq!(page(text, VERBATIM), "---\nid: a\n---\n\n第一条　为了,甲 3 次。  \n\n1. 乙\n1、丙\n（一）丁\n");
        assert_eq!(page(text, RESTATED), "---\nid: a\n---\n\n第一条　为了，甲3次。  \n\n1. 乙\n1、丙\n（一）丁\n");
    }

    #[test]
    fn code_and_comments_stay() {
        let text = "甲:\n\n```\n甲, 3 次\n\n\n乙\n```\n<!-- 甲, 乙\n\n\n丙, 3 次 -->\n";
        assert_eq!(page(text, Style::of(Kind::Page, false)), text.replace("甲:\n", "甲：\n"));
    }

    proptest::proptest! {
        #[test]
        fn what_is_in_style_stays(text in "([甲乙第一二条款1-3 　.,:;?!()（）、。#|`{}<>\\[\\]=_-]|\\n|3 次|\\[\\[a#1\\]\\]|://x){0,40}") {
            for style in [RESTATED, VERBATIM, Style::of(Kind::Quiz, false)] {
                let once = page(&text, style);
                proptest::prop_assert_eq!(page(&once, style), once);
            }
        }
    }
}
