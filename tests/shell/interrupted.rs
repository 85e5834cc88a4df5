//! Builds that are killed at any moment: the reader finds the old site or the new one, whole.

use super::Folder;
use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
    thread,
    time::Duration,
};

/// Numbers that look random and are the same in every run.
struct Moments(u64);

impl Moments {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// Waits until the new site is written and only its exchange is left, or the build has ended.
fn until_finished(build: &mut Child, marker: &Path) {
    while build.try_wait().expect("waited").is_none() {
        if fs::metadata(marker).is_ok_and(|meta| meta.len() > 0) {
            return;
        }
    }
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site() {
    let folder = Folder::empty();
    let mut sites = Vec::new();
    let mut longest = Duration::ZERO;
    for name in ["a", "b"] {
        folder.shouce(["init", name]).succeeds();
        for n in 0..120 {
            let page = format!("---\nid: r{n}\ntitle: 制度{name}{n}\n---\n\n1. 第{n}份，{name}。\n");
            folder.write(&format!("{name}/content/regulations/r{n}.md"), page);
        }
        let started = std::time::Instant::now();
        folder.shouce(["build", name, "-o", &format!("site-{name}"), "--date", "2026-03-02"]).succeeds();
        longest = longest.max(started.elapsed());
        sites.push(folder.tree(&format!("site-{name}")));
    }
    assert!(sites[0] != sites[1] && sites[0].len() > 120);
    folder.shouce(["build", "a", "-o", "out", "--date", "2026-03-02"]).succeeds();
    let mut moments = Moments(0x5EED_CAFE);
    let mut seen = [0, 0];
    for round in 0..60 {
        let name = if round % 2 == 0 { "b" } else { "a" };
        let mut build = folder.command(["build", name, "-o", "out", "--date", "2026-03-02"]);
        let mut build = build.stderr(Stdio::null()).spawn().expect("spawned");
        if round % 3 == 0 {
            thread::sleep(Duration::from_micros(moments.next(longest.as_micros() as u64)));
        } else {
            let marker = folder.path(&format!(".out.shouce-new-{}/.shouce", build.id()));
            until_finished(&mut build, &marker);
            thread::sleep(Duration::from_micros(moments.next(1_500)));
        }
        // It may have ended by itself a moment before.
        let _ = build.kill();
        build.wait().expect("waited");
        let out = folder.tree("out");
        let whole = sites.iter().position(|site| *site == out);
        seen[whole.unwrap_or_else(|| panic!("round {round}: neither the old site nor the new one"))] += 1;
    }
    folder.shouce(["build", "b", "-o", "out", "--date", "2026-03-02"]).succeeds();
    assert!(folder.tree("out") == sites[1], "the last build does not stand");
    assert_eq!(folder.names(""), ["a", "b", "out", "site-a", "site-b"]);
    assert!(seen[0] > 0 && seen[1] > 0, "every kill came too early or too late: {seen:?}");
}
