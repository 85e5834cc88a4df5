//! In: text. Out: its folded form and the terms it is found by. The same rule as `theme/js/lib/tokens.js`;
//! `tests/vectors/tokens.json` holds the two together.
//!
//! 1. *Fold*: full-width forms become half-width, letters small, 〇 零, 两 二; invisible characters go; a blank beside Han
//!    goes, but for punctuation (总　则, 第 8 条, A4 纸); a number of up to four digits before Han is spelled out (3次 → 三次, 2013年 → 二零一三年).
//! 2. *Cut*: every two neighbours of a run of Han are a term, a lone one is a term itself; a run of letters and digits is a word.
//!    Nothing crosses punctuation. A number that was spelled out is a word besides, so that `40` finds 40分钟.

use crate::parse::numeral;

/// Folded text, used again and again.
#[derive(Debug, Default)]
pub struct Folded {
    /// Folded characters.
    pub chars: Vec<char>,
    /// Numbers that were spelled out, as they were written.
    pub numbers: Vec<String>,
}

/// Whether a character belongs to runs that are cut into pairs: Han, kana, hangul.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '々' | '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_word(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '\u{df}'..='\u{24f}' if c != '÷')
}

enum Fold {
    To(char),
    Blank,
    Nothing,
}

fn fold_char(c: char, before: Option<char>) -> Fold {
    Fold::To(match c {
        '两' => '二',
        '〇' => '零',
        '○' | '◯' if before.is_some_and(numeral::is_han_numeral) => '零',
        '\u{4e00}'..='\u{9fff}' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => return Fold::Blank,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => return Fold::Nothing,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).map_or(c, |half| half.to_ascii_lowercase()),
        'À'..='Þ' if c != '×' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        _ => c,
    })
}

impl Folded {
    /// Folds `text` in place of what was here.
    pub fn fold(&mut self, text: &str) {
        self.chars.clear();
        self.numbers.clear();
        self.chars.reserve(text.len() / 2);
        let mut blank = false;
        let mut before = None;
        for c in text.chars() {
            // Nearly every character of a rule: nothing to fold, nothing before it that it changes.
            if matches!(c, '\u{4e00}'..='\u{9fff}') && c != '两' && !blank && !matches!(before, Some('0'..='9')) {
                self.chars.push(c);
                before = Some(c);
                continue;
            }
            match fold_char(c, before) {
                Fold::Nothing => {}
                Fold::Blank => blank = true,
                Fold::To(c) => {
                    if blank && !joins(before, c) {
                        self.chars.push(' ');
                    }
                    blank = false;
                    if is_han(c) && before.is_some_and(|b| b.is_ascii_digit()) && self.chars.last() == before.as_ref() {
                        self.spell_out(c);
                    }
                    self.chars.push(c);
                    before = Some(c);
                }
            }
        }
    }

    /// Spells out the number at the end, if it is one, before the Han character `next`.
    fn spell_out(&mut self, next: char) {
        let start = self.chars.iter().rposition(|c| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let digits: String = self.chars[start..].iter().collect();
        let before = start.checked_sub(1).map(|at| self.chars[at]);
        if before.is_some_and(|c| is_word(c) || c == '.') {
            return;
        }
        if let Some(spelled) = spelled(&digits, next) {
            self.chars.truncate(start);
            self.chars.extend(spelled.chars());
            self.numbers.push(digits);
        }
    }

    /// Calls `pair` for every two neighbours of a Han run (a lone one with `'\0'`) and `word` for every word, in order.
    pub fn terms(&self, mut pair: impl FnMut(char, char), mut word: impl FnMut(&[char])) {
        let chars = &self.chars[..];
        let mut at = 0;
        while let Some(&c) = chars.get(at) {
            let start = at;
            at += 1;
            if is_han(c) {
                while chars.get(at).is_some_and(|&c| is_han(c)) {
                    pair(chars[at - 1], chars[at]);
                    at += 1;
                }
                if at == start + 1 {
                    pair(c, '\0');
                }
            } else if is_word(c) {
                while continues_word(chars, at) {
                    at += 1;
                }
                word(&chars[start..at]);
            }
        }
    }
}

/// Whether a blank between two characters is dropped.
fn joins(before: Option<char>, c: char) -> bool {
    before.is_none_or(|before| match (is_han(before), is_han(c)) {
        (true, true) => true,
        (true, false) => is_word(c),
        (false, true) => is_word(before),
        (false, false) => false,
    })
}

/// Letters and digits, and a point between two digits.
fn continues_word(chars: &[char], at: usize) -> bool {
    match chars.get(at) {
        Some('.') => chars[at - 1].is_ascii_digit() && chars.get(at + 1).is_some_and(char::is_ascii_digit),
        Some(&c) => is_word(c),
        None => false,
    }
}

/// A number in Han before `next`, where it is one that people also write so.
fn spelled(digits: &str, next: char) -> Option<String> {
    let value: u32 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    if digits.len() == 4 && next == '年' {
        return Some(digits.bytes().map(|b| numeral::han(u32::from(b - b'0'))).collect());
    }
    (digits.len() == 1 || !digits.starts_with('0')).then(|| numeral::han(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Vector {
        text: String,
        folded: String,
        terms: Vec<String>,
        numbers: Vec<String>,
    }

    fn terms(folded: &Folded) -> Vec<String> {
        let out = std::cell::RefCell::new(Vec::new());
        folded.terms(
            |a, b| out.borrow_mut().push([a, b].iter().filter(|c| **c != '\0').collect()),
            |word| out.borrow_mut().push(word.iter().collect()),
        );
        out.into_inner()
    }

    #[test]
    fn the_shared_vectors_hold() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../tests/vectors/tokens.json")).expect("tokens.json is JSON");
        assert!(vectors.len() > 30);
        let mut folded = Folded::default();
        for vector in vectors {
            folded.fold(&vector.text);
            assert_eq!(folded.chars.iter().collect::<String>(), vector.folded, "{}", vector.text);
            assert_eq!(terms(&folded), vector.terms, "{}", vector.text);
            assert_eq!(folded.numbers, vector.numbers, "{}", vector.text);
        }
    }
}
