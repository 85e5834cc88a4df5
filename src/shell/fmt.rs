//! `shouce fmt`. In: a handbook's folder. Out: its pages in house style, each only where the handbook says the same afterwards.

use super::{
    Outcome,
    args::{FmtArgs, Format},
    compile::{Job, shown_path},
    failure::Failure,
    place, report,
};
use crate::{
    Input,
    fmt::{self, Style, guard::meaning},
    model::{Handbook, Kind},
    source::SourceFile,
};
use std::{collections::BTreeMap, io::Write as _};

/// Runs the command.
///
/// # Errors
/// What the disk refuses.
pub fn run(args: &FmtArgs) -> Result<Outcome, Failure> {
    let job = Job::of_folder(&args.dir, None);
    let compiled = job.read()?;
    if compiled.has_errors() {
        report::print(&compiled.reading, &job.dir, Format::Human)?;
        report::say("先改好这些错误，再来整理。");
        return Ok(Outcome::Faulty);
    }
    let input = compiled.input();
    let wanted: Vec<SourceFile> = styled(input, &compiled.reading.handbook);
    let before = meaning(input).unwrap_or_default();
    let mut kept = Vec::new();
    let changed = safe(input, &before, wanted, &mut kept);
    for file in &changed {
        let shown = shown_path(&args.dir, &file.path);
        if args.check {
            report::print_out(&format!("{shown}\n"))?;
            continue;
        }
        let path = args.dir.join(&file.path);
        place::replace_file(&path, |out| out.write_all(file.text.as_bytes()))
            .map_err(|error| Failure::io("写不了", &path, &error))?;
        report::say(&format!("整理了 {shown}"));
    }
    for path in &kept {
        report::say(&format!("没有动 {}：整理以后意思可能会变。", shown_path(&args.dir, path)));
    }
    report::say(&match (changed.len(), args.check) {
        (0, _) => "都已经整齐了。".to_owned(),
        (n, true) => format!("有 {n} 个文件可以整理；运行 shouce fmt 就整理好。"),
        (n, false) => format!("整理了 {n} 个文件。"),
    });
    Ok(if args.check && !changed.is_empty() { Outcome::Faulty } else { Outcome::Fine })
}

/// Pages that look otherwise in house style.
fn styled(input: &Input, handbook: &Handbook) -> Vec<SourceFile> {
    let styles: BTreeMap<u32, Style> = handbook
        .metas()
        .map(|meta| {
            let restated = handbook.regulations.iter().any(|page| page.meta.id == meta.id && page.restated);
            (meta.file.0, Style::of(meta.kind, meta.kind == Kind::Regulation && restated))
        })
        .collect();
    let styled = |(index, file): (usize, &SourceFile)| {
        let style = styles.get(&u32::try_from(index).ok()?)?;
        let text = fmt::page(&file.text, *style);
        (text != file.text).then(|| SourceFile { path: file.path.clone(), text })
    };
    input.files.iter().enumerate().filter_map(styled).collect()
}

/// Those of `files` with which the handbook says what it said before; the others go to `kept`. Halves are tried where the whole
/// does not hold, so that one page does not cost a build each.
fn safe(
    input: &Input,
    before: &BTreeMap<String, String>,
    mut files: Vec<SourceFile>,
    kept: &mut Vec<String>,
) -> Vec<SourceFile> {
    if files.is_empty() || meaning(&with(input, &files)).as_ref() == Some(before) {
        return files;
    }
    if files.len() == 1 {
        kept.extend(files.pop().map(|file| file.path));
        return Vec::new();
    }
    let rest = files.split_off(files.len() / 2);
    let mut out = safe(input, before, files, kept);
    out.extend(safe(input, before, rest, kept));
    out
}

fn with(input: &Input, files: &[SourceFile]) -> Input {
    let mut input = input.clone();
    for file in std::sync::Arc::make_mut(&mut input.files) {
        if let Some(new) = files.iter().find(|new| new.path == file.path) {
            file.text.clone_from(&new.text);
        }
    }
    input
}
