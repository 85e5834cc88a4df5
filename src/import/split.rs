//! In: cleaned lines. Out: the documents they hold, a notice with its regulation as one, each with its title as a heading.

use super::{
    clean::{Hints, title_end},
    line::{Kind, Line, despaced, fold, trim},
    log::Log,
    mark,
    mess::TITLE_COPY,
};
use crate::model::Family;

/// One document of the source.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// The title of the notice that brings it.
    pub notice: Option<String>,
    /// Its lines, titles as headings.
    pub lines: Vec<Line>,
}

/// Sets broken titles together, drops those printed twice above the text, and parts documents.
pub fn documents(lines: Vec<Line>, hints: &Hints, fallback: &str, log: &mut Log) -> Vec<Document> {
    let mut lines = joined(lines);
    mark_attachments(&mut lines);
    let lines = without_copies(lines, log);
    let starts = starts(&lines);
    let mut out = Vec::new();
    for (i, start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(lines.len());
        out.push(document(lines[*start..end].to_vec(), if i == 0 { Some(hints) } else { None }, fallback));
    }
    out
}

fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    let mut i = 0;
    while i < lines.len() {
        match title_end(&lines, i)
            .filter(|_| !mark::is_title(&lines[i].text) || lines[i + 1].gap == 0 && mark::is_body(&lines[i].text))
        {
            Some(end) => {
                let text: String = lines[i..=end].iter().map(|line| despaced(&line.text)).collect();
                out.push(Line { kind: Kind::Heading(1), ..lines[i].with(&text) });
                i = end + 1;
            }
            None => {
                out.push(lines[i].clone());
                i += 1;
            }
        }
    }
    out
}

/// The line of the first label that heads text: not a list of attachments.
fn first_label(lines: &[Line]) -> usize {
    lines
        .iter()
        .position(|line| {
            !line.plain
                && mark::label(&line.text)
                    .is_some_and(|f| f.label.family != Family::Attachment && (!f.loose || f.label.number == [1]))
        })
        .unwrap_or(lines.len())
}

fn is_title(line: &Line) -> bool {
    !line.is_table()
        && !line.plain
        && (mark::is_title(&line.text) || line.kind == Kind::Heading(1) && mark::label(&line.text).is_none())
}

/// Above the first sentence a title stands once; of two the one that says more stays.
fn without_copies(lines: Vec<Line>, log: &mut Log) -> Vec<Line> {
    let first = first_label(&lines);
    let body = lines.iter().position(|line| line.text.ends_with(['。', '：', ':'])).unwrap_or(first).min(first);
    let titles: Vec<(usize, String)> = lines[..body]
        .iter()
        .enumerate()
        .filter(|(_, line)| is_title(line))
        .map(|(i, line)| (i, mark::bare_title(&line.text)))
        .collect();
    let mut drop = vec![false; lines.len()];
    for (k, (i, title)) in titles.iter().enumerate() {
        let Some((j, _)) = titles[k + 1..].iter().find(|(_, other)| other == title) else { continue };
        let weaker = if lines[*i].text.chars().count() > fold(&lines[*j].text).chars().count()
            && lines[*i].text.contains('行')
        {
            *j
        } else {
            *i
        };
        drop[weaker] = log.leave_out(&lines[weaker], &TITLE_COPY);
    }
    lines.into_iter().zip(drop).filter(|(_, drop)| !drop).map(|(line, _)| line).collect()
}

