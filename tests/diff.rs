//! Two editions compared: what became of each clause, and what rests on it.

use crate::harness::{Handbook, shipped};
use shouce::{
    Reading,
    diff::{Comparison, Kind, compare},
};

const OLD: &str = "\
//- content/regulations/a.md
---
id: a
title: 换班制度
---

1、本人确实有事才可以换班，由值班班长批准。
2、每人每月换班最多3次，换班时定下还班日期。
3、换班双方岗位同级，业务水平相当。
（1）技术水平相当；
（2）岗位级别相同。
4、换班双方把班交接清楚。
5、病假在1天以上的，通知被换班的人。
";

const NEW: &str = "\
//- content/regulations/a.md
---
id: a
title: 换班制度
---

1、本人确实有事才可以换班，由值班班长批准。
2、换班的人不得连班，违者按旷工处理。
3、每人每月换班最多2次，换班时定下还班日期。
4、换班双方岗位同级，业务水平相当。
（1）技术水平相当；
（2）岗位级别相同。
5、换班双方把班交接清楚。
//- content/regulations/b.md
---
id: b
title: 请假制度
---

1、病假在1天以上的，通知被换班的人。
";

fn compared(old: &str, new: &str) -> Comparison {
    let read = |text: &str| -> Reading { Handbook::from(text).read() };
    compare(&read(old).handbook, &read(new).handbook)
}

/// `kind old → new` of every change.
fn said(comparison: &Comparison) -> Vec<String> {
    let place = |side: &Option<shouce::diff::Side>| {
        side.as_ref().map_or("-".to_owned(), |side| format!("{}{}", side.page, side.number))
    };
    let all = comparison.pages.iter().flat_map(|page| &page.changes);
    all.map(|change| format!("{} {} → {}", change.kind.name(), place(&change.old), place(&change.new))).collect()
}

#[test]
fn clauses_are_added_changed_renumbered_and_moved() {
    let found = compared(OLD, NEW);
    let want = ["added - → a2", "changed a2 → a3", "renumbered a3 → a4", "renumbered a4 → a5", "moved a5 → b1"];
    assert_eq!(said(&found), want);
    assert!(found.pages[0].changes[1].renumbered);
    assert_eq!(found.pages[1].kind, Some(Kind::Added));
}

#[test]
fn an_edition_is_as_it_was_and_what_is_swapped_comes_back_reversed() {
    assert!(said(&compared(OLD, OLD)).is_empty());
    assert_eq!(compared(NEW, OLD).count(Kind::Repealed), 1);
    let shipped = shipped::handbook().read();
    let again = compare(&shipped.handbook, &shipped.handbook);
    assert!(again.pages.is_empty() && again.impact.affected.is_empty() && again.impact.replace.is_empty());
}

#[test]
fn a_clause_written_wholly_anew_in_its_place_is_changed_not_repealed_and_added() {
    let with =
        |text: &str| format!("//- content/regulations/a.md\n第一条 总的要求。\n第二条 {text}\n第三条 其他事项。\n");
    let found = compared(&with("大厅禁止吸烟。"), &with("值班长每周检查灭火器材一次。"));
    assert_eq!(said(&found), ["changed a第二条 → a第二条"]);
}

#[test]
fn the_last_clause_gone_and_a_page_gone_are_repealed() {
    let found = compared(OLD, &OLD.replace("5、病假在1天以上的，通知被换班的人。\n", ""));
    assert_eq!(said(&found), ["repealed a5 → -"]);
    let without = compared(NEW, NEW.split("//- content/regulations/b.md").next().unwrap());
    assert_eq!(said(&without), ["repealed b1 → -"]);
    assert_eq!(without.pages[0].kind, Some(Kind::Repealed));
}

#[test]
fn a_page_with_another_id_and_title_is_known_by_its_words_and_tells_its_status() {
    let new = OLD.replace("id: a\ntitle: 换班制度", "id: swap\ntitle: 换班办法\nstatus: trial");
    let found = compared(OLD, &new);
    assert!(said(&found).is_empty());
    let page = &found.pages[0];
    assert_eq!((page.id.as_str(), page.old_title.as_deref()), ("swap", Some("换班制度")));
    assert_eq!(page.status, Some(("in-force", "trial")));
}

#[test]
fn what_rests_on_a_changed_clause_is_told_and_nothing_else() {
    let rest = "\
//- content/forms/f.md
---
id: f
title: 登记表
code: F-1
version: \"1.0\"
marks: [合格]
---

- [ ] 次数不超过 [[a#2]]
- [ ] 交接清楚 [[a#4]]
- [ ] 水平相当 [[a#3(1)]]
//- content/quiz/q.md
---
id: q
title: 题库
---

### 每月最多几次？ {#times}

答案：3次

依据：[[a#2]]
";
    let old = format!("{OLD}{rest}");
    let new = old.replace("最多3次，", "最多2次，").replace("version: \"1.0\"", "version: \"1.1\"");
    let found = compared(&old, &new);
    let told: Vec<_> = found.impact.affected.iter().map(|one| (one.kind, one.what.as_str())).collect();
    assert_eq!(told, [("form", "次数不超过"), ("question", "每月最多几次？")]);
    assert_eq!(found.impact.affected[0].because, ["换班制度 第2条"]);
    let replace: Vec<_> = found
        .impact
        .replace
        .iter()
        .map(|one| (one.kind, one.id.as_str(), one.version.as_deref(), one.sheets))
        .collect();
    assert_eq!(replace, [("regulation", "a", None, None), ("form", "f", Some("F-1 1.0 → F-1 1.1"), Some(1))]);
    // Who cites a clause is told of what changed beneath it.
    let deeper = old.replace("（1）技术水平相当；", "（1）技术水平一样；").replace("[[a#3(1)]]", "[[a#3]]");
    let found = compared(&old, &deeper);
    assert!(found.impact.affected.iter().any(|one| one.what == "水平相当"), "{:?}", found.impact);
}
