//! `shouce build`. In: a handbook's folder. Out: its site, exchanged for the old one in one step, or diagnostics and no change.

use super::{
    Outcome,
    args::BuildArgs,
    compile::{Compiled, Job},
    failure::Failure,
    place,
    progress::Progress,
    report,
    write::{self, Staging, Written},
};
use std::path::{Path, PathBuf};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or what the disk refused; the old site then stands as it stood.
pub fn run(args: &BuildArgs) -> Result<Outcome, Failure> {
    let progress = Progress::start();
    let shown = args.out.clone().unwrap_or_else(|| place::beside(&args.source.dir, "public"));
    let job = Job::new(&args.source, args.report.strict);
    let out = write::prepare(&shown, &job.dir)?;
    let mut compiled = job.read()?;
    let written = if compiled.has_errors() { None } else { write(&mut compiled, out, &shown, &progress)? };
    report::print(&compiled.reading, &job.dir, args.report.format)?;
    let found = report::count(&compiled.reading);
    let Some(written) = written else {
        report::say(&format!("有 {}，没有生成；已有的网站保持原样。", found.unwrap_or_default()));
        return Ok(Outcome::Faulty);
    };
    report::say(&summary(&shown, written, found, &progress));
    // The process ends here: giving back piece by piece what was read would take longer than reading a small handbook.
    std::mem::forget(compiled);
    if args.open {
        open(shown.join("index.html"));
    }
    Ok(Outcome::Fine)
}

/// Opens a page in the user's browser. Where none can be started, says so: what was made stands all the same.
pub fn open(page: impl AsRef<std::ffi::OsStr>) {
    if open::that_detached(&page).is_err() {
        report::say(&format!("这里打不开浏览器，请自己打开 {}", page.as_ref().display()));
    }
}

/// The site, or nothing where rendering found an error.
fn write(compiled: &mut Compiled, out: PathBuf, shown: &Path, progress: &Progress) -> Result<Option<Written>, Failure> {
    let staging = Staging::begin(out, shown)?;
    let result = compiled.render(&progress.watch(&staging));
    progress.finish();
    match result {
        Err(error) => Err(staging.failure(&error)),
        Ok(()) if compiled.has_errors() => Ok(None),
        Ok(()) => staging.commit().map(Some),
    }
}

fn summary(shown: &Path, written: Written, found: Option<String>, progress: &Progress) -> String {
    let found = found.map_or(String::new(), |found| format!("，{found}"));
    format!(
        "已生成 {}：{} 个文件，{}，用时 {} 秒{found}。",
        shown.display(),
        written.files,
        size(written.bytes),
        progress.seconds()
    )
}

/// A size for people.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}
