//! The only part with disk, clock, terminal and network; one file a subcommand.
//!
//! In: the command line and a handbook's folder. Out: a site, diagnostics, an exit code: 0 all is well, 1 the author has
//! something to mend, 2 wrong usage or the machine refused.

mod args;
mod build;
mod check;
mod compile;
mod completions;
mod coverage;
mod diff;
mod explain;
mod export;
mod failure;
mod fmt;
mod import;
mod init;
pub mod load;
mod new;
mod package;
mod place;
mod print;
mod progress;
mod report;
mod review;
mod revision;
mod serve;
mod usage;
mod write;

use args::{Cli, Command};
use clap::{Parser, error::ErrorKind};
use failure::Failure;
use std::{ffi::OsString, process::ExitCode};

/// How a command ended that the machine did not refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Fine,
    /// The author has something to mend.
    Faulty,
}

/// Runs one command line, the program's name first.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    std::panic::set_hook(Box::new(report::print_bug));
    match Cli::try_parse_from(words) {
        Ok(cli) => finish(dispatch(cli.command)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            finish(report::print_out(&error.to_string()).map(|()| Outcome::Fine))
        }
        Err(error) => finish(Err(usage::failure(&error))),
    }
}

fn dispatch(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Fmt(args) => fmt::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Package(args) => package::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Print(args) => print::run(&args),
        Command::Explain(args) => explain::run(&args),
    }
}

fn finish(result: Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Faulty) => ExitCode::from(1),
        Err(failure) => {
            report::print_failure(&failure);
            ExitCode::from(2)
        }
    }
}
