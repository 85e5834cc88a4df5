//! In: the bytes of a file and its name. Out: what kind of source it is, its text decoded, or why it cannot be read.

use super::Refusal;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// Largest file that is read.
pub const SIZE_LIMIT: usize = 64 << 20;

/// A source after decoding.
pub enum Decoded<'a> {
    /// Plain text or Markdown.
    Text(String),
    /// A web page.
    Html(String),
    /// A Word file: still packed.
    Docx(&'a [u8]),
}

/// Finds out what the bytes are.
///
/// # Errors
/// Formats that cannot be read, with what to do instead.
pub fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, Refusal> {
    if bytes.len() > SIZE_LIMIT {
        let message = format!("文件有 {} MB，超过 {} MB 的限度", bytes.len() >> 20, SIZE_LIMIT >> 20);
        return Err(Refusal::new("too-large", message, "多半是选错了文件；只留下制度正文另存一份再导入。"));
    }
    if let Some(refusal) = foreign(bytes) {
        return Err(refusal);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Decoded::Docx(bytes));
    }
    let text = text(bytes);
    let controls = text.chars().take(4096).filter(|c| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}')).count();
    if controls > 40 {
        let hint = "请在原来的软件里打开它，另存为 .docx、.html 或纯文本。";
        return Err(Refusal::new("not-text", "这不是文字文件，看不出里面有什么制度", hint));
    }
    Ok(if is_html(name, &text) { Decoded::Html(text) } else { Decoded::Text(text) })
}

/// Formats known by their first bytes that are none of ours.
fn foreign(bytes: &[u8]) -> Option<Refusal> {
    const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let word = "请用 Word 或 WPS 打开它，“另存为”时类型选 .docx，再导入。";
    let (what, hint) = match bytes {
        b if b.starts_with(OLE) => {
            return Some(Refusal::new("old-doc", "这是旧的 .doc（或加了密码的 Word）文件，读不了", word));
        }
        b if b.starts_with(b"%PDF") => {
            ("PDF 文件", "请用 Word 或 WPS 打开后另存为 .docx，或把文字复制到 .txt 再导入。")
        }
        b if b.starts_with(b"{\\rtf") => ("RTF 文件", word),
        b if b.starts_with(b"\x89PNG") || b.starts_with(&[0xFF, 0xD8, 0xFF]) => {
            ("图片", "先用文字识别（OCR）软件认出文字，存成 .txt 再导入。")
        }
        _ => return None,
    };
    Some(Refusal::new("not-text", format!("这是 {what}，不是文字、网页或 .docx"), hint))
}

/// Decodes text: byte order marks are obeyed, else UTF-8, else what it looks like; broken bytes become U+FFFD.
fn text(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    // A text that is UTF-8 but for a few bytes stays UTF-8; bytes of GB18030 pass for it by chance once in ten times at most.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{FFFD}').count();
    if lossy.chars().filter(|c| !c.is_ascii()).count() > broken * 5 {
        return lossy.into_owned();
    }
    guess(bytes).decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without a mark: broken as UTF-8 or full of NUL, and nearly all Chinese when read by pairs of bytes.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(8192) & !1];
    if start.len() < 8 || !start.contains(&0) && std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let text = encoding.decode_without_bom_handling(start).0;
        let usual = |c: &char| {
            matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{2010}'..='\u{2030}' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
        };
        text.chars().filter(usual).count() * 20 >= text.chars().count() * 19
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(named) = named(bytes) {
        return named;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    match detector.guess(Some(b"cn"), Utf8Detection::Deny) {
        found if found == GBK || found.name().starts_with("windows-125") => GB18030,
        found => found,
    }
}

/// What a web page says of itself; never believed where it says UTF-8, which was tried before.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let after = &start[start.find("charset=")? + 8..];
    let label: String =
        after.trim_start_matches(['"', '\'']).chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let found = Encoding::for_label(label.as_bytes())?;
    match found {
        found if found == GBK => Some(GB18030),
        found if found == UTF_8 => None,
        found => Some(found),
    }
}

fn is_html(name: &str, text: &str) -> bool {
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, e)| e.to_ascii_lowercase());
    if matches!(extension.as_str(), "html" | "htm" | "xhtml" | "shtml" | "mht") {
        return true;
    }
    if extension == "md" {
        return false;
    }
    let start: String = text.chars().take(2048).collect::<String>().to_ascii_lowercase();
    let start = start.trim_start();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.contains("<body")
        || start.matches("<p").count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "第一条　值班人员应当提前15分钟到岗。\r\n第二条　交接班应当登记。\r\n";

    fn read(bytes: &[u8]) -> String {
        match decode("a.txt", bytes) {
            Ok(Decoded::Text(text)) => text,
            _ => panic!("not text"),
        }
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let utf16 = |big: bool, mark: bool| -> Vec<u8> {
            let units = mark.then_some(0xFEFF).into_iter().chain(SENTENCE.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        assert_eq!(read(SENTENCE.as_bytes()), SENTENCE);
        assert_eq!(read(format!("\u{feff}{SENTENCE}").as_bytes()), SENTENCE);
        assert_eq!(read(&GB18030.encode(SENTENCE).0), SENTENCE);
        for (big, mark) in [(false, false), (false, true), (true, false), (true, true)] {
            assert_eq!(read(&utf16(big, mark)), SENTENCE, "{big} {mark}");
        }
    }

    #[test]
    fn a_few_broken_bytes_do_not_change_the_encoding() {
        let mut bytes = SENTENCE.as_bytes().to_vec();
        bytes[4] = 0xff;
        assert!(read(&bytes).contains('\u{FFFD}') && read(&bytes).contains("提前15分钟到岗"));
    }

    #[test]
    fn other_formats_are_refused_by_name() {
        let code = |bytes: &[u8]| decode("a", bytes).err().map(|r| r.code);
        assert_eq!(code(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]), Some("old-doc"));
        assert_eq!(code(b"%PDF-1.7"), Some("not-text"));
        assert_eq!(code(&[1; 200]), Some("not-text"));
        assert_eq!(code(b""), None);
    }
}
