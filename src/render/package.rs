//! In: a site that is rendered, and the list of its files. Out: what a package has besides: `start.html` to begin with,
//! `check.html` to prove that it is whole and holds, and the manifest as `manifest.json`, `manifest.js` and `SHA256SUMS`.

use super::{PageInfo, Site};
use crate::{
    Sink,
    manifest::{self, Entry},
};
use serde::Serialize;
use std::io;

/// Files that hold the list of all others, and so are not in it.
pub const LISTS: [&str; 3] = ["manifest.json", "manifest.js", "SHA256SUMS"];

/// What a package says of itself.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest<'a> {
    id: &'a str,
    title: &'a str,
    edition: Option<&'a str>,
    date: &'a str,
    valid_until: Option<&'a str>,
    unit: Option<&'a str>,
    code: &'a str,
    files: &'a [Entry],
}

/// What the pages show besides the frame's own.
#[derive(Serialize)]
struct PackagePage<'a> {
    points: Vec<&'a str>,
}

/// Renders the two pages.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    let points = (0..).map_while(|n| site.words.find(&format!("package.start.points.{n}"))).collect();
    let view = PackagePage { points };
    for (url, kind, title, scripts) in [
        ("start.html", "start", "package.start.title", &[][..]),
        ("check.html", "check", "package.check.title", &["check"][..]),
    ] {
        let info = PageInfo { styles: &["package"], scripts, ..PageInfo::new(url, site.words.get(title), kind) };
        site.page(&info, url, &view)?;
    }
    Ok(())
}

/// Writes the list of all files; gives the package's code.
///
/// # Errors
/// What the sink says.
pub fn lists(site: &Site, entries: &[Entry], sink: &dyn Sink) -> io::Result<String> {
    let sums = manifest::sums(entries);
    let code = manifest::code(&sums);
    let view = &site.view;
    let whole = Manifest {
        id: &view.id,
        title: &view.title,
        edition: view.edition.as_deref(),
        date: &view.date,
        valid_until: view.valid_until.as_deref(),
        unit: site.unit,
        code: &code,
        files: entries,
    };
    let value = serde_json::to_value(&whole).expect("invariant: records of text serialise");
    let script = format!("shouce.manifest={};\n", super::scripts::script_json(&value));
    let json = serde_json::to_string_pretty(&whole).expect("invariant: records of text serialise") + "\n";
    for (path, text) in LISTS.iter().zip([&json, &script, &sums]) {
        sink.put(path, text.as_bytes())?;
    }
    Ok(code)
}
