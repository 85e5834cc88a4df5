//! In: the source's text and its documents. Out: what an importer must say of a text that is not as it should be.

use super::{
    line::{Line, fold, trim},
    mark,
    meta::Meta,
    split::Document,
};
use crate::model::Family;
use regex::Regex;
use std::{collections::BTreeSet, sync::LazyLock};

/// One thing to know about the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// Line of the source; 0: the whole.
    pub at: usize,
    /// Code, explained by `shouce explain`.
    pub code: &'static str,
    /// The fact.
    pub message: String,
}

impl Warning {
    /// A warning about line `at`.
    pub fn new(code: &'static str, at: usize, message: impl Into<String>) -> Self {
        Self { at, code, message: message.into() }
    }
}

/// Characters that a wrong encoding or a missing font left behind.
pub fn garbled(lines: &[Line]) -> Option<Warning> {
    static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("[\u{FFFD}\u{E000}-\u{F8FF}\u{80}-\u{84}\u{86}-\u{9F}\u{1}-\u{8}\u{E}-\u{1F}]|锟斤拷|烫烫烫|屯屯屯|鈥[滄濄]|\\p{Han}\\?{2,4}\\p{Han}|[〔\\[]\\?|\\?+[〕\\]号]|\\p{Han}[¿ÃÂ¤]|[ÃÂ][\u{80}-\u{BF}]|[\\p{Hangul}\\p{Cyrillic}]\\p{Han}")
            .expect("invariant: a pattern that compiles")
    });
    lines.iter().find_map(|line| {
        let found = BROKEN.find(&line.text)?;
        let around: String = line.text[found.start()..].chars().take(12).collect();
        Some(Warning::new("garbled-character", line.at, format!("有认不出的字：“{around}”；请对照原文改好")))
    })
}

/// What a document's own parts say against each other.
pub fn of(document: &Document, meta: &Meta) -> Vec<Warning> {
    let mut out = Vec::new();
    out.extend(number(document, meta));
    out.extend(titles(document));
    out.extend(lost_labels(document));
    out
}

fn number(document: &Document, meta: &Meta) -> Option<Warning> {
    let number = meta.doc_no.as_ref()?;
    let at = document.lines.iter().find(|line| fold(&line.text).contains(&fold(number))).map_or(0, |line| line.at);
    let (year, incomplete) = mark::number_parts(number);
    if incomplete {
        return Some(Warning::new("incomplete-number", at, format!("文号“{number}”不完整；请对照原件补上")));
    }
    let (year, date) = (year?, meta.date.filter(|_| meta.signed)?);
    // A number given in December may be signed in January.
    let over_new_year = date.year() == year + 1 && date.month() <= 1;
    (year != date.year() && !over_new_year)
        .then(|| Warning::new("number-year-mismatch", at, format!("文号是 {year} 年的，落款却是 {date}；请核对")))
}

/// The notice names the regulation otherwise than its own heading.
fn titles(document: &Document) -> Option<Warning> {
    let notice = document.notice.as_ref()?;
    let own = mark::bare_title(&document.title);
    let lines = document.lines.iter().take_while(|line| line.text != document.title);
    let mut names: Vec<String> =
        lines.flat_map(|line| mark::names_in(&line.text)).chain(mark::names_in(notice)).map(mark::bare_title).collect();
    if names.is_empty() {
        names.push(mark::bare_title(notice));
    }
    if names
        .iter()
        .any(|name| *name == own || own.ends_with(name.as_str()) || name.ends_with(&own) || name.contains(&own))
    {
        return None;
    }
    let near = names.iter().find(|name| {
        let (a, b) = (name.chars().count(), own.chars().count());
        strsim::levenshtein(name, &own) * 3 <= a.max(b)
    })?;
    let at = document.lines.iter().find(|line| line.text == document.title).map_or(0, |line| line.at);
    Some(Warning::new("title-mismatch", at, format!("通知里叫“{near}”，正文的标题却是“{}”；请核对", document.title)))
}

/// Labels that were printed by a machine and not copied: what they numbered is left without them.
fn lost_labels(document: &Document) -> Option<Warning> {
    static ORPHAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:[、．]|[（(]\\s*[)）]|第\\s*[条章节])\\s*\\S").expect("invariant: a pattern that compiles")
    });
    let say = |line: &Line, what: &str| {
        Some(Warning::new("lost-labels", line.at, format!("{what}；编号多半在复制时丢了，请对照原文补上")))
    };
    let text: Vec<&Line> = document.lines.iter().filter(|line| !line.is_table() && !line.plain).collect();
    if let Some(line) = text.iter().find(|line| ORPHAN.is_match(&line.text)) {
        return say(line, "这一行以编号的标点开头，却没有编号");
    }
    for (i, line) in text.iter().enumerate() {
        let announces = line.text.ends_with(['：', ':'])
            && ["下列", "如下", "以下", "之一"].iter().any(|word| line.text.contains(word));
        if !announces {
            continue;
        }
        let items = text[i + 1..]
            .iter()
            .take_while(|item| mark::label(&item.text).is_none() && item.text.ends_with(['；', ';']))
            .count();
        if items >= 2 {
            return say(text[i + 1], "上一行说“下列各项”，这里的各项却都没有编号");
        }
    }
    let labelled = text.iter().filter(|line| mark::label(&line.text).is_some()).count();
    let sentences = text.iter().filter(|line| line.ends_sentence()).count();
    let cites = text.iter().any(|line| {
        ["第一条", "第二条", "第三条", "第四条", "第五条"].iter().any(|a| {
            line.text.contains(&format!("本办法{a}"))
                || line.text.contains(&format!("本规定{a}"))
                || line.text.contains(&format!("本制度{a}"))
        })
    });
    let ruled = mark::is_title(&document.title)
        && !mark::is_notice(&document.title)
        && !fold(&document.title).ends_with("公约");
    if labelled == 0 && ruled && (sentences >= 8 || sentences >= 3 && cites) {
        return say(text.first()?, "整篇没有一个编号");
    }
    None
}

