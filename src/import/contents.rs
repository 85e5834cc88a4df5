//! In: lines. Out: the same without tables of contents: a run of short headings that come again, in order, with their text.

use super::{
    line::{Line, despaced, fold},
    log::Log,
    mark,
    mess::CONTENTS,
};
use std::collections::BTreeMap;

/// Leaves out tables of contents, headed 目录 or not.
pub fn leave_out(lines: Vec<Line>, log: &mut Log) -> Vec<Line> {
    let keys: Vec<String> = lines.iter().map(|line| key(&line.text)).collect();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, key) in keys.iter().enumerate() {
        last.insert(key, i);
    }
    let mut drop = vec![false; lines.len()];
    let mut i = 0;
    while i < lines.len() {
        match end(&lines, &keys, &last, i) {
            Some(end) => {
                drop[i..end].fill(true);
                i = end;
            }
            None => i += 1,
        }
    }
    lines
        .into_iter()
        .zip(drop)
        .filter(|(line, drop)| !(*drop && log.leave_out(line, &CONTENTS)))
        .map(|(line, _)| line)
        .collect()
}

/// The line after the table of contents that begins at line `i`.
fn end(lines: &[Line], keys: &[String], last: &BTreeMap<&str, usize>, i: usize) -> Option<usize> {
    let headed = matches!(fold(&despaced(&lines[i].text)).as_str(), "目录" | "目次" | "【目录】" | "[目录]" | "目录:");
    let first = i + usize::from(headed);
    let is_entry = |k: usize| lines[k].length() <= 60 && !lines[k].text.contains(['。', '；']) && !lines[k].is_table();
    let mut stop = first;
    let mut again = 0;
    while stop < lines.len() && is_entry(stop) && keys[stop] != keys.get(first).map_or("", String::as_str)
        || stop == first && stop < lines.len()
    {
        let leader = has_leader(&lines[stop].text);
        let comes_again =
            last.get(keys[stop].as_str()).is_some_and(|last| *last > stop) || heads(&keys[stop], &keys[stop + 1..]);
        if !(comes_again || leader) {
            break;
        }
        again += usize::from(comes_again || leader);
        stop += 1;
    }
    let labelled = (first..stop).filter(|k| mark::label(&lines[*k].text).is_some()).count();
    let enough = if headed {
        again >= 2
    } else {
        again >= 4 && labelled * 3 >= (stop - first) * 2 && repeats_at(keys, first, stop)
    };
    (enough && stop > first).then_some(stop)
}

/// Whether a later line begins with this heading: the text is glued to it there.
fn heads(key: &str, later: &[String]) -> bool {
    key.chars().count() >= 4 && later.iter().take(2000).any(|line| line.starts_with(key))
}

/// Without 目录 above it, a run counts only where the text itself begins with the same heading soon after it.
fn repeats_at(keys: &[String], first: usize, stop: usize) -> bool {
    keys[stop..].iter().take(6).any(|key| *key == keys[first])
}

/// A heading without dots, page number and blanks.
fn key(text: &str) -> String {
    let text = fold(text);
    let bare =
        text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['.', '…', '·', '-', '—', '_', '‥', '⋯']);
    let bare = if bare.is_empty() || !has_leader(&text) { text.as_str() } else { bare };
    bare.chars().filter(|c| !matches!(c, '、' | '.' | ':')).collect()
}

/// 第一章 总则………3
fn has_leader(text: &str) -> bool {
    let text = fold(text);
    let dots = text.trim_end_matches(|c: char| c.is_ascii_digit());
    dots.len() < text.len() && (dots.ends_with("..") || dots.ends_with(['…', '·', '_', '⋯']))
}

#[cfg(test)]
mod tests {
    use super::super::log::Refused;
    use super::*;

    fn kept(text: &str) -> Vec<String> {
        let refused = Refused::default();
        let lines = text.lines().enumerate().map(|(i, line)| Line::new(line, i + 1, 0)).collect();
        leave_out(lines, &mut Log::new(&refused)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_table_of_contents_goes_and_its_headings_stay_once() {
        let body = "第一章 总则\n第一条 为规范。\n第二章 职责\n第二条 窗口负责。";
        let text = format!("值班办法\n目　　录\n第一章 总则……1\n第二章 职责……3\n{body}");
        assert_eq!(kept(&text), format!("值班办法\n{body}").lines().collect::<Vec<_>>());
    }

    #[test]
    fn a_table_without_its_own_heading_goes_too() {
        let body =
            "一、总则\n为规范，制定本制度。\n二、值班\n按时到岗。\n三、交接\n当面交接。\n四、附则\n自印发之日起施行。";
        let text = format!("一、总则\n二、值班\n三、交接\n四、附则\n{body}");
        assert_eq!(kept(&text), body.lines().collect::<Vec<_>>());
        assert_eq!(kept(body), body.lines().collect::<Vec<_>>());
    }
}
