//! In: the head fields of a form and what its stacks vary. Out: which field a stack writes the date, floor, shift … into.
//!
//! Front matter may say it (`{name: 值班日, kind: date, fill: date}`); else the field's kind and name do.

use crate::model::{Field, FieldKind, Fill};

/// Finds the field of everything that `per` names, where none is told.
pub(super) fn infer(head: &mut [Field], per: &[String]) {
    for (name, fill) in Fill::NAMES {
        let wanted = fill == Fill::Round || per.iter().any(|one| one == name);
        if wanted
            && !head.iter().any(|field| field.fill == Some(fill))
            && let Some(index) = find(head, fill)
        {
            head[index].fill = Some(fill);
        }
    }
}

/// The first field of the name that is most to the point.
fn find(head: &[Field], fill: Fill) -> Option<usize> {
    names(fill).iter().find_map(|name| {
        head.iter().position(|field| field.fill.is_none() && takes(field, fill) && field.name.contains(name))
    })
}

fn takes(field: &Field, fill: Fill) -> bool {
    match fill {
        Fill::Date => field.kind == FieldKind::Date,
        Fill::Week | Fill::Month => field.kind == FieldKind::Text,
        Fill::Floor | Fill::Shift => matches!(field.kind, FieldKind::Text | FieldKind::Choice),
        Fill::Round => matches!(field.kind, FieldKind::Text | FieldKind::Number),
    }
}

/// What such fields are called, the plainest name first; an empty one takes any.
fn names(fill: Fill) -> &'static [&'static str] {
    match fill {
        Fill::Date => &["日期", ""],
        Fill::Week => &["起止日期", "周次", "周"],
        Fill::Month => &["月份", "月"],
        Fill::Floor => &["楼层", "场所", "地点", "区域"],
        Fill::Shift => &["班次"],
        Fill::Round => &["轮次", "第几次", "第几轮"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, kind: FieldKind) -> Field {
        Field { name: name.into(), kind, choices: Vec::new(), fill: None }
    }

    #[test]
    fn fields_are_found_by_kind_and_name() {
        let mut head = [
            field("交班班次", FieldKind::Text),
            field("发生日期", FieldKind::Date),
            field("日期", FieldKind::Text),
            field("巡查地点", FieldKind::Text),
        ];
        infer(&mut head, &["date".into(), "floor".into(), "shift".into()]);
        assert_eq!(head.map(|f| f.fill), [Some(Fill::Shift), Some(Fill::Date), None, Some(Fill::Floor)]);
    }

    #[test]
    fn what_is_told_holds_and_what_does_not_vary_stays_blank() {
        let mut head =
            [field("日期", FieldKind::Date), field("值班日", FieldKind::Date), field("楼层", FieldKind::Text)];
        head[1].fill = Some(Fill::Date);
        infer(&mut head, &["date".into()]);
        assert_eq!(head.map(|f| f.fill), [None, Some(Fill::Date), None]);
    }
}
