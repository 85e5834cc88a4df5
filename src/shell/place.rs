//! In: where the site is to be written, and where the handbook is. Out: a place that may be replaced, or why it may not.
//!
//! A folder is replaced only where it does not exist, is empty, or bears the marker that an earlier build left in it.

use super::failure::Failure;
use std::{
    fs,
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

/// The file that says that a folder was made by this program.
pub const MARKER: &str = ".shouce";
/// How the marker's text begins.
const MARKER_START: &str = "shouce ";
/// The marker's text.
pub const MARKER_TEXT: &str = "shouce 生成的手册。这个文件夹在下次生成时会被整个替换，请不要在里面放别的文件。\n";

/// What stands at the output place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    Absent,
    /// A folder without anything in it.
    Empty,
    /// A site of an earlier build.
    Ours,
    /// Somebody's files.
    Foreign,
}

/// Where a command writes when it is not told: NAME in the handbook's folder, said as the user would say it.
pub fn beside(handbook: &Path, name: &str) -> PathBuf {
    if handbook == Path::new(".") { PathBuf::from(name) } else { handbook.join(name) }
}

/// Writes a file whole, or leaves what stands there: what `write` puts goes beside it first and takes its place in one step.
///
/// # Errors
/// What `write` or the disk says.
pub fn replace_file<T>(out: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<T>) -> io::Result<T> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let new = out.with_file_name(format!(".{name}.shouce-new-{}", std::process::id()));
    let written = fs::File::create(&new).and_then(|mut file| {
        let made = write(&mut file)?;
        file.sync_all()?;
        Ok(made)
    });
    let placed = written.and_then(|made| fs::rename(&new, out).map(|()| made));
    if placed.is_err() {
        // The first failure is the one worth telling.
        let _ = fs::remove_file(&new);
    }
    placed
}

/// Checks that a file is not to stand among the handbook's sources.
///
/// # Errors
/// Where it would, or where the path cannot be followed.
pub fn outside_sources(out: &Path, handbook: &Path) -> Result<(), Failure> {
    let folder = match out.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let real = resolve(folder)?;
    let handbook = handbook.canonicalize().map_err(|error| Failure::io("打不开手册文件夹", handbook, &error))?;
    if among_sources(&real, &handbook) {
        return Err(refusal(out, "在手册的原稿文件夹里").hint("请写到别的文件夹里。"));
    }
    Ok(())
}

fn among_sources(real: &Path, handbook: &Path) -> bool {
    ["content", "templates", "theme"].iter().any(|name| real.starts_with(handbook.join(name)))
}

/// Checks where to write; gives the real path.
///
/// # Errors
/// Where something would be harmed, or the path cannot be followed.
pub fn check(out: &Path, handbook: &Path) -> Result<PathBuf, Failure> {
    let real = resolve(out)?;
    let handbook = handbook.canonicalize().map_err(|error| Failure::io("打不开手册文件夹", handbook, &error))?;
    if handbook.starts_with(&real) {
        return Err(refusal(out, "就是手册文件夹，或者包着它").hint("请写另一个文件夹，例如手册里的 public。"));
    }
    if among_sources(&real, &handbook) {
        return Err(refusal(out, "在手册的原稿文件夹里").hint("请写另一个文件夹，例如手册里的 public。"));
    }
    match state(&real).map_err(|error| Failure::io("打不开输出文件夹", out, &error))? {
        State::Foreign => Err(foreign(out)),
        State::Absent | State::Empty | State::Ours => Ok(real),
    }
}

/// What stands at a path that is no link.
///
/// # Errors
/// Where it cannot be looked at.
pub fn state(path: &Path) -> io::Result<State> {
    let mut listing = match fs::read_dir(path) {
        Ok(listing) => listing,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Absent),
        Err(error) => return Err(error),
    };
    if bears_marker(path) {
        return Ok(State::Ours);
    }
    Ok(if listing.next().is_none() { State::Empty } else { State::Foreign })
}

fn bears_marker(path: &Path) -> bool {
    let marker = path.join(MARKER);
    if !fs::symlink_metadata(&marker).is_ok_and(|meta| meta.is_file()) {
        return false;
    }
    let mut start = [0; MARKER_START.len()];
    fs::File::open(marker)
        .and_then(|mut file| file.read_exact(&mut start))
        .is_ok_and(|()| start == *MARKER_START.as_bytes())
}

/// The failure that names a folder of somebody else's.
pub fn foreign(out: &Path) -> Failure {
    refusal(out, "里有别的文件，而且不是 shouce 生成的")
        .hint(format!("请写一个不存在的或空的文件夹，例如 {}。", out.join("手册").display()))
}

fn refusal(out: &Path, why: &str) -> Failure {
    Failure::new(format!("不能生成到 {}：它{why}", out.display()))
}

/// The real path of a folder that may not exist yet; a link at its end is refused.
fn resolve(out: &Path) -> Result<PathBuf, Failure> {
    let tidy: PathBuf = out.components().collect();
    match fs::symlink_metadata(&tidy) {
        Ok(meta) if meta.is_symlink() => {
            Err(refusal(out, "是一个符号链接").hint("请直接写链接指向的文件夹，或换一个文件夹。"))
        }
        Ok(meta) if !meta.is_dir() => Err(refusal(out, "是一个文件").hint("请写一个文件夹。")),
        Ok(_) => tidy.canonicalize().map_err(|error| Failure::io("打不开输出文件夹", out, &error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => resolve_absent(out, &tidy),
        Err(error) => Err(Failure::io("打不开输出文件夹", out, &error)),
    }
}

/// Follows the part that exists; what does not must be plain names.
fn resolve_absent(out: &Path, tidy: &Path) -> Result<PathBuf, Failure> {
    let absolute = std::path::absolute(tidy).map_err(|error| Failure::io("打不开输出文件夹", out, &error))?;
    let existing = absolute.ancestors().find(|path| path.exists()).unwrap_or(Path::new("/"));
    let rest = absolute.strip_prefix(existing).unwrap_or(Path::new(""));
    if rest.components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(refusal(out, "的路径里有不存在的文件夹和“..”").hint("请写直接的路径。"));
    }
    let base = existing.canonicalize().map_err(|error| Failure::io("打不开输出文件夹", out, &error))?;
    Ok(base.join(rest))
}
