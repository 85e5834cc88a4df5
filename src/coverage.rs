//! In: the checked handbook. Out: what each entry of the 收录清单 has, clause by clause, and which clauses nothing uses yet.
//!
//! A clause is used where a form, a script, a question or a duty cites it, a clause above it or a clause beneath it. A
//! citation of a whole page uses none of its clauses, nor does one of a 章.

use crate::model::{Citation, Clause, Form, Handbook, Listed, Meta, Regulation, Script, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Which kinds of page use a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// A row, text or ledger line of a form.
    pub form: bool,
    /// A situation or something said in it.
    pub script: bool,
    /// The basis of a question.
    pub question: bool,
    /// A duty.
    pub duty: bool,
}

impl Uses {
    const FORM: Uses = Uses { form: true, script: false, question: false, duty: false };
    const SCRIPT: Uses = Uses { form: false, script: true, question: false, duty: false };
    const QUESTION: Uses = Uses { form: false, script: false, question: true, duty: false };
    const DUTY: Uses = Uses { form: false, script: false, question: false, duty: true };

    fn add(&mut self, other: Uses) {
        self.form |= other.form;
        self.script |= other.script;
        self.question |= other.question;
        self.duty |= other.duty;
    }

    /// Whether anything uses it.
    pub fn any(self) -> bool {
        self != Uses::default()
    }
}

/// How far one regulation is used.
#[derive(Clone, Debug, PartialEq)]
pub struct PageCoverage<'a> {
    /// The regulation.
    pub regulation: &'a Regulation,
    /// How many clauses count: the labelled ones but 编章节, or the paragraphs of a page without labels.
    pub clauses: usize,
    /// How many of them a form uses.
    pub forms: usize,
    /// … a script.
    pub scripts: usize,
    /// … a question.
    pub questions: usize,
    /// … a duty.
    pub duties: usize,
    /// How many of them anything uses.
    pub used: usize,
    /// Every clause that counts, and what uses it.
    pub each: Vec<(&'a Clause, Uses)>,
    /// The outermost clauses nothing uses.
    pub gaps: Vec<&'a Clause>,
}

/// What one entry of the 收录清单 has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row<'a> {
    /// Its id: `S0-3`.
    pub id: &'a str,
    /// Its entry; `None` where a page serves what `handbook.yml` does not list.
    pub listed: Option<&'a Listed>,
    /// How many clauses its regulations restate, and how many of them anything uses.
    pub clauses: (usize, usize),
    /// Regulations that restate it.
    pub regulations: Vec<&'a Meta>,
    /// Forms, each with the names it covers (`covers: ["S0-3:交接班记录"]`).
    pub forms: Vec<(&'a Meta, Vec<&'a str>)>,
    /// Scripts.
    pub scripts: Vec<&'a Meta>,
    /// Other pages.
    pub others: Vec<&'a Meta>,
    /// How many duties its regulations have.
    pub duties: usize,
    /// How many facts are marked in its regulations.
    pub facts: usize,
    /// How many questions rest on its regulations.
    pub questions: usize,
}

/// Uses by page and anchor.
type Cited<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Uses>>;

fn note<'a>(cited: &mut Cited<'a>, citation: &'a Citation, uses: Uses) {
    for target in &citation.targets {
        if let Some(anchor) = &target.anchor {
            cited.entry(&target.page).or_default().entry(anchor).or_default().add(uses);
        }
    }
}

/// Citations of a form: its rows and texts, and those of its prose.
fn form_citations(form: &Form) -> impl Iterator<Item = &Citation> {
    form.citations().chain(&form.meta.citations)
}

/// Citations of a script: its situations, what is said, and its prose.
fn script_citations(script: &Script) -> impl Iterator<Item = &Citation> {
    let situations = script.situations.iter().flat_map(|situation| {
        situation.clause.iter().chain(situation.utterances.iter().filter_map(|said| said.clause.as_ref()))
    });
    situations.chain(&script.meta.citations)
}

