//! In: questions. Out: a text file for Anki's import: front, back, id, deck and tags of a card a line, parted by tabs.
//!
//! The two sides stand first, since Anki takes the first columns for the first fields as long as columns have no names. No type of note
//! is named, since Anki names them in its own language; the one that is open is taken, and any with two fields will do. A card
//! that is imported again is updated by its id and keeps its progress.

use super::{Asked, shuffled};
use crate::{model::QuestionKind, render::html::escape};

pub fn text(asked: &[Asked], site: &str) -> String {
    let mut out = String::from("#separator:tab\n#html:true\n#guid column:3\n#deck column:4\n#tags column:5\n");
    for one in asked {
        let id = format!("{site}:{}", one.question.id);
        let deck: Vec<String> = one.place.iter().map(|part| line(part).replace("::", "：")).collect();
        let tags: Vec<String> = one.tags.iter().map(|tag| line(tag).replace(' ', "_")).collect();
        let fields = [front(one), back(one), id, deck.join("::"), tags.join(" ")];
        out.push_str(&fields.map(|field| quoted(&field)).join("\t"));
        out.push('\n');
    }
    out
}

fn front(one: &Asked) -> String {
    let question = one.question;
    let mut out = escape(&question.stem);
    match one.form {
        QuestionKind::Ordering => {
            out += &list(&shuffled(&question.id, question.choices.iter().map(|c| c.text.as_str())))
        }
        QuestionKind::Matching => {
            out += &list(&question.pairs.iter().map(|(left, _)| left.as_str()).collect::<Vec<_>>());
            out += &list(&shuffled(&question.id, question.pairs.iter().map(|(_, right)| right.as_str())));
        }
        QuestionKind::TrueFalse => {}
        _ => out += &list(&question.choices.iter().map(|c| c.text.as_str()).collect::<Vec<_>>()),
    }
    out
}

fn list(texts: &[&str]) -> String {
    let items: String = texts.iter().map(|text| format!("<li>{}</li>", escape(text))).collect();
    if items.is_empty() { items } else { format!("<ul style=\"text-align:left\">{items}</ul>") }
}

fn back(one: &Asked) -> String {
    let question = one.question;
    let answer = match one.form {
        QuestionKind::Ordering => {
            let steps: String = question.choices.iter().map(|c| format!("<li>{}</li>", escape(&c.text))).collect();
            format!("<ol style=\"text-align:left\">{steps}</ol>")
        }
        _ => format!("<b>{}</b>", escape(&one.answer())),
    };
    let why: String = one.why.iter().map(|part| format!("<br>{}", escape(part))).collect();
    answer + &why
}

/// A field in quotes, so that tabs, line ends and a `#` at the start are text.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\"").replace('\t', " ").replace('\n', "<br>"))
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
