//! In: the question bank. Out: `quiz/index.html` and one page a bank with every question and its answer, `quiz/week.html` with the
//! paper of the edition's week (scripts make it the reader's own), `quiz/drill.html` with the induction plans, `quiz/paper.html` and `quiz/tally.html`, which scripts fill, and the
//! bank as data.

use super::{
    Crumb, PageInfo, Site, citations, quiz_data, quiz_plan,
    quiz_view::QuestionView,
    refs::{badge, unit_url},
};
use crate::{
    model::{Bank, Handbook, Question, Unit},
    quiz::{
        facts, results,
        week::{self, Entry, Reader},
    },
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use std::io;

/// Whether the handbook has a quiz.
pub fn any(handbook: &Handbook) -> bool {
    !handbook.banks.is_empty() || handbook.regulations.iter().any(|page| page.clauses.iter().any(has_fact))
}

fn has_fact(clause: &crate::model::Clause) -> bool {
    clause.facts().next().is_some()
}

#[derive(Serialize)]
struct BankView<'a> {
    badge: Option<&'a str>,
    units: Vec<UnitGroup<'a>>,
    count: String,
    /// Whether it is the bank of the whole handbook.
    whole: bool,
    several_units: bool,
}

/// The questions of one unit; those for every unit have none.
#[derive(Serialize)]
struct UnitGroup<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    rules: Vec<RuleGroup<'a>>,
}

/// The questions on one rule set.
#[derive(Serialize)]
struct RuleGroup<'a> {
    id: &'a str,
    title: &'a str,
    url: &'a str,
    questions: Vec<QuestionView<'a>>,
}

#[derive(Serialize)]
struct WeekView<'a> {
    week: String,
    data: String,
    papers: Vec<PaperView<'a>>,
}

#[derive(Serialize)]
struct DrillView<'a> {
    plans: Vec<quiz_plan::Plan<'a>>,
    data: &'a str,
}

#[derive(Serialize)]
struct DataView<'a> {
    data: &'a str,
}

/// One unit's paper of the edition's week.
#[derive(Serialize)]
struct PaperView<'a> {
    id: &'a str,
    name: &'a str,
    questions: Vec<QuestionView<'a>>,
}

/// Renders everything about the quiz.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let bank = facts::bank(site.handbook);
    if bank.is_empty() {
        return Ok(());
    }
    index(site, &bank)?;
    site.handbook.banks.iter().try_for_each(|page| bank_page(site, page))?;
    working_pages(site, &bank)
}

fn index(site: &Site, bank: &[Question]) -> io::Result<()> {
    let units = site.handbook.config.units.iter().map(Some);
    let groups = std::iter::once(None).chain(units).map(|unit| unit_group(site, unit, bank));
    let view = BankView {
        badge: None,
        units: groups.filter(|group| !group.rules.is_empty()).collect(),
        count: count(site, bank),
        whole: true,
        several_units: site.view.units.len() > 1,
    };
    let title = site.words.get("quiz.bank");
    let info = PageInfo { section: "quiz", ..frame(PageInfo::new("quiz/index.html", title, "quiz-bank")) };
    site.page(&info, "quiz-index.html", &view)
}

/// How many questions there are, and how many of them were made from facts.
fn count(site: &Site, questions: &[Question]) -> String {
    let (all, made) = (questions.len().to_string(), questions.iter().filter(|question| question.from_fact).count());
    let key = if made > 0 { "quiz.counts" } else { "quiz.count" };
    site.words.fill(key, &[("n", &all), ("made", &made.to_string())])
}

fn frame(info: PageInfo<'_>) -> PageInfo<'_> {
    PageInfo { styles: &["tables", "views", "quiz"], scripts: &["filter"], body_class: "quiz", ..info }
}

fn bank_page(site: &Site, page: &Bank) -> io::Result<()> {
    let unit = page.meta.unit.as_deref().and_then(|id| site.handbook.config.unit(id));
    let view = BankView {
        badge: badge(site, page.meta.unit.as_deref()),
        units: vec![unit_group(site, unit, &page.questions)],
        count: count(site, &page.questions),
        whole: false,
        several_units: false,
    };
    let content = citations::linked(&page.intro, &page.meta.citations, &page.meta.url);
    let list = Crumb { url: "quiz/index.html".into(), title: site.words.get("nav.quiz").to_owned() };
    let unit = unit.map(|unit| Crumb { url: unit_url(&unit.id), title: unit.short.clone() });
    let crumbs = std::iter::once(list).chain(unit).collect();
    site.page(&PageInfo { crumbs, content: &content, ..frame(PageInfo::of(&page.meta)) }, "quiz-index.html", &view)
}

/// The questions of a unit (`None`: those without one), by the rule set they rest on.
fn unit_group<'a>(site: &'a Site, unit: Option<&'a Unit>, bank: &'a [Question]) -> UnitGroup<'a> {
    let mut rules: Vec<RuleGroup> = Vec::new();
    for question in bank.iter().filter(|question| question.unit.as_deref() == unit.map(|u| u.id.as_str())) {
        let target = question.basis.iter().flat_map(|basis| &basis.targets).next();
        let Some(meta) = target.and_then(|target| site.handbook.meta(&target.page)) else { continue };
        let view = QuestionView::of(site, question, None).under(&meta.id);
        match rules.iter_mut().find(|group| group.id == meta.id) {
            Some(group) => group.questions.push(view),
            None => {
                rules.push(RuleGroup { id: &meta.id, title: &meta.title, url: &meta.url, questions: vec![view] });
            }
        }
    }
    let place = |id: &str| site.handbook.metas().position(|meta| meta.id == id);
    rules.sort_by_key(|group| place(group.id));
    UnitGroup { id: unit.map(|u| u.id.as_str()), name: unit.map(|u| u.name.as_str()), rules }
}

