//! `package`: the zip file, what is in it, that other programs read it alike, and that nobody's file is overwritten.

use super::Folder;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::Path,
    process::Command,
};
use zip::ZipArchive;

fn pack(folder: &Folder, out: &str) {
    folder.shouce(["package", "h", "--date", "2026-03-02", "-o", out]).succeeds().says(&["已打包", "核对码"]);
}

/// Runs a program in the folder and gives what it wrote.
fn said(folder: &Folder, program: &str, args: &[&str]) -> String {
    let out = Command::new(program).args(args).current_dir(folder.path(".")).output().expect("the program starts");
    assert!(out.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8")
}

#[test]
fn one_input_gives_one_zip_file_byte_for_byte() {
    let folder = Folder::with_starter();
    pack(&folder, "a.zip");
    let mut again = folder.command(["package", "h", "--date", "2026-03-02", "-o", "b.zip"]);
    assert!(again.env("RAYON_NUM_THREADS", "1").env("TZ", "Asia/Shanghai").status().expect("run").success());
    assert!(fs::read(folder.path("a.zip")).unwrap() == fs::read(folder.path("b.zip")).unwrap());
    let mut archive = ZipArchive::new(File::open(folder.path("a.zip")).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.is_sorted() && names.iter().all(|name| name.is_ascii()), "{names:?}");
    for index in 0..archive.len() {
        let file = archive.by_index(index).unwrap();
        assert_eq!(file.last_modified().unwrap().to_string(), "2026-03-02 00:00:00", "{}", file.name().unwrap());
    }
}

#[test]
fn it_holds_the_site_and_where_to_begin_and_how_to_check() {
    let folder = Folder::with_starter();
    pack(&folder, "a.zip");
    folder.shouce(["build", "h", "--date", "2026-03-02", "-o", "site"]).succeeds();
    said(&folder, "unzip", &["-q", "a.zip", "-d", "out"]);
    let mut packed = folder.tree("out");
    for own in ["start.html", "check.html", "manifest.json", "manifest.js", "SHA256SUMS"] {
        assert!(packed.remove(own).is_some(), "no {own}");
    }
    let mut site = folder.tree("site");
    site.remove(".shouce");
    assert_eq!(packed.keys().collect::<Vec<_>>(), site.keys().collect::<Vec<_>>());
    assert!(packed == site);
}

#[test]
fn unzip_and_python_read_the_same_files_and_the_sums_hold() {
    let folder = Folder::with_starter();
    pack(&folder, "a.zip");
    said(&folder, "unzip", &["-tqq", "a.zip"]);
    said(&folder, "unzip", &["-q", "a.zip", "-d", "by-unzip"]);
    let python = "import zipfile; z = zipfile.ZipFile('a.zip'); assert z.testzip() is None; z.extractall('by-python'); \
                  print('\\n'.join(z.namelist()))";
    let names = said(&folder, "python3", &["-c", python]);
    let by_unzip = folder.tree("by-unzip");
    assert!(by_unzip == folder.tree("by-python"));
    assert_eq!(names.lines().collect::<Vec<_>>(), by_unzip.keys().collect::<Vec<_>>());
    sums_hold(&by_unzip);
    assert!(
        said(&folder, "sh", &["-c", "cd by-unzip && sha256sum -c SHA256SUMS"]).lines().all(|l| l.ends_with(": OK"))
    );
}

/// Both lists name every other file, with its hash.
fn sums_hold(files: &BTreeMap<String, Vec<u8>>) {
    let text = |name: &str| std::str::from_utf8(&files[name]).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(text("manifest.json")).unwrap();
    let script = text("manifest.js").strip_prefix("shouce.manifest=").and_then(|t| t.strip_suffix(";\n")).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(script).unwrap(), manifest);
    let listed: Vec<(&str, u64, &str)> = manifest["files"].as_array().unwrap().iter().map(entry).collect();
    let all: Vec<_> =
        files.keys().filter(|n| !["manifest.json", "manifest.js", "SHA256SUMS"].contains(&n.as_str())).collect();
    assert_eq!(listed.iter().map(|(path, _, _)| *path).collect::<Vec<_>>(), all);
    for (path, bytes, sum) in listed {
        assert_eq!((files[path].len() as u64, shouce::manifest::sha256(&files[path]).as_str()), (bytes, sum), "{path}");
    }
}

fn entry(value: &serde_json::Value) -> (&str, u64, &str) {
    (value["path"].as_str().unwrap(), value["bytes"].as_u64().unwrap(), value["sha256"].as_str().unwrap())
}

#[test]
fn only_an_older_package_is_replaced() {
    let folder = Folder::with_starter();
    folder.write("report.zip", "PK somebody's own");
    let refused = folder.shouce(["package", "h", "-o", "report.zip"]).fails(2);
    refused.says(&["不能打包到 report.zip", "不是 shouce 打的包", "换一个文件名"]);
    assert_eq!(fs::read(folder.path("report.zip")).unwrap(), b"PK somebody's own");
    folder.shouce(["package", "h", "-o", "h"]).fails(2).says(&["它是一个文件夹", "handbook.zip"]);
    folder.shouce(["package", "h", "-o", "h/content/a.zip"]).fails(2).says(&["在手册的原稿文件夹里"]);
    pack(&folder, "a.zip");
    folder.shouce(["package", "h", "--date", "2026-03-03", "-o", "a.zip"]).succeeds();
    folder.shouce(["package", "h"]).succeeds();
    assert!(folder.path("h/handbook.zip").is_file());
    folder.shouce(["check", "h", "--strict"]).succeeds();
}

#[test]
fn an_error_leaves_the_old_package_as_it_was() {
    let folder = Folder::with_starter();
    pack(&folder, "a.zip");
    let before = fs::read(folder.path("a.zip")).unwrap();
    folder.write("h/content/pages/bad.md", "---\nid: bad\ntitle: 坏\n---\n\n见 [[nowhere]]。\n");
    folder.shouce(["package", "h", "-o", "a.zip"]).fails(1).says(&["没有打包", "unknown-citation"]);
    assert!(fs::read(folder.path("a.zip")).unwrap() == before);
    assert_eq!(folder.names("."), ["a.zip", "h"]);
}

#[test]
fn the_shipped_handbook_packs() {
    let folder = Folder::empty();
    let out = folder.path("all.zip");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).display().to_string();
    folder.shouce(["package", &root, "-o", &out.display().to_string()]).succeeds();
    assert!(ZipArchive::new(File::open(out).unwrap()).unwrap().len() > 100);
}
