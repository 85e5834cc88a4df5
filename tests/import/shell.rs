//! `shouce import` as its users run it.

use crate::shell::Folder;
use std::fs;

const TEXT: &str = "当前位置：首页 > 制度\n咨询台值班制度\n一、职责\n1.值班人员提前15分钟到岗。\n2.每天检查设备不少于2次。\n二、附则\n1.本制度自印发之日起施行。\n打印 关闭\n";

#[test]
fn a_text_becomes_a_page_of_the_handbook_that_builds() {
    let folder = Folder::with_starter().file("制度.txt", TEXT);
    let ran = folder.shouce(["import", "制度.txt", "-o", "h"]).succeeds();
    let said = ran.says(&["《咨询台值班制度》", "5 个条款", "略去或改读 2 处", "shouce serve h --open"]);
    drop(said);
    let page = fs::read_to_string(folder.path("h/content/regulations/zixuntaizhibanzhidu.md")).expect("the page");
    assert!(page.contains("1.值班人员==提前15分钟==到岗。"), "{page}");
    assert!(page.contains("#   - {what: \"2") || page.contains("when: {per: day, at-least: 2}"), "{page}");
    folder.shouce(["check", "h", "--strict"]).succeeds();
    folder.shouce(["build", "h", "-o", "out"]).succeeds();
    assert!(folder.path("out/regs/zixuntaizhibanzhidu.html").is_file());
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = Folder::with_starter().file("制度.txt", TEXT);
    folder.shouce(["import", "制度.txt", "-o", "h"]).succeeds();
    folder.write("h/content/regulations/zixuntaizhibanzhidu.md", "我改过的");
    folder.shouce(["import", "制度.txt", "-o", "h"]).fails(2).says(&["已经有", "--force"]);
    assert_eq!(
        fs::read_to_string(folder.path("h/content/regulations/zixuntaizhibanzhidu.md")).expect("read"),
        "我改过的"
    );
    folder.shouce(["import", "制度.txt", "-o", "h", "--force"]).succeeds();
}

#[test]
fn what_the_editor_refuses_in_the_log_stays_in_the_text() {
    let folder = Folder::with_starter().file("制度.txt", TEXT);
    folder.shouce(["import", "制度.txt", "-o", "h"]).succeeds();
    let log = "h/content/regulations/zixuntaizhibanzhidu.kanwu.txt";
    let text = fs::read_to_string(folder.path(log)).expect("the log");
    assert!(text.contains("[x] 第 8 行　工具栏：打印 关闭"), "{text}");
    folder.write(log, text.replace("[x] 第 8 行", "[ ] 第 8 行"));
    folder.shouce(["import", "制度.txt", "-o", "h", "--force"]).succeeds();
    let page = fs::read_to_string(folder.path("h/content/regulations/zixuntaizhibanzhidu.md")).expect("the page");
    assert!(page.contains("打印 关闭") && !page.contains("首页 >"), "{page}");
    let text = fs::read_to_string(folder.path(log)).expect("the log");
    assert!(text.contains("[ ] 第 8 行") && text.contains("[x] 第 1 行"), "{text}");
}

#[test]
fn one_file_that_cannot_be_read_does_not_keep_the_others_out() {
    let folder = Folder::with_starter().file("制度.txt", TEXT).file("旧.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    folder.shouce(["import", "旧.doc", "制度.txt", "-o", "h"]).fails(1).says(&[
        "错误[old-doc]",
        "旧.doc",
        ".docx",
        "共写好 1 页",
    ]);
}

#[test]
fn an_id_that_another_page_has_is_not_taken_again() {
    let folder = Folder::with_starter().file("制度.txt", TEXT);
    folder
        .write("h/content/pages/zixuntaizhibanzhidu.md", "---\nid: zixuntaizhibanzhidu\ntitle: 说明\n---\n\n说明。\n");
    folder.shouce(["import", "制度.txt", "-o", "h"]).succeeds();
    assert!(folder.path("h/content/regulations/zixuntaizhibanzhidu-2.md").is_file());
    folder.shouce(["check", "h"]).succeeds();
}

#[test]
fn a_record_for_programs_is_printed_and_nothing_is_written() {
    let folder = Folder::empty().file("制度.txt", TEXT);
    let ran = folder.shouce(["import", "--format", "json", "制度.txt"]).succeeds();
    let record: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(record["title"], "咨询台值班制度");
    assert_eq!(record["outline"][1]["path"], serde_json::json!(["一", "1"]));
    assert_eq!(folder.names("."), ["制度.txt"]);
}

#[test]
fn a_folder_that_is_no_handbook_takes_the_pages_as_they_are() {
    let folder = Folder::empty().file("制度.txt", TEXT);
    folder.shouce(["import", "制度.txt", "-o", "草稿"]).succeeds().says(&["content/regulations/"]);
    assert_eq!(folder.names("草稿"), ["zixuntaizhibanzhidu.kanwu.txt", "zixuntaizhibanzhidu.md"]);
    folder.shouce(["import", "制度.txt"]).fails(2).says(&["-o"]);
}
