//! In: a finished site beside the old one. Out: the new site in the old one's place, the old one under the sibling's name.

use super::siblings::Siblings;
use std::{fs, io, path::Path};

/// Puts `new` where `out` is, or is to be.
///
/// # Errors
/// What the disk says; then `out` is as it was.
pub fn put_in_place(new: &Path, out: &Path, siblings: &Siblings) -> io::Result<()> {
    settle(new)?;
    if !out.exists() {
        fs::rename(new, out)?;
    } else {
        match in_one_step(new, out) {
            Err(error) if is_unknown(&error) => in_two_steps(new, out, siblings)?,
            result => result?,
        }
    }
    // The new site stands whole; that the disk may learn its name later harms nobody.
    let _ = settle(siblings.parent());
    Ok(())
}

/// Waits until the disk holds what was written, so that neither a power cut nor a stick pulled out leaves empty files under
/// the site's name: a system may write names down long before the files they stand for.
#[cfg(target_os = "linux")]
fn settle(folder: &Path) -> io::Result<()> {
    match rustix::fs::syncfs(fs::File::open(folder)?).map_err(io::Error::from) {
        Err(error) if !is_unknown(&error) => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn settle(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn in_one_step(new: &Path, out: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn in_one_step(_new: &Path, _out: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the disk's format has no exchange of names.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Aside with the old, in with the new. A build that ends in between leaves both whole; the next one puts the old back.
fn in_two_steps(new: &Path, out: &Path, siblings: &Siblings) -> io::Result<()> {
    let aside = siblings.old_site();
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    // The new site stands; what cannot be removed now, the next build clears.
    let _ = fs::remove_dir_all(aside);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_end_like_one() {
        let dir = tempfile::tempdir().expect("a folder");
        let (new, out) = (dir.path().join("new"), dir.path().join("out"));
        for (folder, text) in [(&new, "new"), (&out, "old")] {
            fs::create_dir(folder).expect("made");
            fs::write(folder.join("index.html"), text).expect("written");
        }
        let siblings = Siblings::of(&out).expect("a parent");
        in_two_steps(&new, &out, &siblings).expect("exchanged");
        assert_eq!(fs::read_to_string(out.join("index.html")).expect("read"), "new");
        let left: Vec<_> =
            fs::read_dir(dir.path()).expect("listed").map(|e| e.expect("an entry").file_name()).collect();
        assert_eq!(left, ["out"]);
    }
}
