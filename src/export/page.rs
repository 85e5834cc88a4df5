//! In: pages. Out: their records, regulations with their clauses.

use crate::model::{CitedBy, Clause, Handbook, Kind, Meta, Paragraph, Regulation, Status};
use schemars::JsonSchema;
use serde::Serialize;

/// One page of any kind.
#[derive(JsonSchema, Serialize)]
pub struct PageRecord<'a> {
    id: &'a str,
    #[schemars(extend("enum" = Kind::ALL.map(Kind::name)))]
    kind: &'static str,
    url: &'a str,
    title: &'a str,
    unit: Option<&'a str>,
    roles: &'a [String],
    serves: &'a [String],
    tags: &'a [String],
    aliases: &'a [String],
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = Status::ALL.map(Status::name)))]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<SourceRecord<'a>>,
    clauses: Vec<ClauseRecord<'a>>,
}

/// Every page, kind by kind.
pub fn pages(handbook: &Handbook) -> Vec<PageRecord<'_>> {
    let regulations = handbook.regulations.iter().map(|regulation| PageRecord {
        status: Some(regulation.status.name()),
        source: SourceRecord::of(regulation),
        clauses: regulation.clauses.iter().map(|clause| ClauseRecord::of(regulation, clause)).collect(),
        ..PageRecord::of(&regulation.meta)
    });
    let others = handbook.metas().skip(handbook.regulations.len()).map(PageRecord::of);
    regulations.chain(others).collect()
}

impl<'a> PageRecord<'a> {
    fn of(meta: &'a Meta) -> Self {
        Self {
            id: &meta.id,
            kind: meta.kind.name(),
            url: &meta.url,
            title: &meta.title,
            unit: meta.unit.as_deref(),
            roles: &meta.roles,
            serves: &meta.serves,
            tags: &meta.tags,
            aliases: &meta.aliases,
            summary: meta.summary.as_deref(),
            status: None,
            source: None,
            clauses: Vec::new(),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct SourceRecord<'a> {
    title: &'a str,
    part: Option<&'a str>,
    issuer: Option<&'a str>,
    doc_no: Option<&'a str>,
    published: Option<String>,
    effective: Option<String>,
    restated: bool,
}

impl<'a> SourceRecord<'a> {
    fn of(regulation: &'a Regulation) -> Option<Self> {
        let source = regulation.source.as_ref()?;
        Some(Self {
            title: &source.title,
            part: source.part.as_deref(),
            issuer: source.issuer.as_deref(),
            doc_no: source.doc_no.as_deref(),
            published: source.published.map(|date| date.to_string()),
            effective: source.effective.map(|date| date.to_string()),
            restated: regulation.restated,
        })
    }
}

#[derive(JsonSchema, Serialize)]
struct ClauseRecord<'a> {
    anchor: &'a str,
    path: &'a [String],
    label: &'a str,
    /// As printed, closing marks included.
    printed: &'a str,
    /// 1 for the outermost.
    level: usize,
    cite: &'a str,
    text: String,
    paragraphs: Vec<ParagraphRecord<'a>>,
    facts: Vec<&'a str>,
    cited_by: Vec<String>,
}

impl<'a> ClauseRecord<'a> {
    fn of(regulation: &'a Regulation, clause: &'a Clause) -> Self {
        let above = std::iter::successors(clause.parent, |&index| regulation.clauses[index].parent);
        let label = clause.label.as_ref();
        Self {
            anchor: &clause.anchor,
            path: &clause.path,
            label: label.map_or("", |label| &label.name),
            printed: label.map_or("", |label| &label.printed),
            level: above.count() + 1,
            cite: &clause.cite,
            text: clause.own_text(),
            paragraphs: clause.paragraphs().filter_map(|paragraph| ParagraphRecord::of(clause, paragraph)).collect(),
            facts: clause.facts().collect(),
            cited_by: clause.cited_by.iter().map(citing).collect(),
        }
    }
}

/// One 款 of a 条.
#[derive(JsonSchema, Serialize)]
struct ParagraphRecord<'a> {
    anchor: String,
    cite: String,
    text: &'a str,
}

impl<'a> ParagraphRecord<'a> {
    fn of(clause: &Clause, paragraph: &'a Paragraph) -> Option<Self> {
        let kuan = paragraph.kuan?;
        Some(Self { anchor: clause.kuan_anchor(kuan), cite: clause.kuan_cite(kuan), text: &paragraph.text })
    }
}

fn citing(by: &CitedBy) -> String {
    match &by.anchor {
        Some(anchor) => format!("{}#{anchor}", by.page),
        None => by.page.clone(),
    }
}
