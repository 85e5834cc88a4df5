//! In: a handbook that keeps changing. Out: its last good site in memory, and what is wrong with the newest state.

use super::{
    super::{
        compile::{Compiled, Job},
        failure::Failure,
    },
    overlay,
};
use crate::Sink;
use axum::body::Bytes;
use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};
use tokio::sync::watch;

/// The files of a site by their address.
pub type Site = BTreeMap<String, Bytes>;

/// What the browser gets to see at one moment.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Changes whenever the site does, and differs between two runs of the server.
    pub version: String,
    /// The last good site; empty until there was one.
    pub site: Arc<Site>,
    /// What is wrong with the newest state: the overlay's content as JSON.
    pub faults: Option<String>,
}

/// The site and those who wait for the next one.
pub struct Live {
    shown: watch::Sender<Shown>,
    run: u128,
}

impl Live {
    /// No site yet.
    pub fn new() -> Self {
        // A clock before 1970 gives every run the same number; then a restart is not noticed by an open page.
        let run = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let shown = Shown { version: format!("{run:x}-0"), site: Arc::default(), faults: None };
        Self { shown: watch::Sender::new(shown), run }
    }

    /// Builds the newest state; the site changes only if it is without errors and differs.
    ///
    /// # Errors
    /// Where the folder cannot be read at all.
    pub fn rebuild(&self, job: &Job) -> Result<Compiled, Failure> {
        let memory = Memory::default();
        let mut compiled = job.read()?;
        compiled.render(&memory).map_err(|error| Failure::new(format!("没有生成：{error}")))?;
        if compiled.has_errors() {
            let faults = overlay::content(&compiled.reading, &job.dir);
            self.shown.send_modify(|shown| shown.faults = Some(faults));
        } else {
            self.renew(memory.0.into_inner().unwrap_or_else(PoisonError::into_inner));
        }
        Ok(compiled)
    }

    /// Says that the newest state could not even be read.
    pub fn refuse(&self, failure: &Failure) {
        let faults = overlay::of_failure(failure);
        self.shown.send_modify(|shown| shown.faults = Some(faults));
    }

    /// What is shown now.
    pub fn now(&self) -> Shown {
        self.shown.borrow().clone()
    }

    /// To be told about every change from now on.
    pub fn follow(&self) -> watch::Receiver<Shown> {
        self.shown.subscribe()
    }

    fn renew(&self, site: Site) {
        let same = *self.shown.borrow().site == site;
        self.shown.send_modify(|shown| {
            shown.faults = None;
            if !same {
                let count = shown.version.rsplit('-').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) + 1;
                shown.version = format!("{:x}-{count}", self.run);
                shown.site = Arc::new(site);
            }
        });
    }
}

#[derive(Default)]
struct Memory(Mutex<Site>);

impl Sink for Memory {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let bytes = Bytes::copy_from_slice(bytes);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
        Ok(())
    }
}
