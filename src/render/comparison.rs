//! In: two editions compared. Out: the 条文对照表, one HTML file that needs no other: old and new side by side, what follows from
//! the changes, and what to replace in a printed binder.
//!
//! It is no page of the site, so its style and script stand in it; its policy names them by their hashes and allows nothing else.

use super::{scripts, squeeze, templates, theme::Theme, words::Words};
use crate::{
    Asset,
    diag::{Diagnostic, Diagnostics},
    diff::{
        Change, Comparison, Kind, PageChange,
        impact::{Affected, Replaced},
        marks::{self, Piece, Stretch},
    },
    model::Config,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Value};

/// The mark by which a file of ours is known.
pub const GENERATOR: &str = "shouce diff";
/// Characters of one side that stand in one row, which is never parted between sheets.
const ROW: usize = 300;

/// What people call an edition: the folder or revision they named, and what its `handbook.yml` says.
pub struct Edition<'a> {
    /// As it was named.
    pub name: &'a str,
    /// `handbook.yml`.
    pub config: &'a Config,
}

impl Edition<'_> {
    fn said(&self) -> String {
        match &self.config.edition {
            Some(edition) => format!("{edition}（{}）", self.name),
            None => self.name.to_owned(),
        }
    }
}

#[derive(Serialize)]
struct View<'a> {
    title: &'a str,
    generator: &'static str,
    old: String,
    new: String,
    counts: Vec<(&'a str, usize)>,
    pages: Vec<PageView<'a>>,
    affected: Vec<Group<'a>>,
    replace: Vec<ReplaceView<'a>>,
    policy: String,
}

#[derive(Serialize)]
struct PageView<'a> {
    title: &'a str,
    old_title: Option<&'a str>,
    what: Option<&'a str>,
    status: Option<(&'a str, &'a str)>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    old_number: &'a str,
    new_number: &'a str,
    old: Vec<Piece>,
    new: Vec<Piece>,
    /// What became of it; empty on a row that goes on.
    what: String,
}

#[derive(Serialize)]
struct Group<'a> {
    kind: &'a str,
    items: Vec<&'a Affected>,
}

#[derive(Serialize)]
struct ReplaceView<'a> {
    kind: &'a str,
    action: &'a str,
    one: &'a Replaced,
}

/// The file; faults of the handbook's own templates and words join `diagnostics`.
pub fn html(
    comparison: &Comparison,
    old: &Edition,
    new: &Edition,
    overrides: &[Asset],
    diagnostics: &mut Diagnostics,
) -> Result<String, Diagnostic> {
    let theme = Theme::new(overrides);
    let words = Words::load(theme, diagnostics);
    let style = squeeze::css(&theme.text("theme/diff.css").expect("invariant: diff.css is embedded"));
    let script = scripts::one(theme, &words, "diff/table.js", diagnostics);
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(&script)
    );
    let view = View::of(comparison, (old, new), &words, policy);
    let tera = templates::load(theme, &templates::Addresses::default(), diagnostics);
    let mut context = Context::new();
    context.insert("v", &view);
    context.insert("w", &words.tree("diff"));
    context.insert_value("style", Value::safe_string(&style));
    context.insert_value("script", Value::safe_string(&script));
    tera.render("diff.html", &context).map_err(|error| templates::describe(&error, "diff.html"))
}

impl<'a> View<'a> {
    fn of(
        comparison: &'a Comparison,
        (old, new): (&Edition<'a>, &Edition<'a>),
        words: &'a Words,
        policy: String,
    ) -> Self {
        let kinds = [Kind::Changed, Kind::Added, Kind::Repealed, Kind::Moved, Kind::Renumbered];
        let counts = kinds.map(|kind| (word(words, "kind", kind.name()), comparison.count(kind)));
        let mut affected: Vec<Group> = Vec::new();
        for one in &comparison.impact.affected {
            let kind = word(words, "of", one.kind);
            match affected.last_mut().filter(|group| group.kind == kind) {
                Some(group) => group.items.push(one),
                None => affected.push(Group { kind, items: vec![one] }),
            }
        }
        let replace = comparison.impact.replace.iter().map(|one| ReplaceView {
            kind: word(words, "of", one.kind),
            action: word(words, "action", one.action.name()),
            one,
        });
        Self {
            title: &new.config.title,
            generator: GENERATOR,
            old: old.said(),
            new: new.said(),
            counts: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
            pages: comparison.pages.iter().map(|page| PageView::of(page, words)).collect(),
            affected,
            replace: replace.collect(),
            policy,
        }
    }
}

