//! `shouce.search` in a real browser over `file://`: what is asked, what comes first.

use super::{SMALL, built, large, own_word, write};
use crate::{
    browser::{Tab, found},
    harness::shipped::address,
};
use serde_json::Value;
use tempfile::TempDir;

/// A site on disk with a tab that shows its search page.
fn open(text: &str) -> (TempDir, Tab) {
    let folder = tempfile::tempdir().expect("a folder");
    write(&built(text), folder.path());
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(folder.path(), "search.html"));
    (folder, tab)
}

fn ask(tab: &mut Tab, query: &str, options: &str) -> Vec<Value> {
    let query = serde_json::to_string(query).expect("invariant: JSON");
    tab.eval(&format!("shouce.search({query}, {options})")).as_array().expect("a list").clone()
}

fn ids(tab: &mut Tab, query: &str, options: &str) -> Vec<String> {
    ask(tab, query, options).iter().map(|hit| hit["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn what_is_asked_comes_first() {
    let (_folder, mut tab) = open(SMALL);
    let cases = [
        // words, across items, in any width, numbers in any script
        ("执业注册", "nurse#z2"),
        ("资格考试", "nurse#a8-2"),
        ("a4纸", "nurse#a8-2"),
        ("Ａ４ 纸", "nurse#a8-2"),
        ("三次催办", "handover#c4-2"),
        ("3次催办", "handover#c4-2"),
        ("三次以内", "nurse#a8"),
        ("十分钟办交接", "handover#c1"),
        ("民事行为 资格考试", "nurse#a8"),
        ("总则", "nurse#z1"),
        ("先守着", "talk#s1"),
        // titles, aliases, two characters
        ("刑法", "criminal"),
        ("护士条例", "nurse"),
        ("换岗规定", "handover"),
        // clause numbers with and without a title
        ("护士条例第八条", "nurse#a8"),
        ("护士条例 第8条", "nurse#a8"),
        ("护士条例8条", "nurse#a8"),
        ("护士条例 8", "nurse#a8"),
        ("护士条例第八条第（二）项", "nurse#a8-2"),
        ("hstl 第八条", "nurse#a8"),
        ("第四条", "handover#c4"),
        ("值班 4(2)", "handover#c4-2"),
        // pinyin
        ("jjb", "handover"),
        ("hushitiaoli", "nurse"),
        ("hushitl", "nurse"),
        ("zhiyezhuce", "nurse#z2"),
        // operators
        ("\"应当经执业注册\"", "nurse#a8"),
        ("标题:护士 注册", "nurse#z2"),
        ("护士 -执业", "nurse"),
        ("+申请 护士", "nurse#a8"),
        ("交接*", "handover"),
        // a form's row, a unit's page, a post's page
        ("堆放杂物", "patrol#r2"),
        ("LY-01", "patrol"),
        ("洛阳中心", "unit-luoyang"),
        ("受理员", "role-operator"),
        // what a title is short for
        ("护条例", "nurse"),
        ("护条例 第八条", "nurse#a8"),
        // sentences
        ("怎样才能通过资格考试", "nurse#a8-2"),
        ("请问交班的人多久办交接", "handover#c1"),
        ("护士条例民事行为能力", "nurse#a8"),
    ];
    for (query, first) in cases {
        let found = ids(&mut tab, query, "{limit: 9}");
        assert_eq!(found.first().map(String::as_str), Some(first), "{query}: {found:?}");
    }
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn operators_leave_out_what_they_must() {
    let (_folder, mut tab) = open(SMALL);
    assert!(!ids(&mut tab, "护士 -注册", "{}").iter().any(|id| id == "nurse#a2" || id == "nurse#a8"));
    assert_eq!(ids(&mut tab, "\"注册执业\"", "{}"), [""; 0]);
    assert_eq!(ids(&mut tab, "-护士", "{}"), [""; 0]);
}

#[test]
fn hits_are_narrowed_and_the_readers_unit_comes_first() {
    let (folder, mut tab) = open(SMALL);
    let each = |hits: &[Value], key: &str, value: &str| hits.iter().all(|hit| hit[key] == value);
    let hits = ask(&mut tab, "接班", "{kind: 'script'}");
    assert!(!hits.is_empty() && each(&hits, "kind", "script"), "{hits:?}");
    for unit in ["quzhou", "qz"] {
        let hits = ask(&mut tab, "没有", &format!("{{unit: '{unit}'}}"));
        assert!(!hits.is_empty() && each(&hits, "unit", "quzhou"), "{hits:?}");
    }
    assert_eq!(ask(&mut tab, "交接", "{limit: 2}").len(), 2);
    for (code, first) in [("qz", "quzhou"), ("ly", "luoyang")] {
        tab.goto(&address(folder.path(), &format!("search.html?u={code}")));
        assert_eq!(ask(&mut tab, "三次", "{}")[0]["unit"], first);
    }
}

#[test]
fn nothing_is_asked_in_vain() {
    let (_folder, mut tab) = open(SMALL);
    for query in [
        "",
        "   ",
        "，。！？",
        "\"\"",
        "-",
        "+",
        "*",
        "标题:",
        "\u{0}\u{1}",
        "😀",
        "😀👨‍👩‍👧",
        "𠀀𠀁",
        "𠀀",
        "<script>alert(1)</script>",
    ] {
        assert_eq!(ask(&mut tab, query, "{}"), Vec::<Value>::new(), "{query}");
    }
    let rare = tab.eval("shouce.search('𠮷𠀀字').then(hits => [hits.length, hits.absent])");
    assert_eq!(rare, serde_json::json!([0, ["𠮷𠀀字"]]));
    let partly = tab.eval("shouce.search('执业 长颈鹿').then(hits => [hits.length, hits.absent])");
    assert!(partly[0].as_u64() > Some(0) && partly[1] == serde_json::json!(["长颈鹿"]), "{partly}");
    let long = tab.eval(
        "(async () => { const began = performance.now(); await shouce.search('交接班，'.repeat(2500)); \
         await shouce.search('！'.repeat(10000)); return performance.now() - began; })()",
    );
    assert!(long.as_f64() < Some(2000.0), "{long} ms");
    assert_eq!(tab.errors(), [""; 0]);
}

#[test]
fn a_word_mistyped_is_asked_back() {
    let (_folder, mut tab) = open(SMALL);
    for (typed, meant) in [("交节班", "交接班"), ("护士条利", "护士条例"), ("换岗归定", "换岗规定")]
    {
        let said = tab.eval(&format!("shouce.search('{typed}').then(hits => [hits.absent, hits.meant[0]])"));
        assert_eq!(said, serde_json::json!([[typed], meant]));
    }
    let found = tab.eval("shouce.search('交接班').then(hits => [hits.absent, hits.meant])");
    assert_eq!(found, serde_json::json!([[], []]));
}

#[test]
fn a_title_of_any_length_leaves_room_for_the_word_behind_it() {
    let title = "关于办理利用信息网络实施各类案件适用法律若干问题的解释和补充规定";
    let page = |id: &str, title: &str| {
        let clauses: String = (1..=9).map(|n| format!("第{n}条　法律问题的解释，事项甲{n}。\n\n")).collect();
        format!("//- content/regulations/{id}.md\n---\nid: {id}\ntitle: {title}\n---\n{clauses}第十条　由水獭负责。\n")
    };
    let (_folder, mut tab) = open(&format!("{}{}", page("long", title), page("short", "水獭办法")));
    assert_eq!(ids(&mut tab, &format!("{title} 水獭"), "{}").first().map(String::as_str), Some("long#a10"));
}

#[test]
fn browsers_without_decompression_find_the_same() {
    let (folder, mut tab) = open(&large());
    let script =
        |n: u32| format!("shouce.search('{}').then(hits => hits.map(hit => hit.id + hit.excerpt))", own_word(n));
    let native = tab.eval(&script(777));
    tab.goto(&address(folder.path(), "search.html"));
    tab.eval("delete window.DecompressionStream");
    assert_eq!(tab.eval("typeof DecompressionStream"), "undefined");
    assert_eq!(tab.eval(&script(777)), native);
}

#[test]
fn the_shared_vectors_hold_in_the_browser() {
    let (_folder, mut tab) = open(SMALL);
    tab.eval("shouce.search('交接').then(() => true)");
    let vectors = include_str!("../vectors/tokens.json");
    let wrong = tab.eval(&format!(
        "{vectors}.filter(v => {{ const f = shouce.tokens.fold(v.text); return f.text !== v.folded || \
         f.at.length !== f.text.length || JSON.stringify(f.numbers) !== JSON.stringify(v.numbers) || \
         JSON.stringify(shouce.tokens.terms(f.text)) !== JSON.stringify(v.terms); }}).map(v => v.text)"
    ));
    assert_eq!(wrong, serde_json::json!([]));
}

#[test]
fn a_sentence_as_people_say_it_finds_what_the_rule_writes() {
    let (_folder, mut tab) = open(
        "//- handbook.yml\ntitle: 试验手册\n//- content/regulations/badge.md\n---\nid: badge\ntitle: 工号牌管理制度\n---\n\
         1. 工号牌遗失的，两个工作日内补领。\n2. 工号牌只限本人佩戴。\n3. 损坏的照价赔偿。\n4. 工号牌由办公室负责管理。\n",
    );
    for (query, first) in [
        ("牌子丢了怎么办", "badge#c1"),
        ("丢", "badge#c1"),
        ("弄坏了要赔多少钱", "badge#c3"),
        ("工号牌归谁管", "badge#c4"),
    ] {
        assert_eq!(ids(&mut tab, query, "{}").first().map(String::as_str), Some(first), "{query}");
    }
    let said = tab.eval("shouce.search('胸牌丢了找谁补办').then(hits => [hits[0].id, hits.written, hits.absent])");
    assert_eq!(said, serde_json::json!(["badge#c1", ["工号牌", "佩戴", "遗失", "补领"], []]));
    let said = tab.eval("shouce.search('丢').then(hits => [hits[0].id, hits.written, hits.absent])");
    assert_eq!(said, serde_json::json!(["badge#c1", ["遗失"], ["丢"]]));
    // What rules write is looked for only where nothing holds the words themselves.
    let said = tab.eval("shouce.search('工号牌 佩戴').then(hits => [hits[0].id, hits.written])");
    assert_eq!(said, serde_json::json!(["badge#c2", []]));
}
