//! In: what is going on. Out: one line on a terminal that renews itself, and nothing in a pipe.

use crate::Sink;
use std::{
    io::{self, IsTerminal, Write},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::{Duration, Instant},
};

/// Work shorter than this shows nothing, so that small handbooks do not flicker.
const QUIET: Duration = Duration::from_millis(300);
/// The line is renewed once in so many files.
const EVERY: usize = 32;

/// The progress line of one command.
pub struct Progress {
    started: Instant,
    on_terminal: bool,
    shown: AtomicBool,
    files: AtomicUsize,
}

impl Progress {
    /// Starts counting time.
    pub fn start() -> Self {
        Self {
            started: Instant::now(),
            on_terminal: io::stderr().is_terminal(),
            shown: AtomicBool::new(false),
            files: AtomicUsize::new(0),
        }
    }

    /// Seconds since the start, for people: `0.31`.
    pub fn seconds(&self) -> String {
        format!("{:.2}", self.started.elapsed().as_secs_f64())
    }

    /// A sink that counts what passes on to `sink`.
    pub fn watch<'a>(&'a self, sink: &'a dyn Sink) -> impl Sink + 'a {
        Counting { progress: self, sink }
    }

    /// Clears the line.
    pub fn finish(&self) {
        if self.shown.swap(false, Ordering::Relaxed) {
            self.draw("");
        }
    }

    fn one_more(&self) {
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        if self.on_terminal && files.is_multiple_of(EVERY) && self.started.elapsed() > QUIET {
            self.shown.store(true, Ordering::Relaxed);
            self.draw(&format!("正在生成 … 已有 {files} 个文件"));
        }
    }

    /// A terminal that went away is no reason to stop.
    fn draw(&self, text: &str) {
        let _ = write!(io::stderr().lock(), "\r\x1b[2K{text}");
    }
}

struct Counting<'a> {
    progress: &'a Progress,
    sink: &'a dyn Sink,
}

impl Sink for Counting<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sink.put(path, bytes)?;
        self.progress.one_more();
        Ok(())
    }
}
