//! In: plain text or Markdown. Out: its lines, without the remains of web pages.

use super::{
    line::{Kind, Line, trim},
    log::Log,
    mess::LEFTOVER,
};
use crate::parse::label::is_blank;
use regex::Regex;
use std::sync::LazyLock;

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($text).expect("invariant: a pattern that compiles"));
    };
}

pattern!(COMMENT, "(?s)<!--.{0,4000}?-->");
pattern!(
    TAG,
    "</?(?i:p|div|br|span|font|td|tr|th|table|tbody|li|ul|ol|a|b|i|u|em|strong|h[1-6]|img|o:p|st1:\\w+|center|section|script|style|iframe|input|form|meta|link)(?:\\s[^<>]{0,400})?/?>"
);
pattern!(BLOCK, "^</?(?i:p|div|br|td|tr|table|li|h[1-6]|section)\\b");
pattern!(
    ATTRIBUTES,
    "^[\"'\\s]*[\\w-]+\\s*=\\s*[\"'].*>\\s*(-->)?\\s*$|^\\s*(-->|/?>|\\}|\\);?|<!--)\\s*$|^\\s*(var|function|document\\.|window\\.|\\$\\()\\s*\\S"
);
pattern!(
    ENTITY,
    "&(nbsp|ensp|emsp|lt|gt|amp|quot|ldquo|rdquo|lsquo|rsquo|middot|mdash|hellip|times|#\\d{2,5}|#x[0-9a-fA-F]{2,4});"
);

/// Reads a text. `markdown`: `#` begins a heading.
pub fn lines(text: &str, markdown: bool, log: &mut Log) -> Vec<Line> {
    let text = without_comments(text, log);
    let mut out = Vec::new();
    let mut gap = 0;
    for (index, raw) in text.split('\n').enumerate() {
        let at = index + 1;
        // A form feed is where one sheet of paper ended.
        for part in raw.trim_end_matches('\r').split(['\r', '\u{c}', '\u{b}', '\u{2028}']) {
            let part = part.replace(['\u{200b}', '\u{feff}', '\u{ad}', '\u{200c}', '\u{200d}', '\u{2060}'], "");
            if trim(&part).is_empty() {
                gap += 1;
                continue;
            }
            for piece in without_tags(&part, at, log) {
                let line = read(&piece, at, gap, markdown);
                if !line.text.is_empty() {
                    out.push(line);
                    gap = 0;
                }
            }
        }
    }
    even_gaps(&mut out);
    out
}

fn read(text: &str, at: usize, gap: usize, markdown: bool) -> Line {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    let rest = &text[level..];
    if (1..=6).contains(&level) && (rest.starts_with(is_blank) || markdown) {
        let kind = Kind::Heading(level as u8);
        return Line { kind, ..Line::new(rest.trim_end_matches('#'), at, gap) };
    }
    let indent: usize = text.chars().take_while(|c| is_blank(*c)).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
    Line { centred: indent >= 12, indent, ..Line::new(text, at, gap) }
}

/// Overwrites comments, line ends kept.
fn without_comments(text: &str, log: &mut Log) -> String {
    if !text.contains("<!--") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for found in COMMENT.find_iter(text) {
        let at = text[..found.start()].matches('\n').count() + 1;
        out.push_str(&text[last..found.start()]);
        if log.note(at, &LEFTOVER, found.as_str()) {
            out.extend(found.as_str().chars().filter(|c| *c == '\n'));
        } else {
            out.push_str(found.as_str());
        }
        last = found.end();
    }
    out.push_str(&text[last..]);
    out
}

/// Takes tags, attributes and entities out of a line; a block's tag is a line's end.
fn without_tags(text: &str, at: usize, log: &mut Log) -> Vec<String> {
    if !text.contains(['<', '>', '&', '=', ';', '(', '}']) {
        return vec![text.to_owned()];
    }
    if ATTRIBUTES.is_match(text) && log.note(at, &LEFTOVER, trim(text)) {
        return Vec::new();
    }
    let mut pieces = vec![String::new()];
    let mut last = 0;
    for found in TAG.find_iter(text) {
        if !log.note(at, &LEFTOVER, found.as_str()) {
            continue;
        }
        pieces.last_mut().expect("invariant: never empty").push_str(&text[last..found.start()]);
        if BLOCK.is_match(found.as_str()) {
            pieces.push(String::new());
        }
        last = found.end();
    }
    pieces.last_mut().expect("invariant: never empty").push_str(&text[last..]);
    pieces
        .into_iter()
        .map(|piece| ENTITY.replace_all(&piece, |found: &regex::Captures| entity(&found[1])).into_owned())
        .collect()
}

fn entity(name: &str) -> String {
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).map(String::from);
    match name {
        "nbsp" | "ensp" => " ".into(),
        "emsp" => "\u{3000}".into(),
        "lt" => "<".into(),
        "gt" => ">".into(),
        "amp" => "&".into(),
        "quot" => "\"".into(),
        "ldquo" => "“".into(),
        "rdquo" => "”".into(),
        "lsquo" => "‘".into(),
        "rsquo" => "’".into(),
        "middot" => "·".into(),
        "mdash" => "—".into(),
        "hellip" => "…".into(),
        "times" => "×".into(),
        other => match other.strip_prefix("#x") {
            Some(digits) => code(digits, 16),
            None => code(&other[1..], 10),
        }
        .unwrap_or_default(),
    }
}

/// Where every line has a blank line after it, one blank line means nothing.
pub fn even_gaps(lines: &mut [Line]) {
    let spaced = lines.iter().skip(1).filter(|line| line.gap > 0).count();
    if lines.len() > 6 && spaced * 10 >= lines.len() * 7 {
        for line in lines {
            line.gap = line.gap.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::Refused;
    use super::*;

    #[test]
    fn remains_of_a_page_are_taken_out_and_said() {
        let refused = Refused::default();
        let mut log = Log::new(&refused);
        let text = "# 办法\n<!-- INFO\nEND -->\n第一条&nbsp;为规范。</p>相关解读\n\" onerror=\"this.style.display='none'\"> -->\n1<2\n";
        let lines = lines(text, true, &mut log);
        let got: Vec<_> = lines.iter().map(|line| (line.at, line.text.as_str())).collect();
        assert_eq!(got, [(1, "办法"), (4, "第一条 为规范。"), (4, "相关解读"), (6, "1<2")]);
        assert_eq!(lines[0].kind, Kind::Heading(1));
        assert_eq!(log.finish().len(), 3);
    }
}
