//! In: pages, lengths, the directory. Out: `core.js`: what the search needs before it knows the query.
//!
//! Its first piece, `core`, is JSON: `pages` (id, kind, unit, address, title, other names, tags, summary, weight, roles, number of
//! documents, shared beginning of citations), `heads` (gap to the document, level, text), `anchors` (a page a blank, a document a
//! comma, `a1+56` for a1 to a57), `lengths` (a character a document, thirds of a power of two), `readings`, `terms` and `texts` (where
//! each file begins, its name; no name: it stands in `core.js` itself).

use super::{
    documents::Page,
    pack, pinyin,
    shards::Entry,
    texts::{self, Block, Stored},
};
use crate::{
    Sink,
    model::{Handbook, Kind},
};
use serde_json::{Map, Value, json};
use std::io;

/// `core.js`: the catalogue's body with the directory, then the pieces of a small handbook. A block of texts that stands in
/// `core.js` itself has no name in the directory.
pub fn file(mut body: Map<String, Value>, terms: &[Entry<String>], index: Option<&str>, blocks: &[Block]) -> Core {
    body.insert("terms".to_owned(), json!(terms));
    let texts: Vec<_> = (blocks.iter())
        .map(|Block { first, stored }| match stored {
            Stored::File(name) => json!([first, name]),
            Stored::Memory(_) => json!([first, ""]),
        })
        .collect();
    body.insert("texts".to_owned(), json!(texts));
    let mut out = String::new();
    if let Some(index) = index {
        out.push_str(&pack::script("t0", index));
    }
    for Block { first, stored } in blocks {
        if let Stored::Memory(data) = stored {
            out.push_str(&pack::script(&texts::piece(*first), data));
        }
    }
    Core::new(&pack::zlib(Value::Object(body).to_string().as_bytes()), &out)
}

/// `core.js`, and the file beside it that says which edition of it belongs to the site.
pub struct Core {
    script: String,
    edition: String,
}

impl Core {
    /// `packed` is the catalogue, `rest` what else the file brings.
    fn new(packed: &str, rest: &str) -> Self {
        let name = pack::edition("core", &format!("{packed}{rest}"));
        let edition = name.trim_start_matches("core-").to_owned();
        Self { script: pack::script(&name, packed) + rest, edition }
    }

    /// Writes both.
    ///
    /// # Errors
    /// What the sink says.
    pub fn write(&self, sink: &dyn Sink) -> io::Result<()> {
        sink.put("search/core.js", self.script.as_bytes())?;
        sink.put("assets/search-index.js", pack::script("core", &self.edition).as_bytes())
    }
}

/// A page that gathers what others say, found by its name alone: a unit's, a post's.
pub struct Gathering<'a> {
    /// What hits call it.
    pub id: String,
    /// Its unit, where it belongs to one.
    pub unit: Option<&'a str>,
    /// Its address.
    pub url: String,
    /// Its name.
    pub name: &'a str,
    /// Another, shorter name.
    pub short: Option<&'a str>,
}

/// What `core.js` is made from.
pub struct Catalogue<'a> {
    /// For units.
    pub handbook: &'a Handbook,
    /// Every page.
    pub pages: &'a [Page<'a>],
    /// Pages that have no text of their own.
    pub gathering: &'a [Gathering<'a>],
    /// Terms of every document, repeats counted.
    pub lengths: &'a [u32],
}

