//! In: the embedded `templates/` and `theme/`, and a handbook's own. Out: one view of both, in which the handbook's win.

use crate::Asset;
use rust_embed::RustEmbed;
use std::{borrow::Cow, collections::BTreeSet};

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "theme/"]
struct Files;

/// Template and theme files by path: `templates/base.html`, `theme/css/base.css`.
#[derive(Clone, Copy)]
pub struct Theme<'a> {
    overrides: &'a [Asset],
}

impl<'a> Theme<'a> {
    /// The embedded files under those of the handbook.
    pub fn new(overrides: &'a [Asset]) -> Self {
        Self { overrides }
    }

    /// The bytes of one file; the handbook's own comes first.
    pub fn bytes(&self, path: &str) -> Option<Cow<'a, [u8]>> {
        self.own(path).map(Cow::Borrowed).or_else(|| built_in(path))
    }

    /// The text of one file; bytes that are not UTF-8 are replaced.
    pub fn text(&self, path: &str) -> Option<String> {
        self.bytes(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The handbook's own bytes of one file.
    pub fn own(&self, path: &str) -> Option<&'a [u8]> {
        self.overrides.iter().find(|asset| asset.path == path).map(|asset| &*asset.bytes)
    }

    /// Every path that begins with `prefix` and ends in `suffix`, sorted.
    pub fn list(&self, prefix: &str, suffix: &str) -> Vec<String> {
        let built_in = Templates::iter()
            .map(|path| format!("templates/{path}"))
            .chain(Files::iter().map(|path| format!("theme/{path}")));
        let own = self.overrides.iter().map(|asset| asset.path.clone());
        let all: BTreeSet<String> =
            built_in.chain(own).filter(|path| path.starts_with(prefix) && path.ends_with(suffix)).collect();
        all.into_iter().collect()
    }
}

/// The bytes of an embedded file.
pub fn built_in(path: &str) -> Option<Cow<'static, [u8]>> {
    let file = match path.split_once('/')? {
        ("templates", rest) => Templates::get(rest),
        ("theme", rest) => Files::get(rest),
        _ => None,
    };
    file.map(|file| file.data)
}
