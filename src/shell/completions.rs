//! `shouce completions`. In: the name of a shell. Out: what teaches that shell to complete our commands, on standard output.

use super::{
    Outcome,
    args::{Cli, CompletionsArgs},
    failure::Failure,
    report,
};
use clap::CommandFactory;

/// Runs the command.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(args: &CompletionsArgs) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "shouce", &mut script);
    report::print_out(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
