//! `shouce.search` in a real browser over `file://`: what is asked, what comes first.

use super::{SMALL, built, large, own_word, write};
use crate::{
    browser::{Tab, found},
    harness::shipped::address,
};
use serde_json::Value;
use std::fs;
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
        ("交接*", "talk"),
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
    for query in
        ["", "   ", "，。！？", "\"\"", "-", "+", "*", "标题:", "\u{0}\u{1}", "😀", "<script>alert(1)</script>"]
    {
        ask(&mut tab, query, "{}");
    }
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
fn many_files_are_found_in_and_a_missing_one_is_named() {
    let (folder, mut tab) = open(&large());
    for clause in [1_u32, 59, 61, 1234, 2400] {
        let expected = format!("law{:02}#a{}", (clause - 1) / 60, (clause - 1) % 60 + 1);
        assert_eq!(ids(&mut tab, &own_word(clause), "{}").first(), Some(&expected), "{}", own_word(clause));
    }
    let names: Vec<_> = fs::read_dir(folder.path().join("search")).expect("a folder").flatten().collect();
    let victim = names.iter().map(|e| e.file_name().into_string().expect("ASCII")).find(|n| n.starts_with("t5-"));
    let victim = victim.expect("there are more than five files of terms");
    let path = folder.path().join("search").join(&victim);
    let whole = fs::read(&path).expect("a file");
    for damage in [whole[..whole.len() / 2].to_vec(), b"shouce.searchData(\"t5\",\"AAAA\");".to_vec(), Vec::new()] {
        fs::write(&path, damage).expect("written");
        tab.goto(&address(folder.path(), "search.html"));
        let script = format!(
            "(async () => {{ let all = []; for (let c = 0x4e00; c < 0x5400; c += 7) {{ \
             const hits = await shouce.search(String.fromCharCode(c, c + 1)); all = all.concat(hits.missing); }} \
             return all.some(file => file === 'search/{victim}') && all.every(file => file === 'search/{victim}'); }})()"
        );
        assert_eq!(tab.eval(&script), true, "{victim} is not named");
    }
    fs::remove_file(folder.path().join("search/core.js")).expect("removed");
    tab.goto(&address(folder.path(), "search.html"));
    let said = tab.eval("shouce.search('交接').then(() => '', error => error.message)");
    assert!(said.as_str().is_some_and(|said| said.contains("search/core.js")), "{said}");
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
