//! The pages that gather things: units, posts, topics, calendar, terms, numbers, changes, coverage, help, the book.

mod book;
mod narrow;

use crate::harness::{Built, Handbook, shipped};

const SMALL: &str = r#"
//- handbook.yml
id: t
title: 试验手册
edition: 第1版
units:
  - {id: east, code: e, name: 东城服务中心, short: 东城, summary: 东边的中心}
  - {id: west, code: w, name: 西城服务中心, short: 西城}
  - {id: idle, code: i, name: 空单位, short: 空}
roles:
  - {id: lead, name: 组长, summary: 带班的人, units: [east], names: {east: 轮值组长}}
  - {id: staff, name: 员工}
  - {id: nobody, name: 没人}
//- local.yml
duties:
  - {page: east-rules, clause: "2", when: {per: month, at: 第一个工作日}}
phones:
  - {what: 设备坏了, number: "8001", hours: 上班时间, unit: east}
  - {what: 停电, who: 物业, number: "8002", unit: east}
//- content/regulations/east-rules.md
---
id: east-rules
title: 东城值班制度
unit: east
serves: [R-2]
roles: [lead, staff]
duties:
  - {what: 交接, when: {per: shift, at: 下班前10分钟}, who: [lead], where: 大厅, clause: "1"}
  - {what: 查消防, when: {per: unspecified}, who: [staff], where: 大厅, clause: "2"}
  - {what: 写&月报, when: {per: month, at-least: 2, at: 25日, holiday: before}, who: [lead], where: 机房, clause: "3"}
  - {what: 查着装, when: {per: unspecified}, clause: "3"}
revisions:
  - {date: 2026-01-05, what: 收入}
  - {date: 2026-02-01, what: 改第2条}
---
1. 下班前==10分钟==交接。不相干的一句。

2. 消防器材要==定期检查==，由专人负责。

3. 其他事项：

（1）每月报告；

（2）听从安排。
//- content/regulations/west-rules.md
---
id: west-rules
title: 西城值班制度
unit: west
serves: [R-10]
revisions:
  - {date: 2026-02-01, what: 收入}
---
1. 提前15分钟到岗。
//- content/pages/arrive.md
---
id: arrive
title: 提前多久
layout: topic
rows:
  - {unit: east, says: 提前10分钟，2人, clause: "east-rules#1"}
  - {unit: west, says: 提前15分钟，2人, clause: "west-rules#1"}
---
先看自己单位。
//- content/pages/words.md
---
id: words
title: 术语
layout: glossary
---
说明一句。

## 首办

