//! `shouce export`. In: a handbook's folder. Out: its whole model as JSON on standard output, diagnostics on standard error.

use super::{
    Outcome,
    args::{ExportArgs, ExportFormat, Format},
    compile::Job,
    failure::Failure,
    report,
};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or what the disk refused.
pub fn run(args: &ExportArgs) -> Result<Outcome, Failure> {
    let job = Job::new(&args.source, false);
    let compiled = job.read()?;
    report::print(&compiled.reading, &job.dir, Format::Human)?;
    match args.format {
        ExportFormat::Json => report::print_out(&crate::export::json(&compiled.reading))?,
    }
    Ok(if compiled.has_errors() { Outcome::Faulty } else { Outcome::Fine })
}
