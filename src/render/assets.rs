//! In: `theme/css`, `theme/js`, the words and the handbook's names. Out: `assets/…`, and the addresses pages use for them.
//!
//! `site.css` joins the sheets every page needs; any other sheet stands alone for the pages that name it. A script begins with
//! `// uses: lib/a.js lib/b.js` and is joined with what it uses; a script that nothing else uses is a file of its own.

use super::{frame::SiteView, theme::Theme, words::Words};
use crate::{
    Sink,
    diag::{Diagnostic, Diagnostics},
};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

/// The sheets of `site.css`, in order; those that are missing are passed over.
const SHEETS: [&str; 6] = ["tokens", "base", "layout", "components", "search", "print"];

/// Finished files of `assets/` by name (`site.css`, `quiz.js`).
pub struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    urls: BTreeMap<String, String>,
}

impl Assets {
    /// Joins everything; what a script uses and is not there is a diagnostic.
    pub fn build(theme: Theme, words: &Words, site: &SiteView, diagnostics: &mut Diagnostics) -> Self {
        let mut files = styles(theme);
        files.extend(scripts(theme, words, site, diagnostics));
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
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3));
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

fn styles(theme: Theme) -> BTreeMap<String, Vec<u8>> {
    let sheet = |name: &str| theme.text(&format!("theme/css/{name}.css")).map(|text| strip_comments(&text));
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

/// A sheet without comments, indentation and empty lines; the theme writes no comment marks inside strings.
fn strip_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

fn scripts(theme: Theme, words: &Words, site: &SiteView, diagnostics: &mut Diagnostics) -> BTreeMap<String, Vec<u8>> {
    let sources: BTreeMap<String, String> = theme
        .list("theme/js/", ".js")
        .into_iter()
        .filter_map(|path| Some((path.strip_prefix("theme/js/")?.to_owned(), theme.text(&path)?)))
        .collect();
    let used: BTreeSet<&str> = sources.values().flat_map(|text| uses(text)).collect();
    let mut out = BTreeMap::new();
    for name in sources.keys().filter(|name| !name.contains('/') && !used.contains(name.as_str())) {
        let mut joined = if name == "first.js" { data(words, site) } else { String::new() };
        join(name, &sources, &mut BTreeSet::new(), &mut joined, diagnostics);
        out.insert(name.clone(), joined.into_bytes());
    }
    out
}

/// The names after `// uses:` on a script's first lines.
fn uses(script: &str) -> impl Iterator<Item = &str> {
    script
        .lines()
        .take_while(|line| line.starts_with("//") || line.is_empty())
        .filter_map(|line| line.strip_prefix("// uses:"))
        .flat_map(str::split_whitespace)
}

fn join<'a>(
    name: &'a str,
    sources: &'a BTreeMap<String, String>,
    done: &mut BTreeSet<&'a str>,
    out: &mut String,
    diagnostics: &mut Diagnostics,
) {
    if !done.insert(name) {
        return;
    }
    let Some(text) = sources.get(name) else {
        diagnostics.push(
            Diagnostic::new("template", None, format!("脚本要用的 theme/js/{name} 不存在")).hint("检查“// uses:”一行"),
        );
        return;
    };
    uses(text).for_each(|other| join(other, sources, done, out, diagnostics));
    out.extend(text.lines().filter(|line| !line.trim_start().starts_with("// ")).flat_map(|line| [line, "\n"]));
}

/// What scripts know about the site: `shouce.site` and `shouce.words`.
fn data(words: &Words, site: &SiteView) -> String {
    let about = json!({
        "id": site.id,
        "title": site.title,
        "edition": site.edition,
        "date": site.date,
        "units": site.units,
        "roles": site.roles,
    });
    format!(
        "window.shouce=window.shouce||{{}};\nshouce.site={};\nshouce.words={};\n",
        script_json(&about),
        script_json(&words.tree("js"))
    )
}

/// JSON that is safe as a piece of script.
fn script_json(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_leave_the_sheet() {
        assert_eq!(strip_comments("a {\n  b: c; /* d\n e */\n\n}\n/* f"), "a {\nb: c;\n}\n");
    }

    #[test]
    fn a_script_brings_what_it_uses_once_and_first() {
        let sources = BTreeMap::from([
            ("a.js".to_owned(), "// uses: lib/b.js lib/c.js\na();\n".to_owned()),
            ("lib/b.js".to_owned(), "// uses: lib/c.js\nb();\n".to_owned()),
            ("lib/c.js".to_owned(), "c();\n".to_owned()),
        ]);
        let (mut out, mut diagnostics) = (String::new(), Diagnostics::default());
        join("a.js", &sources, &mut BTreeSet::new(), &mut out, &mut diagnostics);
        assert_eq!(out, "c();\nb();\na();\n");
        assert_eq!(diagnostics.0, []);
    }

    #[test]
    fn a_used_script_that_is_missing_is_told() {
        let sources = BTreeMap::from([("a.js".to_owned(), "// uses: lib/b.js\n".to_owned())]);
        let mut diagnostics = Diagnostics::default();
        join("a.js", &sources, &mut BTreeSet::new(), &mut String::new(), &mut diagnostics);
        assert_eq!(diagnostics.0[0].code, "template");
    }

    #[test]
    fn data_cannot_close_a_script() {
        assert_eq!(script_json(&json!("</script>\u{2028}")), "\"\\u003c/script>\\u2028\"");
    }
}
