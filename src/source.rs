//! In: the files of a handbook as text. Out: file ids, byte spans, and the line and column of a byte.

use std::sync::Arc;

/// Index of a file in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file; `start <= end`, both on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `file` from `start` to `end`, in bytes.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start: start as u32, end: end as u32 }
    }
}

/// One text file of the handbook.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path from the handbook's root, parted by `/`.
    pub path: String,
    /// Its text, UTF-8, without a byte order mark, line ends as they stand.
    pub text: String,
}

/// A place for people: both numbers count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// All text files, in path order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The files; [`FileId`] is the index.
    pub files: Arc<Vec<SourceFile>>,
}

impl Sources {
    /// The file of an id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text a span covers.
    pub fn text(&self, span: Span) -> &str {
        &self.file(span.file).text[span.start as usize..span.end as usize]
    }

    /// Line and column of a span's start.
    pub fn position(&self, span: Span) -> Position {
        let before = &self.file(span.file).text[..span.start as usize];
        let line_start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |i| i + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        Position { line, column: before[line_start..].chars().count() + 1 }
    }
}
