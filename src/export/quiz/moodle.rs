//! In: questions. Out: Moodle's XML, with categories, id numbers and tags. Texts are HTML, so they are escaped twice.

use super::Asked;
use crate::{
    model::QuestionKind,
    render::html::{escape, escape_into},
};

pub fn text(asked: &[Asked]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
    let mut place: &[&str] = &[];
    for one in asked {
        if one.place != place {
            place = &one.place;
            category(&mut out, place);
        }
        question(&mut out, one);
    }
    out.push_str("</quiz>\n");
    out
}

fn category(out: &mut String, place: &[&str]) {
    let path: Vec<String> = place.iter().map(|part| part.replace('/', "//")).collect();
    out.push_str("<question type=\"category\">\n<category>");
    element(out, "text", &format!("$course$/top/{}", path.join("/")));
    out.push_str("</category>\n</question>\n");
}

fn question(out: &mut String, one: &Asked) {
    let kind = match one.form {
        QuestionKind::Single | QuestionKind::Multiple | QuestionKind::Scenario => "multichoice",
        QuestionKind::TrueFalse => "truefalse",
        QuestionKind::FillIn => "shortanswer",
        QuestionKind::Ordering | QuestionKind::Matching => "matching",
        QuestionKind::ShortAnswer => "essay",
    };
    out.push_str(&format!("<question type=\"{kind}\">\n<name>"));
    element(out, "text", &one.question.id);
    out.push_str("</name>\n");
    html(out, "questiontext", &one.question.stem);
    html(out, "generalfeedback", &one.why.join("\n"));
    element(out, "defaultgrade", "1");
    element(out, "penalty", "0");
    element(out, "hidden", "0");
    element(out, "idnumber", &one.question.id);
    answers(out, one);
    out.push_str("<tags>");
    for tag in &one.tags {
        out.push_str("<tag>");
        element(out, "text", tag);
        out.push_str("</tag>");
    }
    out.push_str("</tags>\n</question>\n");
}

fn answers(out: &mut String, one: &Asked) {
    let question = one.question;
    match one.form {
        QuestionKind::TrueFalse => {
            for (name, right) in [("true", one.holds()), ("false", !one.holds())] {
                answer(out, "moodle_auto_format", if right { "100" } else { "0" }, name);
            }
        }
        QuestionKind::Single | QuestionKind::Multiple | QuestionKind::Scenario => {
            element(out, "single", if one.form == QuestionKind::Single { "true" } else { "false" });
            element(out, "shuffleanswers", "true");
            element(out, "answernumbering", "ABCD");
            for choice in &question.choices {
                answer(out, "html", &one.share(choice.right), &lines(&choice.text));
            }
        }
        QuestionKind::FillIn => {
            element(out, "usecase", "0");
            question.answers.iter().for_each(|text| answer(out, "plain_text", "100", &text.replace('*', "\\*")));
        }
        QuestionKind::Ordering | QuestionKind::Matching => {
            element(out, "shuffleanswers", "true");
            for (left, right) in one.pairs() {
                out.push_str("<subquestion format=\"html\">");
                element(out, "text", &lines(&left));
                out.push_str("<answer>");
                element(out, "text", right);
                out.push_str("</answer></subquestion>\n");
            }
        }
        QuestionKind::ShortAnswer => {
            element(out, "responseformat", "editor");
            element(out, "responserequired", "1");
            html(out, "graderinfo", &one.answer());
        }
    }
}

fn answer(out: &mut String, format: &str, share: &str, text: &str) {
    out.push_str(&format!("<answer fraction=\"{share}\" format=\"{format}\">"));
    element(out, "text", text);
    out.push_str("</answer>\n");
}

/// An element that holds a text as HTML.
fn html(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name} format=\"html\">"));
    element(out, "text", &lines(text));
    out.push_str(&format!("</{name}>\n"));
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    escape_into(out, &text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), ""));
    out.push_str(&format!("</{name}>\n"));
}
