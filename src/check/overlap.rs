//! In: texts. Out: how much they speak of the same.

use std::collections::BTreeSet;

/// Letters and digits alone.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every two characters that stand side by side.
pub fn pairs(text: &str) -> BTreeSet<[char; 2]> {
    text.chars().zip(text.chars().skip(1)).map(|(a, b)| [a, b]).collect()
}
