//! In: the old words and the new. Out: both in pieces, what went and what came marked.
//!
//! Numbers and Latin words are compared whole. A single character that stays between two changes is taken into them: it is
//! chance more often than sense, and people read longer pieces more easily.

use serde::Serialize;
use similar::{DiffTag, capture_diff_slices};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether the other text has it not.
    pub changed: bool,
}

/// A stretch of both texts: alike, or the one in the place of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The old words.
    pub old: String,
    /// The new words.
    pub new: String,
    /// Whether they differ.
    pub changed: bool,
}

/// Both texts as a row of stretches.
pub fn stretches(old: &str, new: &str) -> Vec<Stretch> {
    let (a, b) = (words(old), words(new));
    let mut out: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(similar::Algorithm::Patience, &a, &b) {
        let changed = op.tag() != DiffTag::Equal;
        let (old, new) = (a[op.old_range()].concat(), b[op.new_range()].concat());
        match out.last_mut().filter(|last| last.changed == changed) {
            Some(last) => {
                last.old.push_str(&old);
                last.new.push_str(&new);
            }
            None => out.push(Stretch { old, new, changed }),
        }
    }
    joined(out)
}

/// Takes single characters between two changes into them.
fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut rest = stretches.into_iter().peekable();
    while let Some(mut one) = rest.next() {
        let chance = !one.changed && one.old.chars().count() == 1 && !one.old.contains('\n');
        if chance && rest.peek().is_some() && out.last().is_some_and(|last| last.changed) {
            one.changed = true;
        }
        match out.last_mut().filter(|last| last.changed && one.changed) {
            Some(last) => {
                last.old.push_str(&one.old);
                last.new.push_str(&one.new);
            }
            None => out.push(one),
        }
    }
    out
}

/// The two sides of a row of stretches.
pub fn sides(stretches: &[Stretch]) -> (Vec<Piece>, Vec<Piece>) {
    let side = |text: fn(&Stretch) -> &String| {
        stretches
            .iter()
            .filter(|one| !text(one).is_empty())
            .map(|one| Piece { text: text(one).clone(), changed: one.changed })
            .collect()
    };
    (side(|one| &one.old), side(|one| &one.new))
}

/// Characters; runs of ASCII letters and digits as one.
fn words(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(run.max(first.len_utf8()));
        out.push(word);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let show = |one: Stretch| match one.changed {
            true => format!("[{}|{}]", one.old, one.new),
            false => one.old,
        };
        stretches(old, new).into_iter().map(show).collect()
    }

    #[test]
    fn what_went_and_what_came_stand_side_by_side() {
        assert_eq!(shown("下班前10分钟办交接。", "下班前15分钟办交接。"), "下班前[10|15]分钟办交接。");
        assert_eq!(shown("由值班长批准", "由班长批准"), "由[值|]班长批准");
        assert_eq!(shown("一甲二", "三甲四"), "[一甲二|三甲四]");
        assert_eq!(shown("", "新的"), "[|新的]");
        assert_eq!(shown("同", "同"), "同");
    }

    #[test]
    fn both_texts_are_kept_whole() {
        let (old, new) = ("第一，甲乙12次\n丙。", "第1，甲戊己3次\n丙丁。");
        let (a, b) = sides(&stretches(old, new));
        let whole = |pieces: Vec<Piece>| pieces.into_iter().map(|piece| piece.text).collect::<String>();
        assert_eq!((whole(a).as_str(), whole(b).as_str()), (old, new));
    }
}
