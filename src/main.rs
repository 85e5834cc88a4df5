//! The command `shouce`: arguments in, an exit code out; everything else is in the library's shell.

use std::process::ExitCode;

fn main() -> ExitCode {
    shouce::shell::run(std::env::args_os())
}
