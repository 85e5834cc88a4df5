//! The command `shouce`: arguments in, an exit code out; everything else is in the library's shell.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Reading makes many small pieces; the system's allocator takes a quarter of a build.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    shouce::shell::run(std::env::args_os())
}
