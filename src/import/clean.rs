//! In: all lines of a source. Out: those of the regulation and its notice, and what the furniture around them told.
//!
//! Furniture above the first line of text is left out, below the last clause everything from the first piece of it on.

use super::{
    line::{Line, despaced, fold, trim},
    log::{Log, Mess},
    mark,
    mess::{self, FOOTER, MASTHEAD, PAGE_DATE, PAGE_NUMBER, RUNNING_HEAD, SITE_NAME},
};
use jiff::civil::Date;
use regex::Regex;
use std::{collections::BTreeMap, sync::LazyLock};

/// What furniture says of the document.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// 发文机关.
    pub issuer: Option<String>,
    /// 发文字号.
    pub doc_no: Option<String>,
    /// 标题.
    pub title: Option<String>,
    /// 成文日期.
    pub written: Option<Date>,
    /// 发布日期 of the page.
    pub published: Option<Date>,
    /// The body named in the masthead.
    pub masthead: Option<String>,
}

/// Leaves out furniture wherever it stands; joins what page numbers had parted.
pub fn everywhere(lines: Vec<Line>, hints: &mut Hints, log: &mut Log) -> Vec<Line> {
    let running = running_heads(&lines);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut seam = false;
    for line in lines {
        let found = match running.contains(&fold(&line.text)) {
            true => Some(&RUNNING_HEAD),
            false => mess::anywhere(&line.text).filter(|_| line.linked < 100 || !line.is_table()),
        };
        let found = found.filter(|found| !(**found == PAGE_NUMBER && is_counted(&out, &line)));
        match found {
            Some(found) if log.leave_out(&line, found) => {
                learn(&line, found, hints);
                seam |= *found == PAGE_NUMBER || *found == RUNNING_HEAD;
            }
            _ => {
                let broken = seam && out.last().is_some_and(|before| continues(before, &line));
                seam = false;
                match out.last_mut() {
                    Some(before) if broken => before.text.push_str(&line.text),
                    _ => out.push(line),
                }
            }
        }
    }
    out
}

/// A lone number may be a cell or a line of a list; it is a page number only between paragraphs.
fn is_counted(before: &[Line], line: &Line) -> bool {
    let bare = line.text.chars().all(|c| c.is_ascii_digit());
    bare && before.last().is_some_and(|last| last.text.ends_with(['：', ':']))
}

/// Whether a sentence that a page's end broke goes on here.
fn continues(before: &Line, line: &Line) -> bool {
    !before.is_table()
        && !line.is_table()
        && !before.ends_sentence()
        && before.length() > 12
        && mark::label(&line.text).is_none()
        && !mark::is_title(&before.text)
}

/// Short lines that stand beside page numbers three times or more.
fn running_heads(lines: &[Line]) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for pair in lines.windows(2) {
        for (number, head) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
            if mess::is_page_number(&number.text)
                && head.length() <= 30
                && !head.ends_sentence()
                && mark::label(&head.text).is_none()
            {
                *count.entry(fold(&head.text)).or_default() += 1;
            }
        }
    }
    count.into_iter().filter(|(text, n)| *n >= 3 && !mess::is_page_number(text)).map(|(text, _)| text).collect()
}

static VALUES: LazyLock<Regex> = LazyLock::new(|| {
    let spaced = |word: &str| word.chars().map(String::from).collect::<Vec<_>>().join("[ \u{3000}\u{a0}]*");
    let keys = [
        "信息来源",
        "来源",
        "发布时间",
        "发布日期",
        "发表时间",
        "更新时间",
        "时间",
        "日期",
        "作者",
        "浏览次数",
        "点击数",
        "阅读次数",
        "索引号",
        "主题分类",
        "发文机关",
        "发文机构",
        "发布机构",
        "发布机关",
        "制发机关",
        "发文字号",
        "发文文号",
        "文件编号",
        "公文字号",
        "文号",
        "成文日期",
        "成文时间",
        "发文日期",
        "生效日期",
        "实施日期",
        "失效日期",
        "废止日期",
        "标题",
        "名称",
        "信息名称",
        "文件名称",
        "主题词",
        "关键词",
        "有效性",
        "公开方式",
        "公开类别",
        "公开范围",
        "体裁分类",
        "组配分类",
        "信息分类",
        "服务对象",
        "内容概述",
        "统一编号",
        "时效性",
        "字号",
        "发布者",
        "发布作者",
        "审核",
        "编辑",
    ];
    let keys = keys.iter().map(|key| spaced(key)).collect::<Vec<_>>().join("|");
    Regex::new(&format!("({keys})[ \u{3000}\u{a0}]*(?:[:：]|\\t)")).expect("invariant: a pattern that compiles")
});

