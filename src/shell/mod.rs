//! The only part with disk, clock, terminal and network; one file a subcommand.
