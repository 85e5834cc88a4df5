//! In: what was made, and the file it should equal. Out: nothing, or a failure that shows both.
//!
//! `SNAPSHOTS=overwrite cargo test` writes the files anew; read their diff before committing it.

use std::{fs, path::Path};

/// Asserts that `got` is what `path` (from the crate's root) holds.
pub fn assert_golden(path: &str, got: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var("SNAPSHOTS").is_ok_and(|v| v == "overwrite") {
        fs::create_dir_all(file.parent().expect("invariant: a file in a folder")).expect("the folder can be made");
        fs::write(&file, got).expect("the golden file can be written");
        return;
    }
    let want = fs::read_to_string(&file).unwrap_or_default();
    if want == got {
        return;
    }
    let at = want.lines().zip(got.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(end of file)").to_owned();
    panic!(
        "{path} differs at line {}\n  want: {}\n  got:  {}\nSNAPSHOTS=overwrite writes it anew.",
        at + 1,
        line(&want),
        line(got)
    );
}
