//! The label rule on 700 real laws, where `SHOUCE_SHARED` names the folder that holds them, and on made-up text everywhere:
//! no 条 lost, none invented, every word kept, every anchor its own.

use crate::harness::Handbook;
use proptest::prelude::*;
use shouce::model::{Clause, ClauseItem, Family, Regulation};
use std::{collections::BTreeMap, path::Path, process::Command};

/// The laws by name, or `None` where the folder is not at hand.
fn laws() -> Option<BTreeMap<String, String>> {
    let shared = std::env::var_os("SHOUCE_SHARED")?;
    let archive = Path::new(&shared).join("corpus/laws-700.tar.xz");
    let folder = tempfile::tempdir().expect("a folder");
    let done = Command::new("tar").arg("xJf").arg(&archive).arg("-C").arg(folder.path()).status().expect("tar starts");
    assert!(done.success(), "tar cannot unpack {}", archive.display());
    let files = std::fs::read_dir(folder.path().join("laws-700")).expect("the laws");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("UTF-8"))
    };
    Some(files.map(read).collect())
}

/// `第二十条之一` at the start of a line that goes on after a blank: counted by characters alone, without the parser.
fn printed_tiao(line: &str) -> Option<&str> {
    let han = |c: char| "一二三四五六七八九十百千零".contains(c);
    let rest = line.strip_prefix('第')?.trim_start_matches(han).strip_prefix('条')?;
    let rest = rest.strip_prefix('之').map_or(rest, |more| more.trim_start_matches(han));
    let label = &line[..line.len() - rest.len()];
    (rest.starts_with([' ', '\u{3000}']) && label.chars().count() > 2).then_some(label)
}

fn tiao(regulation: &Regulation) -> impl Iterator<Item = &Clause> {
    regulation.clauses.iter().filter(|c| c.label.as_ref().is_some_and(|l| l.family == Family::Tiao))
}

/// All text of a regulation in the order it is shown, labels included.
fn all_text(regulation: &Regulation) -> String {
    let mut out = String::new();
    push_items(&mut out, regulation, &regulation.top);
    out
}

