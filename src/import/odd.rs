//! In: the lines of a document. Out: the same with labels set right that are plainly misprinted (无、 between 四、 and 六、), each
//! said in the log and in a note that the reader sees.

use super::{line::Line, log::Log, mark, mess::ODD_LABEL};
use crate::{
    model::Family,
    parse::numeral::{han, is_han_numeral},
};

/// Reads misprinted labels by their neighbours; gives a note for each and the line it stands on.
pub fn mend(lines: &mut [Line], log: &mut Log) -> Vec<(usize, String)> {
    let mut notes = Vec::new();
    let labels: Vec<(usize, u32, Family)> = (lines.iter().enumerate())
        .filter(|(_, line)| !line.plain)
        .filter_map(|(i, line)| mark::label(&line.text).map(|f| (i, f)))
        .filter(|(_, f)| matches!(f.label.family, Family::Han | Family::HanBracket))
        .map(|(i, f)| (i, f.label.number[0], f.label.family))
        .collect();
    for (k, (from, number, family)) in labels.iter().enumerate() {
        let next = labels[k + 1..].iter().find(|(_, _, other)| other == family);
        let Some((to, _, _)) = next.filter(|(_, n, _)| *n == number + 2) else { continue };
        let odd: Vec<usize> = (from + 1..*to).filter(|i| misprint(&lines[*i].text, *family).is_some()).collect();
        let [i] = odd[..] else { continue };
        let (printed, body) = misprint(&lines[i].text, *family).expect("invariant: just found");
        let right = match family {
            Family::Han => format!("{}、", han(number + 1)),
            _ => format!("（{}）", han(number + 1)),
        };
        let text = format!("{right}{body}");
        if log.note(
            lines[i].at,
            &ODD_LABEL,
            &format!("{printed} → {right}（{}）", body.chars().take(16).collect::<String>()),
        ) {
            notes.push((lines[i].at, format!("“{text}”原文印作“{printed}{body}”，按前后编号改读。")));
            lines[i] = lines[i].with(&text);
        }
    }
    notes
}

/// What stands where a label should: one character that is no numeral before the sign of the family.
fn misprint(text: &str, family: Family) -> Option<(String, String)> {
    let mut chars = text.chars();
    let (printed, body) = match family {
        Family::Han => {
            let (wrong, sign) = (chars.next()?, chars.next()?);
            if !matches!(sign, '、' | '．') || is_han_numeral(wrong) || !is_letter(wrong) {
                return None;
            }
            (format!("{wrong}{sign}"), chars.as_str())
        }
        _ => {
            let (open, wrong, close) = (chars.next()?, chars.next()?, chars.next()?);
            if !matches!(open, '（' | '(') || !matches!(close, '）' | ')') || is_han_numeral(wrong) || !is_letter(wrong)
            {
                return None;
            }
            (format!("{open}{wrong}{close}"), chars.as_str())
        }
    };
    (!body.is_empty()).then(|| (printed, body.to_owned()))
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii_digit()
}
