//! Hostile and broken files: a clear coded refusal or a sound page, in bounded time and memory, and nothing outside the folder.

use super::{
    run,
    word::{docx, item, p, package},
};

fn code(name: &str, bytes: &[u8]) -> &'static str {
    run(name, bytes).map_or_else(|refusal| refusal.code, |_| "imported")
}

#[test]
fn other_formats_are_refused_by_name() {
    assert_eq!(code("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old Word"), "old-doc");
    assert!(run("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").expect_err("refused").hint.contains(".docx"));
    assert_eq!(code("a.pdf", b"%PDF-1.4"), "not-text");
    assert_eq!(code("a.xlsx", &package(&[("xl/workbook.xml", "<workbook/>")])), "not-text");
    assert_eq!(code("a.txt", b""), "not-text");
}

#[test]
fn damaged_packages_are_refused() {
    let sound = docx(&p("第一条 到岗。"), &[]);
    assert_eq!(code("a.docx", &sound), "imported");
    assert_eq!(code("a.docx", &sound[..sound.len() / 2]), "bad-docx");
    assert_eq!(code("a.zip", &package(&[("readme.txt", "x")])), "bad-docx");
    assert_eq!(code("a.docx", &package(&[("word/document.xml", "<w:p><w:t>没有收尾</w:p>")])), "bad-docx");
}

#[test]
fn bombs_entities_and_towers_are_refused() {
    let bomb = format!("<a>{}</a>", " ".repeat(49 << 20));
    assert_eq!(code("a.docx", &package(&[("word/document.xml", &bomb)])), "bad-docx");
    let entity =
        r#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:p><w:t>&x;</w:t></w:p>"#;
    assert_eq!(code("a.docx", &package(&[("word/document.xml", entity)])), "bad-docx");
    assert_eq!(code("a.docx", &docx(&"<w:tbl><w:tr><w:tc>".repeat(5_000), &[])), "bad-docx");
}

#[test]
fn names_that_lead_elsewhere_and_macros_are_never_read() {
    let bytes = docx(
        &p("第一条 到岗。"),
        &[("../../../../tmp/evil", "x"), ("word/vbaProject.bin", "macro"), ("C:\\evil", "x")],
    );
    let imported = run("a.docx", &bytes).expect("imported");
    assert_eq!(imported.documents.len(), 1);
    assert!(imported.documents[0].id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
}

#[test]
fn lists_that_are_not_defined_or_bite_their_tail_print_nothing() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#;
    let markup =
        format!("{}<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>文字。</w:t></w:r></w:p>", item(200, "到岗。"));
    assert_eq!(code("a.docx", &docx(&markup, &[("word/styles.xml", styles)])), "imported");
}

#[test]
fn large_and_deep_pages_are_read_in_one_pass() {
    let deep = format!("{}<p>第一条 到岗。</p>", "<div><table><tr><td>".repeat(100_000));
    let imported = run("a.html", deep.as_bytes()).expect("imported");
    assert_eq!(imported.documents[0].outline.len(), 1);
    let wide = format!("<html><body>{}<p>第一条 到岗。</p></body></html>", "<a href=x>链接</a> ".repeat(60_000));
    assert_eq!(code("a.html", wide.as_bytes()), "imported");
    // One line of a megabyte, full of what could begin a clause.
    assert_eq!(code("a.txt", "第一条、（一）1.第二章①".repeat(30_000).as_bytes()), "imported");
    // Equal lines without end.
    assert_eq!(code("a.txt", "第一条 到岗。\n（一）登记；\n".repeat(8_000).as_bytes()), "imported");
}

#[test]
fn broken_encodings_are_read_as_far_as_they_go() {
    let mut bytes = "第一条　值班人员到岗。\n第二条　交接班登记。\n".repeat(4).into_bytes();
    bytes[7] = 0xFF;
    bytes[50] = 0xFE;
    let imported = run("a.txt", &bytes).expect("imported");
    assert!(imported.warnings.iter().any(|warning| warning.code == "garbled-character"));
    assert_eq!(code("a.txt", &[0xFF, 0xFE, 0x2C]), "imported");
}
