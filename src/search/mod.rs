//! In: the handbook. Out: the files of the search index.

use crate::{Sink, model::Handbook};
use std::io;

/// Writes the index under `search/`.
///
/// # Errors
/// What the sink says.
pub fn write(_handbook: &Handbook, _sink: &dyn Sink) -> io::Result<()> {
    Ok(())
}
