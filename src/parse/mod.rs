//! In: the text of one file. Out: its part of the model, and everything wrong with it.

pub mod config;
pub mod form;
pub mod front_matter;
pub mod inline;
pub mod label;
pub mod markdown;
pub mod numeral;
pub mod page;
pub mod quiz;
pub mod regulation;
pub mod script;

use crate::{Input, diag::Diagnostics, model::Handbook, source::Sources};

/// Parses every file: configuration first, then all pages side by side.
pub fn handbook(_input: &Input) -> (Handbook, Sources, Diagnostics) {
    (Handbook::default(), Sources::default(), Diagnostics::default())
}
