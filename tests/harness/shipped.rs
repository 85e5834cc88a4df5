//! In: the handbook that ships with the crate, at its root. Out: its site, built once a run by the real program.

use super::Handbook;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// The root of the crate, which is the root of the shipped handbook.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program under test.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shouce"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// The folder of the shipped handbook's site, dated [`super::handbook::TODAY`].
///
/// # Panics
/// Where it does not build; says what the program said.
pub fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shipped");
        build(root(), &out);
        out
    })
}

/// Builds the handbook at `from` into `out`.
///
/// # Panics
/// Where it does not build; says what the program said.
pub fn build(from: &Path, out: &Path) {
    let said = program()
        .args(["build", "--date", super::handbook::TODAY, "-o"])
        .arg(out)
        .arg(from)
        .output()
        .expect("the program starts");
    assert!(said.status.success(), "the build failed:\n{}", String::from_utf8_lossy(&said.stderr));
}

/// The site's address of a page, as a double click opens it.
pub fn address(site: &Path, page: &str) -> String {
    format!("file://{}/{page}", site.display())
}

/// The shipped handbook, to be built in memory.
pub fn handbook() -> Handbook {
    let mut files = BTreeMap::new();
    let mut images = Vec::new();
    for entry in walkdir::WalkDir::new(root().join("content")).into_iter().map(|entry| entry.expect("an entry")) {
        let path = entry.path().strip_prefix(root()).expect("invariant: inside").to_string_lossy().replace('\\', "/");
        if path.ends_with(".md") {
            files.insert(path, fs::read_to_string(entry.path()).expect("UTF-8"));
        } else if entry.file_type().is_file() {
            images.push((path, fs::read(entry.path()).expect("a file")));
        }
    }
    for name in ["handbook.yml", "local.yml"] {
        files.extend(fs::read_to_string(root().join(name)).ok().map(|text| (name.to_owned(), text)));
    }
    images.into_iter().fold(Handbook::of(files), |handbook, (path, bytes)| handbook.asset(&path, &bytes))
}