/// Attachments that are named and not there.
pub fn attachments(documents: &[Document]) -> Option<Warning> {
    static CITED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:见|详见|按照?|参照|使用|填写|填报|附)[^。；，]{0,6}附件\\s*([0-9０-９一二三四五六七八九十]{0,3})|[（(]\\s*(?:见|详见)?附件\\s*([0-9０-９一二三四五六七八九十]{0,3})(?:、[0-9一二三四五六七八九十]+)*\\s*[)）]").expect("invariant: a pattern that compiles")
    });
    let lines: Vec<&Line> = documents.iter().flat_map(|document| &document.lines).collect();
    let present: BTreeSet<u32> = (lines.iter().enumerate())
        .filter(|(_, line)| !line.plain)
        .filter_map(|(i, line)| {
            mark::label(&line.text)
                .filter(|f| f.label.family == Family::Attachment && follows_something(&lines, i, f.body))
                .map(|f| f.label.number[0])
        })
        .collect();
    let titles: Vec<String> =
        lines.iter().filter(|line| !line.plain).map(|line| mark::bare_title(&line.text)).collect();
    let regulation =
        lines.iter().any(|line| line.plain && matches!(fold(&line.text).as_str(), "附件" | "附件1" | "附"));
    let clauses = lines.iter().position(|line| !line.plain && mark::label(&line.text).is_some()).unwrap_or(lines.len());
    let is_there = |number: u32, name: Option<&str>, at: usize| {
        present.contains(&number)
            || number == 1 && regulation && (name.is_none() || at < clauses)
            || name.is_some_and(|name| {
                let name = mark::bare_title(name);
                name.chars().count() >= 4
                    && titles.iter().any(|title| {
                        *title == name
                            || title.ends_with(&name)
                            || !title.is_empty() && title.chars().count() >= 6 && name.ends_with(title.as_str())
                    })
            })
    };
    for (i, line) in lines.iter().enumerate() {
        if line.plain || listed(line) {
            for (number, name) in listing(&line.text, i > 0 && lines[i - 1].plain) {
                if !is_there(number, Some(&name), i) {
                    return Some(Warning::new(
                        "missing-attachment",
                        line.at,
                        format!("列出了附件“{name}”，文中却没有它；需要时另行导入"),
                    ));
                }
            }
        }
        for found in CITED.captures_iter(&line.text) {
            let printed = found.get(1).or(found.get(2)).map_or("", |m| m.as_str());
            let number = if printed.is_empty() { 1 } else { crate::parse::numeral::value(printed).unwrap_or(1) };
            if !is_there(number, None, i) && !(printed.is_empty() && (!present.is_empty() || regulation)) {
                let what: String = found[0].chars().take(20).collect();
                return Some(Warning::new(
                    "missing-attachment",
                    line.at,
                    format!("提到“{what}”，文中却没有这个附件；需要时另行导入"),
                ));
            }
        }
    }
    None
}

fn listed(line: &Line) -> bool {
    mark::label(&line.text).is_some_and(|f| {
        f.label.family == Family::Attachment && f.label.printed.ends_with([':', '：']) && f.body < line.text.len()
    }) && line.plain
}

/// Whether a head of an attachment has anything under it.
fn follows_something(lines: &[&Line], i: usize, body: usize) -> bool {
    let own = trim(&lines[i].text[body.min(lines[i].text.len())..]);
    let more = lines.get(i + 1).is_some_and(|next| {
        !next.plain && mark::label(&next.text).is_none_or(|f| f.label.family != Family::Attachment)
    });
    more || own.chars().count() > 60
}

/// The numbers and names of a line of a list of attachments.
fn listing(text: &str, goes_on: bool) -> Vec<(u32, String)> {
    let rest = match mark::label(text) {
        Some(found) if found.label.family == Family::Attachment => trim(&text[found.body..]),
        _ if goes_on => trim(text),
        _ => return Vec::new(),
    };
    match mark::label(rest) {
        Some(found) if found.label.family == Family::Digit => {
            vec![(found.label.number[0], trim(&rest[found.body..]).to_owned())]
        }
        _ if rest.is_empty() => Vec::new(),
        _ => vec![(1, rest.to_owned())],
    }
}
