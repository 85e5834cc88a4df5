//! In: the regulations of two editions. Out: which clause of the one is which of the other, and what became of it.
//!
//! First comes what is surest: the same place and words; the same words; the same place; then the likest words. A clause that
//! stands under the same clause with the same label is in its place, whatever became of the labels above.

use super::{Change, Kind, PageChange, Side};
use crate::model::{Clause, Handbook, Regulation};
use std::collections::{BTreeMap, BTreeSet};

/// Words must be this alike to be taken for the same clause at another place.
const ALIKE: f32 = 0.55;
/// Words shorter than this say nothing about where a clause came from.
const TELLING: usize = 6;

/// A clause: page and place in it.
type At = (usize, usize);

/// What became of every regulation; those that are as they were are left out.
pub fn pages(old: &Handbook, new: &Handbook) -> Vec<PageChange> {
    let (old, new) = (&old.regulations, &new.regulations);
    let partners = page_partners(old, new);
    let partner_of: BTreeMap<usize, usize> = partners.iter().map(|(o, n)| (*n, *o)).collect();
    let mut pairing = Pairing { old, new, partner_of, to_new: BTreeMap::new(), to_old: BTreeMap::new() };
    for (o, n) in &partners {
        pairing.page(*o, *n);
    }
    pairing.across();
    let mut out: Vec<PageChange> = (0..new.len()).map(|n| pairing.changes(n)).collect();
    let kept: BTreeSet<usize> = partners.iter().map(|(o, _)| *o).collect();
    out.extend((0..old.len()).filter(|o| !kept.contains(o)).map(|o| pairing.gone(o)));
    out.retain(|page| {
        page.kind.is_some() || page.status.is_some() || page.old_title.is_some() || !page.changes.is_empty()
    });
    out
}

/// Pages belong together by id, else by title, else by what most of their words are.
fn page_partners(old: &[Regulation], new: &[Regulation]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let words = |page: &Regulation| page.clauses.iter().map(Clause::own_text).collect::<Vec<_>>().concat();
    let old_words: Vec<String> = old.iter().map(words).collect();
    let new_words: Vec<String> = new.iter().map(words).collect();
    let same_id = |o: usize, n: usize| old[o].meta.id == new[n].meta.id;
    let same_title =
        |o: usize, n: usize| old[o].meta.title == new[n].meta.title && old[o].meta.unit == new[n].meta.unit;
    let alike = |o: usize, n: usize| likeness(&old_words[o], &new_words[n]) > ALIKE;
    let rules: [&dyn Fn(usize, usize) -> bool; 3] = [&same_id, &same_title, &alike];
    for rule in rules {
        for n in 0..new.len() {
            let free = |o: &usize| !found.iter().any(|(taken, _)| taken == o);
            if found.iter().any(|(_, taken)| *taken == n) {
                continue;
            }
            if let Some(o) = (0..old.len()).filter(free).find(|o| rule(*o, n)) {
                found.push((o, n));
            }
        }
    }
    found.sort_unstable();
    found
}

/// How alike two texts are: the share of pairs of characters they have in common (Dice), from 0 to 1.
pub fn likeness(a: &str, b: &str) -> f32 {
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut counts: BTreeMap<(char, char), u32> = BTreeMap::new();
        chars.windows(2).for_each(|pair| *counts.entry((pair[0], pair[1])).or_default() += 1);
        counts
    };
    let (a, b) = (pairs(a), pairs(b));
    let all = a.values().sum::<u32>() + b.values().sum::<u32>();
    if all == 0 {
        return 0.0;
    }
    let common: u32 = a.iter().map(|(pair, n)| (*n).min(b.get(pair).copied().unwrap_or(0))).sum();
    2.0 * common as f32 / all as f32
}

struct Pairing<'a> {
    old: &'a [Regulation],
    new: &'a [Regulation],
    /// The old page that a new one was.
    partner_of: BTreeMap<usize, usize>,
    to_new: BTreeMap<At, At>,
    to_old: BTreeMap<At, At>,
}

