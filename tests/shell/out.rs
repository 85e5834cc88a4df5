//! Where a site may be written, and what stands there when it may not or cannot.

use super::Folder;
use std::{fs, process::Command};

#[test]
fn a_folder_of_somebodys_is_never_touched() {
    let folder = Folder::with_starter().file("Desktop/照片.jpg", "x");
    folder.shouce(["build", "h", "-o", "Desktop"]).fails(2).says(&["里有别的文件", "Desktop/手册"]);
    assert_eq!(folder.names("Desktop"), ["照片.jpg"]);
    assert_eq!(folder.names(""), ["Desktop", "h"]);
}

#[test]
fn the_handbook_itself_is_never_replaced() {
    let folder = Folder::with_starter();
    for out in ["h", ".", "h/", "h/content", "h/content/site"] {
        folder.shouce(["build", "h", "-o", out]).fails(2).says(&["不能生成到"]);
    }
    assert_eq!(folder.names("h"), [".gitignore", "content", "handbook.yml", "local.yml", "schema"]);
}

#[test]
fn builds_are_byte_equal_and_the_last_one_stands() {
    let folder = Folder::with_starter();
    for out in ["a", "b", "b"] {
        folder.shouce(["build", "h", "--date", "2026-03-02", "-o", out]).succeeds();
    }
    let site = folder.tree("a");
    assert!(site.contains_key("index.html") && site.contains_key("regs/handover.html"), "{:?}", site.keys());
    assert!(site == folder.tree("b"), "two builds differ");
    assert_eq!(folder.names(""), ["a", "b", "h"]);
}

#[test]
fn without_o_the_site_stands_in_the_handbook() {
    let folder = Folder::with_starter();
    folder.shouce(["build", "h"]).succeeds();
    assert!(folder.path("h/public/index.html").is_file());
    let mut inside = folder.command(["build"]);
    assert!(inside.current_dir(folder.path("h")).output().expect("run").status.success());
}

#[test]
fn an_error_writes_nothing_and_the_old_site_stays() {
    let folder = Folder::with_starter();
    folder.shouce(["build", "h", "-o", "out"]).succeeds();
    let old = folder.tree("out");
    folder.write("h/content/regulations/bad.md", "---\nid: bad\ntilte: x\n---\n\n1. 一\n");
    folder.shouce(["build", "h", "-o", "out"]).fails(1).says(&["unknown-key", "已有的网站保持原样"]);
    folder.shouce(["build", "h", "-o", "new/out"]).fails(1);
    assert!(old == folder.tree("out"), "the old site changed");
    assert_eq!(folder.names(""), ["h", "out"]);
}

#[test]
fn strict_makes_a_warning_stop_the_build() {
    let folder = Folder::with_starter();
    folder.write("h/content/regulations/gap.md", "---\nid: gap\ntitle: 缺号\n---\n\n1. 一\n\n3. 三\n");
    folder.shouce(["build", "h", "-o", "out", "--strict"]).fails(1).says(&["错误[gap]"]);
    assert_eq!(folder.names(""), ["h"]);
    folder.shouce(["build", "h", "-o", "out"]).succeeds().says(&["警告[gap]", "1 处警告"]);
}

/// The shell's `ulimit -f` makes every write beyond so many blocks fail, as a full disk does.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_is_said_and_the_old_site_stays() {
    let folder = Folder::with_starter();
    folder.shouce(["build", "h", "-o", "out"]).succeeds();
    let old = folder.tree("out");
    let script = format!("trap '' XFSZ; ulimit -f 1; exec {} build h -o out", super::SHOUCE);
    let ran = Command::new("sh").args(["-c", &script]).current_dir(folder.path("")).output().expect("run");
    let ran = super::Ran::of(ran).fails(2).says(&["写不了 out/", "超过了系统允许的文件大小", "已有的网站没有动"]);
    assert_eq!(ran.out, "");
    assert!(old == folder.tree("out"), "the old site changed");
    assert_eq!(folder.names(""), ["h", "out"]);
}

/// A disk of 64 KB, where the system lets a user mount one in a space of his own.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_old_site_stays() {
    let folder = Folder::with_starter();
    let inside = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-ec", script]).current_dir(folder.path(""));
        command.output()
    };
    fs::create_dir(folder.path("disk")).expect("made");
    let mount = "mount -t tmpfs -o size=64k tmpfs disk";
    if !inside(mount).is_ok_and(|output| output.status.success()) {
        return eprintln!("skipped: this system lets nobody mount a disk");
    }
    let old = "mkdir disk/out; echo 'shouce old' > disk/out/.shouce; echo old > disk/out/index.html";
    let build = format!("code=0; {} build h -o disk/out || code=$?", super::SHOUCE);
    let after = "cat disk/out/index.html; ls -A disk; exit $code";
    let ran = inside(&format!("{mount}; {old}; {build}; {after}")).expect("run");
    let ran = super::Ran::of(ran).fails(2).says(&["磁盘满了", "腾出空间", "已有的网站没有动"]);
    assert_eq!(ran.out, "old\nout\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_nothing_is_said() {
    let folder = Folder::with_starter();
    folder.shouce(["build", "h", "-o", "/proc/shouce/out"]).fails(2).says(&["写不了 /proc/shouce/out"]);
    folder.write("file", "");
    folder.shouce(["build", "h", "-o", "file/out"]).fails(2).says(&["file/out", "是文件，不是文件夹"]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    let ran = folder.command(["export", "h"]).stdout(full).output().expect("run");
    super::Ran::of(ran).fails(2).says(&["写不了 标准输出：磁盘满了"]);
}
