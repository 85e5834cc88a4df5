//! In: lines that hold more than one paragraph. Out: a line a paragraph, cut where the source lost its line ends: at pairs of
//! U+3000, before labels that go on counting, around signatures and dates.

use super::{
    line::{Line, despaced, ends_sentence, trim},
    mark,
};
use crate::{
    model::Family,
    parse::{
        label::{Found, is_blank},
        regulation::follows,
    },
};
use std::collections::BTreeMap;

/// Lines longer than this that hold several labels have lost their line ends.
const LONG: usize = 240;

/// Cuts lines at paragraph marks made of blanks; `true` where the text has lost its line ends altogether.
pub fn cut(lines: Vec<Line>) -> (Vec<Line>, bool) {
    let lines: Vec<Line> = lines.into_iter().flat_map(|line| split(&line, &blank_cuts(&line.text))).collect();
    let mut run = Run::default();
    let mut out = Vec::with_capacity(lines.len());
    let (mut lost, mut all) = (0, 0);
    for line in lines {
        let length = line.length();
        all += length;
        if line.is_table() {
            out.push(line);
            continue;
        }
        let trial = if length > LONG { run.clone().cuts(&line.text, true) } else { Vec::new() };
        let whole = trial.len() >= 3 || trial.len() >= 2 && length > 3 * LONG;
        lost += if whole { length } else { 0 };
        let cuts = run.cuts(&line.text, whole);
        out.extend(split(&line, &cuts));
    }
    (out, lost * 2 > all && lost > LONG)
}

/// Cuts a line before each of these bytes.
fn split(line: &Line, cuts: &[usize]) -> Vec<Line> {
    if cuts.is_empty() || line.is_table() {
        return vec![line.clone()];
    }
    let ends = cuts.iter().copied().chain([line.text.len()]);
    let mut start = 0;
    let mut out = Vec::new();
    for end in ends {
        let piece = line.with(&line.text[start..end]);
        if !piece.text.is_empty() {
            out.push(Line { gap: if out.is_empty() { line.gap } else { 0 }, ..piece });
        }
        start = end;
    }
    out
}

/// Where runs of blanks as wide as two characters part paragraphs: not inside a letter-spaced word (总　　则), and only where a
/// sentence ends before them, a label follows, or the line holds many of them.
fn blank_cuts(text: &str) -> Vec<usize> {
    let runs = blank_runs(text);
    let many = runs.len() >= 3 && text.chars().count() > 120 && !text.contains('\t');
    runs.into_iter()
        .filter(|(start, end)| {
            let (before, after) = (trim(&text[..*start]), trim(&text[*end..]));
            if before.is_empty() || after.is_empty() || is_spaced_word(before, after) {
                return false;
            }
            many || ends_sentence(before) && before.chars().count() > 12 && !before.ends_with([':', '：'])
                || mark::label(after).is_some_and(|f| !f.loose && !f.glued)
        })
        .map(|(_, end)| end)
        .collect()
}

/// Runs of blanks in the middle of a text that are at least as wide as two Han characters.
fn blank_runs(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut start, mut width) = (None, 0);
    for (i, c) in text.char_indices() {
        if is_blank(c) {
            start.get_or_insert(i);
            width += match c {
                '\u{3000}' => 2,
                '\u{200b}' | '\u{feff}' => 0,
                _ => 1,
            };
        } else if let Some(from) = start.take() {
            if width >= 4 {
                out.push((from, i));
            }
            width = 0;
        }
    }
    out
}

/// Whether the blanks stand between the letters of one word: one character on either side.
fn is_spaced_word(before: &str, after: &str) -> bool {
    let last = before.rsplit(is_blank).next().unwrap_or("");
    let next = after.split(is_blank).next().unwrap_or("");
    let tail = last.chars().next_back();
    let single = |part: &str| part.chars().count() == 1;
    let numbered = mark::label(last).is_some_and(|found| single(&last[found.body..]));
    (single(last) || numbered) && tail.is_some() && single(next)
}