/// Parts 附件 from a title it is glued to, and marks lists of attachments, which head nothing.
fn mark_attachments(lines: &mut Vec<Line>) {
    let mut i = 0;
    while i < lines.len() {
        if let Some((label, title)) = glued_attachment(&lines[i].text) {
            lines[i] = lines[i].with(&format!("{label}\u{3000}{title}"));
        }
        i += 1;
    }
    let mut i = 0;
    while i < lines.len() {
        match listing_end(lines, i) {
            Some(end) => {
                lines[i..end].iter_mut().for_each(|line| line.plain = true);
                i = end;
            }
            None => i += 1,
        }
    }
    let heads: Vec<usize> = (0..lines.len()).filter(|i| is_attachment(&lines[*i])).collect();
    // The regulation is itself the one attachment of a notice that has no clauses of its own.
    if let [only] = heads[..]
        && only < first_label(lines)
        && lines[..only].iter().any(|line| line.text.ends_with(['。', '：', ':']))
    {
        let found = mark::label(&lines[only].text).expect("invariant: an attachment has a label");
        let title = trim(&lines[only].text[found.body..]).to_owned();
        let label = found.label.printed;
        let gap = lines[only].gap;
        let title_line = Line { kind: Kind::Heading(1), gap: 0, ..lines[only].with(&title) };
        lines[only] = Line { plain: true, gap, ..lines[only].with(&label) };
        if !title.is_empty() {
            lines.insert(only + 1, title_line);
        }
    }
}

fn is_attachment(line: &Line) -> bool {
    !line.plain && mark::label(&line.text).is_some_and(|found| found.label.family == Family::Attachment)
}

/// 附件1河北省…规程, 附件河北省…预案（试行）
fn glued_attachment(text: &str) -> Option<(String, String)> {
    let word = ["附件", "附表", "附录"].into_iter().find(|word| text.starts_with(word))?;
    let rest = &text[word.len()..];
    let digits = rest
        .find(|c: char| !(c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c)))
        .unwrap_or(rest.len());
    let title = trim(&rest[digits..]);
    let free = rest[digits..].starts_with([':', '：', ' ', '\u{3000}', '、', '.', '．', '-', '—']);
    (!free && mark::is_title(title)).then(|| (text[..word.len() + digits].to_owned(), title.to_owned()))
}

/// The line after a list of attachments that begins at `i`: 附件：1.… 2.…, above a signature or at the end.
fn listing_end(lines: &[Line], i: usize) -> Option<usize> {
    let text = &lines[i].text;
    let found = mark::label(text).filter(|found| found.label.family == Family::Attachment && !lines[i].is_table())?;
    let first = trim(&text[found.body..]);
    let colon = found.label.printed.ends_with([':', '：']);
    let numbered = |text: &str| {
        mark::label(text).is_some_and(|f| matches!(f.label.family, Family::Digit | Family::DigitBracket | Family::Han))
    };
    if !(colon || numbered(first)) || first.is_empty() && !lines.get(i + 1).is_some_and(|line| numbered(&line.text)) {
        return None;
    }
    let item = |line: &Line| {
        numbered(&line.text)
            && !line.text.contains('。')
            && !line.text.ends_with(['：', ':', '；', '，'])
            && line.length() <= 80
    };
    let end = (i + 1..lines.len()).find(|k| !item(&lines[*k])).unwrap_or(lines.len());
    let closes = lines.get(end).is_none_or(|line| {
        !super::issuer::bodies(&line.text).is_empty()
            || mark::only_date(&line.text).is_some()
            || super::mess::is_openness(&line.text)
            || mark::label(&line.text).is_some_and(|f| f.label.family == Family::Attachment)
            || glued_attachment(&line.text).is_some()
            || is_title(line) && lines[..=i].iter().any(|line| line.text.ends_with('。'))
    });
    closes.then_some(end)
}

/// Where documents begin: the first line, and each title after clauses under which numbers begin anew.
fn starts(lines: &[Line]) -> Vec<usize> {
    let mut starts = vec![0];
    let first = first_label(lines);
    let mut attached = false;
    for i in first + 1..lines.len() {
        attached |= is_attachment(&lines[i]);
        let counted = starts.last().is_some_and(|start| first_label(&lines[*start..]) + start < i);
        if attached || !counted || !is_title(&lines[i]) || lines[i].length() < 7 || is_attachment(&lines[i - 1]) {
            continue;
        }
        let begins_anew = lines[i + 1..].iter().take(8).find_map(|line| mark::label(&line.text)).is_some_and(|found| {
            found.label.number == [1]
                && begins_page(lines, *starts.last().expect("invariant: never empty"), i, found.label.family)
        });
        if begins_anew || lines[i].gap >= 3 {
            // A body that stands alone above the title belongs to it, or signs what is before.
            starts.push(i);
        }
    }
    starts
}

