//! `review.lock`: against which wording of its clause each form row, situation and question was checked.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A wording of a clause that something was checked against.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// `page-id#anchor`
    pub clause: String,
    /// The key of [`Lock::wordings`].
    pub wording: String,
}

/// A form as it was when it was last reviewed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FormSeen {
    /// Its version.
    pub version: String,
    /// A hash of what is printed of it, the version left out.
    pub printed: String,
}

/// A clause that was worded anew, and whose new wording has been reviewed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reworded {
    /// `page-id#anchor`
    pub clause: String,
    /// When the new wording was reviewed: `2026-03-02`.
    pub on: String,
    /// The old words.
    pub old: String,
    /// The new words.
    pub new: String,
}

/// The whole file. Written by `shouce review`, never by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// What was checked, by a key that says what it is.
    pub items: BTreeMap<String, Vec<Seen>>,
    /// Forms by id.
    pub forms: BTreeMap<String, FormSeen>,
    /// The words behind the hashes that `items` name.
    pub wordings: BTreeMap<String, String>,
    /// Clauses worded anew, oldest first.
    pub reworded: Vec<Reworded>,
}
