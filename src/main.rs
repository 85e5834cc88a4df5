//! The command `shouce`.

fn main() {}