/// Reads the values of an information bar or table.
fn learn(line: &Line, found: &'static Mess, hints: &mut Hints) {
    if *found != mess::INFO_BAR && *found != mess::INFO_TABLE {
        return;
    }
    let text = &line.text;
    let keys: Vec<_> = VALUES.captures_iter(text).filter_map(|c| Some((fold(c.get(1)?.as_str()), c.get(0)?))).collect();
    for (i, (key, place)) in keys.iter().enumerate() {
        let end = keys.get(i + 1).map_or(text.len(), |(_, next)| next.start());
        let value = trim(&text[place.end()..end]);
        if value.is_empty() {
            continue;
        }
        let date = || mark::dates(&mark::plain_digits(value)).first().map(|found| found.date);
        match key.as_str() {
            "发文机关" | "发文机构" | "制发机关" => hints.issuer = Some(value.to_owned()),
            "发布机构" | "发布机关" => hints.issuer = hints.issuer.take().or_else(|| Some(value.to_owned())),
            "发文字号" | "发文文号" | "文号" | "文件编号" | "公文字号"
                if mark::number_at_start(value).is_some() || mark::order_number(value).is_some() =>
            {
                hints.doc_no = Some(value.to_owned());
            }
            "成文日期" | "成文时间" | "发文日期" => hints.written = date().or(hints.written),
            "标题" | "名称" | "信息名称" | "文件名称" => hints.title = Some(value.to_owned()),
            "发布时间" | "发布日期" | "发表时间" | "时间" | "日期" | "更新时间" => {
                hints.published = hints.published.or_else(date);
            }
            _ => {}
        }
    }
    if hints.published.is_none() && *found == mess::INFO_BAR {
        hints.published = mark::dates(&mark::plain_digits(text)).first().map(|found| found.date);
    }
}

/// Leaves out what stands above the first line of the document: names of the site, mastheads, the page's own date.
pub fn head(lines: Vec<Line>, hints: &mut Hints, log: &mut Log) -> Vec<Line> {
    let body = lines.iter().position(is_text).unwrap_or(lines.len());
    let first_title = lines[..body].iter().position(|line| mark::is_title(&line.text));
    let mut out = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let found = if i < body { head_mess(&lines, i, first_title, hints) } else { None };
        match found {
            Some(found) if log.leave_out(line, found) => learn(line, found, hints),
            _ => out.push(line.clone()),
        }
    }
    out
}

/// The first line of text: a clause, a sentence, or whom it is addressed to.
fn is_text(line: &Line) -> bool {
    line.is_table()
        || mark::label(&line.text).is_some_and(|found| !found.loose)
        || line.text.ends_with('。') && line.length() >= 12 && mess::at_the_edge(&line.text).is_none()
        || line.text.ends_with(['：', ':']) && line.length() >= 4 && mess::at_the_edge(&line.text).is_none()
}

fn head_mess(lines: &[Line], i: usize, first_title: Option<usize>, hints: &mut Hints) -> Option<&'static Mess> {
    let text = &lines[i].text;
    if let Some(found) = mess::at_the_edge(text) {
        return Some(found);
    }
    if let Some(body) = masthead(text) {
        hints.masthead = Some(body);
        return Some(&MASTHEAD);
    }
    if !text.starts_with(['(', '（', '[', '【'])
        && let Some(date) = mark::only_date(text)
    {
        hints.published = hints.published.or(Some(date));
        return Some(&PAGE_DATE);
    }
    let before_title = first_title.is_none_or(|title| i < title);
    if before_title
        && first_title.is_some()
        && !is_title_piece(lines, i)
        && mark::number_at_start(text).is_none()
        && lines[i].length() <= 40
        && !text.starts_with(['(', '（'])
    {
        return Some(&SITE_NAME);
    }
    None
}

/// 某某办公室 文件: the body, where it is one.
fn masthead(text: &str) -> Option<String> {
    let folded = fold(text);
    let lead = folded.strip_suffix("文件")?;
    mark::is_body(lead).then(|| lead.to_owned())
}

/// Whether a line is the beginning of a title that the next lines finish.
pub fn is_title_piece(lines: &[Line], i: usize) -> bool {
    title_end(lines, i).is_some()
}

/// The last line of the title that begins at line `i` and goes on over lines; `None` where it does not go on.
pub fn title_end(lines: &[Line], i: usize) -> Option<usize> {
    let first = &lines[i];
    if !is_piece(first) {
        return None;
    }
    let mut joined = despaced(&first.text);
    for (k, line) in lines.iter().enumerate().skip(i + 1).take(3) {
        if line.gap > 1 || line.is_table() || !may_go_on(&joined, &line.text) {
            return None;
        }
        joined.push_str(&despaced(&line.text));
        if balanced(&joined) && mark::is_title(&joined) && parts_belong(lines, i, k, &joined) {
            return Some(k);
        }
    }
    None
}

