//! Commands one by one: what they print, where, and the exit code.

use super::Folder;
use serde_json::Value;
use shouce::diag::CODES;

#[test]
fn every_command_explains_itself_in_chinese_with_examples() {
    let folder = Folder::empty();
    for command in [
        "build",
        "check",
        "serve",
        "init",
        "new",
        "fmt",
        "completions",
        "diff",
        "review",
        "package",
        "print",
        "export",
        "explain",
    ] {
        let help = folder.shouce([command, "--help"]).succeeds().out;
        for part in ["用法：shouce", command, "示例：", "显示帮助"] {
            assert!(help.contains(part), "{command}: {help}");
        }
        for english in ["Usage", "Options", "Arguments", "Print", "default", "possible"] {
            assert!(!help.contains(english), "{command}: {help}");
        }
    }
    let help = folder.shouce(["--help"]).succeeds().out;
    assert!(help.contains("示例：") && !help.contains("Usage"), "{help}");
}

#[test]
fn wrong_usage_is_said_in_chinese() {
    let folder = Folder::empty();
    for (args, said) in [
        (&["bild"][..], "是不是想写 build？"),
        (&["build", "--formt"], "是不是想写 --format？"),
        (&["build", "--format", "jsn"], "是不是想写 json？"),
        (&["build", "--date", "2026-02-30"], "日期要写成"),
        (&["serve", "--port", "99999"], "--port 不能是“99999”"),
        (&["build", "a", "b"], "不认识“b”"),
        (&["init"], "缺少 <DIR>"),
        (&[], "没有写命令"),
        (&["build", "nowhere"], "打不开手册文件夹 nowhere：不存在"),
        (&["explain", "mixed-stile"], "是不是想写 mixed-style？"),
    ] {
        folder.shouce(args).fails(2).says(&["错误", said]);
    }
}

#[test]
fn the_starter_builds_without_a_word_of_blame() {
    let folder = Folder::with_starter();
    let ran = folder.shouce(["build", "h", "--strict"]).succeeds();
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    folder.shouce(["check", "h", "--strict"]).succeeds().says(&["没有发现问题。"]);
    folder.shouce(["init", "h"]).fails(2).says(&["h 里已经有东西"]);
}

#[test]
fn new_pages_build_and_nothing_is_overwritten() {
    let folder = Folder::with_starter();
    for kind in ["regulation", "script", "form", "quiz", "page"] {
        let title = format!("新的: {kind} 页");
        folder.shouce(["new", kind, &title, "h", "--unit", "hall"]).succeeds();
    }
    assert!(folder.path("h/content/regulations/xinde-regulation-ye.md").is_file(), "{:?}", folder.names("h/content"));
    folder.shouce(["check", "h", "--strict"]).succeeds();
    let again = ["new", "page", "新的: page 页", "h"];
    folder.shouce(again).fails(2).says(&["已经用在《新的: page 页》上"]);
    folder.write("h/content/pages/taken.md", "---\nid: other\n---\n\n# 别的\n");
    folder.shouce(["new", "page", "说明", "h", "--id", "taken"]).fails(2).says(&["没有动它"]);
    folder.shouce(["new", "page", "说明", "h", "--id", "说明"]).fails(2).says(&["shuoming"]);
    folder.shouce(["new", "page", "说明", "h", "--unit", "hal"]).fails(2).says(&["是不是想写 hall？"]);
    folder.shouce(["new", "page", "说明", "."]).fails(1).says(&["missing-handbook"]);
}

#[test]
fn export_holds_the_whole_model() {
    let folder = Folder::with_starter();
    let ran = folder.shouce(["export", "h", "--format", "json"]).succeeds();
    let all: Value = serde_json::from_str(&ran.out).expect("JSON");
    let page = &all["pages"][0];
    assert_eq!((page["id"].as_str(), page["kind"].as_str()), (Some("handover"), Some("regulation")));
    let clause = |anchor: &str| {
        let clauses = page["clauses"].as_array().expect("a list");
        clauses.iter().find(|clause| clause["anchor"] == anchor).unwrap_or_else(|| panic!("no {anchor}: {clauses:?}"))
    };
    assert_eq!(clause("c3-2")["path"], serde_json::json!(["3", "(2)"]));
    assert_eq!(clause("c3-2")["text"], "还有哪些事没有办完；");
    assert_eq!(clause("c3-2")["level"], 2);
    assert_eq!(clause("c2")["facts"], serde_json::json!(["提前10分钟", "不得离岗"]));
    let cited_by = clause("c3")["cited_by"].as_array().expect("a list");
    assert!(cited_by.contains(&"handover#c5".into()), "{cited_by:?}");
    let duty = &all["duties"][1];
    assert_eq!((duty["frequency"].as_str(), duty["local"]["per"].as_str()), (Some("unspecified"), Some("week")));
    assert_eq!(duty["clause"], "handover#c5");
    let row = &all["forms"][0]["rows"][2];
    assert_eq!(row["clause"], "handover#c3-1");
    assert_eq!(all["scripts"][0]["situations"].as_array().map(Vec::len), Some(3));
    assert_eq!(all["scripts"][0]["situations"][2]["clause"], Value::Null);
    assert_eq!(all["questions"][0]["answer"], "10分钟；十分钟");
    assert_eq!(all["questions"][1]["basis"], "handover#c2");
    assert_eq!(all["diagnostics"], serde_json::json!([]));
}

#[test]
fn every_code_is_explained() {
    let folder = Folder::empty();
    let list = folder.shouce(["explain"]).succeeds().out;
    for info in CODES {
        assert!(list.lines().any(|line| line.starts_with(&format!("{} ", info.code))), "{}", info.code);
        let told = folder.shouce(["explain", info.code]).succeeds().out;
        assert!(told.contains(info.explanation), "{told}");
    }
}
