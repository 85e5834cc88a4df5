//! Clauses: numbered provisions as a flat list in document order, with parents; their own paragraphs and facts.

use crate::source::Span;
use std::ops::Range;

/// A kind of numbering. Styles of one family (`1.` and `1、`) are siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// 第X编
    Bian,
    /// 第X部分
    Bufen,
    /// 第X章
    Zhang,
    /// 第X节
    Jie,
    /// 第X条
    Tiao,
    /// 一、
    Han,
    /// （一） (一) ㈠
    HanBracket,
    /// 1. 1、
    Digit,
    /// （1） (1) ⑴
    DigitBracket,
    /// ①
    Circled,
    /// 1.1, 1.1.1 …: how many points it has
    Decimal(u8),
    /// 附 附件 附件1 附表 附录
    Attachment,
}

impl Family {
    /// Whether it is 编, 部分, 章 or 节: a container of clauses rather than a clause.
    pub fn is_division(self) -> bool {
        matches!(self, Family::Bian | Family::Bufen | Family::Zhang | Family::Jie)
    }
}

/// The label of a clause as it is printed and as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseLabel {
    /// Its family.
    pub family: Family,
    /// Verbatim, closing punctuation included: `1.`, `（一）`, `第二十条`, `㈠`.
    pub printed: String,
    /// Without closing punctuation, as paths and `data-label` show it: `1`, `(一)`, `第二十条`, `㈠`.
    pub name: String,
    /// Its number; a decimal has one part a level (`2.1` = [2, 1]), 第二十条之一 = [20, 1].
    pub number: Vec<u32>,
}

/// One natural paragraph of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Plain text, markup removed, blanks as `___`.
    pub text: String,
    /// Finished inline HTML with [`CITATION_MARK`]s; `None` where it is just the escaped `text`.
    pub html: Option<String>,
    /// Marked facts, as byte ranges of `text`.
    pub facts: Vec<Range<usize>>,
    /// The number of the 款, from 1, where the clause is a 条.
    pub kuan: Option<u32>,
}

/// What stands in a clause, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClauseItem {
    /// A paragraph of its own.
    Paragraph(Paragraph),
    /// A table, list, quotation, code block or image of its own: finished HTML with citation marks, and its text.
    Rich {
        /// Finished HTML with [`CITATION_MARK`]s.
        html: String,
        /// Its plain text, lines parted by line ends.
        text: String,
    },
    /// An unlabelled heading: level 2 to 6, and its text.
    Heading(u8, Paragraph),
    /// A clause beneath it: an index of [`crate::model::Regulation::clauses`].
    Child(usize),
}

/// One numbered provision, or an unnumbered paragraph that stands as a clause (`label` is `None`, anchor `p1`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The `id` of its element: `a20-3`, `c3-4-2`, `z2`, `p1`.
    pub anchor: String,
    /// Its label; `None` for p1, p2 …
    pub label: Option<ClauseLabel>,
    /// The clause it stands in.
    pub parent: Option<usize>,
    /// Labels from the outermost in, without closing punctuation.
    pub path: Vec<String>,
    /// How to cite it: `《广告法》第二十条第（三）项`, `值班和交接班制度 第4条第(2)项`.
    pub cite: String,
    /// Whether it was written as a heading, or is 编章节: its first paragraph is its title.
    pub titled: bool,
    /// Its paragraphs and the clauses beneath it, in order.
    pub items: Vec<ClauseItem>,
    /// Editor's notes: what `accept` says about it.
    pub notes: Vec<String>,
    /// Who cites it, filled in when citations are resolved.
    pub cited_by: Vec<CitedBy>,
    /// The line its label stands on.
    pub span: Span,
}

impl Clause {
    /// Its own paragraphs, without those of clauses beneath it.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.items.iter().filter_map(|item| match item {
            ClauseItem::Paragraph(p) | ClauseItem::Heading(_, p) => Some(p),
            _ => None,
        })
    }

    /// Its own text, paragraphs joined by line ends, without label, markup or clauses beneath it.
    pub fn own_text(&self) -> String {
        let mut out = String::new();
        for item in &self.items {
            let text = match item {
                ClauseItem::Paragraph(p) | ClauseItem::Heading(_, p) => &p.text,
                ClauseItem::Rich { text, .. } => text,
                ClauseItem::Child(_) => continue,
            };
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(text);
        }
        out
    }

    /// Its facts' texts, in order.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.paragraphs().flat_map(|p| p.facts.iter().map(|range| &p.text[range.clone()]))
    }

    /// The citation text of one of its 款: `…第二款`.
    pub fn kuan_cite(&self, kuan: u32) -> String {
        format!("{}第{}款", self.cite, crate::parse::numeral::han(kuan))
    }

    /// The anchor of one of its 款: `a20-k2`.
    pub fn kuan_anchor(&self, kuan: u32) -> String {
        format!("{}-k{kuan}", self.anchor)
    }
}

/// A fact to know by heart: a marked span of a clause. Its id is `page#anchor.n`, n from 1 within the clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Stable id.
    pub id: String,
    /// The marked text.
    pub text: String,
    /// The paragraph it stands in.
    pub context: String,
    /// Where in `context`, in bytes.
    pub range: Range<usize>,
}

/// The character that stands in finished HTML and in text for the n-th citation of the page: `CITATION_MARK + n`.
/// Rendering puts a link with the citation text in its place.
pub const CITATION_MARK: u32 = 0xF_0000;
/// The character that stands in an `href` for the address of the n-th citation of the page: `LINK_MARK + n`.
pub const LINK_MARK: u32 = 0xF_8000;
/// One more than the last character of the two ranges.
pub const MARK_END: u32 = 0xF_F000;
/// The character that stands in a `src` for the way to the site's root: `` or `../`.
pub const ROOT_MARK: char = '\u{FF000}';

/// One place a citation points at, resolved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Page id.
    pub page: String,
    /// Anchor of a clause or 款; `None` for the whole page.
    pub anchor: Option<String>,
    /// Its citation text.
    pub cite: String,
    /// Address from the site's root, anchor included.
    pub url: String,
}

impl Target {
    /// `page-id#anchor`, as `export` writes it.
    pub fn key(&self) -> String {
        match &self.anchor {
            Some(anchor) => format!("{}#{anchor}", self.page),
            None => self.page.clone(),
        }
    }
}

/// A citation as written and, after the check step, what it points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What stood between the brackets: `qz-handover#4(2)`.
    pub raw: String,
    /// Where it stood.
    pub span: Span,
    /// What it points at; empty until resolved, and where it could not be.
    pub targets: Vec<Target>,
}

impl Citation {
    /// A citation that is not resolved yet.
    pub fn unresolved(raw: impl Into<String>, span: Span) -> Self {
        Self { raw: raw.into(), span, targets: Vec::new() }
    }
}

/// Something that cites a clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CitedBy {
    /// Page id of the citing page.
    pub page: String,
    /// Anchor there, where known.
    pub anchor: Option<String>,
    /// What the reader sees: the citing clause's citation text, or the page's title.
    pub text: String,
    /// Address from the site's root.
    pub url: String,
}
