//! In: `deadlines:` of a regulation's front matter. Out: its deadlines, and what is wrong with them.

use super::{PageCx, front_matter::known_role};
use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Citation, Count, Deadline, FirstDay, Meta},
    source::Span,
    yaml::{Fields, Node},
};

/// Reads the list.
pub fn deadlines(cx: &mut PageCx, fields: &mut Fields, meta: &Meta) -> Vec<Deadline> {
    fields.list("deadlines").into_iter().filter_map(|node| deadline(cx, node, meta)).collect()
}

fn deadline(cx: &mut PageCx, node: &Node, meta: &Meta) -> Option<Deadline> {
    let d = &mut cx.diagnostics;
    let mut fields = Fields::of(node, "deadlines 的一项", d)?;
    let (what, said) = (fields.text("what", d), fields.text("said", d));
    let clause_span = fields.span_of("clause");
    let clause = fields.text("clause", d);
    let number_span = fields.span_of("number");
    let roles = fields.texts("who", d);
    let deadline = Deadline {
        what: what.clone().unwrap_or_default(),
        said: said.clone().unwrap_or_default(),
        from: fields.text("from", d),
        count: fields.choice("count", &Count::ALL.map(|count| (count.name(), count)), d),
        number: fields.count("number", d),
        first_day: fields.choice("first-day", &FirstDay::ALL.map(|day| (day.name(), day)), d).unwrap_or_default(),
        restart: fields.text("restart", d),
        before_holiday: fields.choice("holiday", &[("before", true)], d).unwrap_or(false),
        who: roles.into_iter().filter(|(r, span)| known_role(cx.config, r, *span, d)).map(|(r, _)| r).collect(),
        note: fields.text("note", d),
        clause: Citation::unresolved(format!("#{}", clause.as_deref().unwrap_or_default()), clause_span),
        page: meta.id.clone(),
        unit: meta.unit.clone(),
    };
    fields.finish("deadlines 的一项", d);
    for (key, missing) in [("what", what.is_none()), ("said", said.is_none()), ("clause", clause.is_none())] {
        if missing {
            let hint = "写成 {what: 答复投诉人, said: 5个工作日以内, from: 受理, count: working-days, number: 5, clause: \"㈣3\"}";
            d.push(Diagnostic::new("missing-key", node.span, format!("这个时限缺少 {key}")).hint(hint));
        }
    }
    check(&deadline, number_span, d);
    (what.is_some() && said.is_some() && clause.is_some()).then_some(deadline)
}

/// A number that its way of counting cannot have, and one that nothing counts.
fn check(deadline: &Deadline, span: Span, d: &mut Diagnostics) {
    let Some(number) = deadline.number else { return };
    let fact = match deadline.count {
        None => "写了 number，没有写 count，算不出日子".to_owned(),
        Some(Count::DayOfMonth | Count::DayOfNextMonth) if !(1..=31).contains(&number) => {
            format!("没有{number}日这一天")
        }
        Some(_) if !(1..=1000).contains(&number) => format!("数目 {number} 不在 1 到 1000 之间"),
        Some(_) => return,
    };
    let hint =
        "count 写 working-days、days、days-before、months、day-of-month 或 day-of-next-month，number 写几个或几日";
    d.push(Diagnostic::new("bad-deadline", span, fact).hint(hint));
}