impl Catalogue<'_> {
    /// All of it but the directory of the other files.
    pub fn body(&self) -> Map<String, Value> {
        let total: u64 = self.lengths.iter().map(|length| u64::from(*length)).sum();
        let body = json!({
            "version": 1,
            "average": total / (self.lengths.len() as u64).max(1),
            "kinds": Kind::ALL.map(Kind::name),
            "units": self.handbook.config.units.iter().map(|u| json!([u.id, u.code, u.name, u.short])).collect::<Vec<_>>(),
            "pages": self.pages.iter().map(page).chain(self.gathering.iter().map(gathered)).collect::<Vec<_>>(),
            "heads": self.heads(),
            "anchors": self.pages.iter().map(anchors).collect::<Vec<_>>().join(" "),
            "lengths": self.lengths.iter().map(|length| length_code(*length)).collect::<String>(),
            "readings": pinyin::table(self.names()),
        });
        match body {
            Value::Object(body) => body,
            other => unreachable!("invariant: json! with braces gives an object, not {other}"),
        }
    }

    /// Everything that is found by pinyin.
    fn names(&self) -> impl Iterator<Item = &str> {
        let gathering = self.gathering.iter().flat_map(|page| [Some(page.name), page.short].into_iter().flatten());
        let pages = self.pages.iter().flat_map(|page| {
            let names = page.names.iter().copied().chain(page.headings.iter().map(|(_, _, text)| *text));
            let front = page.meta.aliases.iter().chain(&page.meta.tags).map(String::as_str);
            std::iter::once(page.meta.title.as_str()).chain(names).chain(front)
        });
        pages.chain(gathering)
    }

    fn heads(&self) -> Vec<Value> {
        let (mut first, mut before, mut out) = (0, 0, Vec::new());
        for page in self.pages {
            for (document, level, text) in &page.headings {
                out.push(json!([first + document - before, level, text]));
                before = first + document;
            }
            first += page.documents.len();
        }
        out
    }
}

fn gathered(page: &Gathering) -> Value {
    let names: Vec<&str> = page.short.into_iter().collect();
    let unit = page.unit.unwrap_or_default();
    json!([page.id, Kind::Page as u8, unit, page.url, page.name, names, [], "", prior(Kind::Page), [], 0, ""])
}

fn page(page: &Page) -> Value {
    let meta = page.meta;
    let names: Vec<&str> = page.names.iter().copied().chain(meta.aliases.iter().map(String::as_str)).collect();
    json!([
        meta.id,
        meta.kind as u8,
        meta.unit.as_deref().unwrap_or_default(),
        page.url,
        meta.title,
        names,
        meta.tags,
        meta.summary.as_deref().unwrap_or_default(),
        meta.search_weight * prior(meta.kind),
        meta.roles,
        page.documents.len(),
        page.cite_start(),
    ])
}

/// Rules come before what is made from them.
fn prior(kind: Kind) -> f32 {
    match kind {
        Kind::Regulation => 1.0,
        Kind::Script | Kind::Form | Kind::Page => 0.5,
        Kind::Quiz => 0.3,
    }
}

/// The anchors of a page's documents; runs that count up are written as their first and how many follow.
fn anchors(page: &Page) -> String {
    let mut out: Vec<(&str, u32)> = Vec::new();
    for document in &page.documents {
        let anchor = page.segments[document.segments.start].anchor.as_ref();
        match out.last_mut() {
            Some((first, more)) if follows(first, *more, anchor) => *more += 1,
            _ => out.push((anchor, 0)),
        }
    }
    let written = out.into_iter().map(|(anchor, more)| match more {
        0 => anchor.to_owned(),
        _ => format!("{anchor}+{more}"),
    });
    written.collect::<Vec<_>>().join(",")
}

/// Whether `anchor` is `more + 1` steps after `first`: the same but for the number at its end.
fn follows(first: &str, more: u32, anchor: &str) -> bool {
    let parts = |anchor: &'_ str| {
        let stem = anchor.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        anchor[stem..].parse::<u32>().ok().map(|number| (stem, number))
    };
    match (parts(first), parts(anchor)) {
        (Some((a, n)), Some((b, m))) => {
            first[..a] == anchor[..b] && !first[a..].starts_with('0') && n.checked_add(more + 1) == Some(m)
        }
        _ => false,
    }
}

/// `#` is 0, every step a third of a power of two more; never `"` or `\`.
fn length_code(length: u32) -> char {
    let steps = (f64::from(length + 1).log2() * 3.0).round() as u32;
    char::from_u32('#' as u32 + steps.min(56)).unwrap_or('#')
}
