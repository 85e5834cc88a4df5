//! Pages that mean harm give an error or harmless text, and never a hang. What is rendered is also opened in Chromium, by
//! `browser::hostile`.

use crate::harness::{Built, Handbook, live::live_parts};
use std::time::{Duration, Instant};

/// Far more than any of these takes, even in a debug build on a busy machine; a quadratic or endless one takes minutes.
const BOUND: Duration = Duration::from_secs(60);

/// Ways to get a script to run that sets `window.harmed`.
pub const ATTACKS: [&str; 16] = [
    "<script>window.harmed=1</script>",
    "<img src=x onerror=window.harmed=1>",
    "<svg/onload=window.harmed=1>",
    "\"><script>window.harmed=1</script>",
    "'><img src=x onerror='window.harmed=1'>",
    "\" onmouseover=\"window.harmed=1\" autofocus onfocus=\"window.harmed=1",
    "</title><script>window.harmed=1</script>",
    "</script><script>window.harmed=1</script>",
    "--><script>window.harmed=1</script><!--",
    "]]><script>window.harmed=1</script>",
    "{{ harmed }}",
    "{% raw %}<script>window.harmed=1</script>{% endraw %}",
    "\\u003cscript\\u003ewindow.harmed=1\\u003c/script\\u003e",
    "&lt;script&gt;window.harmed=1&lt;/script&gt;",
    "\u{2028}window.harmed=1//",
    "`${window.harmed=1}`",
];

/// Links that would run a script.
pub const LINKS: [&str; 8] = [
    "javascript:window.harmed=1",
    "JaVaScRiPt:window.harmed=1",
    "java&#10;script:window.harmed=1",
    "&#x6A;avascript:window.harmed=1",
    "\u{1}javascript:window.harmed=1",
    "vbscript:window.harmed=1",
    "data:text/html,<script>window.harmed=1</script>",
    "file:///etc/passwd",
];

fn quick(handbook: Handbook) -> Built {
    let start = Instant::now();
    let built = handbook.build();
    assert!(start.elapsed() < BOUND, "took {:?}", start.elapsed());
    built
}

/// YAML text that says `text`, whatever it holds.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("invariant: JSON")
}

