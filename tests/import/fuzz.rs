//! Properties of random input, tried by proptest for a fixed count with every test run: any bytes, any text, any page and any Word
//! file must give pages that read without an error, or a refusal with a code and a hint; labels must be read without a panic.
//! `fuzz/` drives the same checks by coverage.

use super::{
    sound::{import_is_sound, label_is_sound},
    word::{docx, package},
};
use proptest::prelude::*;

/// Pieces of official text, of pages and of our own marks.
const PIECES: [&str; 64] = [
    "\n",
    "\n\n",
    "\u{3000}\u{3000}",
    " ",
    "\t",
    "第一条",
    "第二条　",
    "第二十条之一 ",
    "第一章",
    "第二章　总则",
    "一、",
    "二、",
    "（一）",
    "（二）",
    "㈠",
    "1.",
    "2、",
    "（1）",
    "①",
    "1.1",
    "2.1、",
    "附件",
    "附件1",
    "附件：1.",
    "附：",
    "为规范值班工作，制定本办法。",
    "值班人员提前15分钟到岗；",
    "下列事项：",
    "值班管理办法",
    "某某市政务服务中心",
    "某政发〔2020〕3号",
    "〔2020〕 号",
    "2020年3月5日",
    "（此件公开发布）",
    "关于印发《值班办法》的通知",
    "各科室：",
    "现印发给你们，请遵照执行。",
    "目　录",
    "……3",
    "当前位置：首页 > 正文",
    "打印 关闭",
    "上一篇：",
    "版权所有",
    "www.a.com ",
    "— 3 —",
    "# ",
    "## ",
    "- ",
    "> ",
    "|",
    "|-|-|\n",
    "==",
    "___",
    "{{ x }}",
    "[[a#1]]",
    "{of: ㈡}",
    "<!--",
    "-->",
    "</p>",
    "&nbsp;",
    "\\",
    "*",
    "---\n",
    "\u{FFFD}",
];

/// Elements of a page and of a Word file.
const TAGS: [&str; 24] = [
    "<p>",
    "</p>",
    "<div class='nav'>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<ol start=3>",
    "<li>",
    "</ol>",
    "<br>",
    "<h1>",
    "</h1>",
    "<script>",
    "</script>",
    "<a href=x>",
    "</a>",
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "<td",
];
const WORD: [&str; 24] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "</w:tc>",
    "</w:tr>",
    "</w:tbl>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"7\"/></w:numPr>",
    "<w:del>",
    "</w:del>",
    "<w:br/>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:rPr><w:vanish/></w:rPr>",
    "&amp;",
    "&x;",
    "<w:pStyle w:val=\"a\"/>",
];

fn pieces(list: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(list.to_vec()), 0..most).prop_map(|pieces| pieces.concat())
}

fn mixed(markup: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![prop::sample::select(markup.to_vec()), prop::sample::select(PIECES.to_vec())];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300), name in prop::sample::select(vec!["a.txt", "a.html", "a.docx", "a.md"])) {
        import_is_sound(name, &bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        import_is_sound("a.txt", text.as_bytes());
        import_is_sound("a.html", text.as_bytes());
    }

    #[test]
    fn any_official_text(text in pieces(&PIECES, 80)) {
        import_is_sound("a.txt", text.as_bytes());
        import_is_sound("a.md", text.as_bytes());
    }

    #[test]
    fn any_page(text in mixed(&TAGS)) {
        import_is_sound("a.html", text.as_bytes());
    }

    #[test]
    fn any_word_file(text in mixed(&WORD)) {
        import_is_sound("a.docx", &docx(&text, &[]));
        import_is_sound("a.docx", &package(&[("word/document.xml", &text), ("word/styles.xml", &text), ("word/numbering.xml", &text)]));
    }

    #[test]
    fn any_label(text in "\\PC{0,40}", piece in pieces(&PIECES, 4), heading in any::<bool>()) {
        for line in [&text, &piece] {
            label_is_sound(line, heading);
        }
    }
}