/// The pages that work on the bank as data.
fn working_pages(site: &Site, bank: &[Question]) -> io::Result<()> {
    let data = quiz_data::script(site.handbook, bank);
    site.sink.put("quiz/bank.js", data.as_bytes())?;
    let data = format!("quiz/bank.js?v={}", super::assets::fingerprint(data.as_bytes()));
    let week = WeekView { week: week_words(site, site.today), data: data.clone(), papers: papers(site, bank) };
    working_page(site, "week", &["quiz-week-page"], &week)?;
    let drill = DrillView { plans: quiz_plan::plans(site, bank), data: &data };
    working_page(site, "drill", &["quiz-drill-page"], &drill)?;
    working_page(site, "paper", &["quiz-paper-page"], &DataView { data: &data })?;
    working_page(site, "tally", &["quiz-tally-page"], &DataView { data: &data })
}

fn working_page(site: &Site, name: &str, scripts: &[&str], view: &impl Serialize) -> io::Result<()> {
    let url = format!("quiz/{name}.html");
    let kind = format!("quiz-{name}");
    let info = PageInfo {
        section: "quiz",
        crumbs: vec![Crumb { url: "quiz/index.html".into(), title: site.words.get("nav.quiz").to_owned() }],
        styles: if name == "drill" { &["quiz-page", "quiz-drill"] } else { &["quiz-page"] },
        scripts,
        body_class: "quiz",
        ..PageInfo::new(&url, site.words.get(&format!("quiz.{name}")), &kind)
    };
    site.page(&info, &format!("quiz-{name}.html"), view)
}

/// `2026年第47周（11月16日至11月22日）`.
fn week_words(site: &Site, day: Date) -> String {
    let iso = day.iso_week_date();
    let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
    let sunday = monday.saturating_add(6.days());
    let of = |number: i32| number.to_string();
    site.words.fill(
        "quiz.week_of",
        &[
            ("year", &of(iso.year().into())),
            ("week", &of(iso.week().into())),
            ("from_month", &of(monday.month().into())),
            ("from_day", &of(monday.day().into())),
            ("to_month", &of(sunday.month().into())),
            ("to_day", &of(sunday.day().into())),
        ],
    )
}

/// The edition's week, a paper for each unit; one paper where the handbook names none.
fn papers<'a>(site: &'a Site, bank: &'a [Question]) -> Vec<PaperView<'a>> {
    let units = &site.handbook.config.units;
    let papers = units.iter().map(|unit| paper(site, bank, Some(unit)));
    let mut papers: Vec<PaperView> = papers.filter(|paper| !paper.questions.is_empty()).collect();
    if papers.is_empty() {
        papers.push(paper(site, bank, None));
    }
    papers
}

fn paper<'a>(site: &'a Site, bank: &'a [Question], unit: Option<&'a Unit>) -> PaperView<'a> {
    let entries: Vec<Entry> = bank.iter().map(entry).collect();
    let serial = week::serial(site.today);
    let reader = Reader { unit: unit.map(|u| u.id.as_str()), role: None };
    let ids = week::paper(&entries, reader, serial, &results::plan(site.handbook));
    let mut questions: Vec<&Question> =
        ids.iter().filter_map(|id| bank.iter().find(|question| question.id == *id)).collect();
    // By kind, as scripts order them too.
    questions.sort_by_key(|question| question.form());
    PaperView {
        id: unit.map_or("all", |u| &u.id),
        name: unit.map_or("", |u| &u.name),
        questions: questions.into_iter().map(|question| QuestionView::of(site, question, Some(serial))).collect(),
    }
}

fn entry(question: &Question) -> Entry<'_> {
    Entry {
        id: &question.id,
        unit: question.unit.as_deref(),
        roles: &question.roles,
        since: question.since,
        until: question.retired,
    }
}
