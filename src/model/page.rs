//! What every page has in common, and the two plain kinds: regulations and prose pages.

use super::{CITATION_MARK, Citation, Clause, Deadline, Duty, LINK_MARK};
use crate::source::{FileId, Span};
use jiff::civil::Date;

/// The kind of a page: the folder it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// content/regulations
    Regulation,
    /// content/scripts
    Script,
    /// content/forms
    Form,
    /// content/quiz
    Quiz,
    /// content/pages
    Page,
}

impl Kind {
    /// Every kind, in the order of the site's navigation.
    pub const ALL: [Kind; 5] = [Kind::Regulation, Kind::Script, Kind::Form, Kind::Quiz, Kind::Page];

    /// The folder under `content/`.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Regulation => "regulations",
            Kind::Script => "scripts",
            Kind::Form => "forms",
            Kind::Quiz => "quiz",
            Kind::Page => "pages",
        }
    }

    /// The name used by `export` and the search: `regulation`, `script`, `form`, `quiz`, `page`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Regulation => "regulation",
            Kind::Script => "script",
            Kind::Form => "form",
            Kind::Quiz => "quiz",
            Kind::Page => "page",
        }
    }
}

/// Whether a rule is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// 现行
    #[default]
    InForce,
    /// 试行
    Trial,
    /// 已废止
    Repealed,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 3] = [Status::InForce, Status::Trial, Status::Repealed];

    /// As front matter writes it.
    pub fn name(self) -> &'static str {
        match self {
            Status::InForce => "in-force",
            Status::Trial => "trial",
            Status::Repealed => "repealed",
        }
    }
}

/// The document a regulation restates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceDocument {
    /// 题名
    pub title: String,
    /// Which part of it: 三
    pub part: Option<String>,
    /// 发文机关
    pub issuer: Option<String>,
    /// 文号
    pub doc_no: Option<String>,
    /// 发布日期
    pub published: Option<Date>,
    /// 施行日期
    pub effective: Option<Date>,
}

/// One line of a page's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// When.
    pub date: Date,
    /// What changed.
    pub what: String,
}

/// Front matter every page may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Meta {
    /// ASCII id, the name of its file.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its kind.
    pub kind: Kind,
    /// Its unit's id; `None`: for every unit.
    pub unit: Option<String>,
    /// Role ids.
    pub roles: Vec<String>,
    /// Rows of the acceptance list it serves.
    pub serves: Vec<String>,
    /// Words it is found by.
    pub tags: Vec<String>,
    /// Other names it is found by (车祸 → 交通事故).
    pub aliases: Vec<String>,
    /// One line about it.
    pub summary: Option<String>,
    /// Weight in the search, 1.0 unless told.
    pub search_weight: f32,
    /// What changed when.
    pub revisions: Vec<Revision>,
    /// Its file.
    pub file: FileId,
    /// Its front matter, or the file's start.
    pub span: Span,
    /// Address from the site's root: `regs/qz-handover.html`.
    pub url: String,
    /// Citations of the body, in order; HTML refers to them by [`super::CITATION_MARK`].
    pub citations: Vec<Citation>,
    /// Images of the body: path from the handbook's root, and where it is shown.
    pub images: Vec<(String, Span)>,
}

/// An `accept` of the front matter: silences one warning and is shown as an editor's note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// Code of the warning.
    pub code: String,
    /// Printed labels run together: `㈢7`.
    pub at: String,
    /// Why.
    pub why: String,
    /// Where it is written.
    pub span: Span,
}

/// One titled rule set.
#[derive(Clone, Debug, PartialEq)]
pub struct Regulation {
    /// Common front matter.
    pub meta: Meta,
    /// What it restates.
    pub source: Option<SourceDocument>,
    /// Whether it restates in other words (then the page says that the printed original is authoritative).
    pub restated: bool,
    /// In force, on trial, repealed.
    pub status: Status,
    /// Set in lines rather than paragraphs.
    pub verse: bool,
    /// Duties of its front matter.
    pub duties: Vec<Duty>,
    /// Deadlines of its front matter.
    pub deadlines: Vec<Deadline>,
    /// Editor's notes on the whole page.
    pub notes: Vec<String>,
    /// Its clauses in document order.
    pub clauses: Vec<Clause>,
    /// Indices of the outermost clauses and unnumbered text, in order.
    pub top: Vec<super::ClauseItem>,
}

/// What a prose page is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Plain prose: `pages/<id>.html`.
    Plain,
    /// A subject with the units' rules side by side: `topics/<id>.html`.
    Topic(Vec<TopicRow>),
    /// Terms, one a heading: feeds `glossary.html`.
    Glossary,
    /// Whom to call: feeds `phones.html`.
    Phones(Vec<Phone>),
}

/// One row of a topic table: what one unit says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRow {
    /// Unit id.
    pub unit: String,
    /// The point it speaks to, the same word for all units: 什么时候; empty where there is only one.
    pub point: String,
    /// What it says, one line.
    pub says: String,
    /// Where it says so.
    pub clause: Citation,
}

/// Whom to call for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// For what.
    pub what: String,
    /// Who answers.
    pub who: Option<String>,
    /// Number; `None`: a blank to fill.
    pub number: Option<String>,
    /// Hours.
    pub hours: Option<String>,
    /// Unit id.
    pub unit: Option<String>,
    /// The clause that names it.
    pub clause: Option<Citation>,
    /// From `local.yml`: shown as 本单位规定.
    pub local: bool,
}

/// One term of the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub name: String,
    /// Anchor on `glossary.html`.
    pub anchor: String,
    /// Finished HTML with citation marks.
    pub html: String,
    /// Plain text.
    pub text: String,
}

impl Term {
    /// Whether it cites something, and nothing but these pages: a term of another unit. `citations` are those of its page.
    pub fn cites_only(&self, citations: &[Citation], pages: impl Fn(&str) -> bool) -> bool {
        let marks = self.html.chars().map(u32::from).filter(|c| (CITATION_MARK..LINK_MARK).contains(c));
        let cited = marks.filter_map(|c| citations.get((c - CITATION_MARK) as usize));
        let mut targets = cited.flat_map(|citation| &citation.targets).map(|target| target.page.as_str()).peekable();
        targets.peek().is_some() && targets.all(pages)
    }
}

/// A page of prose.
#[derive(Clone, Debug, PartialEq)]
pub struct TextPage {
    /// Common front matter.
    pub meta: Meta,
    /// What it is for.
    pub layout: Layout,
    /// Finished HTML with citation marks.
    pub html: String,
    /// Plain text of its paragraphs.
    pub text: String,
    /// Headings: level, anchor, text.
    pub headings: Vec<(u8, String, String)>,
    /// Its terms, where it is a glossary.
    pub terms: Vec<Term>,
}
