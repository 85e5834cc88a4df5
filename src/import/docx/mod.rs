//! In: a Word file, of Word or WPS. Out: its lines. Numbers that Word counts by itself are printed as labels; revisions are
//! accepted; headers, footers, comments, macros and pictures are never read.

mod body;
mod numbering;
mod package;
mod styles;
mod xml;

use super::{
    Refusal,
    line::{Line, trim},
    log::Log,
    text::even_gaps,
};
use std::collections::BTreeMap;
use xml::{Step, attribute, walk};

/// Reads a Word file.
///
/// # Errors
/// Damaged, hostile or other packages.
pub fn lines(bytes: &[u8], log: &mut Log) -> Result<Vec<Line>, Refusal> {
    let package = package::open(bytes)?;
    let styles = styles::read(&package.styles)?;
    let mut numbering = numbering::read(&package.numbering)?;
    let mut notes = notes(&package.footnotes, "footnote")?;
    notes.extend(self::notes(&package.endnotes, "endnote")?);
    let mut lines = body::read(&package.document, &styles, &mut numbering, &notes, log)?;
    even_gaps(&mut lines);
    Ok(lines)
}

/// Notes by the reference's element and id.
fn notes(text: &str, element: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    let mut key = None;
    let mut in_text = false;
    walk(text, |step| match step {
        Step::Open(name, start) if name == element => {
            let plain = attribute(start, "type").is_none_or(|kind| kind == "normal");
            key = attribute(start, "id").filter(|_| plain).map(|id| format!("{element}Reference{id}"));
        }
        Step::Close(name) if name == element => key = None,
        Step::Open("t", _) => in_text = true,
        Step::Close("t") => in_text = false,
        Step::Text(text) if in_text => {
            if let Some(key) = &key {
                out.entry(key.clone()).or_default().push_str(text);
            }
        }
        _ => {}
    })?;
    out.values_mut().for_each(|text| *text = trim(text).to_owned());
    out.retain(|_, text| !text.is_empty());
    Ok(out)
}
