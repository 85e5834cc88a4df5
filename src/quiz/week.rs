//! In: the ids of the bank and a week. Out: that week's paper, the same on every PC.
//!
//! The rule stands here and in `theme/js/lib/quiz-week.js`; `tests/vectors/week.json` holds the two together. Weeks are
//! counted from [`epoch`]; the rotation is played through from there, so a paper depends only on the questions that had
//! entered by its week, and adding one leaves running and past weeks alone. Integers of 32 bits only.

use jiff::civil::{Date, date};
use std::collections::VecDeque;

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
}

impl Entry<'_> {
    fn is_for(&self, reader: Reader) -> bool {
        reader.unit.is_none_or(|unit| self.unit.is_none_or(|own| own == unit))
            && reader.role.is_none_or(|role| self.roles.is_empty() || self.roles.iter().any(|own| own == role))
    }
}

/// The number of the first week a question of that day may be asked in; 0 for one that was always there.
pub fn first_week(since: Option<Date>) -> i32 {
    since.map_or(0, |day| (serial(day) + 1).max(0))
}

/// Whose paper it is; `None` takes the questions of all units or roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader<'a> {
    /// Unit id.
    pub unit: Option<&'a str>,
    /// Role id.
    pub role: Option<&'a str>,
}

/// The questions of one week, in the order of the paper: at most `size`, fewer only where the bank has no more.
///
/// Every question comes once before any comes again, and none returns before about half of the others have been asked.
/// New questions come first in the weeks after they entered. Those a reader's bank began with count as always there, so
/// that its first paper is not empty.
pub fn paper<'a>(bank: &[Entry<'a>], reader: Reader, week: i32, size: usize) -> Vec<&'a str> {
    let mut coming: Vec<(i32, &str)> =
        bank.iter().filter(|e| e.is_for(reader)).map(|e| (first_week(e.since), e.id)).collect();
    coming.sort_unstable();
    let founding = coming.first().map_or(0, |(first, _)| *first);
    let mut coming: VecDeque<_> = coming.into();
    let mut rotation = Rotation::default();
    let mut paper = Vec::new();
    for now in 0..=week.max(0) {
        let count = coming.iter().take_while(|(first, _)| *first <= now.max(founding)).count();
        rotation.enter(coming.drain(..count).map(|(_, id)| id).collect());
        paper = rotation.draw(size);
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

    fn draw(&mut self, size: usize) -> Vec<&'a str> {
        let mut paper = Vec::new();
        let size = size.min(self.waiting.len() + self.asked.len());
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