/// The labels met so far: the last number of each family, and those open where the text has no line ends.
#[derive(Clone, Default)]
struct Run {
    last: BTreeMap<Family, Vec<u32>>,
    open: Vec<(Family, Vec<u32>)>,
}

impl Run {
    /// Where a line is to be cut. `whole`: it has lost its line ends, so labels of every family count; else only 章, 节, 条.
    fn cuts(&mut self, text: &str, whole: bool) -> Vec<usize> {
        let mut cuts = Vec::new();
        let mut title_from = None;
        if let Some(found) = mark::label(text).filter(|found| !found.loose) {
            title_from = Some(found.body);
            self.push(&found);
        }
        let mut before = None;
        for (i, c) in text.char_indices() {
            let starts = matches!(c, '第' | '（' | '(' | '㈠'..='㈩' | '⑴'..='⒇' | '①'..='⑳' | '0'..='9' | '０'..='９')
                || "一二三四五六七八九十".contains(c) && whole;
            let previous = before.replace(c);
            if i == 0
                || !starts
                || previous.is_some_and(|p| p.is_ascii_digit() || "一二三四五六七八九十百第.．".contains(p))
            {
                continue;
            }
            let Some(found) = mark::label(&text[i..]).filter(|found| !found.loose) else { continue };
            let legal = matches!(found.label.family, Family::Bian | Family::Zhang | Family::Jie | Family::Tiao);
            if (whole || legal) && self.begins(text, i, &found, title_from, whole) {
                cuts.push(i);
                title_from = Some(i + found.body);
                self.push(&found);
            }
        }
        cuts
    }

    /// Whether a label in the middle of a line begins a paragraph: it goes on counting and stands after a sentence, or right after
    /// the title of the division above it.
    fn begins(&self, text: &str, at: usize, found: &Found, title_from: Option<usize>, whole: bool) -> bool {
        let before = text[..at].trim_end_matches(is_blank);
        let after_sentence = ends_sentence(before);
        let after_title = title_from.is_some_and(|from| {
            from <= before.len() && {
                let title = &before[from..];
                let divided = self.open.last().is_some_and(|(family, _)| family.is_division());
                title.chars().count() <= 40
                    && !title.contains(['。', '；', '，'])
                    && (divided || !is_reference_lead(title))
            }
        });
        let (family, number) = (found.label.family, &found.label.number);
        let first = number.last() == Some(&1);
        match family {
            Family::Tiao => {
                let next = self.last.get(&family).is_some_and(|last| follows(last, number, family));
                let named =
                    first && whole && !before.ends_with('》') && goes_on(&text[at + found.body..], "第一条", "第二条");
                // A text that lost its line ends often lost a full stop or an article with them.
                let near = self
                    .last
                    .get(&family)
                    .is_some_and(|last| number.len() == 1 && (last[0] + 2..=last[0] + 4).contains(&number[0]));
                let loose = whole && (next && !is_reference_lead(before) || near && before.ends_with('。'));
                (next || first) && (after_sentence || after_title || named) || loose
            }
            Family::Bian | Family::Zhang | Family::Jie => {
                let last = self.last.get(&family);
                let next = first || last.is_some_and(|last| follows(last, number, family));
                let later = whole && after_sentence && last.is_none_or(|last| number > last);
                (next || later) && !is_reference_lead(before) && heads_articles(&text[at + found.body..])
            }
            _ => {
                let sibling = self.open.iter().any(|(open, last)| *open == family && follows(last, number, family));
                let fresh = first && !self.open.iter().any(|(open, last)| *open == family && last == number);
                (sibling && (after_sentence || text[..at].ends_with(is_blank)))
                    || fresh && (after_sentence || after_title)
            }
        }
    }

