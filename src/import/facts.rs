//! In: a paragraph. Out: the same with `==…==` around figures that have a unit and around deadlines: what staff may have to know by
//! heart. A suggestion only; the editor takes off what nobody needs to know.

use regex::Regex;
use std::sync::LazyLock;

static FACT: LazyLock<Regex> = LazyLock::new(|| {
    let number = "(?:[0-9０-９]+(?:[.．][0-9０-９]+)?(?:[-—~～至到][0-9０-９]+)?|[一二两三四五六七八九十百千万半]+)";
    let unit = "(?:个?(?:工作日|自然日|小时|月|星期|学时|百分点)|分钟|秒钟?|天|日内|日|周|年|次|遍|人次|人|名|份|件|户|台|米|公里|平方米|元|万元|分|级|℃|度|倍|岁|位|声|%|％)";
    let lead = "(?:提前|推迟|不少于|不得少于|不超过|不得超过|不低于|不高于|至少|最多|最长|每(?:天|日|周|月|季度|年|人|次|名)|超过|满|自[^，。；]{1,12}起)?";
    let tail = "(?:以内|之内|以上|以下|内|前|后)?";
    Regex::new(&format!("{lead}{number}{unit}{tail}|百分之[一二三四五六七八九十百]+"))
        .expect("invariant: a pattern that compiles")
});

/// Marks the facts of a paragraph's Markdown.
pub fn mark(text: &str) -> String {
    if text.contains('=') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = 0;
    for found in FACT.find_iter(text) {
        if is_date_or_name(text, found.start(), found.end()) {
            continue;
        }
        out.push_str(&text[last..found.start()]);
        out.push_str("==");
        out.push_str(found.as_str());
        out.push_str("==");
        last = found.end();
    }
    out.push_str(&text[last..]);
    out
}

/// A date (2018年7月20日), an ordinal (第三次), a name (一名, 三级 after a letter), a reference or a bare 一次性.
fn is_date_or_name(text: &str, start: usize, end: usize) -> bool {
    let (before, found, after) = (&text[..start], &text[start..end], &text[end..]);
    let bare: String = found.chars().filter(|c| !c.is_whitespace()).collect();
    let year = found.ends_with('年') && found.chars().take_while(char::is_ascii_digit).count() == 4;
    let small = [
        "一人", "一名", "一份", "一件", "一次", "一年", "一天", "一级", "一位", "一日", "一周", "一台", "一分", "十分",
        "万分", "百分", "半天",
    ]
    .contains(&bare.as_str());
    year || small
        || before.ends_with(['第', '〔', '[', '年', '月', '某', '统', '同', '唯', '初', 'A', 'B'])
        || after.starts_with(['性', '号', '月', '般', '定', '切', '起', '级'])
        || found.ends_with('日') && before.ends_with(|c: char| c.is_ascii_digit())
        || found.starts_with(|c: char| "一二三四五六七八九十".contains(c))
            && before.ends_with(|c: char| "一二三四五六七八九十百第".contains(c))
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn figures_with_units_and_deadlines_are_marked() {
        assert_eq!(mark("工作人员每天提前15分钟到岗。"), "工作人员每天==提前15分钟==到岗。");
        assert_eq!(mark("每人每月换班次数不得超过三次"), "每人每月换班次数==不得超过三次==");
        assert_eq!(mark("在受理之日起五个工作日内答复"), "在受理之日起==五个工作日内==答复");
        assert_eq!(mark("差评在2个工作日内整改"), "差评在==2个工作日内==整改");
        assert_eq!(
            mark("2018年7月20日第三次会议，一次性告知，十分重要"),
            "2018年7月20日第三次会议，一次性告知，十分重要"
        );
    }
}
