//! In: a document and what the furniture said. Out: issuer, number, dates, and whether it is on trial.

use super::{
    clean::Hints,
    issuer,
    line::{Line, fold, trim},
    mark,
    split::Document,
};
use jiff::civil::Date;

/// What the front matter says of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Who issued it; several where they signed together.
    pub issuer: Vec<String>,
    /// 文号, as printed.
    pub doc_no: Option<String>,
    /// When it was signed or adopted, else published.
    pub date: Option<Date>,
    /// Whether that is the date of the signature.
    pub signed: bool,
    /// 试行.
    pub trial: bool,
}

/// Reads the metadata of a document; `hints` speak of the first one only.
pub fn of(document: &Document, hints: &Hints) -> Meta {
    let lines = &document.lines;
    let first = lines
        .iter()
        .position(|line| !line.plain && mark::label(&line.text).is_some_and(|f| !f.loose))
        .unwrap_or(lines.len());
    let signature = signature(lines, first);
    let adoption = lines[..first].iter().find(|line| is_adoption(&line.text));
    let signed = signature.as_ref().and_then(|s| s.date);
    let under_title = lines[..first]
        .iter()
        .filter(|line| line.text.starts_with(['(', '（', '[', '【']))
        .find_map(|line| mark::only_date(&line.text));
    let adopted =
        adoption.and_then(|line| mark::dates(&mark::plain_digits(&line.text)).first().map(|found| found.date));
    Meta {
        issuer: issuers(document, hints, signature.as_ref(), adoption),
        doc_no: hints.doc_no.clone().or_else(|| number(lines, first)),
        date: signed.or(hints.written).or(adopted).or(under_title).or(hints.published),
        signed: signed.is_some() || hints.written.is_some(),
        trial: is_trial(&document.title),
    }
}

fn is_trial(title: &str) -> bool {
    let outside = mark::bare_title(title) != fold(title) || !title.contains('《');
    fold(title).contains("试行") && (outside || mark::is_notice(title))
}

struct Signature {
    bodies: Vec<String>,
    date: Option<Date>,
}

/// The bodies and the date below a notice, else below the last clause.
fn signature(lines: &[Line], first: usize) -> Option<Signature> {
    let sentence = lines[..first].iter().position(|line| line.text.ends_with(['。', '：', ':']));
    let above = sentence.and_then(|from| signature_in(&lines[from + 1..first]));
    let last = lines.iter().rposition(|line| mark::label(&line.text).is_some_and(|f| !f.loose)).unwrap_or(0);
    above.or_else(|| signature_in(&lines[(last + 1).min(lines.len())..]))
}

fn signature_in(lines: &[Line]) -> Option<Signature> {
    let dated = lines.iter().position(|line| mark::only_date(&line.text).is_some());
    let dated_line = |i: usize| mark::only_date(&lines[i].text);
    match dated {
        Some(i) => {
            let mut bodies = Vec::new();
            for line in lines[..i].iter().rev().take(8) {
                let found = issuer::bodies(&line.text);
                if found.is_empty() {
                    break;
                }
                bodies.splice(0..0, found);
            }
            Some(Signature { bodies, date: dated_line(i) })
        }
        None => {
            // 某某局2020年5月10日 on one line, or a body alone.
            for line in lines {
                let plain = mark::plain_digits(&line.text);
                if let [found] = &mark::dates(&plain)[..] {
                    let bodies = issuer::bodies(trim(&plain[..found.range.start]));
                    if !bodies.is_empty() && trim(&plain[found.range.end..]).is_empty() {
                        return Some(Signature { bodies, date: Some(found.date) });
                    }
                }
            }
            let bodies: Vec<String> =
                lines.iter().take(6).filter(|line| !line.plain).flat_map(|line| issuer::bodies(&line.text)).collect();
            (!bodies.is_empty()).then_some(Signature { bodies, date: None })
        }
    }
}

/// (1995年…通过), 2002年…公布: how a law says where it comes from.
fn is_adoption(text: &str) -> bool {
    let text = fold(text);
    let dated = !mark::dates(&mark::plain_digits(&text)).is_empty();
    dated
        && text.chars().count() <= 400
        && (["通过", "公布", "发布", "批准", "施行", "修订", "修正", "公告", "印发"]
            .iter()
            .any(|word| text.contains(word)))
        && !text.contains("现")
}

/// The document's own number: alone on a line, or before those it is addressed to; cited ones stand in sentences.
fn number(lines: &[Line], first: usize) -> Option<String> {
    for line in &lines[..first] {
        let text = trim(line.text.trim_matches(['(', '（', ')', '）', '[', ']', '【', '】']));
        if let Some(end) = mark::number_at_start(text) {
            let rest = trim(&text[end..]);
            if rest.is_empty()
                || rest.ends_with(['：', ':'])
                || rest.starts_with('各')
                || mark::is_title(rest)
                || rest.starts_with("签发")
            {
                return Some(fold_inside(&text[..end]));
            }
        }
        if is_adoption(&line.text)
            && let Some(order) = mark::order_number(&line.text)
        {
            return Some(order.to_owned());
        }
        let whole = fold(text);
        if mark::order_number(&whole).is_some_and(|order| order == whole) {
            return Some(whole);
        }
    }
    None
}

fn fold_inside(number: &str) -> String {
    number.split_whitespace().collect()
}

fn issuers(document: &Document, hints: &Hints, signature: Option<&Signature>, adoption: Option<&Line>) -> Vec<String> {
    let signed = signature.map(|s| s.bodies.clone()).unwrap_or_default();
    if !signed.is_empty() {
        return signed;
    }
    let split = |text: &String| {
        let bodies = issuer::bodies(text);
        if bodies.is_empty() { vec![text.clone()] } else { bodies }
    };
    if let Some(named) = &hints.issuer {
        return split(named);
    }
    let notice = document.notice.as_deref().unwrap_or(&document.title);
    adoption
        .and_then(|line| issuer::adopter(&line.text))
        .or_else(|| hints.masthead.clone())
        .or_else(|| issuer::of_notice(notice))
        .or_else(|| mark::body_before(&document.title))
        .into_iter()
        .collect()
}
