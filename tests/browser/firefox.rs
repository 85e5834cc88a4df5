//! Firefox 115 cannot be run here. What is checked instead, and only that: every shipped script is ES2018 to a real parser, and
//! every CSS property and newer piece of CSS syntax of the shipped sheets is one it knows.

use super::{css::Sheet, found};
use crate::harness::shipped::site;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    process::Command,
};

/// The shipped files of one extension.
pub fn shipped(extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = walkdir::WalkDir::new(site())
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no .{extension} in the site");
    files
}

/// The shipped sheets by name, those in pages included.
pub fn sheets() -> BTreeMap<String, Sheet> {
    let name = |path: &PathBuf| path.strip_prefix(site()).expect("invariant: inside").to_string_lossy().into_owned();
    shipped("css").iter().map(|path| (name(path), Sheet::of(&fs::read_to_string(path).expect("UTF-8")))).collect()
}

/// Parses every file named on the command line; prints what it refuses.
const PARSE: &str = "const acorn = require(process.argv[1]), fs = require('fs');
for (const file of process.argv.slice(2)) {
  try { acorn.parse(fs.readFileSync(file, 'utf8'), {ecmaVersion: 2018, sourceType: 'script'}); }
  catch (e) { console.log(file + ': ' + e.message); }
}";

#[test]
fn every_script_is_es2018() {
    let Some(acorn) = found::acorn() else { return };
    let said = found::run(Command::new("node").args(["-e", PARSE]).arg(&acorn).args(shipped("js")));
    assert_eq!(said, "");
    let newer = tempfile::Builder::new().suffix(".js").tempfile().expect("a file");
    fs::write(newer.path(), "var a = b?.c;").expect("written");
    let said = found::run(Command::new("node").args(["-e", PARSE]).arg(&acorn).arg(newer.path()));
    assert!(said.contains("Unexpected token"), "the parser takes newer syntax: {said}");
}

#[test]
fn no_page_holds_a_script_of_its_own_or_a_module() {
    for page in shipped("html") {
        let text = fs::read_to_string(&page).expect("UTF-8");
        for piece in text.split("<script").skip(1) {
            let tag = &piece[..piece.find('>').expect("a tag ends")];
            let data = tag.contains("type=\"application/json\"");
            assert!(data || tag.contains("src=\"") && !tag.contains("module"), "{}: <script{tag}>", page.display());
        }
    }
}

/// What an older browser may leave out without harm, and why.
pub const OPTIONAL: [(&str, &str); 9] = [
    ("orphans", "a lone line may stand at the foot of a printed sheet"),
    ("widows", "a lone line may stand at the head of a printed sheet"),
    ("text-size-adjust", "only phones enlarge text by themselves"),
    ("accent-color", "boxes keep the system's colour"),
    (
        "text-spacing-trim",
        "print counts full-width punctuation as whole cells, which is what older browsers set anyway",
    ),
    ("text-wrap", "lines of headings break where they happen to"),
    ("print-color-adjust", "stands beside -webkit-print-color-adjust, which they know"),
    ("scrollbar-gutter", "the page moves by a scroll bar's width"),
    ("scrollbar-width", "the bar is as wide as the system's"),
];

fn known() -> BTreeSet<&'static str> {
    include_str!("css-properties.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

#[test]
fn every_css_property_is_known_to_firefox_115() {
    let known = known();
    let mut unknown = BTreeSet::new();
    for (name, sheet) in sheets() {
        for (property, _) in sheet.declarations {
            let is_own = property.starts_with("--") || property.starts_with("-webkit-") || property == "size";
            if !is_own && !known.contains(property.as_str()) && OPTIONAL.iter().all(|(p, _)| *p != property) {
                unknown.insert(format!("{name}: {property}"));
            }
        }
    }
    assert!(unknown.is_empty(), "not known to Firefox 115 or Chromium 86: {unknown:?}");
}

/// Syntax that came after Firefox 115, with the version it came in (MDN browser-compat-data).
const LATER: [(&str, &str); 8] = [
    (":has(", "121"),
    ("light-dark(", "120"),
    ("@starting-style", "129"),
    ("@scope", "146"),
    ("@property", "128"),
    ("(scripting", "113, Chromium 120"),
    (" from var(", "128"),
    ("field-sizing", "152"),
];

#[test]
fn no_css_syntax_is_newer_than_firefox_115() {
    for path in shipped("css") {
        let text = fs::read_to_string(&path).expect("UTF-8");
        for (piece, since) in LATER {
            assert!(!text.contains(piece), "{}: {piece} came in Firefox {since}", path.display());
        }
    }
    for (name, sheet) in sheets() {
        let nested = sheet.selectors.iter().find(|s| s.contains('&'));
        assert!(nested.is_none(), "{name}: nested rules came in Firefox 117: {nested:?}");
    }
}