fn push_items(out: &mut String, regulation: &Regulation, items: &[ClauseItem]) {
    for item in items {
        match item {
            ClauseItem::Paragraph(p) | ClauseItem::Heading(_, p) => out.push_str(&p.text),
            ClauseItem::Rich { text, .. } => out.push_str(text),
            ClauseItem::Child(index) => {
                let clause = &regulation.clauses[*index];
                out.extend(clause.label.iter().map(|l| l.printed.as_str()));
                push_items(out, regulation, &clause.items);
            }
        }
    }
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

#[test]
fn every_tiao_of_the_laws_is_a_clause_and_nothing_else_is() {
    let Some(laws) = laws() else { return };
    let mut total = 0;
    for (name, text) in &laws {
        let built = Handbook::from(&format!("//- content/regulations/{name}.md\n{text}")).read();
        assert!(!built.diagnostics.has_errors(), "{name}: {:?}", built.diagnostics.0);
        let regulation = &built.handbook.regulations[0];
        let want: Vec<_> = text.lines().filter_map(printed_tiao).collect();
        let got: Vec<_> = tiao(regulation).map(|c| c.label.as_ref().expect("labelled").printed.as_str()).collect();
        assert_eq!(got, want, "{name}");
        total += got.len();
    }
    assert_eq!(total, 29_950);
}

#[test]
fn every_line_of_the_laws_is_kept_in_its_place() {
    let Some(laws) = laws() else { return };
    for (name, text) in &laws {
        let reading = Handbook::from(&format!("//- content/regulations/{name}.md\n{text}")).read();
        let kept = without_blanks(&all_text(&reading.handbook.regulations[0]));
        let mut from = 0;
        // The first line is the title; comments are dropped; a table's bars are its markup.
        for line in text.lines().skip(1).filter(|l| !l.starts_with("<!--") && !l.starts_with('|')) {
            let words = without_blanks(line.trim_start_matches('#'));
            let at = kept[from..].find(&words);
            assert!(
                at.is_some(),
                "{name} lost {line:?}; next is {:?}",
                kept[from..].chars().take(60).collect::<String>()
            );
            from += at.unwrap_or(0) + words.len();
        }
    }
}

#[test]
fn text_that_looks_like_a_label_stays_text() {
    let built = Handbook::from(
        "//- content/regulations/a.md\n---\nid: a\n---\n\n# 决定\n\n第一条 依照\n第三十一条的决定办理。\n\n第二条 加班按\n1.5倍付酬，\n（一）至（三）项除外。\n\n第三条 一、二级响应和1、2号窗口照旧。\n\n一、二级响应由班长定。\n\n2013.4印发。\n",
    )
    .read();
    let labels: Vec<_> = built.handbook.regulations[0]
        .clauses
        .iter()
        .filter_map(|c| c.label.as_ref().map(|l| l.printed.as_str()))
        .collect();
    assert_eq!(labels, ["第一条", "第二条", "第三条"]);
}

/// A line of a made-up regulation: a label of some family, or none, and words that hold no markup.
fn line() -> impl Strategy<Value = (String, String)> {
    let labels = prop::sample::select(vec![
        "第一条 ",
        "第二条\u{3000}",
        "第十二条之一 ",
        "第三章 ",
        "一、",
        "二、",
        "（一）",
        "(二)",
        "㈢",
        "1.",
        "2、",
        "（1）",
        "⑵",
        "①",
        "②",
        "1.1 ",
        "2.3.1",
        "附件1：",
        "",
        "",
        "",
    ]);
    let indent = prop::sample::select(vec!["", "", " ", "\u{3000}\u{3000}", "       ", "\u{a0}", "\u{200b}"]);
    (indent, labels, "[值班交接人员应当登记核对工单台账，]{1,24}。")
        .prop_map(|(indent, label, words)| (format!("{indent}{label}{words}"), words))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_kept_and_every_anchor_is_its_own(lines in prop::collection::vec((line(), any::<bool>()), 1..40)) {
        let mut text = String::from("//- content/regulations/a.md\n---\nid: a\ntitle: 试验\n---\n\n");
        for ((line, _), blank) in &lines {
            text += line;
            text += if *blank { "\n\n" } else { "\n" };
        }
        let built = Handbook::from(&text).read();
        let regulation = &built.handbook.regulations[0];
        let kept = without_blanks(&all_text(regulation));
        let mut from = 0;
        for ((_, words), _) in &lines {
            let at = kept[from..].find(&without_blanks(words));
            prop_assert!(at.is_some(), "{words:?} is lost or out of order in {kept:?}\nof {text}");
            from += at.unwrap_or(0) + without_blanks(words).len();
        }
        let mut anchors: Vec<_> = regulation.clauses.iter().map(|c| c.anchor.as_str()).collect();
        anchors.sort_unstable();
        let all = anchors.len();
        anchors.dedup();
        prop_assert_eq!(anchors.len(), all, "anchors repeat in {}", text);
    }

    #[test]
    fn any_text_is_read_without_a_panic(body in "\\PC{0,400}", front in "\\PC{0,120}") {
        let text = format!("//- content/regulations/a.md\n---\n{front}\n---\n\n{body}\n");
        Handbook::from(&text).read();
    }

    #[test]
    fn any_markdown_is_read_and_rendered_without_a_panic(
        kind in prop::sample::select(vec!["regulations", "scripts", "forms", "quiz", "pages"]),
        pieces in prop::collection::vec(prop::sample::select(MARKDOWN.to_vec()), 0..60),
    ) {
        let text = format!("//- content/{kind}/a.md\n---\nid: a\ntitle: 试验\n{}---\n\n{}", needed(kind), pieces.concat());
        Handbook::from(&text).build();
    }
}

/// The front matter without which a page of a kind is not rendered.
fn needed(kind: &str) -> &str {
    if kind == "forms" { "code: A\nversion: B\n" } else { "" }
}

/// Pieces of Markdown and of our own marks, to be put together at random.
const MARKDOWN: [&str; 48] = [
    "\n",
    "\n\n",
    "# ",
    "## ",
    "- ",
    "- [ ] ",
    "- [x] ",
    "1. ",
    "  ",
    "    ",
    "> ",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "|",
    "|-|-|\n",
    "==",
    "___",
    "[",
    "](",
    ")",
    "![",
    "[[",
    "]]",
    "[[a#1]]",
    "{of: ㈡}",
    "{of: page}",
    "{#pin}",
    "{{ x }}",
    "{工号}",
    "<",
    ">",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "\\",
    "第一条 ",
    "（一）",
    "①",
    "1.1 ",
    "禁语",
    "值班",
    "\u{3000}",
    "\u{200b}",
    "---\n",
];
