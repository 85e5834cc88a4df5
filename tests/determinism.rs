//! One input gives one site, byte for byte: in another run, on one core or more, with the files handed over in another order.

use crate::harness::{Built, Handbook, shipped};
use std::{collections::BTreeMap, fs, path::Path, process::Command};

fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert!(!a.is_empty());
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "{what}");
    for (path, bytes) in a {
        assert!(bytes == &b[path], "{path} differs: {what}");
    }
}

fn on_cores(cores: usize, handbook: impl FnOnce() -> Handbook + Send) -> Built {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().expect("a pool");
    pool.install(|| handbook().build())
}

#[test]
fn cores_do_not_show_in_the_site() {
    let one = on_cores(1, shipped::handbook);
    for cores in [2, 2, 5] {
        let more = on_cores(cores, shipped::handbook);
        same(&one.site, &more.site, &format!("{cores} cores"));
        assert_eq!(one.diagnostics(), more.diagnostics());
    }
}

/// All files of a folder: path → bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("invariant: inside").to_string_lossy().into_owned();
            (path, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// Copies the handbook file by file in the given order, so that the folder lists it in another one.
fn copied(order: impl Fn(&mut Vec<String>)) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    let from = shipped::root();
    let mut paths: Vec<_> = ["handbook.yml", "local.yml"].map(str::to_owned).to_vec();
    paths.extend(files(&from.join("content")).into_keys().map(|path| format!("content/{path}")));
    paths.retain(|path| from.join(path).exists());
    order(&mut paths);
    for path in paths {
        let to = copy.path().join(&path);
        fs::create_dir_all(to.parent().expect("invariant: a file")).expect("a folder");
        fs::copy(from.join(&path), to).expect("copied");
    }
    copy
}

#[test]
fn the_program_builds_the_same_from_a_copy_in_another_order_and_time() {
    let out = tempfile::tempdir().expect("a folder");
    let build = |name: &str, copy: &tempfile::TempDir, threads: &str, zone: &str| {
        let to = out.path().join(name);
        let mut command: Command = shipped::program();
        command.args(["build", "--date", "2026-03-02", "-o"]).arg(&to).arg(copy.path());
        let done = command.env("RAYON_NUM_THREADS", threads).env("TZ", zone).output().expect("the program starts");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        files(&to)
    };
    let first = build("a", &copied(|_| ()), "1", "UTC");
    let second = build("b", &copied(|paths| paths.reverse()), "2", "Asia/Shanghai");
    same(&first, &second, "reversed, two threads, another time zone");
}
