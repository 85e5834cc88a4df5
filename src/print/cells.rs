//! In: text and the room it has. Out: how many lines it takes on paper, and which characters must stay together.
//!
//! No font is shipped with a form, so text is counted in cells that are at least as wide as any office font draws them:
//! Han and full-width characters 1 em, digits 0.6, other ASCII 0.7, `WMmw%@—` 1. The sheet's style lets a line break anywhere
//! except inside a [`Unit`]; since a browser fills lines as greedily as [`lines`] does and no glyph is wider than its count,
//! it never needs more lines than counted here.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// What a blank to write on is drawn with: a full-width low line.
pub const BLANK: char = '＿';

/// A paragraph as it is printed: every `___` drawn with room for a pen, less where only a count or a date goes before its unit.
pub fn printed(text: &str) -> Cow<'_, str> {
    if !text.contains("___") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(at) = rest.find("___") {
        out.push_str(&rest[..at]);
        let length = rest[at..].bytes().take_while(|b| *b == b'_').count();
        rest = &rest[at + length..];
        let counts = rest.trim_start().starts_with(|c| "年月日时分秒天处件项份次人元个期页张号".contains(c));
        out.extend(std::iter::repeat_n(BLANK, if counts { length } else { length * 2 }));
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A paragraph that is nothing but a name and the blank after it: the name. It is printed as a box to write in.
pub fn box_name(text: &str) -> Option<&str> {
    let name = text.trim_end().strip_suffix("___")?.trim_end_matches('_').trim_end();
    (!name.contains("___")).then_some(name)
}

/// Width of a character in tenths of an em, never less than what an office font draws.
pub fn width(c: char) -> u32 {
    match c {
        'W' | 'M' | 'm' | 'w' | '%' | '@' => 10,
        '0'..='9' => 6,
        ' '..='~' => 7,
        // Pictographs come from a font of their own, wider than their em.
        '\u{1F000}'.. => 14,
        c if c.width().unwrap_or(0) == 0 => 0,
        _ => 10,
    }
}

/// Width of a text in tenths of an em.
pub fn text_width(text: &str) -> u32 {
    text.chars().map(width).sum()
}

/// Characters that stay on one line: a Han character with its closing punctuation, a number, a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its width in tenths of an em.
    pub width: u32,
}

/// Never stands at the start of a line.
fn closes(c: char) -> bool {
    "，。；：、！？）》”’】〕〉」』…—·,.;:!?)]}%％℃~～".contains(c)
}

/// Never stands at the end of a line.
fn opens(c: char) -> bool {
    "（《“‘【〔〈「『([{□".contains(c)
}

fn is_word(c: char) -> bool {
    c.is_ascii_graphic() && !closes(c) && !opens(c)
}

/// The units of a text, in order; together they are the whole text.
pub fn units(text: &str) -> impl Iterator<Item = Unit<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (unit, after) = rest.split_at(unit_end(rest));
        rest = after;
        Some(Unit { text: unit, width: text_width(unit) })
    })
}

/// Where the first unit of `text` ends, in bytes. `text` is not empty.
fn unit_end(text: &str) -> usize {
    let mut last = None;
    for (at, c) in text.char_indices() {
        if last.is_some_and(|last| !stays(last, c)) {
            return at;
        }
        last = Some(c);
    }
    text.len()
}

/// Whether `next` stays on the line of `last`.
fn stays(last: char, next: char) -> bool {
    if last == '\n' || next == '\n' || next == ' ' {
        return false;
    }
    opens(last)
        || (closes(next) && last != ' ')
        || (is_word(last) && is_word(next))
        || (last == BLANK && next == BLANK)
        || goes_on(last, next)
}

/// `1.5`, `8:30`: a digit after a point or colon goes on with the number.
fn goes_on(last: char, next: char) -> bool {
    matches!(last, '.' | ':' | ',' | '~') && next.is_ascii_digit()
}

/// How many lines a text takes in `room` tenths of an em; at least 1.
pub fn lines(text: &str, room: u32) -> u32 {
    lines_of(units(text), room)
}

/// How many lines units take; one that is wider than the room breaks anywhere.
fn lines_of<'a>(units: impl Iterator<Item = Unit<'a>>, room: u32) -> u32 {
    let mut line = Line { count: 1, used: 0, room };
    for unit in units {
        if unit.text == "\n" {
            line.count += 1;
            line.used = 0;
        } else if unit.width <= room {
            line.put(unit.width);
        } else {
            unit.text.chars().for_each(|c| line.put(width(c)));
        }
    }
    line.count
}

/// Choices as they are printed, each behind a box to tick.
pub fn boxes(choices: &[String]) -> Vec<String> {
    choices.iter().map(|choice| format!("□{choice}")).collect()
}

/// How many lines boxes take side by side; a choice stays whole.
pub fn box_lines(boxes: &[String], room: u32) -> u32 {
    let unit = |text| Unit { text, width: text_width(text) };
    let parted =
        boxes.iter().enumerate().flat_map(|(n, text)| (n > 0).then(|| unit(" ")).into_iter().chain([unit(text)]));
    lines_of(parted, room)
}

/// The line that is being filled.
struct Line {
    count: u32,
    used: u32,
    room: u32,
}

impl Line {
    fn put(&mut self, width: u32) {
        if self.used > 0 && self.used + width > self.room {
            self.count += 1;
            self.used = 0;
        }
        self.used += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        units(text).map(|u| u.text).collect()
    }

    #[test]
    fn punctuation_stays_with_its_character_and_numbers_stay_whole() {
        assert_eq!(split("检查，（甲）完"), ["检", "查，", "（甲）", "完"]);
        assert_eq!(split("早15.5分钟"), ["早", "15.5", "分", "钟"]);
        assert_eq!(split("□合格 □不合格"), ["□合", "格", " ", "□不", "合", "格"]);
        assert_eq!(split("call 96310。"), ["call", " ", "96310。"]);
        assert_eq!(split("一\n二"), ["一", "\n", "二"]);
        assert_eq!(split("《《》》"), ["《《》》"]);
    }

    #[test]
    fn a_blank_is_printed_twice_as_long_and_stays_whole() {
        assert_eq!(printed("共 ___ 件，由___办__"), "共 ＿＿＿ 件，由＿＿＿＿＿＿办__");
        assert_eq!(split("共＿＿件"), ["共", "＿＿", "件"]);
    }

    #[test]
    fn a_name_with_one_blank_is_a_box() {
        assert_eq!(box_name("处理决定：____"), Some("处理决定："));
        assert_eq!(box_name("当事人：___　岗位：___"), None);
        assert_eq!(box_name("共 ___ 件"), None);
    }

    #[test]
    fn widths_are_those_of_the_table() {
        assert_eq!(text_width("汉，1aW"), 10 + 10 + 6 + 7 + 10);
        assert_eq!(text_width("e\u{301}"), 7);
    }

    #[test]
    fn a_choice_stays_whole() {
        let boxes = boxes(&["转交".into(), "解答".into(), "引导".into()]);
        assert_eq!((box_lines(&boxes, 110), box_lines(&boxes, 70), box_lines(&boxes, 40)), (1, 2, 3));
    }

    #[test]
    fn lines_are_filled_greedily() {
        assert_eq!(lines("", 50), 1);
        assert_eq!(lines("一二三四五", 50), 1);
        assert_eq!(lines("一二三四五，", 50), 2);
        assert_eq!(lines("一二三四五六", 50), 2);
        assert_eq!(lines("一\n二", 50), 2);
        assert_eq!(lines(&"W".repeat(11), 50), 3);
    }
}
