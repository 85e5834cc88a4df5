//! In: `theme/js`, the words, the handbook's names. Out: the scripts of `assets/`.
//!
//! The first lines of a script say what it needs: `// uses: lib/a.js lib/b.js` joins it with other scripts, `// words: quiz` gives it
//! the words under `js.quiz` as `shouce.words.quiz`. A script that no other one uses is a file of its own.

use super::{frame::SiteView, squeeze, theme::Theme, words::Words};
use crate::diag::{Diagnostic, Diagnostics};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Runs before everything else and says what the site is.
const FIRST: &str = "first.js";

/// Every script file by name; what a script uses and is not there is a diagnostic.
pub fn join_all(
    theme: Theme,
    words: &Words,
    site: &SiteView,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Vec<u8>> {
    let sources = sources(theme);
    let used: BTreeSet<&str> = sources.values().flat_map(|text| named(text, "uses")).collect();
    let own = sources.keys().filter(|name| !name.contains('/') && !used.contains(name.as_str()));
    own.map(|name| {
        let mut joined =
            Joined { sources: &sources, done: BTreeSet::new(), words: BTreeSet::new(), body: String::new() };
        joined.add(name, diagnostics);
        let about = if name == FIRST { about(site) } else { String::new() };
        let text = format!("{about}{}{}", said(words, &joined.words), joined.body);
        (name.clone(), text.into_bytes())
    })
    .collect()
}

/// One script with what it uses and its words, for what is no page of the site.
pub fn one(theme: Theme, words: &Words, name: &str, diagnostics: &mut Diagnostics) -> String {
    let sources = sources(theme);
    let mut joined = Joined { sources: &sources, done: BTreeSet::new(), words: BTreeSet::new(), body: String::new() };
    if let Some((name, _)) = sources.get_key_value(name) {
        joined.add(name, diagnostics);
    }
    let said = said(words, &joined.words);
    format!("window.shouce={{words:{{}}}};\n{said}{}", joined.body)
}

fn sources(theme: Theme) -> BTreeMap<String, String> {
    theme
        .list("theme/js/", ".js")
        .into_iter()
        .filter_map(|path| Some((path.strip_prefix("theme/js/")?.to_owned(), theme.text(&path)?)))
        .collect()
}

/// The names after `// KEY:` on a script's first lines.
fn named<'t>(script: &'t str, key: &'static str) -> impl Iterator<Item = &'t str> {
    script
        .lines()
        .take_while(|line| line.starts_with("//") || line.is_empty())
        .filter_map(move |line| line.strip_prefix("// ")?.strip_prefix(key)?.strip_prefix(':'))
        .flat_map(str::split_whitespace)
}

/// A script and what it uses, each once, what is used first.
struct Joined<'s> {
    sources: &'s BTreeMap<String, String>,
    done: BTreeSet<&'s str>,
    words: BTreeSet<&'s str>,
    body: String,
}

impl<'s> Joined<'s> {
    fn add(&mut self, name: &'s str, diagnostics: &mut Diagnostics) {
        if !self.done.insert(name) {
            return;
        }
        let Some(text) = self.sources.get(name) else {
            diagnostics.push(
                Diagnostic::new("template", None, format!("脚本要用的 theme/js/{name} 不存在"))
                    .hint("检查“// uses:”一行"),
            );
            return;
        };
        named(text, "uses").for_each(|other| self.add(other, diagnostics));
        self.words.extend(named(text, "words"));
        self.body.push_str(&squeeze::script(text));
    }
}

/// What scripts know about the site: `shouce.site`.
fn about(site: &SiteView) -> String {
    let site = json!({
        "id": site.id,
        "title": site.title,
        "edition": site.edition,
        "date": site.date,
        "until": site.valid_until,
        "units": site.units,
        "roles": site.roles,
    });
    format!("window.shouce=window.shouce||{{}};\nshouce.site={};\nshouce.words={{}};\n", script_json(&site))
}

/// The words a script needs: `shouce.words.quiz = …`.
fn said(words: &Words, keys: &BTreeSet<&str>) -> String {
    let tree = words.tree("js");
    let line = |key: &&str| Some(format!("shouce.words[{}]={};\n", json!(key), script_json(tree.get(key)?)));
    keys.iter().filter_map(line).collect()
}

/// JSON that is safe as a piece of script.
pub fn script_json(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(sources: &[(&str, &str)]) -> (String, Vec<String>, Vec<Diagnostic>) {
        let sources = sources.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let mut diagnostics = Diagnostics::default();
        let mut joined =
            Joined { sources: &sources, done: BTreeSet::new(), words: BTreeSet::new(), body: String::new() };
        joined.add("a.js", &mut diagnostics);
        (joined.body, joined.words.iter().map(|w| (*w).to_owned()).collect(), diagnostics.0)
    }

    #[test]
    fn a_script_brings_what_it_uses_once_and_first() {
        let (body, words, diagnostics) = join(&[
            ("a.js", "// uses: lib/b.js lib/c.js\n// words: x\na();\n"),
            ("lib/b.js", "// uses: lib/c.js\n// words: y x\nb();\n"),
            ("lib/c.js", "c();\n"),
        ]);
        assert_eq!(body, "c();\nb();\na();\n");
        assert_eq!(words, ["x", "y"]);
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn a_used_script_that_is_missing_is_told() {
        let (_, _, diagnostics) = join(&[("a.js", "// uses: lib/b.js\n")]);
        assert_eq!(diagnostics[0].code, "template");
    }

    #[test]
    fn data_cannot_close_a_script() {
        assert_eq!(script_json(&json!("</script>\u{2028}")), "\"\\u003c/script>\\u2028\"");
    }

    #[test]
    fn every_word_for_scripts_is_asked_for_by_one() {
        let theme = Theme::new(&[]);
        let asked: BTreeSet<String> = theme
            .list("theme/js/", ".js")
            .iter()
            .filter_map(|path| theme.text(path))
            .flat_map(|text| named(&text, "words").map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let words = Words::load(theme, &mut Diagnostics::default());
        let there: BTreeSet<String> = words.tree("js").as_object().unwrap().keys().cloned().collect();
        assert_eq!(asked, there);
    }
}
