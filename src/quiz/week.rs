//! In: the ids of the bank and a week. Out: that week's paper, the same on every PC.
//!
//! The rule stands here and in `theme/js/lib/quiz-week.js`; `tests/vectors/week.json` holds the two together. Weeks are
//! counted from [`epoch`]; the rotation is played through from there, so a paper depends only on the questions that had
//! entered by its week, and adding one leaves running and past weeks alone. Integers of 32 bits only.

use jiff::civil::{Date, date};
use std::collections::{BTreeMap, VecDeque};

/// Monday of week 0. A clock set to an earlier day gets the paper of this week.
pub fn epoch() -> Date {
    date(2000, 1, 3)
}

/// The number of a day's ISO week, counted from [`epoch`]; negative before it.
pub fn serial(day: Date) -> i32 {
    let days = (day - epoch()).get_days();
    days.div_euclid(7)
}

/// What selection must know about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its unit's id; `None`: for every unit.
    pub unit: Option<&'a str>,
    /// Ids of the roles it is for; empty: for all.
    pub roles: &'a [String],
    /// It enters papers the week after.
    pub since: Option<Date>,
    /// It leaves papers the week after.
    pub until: Option<Date>,
}

impl Entry<'_> {
    fn is_for(&self, reader: Reader) -> bool {
        reader.unit.is_none_or(|unit| self.unit.is_none_or(|own| own == unit))
            && reader.role.is_none_or(|role| self.roles.is_empty() || self.roles.iter().any(|own| own == role))
    }
}

/// The number of the week after a day, at least 0; that of no day is 0.
pub fn week_after(day: Option<Date>) -> i32 {
    day.map_or(0, |day| (serial(day) + 1).max(0))
}

/// Whose paper it is; `None` takes the questions of all units or roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader<'a> {
    /// Unit id.
    pub unit: Option<&'a str>,
    /// Role id.
    pub role: Option<&'a str>,
}

/// How a question went, from the first week in which that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// The first week it counts in.
    pub week: i32,
    /// The question.
    pub id: &'a str,
    /// Whether it must come again soon.
    pub missed: bool,
}

/// What the papers of all weeks are made by, besides the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan<'a> {
    /// How many questions a paper has from a week on, in the order of weeks.
    pub sizes: Vec<(i32, usize)>,
    /// What became of questions, in the order of weeks; empty where nothing is recorded.
    pub outcomes: Vec<Outcome<'a>>,
}

impl Plan<'_> {
    /// Papers of one size, nothing recorded.
    pub fn of_size(size: usize) -> Self {
        Self { sizes: vec![(0, size)], outcomes: Vec::new() }
    }

    fn size(&self, week: i32) -> usize {
        let reached = self.sizes.iter().rev().find(|(from, _)| *from <= week);
        reached.or(self.sizes.first()).map_or(0, |(_, size)| *size)
    }
}

/// The questions of one week: at most as many as the plan says, fewer only where the bank has no more.
///
/// Every question comes once before any comes again, and none returns before about half of the others have been asked.
/// New questions come first in the weeks after they entered. Those a reader's bank began with count as always there, so
/// that its first paper is not empty. What was missed takes up to half of the paper first ([`Boxes`]).
pub fn paper<'a>(bank: &[Entry<'a>], reader: Reader, week: i32, plan: &Plan<'a>) -> Vec<&'a str> {
    let own = || bank.iter().filter(|e| e.is_for(reader));
    let mut coming: Vec<(i32, &str)> = own().map(|e| (week_after(e.since), e.id)).collect();
    coming.sort_unstable();
    let founding = coming.first().map_or(0, |(first, _)| *first);
    let mut coming: VecDeque<_> = coming.into();
    let going: Vec<(i32, &str)> = own().filter(|e| e.until.is_some()).map(|e| (week_after(e.until), e.id)).collect();
    let mut rotation = Rotation::default();
    let mut boxes = Boxes::default();
    let mut paper = Vec::new();
    for now in 0..=week.max(0) {
        let count = coming.iter().take_while(|(first, _)| *first <= now.max(founding)).count();
        rotation.enter(coming.drain(..count).map(|(_, id)| id).collect());
        for (_, id) in going.iter().filter(|(end, _)| *end <= now) {
            rotation.leave(id);
        }
        for outcome in plan.outcomes.iter().filter(|outcome| outcome.week == now) {
            boxes.record(outcome, now);
        }
        let size = plan.size(now);
        let due = boxes.due(now, size / 2, &rotation);
        paper = rotation.draw(size, due);
    }
    paper
}

/// The order in which the `count` choices of a question are shown in a week, each by its place in the bank.
pub fn arrangement(id: &str, count: usize, week: i32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_cached_key(|place| (key(&format!("{id}/{place}"), week.max(0).unsigned_abs()), *place));
    order
}

