//! Forms: what a body becomes, how it is laid out on sheets, and what a browser makes of the sheets.

mod layout;
mod sheets;

/// A handbook with one rule and one form: `front` follows the required keys, `body` the front matter.
fn handbook(front: &str, body: &str) -> crate::harness::Built {
    let rule =
        "---\nid: rule\ntitle: 巡查制度\n---\n\n1. 每班巡查。\n\n2. 填表签字：\n\n（1）写清时间；\n\n（2）写清地点。\n";
    let form = format!("---\nid: sheet\ntitle: 巡查表\ncode: XC-01\nversion: \"1.0\"\n{front}---\n\n{body}");
    crate::harness::Handbook::from(&format!(
        "//- content/regulations/rule.md\n{rule}//- content/forms/sheet.md\n{form}"
    ))
    .build()
}
