//! The writer on a real disk: what stands where after every way a build can end.

use super::*;
use std::collections::BTreeMap;
use tempfile::TempDir;

/// A folder with an empty handbook `h` in it, in memory where the system has such a place: a disk takes long to be sure.
fn home() -> TempDir {
    let memory = Path::new("/dev/shm");
    let dir = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder");
    fs::create_dir_all(dir.path().join("h/content")).expect("made");
    dir
}

fn begin(home: &TempDir, out: &str) -> Result<Staging, Failure> {
    let out = home.path().join(out);
    Staging::begin(prepare(&out, &home.path().join("h"))?, &out)
}

fn write_site(home: &TempDir, out: &str, files: &[(&str, &str)]) {
    let staging = begin(home, out).expect("begun");
    for (path, text) in files {
        staging.put(path, text.as_bytes()).expect("put");
    }
    assert_eq!(staging.commit().expect("committed").files, files.len());
}

/// Every file beneath a folder and its text.
fn tree(dir: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(dir)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(dir).expect("inside").display().to_string();
            (path, fs::read_to_string(entry.path()).expect("text"))
        })
        .collect()
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir)
        .expect("listed")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_site_takes_the_old_ones_place_and_nothing_is_left_beside_it() {
    let home = home();
    write_site(&home, "a/out", &[("index.html", "1"), ("regs/x.html", "1"), ("regs/deep/y.html", "1")]);
    write_site(&home, "a/out", &[("index.html", "2")]);
    let marker = (MARKER.to_owned(), MARKER_TEXT.to_owned());
    assert_eq!(tree(&home.path().join("a/out")), BTreeMap::from([marker, ("index.html".into(), "2".into())]));
    assert_eq!(names(&home.path().join("a")), ["out"]);
}

#[test]
fn a_build_that_is_given_up_leaves_the_old_site() {
    let home = home();
    write_site(&home, "out", &[("index.html", "1")]);
    let staging = begin(&home, "out").expect("begun");
    staging.put("index.html", b"2").expect("put");
    drop(staging);
    assert_eq!(tree(&home.path().join("out"))["index.html"], "1");
    assert_eq!(names(home.path()), ["h", "out"]);
}

#[test]
fn two_files_of_one_name_are_refused_and_named() {
    let home = home();
    let staging = begin(&home, "out").expect("begun");
    staging.put("a.html", b"1").expect("put");
    let error = staging.put("a.html", b"2").expect_err("taken");
    let failure = staging.failure(&error);
    assert!(failure.message.contains("a.html"), "{}", failure.message);
    assert_eq!(names(home.path()), ["h"]);
}

#[test]
fn somebodys_files_are_never_replaced() {
    let home = home();
    let refused = |out: &str| begin(&home, out).err().unwrap_or_else(|| panic!("{out} was taken")).message;
    fs::create_dir(home.path().join("desk")).expect("made");
    fs::write(home.path().join("desk/photo.jpg"), "x").expect("written");
    assert!(refused("desk").contains("不是 shouce 生成的"));
    // A file of the marker's name alone does not make it ours.
    fs::write(home.path().join("desk/.shouce"), "").expect("written");
    assert!(refused("desk").contains("不是 shouce 生成的"));
    assert!(refused("desk/photo.jpg").contains("是一个文件"));
    assert!(refused("h").contains("手册文件夹"));
    assert!(refused("").contains("手册文件夹"));
    assert!(refused("h/.").contains("手册文件夹"));
    assert!(refused("h/../h").contains("手册文件夹"));
    assert!(refused("h/content/site").contains("原稿"));
    assert!(refused("nowhere/../x").contains(".."));
    assert_eq!(names(home.path()), ["desk", "h"]);
    assert_eq!(tree(&home.path().join("desk"))["photo.jpg"], "x");
}

#[test]
fn an_empty_folder_and_one_inside_the_handbook_are_fine() {
    let home = home();
    fs::create_dir(home.path().join("empty")).expect("made");
    write_site(&home, "empty", &[("index.html", "1")]);
    write_site(&home, "h/public", &[("index.html", "1")]);
    assert_eq!(tree(&home.path().join("empty")), tree(&home.path().join("h/public")));
}

#[cfg(unix)]
#[test]
fn a_link_is_no_output_folder() {
    let home = home();
    write_site(&home, "real", &[("index.html", "1")]);
    std::os::unix::fs::symlink(home.path().join("real"), home.path().join("link")).expect("linked");
    for out in ["link", "link/"] {
        let failure = begin(&home, out).err().expect("refused");
        assert!(failure.message.contains("符号链接"), "{}", failure.message);
    }
}

#[test]
fn leftovers_of_interrupted_builds_are_cleared_but_not_those_of_a_running_one() {
    let home = home();
    for leftover in [".out.shouce-new-4000001", ".out.shouce-old-4000002", ".out.shouce-new-4000003"] {
        fs::create_dir(home.path().join(leftover)).expect("made");
        fs::write(home.path().join(leftover).join(MARKER), "").expect("written");
    }
    for unrelated in [".out.shouce-new-", ".out.shouce-new-x1", ".other.shouce-new-1"] {
        fs::create_dir(home.path().join(unrelated)).expect("made");
    }
    let running = File::open(home.path().join(".out.shouce-new-4000003").join(MARKER)).expect("opened");
    running.try_lock().expect("locked");
    write_site(&home, "out", &[("index.html", "1")]);
    let left = names(home.path());
    assert_eq!(
        left,
        [".other.shouce-new-1", ".out.shouce-new-", ".out.shouce-new-4000003", ".out.shouce-new-x1", "h", "out"]
    );
}

#[test]
fn a_site_put_aside_by_an_interrupted_exchange_is_put_back() {
    let home = home();
    write_site(&home, "out", &[("index.html", "1")]);
    fs::rename(home.path().join("out"), home.path().join(".out.shouce-old-4000001")).expect("renamed");
    prepare(&home.path().join("out"), &home.path().join("h")).expect("prepared");
    assert_eq!(tree(&home.path().join("out"))["index.html"], "1");
    assert_eq!(names(home.path()), ["h", "out"]);
}

#[test]
fn files_that_appear_during_the_build_are_not_swept_away() {
    let home = home();
    let staging = begin(&home, "out").expect("begun");
    staging.put("index.html", b"1").expect("put");
    fs::create_dir(home.path().join("out")).expect("made");
    fs::write(home.path().join("out/mine.txt"), "mine").expect("written");
    assert!(staging.commit().is_err());
    assert_eq!(tree(&home.path().join("out"))["mine.txt"], "mine");
    assert_eq!(names(home.path()), ["h", "out"]);
}

#[test]
fn no_path_leaves_the_site() {
    for path in ["index.html", "regs/qz-1.html", "assets/a.b.css"] {
        assert!(is_plain(path), "{path}");
    }
    for path in ["", "/x", "../x", "a/../x", "a//x", "a/./x", "a\\x", "c:x", "a\0", ".shouce", "a/"] {
        assert!(!is_plain(path), "{path:?}");
    }
}
