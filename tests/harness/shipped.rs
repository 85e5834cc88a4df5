//! In: the handbook that ships with the crate, at its root. Out: its site, built once a run by the real program.

use std::{
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
