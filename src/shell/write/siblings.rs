//! In: the output folder. Out: the folders beside it that builds use, and the clearing of what interrupted builds left.

use super::super::place::{MARKER, State, state};
use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    process,
};

/// The folders beside one output folder.
#[derive(Debug)]
pub struct Siblings {
    parent: PathBuf,
    /// The output folder's own name.
    name: String,
}

impl Siblings {
    /// Those of `out`; `None` where it has no parent (the root of a disk).
    pub fn of(out: &Path) -> Option<Self> {
        let name = out.file_name()?.to_string_lossy().into_owned();
        Some(Self { parent: out.parent()?.to_owned(), name })
    }

    /// The folder they stand in.
    pub fn parent(&self) -> &Path {
        &self.parent
    }

    /// Where this process writes the new site.
    pub fn new_site(&self) -> PathBuf {
        self.parent.join(format!("{}{}", self.prefix("new"), process::id()))
    }

    /// Where this process puts the old site aside, where the system cannot exchange names.
    pub fn old_site(&self) -> PathBuf {
        self.parent.join(format!("{}{}", self.prefix("old"), process::id()))
    }

    /// Puts back a site that was put aside by a build that ended before the new one was in its place.
    ///
    /// # Errors
    /// What the disk says.
    pub fn repair(&self, out: &Path) -> io::Result<()> {
        if state(out)? != State::Absent {
            return Ok(());
        }
        for old in self.left("old")? {
            if state(&old)? == State::Ours {
                return fs::rename(old, out);
            }
        }
        Ok(())
    }

    /// Removes what interrupted builds left; a build that still runs keeps its folder.
    ///
    /// # Errors
    /// What the disk says.
    pub fn clear(&self) -> io::Result<()> {
        for folder in self.left("new")?.into_iter().chain(self.left("old")?) {
            if !in_use(&folder) {
                remove(&folder)?;
            }
        }
        Ok(())
    }

    fn prefix(&self, kind: &str) -> String {
        format!(".{}.shouce-{kind}-", self.name)
    }

    /// Siblings of a kind, by name.
    fn left(&self, kind: &str) -> io::Result<Vec<PathBuf>> {
        let prefix = self.prefix(kind);
        let listing = match fs::read_dir(&self.parent) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            listing => listing?,
        };
        let mut found = Vec::new();
        for entry in listing {
            let entry = entry?;
            let name = entry.file_name();
            let process = name.to_str().and_then(|name| name.strip_prefix(&prefix));
            let is_ours = process.is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()));
            if is_ours && entry.file_type()?.is_dir() {
                found.push(entry.path());
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Whether a running build holds the folder's marker.
fn in_use(folder: &Path) -> bool {
    File::open(folder.join(MARKER)).is_ok_and(|marker| matches!(marker.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Removes a folder; somebody else may have done so at the same moment.
fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