fn gather(handbook: &Handbook) -> Cited<'_> {
    let mut cited = Cited::new();
    for citation in handbook.forms.iter().flat_map(form_citations) {
        note(&mut cited, citation, Uses::FORM);
    }
    for citation in handbook.scripts.iter().flat_map(script_citations) {
        note(&mut cited, citation, Uses::SCRIPT);
    }
    for question in handbook.banks.iter().flat_map(|bank| &bank.questions) {
        question.basis.iter().for_each(|basis| note(&mut cited, basis, Uses::QUESTION));
    }
    for duty in crate::duties::all(handbook) {
        note(&mut cited, &duty.clause, Uses::DUTY);
    }
    cited
}

/// Uses of each clause of a page: its own, those of the clauses above it, and those beneath it.
fn uses_of(regulation: &Regulation, anchors: &BTreeMap<&str, Uses>) -> Vec<Uses> {
    if anchors.is_empty() {
        return vec![Uses::default(); regulation.clauses.len()];
    }
    let mut uses: Vec<Uses> = Vec::with_capacity(regulation.clauses.len());
    for clause in &regulation.clauses {
        let mut own = anchors.get(clause.anchor.as_str()).copied().unwrap_or_default();
        for kuan in clause.paragraphs().filter_map(|p| p.kuan) {
            own.add(anchors.get(clause.kuan_anchor(kuan).as_str()).copied().unwrap_or_default());
        }
        if is_division(clause) {
            own = Uses::default();
        } else if let Some(parent) = clause.parent {
            own.add(uses[parent]);
        }
        uses.push(own);
    }
    for index in (0..uses.len()).rev() {
        if let Some(parent) = regulation.clauses[index].parent.filter(|p| !is_division(&regulation.clauses[*p])) {
            let beneath = uses[index];
            uses[parent].add(beneath);
        }
    }
    uses
}

fn is_division(clause: &Clause) -> bool {
    clause.label.as_ref().is_some_and(|label| label.family.is_division())
}

fn coverage<'a>(regulation: &'a Regulation, anchors: &BTreeMap<&str, Uses>) -> PageCoverage<'a> {
    let uses = uses_of(regulation, anchors);
    let labelled = regulation.clauses.iter().any(|clause| clause.label.is_some());
    let counts = |clause: &Clause| !is_division(clause) && (!labelled || clause.label.is_some());
    let counted: Vec<_> = regulation.clauses.iter().zip(&uses).filter(|(clause, _)| counts(clause)).collect();
    let number = |test: fn(&Uses) -> bool| counted.iter().filter(|(_, uses)| test(uses)).count();
    let outermost =
        |clause: &Clause| clause.parent.is_none_or(|p| is_division(&regulation.clauses[p]) || uses[p].any());
    PageCoverage {
        regulation,
        clauses: counted.len(),
        forms: number(|uses| uses.form),
        scripts: number(|uses| uses.script),
        questions: number(|uses| uses.question),
        duties: number(|uses| uses.duty),
        used: number(|uses| uses.any()),
        each: counted.iter().map(|(clause, uses)| (*clause, **uses)).collect(),
        gaps: counted
            .iter()
            .filter(|(clause, uses)| !uses.any() && outermost(clause))
            .map(|(clause, _)| *clause)
            .collect(),
    }
}

/// How far each regulation in force is used, in the order of the handbook.
pub fn pages(handbook: &Handbook) -> Vec<PageCoverage<'_>> {
    let cited = gather(handbook);
    let none = BTreeMap::new();
    handbook
        .regulations
        .iter()
        .filter(|regulation| regulation.status != Status::Repealed)
        .map(|regulation| coverage(regulation, cited.get(regulation.meta.id.as_str()).unwrap_or(&none)))
        .collect()
}

