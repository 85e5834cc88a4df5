//! In: the root of a handbook. Out: the files that belong to it, in path order, and what is wrong with the others.

use super::{super::import::LOG_SUFFIX, FileFault, HANDBOOK, unreadable};
use crate::parse::results;
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Configuration or a page.
    Text,
    /// An image under `content/`.
    Image,
    /// A template or theme file of the handbook's own.
    Override,
}

/// A file to read.
#[derive(Debug)]
pub struct Entry {
    /// Path from the root, parted by `/`.
    pub path: String,
    /// What it is for.
    pub role: Role,
}

/// Most files and folders looked at.
const ENTRY_LIMIT: usize = 100_000;
/// Most links followed; inside the handbook they can multiply files without end.
const LINK_LIMIT: usize = 1_000;

const IMAGES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

/// Lists a handbook's files.
pub fn entries(root: &Path) -> (Vec<Entry>, Vec<FileFault>) {
    let mut walk = Walk { root, met: 0, links: 0, entries: Vec::new(), faults: Vec::new() };
    for name in [HANDBOOK, "local.yml", "holidays.yml", crate::review::FILE, "content", "templates", "theme"] {
        walk.start(name);
    }
    walk.entries.sort_by(|a, b| a.path.cmp(&b.path));
    (walk.entries, walk.faults)
}

struct Walk<'a> {
    root: &'a Path,
    /// Files and folders met so far.
    met: usize,
    /// Links among them.
    links: usize,
    entries: Vec<Entry>,
    faults: Vec<FileFault>,
}

impl Walk<'_> {
    /// Walks one file or folder of the root; nothing where it does not exist.
    fn start(&mut self, name: &str) {
        let path = self.root.join(name);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.faults.push(unreadable(name, &error)),
            Ok(meta) if meta.is_symlink() && !self.link_is_sound(&path) => {}
            Ok(_) => self.descend(&path),
        }
    }

    fn descend(&mut self, path: &Path) {
        let mut walk = WalkDir::new(path).follow_links(true).into_iter();
        while let Some(step) = walk.next() {
            self.met += 1;
            if self.met > ENTRY_LIMIT || self.links > LINK_LIMIT {
                return self.too_many(path);
            }
            match step {
                Err(error) => self.refused(&error),
                Ok(entry) if entry.depth() > 0 && (is_clutter(&entry) || !self.is_inside(&entry)) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) => self.found(&entry),
            }
        }
    }

    fn is_inside(&mut self, entry: &DirEntry) -> bool {
        !entry.path_is_symlink() || self.link_is_sound(entry.path())
    }

    /// Whether a link's target exists inside the handbook; says so where not.
    fn link_is_sound(&mut self, path: &Path) -> bool {
        self.links += 1;
        let message = match path.canonicalize() {
            Ok(target) if target.starts_with(self.root) => return true,
            Ok(_) => "符号链接指到了手册文件夹之外",
            Err(error) if error.kind() == io::ErrorKind::NotFound => "符号链接指向的文件不存在",
            Err(_) => "符号链接绕成了圈",
        };
        self.bad_link(path, message);
        false
    }

    fn bad_link(&mut self, path: &Path, message: &str) {
        let path = self.relative(path).unwrap_or_else(|lossy| lossy);
        self.faults.push(FileFault::new(
            &path,
            "bad-symlink",
            message.to_owned(),
            "请换成真正的文件，或删去这个链接。",
        ));
    }

    fn refused(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(self.root).to_owned();
        if error.loop_ancestor().is_some() {
            return self.bad_link(&path, "符号链接绕成了圈");
        }
        if path.is_symlink() {
            self.link_is_sound(&path);
            return;
        }
        let name = self.relative(&path).unwrap_or_else(|lossy| lossy);
        match error.io_error() {
            Some(error) => self.faults.push(unreadable(&name, error)),
            None => self.faults.push(unreadable(&name, &io::Error::other(error.to_string()))),
        }
    }

    fn found(&mut self, entry: &DirEntry) {
        if entry.file_type().is_dir() {
            return;
        }
        let path = match self.relative(entry.path()) {
            Ok(path) => path,
            Err(lossy) => return self.faults.push(foreign_name(&lossy)),
        };
        if !entry.file_type().is_file() {
            return self.faults.push(unreadable(&path, &io::Error::other("不是普通文件")));
        }
        match role(&path) {
            Some(role) => self.entries.push(Entry { path, role }),
            None => self.faults.push(FileFault::new(
                &path,
                "ignored-file",
                "这个文件没有用上".to_owned(),
                "content/ 里只收 .md 页面和 png、jpg、gif、webp、avif、svg 图片；别的文件请移到外面。",
            )),
        }
    }

    fn too_many(&mut self, path: &Path) {
        let path = self.relative(path).unwrap_or_else(|lossy| lossy);
        self.faults.push(FileFault::new(
            &path,
            "too-large",
            format!("文件和文件夹多于 {ENTRY_LIMIT} 个，或符号链接多于 {LINK_LIMIT} 个"),
            "多半是误放了别的文件夹，或符号链接互相套着。",
        ));
    }

    /// A path from the root, parted by `/`; where it is not UTF-8, the nearest that is.
    fn relative(&self, path: &Path) -> Result<String, String> {
        let relative: PathBuf = path.strip_prefix(self.root).unwrap_or(path).to_owned();
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let joined = parts.join("/");
        if relative.to_str().is_some() { Ok(joined) } else { Err(joined) }
    }
}

fn foreign_name(lossy: &str) -> FileFault {
    FileFault::new(
        lossy,
        "not-utf8",
        "文件名不是 UTF-8".to_owned(),
        "多半是在别的系统上压缩的；请重新命名这个文件，或用支持中文名的软件重新解压。",
    )
}

/// Files that other programs leave behind, and logs of imports.
fn is_clutter(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name == "Thumbs.db"
        || name == "desktop.ini"
        || name.ends_with(LOG_SUFFIX)
}

fn role(path: &str) -> Option<Role> {
    let extension = path.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase());
    match path.split_once('/') {
        None => Some(Role::Text),
        Some(("content", _)) if extension == "md" || path == results::PATH => Some(Role::Text),
        Some(("content", _)) if IMAGES.contains(&extension.as_str()) => Some(Role::Image),
        Some(("content", _)) => None,
        Some(_) => Some(Role::Override),
    }
}