/// The same for steps to put in order and sides to match: never the right order.
pub fn scrambled(id: &str, count: usize, week: i32) -> Vec<usize> {
    let mut order = arrangement(id, count, week);
    if order.is_sorted() && count > 1 {
        order.rotate_left(1);
    }
    order
}

/// Questions that were missed: Leitner's boxes, in weeks. A question missed comes again the week after, then two and then four weeks
/// after it was answered rightly; after that it is left to the rotation. One whose next answers nobody records is left to it too.
#[derive(Default)]
struct Boxes<'a> {
    /// Question → its box from 0, and the week from which it is due, where it waits for one.
    cards: BTreeMap<&'a str, (u32, Option<i32>)>,
}

impl<'a> Boxes<'a> {
    const LAST: u32 = 2;

    fn record(&mut self, outcome: &Outcome<'a>, now: i32) {
        if outcome.missed {
            self.cards.insert(outcome.id, (0, Some(now)));
            return;
        }
        match self.cards.get(outcome.id) {
            Some((Self::LAST, _)) => {
                self.cards.remove(outcome.id);
            }
            Some((level, _)) => {
                let level = level + 1;
                self.cards.insert(outcome.id, (level, Some(now + (1 << level) - 1)));
            }
            None => {}
        }
    }

    /// At most `most` questions that are due and in the bank, those due first; they wait for nothing any more.
    fn due(&mut self, now: i32, most: usize, rotation: &Rotation<'a>) -> Vec<&'a str> {
        let waiting =
            self.cards.iter().filter_map(|(id, (_, due))| due.filter(|due| *due <= now).map(|due| (due, *id)));
        let mut due: Vec<(i32, u32, &str)> =
            waiting.filter(|(_, id)| rotation.has(id)).map(|(due, id)| (due, key(id, rotation.cycle), id)).collect();
        due.sort_unstable();
        due.truncate(most);
        let ids: Vec<&str> = due.into_iter().map(|(_, _, id)| id).collect();
        for id in &ids {
            if let Some((_, due)) = self.cards.get_mut(id) {
                *due = None;
            }
        }
        ids
    }
}

/// The state of the rotation between two weeks.
#[derive(Default)]
struct Rotation<'a> {
    cycle: u32,
    /// Still to come in this cycle, in order.
    waiting: VecDeque<&'a str>,
    /// Already asked in this cycle, in order.
    asked: Vec<&'a str>,
}

impl<'a> Rotation<'a> {
    /// New questions go to the head of the queue.
    fn enter(&mut self, mut ids: Vec<&'a str>) {
        shuffle(&mut ids, self.cycle);
        for id in ids.into_iter().rev() {
            self.waiting.push_front(id);
        }
    }

    fn leave(&mut self, id: &str) {
        self.waiting.retain(|other| *other != id);
        self.asked.retain(|other| *other != id);
    }

    fn has(&self, id: &str) -> bool {
        self.waiting.contains(&id) || self.asked.contains(&id)
    }

    /// A paper of `size` that begins with `paper`; what it begins with counts as asked in this cycle.
    fn draw(&mut self, size: usize, mut paper: Vec<&'a str>) -> Vec<&'a str> {
        let size = size.min(self.waiting.len() + self.asked.len());
        for id in &paper {
            self.leave(id);
            self.asked.push(id);
        }
        while paper.len() < size {
            if self.waiting.is_empty() {
                self.begin_cycle();
            }
            let next = self.waiting.iter().position(|id| !paper.contains(id));
            let id = next.and_then(|at| self.waiting.remove(at)).expect("invariant: the bank holds enough others");
            self.asked.push(id);
            paper.push(id);
        }
        paper
    }

    /// What was asked early in the last cycle comes in the first half of the new one.
    fn begin_cycle(&mut self) {
        self.cycle += 1;
        let mut late = self.asked.split_off(self.asked.len() / 2);
        shuffle(&mut self.asked, self.cycle);
        shuffle(&mut late, self.cycle);
        self.waiting.extend(self.asked.drain(..).chain(late));
    }
}

fn shuffle(ids: &mut [&str], cycle: u32) {
    ids.sort_by_cached_key(|id| (key(id, cycle), *id));
}

/// A question's place in a cycle: FNV-1a of its id, stirred with the cycle by the last step of MurmurHash3.
fn key(id: &str, cycle: u32) -> u32 {
    let hash = id.encode_utf16().fold(0x811c_9dc5_u32, |h, unit| (h ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    let mut h = hash ^ cycle.wrapping_mul(0x9e37_79b9);
    h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
    h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}