/// The entries of the 收录清单 in its order, served or not; then what pages serve besides, `S0-2` before `S0-10`.
pub fn rows(handbook: &Handbook) -> Vec<Row<'_>> {
    let mut rows = Rows::default();
    for listed in &handbook.config.catalogue {
        rows.get(&listed.id).listed = Some(listed);
    }
    for regulation in &handbook.regulations {
        for id in &regulation.meta.serves {
            let row = rows.get(id);
            row.regulations.push(&regulation.meta);
            row.facts += regulation.clauses.iter().map(|clause| clause.facts().count()).sum::<usize>();
        }
    }
    for form in &handbook.forms {
        rows.add_form(form);
    }
    for script in &handbook.scripts {
        script.meta.serves.iter().for_each(|id| rows.get(id).scripts.push(&script.meta));
    }
    let others = handbook.banks.iter().map(|b| &b.meta).chain(handbook.pages.iter().map(|p| &p.meta));
    for meta in others {
        meta.serves.iter().for_each(|id| rows.get(id).others.push(meta));
    }
    rows.count_duties(handbook);
    rows.count_clauses(handbook);
    rows.count_questions(handbook);
    let place = |row: &Row| handbook.config.catalogue.iter().position(|listed| listed.id == row.id);
    let mut rows: Vec<_> = rows.0.into_values().collect();
    rows.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
    rows
}

#[derive(Default)]
struct Rows<'a>(BTreeMap<Vec<Part<'a>>, Row<'a>>);

impl<'a> Rows<'a> {
    fn get(&mut self, id: &'a str) -> &mut Row<'a> {
        self.0.entry(natural(id)).or_insert_with(|| Row { id, ..Row::default() })
    }

    fn add_form(&mut self, form: &'a Form) {
        let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for id in &form.meta.serves {
            names.entry(id).or_default();
        }
        for cover in &form.covers {
            let (id, name) = cover.split_once([':', '：']).unwrap_or((cover, ""));
            names.entry(id.trim()).or_default().extend(Some(name.trim()).filter(|name| !name.is_empty()));
        }
        for (id, names) in names {
            self.get(id).forms.push((&form.meta, names));
        }
    }

    fn count_duties(&mut self, handbook: &'a Handbook) {
        for duty in crate::duties::all(handbook) {
            let page = handbook.regulations.iter().find(|regulation| regulation.meta.id == duty.page);
            page.iter().flat_map(|page| &page.meta.serves).for_each(|id| self.get(id).duties += 1);
        }
    }

    fn count_clauses(&mut self, handbook: &'a Handbook) {
        for page in pages(handbook) {
            for id in &page.regulation.meta.serves {
                let (clauses, used) = &mut self.get(id).clauses;
                *clauses += page.clauses;
                *used += page.used;
            }
        }
    }

    fn count_questions(&mut self, handbook: &'a Handbook) {
        let serves: BTreeMap<&str, &[String]> =
            handbook.regulations.iter().map(|r| (r.meta.id.as_str(), r.meta.serves.as_slice())).collect();
        for question in handbook.banks.iter().flat_map(|bank| &bank.questions) {
            let targets = question.basis.iter().flat_map(|basis| &basis.targets);
            let ids: BTreeSet<&str> = targets
                .filter_map(|target| serves.get(target.page.as_str()))
                .flat_map(|ids| ids.iter().map(String::as_str))
                .collect();
            ids.into_iter().for_each(|id| self.get(id).questions += 1);
        }
    }
}

/// A piece of an id for sorting: text, or a number by its value.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    Number(u64, &'a str),
    Text(&'a str),
}

fn natural(id: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = id;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(match part.parse() {
            Ok(number) if digits => Part::Number(number, part),
            _ => Part::Text(part),
        });
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_people_count() {
        let mut ids = ["S0-10", "S0-2", "S10-1", "S2-1", "附"];
        ids.sort_by(|a, b| natural(a).cmp(&natural(b)));
        assert_eq!(ids, ["S0-2", "S0-10", "S2-1", "S10-1", "附"]);
    }
}
