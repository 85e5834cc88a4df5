//! In: diagnostics and the files they are about. Out: plain records with file, line and column, for machines and for people.

use crate::{
    diag::{Diagnostics, Severity},
    source::{FileId, Position, Sources, Span},
};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// One diagnostic with its place spelled out, as `--format json` and `export` write it.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Finding {
    /// Stable code.
    pub code: &'static str,
    /// `error` or `warning`.
    #[schemars(extend("enum" = [severity_name(Severity::Error), severity_name(Severity::Warning)]))]
    pub severity: &'static str,
    /// Path from the handbook's root; `None` where no file is to blame.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// The fact.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// The records of a list of diagnostics, in its order.
pub fn findings(diagnostics: &Diagnostics, sources: &Sources) -> Vec<Finding> {
    let mut places = Places::new(sources);
    let record = |d: &crate::diag::Diagnostic| {
        let position = d.span.map(|span| places.position(span));
        Finding {
            code: d.code,
            severity: severity_name(d.severity),
            file: d.span.map(|span| sources.file(span.file).path.clone()),
            line: position.map(|p| p.line),
            column: position.map(|p| p.column),
            message: d.message.clone(),
            hint: d.hint.clone(),
        }
    };
    diagnostics.0.iter().map(record).collect()
}

/// `error` or `warning`.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Finds lines and columns of many spans. Each file is scanned for line ends once, and a line of a megabyte with ten thousand
/// faults is counted once as long as they come in order.
pub struct Places<'a> {
    sources: &'a Sources,
    line_starts: BTreeMap<FileId, Vec<usize>>,
    /// The place found last: file, byte, column.
    last: Option<(FileId, usize, usize)>,
}

impl<'a> Places<'a> {
    /// Places in these files.
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, line_starts: BTreeMap::new(), last: None }
    }

    /// Line and column of a span's start.
    pub fn position(&mut self, span: Span) -> Position {
        let start = span.start as usize;
        let starts = self.starts(span.file);
        let line = starts.partition_point(|&s| s <= start);
        let line_start = starts[line - 1];
        let (from, before) = match self.last {
            Some((file, byte, column)) if file == span.file && (line_start..=start).contains(&byte) => (byte, column),
            _ => (line_start, 1),
        };
        let column = before + self.sources.file(span.file).text[from..start].chars().count();
        self.last = Some((span.file, start, column));
        Position { line, column }
    }

    fn starts(&mut self, file: FileId) -> &[usize] {
        let text = &self.sources.file(file).text;
        self.line_starts.entry(file).or_insert_with(|| {
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1)).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let file = SourceFile { path: "a.md".into(), text: "一\n二三\n\n四".into() };
        let sources = Sources { files: vec![file].into() };
        let mut places = Places::new(&sources);
        let mut at = |start| {
            let span = Span::new(FileId(0), start, start);
            let found = places.position(span);
            assert_eq!(found, sources.position(span));
            (found.line, found.column)
        };
        let forth = [at(0), at(3), at(4), at(7), at(11), at(12), at(15)];
        assert_eq!(forth, [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (4, 1), (4, 2)]);
        assert_eq!([at(15), at(12), at(7), at(0)], [(4, 2), (4, 1), (2, 2), (1, 1)]);
    }
}