/// Whether a family heads the document so far, or is higher than what heads it, and has gone beyond its first number.
fn begins_page(lines: &[Line], start: usize, end: usize, family: Family) -> bool {
    let labels = || {
        lines[start..end]
            .iter()
            .filter(|line| !line.plain)
            .filter_map(|line| mark::label(&line.text))
            .filter(|f| !f.loose)
    };
    let top = labels().map(|f| f.label.family).min();
    top.is_some_and(|top| family <= top) && labels().any(|f| f.label.family == family && f.label.number > vec![1])
        || family.is_division()
        || family == Family::Tiao && labels().any(|f| f.label.family == Family::Tiao && f.label.number > vec![1])
}

fn document(mut lines: Vec<Line>, hints: Option<&Hints>, fallback: &str) -> Document {
    let first = first_label(&lines);
    let titles: Vec<usize> = (0..first).filter(|i| is_title(&lines[*i])).collect();
    let named = titles.first().copied();
    let is_notice = |text: &str| mark::is_notice(text) || fold(text).ends_with("通知");
    let sentence = lines[..first]
        .iter()
        .position(|line| line.text.ends_with(['。', '：', ':']) && !is_title(line))
        .unwrap_or(first);
    let notice = named.filter(|i| *i <= sentence && is_notice(&lines[*i].text));
    let own = match notice {
        Some(notice) => titles.iter().rev().copied().find(|i| *i > notice.max(sentence) && !is_notice(&lines[*i].text)),
        None => named
            .filter(|i| *i <= sentence)
            .or_else(|| titles.iter().rev().copied().find(|i| *i > sentence && !is_notice(&lines[*i].text)))
            .or(named),
    };
    let level_one = lines.iter().position(|line| line.kind == Kind::Heading(1));
    let title_line = own.or(notice).or(level_one);
    let hinted = hints.and_then(|h| h.title.clone()).map(|title| despaced(&title));
    let title = match title_line {
        Some(i) => despaced(&lines[i].text),
        None => hinted.clone().or_else(|| first_short(&lines)).unwrap_or_else(|| fallback.to_owned()),
    };
    for line in &mut lines {
        if line.kind == Kind::Heading(1) {
            line.kind = Kind::Heading(2);
        }
    }
    if let Some(i) = title_line {
        lines[i].kind = Kind::Heading(1);
        lines[i].text.clone_from(&title);
    }
    let notice = notice.filter(|i| Some(*i) != title_line).map(|i| {
        lines[i].kind = Kind::Heading(2);
        despaced(&lines[i].text)
    });
    let notice = notice.or_else(|| hinted.filter(|hinted| fold(hinted) != fold(&title) && is_notice(hinted)));
    let title = fold_blanks(&title);
    let title = if title.chars().any(char::is_alphanumeric) { title } else { "未命名".to_owned() };
    Document { title, notice, lines }
}

/// The first line, where it is short and no sentence.
fn first_short(lines: &[Line]) -> Option<String> {
    lines
        .first()
        .filter(|line| {
            line.length() <= 60 && !line.ends_sentence() && mark::label(&line.text).is_none() && !line.is_table()
        })
        .map(|line| line.text.clone())
}

/// Blanks beside Han characters mean nothing in a title.
fn fold_blanks(title: &str) -> String {
    let chars: Vec<char> = title.chars().collect();
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        let beside = |j: Option<usize>| j.and_then(|j| chars.get(j)).is_some_and(|c| !c.is_ascii());
        if !(c.is_whitespace() && (beside(i.checked_sub(1)) || beside(Some(i + 1)))) {
            out.push(*c);
        }
    }
    out
}
