//! The private characters that stand for what Markdown must not see.

/// Stands for a byte that is not there: comments are overwritten by it, so that all other bytes keep their places.
pub(in crate::parse) const NOTHING: char = '\u{1}';
pub(super) const FACT_OPEN: char = '\u{E000}';
pub(super) const FACT_CLOSE: char = '\u{E001}';
pub(super) const BLANK: char = '\u{E002}';
pub(super) const STRONG_OPEN: char = '\u{E003}';
pub(super) const STRONG_CLOSE: char = '\u{E004}';
pub(super) const BREAK: char = '\u{E005}';
