//! In: a line of the editor's own words. Out: the same without blanks between Chinese and digits, its punctuation full-width where
//! Chinese stands before it.

/// The line in house style; citations, slots, code, links and addresses in it are left alone.
pub fn tidy(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while !rest.is_empty() {
        let (at, length) = protected(rest).unwrap_or((rest.len(), 0));
        let (free, after) = rest.split_at(at);
        let (kept, after) = after.split_at(length);
        piece(&mut out, free, after.is_empty() && kept.is_empty(), kept.chars().next());
        out.push_str(kept);
        rest = after;
    }
    out
}

/// Where the first stretch begins that is nobody's prose, and how long it is.
fn protected(text: &str) -> Option<(usize, usize)> {
    const PAIRS: [(&str, &str); 6] = [("`", "`"), ("[[", "]]"), ("](", ")"), ("{", "}"), ("<", ">"), ("___", "")];
    let pairs = PAIRS.iter().filter_map(|(open, close)| {
        let at = text.find(open)?;
        let inner = at + open.len();
        let end = if close.is_empty() { inner } else { text[inner..].find(close)? + inner + close.len() };
        Some((at, end - at))
    });
    let addresses = ["://", "mailto:", "tel:"].iter().filter_map(|mark| {
        let at = text.find(mark)?;
        let start = text[..at]
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
        // The blank behind an address ends it, and belongs to it.
        let ends = |c: char| c.is_whitespace() || is_chinese(c) && !is_word(c);
        let end = text[at..].find(ends).map_or(text.len(), |i| at + i);
        let blank = text[end..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
        Some((start, end + blank - start))
    });
    pairs.chain(addresses).min()
}

/// A stretch of prose. `last`: the line ends with it. `next`: what stands behind it.
fn piece(out: &mut String, text: &str, last: bool, next: Option<char>) {
    let chars: Vec<char> = text.chars().collect();
    let close = brackets(&chars);
    for (i, &c) in chars.iter().enumerate() {
        let before = out.chars().next_back();
        let after = chars.get(i + 1).copied().or(next);
        if c == ' ' && is_between(out, after_blanks(&chars, i)) {
            continue;
        }
        let at_end = last && i + 1 == chars.len();
        let open = after.is_none_or(|c| is_chinese(c) || c == ' ') || at_end;
        let full = match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '?' => '？',
            '!' => '！',
            '.' => '。',
            _ => c,
        };
        match c {
            ',' | ';' | ':' | '?' | '!' | '.' if before.is_some_and(is_word) && open => out.push(full),
            '(' if close.iter().any(|(open, _)| *open == i) => out.push('（'),
            ')' if close.iter().any(|(_, close)| *close == i) => out.push('）'),
            ' ' if before.is_some_and(|c| "，；：？！。）".contains(c))
                && !out.trim().is_empty()
                && after.is_some_and(is_chinese) => {}
            _ => out.push(c),
        }
    }
}

fn after_blanks(chars: &[char], at: usize) -> Option<char> {
    chars[at..].iter().copied().find(|c| *c != ' ')
}

/// Whether a blank stands between Chinese and a digit. A number that nothing Chinese stands before may count items: `1 本班`.
fn is_between(before: &str, after: Option<char>) -> bool {
    let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || ".:-".contains(c));
    let (Some(last), Some(after)) = (before.chars().next_back(), after) else { return false };
    let in_words = number.chars().next_back().is_some_and(is_chinese);
    is_word(last) && after.is_ascii_digit() || last.is_ascii_digit() && is_word(after) && in_words
}

/// A character of Chinese words.
fn is_word(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Such a character, or punctuation that goes with it.
fn is_chinese(c: char) -> bool {
    is_word(c) || "，。；：？！、（）《》“”‘’〔〕【】…—".contains(c)
}

/// Pairs of half-width brackets behind a Chinese word that hold Chinese words, numerals alone apart: `(一)` may be a label.
fn brackets(chars: &[char]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (i, _) in chars.iter().enumerate().filter(|(_, c)| **c == '(') {
        let Some(length) = chars[i + 1..].iter().position(|c| "()（）".contains(*c)) else { continue };
        let inner = &chars[i + 1..i + 1 + length];
        let closes = chars[i + 1 + length] == ')';
        let says = inner.iter().any(|c| is_word(*c) && !crate::parse::numeral::is_han_numeral(*c));
        if closes && says && i > 0 && is_chinese(chars[i - 1]) {
            out.push((i, i + 1 + length));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn chinese_is_set_as_chinese_and_everything_else_is_left_alone() {
        for (line, want) in [
            ("提前 10 分钟到岗, 签名.", "提前10分钟到岗，签名。"),
            ("换班登记表(试行)和 12345 热线", "换班登记表（试行）和12345热线"),
            ("见[[a#4(2)]], 第(一)项", "见[[a#4(2)]], 第(一)项"),
            ("请按 `a, b` 填 {工号}: 好", "请按 `a, b` 填 {工号}: 好"),
            ("网址 https://example.com/甲,乙?x=1 在此", "网址 https://example.com/甲,乙?x=1 在此"),
            ("8:30 到 9:00, 共 3 次!", "8:30 到9:00, 共3次！"),
            ("| 1 本班业务 |", "| 1 本班业务 |"),
            ("好吗? 好!", "好吗？好！"),
            ("等等...", "等等..."),
            ("U 盘和 Chrome 都行", "U 盘和 Chrome 都行"),
            ("| 甲, 乙 | 3 次 |", "| 甲，乙 | 3 次 |"),
        ] {
            assert_eq!(tidy(line), want);
            assert_eq!(tidy(want), want, "again");
        }
    }
}
