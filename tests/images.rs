//! Images: shown where they stand, written under ASCII names, missed where they are not there.

use super::harness::Handbook;

const PAGE: &str = "---\nid: a\ntitle: 甲\n---\n1. 见图：![示意图](../图/大厅.png)\n";

#[test]
fn an_image_is_written_once_under_an_ascii_name_and_shown() {
    let built = Handbook::from("").file("content/regulations/a.md", PAGE).asset("content/图/大厅.png", b"png").build();
    assert_eq!(built.codes(), [""; 0]);
    let written: Vec<_> = built.site.keys().filter(|path| path.starts_with("media/")).collect();
    assert_eq!(written.len(), 1);
    assert!(written[0].is_ascii());
    let shown = format!("<img loading=\"lazy\" src=\"../{}\" alt=\"示意图\">", written[0]);
    assert!(built.main("regs/a.html").contains(&shown), "{}", built.main("regs/a.html"));
}

#[test]
fn an_image_that_nobody_shows_is_left_out() {
    let built = Handbook::from("//- content/regulations/a.md\n1. 甲。\n").asset("content/b.png", b"png").build();
    assert!(!built.site.keys().any(|path| path.starts_with("media/")));
}
