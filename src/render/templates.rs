//! In: `templates/*.html`, embedded and the handbook's own. Out: an engine that renders them, and its errors with their places.

use super::theme::Theme;
use crate::diag::{Diagnostic, Diagnostics};
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};
use tera::{Error, ErrorKind, Kwargs, State, Tera, TeraResult};

/// The addresses of assets by name; templates are read while assets are still being made.
pub type Addresses = Arc<OnceLock<BTreeMap<String, String>>>;

/// Loads every template; in them `asset(name="x.js")` gives an address from `assets`. Faults of the handbook's own templates are
/// reported, and the built-in ones stand in for them.
pub fn load(theme: Theme, assets: &Addresses, diagnostics: &mut Diagnostics) -> Tera {
    let paths = theme.list("templates/", ".html");
    let named = |theme: Theme| -> Vec<(String, String)> {
        paths.iter().filter_map(|path| Some((path.strip_prefix("templates/")?.to_owned(), theme.text(path)?))).collect()
    };
    let mut tera = engine(assets);
    if let Err(error) = tera.add_raw_templates(named(theme)) {
        diagnostics.push(describe(&error, ""));
        tera = engine(assets);
        tera.add_raw_templates(named(Theme::new(&[]))).expect("invariant: the built-in templates are sound");
    }
    tera
}

fn engine(assets: &Addresses) -> Tera {
    let assets = assets.clone();
    let mut tera = Tera::new();
    tera.register_function("asset", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        let name: String = arguments.must_get("name")?;
        assets
            .get()
            .and_then(|assets| assets.get(&name))
            .cloned()
            .ok_or_else(|| Error::message(format!("no asset {name:?}")))
    });
    tera
}

/// A template error as a diagnostic that names the template, the line and the column. `name`: the template asked for.
pub fn describe(error: &Error, name: &str) -> Diagnostic {
    let (place, said) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (line, column) = (report.span().start_line, report.span().start_col + 1);
            (format!("{} 第 {line} 行第 {column} 列", report.filename()), report.message().to_owned())
        }
        ErrorKind::Msg(text) => from_report(text).unwrap_or_else(|| (name.to_owned(), text.clone())),
        ErrorKind::MissingParent { current, parent } => (current.clone(), format!("extends {parent:?}: not found")),
        other => (name.to_owned(), other.to_string()),
    };
    Diagnostic::new("template", None, format!("模板 templates/{place} 有误"))
        .hint(format!("模板引擎说：{said}。改好它，或删去自己的模板以用内置的"))
}

/// Reads the place out of a report: `error: …\n --> name:3:5\n…`.
fn from_report(report: &str) -> Option<(String, String)> {
    let (head, rest) = report.split_once("--> ")?;
    let place = rest.lines().next()?;
    let mut parts = place.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
    let said = head.trim().trim_start_matches("error:").trim();
    Some((format!("{name} 第 {line} 行第 {column} 列"), said.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Asset;

    fn faults(path: &str, text: &str) -> Vec<Diagnostic> {
        let overrides = [Asset { path: path.to_owned(), bytes: text.as_bytes().into() }];
        let mut diagnostics = Diagnostics::default();
        load(Theme::new(&overrides), &Addresses::default(), &mut diagnostics);
        diagnostics.0
    }

    #[test]
    fn a_syntax_error_names_its_place() {
        let found = faults("templates/index.html", "一行\n{% if %}");
        assert!(found[0].message.contains("templates/index.html 第 2 行"), "{}", found[0].message);
    }

    #[test]
    fn an_unknown_filter_names_its_place() {
        let found = faults("templates/index.html", "一行\n二行 {{ page | nosuch }}");
        assert!(found[0].message.contains("templates/index.html 第 2 行第"), "{}", found[0].message);
    }

    #[test]
    fn a_missing_parent_names_the_template() {
        let found = faults("templates/index.html", "{% extends \"nosuch.html\" %}");
        assert!(found[0].message.contains("templates/index.html"), "{}", found[0].message);
    }
}
