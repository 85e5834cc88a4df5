//! In: the text of a part. Out: its elements one by one, without ever following an entity or a document type.

use super::{super::Refusal, package::bad};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Deepest nesting that is read.
const DEPTH_LIMIT: usize = 2_000;

/// What a reader of a part meets.
pub enum Step<'a> {
    /// An element opens; an empty one is followed by its [`Step::Close`].
    Open(&'a str, &'a BytesStart<'a>),
    /// An element closes.
    Close(&'a str),
    /// Text.
    Text(&'a str),
}

/// Calls `take` for every step of a part.
///
/// # Errors
/// Broken markup, document types, too deep nesting.
pub fn walk(text: &str, mut take: impl FnMut(Step)) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|_| bad("Word 文件里的 XML 坏了"))? {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(bad("Word 文件里有文档类型声明（DTD），正常的 Word 文件没有")),
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH_LIMIT {
                    return Err(bad(format!("Word 文件里的内容套了 {DEPTH_LIMIT} 层以上")));
                }
                take(Step::Open(start.local_name().as_ref(), &start));
            }
            Event::Empty(start) => {
                let name = start.local_name().as_ref().to_owned();
                take(Step::Open(&name, &start));
                take(Step::Close(&name));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                take(Step::Close(end.local_name().as_ref()));
            }
            Event::Text(text) => take(Step::Text(&text.into_inner())),
            Event::CData(text) => take(Step::Text(&text.into_inner())),
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) => String::from(c),
                    _ => named(&reference.into_inner()).to_owned(),
                };
                take(Step::Text(&resolved));
            }
            _ => {}
        }
    }
}

/// The five entities of XML; others mean nothing, as no document type is read.
fn named(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

/// An attribute by its local name: `val` for `w:val`.
pub fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// Whether an on/off element is on: present, and not `val="0"`.
pub fn is_on(start: &BytesStart) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