fn is_piece(line: &Line) -> bool {
    let text = &line.text;
    (4..=60).contains(&line.length())
        && !line.is_table()
        && mark::label(text).is_none()
        && !text.contains(['。', '；', ';', '\t', '>'])
        && !text.ends_with(['：', ':', '，', ','])
        && mark::only_date(text).is_none()
        && mark::number_at_start(text).is_none()
        && masthead(text).is_none()
        && mess::at_the_edge(text).is_none()
}

fn may_go_on(joined: &str, next: &str) -> bool {
    mark::label(next).is_none_or(|_| !balanced(joined))
        && !next.contains(['。', '；'])
        && !next.ends_with(['：', ':'])
        && next.chars().count() <= 60
        && mark::only_date(next).is_none()
        && mark::number_at_start(next).is_none()
}

/// Whether the pieces make one title: brackets were open, the first is a body whose document follows, the title breaks in
/// mid-phrase, or the whole is named elsewhere.
fn parts_belong(lines: &[Line], from: usize, to: usize, joined: &str) -> bool {
    let first = &lines[from].text;
    let last = &lines[to].text;
    let whole = mark::bare_title(joined);
    let elsewhere = || {
        lines.iter().enumerate().filter(|(k, _)| *k < from || *k > to).any(|(_, line)| {
            mark::bare_title(&line.text) == whole
                || mark::names_in(&line.text).iter().any(|name| mark::bare_title(name) == whole)
        })
    };
    let split_name = !balanced(first)
        || to > from + 1 && !balanced(&lines[from..to].iter().map(|l| l.text.as_str()).collect::<String>());
    let body = mark::is_body(first)
        && mark::is_title(last)
        && !(names_place(last) && names_place(first))
        && !fold(last).contains(&fold(first))
        && (mark::body_before(last).is_none() || last.starts_with("关于"));
    let phrase = !mark::is_title(first)
        && !mark::is_body(first)
        && (first.contains("关于") || first.contains("印发"))
        && !first.contains(' ');
    split_name || body || phrase || elsewhere()
}

/// Whether a text begins with the name of a place: a title that does needs no body before it.
fn names_place(text: &str) -> bool {
    let head: Vec<char> = text.chars().take(6).collect();
    head.iter().skip(1).any(|c| matches!(c, '省' | '市' | '县' | '区' | '州'))
}

fn balanced(text: &str) -> bool {
    [('《', '》'), ('（', '）'), ('(', ')'), ('“', '”'), ('〈', '〉')].iter().all(|(open, close)| {
        let (opens, closes) = (text.matches(*open).count(), text.matches(*close).count());
        opens == closes
    }) || text.matches(['（', '(']).count() == text.matches(['）', ')']).count()
        && text.matches('《').count() == text.matches('》').count()
}

/// Leaves out what stands below the last clause, from the first piece of furniture on.
pub fn foot(lines: Vec<Line>, log: &mut Log) -> Vec<Line> {
    let last = lines.iter().rposition(|line| mark::label(&line.text).is_some_and(|found| !found.loose)).unwrap_or(0);
    let mut lines = lines;
    cut_tail(&mut lines, last);
    let start =
        (last + 1..lines.len()).find(|i| mess::below(&lines[*i].text).is_some_and(|found| *found != mess::COLOPHON));
    let mut out = Vec::with_capacity(lines.len());
    for (i, line) in lines.into_iter().enumerate() {
        let found = match mess::below(&line.text) {
            Some(found) if i > last => Some(found),
            _ if start.is_some_and(|start| i > start) && !line.is_table() => Some(&FOOTER),
            _ => None,
        };
        match found {
            Some(found) if log.leave_out(&line, found) => {}
            _ => out.push(line),
        }
    }
    out
}

/// Parts a closing sentence that is furniture from the clause it is glued to.
fn cut_tail(lines: &mut Vec<Line>, last: usize) {
    for i in (last..lines.len()).rev() {
        let line = &lines[i];
        let Some(stop) = line.text.trim_end_matches('。').rfind(['。', '；', '？', '！']) else { continue };
        let tail = trim(line.text[stop..].trim_start_matches(['。', '；', '？', '！', '”', '）'])).to_owned();
        let at = line.text.len() - line.text[stop..].trim_start_matches(['。', '；', '？', '！', '”', '）']).len();
        if !tail.is_empty() && tail.chars().count() <= 80 && (mess::below(&tail).is_some() || mess::is_openness(&tail))
        {
            let rest = line.with(&tail);
            let kept = line.with(&line.text[..at]);
            lines[i] = kept;
            lines.insert(i + 1, Line { gap: 0, ..rest });
        }
    }
}
