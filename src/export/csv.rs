//! In: the checked handbook. Out: one of its tables as a spreadsheet opens it: CSV (RFC 4180) with a byte order mark, without
//! which office programs take Chinese for another encoding.

use super::targets;
use crate::{
    duties::{self, timing},
    model::{Citation, Handbook, Question, Speaker},
    quiz::facts::from_facts,
    render::{refs::Time, words::Words},
};

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Clauses of regulations.
    Clauses,
    /// Duties.
    Duties,
    /// Rows of forms.
    Forms,
    /// What is said.
    Scripts,
    /// Questions, those made from facts too.
    Questions,
}

impl Table {
    /// The key of its heads in the interface words, and how many there are.
    fn heads(self) -> &'static str {
        match self {
            Table::Clauses => "clauses",
            Table::Duties => "duties",
            Table::Forms => "forms",
            Table::Scripts => "scripts",
            Table::Questions => "questions",
        }
    }
}

/// The table as CSV, lines ended by CR LF.
pub fn table(handbook: &Handbook, words: &Words, table: Table) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut put =
        |row: &[String]| writer.write_record(row).expect("invariant: rows are alike and a Vec takes every byte");
    let heads = (0..).map_while(|n| words.find(&format!("export.csv.{}.{n}", table.heads())));
    put(&heads.map(str::to_owned).collect::<Vec<_>>());
    let rows = match table {
        Table::Clauses => clauses(handbook),
        Table::Duties => duties(handbook, words),
        Table::Forms => forms(handbook),
        Table::Scripts => scripts(handbook, words),
        Table::Questions => questions(handbook, words),
    };
    rows.iter().for_each(|row| put(row));
    let bytes = writer.into_inner().expect("invariant: a Vec takes every byte");
    format!("\u{FEFF}{}", String::from_utf8(bytes).expect("invariant: text goes in"))
}

fn unit_name(handbook: &Handbook, unit: Option<&str>) -> String {
    unit.and_then(|id| handbook.config.unit(id)).map_or(String::new(), |unit| unit.short.clone())
}

/// Citation texts, and the keys other programs know them by.
fn basis<'a>(citations: impl IntoIterator<Item = &'a Citation> + Clone) -> [String; 2] {
    let mut cites: Vec<&str> = Vec::new();
    for target in citations.clone().into_iter().flat_map(|citation| &citation.targets) {
        if !cites.contains(&target.cite.as_str()) {
            cites.push(&target.cite);
        }
    }
    [cites.join("、"), targets(citations).join(" ")]
}

fn clauses(handbook: &Handbook) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for page in &handbook.regulations {
        for clause in &page.clauses {
            let facts: Vec<&str> = clause.facts().collect();
            rows.push(vec![
                unit_name(handbook, page.meta.unit.as_deref()),
                page.meta.title.clone(),
                clause.path.concat(),
                clause.cite.clone(),
                clause.own_text(),
                facts.join("；"),
                clause.cited_by.len().to_string(),
                format!("{}#{}", page.meta.id, clause.anchor),
            ]);
        }
    }
    rows
}

fn duties(handbook: &Handbook, words: &Words) -> Vec<Vec<String>> {
    let row = |duty| {
        let timing = timing(duty);
        let time = Time::of(words, timing.when);
        let who: Vec<&str> =
            duty.who.iter().filter_map(|id| handbook.config.role(id)).map(|role| role.name.as_str()).collect();
        let form =
            duty.form.as_deref().and_then(|id| handbook.meta(id)).map_or(String::new(), |form| form.title.clone());
        let decided = if timing.local { words.get("duty.local").to_owned() } else { String::new() };
        let [cites, keys] = basis([&duty.clause]);
        vec![
            unit_name(handbook, duty.unit.as_deref()),
            duty.what.clone(),
            time.frequency,
            time.detail,
            decided,
            who.join("、"),
            duty.place.clone().unwrap_or_default(),
            form,
            cites,
            keys,
        ]
    };
    duties::all(handbook).map(row).collect()
}

fn forms(handbook: &Handbook) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for form in &handbook.forms {
        for (n, row) in form.rows().into_iter().enumerate() {
            let [cites, keys] = basis(row.clauses);
            rows.push(vec![
                unit_name(handbook, form.meta.unit.as_deref()),
                form.code.clone(),
                form.version.clone(),
                form.meta.title.clone(),
                (n + 1).to_string(),
                row.text.into_owned(),
                cites,
                keys,
            ]);
        }
    }
    rows
}

fn scripts(handbook: &Handbook, words: &Words) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for script in &handbook.scripts {
        for situation in &script.situations {
            for said in &situation.utterances {
                let who = if said.speaker == Speaker::Staff { words.get("script.staff") } else { &said.who };
                let [cites, keys] = basis(said.clause.as_ref().or(situation.clause.as_ref()));
                rows.push(vec![
                    unit_name(handbook, script.meta.unit.as_deref()),
                    script.meta.title.clone(),
                    situation.title.clone(),
                    who.to_owned(),
                    said.text.clone(),
                    if said.derived { words.get("script.derived").to_owned() } else { String::new() },
                    cites,
                    keys,
                ]);
            }
        }
    }
    rows
}

fn questions(handbook: &Handbook, words: &Words) -> Vec<Vec<String>> {
    let made = from_facts(handbook);
    let row = |question: &Question| {
        let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
        let choices: Vec<String> =
            question.choices.iter().enumerate().map(|(n, choice)| format!("{}. {}", letter(n), choice.text)).collect();
        let [cites, keys] = basis(&question.basis);
        vec![
            unit_name(handbook, question.unit.as_deref()),
            words.get(&format!("quiz.kind.{}", question.kind.name())).to_owned(),
            question.stem.clone(),
            choices.join("\n"),
            super::question::answer(question).into_owned(),
            question.explanation.clone(),
            question.difficulty.to_string(),
            if question.from_fact { words.get("quiz.from_fact").to_owned() } else { String::new() },
            cites,
            keys,
            question.id.clone(),
        ]
    };
    handbook.banks.iter().flat_map(|bank| &bank.questions).chain(&made).map(row).collect()
}
