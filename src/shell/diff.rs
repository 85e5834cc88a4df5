//! `shouce diff`. In: two editions, each a folder or a git revision. Out: what became of each clause and what follows from it, for
//! people or programs on standard output, or as a printable 条文对照表.

use super::{
    Outcome,
    args::{DiffArgs, Format},
    failure::Failure,
    load, place, report, revision,
};
use crate::{
    Input, Reading,
    diag::{Diagnostics, Severity},
    diff::{self, Change, Comparison, Kind, marks},
    render::{
        comparison::{self, Edition, GENERATOR},
        theme::Theme,
        words::Words,
    },
};
use jiff::Zoned;
use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

/// Runs the command.
///
/// # Errors
/// Where an edition cannot be read, or the disk refuses.
pub fn run(args: &DiffArgs) -> Result<Outcome, Failure> {
    let base = if Path::new(&args.new).is_dir() { PathBuf::from(&args.new) } else { args.dir.clone() };
    let (old, _) = edition(&args.old, &base)?;
    let (new, input) = edition(&args.new, &base)?;
    let comparison = diff::compare(&old.handbook, &new.handbook);
    let before = Edition { name: &args.old, config: &old.handbook.config };
    let now = Edition { name: &args.new, config: &new.handbook.config };
    let words = Words::load(Theme::new(&input.overrides), &mut Diagnostics::default());
    if let Some(out) = &args.out {
        let html = comparison::html(&comparison, &before, &now, &input.overrides, &mut Diagnostics::default())
            .map_err(|fault| Failure::new(fault.message).hint(fault.hint.unwrap_or_default()))?;
        write(out, &html)?;
        report::say(&format!(
            "已写好条文对照表 {}：{}。用浏览器打开就能打印。",
            out.display(),
            summary(&comparison, &words)
        ));
        return Ok(Outcome::Fine);
    }
    match args.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&comparison).expect("invariant: records of text serialise");
            report::print_out(&(json + "\n"))?;
        }
        Format::Short => report::print_out(&short(&comparison, &words))?,
        Format::Human => report::print_out(&human(&comparison, &words))?,
    }
    Ok(Outcome::Fine)
}

/// Reads an edition: a folder, else a revision of the repository `base` lies in. Its errors are told, not minded.
fn edition(name: &str, base: &Path) -> Result<(Reading, Input), Failure> {
    let today = Zoned::now().date();
    let input = if Path::new(name).is_dir() {
        load::folder(Path::new(name), today, None)?.input
    } else {
        revision::input(name, base, today)?
    };
    let reading = crate::read(&input);
    if reading.handbook.config.title.is_empty() && reading.handbook.regulations.is_empty() {
        return Err(Failure::new(format!("{name} 里没有手册")).hint("请写手册所在的文件夹，或者 git 版本。"));
    }
    let errors = reading.diagnostics.0.iter().filter(|d| d.severity == Severity::Error).count();
    if errors > 0 {
        report::say(&format!("{name} 里有 {errors} 处错误，对照可能不全；用 shouce check 可以看到。"));
    }
    Ok((reading, input))
}

fn write(out: &Path, html: &str) -> Result<(), Failure> {
    match fs::read_to_string(out) {
        Ok(text) if !text.contains(&format!("content=\"{GENERATOR}\"")) => {
            let failure = Failure::new(format!("不能写到 {}：已经有这个文件，而且不是条文对照表", out.display()));
            return Err(failure.hint("请换一个文件名。"));
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return Err(Failure::new(format!("不能写到 {}：已经有别的文件", out.display())).hint("请换一个文件名。"));
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::io("打不开", out, &error)),
        _ => {}
    }
    place::replace_file(out, |file| io::Write::write_all(file, html.as_bytes()))
        .map_err(|error| Failure::io("写不了", out, &error))
}

fn kind(words: &Words, kind: Kind) -> &str {
    words.get(&format!("diff.kind.{}", kind.name()))
}

fn summary(comparison: &Comparison, words: &Words) -> String {
    let kinds = [Kind::Changed, Kind::Added, Kind::Repealed, Kind::Moved, Kind::Renumbered];
    let counted = kinds.map(|one| (one, comparison.count(one)));
    let said: Vec<String> = counted
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(one, n)| format!("{} {n} {}", kind(words, *one), words.get("diff.unit")))
        .collect();
    if said.is_empty() { words.get("diff.same").to_owned() } else { said.join("，") }
}

