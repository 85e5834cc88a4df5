//! In: regulations with marked facts, and the questions written by hand. Out: a cloze for every fact none of those asks.

use crate::model::{
    Citation, Clause, ClauseItem, Fact, Handbook, Paragraph, Question, QuestionKind, Regulation, Target,
};
use crate::parse::{numeral, pieces::without_marks};
use jiff::civil::Date;

/// The whole question bank: what was written by hand, then a question for each fact nobody wrote one for.
pub fn bank(handbook: &Handbook) -> Vec<Question> {
    let written = handbook.banks.iter().flat_map(|bank| &bank.questions).cloned();
    written.chain(from_facts(handbook)).collect()
}

/// A question for each fact that no question written by hand asks, then the choice questions made of figures.
pub fn from_facts(handbook: &Handbook) -> Vec<Question> {
    let written: Vec<&Question> = handbook.banks.iter().flat_map(|bank| &bank.questions).collect();
    let founded = handbook.regulations.iter().filter_map(first_day).min();
    let mut out = Vec::new();
    for regulation in &handbook.regulations {
        let since = first_day(regulation).filter(|day| Some(*day) > founded);
        for marked in marked(regulation) {
            if !written.iter().any(|question| marked.is_asked_by(question, regulation)) {
                out.push(marked.question(regulation, since));
            }
        }
    }
    out.extend(handbook.choices.iter().cloned());
    out
}

/// Every fact of a regulation, in order.
pub fn facts(regulation: &Regulation) -> Vec<Fact> {
    marked(regulation).map(|m| m.fact).collect()
}

/// The day a regulation came into the handbook: a rule added later is asked from the week after.
pub(super) fn first_day(regulation: &Regulation) -> Option<Date> {
    regulation.meta.revisions.iter().map(|r| r.date).min()
}

/// A fact and where it stands.
pub(super) struct Marked<'a> {
    pub(super) fact: Fact,
    clause: &'a Clause,
    kuan: Option<u32>,
    /// What leads up to the paragraph: an earlier one that ends in a colon.
    lead: Option<&'a str>,
}

pub(super) fn marked(regulation: &Regulation) -> impl Iterator<Item = Marked<'_>> {
    regulation.clauses.iter().enumerate().flat_map(|(index, clause)| of_clause(regulation, index, clause))
}

fn of_clause<'a>(regulation: &'a Regulation, index: usize, clause: &'a Clause) -> Vec<Marked<'a>> {
    let mut out = Vec::new();
    if clause.facts().next().is_none() {
        return out;
    }
    let mut lead = outer_lead(regulation, index, clause);
    for paragraph in clause.paragraphs() {
        for range in &paragraph.facts {
            let fact = Fact {
                id: format!("{}#{}.{}", regulation.meta.id, clause.anchor, out.len() + 1),
                text: paragraph.text[range.clone()].to_owned(),
                context: paragraph.text.clone(),
                range: range.clone(),
            };
            out.push(Marked { fact, clause, kuan: paragraph.kuan, lead });
        }
        lead = colon(paragraph).or(lead);
    }
    out
}

/// The paragraph above a clause that leads up to it.
fn outer_lead<'a>(regulation: &'a Regulation, index: usize, clause: &Clause) -> Option<&'a str> {
    let parent = &regulation.clauses[clause.parent?];
    let before = parent.items.iter().take_while(|item| **item != ClauseItem::Child(index));
    let last = before.filter_map(|item| match item {
        ClauseItem::Paragraph(p) | ClauseItem::Heading(_, p) => Some(p),
        _ => None,
    });
    last.last().and_then(colon)
}

fn colon(paragraph: &Paragraph) -> Option<&str> {
    let text = paragraph.text.trim();
    let start = last_sentence(text);
    text.ends_with(['：', ':']).then(|| &text[start..])
}

/// Where the last sentence of a text begins.
fn last_sentence(text: &str) -> usize {
    text.char_indices().rev().find(|(_, c)| ends_sentence(*c)).map_or(0, |(at, c)| at + c.len_utf8())
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；')
}

