//! In: a git revision and a folder of its repository. Out: the handbook as it stood there, without touching the work tree.
//!
//! `git` itself packs the files into a zip archive on standard output, so nothing is written to the disk.

use super::{
    failure::Failure,
    load::{IMAGE_LIMIT, TEXT_LIMIT},
};
use crate::{Asset, Input, source::SourceFile};
use jiff::civil::Date;
use std::{
    io::{Cursor, Read},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};
use zip::ZipArchive;

/// What belongs to a handbook.
const PARTS: [&str; 7] =
    ["handbook.yml", "local.yml", "holidays.yml", crate::review::FILE, "content", "templates", "theme"];

/// The handbook in `dir` as it stood at `revision`.
///
/// # Errors
/// Where git is missing, `dir` is in no repository, or there is no such revision.
pub fn input(revision: &str, dir: &Path, today: Date) -> Result<Input, Failure> {
    let commit = text(git(
        dir,
        &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")],
        revision,
    )?);
    let prefix = text(git(dir, &["rev-parse", "--show-prefix"], revision)?);
    let top = text(git(dir, &["rev-parse", "--show-toplevel"], revision)?);
    let tree = format!("{commit}:{}", prefix.trim_end_matches('/'));
    let listed = text(git(Path::new(&top), &["ls-tree", "--name-only", &tree], revision)?);
    let parts: Vec<&str> = PARTS.into_iter().filter(|part| listed.lines().any(|name| name == *part)).collect();
    let mut args = vec!["archive", "--format=zip", "-0", &tree];
    args.extend(&parts);
    if parts.is_empty() {
        return Err(Failure::new(format!("版本 {revision} 里没有手册")).hint("请写手册所在的文件夹。"));
    }
    unpack(git(Path::new(&top), &args, revision)?, today)
        .ok_or_else(|| Failure::new(format!("读不了版本 {revision}")).hint("git 给出的文件不完整，请再试一次。"))
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).trim_end().to_owned()
}

fn git(dir: &Path, args: &[&str], revision: &str) -> Result<Vec<u8>, Failure> {
    let out = Command::new("git").arg("-C").arg(dir).args(args).stdin(Stdio::null()).output();
    let out = out.map_err(|error| {
        let hint = "请装上 git，或者把旧版放在另一个文件夹里，两个文件夹相比。";
        Failure { hint: Some(hint.to_owned()), ..Failure::io("运行不了", Path::new("git"), &error) }
    })?;
    if out.status.success() {
        return Ok(out.stdout);
    }
    Err(Failure::new(format!("{revision} 不是文件夹，也不是 {} 里的 git 版本", dir.display()))
        .hint("请写文件夹，或者 HEAD~1、标签、提交号；手册不在当前文件夹时用 --dir 指明。"))
}

/// The files of the archive; `None` where it is broken.
fn unpack(bytes: Vec<u8>, today: Date) -> Option<Input> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut input = Input { files: Default::default(), assets: Vec::new(), overrides: Vec::new(), today, unit: None };
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let path = file.name().ok()?.into_owned();
        let is_text =
            path.ends_with(".yml") && !path.contains('/') || path.starts_with("content/") && path.ends_with(".md");
        let limit = if is_text { TEXT_LIMIT } else { IMAGE_LIMIT };
        if file.is_dir() || file.is_symlink() || file.size() > limit {
            continue;
        }
        let mut bytes = Vec::new();
        file.by_ref().take(limit).read_to_end(&mut bytes).ok()?;
        if is_text {
            let text = String::from_utf8_lossy(&bytes).replace('\0', "\u{FFFD}");
            Arc::make_mut(&mut input.files).push(SourceFile { path, text });
        } else {
            let asset = Asset { bytes: bytes.into(), path };
            let own = asset.path.starts_with("templates/") || asset.path.starts_with("theme/");
            if own { input.overrides.push(asset) } else { input.assets.push(asset) }
        }
    }
    Arc::make_mut(&mut input.files).sort_by(|a, b| a.path.cmp(&b.path));
    input.assets.sort_by(|a, b| a.path.cmp(&b.path));
    Some(input)
}
