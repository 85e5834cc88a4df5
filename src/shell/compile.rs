//! In: which handbook is asked for. Out: the checked handbook with every diagnostic, and its pages in a sink.
//!
//! What loading, reading and rendering find wrong ends in one list, so `build`, `check`, `serve` and `export` agree.

use super::{
    args::SourceArgs,
    failure::Failure,
    load::{self, FileFault},
};
use crate::{
    Input, Reading, Sink,
    diag::{Diagnostic, Diagnostics, Severity, nearest},
    render::{theme::Theme, words::Words},
    source::{FileId, SourceFile, Sources, Span},
};
use jiff::{Zoned, civil::Date};
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Which handbook to compile, and how.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its folder.
    pub dir: PathBuf,
    /// The edition's date; `None`: the clock's.
    date: Option<Date>,
    unit: Option<String>,
    /// Whether warnings are errors.
    strict: bool,
}

/// A handbook that was read.
pub struct Compiled {
    /// What the core saw.
    input: Input,
    /// What it made of it, the shell's own findings included.
    pub reading: Reading,
    strict: bool,
}

impl Job {
    /// The job a command line asks for.
    pub fn new(source: &SourceArgs, strict: bool) -> Self {
        Self { dir: source.dir.clone(), date: source.date, unit: source.unit.clone(), strict }
    }

    /// A folder's handbook as it stands today; `unit` must be one of its own.
    pub fn of_folder(dir: &Path, unit: Option<String>) -> Self {
        Self { dir: dir.to_owned(), date: None, unit, strict: false }
    }

    /// Loads, parses and checks.
    ///
    /// # Errors
    /// Where the folder cannot be read or the unit does not exist.
    pub fn read(&self) -> Result<Compiled, Failure> {
        let today = self.date.unwrap_or_else(|| Zoned::now().date());
        let loaded = load::folder(&self.dir, today, self.unit.clone())?;
        let without_handbook = loaded.faults.iter().any(|fault| fault.path.is_empty());
        let mut reading = if without_handbook { nothing() } else { crate::read(&loaded.input) };
        for fault in loaded.faults {
            merge(&mut reading, fault);
        }
        // Where handbook.yml could not be read, its units are not known either.
        if !reading.handbook.config.title.is_empty() {
            self.check_unit(&reading)?;
        }
        let mut compiled = Compiled { input: loaded.input, reading, strict: self.strict };
        compiled.settle();
        Ok(compiled)
    }

    fn check_unit(&self, reading: &Reading) -> Result<(), Failure> {
        let Some(id) = &self.unit else { return Ok(()) };
        let units = &reading.handbook.config.units;
        if units.iter().any(|unit| unit.id == *id) {
            return Ok(());
        }
        let failure = Failure::new(format!("手册里没有单位“{id}”"));
        Err(match nearest(id, units.iter().map(|unit| unit.id.as_str())) {
            Some(near) => failure.hint(format!("是不是想写 {near}？")),
            None if units.is_empty() => failure.hint("这本手册没有分单位，不要写 --unit。"),
            None => {
                let names: Vec<_> = units.iter().map(|unit| format!("{}（{}）", unit.id, unit.short)).collect();
                failure.hint(format!("可以写 {}。", names.join("、")))
            }
        })
    }
}

impl Compiled {
    /// Renders every page into `sink`; its findings join the list. Does nothing where there are errors already.
    ///
    /// # Errors
    /// What the sink refused.
    pub fn render(&mut self, sink: &dyn Sink) -> io::Result<()> {
        if self.has_errors() {
            return Ok(());
        }
        let found = crate::render(&self.reading, &self.input, sink)?;
        self.reading.diagnostics.0.extend(found.0);
        self.settle();
        Ok(())
    }

    /// The same with what a package has besides; gives the package's code, `None` where there are errors.
    ///
    /// # Errors
    /// What the sink refused.
    pub fn package(&mut self, sink: &dyn Sink) -> io::Result<Option<String>> {
        if self.has_errors() {
            return Ok(None);
        }
        let (found, code) = crate::render_package(&self.reading, &self.input, sink)?;
        self.reading.diagnostics.0.extend(found.0);
        self.settle();
        Ok((!self.has_errors()).then_some(code))
    }

    /// The interface words, the handbook's own included.
    pub fn words(&self) -> Words {
        Words::load(Theme::new(&self.input.overrides), &mut Diagnostics::default())
    }

    /// What the core saw.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// The edition's date.
    pub fn date(&self) -> Date {
        self.input.today
    }

    /// Whether something stops the build.
    pub fn has_errors(&self) -> bool {
        self.reading.diagnostics.has_errors()
    }

    fn settle(&mut self) {
        if self.strict {
            for diagnostic in &mut self.reading.diagnostics.0 {
                diagnostic.severity = Severity::Error;
            }
        }
        self.reading.diagnostics.sort();
    }
}

fn nothing() -> Reading {
    Reading { handbook: Default::default(), sources: Sources::default(), diagnostics: Diagnostics::default() }
}

/// Adds a file's fault; a file the core never saw joins the sources, empty, so that the fault has a place.
fn merge(reading: &mut Reading, fault: FileFault) {
    let FileFault { path, code, message, hint, range } = fault;
    let span = (!path.is_empty()).then(|| {
        let file = file_id(&mut reading.sources, &path);
        Span::new(file, range.start, range.end)
    });
    reading.diagnostics.push(Diagnostic::new(code, span, message).hint(hint));
}

fn file_id(sources: &mut Sources, path: &str) -> FileId {
    let index = sources.files.iter().position(|file| file.path == path).unwrap_or_else(|| {
        Arc::make_mut(&mut sources.files).push(SourceFile { path: path.to_owned(), text: String::new() });
        sources.files.len() - 1
    });
    FileId(index as u32)
}

/// A sink that keeps nothing: for checking.
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _path: &str, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// A handbook's file as the user would name it from where he stands.
pub fn shown_path(dir: &Path, path: &str) -> String {
    if dir == Path::new(".") { path.to_owned() } else { dir.join(path).display().to_string() }
}
