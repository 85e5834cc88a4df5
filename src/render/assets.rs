//! In: `theme/css`, `theme/js`, the words and the handbook's names. Out: `assets/…`, and the addresses pages use for them.
//!
//! `site.css` joins the sheets every page needs; any other sheet stands alone for the pages that name it. Scripts: [`scripts`].

use super::{frame::SiteView, scripts, squeeze, theme::Theme, words::Words};
use crate::{Sink, diag::Diagnostics};
use std::{collections::BTreeMap, io};

/// The sheets of `site.css`, in order; those that are missing are passed over.
const SHEETS: [&str; 5] = ["tokens", "base", "layout", "components", "print"];

/// Finished files of `assets/` by name (`site.css`, `quiz.js`).
pub struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    urls: BTreeMap<String, String>,
}

impl Assets {
    /// Joins everything; what a script uses and is not there is a diagnostic.
    pub fn build(theme: Theme, words: &Words, site: &SiteView, diagnostics: &mut Diagnostics) -> Self {
        let mut files = styles(theme);
        files.extend(scripts::join_all(theme, words, site, diagnostics));
        for path in theme.list("theme/img/", "") {
            if let (Some(name), Some(bytes)) = (path.strip_prefix("theme/img/"), theme.bytes(&path)) {
                files.insert(name.to_owned(), bytes.into_owned());
            }
        }
        let urls = files.iter().map(|(name, bytes)| (name.clone(), address(name, bytes))).collect();
        Self { files, urls }
    }

    /// The address of a file from the site's root, content hash included; `None` where there is no such file.
    pub fn url(&self, name: &str) -> Option<&str> {
        self.urls.get(name).map(String::as_str)
    }

    /// The addresses of all files by name.
    pub fn urls(&self) -> &BTreeMap<String, String> {
        &self.urls
    }

    /// Every file's name and bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Writes them.
    ///
    /// # Errors
    /// What the sink says.
    pub fn write(&self, sink: &dyn Sink) -> io::Result<()> {
        self.files().try_for_each(|(name, bytes)| sink.put(&format!("assets/{name}"), bytes))
    }
}

/// A file's address with a short hash of its bytes, so that a new edition is never shown with old styles.
fn address(name: &str, bytes: &[u8]) -> String {
    format!("assets/{name}?v={}", fingerprint(bytes))
}

/// A short hash of a file, for its address.
pub fn fingerprint(bytes: &[u8]) -> String {
    let hash = crate::fingerprint::fnv1a(bytes);
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

fn styles(theme: Theme) -> BTreeMap<String, Vec<u8>> {
    let sheet = |name: &str| theme.text(&format!("theme/css/{name}.css")).map(|text| squeeze::css(&text));
    let shared: String = SHEETS.iter().filter_map(|name| sheet(name)).collect();
    let mut out = BTreeMap::from([("site.css".to_owned(), shared.into_bytes())]);
    for path in theme.list("theme/css/", ".css") {
        let name = path.trim_start_matches("theme/css/").trim_end_matches(".css");
        if let (false, Some(text)) = (SHEETS.contains(&name), sheet(name)) {
            out.insert(format!("{name}.css"), text.into_bytes());
        }
    }
    out
}