/// A handbook that says `attack` wherever an author can put text.
pub fn attacked(attack: &str) -> Handbook {
    let q = quoted(attack);
    // In a body, where `<` begins a tag, a backslash makes it text; the other way, the tag itself, is an error of its own.
    let body = attack
        .replace('\\', "\\\\")
        .replace("<!--", "< !--")
        .replace('<', "\\<")
        .replace("{{", "{ {")
        .replace('`', "\\`");
    // Braces at the end of a check row ask for something.
    let row = body.replace(['{', '}'], "");
    Handbook::from(&format!(
        "//- handbook.yml
title: {q}
subtitle: {q}
edition: {q}
units: [{{id: quzhou, name: {q}, short: {q}, summary: {q}}}]
roles: [{{id: operator, name: {q}, summary: {q}}}]
vars: {{hotline: {q}}}
//- local.yml
shifts: [{q}]
floors: [{q}]
phones: [{{what: {q}, who: {q}, number: {q}, hours: {q}, unit: quzhou}}]
//- content/regulations/rule.md
---
id: rule
title: {q}
unit: quzhou
roles: [operator]
tags: [{q}]
aliases: [{q}]
summary: {q}
source: {{title: {q}, part: {q}, issuer: {q}, doc-no: {q}}}
duties: [{{what: {q}, when: {{per: shift, at: {q}}}, who: [operator], where: {q}, clause: 第一条}}]
---

第一条 =={body}==，拨打{{{{ hotline }}}}。

（一）{body}

（二）见[[rule#第一条]]。
//- content/scripts/talk.md
---
id: talk
title: {q}
unit: quzhou
---

## {body}

> {body}

- {body}
//- content/forms/sheet.md
---
id: sheet
title: {q}
unit: quzhou
code: {q}
version: {q}
head: [{{name: {q}}}]
instructions: [{q}]
sign-off: [{{who: {q}}}]
---

## {body}

- [ ] {row}
//- content/quiz/bank.md
---
id: bank
title: {q}
unit: quzhou
---

## {body}？

- [x] {body}
- [ ] 不是

> {body}

依据：[[rule#第一条]]
//- content/pages/note.md
---
id: note
title: {q}
unit: quzhou
---

# {body}

{body}

| {body} | 乙 |
|---|---|
| {body} | 丁 |
"
    ))
}

fn assert_harmless(built: &Built, what: &str) {
    for (path, page) in built.pages() {
        let live = live_parts(page);
        assert!(live.is_empty(), "{path} for {what}: {live:?}");
    }
}

#[test]
fn text_of_the_author_never_becomes_a_tag_or_an_attribute() {
    for attack in ATTACKS {
        let built = quick(attacked(attack));
        assert!(!built.reading.diagnostics.has_errors(), "{attack}:\n{}", built.diagnostics());
        assert_harmless(&built, attack);
    }
}

#[test]
fn a_tag_in_the_body_is_an_error_or_text() {
    for attack in ATTACKS {
        for kind in ["regulations", "scripts", "forms", "quiz", "pages"] {
            let text = format!("//- content/{kind}/a.md\n---\nid: a\ntitle: 试验\n---\n\n甲{attack}乙\n\n{attack}\n");
            let built = quick(Handbook::from(&text));
            // `onerror=` in an attribute without quotes makes it no tag to Markdown: text, then.
            let is_tag = attack.starts_with("<script") || attack.starts_with("</");
            assert!(built.reading.diagnostics.has_errors() || !is_tag, "{kind} took {attack}");
            assert_harmless(&built, attack);
        }
    }
}

#[test]
fn allowed_html_is_sanitised() {
    let yml = "//- handbook.yml\ntitle: 试验\nallow-html: true\n";
    for attack in ATTACKS {
        let text = format!("{yml}//- content/pages/a.md\n---\nid: a\ntitle: 试验\n---\n\n甲{attack}乙\n\n{attack}\n");
        assert_harmless(&quick(Handbook::from(&text)), attack);
    }
}

#[test]
fn a_link_that_runs_a_script_is_an_error_or_not_a_link() {
    for link in LINKS {
        for text in
            [format!("[点]({link})"), format!("[点](<{link}>)"), format!("<{link}>"), format!("[点][x]\n\n[x]: {link}")]
        {
            let page = format!("//- content/pages/a.md\n---\nid: a\ntitle: 试验\n---\n\n{text}\n");
            assert_harmless(&quick(Handbook::from(&page)), &text);
        }
    }
}

#[test]
fn ids_anchors_and_labels_break_out_of_nothing() {
    let breakout = "x\\\" onclick=\\\"window.harmed=1";
    let rule = "//- content/regulations/a.md\n---\nid: a\n---\n\n# 试验\n\n";
    let cases = [
        format!("//- content/pages/a.md\n---\nid: \"{breakout}\"\ntitle: 试验\n---\n\n文\n"),
        format!("{rule}第一条 甲 {{#x\"onclick=\"window.harmed=1}}\n"),
        format!("{rule}附件1\"onclick=\"window.harmed=1：甲\n\n第一条\"onclick=1 甲\n"),
        "//- content/pages/../../x.md\n---\nid: a\ntitle: 试验\n---\n\n文\n".into(),
        "//- content/pages/a.md\n---\nid: ../../x\ntitle: 试验\n---\n\n文\n".into(),
    ];
    for case in cases {
        let built = quick(Handbook::from(&case));
        assert!(built.site.keys().all(|path| !path.contains("..")), "{case}");
        assert_harmless(&built, &case);
    }
}

#[test]
fn long_and_deep_text_ends_in_time() {
    let (mega, long) = (1 << 20, 1 << 18);
    let bodies = [
        "甲".repeat(mega / 3),
        "第一条 ".repeat(mega / 12),
        "==".repeat(mega / 2),
        "*".repeat(mega),
        "_".repeat(mega),
        "`".repeat(long - 1),
        "[".repeat(long / 4),
        "[[".repeat(long / 8),
        "![".repeat(long / 8),
        "<".repeat(long / 4),
        "{".repeat(long),
        "{{ ".repeat(long / 12),
        "（一）".repeat(long / 12),
        "1.".repeat(long / 2),
        "\\".repeat(long),
        "&".repeat(long),
        "|".repeat(long / 8),
        "> ".repeat(10_000) + "甲",
        "- ".repeat(10_000) + "甲",
        (0..10_000).map(|n| format!("{}- 甲\n", " ".repeat(n % 200))).collect(),
        (1..10_000).map(|n| format!("{n}. 甲\n")).collect(),
        (1..3_000).map(|n| format!("{}甲\n\n", "1.".repeat(n % 60 + 1))).collect(),
        "#".repeat(long),
        "\u{200b}\u{3000}".repeat(long / 6),
        "[[a#1, 1-9999999]]".repeat(5_000),
        "- [ ] 甲\n".repeat(5_000),
        "## 甲\n\n".repeat(5_000),
        "|甲|乙|\n|-|-|\n".repeat(10_000),
    ];
    let mut slow = Vec::new();
    for body in &bodies {
        let head: String = body.chars().take(12).collect();
        for kind in ["regulations", "scripts", "forms", "quiz", "pages"] {
            let start = Instant::now();
            Handbook::from(&format!("//- content/{kind}/a.md\n---\nid: a\ntitle: 试验\n---\n\n{body}\n")).build();
            if start.elapsed() > BOUND {
                slow.push(format!("{kind}: {head:?}… took {:?}", start.elapsed()));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn yaml_bombs_end_in_time_with_an_error() {
    let bomb: String = (1..30).fold("a0: &a0 [甲,甲,甲,甲,甲,甲,甲,甲,甲]\n".into(), |text, n| {
        text + &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))
    });
    let fronts = [
        bomb,
        "tags: ".to_owned() + &"[".repeat(100_000),
        "tags: ".to_owned() + &"{a: ".repeat(100_000),
        (0..5_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
        "tags: &a [*a]\n".into(),
        "- ".repeat(50_000),
        "? ".repeat(50_000),
        "\"".repeat(100_001),
        "!!binary |\n".repeat(1_000),
    ];
    for front in &fronts {
        let built =
            quick(Handbook::from(&format!("//- content/pages/a.md\n---\nid: a\ntitle: 试验\n{front}\n---\n\n文\n")));
        let head: String = front.chars().take(20).collect();
        assert!(built.reading.diagnostics.has_errors(), "no error for {head}…");
        quick(Handbook::from(&format!("//- handbook.yml\ntitle: 试验\n{front}\n")));
    }
}
