//! In: all pages as parsed. Out: the same, every reference resolved, and what does not hold together.
//!
//! Afterwards no [`crate::model::Citation`] is without a target unless an error says so, or what it cites belongs to a unit that
//! is not built: then its text is what that is called.

mod catalogue;
mod citations;
mod forms;
mod local;
mod overlap;
mod pages;
mod questions;
mod review;
mod rivals;
mod unit;

use crate::{Input, diag::Diagnostics, model::Handbook, source::Sources};

/// Checks the handbook as a whole and resolves its citations.
pub fn handbook(handbook: &mut Handbook, input: &Input, sources: &Sources, diagnostics: &mut Diagnostics) {
    pages::ids(handbook, sources, diagnostics);
    questions::ids(handbook, diagnostics);
    pages::images(handbook, input, diagnostics);
    local::apply(handbook, diagnostics);
    citations::resolve(handbook, sources, diagnostics);
    pages::duty_forms(handbook, diagnostics);
    forms::lint(handbook, diagnostics);
    handbook.choices = crate::quiz::choices::made(handbook);
    questions::results(handbook, diagnostics);
    questions::wording(handbook, diagnostics);
    rivals::lint(handbook, diagnostics);
    unit::keep(handbook, input, diagnostics);
    catalogue::served(handbook, input, diagnostics);
    crate::print::check(handbook, diagnostics);
    review::check(handbook, diagnostics);
}