fn word<'a>(words: &'a Words, under: &str, name: &str) -> &'a str {
    words.get(&format!("diff.{under}.{name}"))
}

impl<'a> PageView<'a> {
    fn of(page: &'a PageChange, words: &'a Words) -> Self {
        let status = |name: &str| words.get(&format!("views.status.{name}"));
        Self {
            title: &page.title,
            old_title: page.old_title.as_deref(),
            what: page.kind.map(|kind| word(words, "kind", kind.name())),
            status: page.status.map(|(before, now)| (status(before), status(now))),
            rows: page.changes.iter().flat_map(|change| rows(change, words)).collect(),
        }
    }
}

/// The rows of one change: one, or several where the words would not fit on a sheet.
fn rows<'a>(change: &'a Change, words: &'a Words) -> Vec<Row<'a>> {
    let text = |side: &'a Option<crate::diff::Side>| side.as_ref().map_or("", |side| side.text.as_str());
    let number = |side: &'a Option<crate::diff::Side>| side.as_ref().map_or("", |side| side.number.as_str());
    let parts = parts(marks::stretches(text(&change.old), text(&change.new)));
    let lone = change.old.is_none() || change.new.is_none();
    let mut out = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let (mut old, mut new) = marks::sides(part);
        // What is new or gone as a whole is told by the empty side; marks all over would only hide it.
        if lone {
            old.iter_mut().chain(&mut new).for_each(|piece| piece.changed = false);
        }
        let what = if n == 0 { told(change, words) } else { String::new() };
        let (old_number, new_number) = if n == 0 { (number(&change.old), number(&change.new)) } else { ("", "") };
        out.push(Row { old_number, new_number, old, new, what });
    }
    out
}

fn told(change: &Change, words: &Words) -> String {
    let kind = word(words, "kind", change.kind.name());
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.page != new.page => {
            words.fill("diff.from_page", &[("kind", kind), ("title", &old.title)])
        }
        _ if change.kind == Kind::Changed && change.renumbered => words.fill("diff.and_renumbered", &[("kind", kind)]),
        _ => kind.to_owned(),
    }
}

/// Stretches as groups of at most [`ROW`] characters a side, cut at the ends of sentences where there are some.
fn parts(stretches: Vec<Stretch>) -> Vec<Vec<Stretch>> {
    let mut out: Vec<Vec<Stretch>> = vec![Vec::new()];
    let mut used = 0;
    for one in stretches.into_iter().flat_map(pieces) {
        let size = one.old.chars().count().max(one.new.chars().count());
        if used > 0 && used + size > ROW {
            out.push(Vec::new());
            used = 0;
        }
        used += size;
        out.last_mut().expect("invariant: begins with one").push(one);
    }
    out
}

/// A stretch cut small: what stays alike after each sentence, anything else where it is longer than a row.
fn pieces(stretch: Stretch) -> Vec<Stretch> {
    let Stretch { old, new, changed } = stretch;
    if !changed {
        let sentences = old.split_inclusive(['。', '；', '\n']).flat_map(chunks);
        return sentences.map(|text| Stretch { old: text.clone(), new: text, changed }).collect();
    }
    let (old, new) = (chunks(&old), chunks(&new));
    let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
    (0..old.len().max(new.len())).map(|n| Stretch { old: at(&old, n), new: at(&new, n), changed }).collect()
}

fn chunks(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(ROW).map(|part| part.iter().collect()).collect()
}
