//! In: lines. Out: the same without second copies of the text: pasted after it, right after a part of it, or spliced into the
//! middle of a line. Attachments that only resemble each other stay.

use super::{
    line::{Line, fold},
    log::Log,
    mark,
    mess::COPY,
};
use std::collections::BTreeMap;

/// Fewest characters that make a repeated run a copy.
const LEAST: usize = 60;
/// A phrase that stands so often is no sign of a copy.
const OFTEN: usize = 6;

/// Leaves out copies; `true` where there was one.
pub fn leave_out(mut lines: Vec<Line>, log: &mut Log) -> (Vec<Line>, bool) {
    let mut any = false;
    // Each round takes out one copy, so a text pasted ten times needs nine.
    for _ in 0..16 {
        let Some(copy) = find(&lines) else { break };
        let refused = !log.note(lines[copy.from].at, &COPY, &said(&lines[copy.from..copy.to]));
        any = true;
        if refused {
            break;
        }
        lines.drain(copy.from..copy.to);
        if copy.splices && copy.from < lines.len() && copy.from > 0 {
            let rest = lines.remove(copy.from);
            lines[copy.from - 1].text.push_str(&rest.text);
        }
    }
    (lines, any)
}

fn said(lines: &[Line]) -> String {
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    format!("第 {} 至 {} 行，从“{}”到“{}”", first.at, last.at, head(&first.text), head(&last.text))
}

fn head(text: &str) -> String {
    text.chars().take(12).collect()
}

struct Copy {
    from: usize,
    to: usize,
    /// The line before it goes on in the line after it.
    splices: bool,
}

fn find(lines: &[Line]) -> Option<Copy> {
    let keys: Vec<String> = lines.iter().map(|line| fold(&line.text)).collect();
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, key) in keys.iter().enumerate() {
        places.entry(key).or_default().push(i);
    }
    let body =
        lines.iter().position(|line| mark::label(&line.text).is_some() || line.text.ends_with('。')).unwrap_or(0);
    for i in 0..keys.len() {
        let Some(places) = places.get(keys[i].as_str()).filter(|places| places.len() <= OFTEN) else { continue };
        for j in places.iter().copied().filter(|j| *j > i) {
            if i > 0 && keys[i - 1] == keys[j - 1] {
                continue;
            }
            if let Some(copy) = copy_at(&keys, i, j, body) {
                return Some(copy);
            }
        }
    }
    None
}

/// The copy whose lines begin at `j` and repeat those from `i` on.
fn copy_at(keys: &[String], i: usize, j: usize, body: usize) -> Option<Copy> {
    let length = keys[i..j].iter().zip(&keys[j..]).take_while(|(a, b)| a == b).count();
    let chars: usize = keys[j..j + length].iter().map(|key| key.chars().count()).sum();
    if chars < LEAST || length < 2 {
        return None;
    }
    let whole = Copy { from: j, to: j + length, splices: false };
    // A part that stands twice in a row: its numbers would begin anew for no reason.
    if i + length == j && length >= 3 {
        return Some(whole);
    }
    if i > body {
        return None;
    }
    // The text from its beginning once more, to its end or nearly so.
    if (i + length) * 10 >= j * 9 && chars >= 200 && length >= 5 {
        let broken = keys.get(i + length).filter(|_| i + length + 1 == j).map(String::as_str);
        return match broken.and_then(|broken| keys.get(j + length)?.strip_prefix(broken)) {
            Some(rest) if !rest.is_empty() => {
                let back = (j + length + 1..keys.len()).find(|k| keys[*k] == rest)?;
                Some(Copy { from: j, to: back, splices: true })
            }
            _ => Some(whole),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::log::Refused;
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        text.lines().enumerate().map(|(i, line)| Line::new(line, i + 1, 0)).collect()
    }

    fn kept(text: &str) -> (String, bool) {
        let refused = Refused::default();
        let (lines, any) = leave_out(lines(text), &mut Log::new(&refused));
        (lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n"), any)
    }

    fn regulation() -> String {
        (1..=12)
            .map(|n| format!("第{n}条 窗口人员应当在第{n}个工作日内办结第{n}类事项并登记。"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_text_pasted_twice_stays_once() {
        let text = regulation();
        assert_eq!(kept(&format!("{text}\n{text}")), (text.clone(), true));
        assert_eq!(kept(&format!("值班办法\n{text}\n值班办法\n{text}")), (format!("值班办法\n{text}"), true));
        assert_eq!(kept(&text), (text, false));
    }

    #[test]
    fn a_copy_spliced_into_a_line_is_cut_out_and_the_line_mended() {
        let text = regulation();
        let (a, b) = text.split_at(text.rfind("办结").expect("there"));
        assert_eq!(kept(&format!("{a}\n{text}\n{b}")), (text, true));
    }

    #[test]
    fn attachments_that_resemble_each_other_stay() {
        let text = regulation();
        let two =
            format!("附件1\n甲规程\n{text}\n附件2\n乙规程\n{}\n第13条 另行规定。", text.replace("第3类", "第三类"));
        assert_eq!(kept(&two), (two.clone(), false));
    }
}
