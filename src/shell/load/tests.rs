//! The loader on a real disk.

use super::*;
use std::{os::unix::fs::symlink, path::PathBuf};
use tempfile::TempDir;

fn home(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        write(dir.path().join(path), bytes);
    }
    dir
}

fn write(path: PathBuf, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, bytes).expect("written");
}

fn load(dir: &Path) -> Loaded {
    folder(dir, "2026-03-02".parse().expect("a date"), None).expect("loaded")
}

/// `code path: message` of every fault.
fn faults(dir: &Path) -> Vec<String> {
    load(dir).faults.iter().map(|f| format!("{} {}: {}", f.code, f.path, f.message)).collect()
}

const YML: (&str, &[u8]) = ("handbook.yml", b"title: t\n");

#[test]
fn files_come_in_path_order_by_what_they_are_for() {
    let home = home(&[
        ("theme/css/own.css", b"1"),
        ("content/regulations/b.md", b"b"),
        ("content/regulations/a/c.MD", b"c"),
        ("content/pages/p.png", &[0xff, 0, 1]),
        ("local.yml", b"l"),
        YML,
        ("content/.git/x.md", b"no"),
        ("content/pages/~$p.docx", b"no"),
        ("content/pages/Thumbs.db", b"no"),
        ("public/index.html", b"no"),
        ("README.md", b"no"),
    ]);
    let loaded = load(home.path());
    let files: Vec<_> = loaded.input.files.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(files, ["content/regulations/a/c.MD", "content/regulations/b.md", "handbook.yml", "local.yml"]);
    assert_eq!(loaded.input.assets[0].path, "content/pages/p.png");
    assert_eq!(&*loaded.input.assets[0].bytes, [0xff, 0, 1]);
    assert_eq!(loaded.input.overrides[0].path, "theme/css/own.css");
    assert_eq!(loaded.faults, []);
}

#[test]
fn a_folder_without_handbook_yml_is_named() {
    let home = home(&[("handbook.yaml", b"title: t\n")]);
    let loaded = load(home.path());
    assert_eq!((loaded.faults[0].code, loaded.faults[0].path.as_str()), ("missing-handbook", ""));
    assert!(loaded.faults[0].hint.contains("改名为 handbook.yml"));
    assert!(folder(&home.path().join("nowhere"), "2026-03-02".parse().expect("a date"), None).is_err());
}

#[test]
fn files_that_are_too_large_or_of_another_kind_are_said() {
    let home = home(&[YML, ("content/forms/a.docx", b"x")]);
    fs::create_dir_all(home.path().join("content/pages")).expect("made");
    File::create(home.path().join("content/pages/big.md")).expect("made").set_len(TEXT_LIMIT + 1).expect("grown");
    File::create(home.path().join("content/pages/big.png")).expect("made").set_len(IMAGE_LIMIT + 1).expect("grown");
    assert_eq!(
        faults(home.path()),
        [
            "ignored-file content/forms/a.docx: 这个文件没有用上",
            "too-large content/pages/big.md: 文件超过了 8 MB",
            "too-large content/pages/big.png: 文件超过了 64 MB",
        ]
    );
}

#[test]
fn links_stay_inside_and_end_somewhere() {
    let home = home(&[YML, ("content/pages/a.md", b"a")]);
    let outside = tempfile::tempdir().expect("a folder");
    write(outside.path().join("secret.md"), b"secret");
    let pages = home.path().join("content/pages");
    symlink("a.md", pages.join("b.md")).expect("linked");
    symlink(outside.path().join("secret.md"), pages.join("c.md")).expect("linked");
    symlink(outside.path(), pages.join("d")).expect("linked");
    symlink("..", pages.join("e")).expect("linked");
    symlink("f.md", pages.join("f.md")).expect("linked");
    symlink("nowhere.md", pages.join("g.md")).expect("linked");
    symlink("/dev/zero", pages.join("h.md")).expect("linked");
    assert_eq!(
        faults(home.path()),
        [
            "bad-symlink content/pages/c.md: 符号链接指到了手册文件夹之外",
            "bad-symlink content/pages/d: 符号链接指到了手册文件夹之外",
            "bad-symlink content/pages/e: 符号链接绕成了圈",
            "bad-symlink content/pages/f.md: 符号链接绕成了圈",
            "bad-symlink content/pages/g.md: 符号链接指向的文件不存在",
            "bad-symlink content/pages/h.md: 符号链接指到了手册文件夹之外",
        ]
    );
    let files: Vec<_> = load(home.path()).input.files.iter().map(|f| (f.path.clone(), f.text.clone())).collect();
    assert_eq!(files[1], ("content/pages/b.md".to_owned(), "a".to_owned()));
}

#[test]
fn a_whole_folder_that_is_a_link_to_elsewhere_is_refused() {
    let home = home(&[]);
    let outside = tempfile::tempdir().expect("a folder");
    write(outside.path().join("pages/secret.md"), b"secret");
    write(outside.path().join("handbook.yml"), b"title: t\n");
    symlink(outside.path(), home.path().join("content")).expect("linked");
    symlink(outside.path().join("handbook.yml"), home.path().join("handbook.yml")).expect("linked");
    assert_eq!(
        faults(home.path()),
        ["bad-symlink content: 符号链接指到了手册文件夹之外", "bad-symlink handbook.yml: 符号链接指到了手册文件夹之外",]
    );
}

#[test]
fn folders_that_link_to_one_another_do_not_multiply_without_end() {
    let home = home(&[YML]);
    let content = home.path().join("content");
    for level in 0..24 {
        let folder = content.join(format!("d{level:02}"));
        fs::create_dir_all(&folder).expect("made");
        for link in ["a", "b"] {
            symlink(format!("../d{:02}", level + 1), folder.join(link)).expect("linked");
        }
    }
    fs::create_dir(content.join("d24")).expect("made");
    assert_eq!(faults(home.path()), ["too-large content: 文件和文件夹多于 100000 个，或符号链接多于 1000 个"]);
}

#[test]
fn what_is_no_regular_file_is_not_opened() {
    let home = home(&[YML]);
    fs::create_dir_all(home.path().join("content/pages")).expect("made");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        home.path().join("content/pages/pipe.md"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RWXU,
        0,
    )
    .expect("a pipe");
    assert_eq!(faults(home.path()), ["unreadable content/pages/pipe.md: 文件读不了：不是普通文件"]);
}

#[test]
fn a_name_that_is_not_utf8_is_shown_as_far_as_it_can_be() {
    use std::os::unix::ffi::OsStrExt;
    let home = home(&[YML]);
    write(home.path().join("content/pages").join(std::ffi::OsStr::from_bytes(b"\xd6\xff.md")), b"x");
    let faults = faults(home.path());
    assert!(faults[0].starts_with("not-utf8 content/pages/") && faults[0].ends_with("文件名不是 UTF-8"), "{faults:?}");
}