impl Marked<'_> {
    pub(super) fn question(self, regulation: &Regulation, since: Option<Date>) -> Question {
        let basis = Citation {
            raw: format!("{}#{}", regulation.meta.id, self.clause.anchor),
            span: self.clause.span,
            targets: vec![self.target(regulation)],
        };
        Question {
            stem: self.stem(&regulation.meta.title),
            id: self.fact.id,
            kind: QuestionKind::FillIn,
            answers: vec![without_marks(&self.fact.text)],
            basis: vec![basis],
            difficulty: 1,
            unit: regulation.meta.unit.clone(),
            roles: regulation.meta.roles.clone(),
            since,
            retired: None,
            from_fact: true,
            span: self.clause.span,
            choices: Vec::new(),
            pairs: Vec::new(),
            explanation: String::new(),
        }
    }

    /// The first 款 of a 条 is cited as the 条 itself.
    fn target(&self, regulation: &Regulation) -> Target {
        let kuan = self.kuan.filter(|kuan| *kuan > 1);
        let anchor = kuan.map_or_else(|| self.clause.anchor.clone(), |k| self.clause.kuan_anchor(k));
        Target {
            page: regulation.meta.id.clone(),
            cite: kuan.map_or_else(|| self.clause.cite.clone(), |k| self.clause.kuan_cite(k)),
            url: format!("{}#{anchor}", regulation.meta.url),
            anchor: Some(anchor),
        }
    }

    /// `《title》lead sentence with ___`: whoever reads it knows which rule is asked.
    fn stem(&self, title: &str) -> String {
        let title = if title.contains('《') { format!("{title} ") } else { format!("《{title}》") };
        let (before, after) = self.around();
        without_marks(&format!("{title}{}{before}___{after}", self.lead.unwrap_or_default()))
    }

    /// The words around the fact: its paragraph, or only its sentence where that is long.
    fn around(&self) -> (&str, &str) {
        const LONG: usize = 90;
        let (context, range) = (self.fact.context.as_str(), &self.fact.range);
        let (before, after) = (&context[..range.start], &context[range.end..]);
        if context.chars().count() <= LONG {
            return (before.trim_start(), after.trim_end());
        }
        let end =
            after.char_indices().find(|(_, c)| ends_sentence(*c)).map_or(after.len(), |(at, c)| at + c.len_utf8());
        (before[last_sentence(before)..].trim_start(), after[..end].trim_end())
    }

    /// Whether a question rests on this clause (or one it stands in) and its answer says what the fact says.
    pub(super) fn is_asked_by(&self, question: &Question, regulation: &Regulation) -> bool {
        let rests = question.basis.iter().flat_map(|basis| &basis.targets).any(|target| {
            target.page == regulation.meta.id && target.anchor.as_deref().is_some_and(|a| self.stands_in(a, regulation))
        });
        rests && said(question).iter().any(|answer| covers(&fold(answer), &fold(&self.fact.text)))
    }

    fn stands_in(&self, anchor: &str, regulation: &Regulation) -> bool {
        if self.kuan.is_some_and(|kuan| self.clause.kuan_anchor(kuan) == anchor) {
            return true;
        }
        let above = |clause: &&Clause| clause.parent.map(|parent| &regulation.clauses[parent]);
        std::iter::successors(Some(self.clause), above).any(|clause| clause.anchor == anchor)
    }
}

/// What a question's answer says, one text for each thing asked.
fn said(question: &Question) -> Vec<String> {
    let right = question.choices.iter().filter(|choice| choice.right).map(|choice| choice.text.clone());
    match question.kind {
        QuestionKind::TrueFalse => vec![question.stem.clone()],
        QuestionKind::Matching => {
            question.pairs.iter().flat_map(|(left, right)| [left.clone(), right.clone()]).collect()
        }
        _ => right.chain(question.answers.iter().cloned()).collect(),
    }
}

fn covers(answer: &str, fact: &str) -> bool {
    const SHORTEST: usize = 2;
    answer.contains(fact) || (answer.chars().count() >= SHORTEST && fact.contains(answer))
}

/// Letters and digits only, digits Arabic and half width: `提前 三十 分钟。` → `提前30分钟`.
fn fold(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if numeral::is_han_numeral(c) || numeral::arabic_digit(c).is_some() {
            run.push(c);
            continue;
        }
        match numeral::value(&run) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push_str(&run),
        }
        run.clear();
        out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value() {
        assert_eq!(fold("提前 三十 分钟。"), "提前30分钟");
        assert_eq!(fold("１０分钟"), "10分钟");
        assert!(covers(&fold("10分钟"), &fold("下班前十分钟")));
        assert!(!covers(&fold("七"), &fold("第十七条")), "one digit is part of too many numbers");
        assert!(!covers(&fold("15分钟"), &fold("下班前十分钟")));
    }
}
