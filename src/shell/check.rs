//! `shouce check`. In: a handbook's folder. Out: everything `build` would find wrong; nothing is written.

use super::{
    Outcome,
    args::{CheckArgs, Format},
    compile::{Job, Nowhere},
    coverage,
    failure::Failure,
    progress::Progress,
    report,
};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or what the disk refused.
pub fn run(args: &CheckArgs) -> Result<Outcome, Failure> {
    let progress = Progress::start();
    let job = Job::new(&args.source, args.report.strict);
    let mut compiled = job.read()?;
    let rendered = compiled.render(&progress.watch(&Nowhere));
    progress.finish();
    rendered.map_err(|error| Failure::new(format!("没有查完：{error}")))?;
    match (args.coverage, args.report.format) {
        (true, Format::Json) => report::print_out(&coverage::json(&compiled.reading))?,
        (asked, format) => {
            report::print(&compiled.reading, &job.dir, format)?;
            report::print_out(&if asked { coverage::text(&compiled.reading.handbook) } else { String::new() })?;
        }
    }
    let found = report::count(&compiled.reading);
    report::say(&found.map_or("没有发现问题。".to_owned(), |found| format!("有 {found}。")));
    Ok(if compiled.has_errors() { Outcome::Faulty } else { Outcome::Fine })
}