第一个接的人，见[[east-rules#1]]。

## 交接班

换班的人办手续。
//- content/pages/calls.md
---
id: calls
title: 电话
layout: phones
unit: east
phones:
  - {what: 投诉, who: 热线, number: "12345", hours: 全天, clause: "east-rules#1"}
  - {what: 设备坏了, who: 管理员, clause: "east-rules#2"}
---
拨不通就再拨。
//- content/pages/about.md
---
id: about
title: 手册说明
---
# 手册说明

## 来历

一段话。
"#;

fn small() -> Built {
    let built = Handbook::from(SMALL).build();
    assert_eq!(built.diagnostics(), "");
    built
}

/// Whether the pieces stand in a text in this order.
fn in_order(text: &str, pieces: &[&str]) {
    let mut from = 0;
    for piece in pieces {
        let at = text[from..].find(piece).unwrap_or_else(|| panic!("{piece:?} is not where it should be in\n{text}"));
        from += at + piece.len();
    }
}

#[test]
fn a_unit_shows_what_it_has_and_links_to_it() {
    let built = small();
    let main = built.main("units/east.html");
    in_order(main, &["东城服务中心", "东边的中心", "../regs/east-rules.html", "../roles/lead.html", "8001", "查消防"]);
    assert!(!main.contains("西城"), "{main}");
    assert!(!built.site.contains_key("units/idle.html"), "a unit without pages has no page");
    assert!(!built.main("units/index.html").contains("空单位"));
}

#[test]
fn a_post_knows_does_and_calls() {
    let built = small();
    let main = built.main("roles/lead.html");
    in_order(
        main,
        &["组长", "每班", "下班前10分钟", "每月", "至少2次，25日，逢节假日提前", "12345", "要知道的", "东城值班制度"],
    );
    in_order(main, &["east-rules.html#c1", "<mark class=\"fact\">10分钟</mark><span class=\"around\">交接。</span>"]);
    assert!(!main.contains("不相干的一句"), "only sentences with facts: {main}");
    assert!(!main.contains("查消防"), "the duty of another post: {main}");
    assert!(main.contains("写&amp;月报"), "{main}");
    assert!(!built.site.contains_key("roles/nobody.html"), "a post without anything has no page");
}

#[test]
fn units_stand_side_by_side_and_figures_that_differ_are_marked() {
    let main = small().main("topics/arrive.html").to_owned();
    in_order(&main, &["东城", "<b class=\"differs\">10分钟</b>，2人", "../regs/east-rules.html#c1", "西城", "15分钟"]);
    in_order(&main, &["没有列出规定的单位：空", "先看自己单位"]);
}

#[test]
fn the_calendar_runs_from_shift_to_month_with_the_open_ones_apart() {
    let main = small().main("calendar.html").to_owned();
    in_order(
        &main,
        &["id=\"per-shift\"", "交接", "id=\"per-month\"", "查消防", "第一个工作日", "本单位规定", "写&amp;月报"],
    );
    let open = &main[main.find("id=\"per-unspecified\"").expect("the open ones")..];
    in_order(
        open,
        &[
            "查消防",
            "<span class=\"own-rule\">本单位规定</span> 每月，第一个工作日",
            "查着装",
            "<span class=\"blank\">",
        ],
    );
    in_order(open, &["by-role", "组长", "by-place", "大厅", "href=\"#east-rules-d1\"", "机房"]);
    assert_eq!(main.matches("id=\"east-rules-d2\"").count(), 1, "an anchor once a page");
}

#[test]
fn terms_stand_by_pinyin_with_links() {
    let main = small().main("glossary.html").to_owned();
    in_order(&main, &["说明一句", ">J</h2>", "交接班", ">S</h2>", "首办", "href=\"regs/east-rules.html#c1\""]);
}

#[test]
fn numbers_of_the_unit_fill_the_blanks_of_the_text() {
    let main = small().main("phones.html").to_owned();
    in_order(
        &main,
        &["东城服务中心", "12345", "全天", "设备坏了", "管理员", "8001", "本单位规定", "停电", "8002", "拨不通"],
    );
    assert_eq!(main.matches("设备坏了").count(), 1, "{main}");
}

#[test]
fn changes_are_told_newest_first() {
    let main = small().main("changes.html").to_owned();
    in_order(&main, &["2026-02-01", "改第2条", "收入", "西城值班制度", "2026-01-05", "收入", "东城值班制度"]);
}

#[test]
fn coverage_names_the_clauses_nothing_uses() {
    let main = small().main("coverage.html").to_owned();
    in_order(&main, &["row-R-2", "东城值班制度", "row-R-10", "西城值班制度"]);
    let pages = &main[main.find("id=\"gaps\"").expect("the second table")..];
    in_order(pages, &["东城值班制度", "全部用到", "西城值班制度", "整篇还没有用到"]);
}

#[test]
fn coverage_shows_what_is_listed_and_not_there_yet() {
    let built = Handbook::from(
        "//- handbook.yml\ntitle: 甲\ncatalogue: [{id: B, title: 乙制度}, {id: A, title: 甲制度}]\n\
         //- content/regulations/a.md\n---\nserves: [A]\n---\n# 甲制度\n\n1. 一。\n\n2. 二。\n\n\
         //- content/scripts/s.md\n# 话术\n\n## 甲 [[a#2]]\n\n> 二。\n",
    )
    .build();
    assert_eq!(built.codes(), ["unserved"], "{}", built.diagnostics());
    let main = built.main("coverage.html");
    in_order(main, &["row-B", "乙制度", "还没有", "row-A", "regs/a.html", ">2</td>", "逐条"]);
    let each = &main[main.find("id=\"clauses\"").expect("clause by clause")..];
    in_order(each, &["#c1\"", "<td>—</td><td>—</td><td>—</td>", "#c2\"", "<td>—</td><td>—</td><td>有</td><td>—</td>"]);
}

#[test]
fn a_clause_cited_by_its_item_is_used_and_its_other_items_are_not() {
    let built = Handbook::from(
        "//- content/regulations/a.md\n---\nduties:\n  - {what: 甲, when: {per: day}, clause: \"1(2)\"}\n---\n1. 总：\n\n(1) 一；\n\n(2) 二。\n\n2. 别的。\n",
    )
    .build();
    let main = built.main("coverage.html");
    let main = &main[..main.find("id=\"clauses\"").expect("clause by clause")];
    in_order(main, &["共 4 条，其中 2 条", "regs/a.html#c1-1", "regs/a.html#c2\""]);
    assert!(!main.contains("#c1\""), "{main}");
}

#[test]
fn the_book_is_one_page_a_unit_and_a_shelf() {
    let built = small();
    let shelf = built.main("book.html");
    in_order(shelf, &["data-code=\"e\"", "books/east.html", "东城服务中心", "约", "books/west.html"]);
    let book = built.main("books/east.html");
    in_order(book, &["试验手册", "目录", "#east-rules", "东城值班制度", "消防器材", "交接", "12345", "首办"]);
    assert!(!book.contains("西城值班制度"), "{book}");
    let mut ids: Vec<_> = book.match_indices(" id=\"").map(|(at, _)| book[at..].split('"').nth(1)).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids clash in {book}");
}

#[test]
fn a_single_unit_has_its_book_at_once() {
    let built = Handbook::from(SMALL).unit("east").build();
    assert!(built.main("book.html").contains("data-book"), "{}", built.main("book.html"));
    assert!(!built.site.contains_key("books/east.html"));
}

#[test]
fn a_single_unit_keeps_shared_pages_and_only_names_what_is_left_out() {
    let shared = "//- content/pages/words.md\n---\nid: words\nlayout: glossary\n---\n## 这里的\n\n见[[east-rules#1]]和\
                  [[west-rules#1]]。\n\n## 那里的\n\n见[[west-rules]]。\n\n## 谁的都不是\n\n解释。\n\
                  //- content/pages/swap.md\n---\nid: swap\nlayout: topic\nrows: [{unit: west, says: 换, clause: \"west-rules#1\"}]\n---\n";
    let two = "//- handbook.yml\ntitle: 甲\nunits: [{id: east, name: 东, short: 东, code: e}, {id: west, name: 西, short: 西, code: w}]\n\
               //- content/regulations/e.md\n---\nid: east-rules\ntitle: 东制度\nunit: east\n---\n1. 甲。\n\
               //- content/regulations/w.md\n---\nid: west-rules\ntitle: 西制度\nunit: west\n---\n1. 见[[east-rules#1]]。\n";
    let whole = Handbook::from(&format!("{two}{shared}")).build();
    assert_eq!(whole.diagnostics(), "");
    let built = Handbook::from(&format!("{two}{shared}")).unit("east").build();
    assert_eq!(built.diagnostics(), "");
    let words = built.main("glossary.html");
    in_order(words, &["谁的都不是", "regs/east-rules.html#c1", "和西制度 第1条"]);
    assert!(!words.contains("那里的") && !words.contains("west-rules"), "{words}");
    assert!(!built.main("regs/east-rules.html").contains("西制度"), "who cites a clause is here");
    assert!(!built.site.contains_key("topics/swap.html"));
    let unknown = Handbook::from(two).unit("nord").build();
    assert_eq!(unknown.codes(), ["unknown-unit"]);
}

#[test]
fn every_centre_of_the_shipped_handbook_has_a_stick_of_its_own() {
    for unit in ["quzhou", "meizhou", "binhai", "luoyang", "tengzhou"] {
        let built = shipped::handbook().unit(unit).build();
        assert_eq!(built.diagnostics(), "", "{unit}");
        assert!(built.site.contains_key("glossary.html"), "{unit}");
    }
}

#[test]
fn a_book_too_thick_for_one_volume_says_so_and_points_at_its_pages() {
    let page = "第一条 ".to_owned() + &"长".repeat(2_000_001);
    let built = Handbook::from("").file("content/regulations/long.md", page).build();
    let book = built.main("book.html");
    assert!(book.contains("太厚") && book.contains("regs/long.html") && book.len() < 20_000, "{} bytes", book.len());
}

#[test]
fn what_a_handbook_has_not_it_has_no_page_for() {
    let built = Handbook::from("//- content/regulations/a.md\n1. 甲。\n").build();
    let gathered = ["units/", "roles/", "topics/", "calendar", "phones", "glossary", "changes"];
    let stray: Vec<_> = built.site.keys().filter(|path| gathered.iter().any(|name| path.starts_with(name))).collect();
    assert_eq!(stray, Vec::<&String>::new());
    for (path, page) in built.pages() {
        for name in gathered {
            assert!(!page.contains(&format!("href=\"{name}")), "{path} links to {name}");
        }
    }
}

#[test]
fn help_leaves_out_what_the_handbook_has_not() {
    let built = Handbook::from("//- content/regulations/a.md\n1. 甲。\n").build();
    let main = built.main("help.html");
    in_order(main, &["找一条规定", "键盘", "拷到U盘", "本机留下的记录"]);
    assert!(!main.contains("id=\"quiz\"") && !main.contains("id=\"forms\""), "{main}");
}

#[test]
fn a_title_repeated_in_the_body_is_shown_once() {
    let main = small().main("pages/about.html").to_owned();
    assert_eq!(main.matches("手册说明").count(), 1, "{main}");
    in_order(&main, &["<h1>手册说明</h1>", "来历", "一段话"]);
}

#[test]
fn keys_of_another_layout_are_refused() {
    let built =
        Handbook::from("//- content/pages/a.md\n---\nid: a\nrows:\n  - {unit: x, says: y, clause: z}\n---\n甲\n")
            .build();
    assert_eq!(built.codes(), ["wrong-type"]);
    assert!(built.diagnostics().contains("layout: topic"), "{}", built.diagnostics());
}

#[test]
fn a_row_without_its_clause_is_told() {
    let text = "//- handbook.yml\ntitle: 甲\nunits: [{id: a, name: 甲, short: 甲}]\n//- content/pages/a.md\n---\nid: a\nlayout: topic\nrows: [{unit: a, says: 乙}]\n---\n";
    let built = Handbook::from(text).build();
    assert_eq!(built.codes(), ["missing-key"]);
}

#[test]
fn a_term_without_words_is_told() {
    let built =
        Handbook::from("//- content/pages/a.md\n---\nid: a\nlayout: glossary\n---\n## 空词\n\n## 有词\n\n解释。\n")
            .build();
    assert_eq!(built.codes(), ["missing-key"]);
    assert!(built.diagnostics().contains("空词"), "{}", built.diagnostics());
}