    fn push(&mut self, found: &Found) {
        let (family, number) = (found.label.family, found.label.number.clone());
        self.last.insert(family, number.clone());
        let legal = family.is_division() || family == Family::Tiao;
        match self.open.iter().position(|(open, _)| *open == family) {
            _ if legal => self.open.retain(|(open, _)| (open.is_division() || *open == Family::Tiao) && *open < family),
            Some(i) => self.open.truncate(i),
            None => {}
        }
        if family.is_division() {
            self.last.retain(|open, _| *open <= family || *open == Family::Tiao);
        }
        self.open.push((family, number));
    }
}

/// Whether a text ends as what stands before a reference: 依照《…》, 本办法, 按照, 、.
fn is_reference_lead(text: &str) -> bool {
    let tail: String = text.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    tail.ends_with([
        '》', '、', '和', '及', '与', '或', '至', '按', '据', '照', '反', '由', '在', '以', '的', '对', '合', '用',
        '行', '中',
    ]) || [
        "本法",
        "本办法",
        "本规定",
        "本条例",
        "本细则",
        "本制度",
        "本规程",
        "本章程",
        "本预案",
        "该办法",
        "前款",
        "上述",
    ]
    .iter()
    .any(|lead| tail.ends_with(lead))
}

/// Whether the next label follows at the end of a sentence, and this one does not stand again before it.
fn goes_on(text: &str, this: &str, next: &str) -> bool {
    text.find(next).is_some_and(|i| ends_sentence(text[..i].trim_end_matches(is_blank)) && !text[..i].contains(this))
}

/// Whether what follows the number of a 章 is its title and then its first 条 or 节.
fn heads_articles(text: &str) -> bool {
    let head: String = text.chars().take(48).collect();
    let title = match head.find('第') {
        Some(i) => &head[..i],
        None if text.chars().count() <= 24 => &head,
        None => return false,
    };
    let title = despaced(title);
    !title.contains(['。', '，', '；']) && !title.is_empty() && title.chars().count() <= 32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        cut(vec![Line::new(text, 1, 0)]).0.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn pairs_of_wide_blanks_part_paragraphs_but_not_the_letters_of_a_word() {
        let text = format!(
            "第一章　总　　则　　第一条　为规范服务，{}制定本办法。　　第二条　本办法适用于大厅。　　（一）窗口；",
            "根据有关规定，".repeat(20)
        );
        assert_eq!(texts(&text)[0], "第一章　总　　则");
        assert_eq!(texts(&text).len(), 4);
    }

    #[test]
    fn a_text_without_line_ends_is_cut_before_each_label_and_not_before_references() {
        let filler = "工作人员应当按照规定登记办理事项并及时反馈结果，不得推诿。".repeat(6);
        let text = format!(
            "服务办法第一章总则第一条为规范服务，制定本办法。{filler}第二条依照本办法第三条、第四条办理：（一）登记；（二）反馈。第二章责任第三条{filler}第四条违反第三条规定的，由中心处理。"
        );
        let (lines, lost) = cut(vec![Line::new(&text, 1, 0)]);
        assert!(lost);
        let starts: Vec<String> = lines.iter().map(|line| line.text.chars().take(4).collect()).collect();
        assert_eq!(
            starts,
            [
                "服务办法",
                "第一章总",
                "第一条为",
                "第二条依",
                "（一）登",
                "（二）反",
                "第二章责",
                "第三条工",
                "第四条违"
            ]
        );
    }

    #[test]
    fn a_glued_article_in_a_text_with_line_ends_is_parted() {
        let lines = [
            "第五条　省教育行政部门主管全省的教师工作。",
            "第二章　权利和义务第六条　教师享有教师法规定的权利。",
            "第七条　包括：（一）登记；（二）反馈。",
        ];
        let lines = lines.iter().enumerate().map(|(i, line)| Line::new(line, i + 1, 0)).collect();
        assert_eq!(cut(lines).0.len(), 4);
    }
}
