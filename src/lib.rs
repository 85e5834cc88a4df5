//! Turns the rules, phone scripts, checklists, forms and quiz questions of a service centre, kept as structured Markdown,
//! into one folder that opens by double click, finds any clause in Chinese, prints forms and runs the weekly quiz.
//!
//! # Steps
//! 1. *load* ([`shell`]): a folder → [`Input`].
//! 2. *parse* ([`parse`]): text → [`model`], one file at a time, never stopping at the first error.
//! 3. *check* ([`check`]): all pages together; afterwards every citation is resolved.
//! 4. *derive* ([`search`], [`print`], [`quiz`]): what follows from the model.
//! 5. *render* ([`render`]): pages, made one by one and handed to a [`Sink`].
//! 6. *write* ([`shell`]): a sibling folder, exchanged in one step.

pub mod check;
pub mod coverage;
pub mod diag;
pub mod diff;
pub mod duties;
pub mod export;
pub mod figures;
pub mod finding;
pub mod fingerprint;
pub mod fmt;
pub mod import;
pub mod manifest;
pub mod model;
pub mod parse;
pub mod print;
pub mod quiz;
pub mod render;
pub mod review;
pub mod schema;
pub mod search;
pub mod shell;
pub mod source;
pub mod yaml;

use diag::Diagnostics;
use jiff::civil::Date;
use model::Handbook;
use source::{SourceFile, Sources};
use std::{io, sync::Arc};

/// A binary file of the handbook: an image, or a template or theme file of its own.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path from the handbook's root, parted by `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Everything the core gets to see.
#[derive(Clone, Debug)]
pub struct Input {
    /// `handbook.yml`, `local.yml`, `holidays.yml` and `content/**/*.md`, sorted by path.
    pub files: Arc<Vec<SourceFile>>,
    /// Images under `content/`, sorted by path.
    pub assets: Vec<Asset>,
    /// The handbook's own `templates/` and `theme/` files, sorted by path; they take the place of the built-in ones.
    pub overrides: Vec<Asset>,
    /// The edition's date.
    pub today: Date,
    /// Build one unit only.
    pub unit: Option<String>,
}

/// What [`read`] gives: the handbook and what was found wrong with it.
#[derive(Debug)]
pub struct Reading {
    /// The handbook; complete and resolved where there are no errors.
    pub handbook: Handbook,
    /// The files, for showing places.
    pub sources: Sources,
    /// Sorted findings.
    pub diagnostics: Diagnostics,
}

/// Takes finished files. Called from many threads at once.
pub trait Sink: Sync {
    /// Writes one file; `path` is relative to the site's root, parted by `/`, ASCII.
    ///
    /// # Errors
    /// What the disk says.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// Parses and checks a handbook.
pub fn read(input: &Input) -> Reading {
    let (mut handbook, sources, mut diagnostics) = parse::handbook(input);
    check::handbook(&mut handbook, input, &sources, &mut diagnostics);
    diagnostics.sort();
    Reading { handbook, sources, diagnostics }
}

/// Derives and renders every file of the site into `sink`. Call it only where [`read`] found no errors.
///
/// # Errors
/// The first file the sink refused.
pub fn render(reading: &Reading, input: &Input, sink: &dyn Sink) -> io::Result<Diagnostics> {
    render::site(reading, input, sink)
}

/// The same with what a package has besides: `start.html`, `check.html` and the manifest. Gives the package's code, too.
///
/// # Errors
/// The first file the sink refused.
pub fn render_package(reading: &Reading, input: &Input, sink: &dyn Sink) -> io::Result<(Diagnostics, String)> {
    render::packed(reading, input, sink)
}
