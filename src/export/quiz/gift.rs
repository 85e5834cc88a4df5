//! In: questions. Out: GIFT, with categories, ids and tags as Moodle reads them from comments.
//!
//! Texts are HTML by their mark; what a taker types or picks from a menu is plain in Moodle and so it is here.

use super::Asked;
use crate::{model::QuestionKind, render::html::escape};

pub fn text(asked: &[Asked]) -> String {
    let mut out = String::new();
    let mut place: &[&str] = &[];
    for one in asked {
        if one.place != place {
            place = &one.place;
            let path: Vec<String> = place.iter().map(|part| line(part).replace('/', "//")).collect();
            out.push_str(&format!("$CATEGORY: $course$/top/{}\n\n", path.join("/")));
        }
        out.push_str(&question(one));
    }
    out
}

fn question(one: &Asked) -> String {
    let id = &one.question.id;
    let tags: String = one.tags.iter().map(|tag| format!(" [tag:{}]", line(tag).replace(']', "\\]"))).collect();
    let why: Vec<String> = one.why.iter().map(|part| html(part)).collect();
    format!(
        "// [id:{id}]{tags}\n::{}::[html]{} {{{}\n\t####{}\n}}\n\n",
        plain(id),
        html(&one.question.stem),
        answers(one),
        why.join("<br>"),
    )
}

/// What stands in the braces.
fn answers(one: &Asked) -> String {
    let question = one.question;
    match one.form {
        QuestionKind::TrueFalse => if one.holds() { "TRUE" } else { "FALSE" }.to_owned(),
        QuestionKind::Single => {
            rows(question.choices.iter().map(|c| format!("{}{}", if c.right { '=' } else { '~' }, choice(&c.text))))
        }
        QuestionKind::Multiple | QuestionKind::Scenario => {
            rows(question.choices.iter().map(|c| format!("~%{}%{}", one.share(c.right), choice(&c.text))))
        }
        QuestionKind::FillIn => rows(question.answers.iter().map(|text| format!("={}", typed(text)))),
        QuestionKind::Ordering | QuestionKind::Matching => {
            rows(one.pairs().iter().map(|(left, right)| format!("={} -> {}", choice(left), no_arrow(&plain(right)))))
        }
        QuestionKind::ShortAnswer => String::new(),
    }
}

fn rows(rows: impl Iterator<Item = String>) -> String {
    rows.map(|row| format!("\n\t{row}")).collect()
}

fn choice(text: &str) -> String {
    no_arrow(&html(text).replace("-&gt;", "→"))
}

/// An accepted answer: Moodle takes `*` for anything, and a per cent sign at the start for points.
fn typed(text: &str) -> String {
    let text = no_arrow(&plain(&text.replace('*', "\\*")));
    text.strip_prefix('%').map_or(text.clone(), |rest| format!("％{rest}"))
}

/// An arrow would make a pair of any answer.
fn no_arrow(text: &str) -> String {
    text.replace("->", "→")
}

/// Braces as entities, since some readers end the answers at any brace.
fn html(text: &str) -> String {
    plain(&escape(text).replace('\n', "<br>").replace('{', "&#123;").replace('}', "&#125;"))
}

/// A text on one line with the signs that mean something escaped.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        if matches!(c, '\\' | '~' | '=' | '#' | '{' | '}' | ':') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
