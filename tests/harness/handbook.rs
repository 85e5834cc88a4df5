//! In: one text that holds several files, each under a line `//- path`. Out: diagnostics and pages.
//!
//! ```ignore
//! let built = Handbook::from("//- content/regulations/a.md\n第一条 ==十分钟==到岗。\n").build();
//! assert_eq!(built.codes(), [""; 0]);
//! assert!(built.main("regs/a.html").contains("十分钟"));
//! ```

use shouce::{Asset, Input, Reading, Sink, diag::Severity, source::SourceFile};
use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex},
};

/// The day every test stands on, unless it says otherwise: a Monday.
pub const TODAY: &str = "2026-03-02";

/// A handbook in the making.
pub struct Handbook(Input);

impl Handbook {
    /// The files of `text`; a `handbook.yml` with a title is put in where there is none. What stands under `templates/` and
    /// `theme/` takes the place of the built-in files.
    pub fn from(text: &str) -> Self {
        let mut files = split(text);
        if !files.contains_key("handbook.yml") {
            files.insert("handbook.yml".into(), "title: 试验手册\n".into());
        }
        Self::of(files)
    }

    /// Exactly these files.
    pub fn of(files: BTreeMap<String, String>) -> Self {
        let is_own = |path: &str| path.starts_with("templates/") || path.starts_with("theme/");
        let (own, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| is_own(path));
        let files: Vec<_> = files.into_iter().map(|(path, text)| SourceFile { path, text }).collect();
        let overrides = own.into_iter().map(|(path, text)| Asset { path, bytes: text.into_bytes().into() }).collect();
        let today = TODAY.parse().expect("invariant: a date");
        Self(Input { files: Arc::new(files), assets: Vec::new(), overrides, today, unit: None })
    }

    /// One more file.
    pub fn file(mut self, path: &str, text: impl Into<String>) -> Self {
        let files = Arc::make_mut(&mut self.0.files);
        files.push(SourceFile { path: path.into(), text: text.into() });
        files.sort_by(|a, b| a.path.cmp(&b.path));
        self
    }

    /// One more image.
    pub fn asset(mut self, path: &str, bytes: &[u8]) -> Self {
        self.0.assets.push(Asset { path: path.into(), bytes: bytes.into() });
        self
    }

    /// One unit only.
    pub fn unit(mut self, id: &str) -> Self {
        self.0.unit = Some(id.into());
        self
    }

    /// Reads it, without rendering.
    pub fn read(&self) -> Reading {
        shouce::read(&self.0)
    }

    /// Reads it, and renders it where there is no error.
    pub fn build(self) -> Built {
        let reading = self.read();
        let mut site = BTreeMap::new();
        let mut found = said(&reading, &reading.diagnostics.0);
        if !reading.diagnostics.has_errors() {
            let memory = Memory::default();
            let late = shouce::render(&reading, &self.0, &memory).expect("memory refuses nothing");
            found.extend(said(&reading, &late.0));
            site = memory.0.into_inner().expect("invariant: no panic while held");
        }
        Built { reading, found, site }
    }
}

/// What came of it.
pub struct Built {
    /// What was read.
    pub reading: Reading,
    /// Every finding, of reading first, then of rendering.
    pub found: Vec<Found>,
    /// The site: path → bytes; empty after an error.
    pub site: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// The codes found, in order.
    pub fn codes(&self) -> Vec<&str> {
        self.found.iter().map(|f| f.code).collect()
    }

    /// Everything found, as it stands in the goldens.
    pub fn diagnostics(&self) -> String {
        self.found.iter().map(|f| f.text.as_str()).collect()
    }

    /// One page or other text file.
    ///
    /// # Panics
    /// Where there is none; says what there is.
    pub fn page(&self, path: &str) -> &str {
        let bytes = self.site.get(path).unwrap_or_else(|| {
            panic!("no {path}; there are {:?}\n{}", self.site.keys().collect::<Vec<_>>(), self.diagnostics())
        });
        std::str::from_utf8(bytes).expect("a text file")
    }

    /// `<main>` of a page.
    pub fn main(&self, path: &str) -> &str {
        let page = self.page(path);
        let start = page.find("<main").unwrap_or_else(|| panic!("{path} has no <main>"));
        let end = page.find("</main>").unwrap_or_else(|| panic!("{path} does not close <main>"));
        &page[start..end + "</main>".len()]
    }

    /// Every page of the site, by path.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.site
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("pages are UTF-8")))
    }
}

/// One finding, ready to compare.
pub struct Found {
    /// Its code.
    pub code: &'static str,
    /// Whether it stops the build.
    pub severity: Severity,
    /// Place, message, what the place covers, further places, hint.
    pub text: String,
}

fn said(reading: &Reading, diagnostics: &[shouce::diag::Diagnostic]) -> Vec<Found> {
    let place = |span: shouce::source::Span| {
        let at = reading.sources.position(span);
        let covered: String = reading.sources.text(span).chars().take(24).collect();
        format!("{}:{}:{} {covered:?}", reading.sources.file(span.file).path, at.line, at.column)
    };
    let one = |d: &shouce::diag::Diagnostic| {
        let kind = if d.severity == Severity::Error { "error" } else { "warning" };
        let mut text = format!("{kind} {}: {}\n", d.code, d.message);
        text += &format!("  at {}\n", d.span.map_or("-".into(), place));
        for label in &d.labels {
            text += &format!("  and {} {}\n", place(label.span), label.text);
        }
        if let Some(hint) = &d.hint {
            text += &format!("  hint: {hint}\n");
        }
        Found { code: d.code, severity: d.severity, text }
    };
    diagnostics.iter().map(one).collect()
}

#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Memory {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let before = self.0.lock().expect("invariant: no panic while held").insert(path.into(), bytes.into());
        assert!(before.is_none(), "{path} is written twice");
        assert!(path.is_ascii(), "{path} is not ASCII");
        Ok(())
    }
}

/// Cuts a text at its `//- path` lines.
pub fn split(text: &str) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut path = None;
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("//- ") {
            path = Some(name.trim().to_owned());
            files.insert(name.trim().to_owned(), String::new());
        } else if let Some(text) = path.as_ref().and_then(|p| files.get_mut(p)) {
            text.push_str(line);
        } else {
            assert!(line.trim().is_empty(), "text before the first `//- path` line: {line:?}");
        }
    }
    files
}
