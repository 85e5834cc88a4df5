//! `shouce review`. In: a handbook's folder. Out: what was not checked against the present wording of its clauses, old and new
//! side by side; with `--accept` the lock file that says it now is.

use super::{
    Outcome,
    args::{Format, ReviewArgs},
    compile::{Job, shown_path},
    failure::Failure,
    place, report,
};
use crate::{
    diff::marks,
    model::{Handbook, Lock},
    review::{self, FILE, Pending},
};
use std::{collections::BTreeMap, fmt::Write as _, io::Write as _};

/// Runs the command.
///
/// # Errors
/// Where there is no such page, or the disk refuses.
pub fn run(args: &ReviewArgs) -> Result<Outcome, Failure> {
    let job = Job::of_folder(&args.dir, None);
    let compiled = job.read()?;
    if compiled.has_errors() {
        report::print(&compiled.reading, &job.dir, Format::Human)?;
        report::say("先改好这些错误，再来核对。");
        return Ok(Outcome::Faulty);
    }
    let handbook = &compiled.reading.handbook;
    if let Some(page) = args.page.as_deref().filter(|page| handbook.meta(page).is_none()) {
        return Err(Failure::new(format!("手册里没有 id 为“{page}”的页面")));
    }
    let none = Lock::default();
    let lock = handbook.review.as_ref().unwrap_or(&none);
    let wanted = |page: &str| args.page.as_deref().is_none_or(|only| only == page);
    let pending: Vec<Pending> =
        review::pending(handbook, lock).into_iter().filter(|one| wanted(one.item.page)).collect();
    let stale: Vec<_> = review::stale_forms(handbook, lock).into_iter().filter(|form| wanted(&form.meta.id)).collect();
    if !args.accept {
        report::print_out(&listing(handbook, &pending))?;
        for form in &stale {
            report::print_out(&format!("表单《{}》的内容改了，版本还是 {}。\n", form.meta.title, form.version))?;
        }
        report::say(&match (handbook.review.is_some(), pending.len() + stale.len()) {
            (false, _) => {
                format!("还没有 {FILE}。核对过以后运行 shouce review --accept 建立它，以后条文一改，就知道要重看哪些。")
            }
            (true, 0) => "都核对过了。".to_owned(),
            (true, n) => format!("有 {n} 处要核对。核对好了，运行 shouce review --accept。"),
        });
        return Ok(Outcome::Fine);
    }
    let new = review::accepted(handbook, lock, compiled.date(), &wanted);
    let path = args.dir.join(FILE);
    place::replace_file(&path, |file| file.write_all(review::text(&new).as_bytes()))
        .map_err(|error| Failure::io("写不了", &path, &error))?;
    for form in &stale {
        report::say(&format!(
            "表单《{}》的内容改了，版本还是 {}，没有记下；先改 version。",
            form.meta.title, form.version
        ));
    }
    report::say(&format!("已记在 {}：共 {} 项。", shown_path(&args.dir, FILE), new.items.len()));
    Ok(if stale.is_empty() { Outcome::Fine } else { Outcome::Faulty })
}

/// What is to be checked, clause by clause: the old and the new words, then what rests on them.
fn listing(handbook: &Handbook, pending: &[Pending]) -> String {
    let mut by_clause: BTreeMap<(&str, Option<&str>), Vec<&Pending>> = BTreeMap::new();
    for one in pending {
        by_clause.entry((&one.clause.0, one.old.as_deref())).or_default().push(one);
    }
    let mut out = String::new();
    for ((key, old), items) in by_clause {
        let now =
            review::clause_of(handbook, key).map_or(String::new(), |(page, clause)| review::wording(page, clause));
        let words = match old {
            Some(old) => marks::stretches(old, &now).iter().map(super::diff::marked).collect::<String>(),
            None => now,
        };
        let state = if old.is_some() { "改过了" } else { "还没有核对过" };
        let _ = writeln!(out, "{}（{state}）\n  {}", items[0].clause.1, words.replace('\n', "\n  "));
        for one in items {
            let _ = writeln!(
                out,
                "  - {}：{}",
                handbook.meta(one.item.page).map_or("", |meta| &meta.title),
                one.item.text.replace('\n', " ")
            );
        }
        out.push('\n');
    }
    out
}
