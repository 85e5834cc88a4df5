//! In: all pages. Out: findings about ids, addresses, images and forms that do not hold together.

use crate::{
    Input,
    diag::{Diagnostic, Diagnostics, nearest},
    model::{Handbook, Meta},
    source::Sources,
};
use std::collections::{BTreeMap, BTreeSet};

/// Addresses the site itself writes; a page of the handbook may not take them.
const RESERVED: &[&str] = &[
    "regs/index.html",
    "scripts/index.html",
    "forms/index.html",
    "quiz/index.html",
    "quiz/week.html",
    "quiz/paper.html",
    "quiz/drill.html",
    "quiz/tally.html",
    "pages/index.html",
];

/// Ids and addresses are unique, addresses without regard to case, since the sticks' file system has none.
pub fn ids(handbook: &Handbook, sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut ids: BTreeMap<&str, &Meta> = BTreeMap::new();
    let mut urls: BTreeMap<String, &Meta> = BTreeMap::new();
    for meta in handbook.metas() {
        let path = |meta: &Meta| sources.file(meta.file).path.clone();
        if let Some(first) = ids.get(meta.id.as_str()) {
            let message = format!("id“{}”已被 {} 用了", meta.id, path(first));
            diagnostics.push(
                Diagnostic::new("duplicate-id", meta.span, message)
                    .label(first.span, "先用的在这里")
                    .hint("改掉其中一个 id"),
            );
            continue;
        }
        ids.insert(&meta.id, meta);
        if RESERVED.contains(&meta.url.as_str()) {
            let message = format!("地址 {} 是手册自己要用的", meta.url);
            diagnostics.push(Diagnostic::new("duplicate-address", meta.span, message).hint("换一个 id"));
        }
        if let Some(first) = urls.insert(meta.url.to_lowercase(), meta) {
            let message = format!("{} 与 {} 会写到同一个地址 {}", path(meta), path(first), meta.url);
            diagnostics.push(Diagnostic::new("duplicate-address", meta.span, message).hint("改掉其中一个 id"));
        }
    }
}

/// Every image that is shown is there.
pub fn images(handbook: &Handbook, input: &Input, diagnostics: &mut Diagnostics) {
    let there: BTreeSet<&str> = input.assets.iter().map(|asset| asset.path.as_str()).collect();
    for (path, span) in handbook.metas().flat_map(|meta| &meta.images) {
        if !there.contains(path.as_str()) {
            let near = nearest(path, there.iter().copied()).map_or(String::new(), |near| format!("；相近的有 {near}"));
            let hint = format!("把图片放到那里，或改正路径{near}");
            diagnostics.push(Diagnostic::new("missing-image", *span, format!("找不到图片 {path}")).hint(hint));
        }
    }
}

/// The form a duty names is there.
pub fn duty_forms(handbook: &Handbook, diagnostics: &mut Diagnostics) {
    let forms: BTreeSet<&str> = handbook.forms.iter().map(|form| form.meta.id.as_str()).collect();
    for duty in handbook.regulations.iter().flat_map(|page| &page.duties) {
        let Some(form) = duty.form.as_deref().filter(|form| !forms.contains(form)) else { continue };
        let hint = match nearest(form, forms.iter().copied()) {
            Some(near) => format!("是不是想写“{near}”？"),
            None => "在 content/forms/ 里建这张表，或删去 form".to_owned(),
        };
        let message = format!("职责“{}”所记的表单“{form}”不存在", duty.what);
        diagnostics.push(Diagnostic::new("unknown-citation", duty.clause.span, message).hint(hint));
    }
}