/// One line a clause, for other tools.
fn short(comparison: &Comparison, words: &Words) -> String {
    let mut out = String::new();
    for change in comparison.pages.iter().flat_map(|page| &page.changes) {
        let place =
            |side: &Option<diff::Side>| side.as_ref().map_or("-".to_owned(), |s| format!("{}#{}", s.page, s.anchor));
        let _ = writeln!(out, "{}\t{}\t{}", kind(words, change.kind), place(&change.old), place(&change.new));
    }
    out
}

fn human(comparison: &Comparison, words: &Words) -> String {
    let mut out = String::new();
    for page in &comparison.pages {
        let state = page.kind.map_or(String::new(), |one| format!("（{}）", kind(words, one)));
        let _ = writeln!(out, "《{}》{state}", page.title);
        if let Some(title) = &page.old_title {
            let _ = writeln!(out, "  {}：{title}", words.get("diff.old_title"));
        }
        if let Some((before, now)) = page.status {
            let status = |name: &str| words.get(&format!("views.status.{name}")).to_owned();
            let _ = writeln!(out, "  {}：{} → {}", words.get("diff.status"), status(before), status(now));
        }
        page.changes.iter().for_each(|change| line(&mut out, change, words));
        out.push('\n');
    }
    impact(&mut out, comparison, words);
    let _ = writeln!(out, "{}。", summary(comparison, words));
    out
}

fn line(out: &mut String, change: &Change, words: &Words) {
    let number = |side: &Option<diff::Side>| side.as_ref().map_or("", |side| side.number.as_str()).to_owned();
    let (old, new) = (number(&change.old), number(&change.new));
    let place = match (&change.old, &change.new) {
        (Some(a), Some(b)) if a.page != b.page => format!("《{}》{old} → {new}", a.title),
        (Some(_), Some(_)) if old != new => format!("{old} → {new}"),
        (Some(_), None) => old,
        _ => new,
    };
    let text = |side: &Option<diff::Side>| side.as_ref().map_or("", |side| side.text.as_str()).to_owned();
    let said = match change.kind {
        Kind::Changed => marks::stretches(&text(&change.old), &text(&change.new)).iter().map(marked).collect(),
        Kind::Repealed => text(&change.old),
        Kind::Added | Kind::Moved | Kind::Renumbered => text(&change.new),
    };
    let _ = writeln!(out, "  {} {place}　{}", kind(words, change.kind), said.replace('\n', "\n    "));
}

/// 〔删：…〕〔增：…〕: no colours, so that it can be pasted into a letter.
pub fn marked(stretch: &marks::Stretch) -> String {
    if !stretch.changed {
        return stretch.old.clone();
    }
    let part = |sign: &str, text: &str| if text.is_empty() { String::new() } else { format!("〔{sign}{text}〕") };
    part("－", &stretch.old) + &part("＋", &stretch.new)
}

fn impact(out: &mut String, comparison: &Comparison, words: &Words) {
    let of = |name: &str| words.get(&format!("diff.of.{name}")).to_owned();
    if !comparison.impact.affected.is_empty() {
        let _ = writeln!(out, "{}：", words.get("diff.affected"));
        for one in &comparison.impact.affected {
            let what = if one.what.is_empty() { String::new() } else { format!("：{}", one.what.replace('\n', " ")) };
            let _ = writeln!(out, "  {} {}{what}（{}）", of(one.kind), one.title, one.because.join("、"));
        }
        out.push('\n');
    }
    if !comparison.impact.replace.is_empty() {
        let _ = writeln!(out, "{}：", words.get("diff.replace"));
        for one in &comparison.impact.replace {
            let action = words.get(&format!("diff.action.{}", one.action.name()));
            let version = one.version.as_ref().map_or(String::new(), |version| format!(" {version}"));
            let sheets = one.sheets.map_or(String::new(), |n| format!("，{n} {}", words.get("diff.sheets_head")));
            let _ = writeln!(out, "  □ {action} {} {}{version}{sheets}", of(one.kind), one.title);
        }
        out.push('\n');
    }
}
