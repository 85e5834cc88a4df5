//! In: the bytes of a text file. Out: its text, or a readable guess at it and what its encoding looks like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8};
use std::ops::Range;

/// The text of a file.
pub enum Decoded {
    /// As it should be.
    Text(String),
    /// Not UTF-8, decoded as it probably was meant.
    Foreign {
        /// The text as guessed.
        text: String,
        /// The first character that is not ASCII or is broken, in `text`.
        range: Range<usize>,
        /// What is wrong, naming the likely encoding.
        message: String,
        /// How to convert the file of a path.
        hint: Box<dyn Fn(&str) -> String>,
    },
}

/// The characters the program keeps for itself inside finished HTML.
const RESERVED: std::ops::RangeInclusive<char> = '\u{F0000}'..='\u{FFFFD}';

/// Decodes a file: byte order marks are obeyed and dropped, reserved characters become U+FFFD.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if broken { damaged(text.into_owned(), encoding) } else { Decoded::Text(clean(text.into_owned())) };
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Decoded::Text(clean(text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned())),
        Err(_) => foreign(bytes),
    }
}

/// Replaces what must not reach the core; almost every text is returned as it came.
fn clean(text: String) -> String {
    // U+C0000 to U+FFFFF begin with the byte F3, so a text without it and without NUL has nothing to replace.
    if memchr::memchr2(0, 0xF3, text.as_bytes()).is_none() {
        return text;
    }
    text.chars().map(|c| if c == '\0' || RESERVED.contains(&c) { '\u{FFFD}' } else { c }).collect()
}

fn foreign(bytes: &[u8]) -> Decoded {
    let lossy = String::from_utf8_lossy(bytes);
    let bad = lossy.matches('\u{FFFD}').count();
    let good = lossy.chars().filter(|c| !c.is_ascii()).count() - bad;
    // Bytes of the Chinese encodings pass for UTF-8 by chance once in ten times at most.
    if good > bad * 4 {
        return damaged(lossy.into_owned(), UTF_8);
    }
    let encoding = guess(bytes);
    let text = clean(encoding.decode_without_bom_handling(bytes).0.into_owned());
    let first = text.find(|c: char| !c.is_ascii()).unwrap_or(0);
    let name = if encoding == GB18030 { "GB18030（GBK）" } else { encoding.name() };
    let label = encoding.name();
    Decoded::Foreign {
        range: character_at(&text, first),
        text,
        message: format!("文件不是 UTF-8，看起来是 {name}"),
        hint: Box::new(move |path| convert(path, label)),
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(Some(b"cn"), Utf8Detection::Deny) {
        found if found == GBK => GB18030,
        found => found,
    }
}

fn convert(path: &str, encoding: &str) -> String {
    let encoding = encoding.to_ascii_uppercase();
    format!(
        "用记事本打开，“另存为”时编码选 UTF-8；或用命令 `iconv -f {encoding} -t UTF-8 \"{path}\" > 新文件.md`。这里按 {encoding} 显示。"
    )
}

/// A file that is what it says but for a few broken places.
fn damaged(text: String, encoding: &'static Encoding) -> Decoded {
    let text = clean(text);
    let first = text.find('\u{FFFD}').unwrap_or(0);
    let count = text.matches('\u{FFFD}').count();
    Decoded::Foreign {
        range: character_at(&text, first),
        text,
        message: format!("文件大体是 {}，但有 {count} 处坏字节", encoding.name()),
        hint: Box::new(|_| "多半是复制或传输时损坏的；请从原处重新取一份，或改好这些地方再存为 UTF-8。".to_owned()),
    }
}

fn character_at(text: &str, at: usize) -> Range<usize> {
    at..at + text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match decode(bytes) {
            Decoded::Text(text) => text,
            Decoded::Foreign { message, .. } => panic!("{message}"),
        }
    }

    /// The text as guessed, what stands at the place, and the message.
    fn foreign(bytes: &[u8]) -> (String, String, String) {
        match decode(bytes) {
            Decoded::Text(text) => panic!("taken as it is: {text}"),
            Decoded::Foreign { text, range, message, .. } => (text.clone(), text[range].to_owned(), message),
        }
    }

    const SENTENCE: &str = "title: 值班\n第一条 接班的人提前十分钟到岗。\n";

    #[test]
    fn byte_order_marks_are_obeyed_and_dropped() {
        assert_eq!(text("\u{feff}值班".as_bytes()), "值班");
        let units: Vec<u16> = "\u{feff}值班\r\n".encode_utf16().collect();
        assert_eq!(text(&units.iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<_>>()), "值班\r\n");
        assert_eq!(text(&units.iter().flat_map(|u| u.to_be_bytes()).collect::<Vec<_>>()), "值班\r\n");
    }

    #[test]
    fn reserved_characters_never_reach_the_core() {
        assert_eq!(
            text("a\0b\u{f0000}c\u{ffffd}d\u{100000}e\u{effff}".as_bytes()),
            "a\u{fffd}b\u{fffd}c\u{fffd}d\u{100000}e\u{effff}"
        );
    }

    #[test]
    fn the_usual_encoding_is_named_and_still_read() {
        let (gbk, ..) = GB18030.encode(SENTENCE);
        let (shown, first, message) = foreign(&gbk);
        assert_eq!((shown.as_str(), first.as_str()), (SENTENCE, "值"));
        assert_eq!(message, "文件不是 UTF-8，看起来是 GB18030（GBK）");
    }

    #[test]
    fn a_few_broken_bytes_are_not_another_encoding() {
        let mut bytes = SENTENCE.repeat(3).into_bytes();
        bytes[10] = 0xff;
        let (shown, first, message) = foreign(&bytes);
        assert_eq!(first, "\u{fffd}");
        assert!(shown.ends_with("十分钟到岗。\n"));
        assert!(message.starts_with("文件大体是 UTF-8，但有"), "{message}");
    }
}