impl<'a> Pairing<'a> {
    fn join(&mut self, old: At, new: At) {
        self.to_new.insert(old, new);
        self.to_old.insert(new, old);
    }

    fn old_clause(&self, at: At) -> &'a Clause {
        &self.old[at.0].clauses[at.1]
    }

    fn new_clause(&self, at: At) -> &'a Clause {
        &self.new[at.0].clauses[at.1]
    }

    fn free_old(&self, page: usize) -> Vec<At> {
        (0..self.old[page].clauses.len()).map(|i| (page, i)).filter(|at| !self.to_new.contains_key(at)).collect()
    }

    fn free_new(&self, page: usize) -> Vec<At> {
        (0..self.new[page].clauses.len()).map(|i| (page, i)).filter(|at| !self.to_old.contains_key(at)).collect()
    }

    /// Brings together the clauses of two pages that belong together.
    fn page(&mut self, o: usize, n: usize) {
        self.by(o, n, |clause| Some((clause.path.clone(), clause.own_text())));
        self.by(o, n, |clause| Some(clause.own_text()).filter(|text| text.chars().count() >= TELLING));
        self.by_place(o, n, true);
        let (old, new) = (self.free_old(o), self.free_new(n));
        self.by_likeness(&old, &new);
        self.by_place(o, n, false);
    }

    /// Joins clauses whose key is the same, in order.
    fn by<K: Ord>(&mut self, o: usize, n: usize, key: impl Fn(&Clause) -> Option<K>) {
        let mut waiting: BTreeMap<K, Vec<At>> = BTreeMap::new();
        for at in self.free_old(o).into_iter().rev() {
            if let Some(key) = key(self.old_clause(at)) {
                waiting.entry(key).or_default().push(at);
            }
        }
        for at in self.free_new(n) {
            let old = key(self.new_clause(at)).and_then(|key| waiting.get_mut(&key)?.pop());
            if let Some(old) = old {
                self.join(old, at);
            }
        }
    }

    /// Joins clauses that stand in the same place; where `alike`, only those whose words are so, too.
    fn by_place(&mut self, o: usize, n: usize, alike: bool) {
        for at in self.free_new(n) {
            let new = self.new_clause(at);
            let found = self.free_old(o).into_iter().find(|old| {
                let clause = self.old_clause(*old);
                let in_place = clause.path == new.path || self.under_partners(*old, at) && same_label(clause, new);
                let (a, b) = (clause.own_text(), new.own_text());
                in_place && (!alike || likeness(&a, &b) > ALIKE || a.is_empty() && b.is_empty())
            });
            if let Some(old) = found {
                self.join(old, at);
            }
        }
    }

    /// Joins what is likest first.
    fn by_likeness(&mut self, old: &[At], new: &[At]) {
        let mut pairs: Vec<(f32, At, At)> = Vec::new();
        for o in old {
            let text = self.old_clause(*o).own_text();
            if text.chars().count() < TELLING {
                continue;
            }
            let likely = new.iter().map(|n| (likeness(&text, &self.new_clause(*n).own_text()), *o, *n));
            pairs.extend(likely.filter(|(alike, _, _)| *alike > ALIKE));
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, o, n) in pairs {
            if !self.to_new.contains_key(&o) && !self.to_old.contains_key(&n) {
                self.join(o, n);
            }
        }
    }

    /// What left its page and came up on another.
    fn across(&mut self) {
        let old: Vec<At> = (0..self.old.len()).flat_map(|page| self.free_old(page)).collect();
        let new: Vec<At> = (0..self.new.len()).flat_map(|page| self.free_new(page)).collect();
        let mut waiting: BTreeMap<String, Vec<At>> = BTreeMap::new();
        for at in old.into_iter().rev() {
            waiting.entry(self.old_clause(at).own_text()).or_default().push(at);
        }
        for at in new {
            let text = self.new_clause(at).own_text();
            if text.chars().count() < 2 * TELLING {
                continue;
            }
            let Some(list) = waiting.get_mut(&text) else { continue };
            if let Some(place) = list.iter().rposition(|old| self.partner_of.get(&at.0) != Some(&old.0)) {
                let old = list.remove(place);
                self.join(old, at);
            }
        }
    }

    /// Whether two clauses stand under clauses that belong together, or outermost on pages that do.
    fn under_partners(&self, old: At, new: At) -> bool {
        match (self.old_clause(old).parent, self.new_clause(new).parent) {
            (None, None) => self.partner_of.get(&new.0) == Some(&old.0),
            (Some(o), Some(n)) => self.to_new.get(&(old.0, o)) == Some(&(new.0, n)),
            _ => false,
        }
    }

    fn changes(&self, n: usize) -> PageChange {
        let partner = self.partner_of.get(&n).copied();
        let page = &self.new[n];
        let before = partner.map(|o| &self.old[o]);
        let mut changes: Vec<(At, Change)> = Vec::new();
        let mut last = 0;
        for index in 0..page.clauses.len() {
            let old = self.to_old.get(&(n, index)).copied();
            if let Some((_, i)) = old.filter(|(o, _)| Some(*o) == partner) {
                last = last.max(i + 1);
            }
            if let Some(change) = self.change(old, (n, index)) {
                changes.push(((last, index), change));
            }
        }
        if let Some(o) = partner {
            for (_, i) in self.free_old(o) {
                let side = Side::of(&self.old[o], &self.old[o].clauses[i]);
                let change = Change { kind: Kind::Repealed, renumbered: false, old: Some(side), new: None };
                changes.push(((i, 0), change));
            }
        }
        changes.sort_by_key(|(place, _)| *place);
        PageChange {
            id: page.meta.id.clone(),
            title: page.meta.title.clone(),
            old_title: before.map(|before| before.meta.title.clone()).filter(|title| *title != page.meta.title),
            kind: before.is_none().then_some(Kind::Added),
            status: before
                .map(|before| (before.status.name(), page.status.name()))
                .filter(|(before, now)| before != now),
            changes: changes.into_iter().map(|(_, change)| change).collect(),
        }
    }

    /// What became of a clause of the new edition; `None`: it is as it was.
    fn change(&self, old: Option<At>, new: At) -> Option<Change> {
        let now = Side::of(&self.new[new.0], self.new_clause(new));
        let Some(old) = old else {
            return Some(Change { kind: Kind::Added, renumbered: false, old: None, new: Some(now) });
        };
        let before = Side::of(&self.old[old.0], self.old_clause(old));
        let relabelled = !same_label(self.old_clause(old), self.new_clause(new));
        let moved = !self.under_partners(old, new);
        let kind = match (before.text != now.text, moved, relabelled) {
            (true, _, _) => Kind::Changed,
            (false, true, _) => Kind::Moved,
            (false, false, true) => Kind::Renumbered,
            (false, false, false) => return None,
        };
        Some(Change { kind, renumbered: moved || relabelled, old: Some(before), new: Some(now) })
    }

    /// A page that is gone; what moved elsewhere is told there.
    fn gone(&self, o: usize) -> PageChange {
        let page = &self.old[o];
        let repealed = |(_, i): At| Change {
            kind: Kind::Repealed,
            renumbered: false,
            old: Some(Side::of(page, &page.clauses[i])),
            new: None,
        };
        PageChange {
            id: page.meta.id.clone(),
            title: page.meta.title.clone(),
            old_title: None,
            kind: Some(Kind::Repealed),
            status: None,
            changes: self.free_old(o).into_iter().map(repealed).collect(),
        }
    }
}

/// Labels that say the same number; how it is printed may differ.
fn same_label(old: &Clause, new: &Clause) -> bool {
    match (&old.label, &new.label) {
        (Some(old), Some(new)) => old.family == new.family && old.number == new.number,
        (None, None) => true,
        _ => false,
    }
}
