//! In: a handbook's folder. Out: its text files, images and overrides in path order, and the files that could not be taken.
//!
//! Nothing here hangs or grows without bound: only regular files are opened, reads are bounded, links stay inside.

mod svg;
#[cfg(all(test, unix))]
mod tests;
mod text;
mod walk;

use super::failure::{Failure, reason};
use crate::{Asset, Input, source::SourceFile};
use jiff::civil::Date;
use rayon::prelude::*;
use std::{
    fs::{self, File},
    io::{self, Read},
    ops::Range,
    path::Path,
    sync::Arc,
};
use text::Decoded;
use walk::{Entry, Role};

/// Most bytes of a text file.
pub const TEXT_LIMIT: u64 = 8 << 20;
/// Most bytes of an image.
pub const IMAGE_LIMIT: u64 = 64 << 20;

/// A file that could not be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// Path from the handbook's root, parted by `/`; empty: the handbook itself.
    pub path: String,
    /// Code of the diagnostic.
    pub code: &'static str,
    /// The fact.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Where in the text, in bytes, where the text was taken after all.
    pub range: Range<usize>,
}

impl FileFault {
    fn new(path: &str, code: &'static str, message: String, hint: impl Into<String>) -> Self {
        Self { path: path.to_owned(), code, message, hint: hint.into(), range: 0..0 }
    }
}

/// What [`folder`] found.
#[derive(Debug)]
pub struct Loaded {
    /// What the core gets to see.
    pub input: Input,
    /// What it does not, in path order.
    pub faults: Vec<FileFault>,
}

/// Loads a handbook.
///
/// # Errors
/// Where `dir` is no folder that can be read.
pub fn folder(dir: &Path, today: Date, unit: Option<String>) -> Result<Loaded, Failure> {
    let root = dir.canonicalize().map_err(|error| Failure::io("打不开手册文件夹", dir, &error))?;
    if !root.is_dir() {
        return Err(Failure::new(format!("{} 不是文件夹", dir.display())).hint("请写手册所在的文件夹。"));
    }
    fs::read_dir(&root).map_err(|error| Failure::io("打不开手册文件夹", dir, &error))?;
    let (entries, mut faults) = walk::entries(&root);
    let taken: Vec<_> = entries.par_iter().map_init(Vec::new, |room, entry| take(&root, entry, room)).collect();
    let mut input = Input { files: Arc::default(), assets: Vec::new(), overrides: Vec::new(), today, unit };
    let mut files = Vec::with_capacity(entries.len());
    for (entry, taken) in entries.iter().zip(taken) {
        put(&mut input, &mut files, &mut faults, entry, taken);
    }
    input.files = Arc::new(files);
    if !entries.iter().any(|entry| entry.path == HANDBOOK) && !faults.iter().any(|fault| fault.path == HANDBOOK) {
        faults.push(missing_handbook(dir, &root));
    }
    faults.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Loaded { input, faults })
}

/// The file that makes a folder a handbook.
pub const HANDBOOK: &str = "handbook.yml";

enum Taken {
    Text(String, Option<FileFault>),
    Bytes(Vec<u8>),
    Refused(FileFault),
}

fn put(input: &mut Input, files: &mut Vec<SourceFile>, faults: &mut Vec<FileFault>, entry: &Entry, taken: Taken) {
    match taken {
        Taken::Text(text, fault) => {
            files.push(SourceFile { path: entry.path.clone(), text });
            faults.extend(fault);
        }
        Taken::Bytes(bytes) => {
            let asset = Asset { path: entry.path.clone(), bytes: bytes.into() };
            match entry.role {
                Role::Override => input.overrides.push(asset),
                Role::Text | Role::Image => input.assets.push(asset),
            }
        }
        Taken::Refused(fault) => faults.push(fault),
    }
}

/// Takes one file; `room` is where it is read to, used again for the next.
fn take(root: &Path, entry: &Entry, room: &mut Vec<u8>) -> Taken {
    let limit = if entry.role == Role::Image { IMAGE_LIMIT } else { TEXT_LIMIT };
    let bytes = match bounded(&root.join(&entry.path), limit, room) {
        Ok(true) => room.as_slice(),
        Ok(false) => return Taken::Refused(too_large(&entry.path, limit)),
        Err(error) => return Taken::Refused(unreadable(&entry.path, &error)),
    };
    if entry.role == Role::Image && entry.path.to_ascii_lowercase().ends_with(".svg") && !svg::is_inert(bytes) {
        return Taken::Refused(active_image(&entry.path));
    }
    if entry.role != Role::Text {
        return Taken::Bytes(bytes.to_vec());
    }
    match text::decode(bytes) {
        Decoded::Text(text) => Taken::Text(text, None),
        Decoded::Foreign { text, range, message, hint } => {
            let fault = FileFault { range, ..FileFault::new(&entry.path, "not-utf8", message, hint(&entry.path)) };
            Taken::Text(text, Some(fault))
        }
    }
}

/// Reads a file into `room`; false where there are more than `limit` bytes.
fn bounded(path: &Path, limit: u64, room: &mut Vec<u8>) -> io::Result<bool> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(false);
    }
    room.clear();
    room.reserve(size as usize + 1);
    file.take(limit + 1).read_to_end(room)?;
    Ok(room.len() as u64 <= limit)
}

fn too_large(path: &str, limit: u64) -> FileFault {
    FileFault::new(
        path,
        "too-large",
        format!("文件超过了 {} MB", limit >> 20),
        "多半是误放了别的文件；文字请分成几页，图片请先压缩。",
    )
}

fn active_image(path: &str) -> FileFault {
    FileFault::new(
        path,
        "active-image",
        "这张 SVG 图里有会运行的内容".to_owned(),
        "请从绘图软件里导出不带脚本的 SVG，或改存为 PNG。",
    )
}

fn unreadable(path: &str, error: &io::Error) -> FileFault {
    let (reason, hint) = reason(error);
    FileFault::new(path, "unreadable", format!("文件读不了：{reason}"), hint.unwrap_or("请检查这个文件能否打开。"))
}

fn missing_handbook(dir: &Path, root: &Path) -> FileFault {
    let misnamed =
        ["handbook.yaml", "Handbook.yml", "handbook.yml.txt"].into_iter().find(|name| root.join(name).is_file());
    let hint = match misnamed {
        Some(name) => format!("这里有 {name}，请改名为 {HANDBOOK}。"),
        None => "请写手册所在的文件夹，或用 `shouce init 文件夹` 建一本新手册。".to_owned(),
    };
    FileFault::new("", "missing-handbook", format!("{} 里没有 {HANDBOOK}", dir.display()), hint)
}
