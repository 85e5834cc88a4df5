//! Search: the index against the text it was made from, and the client in a real browser over `file://`.

mod asking;
mod faults;
mod index;
mod typing;

use crate::harness::{Built, Handbook};
use std::{fs, path::Path};

/// Two units, rules in both numberings, a script, a form, a quiz, terms.
pub const SMALL: &str = r#"//- handbook.yml
title: 试验手册
units:
  - {id: quzhou, code: qz, name: 衢州中心, short: 衢州}
  - {id: luoyang, code: ly, name: 洛阳中心, short: 洛阳}
roles:
  - {id: operator, name: 受理员}
  - {id: leader, name: 班组长}
//- content/regulations/handover.md
---
id: handover
title: 值班和交接班制度
unit: quzhou
roles: [operator]
aliases: [换岗规定]
---
1. 交班的人在下班前==10分钟==办交接。
2. 接班的人提前到岗，不得迟到。
4. 交班组长说明：
（1）本班办了哪些业务；
（2）还没有办完的事，三次催办没有结果的要写明。
//- content/regulations/nurse.md
---
id: nurse
title: 护士条例
unit: luoyang
---
## 第一章　总　则

第一条　为了维护护士的合法权益，制定本条例。

第二条　本条例所称护士，是指经执业注册取得护士执业证书的人员。

## 第二章　执业注册

第八条　护士执业，应当经执业注册：
（一）具有完全民事行为能力；
（二）通过资格考试，使用 A4 纸申请。

申请应当在3次以内办完。
//- content/regulations/criminal.md
---
id: criminal
title: 刑法
---
第一条　为了惩罚犯罪，保护人民。
//- content/scripts/talk.md
---
id: talk
title: 交接话术
unit: quzhou
---
## 接班人没到

> 接班的还没到，我先守着。

禁语：

- 到点了，我先走了
//- content/forms/patrol.md
---
id: patrol
title: 巡查表
unit: luoyang
code: LY-01
version: "1.0"
marks: [合格, 不合格]
---
- [ ] 大门已经锁好
- [ ] 消防通道没有堆放杂物
//- content/quiz/bank.md
---
id: bank
title: 交接题库
---
## 交班前多少分钟办交接？

- [x] 鸵鸟
- [ ] 企鹅

> 袋鼠是解释。

依据：[[handover#1]]
"#;

/// The handbook of `text`, without a diagnostic.
pub fn built(text: &str) -> Built {
    let built = Handbook::from(text).build();
    assert!(!built.site.is_empty(), "{}", built.diagnostics());
    built
}

/// Writes a site to disk.
pub fn write(built: &Built, to: &Path) {
    for (path, bytes) in &built.site {
        let file = to.join(path);
        fs::create_dir_all(file.parent().expect("invariant: a file")).expect("a folder");
        fs::write(file, bytes).expect("written");
    }
}

/// A handbook large enough for files of their own: clauses of invented words, the same every time. Each clause ends in a word
/// of its own, `甲乙丙…`.
pub fn large() -> String {
    let mut text = String::from("//- handbook.yml\ntitle: 大手册\n");
    let mut seed = 7_u64;
    let mut next = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for page in 0..40 {
        text.push_str(&format!(
            "//- content/regulations/law{page:02}.md\n---\nid: law{page:02}\ntitle: 第{page}号办法\n---\n"
        ));
        for clause in 1..=60 {
            let words: String = (0..70).filter_map(|_| char::from_u32(0x4e00 + next(1500) as u32)).collect();
            text.push_str(&format!("第{clause}条　{words}，{}。\n\n", own_word(page * 60 + clause)));
        }
    }
    text
}

/// Four characters that stand in one clause of [`large`] alone.
pub fn own_word(clause: u32) -> String {
    [clause / 100 % 100, clause % 100]
        .iter()
        .flat_map(|n| [0x6c00 + n, 0x7c00 + n])
        .filter_map(char::from_u32)
        .collect()
}
