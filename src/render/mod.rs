//! In: the checked handbook. Out: every file of the site, handed to a sink one by one.

pub mod html;

use crate::{Input, Reading, Sink, diag::Diagnostics};
use std::io;

/// Renders the whole site.
///
/// # Errors
/// The first file the sink refused.
pub fn site(_reading: &Reading, _input: &Input, _sink: &dyn Sink) -> io::Result<Diagnostics> {
    Ok(Diagnostics::default())
}
