//! In: finished files, from many threads. Out: a folder that shows the old site or the new one, whole, at every moment.
//!
//! # Steps
//! 1. Files go into a sibling folder, `.OUT.shouce-new-PID`, on the same disk. Its marker is locked while the build runs.
//! 2. The disk is asked to hold it all; then the sibling and OUT change names in one step where the system can, else in two that the next build repairs.
//! 3. The sibling, now the old site, is removed.

mod exchange;
mod siblings;

use super::{
    failure::{Failure, reason},
    place::{self, MARKER, MARKER_TEXT, State},
};
use crate::Sink;
use siblings::Siblings;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError, RwLock,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

/// A site that is being written beside the one it will replace. Dropped without [`Staging::commit`], it vanishes.
pub struct Staging {
    /// What the user calls the output folder.
    shown: PathBuf,
    out: PathBuf,
    siblings: Siblings,
    dir: PathBuf,
    /// Open and locked as long as the build runs, so that another build does not take it for a leftover.
    marker: Option<File>,
    folders: RwLock<BTreeSet<String>>,
    refused: Mutex<Option<(PathBuf, io::Error)>>,
    files: AtomicUsize,
    bytes: AtomicU64,
}

/// What was written.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// Files.
    pub files: usize,
    /// Bytes in them.
    pub bytes: u64,
}

/// Checks where to write and repairs what an interrupted build left there; writes nothing of a site.
///
/// # Errors
/// Where OUT is not to be touched.
pub fn prepare(out: &Path, handbook: &Path) -> Result<PathBuf, Failure> {
    let real = place::check(out, handbook)?;
    if let Some(siblings) = Siblings::of(&real) {
        siblings.repair(&real).map_err(|error| Failure::io("打不开输出文件夹", out, &error))?;
    }
    Ok(real)
}

impl Staging {
    /// Begins a site that will stand at `out`, a path [`prepare`] gave; `shown` is what the user calls it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin(out: PathBuf, shown: &Path) -> Result<Self, Failure> {
        let fail = |error: io::Error| Failure::io("写不了", shown, &error);
        let siblings = Siblings::of(&out).ok_or_else(|| fail(io::ErrorKind::ResourceBusy.into()))?;
        fs::create_dir_all(siblings.parent()).map_err(fail)?;
        siblings.clear().map_err(fail)?;
        let dir = siblings.new_site();
        fs::create_dir(&dir).map_err(fail)?;
        let marker = marker_file(&dir).map_err(|error| {
            // The first failure is the one worth telling.
            let _ = fs::remove_dir_all(&dir);
            fail(error)
        })?;
        Ok(Self {
            shown: shown.to_owned(),
            out,
            siblings,
            dir,
            marker: Some(marker),
            folders: RwLock::new(BTreeSet::new()),
            refused: Mutex::new(None),
            files: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
        })
    }

    /// Puts the new site in the old one's place.
    ///
    /// # Errors
    /// What the disk says; then the old site stands as it stood.
    pub fn commit(mut self) -> Result<Written, Failure> {
        self.swap().map_err(|error| Failure::io("换不上新网站", &self.shown, &error))?;
        Ok(Written { files: self.files.load(Ordering::Relaxed), bytes: self.bytes.load(Ordering::Relaxed) })
    }

    /// What the disk refused, in Chinese, naming the file; `error` is what the renderer passed on.
    pub fn failure(self, error: &io::Error) -> Failure {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner).take();
        let failure = match &refused {
            Some((path, error)) => Failure::io("写不了", path, error),
            None => Failure::new(format!("没有写成：{}", reason(error).0)),
        };
        match failure.hint {
            Some(hint) => Failure { hint: Some(format!("{hint}已有的网站没有动。")), ..failure },
            None => failure.hint("已有的网站没有动。"),
        }
    }

    fn swap(&mut self) -> io::Result<()> {
        let mut marker = self.marker.take();
        if let Some(marker) = &mut marker {
            marker.write_all(MARKER_TEXT.as_bytes())?;
        }
        if cfg!(windows) {
            // There a folder with an open file in it cannot be renamed; elsewhere the lock lasts until the exchange is done.
            drop(marker.take());
        }
        if place::state(&self.out)? == State::Foreign {
            return Err(io::Error::other("生成期间有别的文件放了进来"));
        }
        exchange::put_in_place(&self.dir, &self.out, &self.siblings)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if !is_plain(path) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("不合规的文件名“{path}”")));
        }
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.make_folder(folder)?;
        }
        File::create_new(self.dir.join(path))?.write_all(bytes)
    }

    fn make_folder(&self, folder: &str) -> io::Result<()> {
        if self.folders.read().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        let mut made = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        fs::create_dir_all(self.dir.join(folder))?;
        made.insert(folder.to_owned());
        Ok(())
    }
}

impl Sink for Staging {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.write(path, bytes).map_err(|error| {
            let told = io::Error::new(error.kind(), error.to_string());
            let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
            refused.get_or_insert((self.shown.join(path), error));
            told
        })?;
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }
}

impl Drop for Staging {
    /// Removes what stands under the sibling's name: an unfinished site, or the old one. What cannot be removed now, the
    /// next build clears.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The marker, locked. Its text comes last, so that only a finished site bears it.
fn marker_file(dir: &Path) -> io::Result<File> {
    let marker = File::create_new(dir.join(MARKER))?;
    // Some network disks know no locks; two builds at once are then the user's own affair.
    let _ = marker.try_lock();
    Ok(marker)
}

/// Whether a path stays in its folder and means the same on every system.
fn is_plain(path: &str) -> bool {
    path != MARKER && path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', ':', '\0'])
}

#[cfg(test)]
mod tests;
