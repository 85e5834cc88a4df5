//! In: a question and the week it is shown in. Out: what templates show of it, its answer apart.

use super::{
    Site, citations,
    html::escape,
    refs::{Link, cites},
};
use crate::{
    model::{Clause, ClauseItem, Handbook, Question, QuestionKind, Regulation, Target},
    quiz::week,
};
use serde::Serialize;

/// One question as a page or a paper shows it.
#[derive(Serialize)]
pub struct QuestionView<'a> {
    anchor: String,
    /// Finished HTML: blanks stand as elements.
    stem: String,
    kind: &'a str,
    difficulty: u8,
    from_fact: bool,
    unit: Option<&'a str>,
    roles: String,
    /// Choices, steps or right sides, in the order shown; each has a letter.
    choices: Vec<&'a str>,
    /// Left sides of pairs; each has a number.
    left: Vec<&'a str>,
    /// Whether it is answered in writing.
    written: bool,
    answer: String,
    explanation: &'a str,
    basis: Vec<Link<'a>>,
    #[serde(skip)]
    question: &'a Question,
}

impl<'a> QuestionView<'a> {
    /// Of a question, in the order in which `week` shows its choices; `None`: in its own.
    pub fn of(site: &'a Site, question: &'a Question, week: Option<i32>) -> Self {
        let form = question.form();
        let order = order(question, week);
        let texts: Vec<&str> = match form {
            QuestionKind::Matching => question.pairs.iter().map(|(_, right)| right.as_str()).collect(),
            _ => question.choices.iter().map(|choice| choice.text.as_str()).collect(),
        };
        Self {
            anchor: question.anchor(),
            stem: escape(&question.stem).replace("___", "<span class=\"blank\"></span>").replace('\n', "<br>"),
            kind: site.words.get(&format!("quiz.kind.{}", form.name())),
            difficulty: question.difficulty,
            from_fact: question.from_fact,
            unit: question.unit.as_deref(),
            roles: question.roles.join(" "),
            answer: answer(question, &order),
            choices: order.iter().map(|place| texts[*place]).collect(),
            left: question.pairs.iter().map(|(left, _)| left.as_str()).collect(),
            written: matches!(form, QuestionKind::FillIn | QuestionKind::ShortAnswer),
            explanation: &question.explanation,
            basis: question.basis.iter().flat_map(cites).collect(),
            question,
        }
    }

    /// The same under a heading that names the regulation `page`: its clauses are said without its title.
    pub fn under(mut self, page: &str) -> Self {
        let targets = self.question.basis.iter().flat_map(|basis| &basis.targets);
        let link = |target: &'a Target| Link {
            url: &target.url,
            text: if target.page == page { citations::short(&target.cite) } else { &target.cite },
        };
        self.basis = targets.map(link).collect();
        self
    }
}

/// The order in which its choices, steps or right sides are shown.
fn order(question: &Question, week: Option<i32>) -> Vec<usize> {
    let count = question.choices.len().max(question.pairs.len());
    match (question.form(), week) {
        (QuestionKind::Ordering | QuestionKind::Matching, _) => week::scrambled(&question.id, count, week.unwrap_or(0)),
        (QuestionKind::TrueFalse, _) | (_, None) => (0..count).collect(),
        (_, Some(week)) => week::arrangement(&question.id, count, week),
    }
}

/// The letter of the n-th choice shown.
fn letter(n: usize) -> char {
    u8::try_from(n).ok().and_then(|n| (n < 26).then(|| char::from(b'A' + n))).unwrap_or('?')
}

/// The answer in words, with the letters of the order shown.
fn answer(question: &Question, order: &[usize]) -> String {
    let shown = |place: usize| order.iter().position(|p| *p == place).map_or('?', letter);
    match question.form() {
        QuestionKind::Ordering => {
            let letters: String = (0..order.len()).map(shown).collect();
            let steps: Vec<&str> = question.choices.iter().map(|step| step.text.as_str()).collect();
            format!("{letters}：{}", steps.join(" → "))
        }
        QuestionKind::Matching => {
            let pairs = question.pairs.iter().enumerate();
            let pairs: Vec<String> =
                pairs.map(|(n, (left, right))| format!("{}—{}（{left}—{right}）", n + 1, shown(n))).collect();
            pairs.join("；")
        }
        QuestionKind::FillIn => question.answers.join("；"),
        QuestionKind::ShortAnswer | QuestionKind::Scenario => question.answers.join("；"),
        QuestionKind::TrueFalse => right(question).map(|(_, text)| text).collect(),
        QuestionKind::Single | QuestionKind::Multiple => {
            let mut letters: Vec<(char, &str)> = right(question).map(|(place, text)| (shown(place), text)).collect();
            letters.sort_unstable();
            let parts: Vec<String> = letters.iter().map(|(letter, text)| format!("{letter} {text}")).collect();
            parts.join("；")
        }
    }
}

fn right(question: &Question) -> impl Iterator<Item = (usize, &str)> {
    let choices = question.choices.iter().enumerate();
    choices.filter(|(_, choice)| choice.right).map(|(place, choice)| (place, choice.text.as_str()))
}

/// The words of the clause a question rests on, with what stands beneath it, a line a paragraph; empty where it is no clause.
pub fn clause_text(handbook: &Handbook, target: &Target) -> String {
    const LONG: usize = 600;
    let mut out = String::new();
    let regulation = handbook.regulations.iter().find(|page| page.meta.id == target.page);
    let (Some(regulation), Some(anchor)) = (regulation, target.anchor.as_deref()) else { return out };
    if let Some(clause) = regulation.clauses.iter().find(|clause| clause.anchor == anchor) {
        write(&mut out, regulation, clause);
    } else {
        let kuan = regulation
            .clauses
            .iter()
            .find_map(|clause| clause.paragraphs().find(|p| p.kuan.is_some_and(|k| clause.kuan_anchor(k) == anchor)));
        out.push_str(kuan.map_or("", |paragraph| &paragraph.text));
    }
    let text = citations::in_words(out.trim_end(), &regulation.meta.citations);
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn write(out: &mut String, regulation: &Regulation, clause: &Clause) {
    if let Some(label) = &clause.label {
        out.push_str(&label.printed);
        out.push(' ');
    }
    for item in &clause.items {
        match item {
            ClauseItem::Paragraph(p) | ClauseItem::Heading(_, p) => out.push_str(&p.text),
            ClauseItem::Rich { text, .. } => out.push_str(text),
            ClauseItem::Child(child) => {
                write(out, regulation, &regulation.clauses[*child]);
                continue;
            }
        }
        out.push('\n');
    }
}
