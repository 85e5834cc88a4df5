//! In: text with private characters. Out: HTML and plain text side by side, and where the facts are.

use super::marks::*;
use crate::{
    model::{CITATION_MARK, MARK_END},
    render::html::escape_into,
};
use std::ops::Range;

/// Chinese characters and punctuation: lines that end or begin with one are joined without a blank.
pub(in crate::parse) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{2014}' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '\u{E000}'..='\u{E005}')
        || (CITATION_MARK..MARK_END).contains(&(c as u32))
}

/// Writes text and HTML side by side, turning the private characters into what they stand for.
#[derive(Default)]
pub(in crate::parse) struct Writer {
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
