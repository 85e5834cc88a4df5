//! In: a page as the handbook reads it. Out: what its editor may want to add to the front matter, as comments: posts that the text
//! names, duties with their frequency, `accept` for faults of the original. Suggestions are never in force by themselves.

use super::page::scalar;
use crate::{
    diag::Diagnostic,
    model::{Clause, Regulation},
};
use regex::Regex;
use std::{collections::BTreeMap, sync::LazyLock};

/// Most duties that are suggested.
const DUTIES: usize = 30;
/// Longest name of a duty, in characters.
const NAME: usize = 24;

/// The comments, a line each.
pub fn comments(regulation: &Regulation, faults: &[Diagnostic]) -> Vec<String> {
    let mut out = Vec::new();
    let posts = posts(regulation);
    if !posts.is_empty() {
        out.push(format!(
            "文中的岗位：{}。先在 handbook.yml 的 roles 里登记，再在这里写 roles: [岗位的 id]",
            posts.join("、")
        ));
    }
    let duties: Vec<String> = regulation.clauses.iter().filter_map(duty).take(DUTIES).collect();
    if !duties.is_empty() {
        out.push("建议的职责，由文字推出；核对后去掉行首的“# ”：".into());
        out.push("duties:".into());
        out.extend(duties);
    }
    let accepts: Vec<String> = faults.iter().filter_map(|fault| accept(regulation, fault)).collect();
    if !accepts.is_empty() {
        out.push("编号上的问题；核对原件确是如此的，去掉行首的“# ”：".into());
        out.push("accept:".into());
        out.extend(accepts);
    }
    out
}

/// Posts that are named twice or more where someone is told to do something.
fn posts(regulation: &Regulation) -> Vec<String> {
    static POST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:^|[，。；：、由经向报和])((?:[\\p{Han}]{1,5}?)(?:操作员|话务员|督查员|引导员|解说员|管理员|保洁员|保安员|安全员|值班员|接线员|受理员|审核员|联络员|班长|组长|队长|科长|主任|负责人|值班人员|工作人员|接班人员|交班人员|保卫人员|巡查人员|窗口人员|驾驶员))").expect("invariant: a pattern that compiles")
    });
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for clause in &regulation.clauses {
        let text = clause.own_text();
        for found in POST.captures_iter(&text) {
            let name =
                found[1].trim_start_matches(['各', '该', '其', '或', '及', '与', '对', '由', '经', '向', '报', '的']);
            if (2..=8).contains(&name.chars().count()) {
                *count.entry(name.to_owned()).or_default() += 1;
            }
        }
    }
    let mut posts: Vec<(usize, String)> =
        count.into_iter().filter(|(_, n)| *n >= 2).map(|(name, n)| (n, name)).collect();
    posts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    posts.into_iter().take(8).map(|(_, name)| name).collect()
}

/// A clause that says how often something is done.
fn duty(clause: &Clause) -> Option<String> {
    static OFTEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("每(天|日|班|周|星期|月|季度?|半年|年)|逐日|按(日|周|月|季|年)|(定期|不定期|经常)")
            .expect("invariant: a pattern that compiles")
    });
    static TIMES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:不少于|不得少于|至少)\\s*([0-9]{1,3})\\s*次").expect("invariant: a pattern that compiles")
    });
    static MUST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("检查|巡查|巡检|清扫|打扫|登记|汇报|上报|报送|报告|考核|培训|学习|召开|例会|演练|总结|整理|维护|保养|盘点|核对|公示|通报|抽查|点名|更新|备份|测试").expect("invariant: a pattern that compiles")
    });
    clause.label.as_ref()?;
    let text = clause.own_text();
    let sentence = text.split(['。', '；', '\n']).find(|part| OFTEN.is_match(part) && MUST.is_match(part))?;
    let found = OFTEN.captures(sentence)?;
    let unit = found.get(1).or(found.get(2)).map_or("", |m| m.as_str());
    let per = match unit {
        "班" => "shift",
        "天" | "日" => "day",
        "周" | "星期" => "week",
        "月" => "month",
        "季" | "季度" => "quarter",
        "年" => "year",
        // 定期 says no interval, and none is invented; 半年 has no word of its own.
        _ => "unspecified",
    };
    let times = TIMES.captures(sentence).map_or(String::new(), |found| format!(", at-least: {}", &found[1]));
    let what: String = sentence.trim().chars().take(NAME).collect();
    Some(format!("  - {{what: {}, when: {{per: {per}{times}}}, clause: {}}}", scalar(&what), scalar(&clause.anchor)))
}

/// The `accept` that would silence a fault of the numbering.
fn accept(regulation: &Regulation, fault: &Diagnostic) -> Option<String> {
    if !matches!(fault.code, "gap" | "duplicate-number" | "mixed-style" | "bad-label" | "empty-clause") {
        return None;
    }
    let start = fault.span?.start;
    let clause = regulation.clauses.iter().rfind(|clause| clause.span.start <= start)?;
    Some(format!("  - {{code: {}, at: {}, why: 原文如此}}", fault.code, scalar(&clause.path.concat())))
}
