//! Scripts: what is read from their Markdown, and what is said about faults.

use crate::harness::{Built, Handbook, shipped};
use shouce::model::{Script, ScriptBlock, Speaker};

const HEAD: &str = "//- content/scripts/a.md\n---\nid: a\ntitle: 话术\n---\n";

fn read(body: &str) -> Built {
    Handbook::from(&format!("{HEAD}{body}")).build()
}

fn script(built: &Built) -> &Script {
    &built.reading.handbook.scripts[0]
}

#[test]
fn situations_hold_what_is_said_in_order() {
    let built = read(
        "开头的话。\n\n## 接起电话 {#answer}\n\n> 您好，{工号}号为您服务。\n\n- 先问好\n\n> 来电人：喂？\n\n> （引申）来访人：\n> 有人吗？\n\n\
         ## 没听清\n\n> 对不起。\n>\n> 请再说一遍。\n",
    );
    assert_eq!(built.codes(), [""; 0], "{}", built.diagnostics());
    let script = script(&built);
    assert_eq!(script.intro, "<p>开头的话。</p>\n");
    let [first, second] = &script.situations[..] else { panic!("two situations: {script:?}") };
    assert_eq!((first.title.as_str(), first.anchor.as_str(), second.anchor.as_str()), ("接起电话", "answer", "s2"));
    let said: Vec<_> =
        first.utterances.iter().map(|u| (u.speaker, u.who.as_str(), u.text.as_str(), u.derived)).collect();
    assert_eq!(
        said,
        [
            (Speaker::Staff, "", "您好，{工号}号为您服务。", false),
            (Speaker::Caller, "来电人", "喂？", false),
            (Speaker::Caller, "来访人", "有人吗？", true),
        ]
    );
    assert_eq!(first.utterances[0].html, "您好，<span class=\"slot\">工号</span>号为您服务。");
    let prose = ScriptBlock::Prose("<ul>\n<li>先问好</li>\n</ul>\n".into());
    assert_eq!(first.blocks, [ScriptBlock::Said(0), prose, ScriptBlock::Said(1), ScriptBlock::Said(2)]);
    assert_eq!(second.utterances[0].html, "对不起。<br>请再说一遍。");
}

#[test]
fn what_is_never_said_is_set_apart() {
    let built = read(
        "## 接起电话\n\n> 您好。\n\n### 禁语\n\n- 不归我管\n- 你有完没完\n\n## 打错\n\n> 请核对。\n\n禁语：“打错了”、“烦不烦”\n\n\
         ## 回访\n\n> 您好。\n\n禁语：\n\n- 不满意也没办法\n\n- 又一条\n\n## 禁语\n\n- 一律不说\n",
    );
    assert_eq!(built.codes(), [""; 0], "{}", built.diagnostics());
    let script = script(&built);
    let banned: Vec<_> = script.situations.iter().map(|s| s.banned.join("|")).collect();
    assert_eq!(banned, ["不归我管|你有完没完", "打错了|烦不烦", "不满意也没办法|又一条"]);
    assert_eq!(script.banned, ["一律不说"]);
    assert!(script.situations.iter().all(|s| s.text.is_empty()));
}

#[test]
fn citations_end_headings_and_quotations() {
    let built = Handbook::from(&format!(
        "{HEAD}## 打错 [[r#1]]\n\n> 请核对。 [[r#1]] [[r]]\n\n//- content/regulations/r.md\n---\nid: r\n---\n# 制度\n\n1. 请核对。\n"
    ))
    .build();
    let situation = &script(&built).situations[0];
    assert_eq!(situation.title, "打错");
    assert_eq!(situation.clause.as_ref().map(|c| c.raw.as_str()), Some("r#1"));
    assert_eq!(situation.utterances[0].text, "请核对。");
    assert_eq!(situation.utterances[0].clause.as_ref().map(|c| c.raw.as_str()), Some("r#1"));
    assert_eq!(script(&built).meta.citations.len(), 3);
}

#[test]
fn faults_are_placed() {
    let built = read("> 没有标题的话\n\n## 甲 {#x}\n\n> 话\n\n## 乙 {#x}\n\n> 来电人：\n\n##丙\n\n## 丁 {#大写}\n");
    assert_eq!(
        built.diagnostics(),
        "error bad-script: 引语不在任何情景标题之下\n  at content/scripts/a.md:5:1 \"> 没有标题的话\"\n  \
         hint: 在它前面写上情景的标题，例如 ## 接起电话\n\
         error bad-script: 锚点“x”用了两次\n  at content/scripts/a.md:11:8 \"x\"\n  hint: 同一页的锚点不能相同，请改掉一个\n\
         error bad-script: 引语是空的\n  at content/scripts/a.md:13:1 \"> 来电人：\"\n  hint: 在 > 后面写上要说的话，或删去这一段\n\
         error bad-script: # 后面没有空格，不成标题\n  at content/scripts/a.md:15:1 \"##丙\"\n  hint: 在 # 和标题之间加一个空格\n\
         error bad-script: “大写”不能用作锚点\n  at content/scripts/a.md:17:8 \"大写\"\n  \
         hint: 用小写英文、数字和连字符，例如 {#answer-call}\n"
    );
}

#[test]
fn the_shipped_scripts_are_read_whole() {
    let files = std::fs::read_dir(shipped::root().join("content/scripts")).expect("the shipped scripts");
    for file in files {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a script");
        let yml = std::fs::read_to_string(shipped::root().join("handbook.yml")).expect("handbook.yml");
        let files = [("handbook.yml".to_owned(), yml), ("content/scripts/a.md".to_owned(), text.clone())];
        let built = Handbook::of(files.into()).build();
        let faults: Vec<_> =
            built.codes().into_iter().filter(|code| !["unknown-citation", "unserved"].contains(code)).collect();
        assert_eq!(faults, [""; 0], "{}", built.diagnostics());
        let script = script(&built);
        let said: usize = script.situations.iter().map(|s| s.utterances.len()).sum();
        assert_eq!(said, text.lines().filter(|line| line.starts_with("> ")).count(), "{}", path.display());
        let never = script.situations.iter().map(|s| s.banned.len()).sum::<usize>() + script.banned.len();
        let listed = text
            .split("### 禁语")
            .skip(1)
            .map(|part| part.lines().skip(2).take_while(|line| line.starts_with("- ")).count());
        assert_eq!(never, listed.sum::<usize>(), "{}", path.display());
    }
}
