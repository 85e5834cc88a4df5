//! In: `local.yml`. Out: duties whose frequency the unit decided itself bear that decision.

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Handbook, LocalDuty, Per},
};

/// Hands every entry of `local.yml` to the duty it speaks of.
pub fn apply(handbook: &mut Handbook, diagnostics: &mut Diagnostics) {
    let entries = std::mem::take(&mut handbook.local.duties);
    for entry in &entries {
        if let Err(hint) = apply_one(handbook, entry) {
            let message = format!("本单位规定里的“{}#{}”找不到对应的职责", entry.page, entry.clause);
            diagnostics.push(Diagnostic::new("unknown-citation", entry.span, message).hint(hint));
        }
    }
    handbook.local.duties = entries;
}

fn apply_one(handbook: &mut Handbook, entry: &LocalDuty) -> Result<(), String> {
    let page = handbook.regulations.iter_mut().find(|page| page.meta.id == entry.page);
    let page = page.ok_or_else(|| format!("没有 id 是“{}”的制度", entry.page))?;
    let wanted = |what: &str| entry.what.as_deref().is_none_or(|name| name == what);
    let mut open = page.duties.iter_mut().filter(|duty| {
        duty.when.per == Per::Unspecified
            && wanted(&duty.what)
            && duty.clause.raw.trim_start_matches('#') == entry.clause
    });
    let Some(duty) = open.next() else {
        let listed: Vec<_> = (page.duties.iter())
            .filter(|duty| duty.when.per == Per::Unspecified)
            .map(|duty| format!("{}（{}）", duty.what, duty.clause.raw.trim_start_matches('#')))
            .collect();
        return Err(match listed.is_empty() {
            true => "这项制度没有原文未定的职责".to_owned(),
            false => format!("这项制度里原文未定的有：{}", listed.join("、")),
        });
    };
    duty.local = Some(entry.when.clone());
    Ok(())
}
