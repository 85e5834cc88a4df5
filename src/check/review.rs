//! In: the handbook and its lock. Out: a warning for each thing that was not checked against the present wording of its clause,
//! and for each form that changed without a new version. Without a lock nothing is said.

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::Handbook,
    review::{Pending, pending, stale_forms},
};

/// Compares with the lock.
pub fn check(handbook: &Handbook, diagnostics: &mut Diagnostics) {
    let Some(lock) = &handbook.review else { return };
    for one in pending(handbook, lock) {
        diagnostics.push(unreviewed(&one));
    }
    for form in stale_forms(handbook, lock) {
        let message = format!("表单《{}》的内容改了，版本还是 {}", form.meta.title, form.version);
        let hint = "把文件头的 version 往上改，印在纸上的旧表才认得出来；再运行 shouce review --accept";
        diagnostics.push(Diagnostic::new("stale-version", form.meta.span, message).hint(hint));
    }
}

fn unreviewed(one: &Pending) -> Diagnostic {
    let Pending { item, clause: (_, cite), old } = one;
    let kind = match item.kind {
        "form" => "表单行",
        "script" => "话术情景",
        _ => "题目",
    };
    let text: String = item.text.chars().take(30).collect();
    let message = match old {
        Some(_) => format!("{kind}“{text}”所据的 {cite} 改过了，还没有重新核对"),
        None => format!("{kind}“{text}”还没有与 {cite} 核对过"),
    };
    let hint = match old {
        Some(_) => "运行 shouce review 看新旧条文；核对好了，运行 shouce review --accept",
        None => "核对好了，运行 shouce review --accept",
    };
    Diagnostic::new("unreviewed", item.span, message).hint(hint)
}
