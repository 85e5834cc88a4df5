//! In: all pages as parsed. Out: the same, every reference resolved, and what does not hold together.

use crate::{Input, diag::Diagnostics, model::Handbook, source::Sources};

/// Checks the handbook as a whole and resolves its citations.
pub fn handbook(_handbook: &mut Handbook, _input: &Input, _sources: &Sources, _diagnostics: &mut Diagnostics) {}
