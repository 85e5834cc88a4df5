//! In: a regulation and a printed reference. Out: the clause it means.

use crate::{
    model::{Clause, ClauseItem, Family, Regulation},
    parse::label::{Step, steps},
};

/// The clause (and its 款) that an anchor or printed labels mean.
pub fn find(page: &Regulation, place: &str) -> Option<(usize, Option<u32>)> {
    if let Some(index) = page.clauses.iter().position(|clause| clause.anchor == place) {
        return Some((index, None));
    }
    if let Some((clause, kuan)) = place.rsplit_once("-k").and_then(|(clause, kuan)| Some((clause, kuan.parse().ok()?)))
    {
        let index = page.clauses.iter().position(|c| c.anchor == clause)?;
        return has_kuan(&page.clauses[index], kuan).then_some((index, Some(kuan)));
    }
    let steps = steps(place)?;
    let (first, rest) = steps.split_first()?;
    let mut starts: Vec<usize> = (0..page.clauses.len()).filter(|i| begins(page, *i, first)).collect();
    starts.sort_by_key(|i| page.clauses[*i].path.len());
    let found: Vec<(usize, (usize, Option<u32>))> =
        starts.iter().filter_map(|i| walk(page, *i, rest).map(|found| (page.clauses[*i].path.len(), found))).collect();
    match found.as_slice() {
        [(_, one)] => Some(*one),
        [(depth, one), (next, _), ..] if depth < next => Some(*one),
        _ => None,
    }
}

fn has_kuan(clause: &Clause, kuan: u32) -> bool {
    clause.paragraphs().any(|p| p.kuan == Some(kuan))
}

fn begins(page: &Regulation, index: usize, step: &Step) -> bool {
    let clause = &page.clauses[index];
    match (&clause.label, step) {
        (None, Step::Paragraph(n)) => clause.anchor == format!("p{n}"),
        (Some(label), Step::Article(number)) => {
            let outermost = label.family == Family::Tiao
                || clause.parent.is_none_or(|p| page.clauses[p].label.as_ref().is_some_and(|l| l.family.is_division()))
                || matches!(label.family, Family::Decimal(_));
            // 附件1 is no article, however high it stands.
            let can_be = !label.family.is_division() && label.family != Family::Attachment;
            outermost && can_be && label.number == *number
        }
        (Some(label), Step::Item(number)) => label.number == [*number],
        (Some(label), Step::Label(family, number)) => label.number == *number && fits(label.family, *family),
        _ => false,
    }
}

/// A bare digit may also mean 第3条, and any step without a family any label.
fn fits(family: Family, wanted: Option<Family>) -> bool {
    match wanted {
        None => true,
        Some(Family::Digit) => matches!(family, Family::Digit | Family::Tiao),
        Some(wanted) => family == wanted,
    }
}

fn walk(page: &Regulation, start: usize, steps: &[Step]) -> Option<(usize, Option<u32>)> {
    let mut at = start;
    let mut kuan = None;
    for step in steps {
        if let Step::Kuan(n) = step {
            has_kuan(&page.clauses[at], *n).then_some(())?;
            kuan = Some(*n);
            continue;
        }
        at = children(&page.clauses[at], kuan).find(|child| begins(page, *child, step))?;
        kuan = None;
    }
    Some((at, kuan))
}

/// The clauses beneath a clause, or beneath one of its 款.
fn children(clause: &Clause, kuan: Option<u32>) -> impl Iterator<Item = usize> {
    let mut current = 0;
    clause.items.iter().filter_map(move |item| match item {
        ClauseItem::Paragraph(p) => {
            current = p.kuan.unwrap_or(current);
            None
        }
        ClauseItem::Child(child) if kuan.is_none_or(|kuan| kuan == current) => Some(*child),
        _ => None,
    })
}
