//! The README does what it says: its commands run, its files are there, and its Chinese part names commands that exist.

use crate::{harness::shipped, import::word};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

fn readme() -> String {
    fs::read_to_string(shipped::root().join("README.md")).expect("a README")
}

/// The lines of its `sh` blocks, in order.
fn commands() -> Vec<String> {
    let mut out = Vec::new();
    let mut inside = false;
    for line in readme().lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            _ if inside && !line.trim().is_empty() && !line.starts_with('#') => out.push(line.to_owned()),
            _ => {}
        }
    }
    out
}

/// A command of ours without the comment behind it, as words; `None` for other programs.
fn ours(line: &str) -> Option<Vec<&str>> {
    let line = line.split("  #").next().unwrap_or(line);
    let words = line.strip_prefix("shouce ").or_else(|| line.strip_prefix("cargo run --release -- "))?;
    Some(words.split_whitespace().collect())
}

/// Runs one command in `folder`, where no browser can be found.
fn run(words: &[&str], folder: &Path) {
    let mut command = shipped::program();
    command.args(words).current_dir(folder).env("PATH", "").stdin(Stdio::null());
    if words[0] == "serve" {
        return serve(command, words);
    }
    let out = command.output().expect("it starts");
    assert!(out.status.success(), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
}

/// Lays the files that an `import` line names beside the handbook, as an office would have them.
fn lay(words: &[&str], folder: &Path) {
    for name in words.iter().take_while(|word| !word.starts_with('-')) {
        let title = name.split('.').next().expect("a name");
        let text = format!("{title}制度\n第一条 值班人员提前10分钟到岗。\n第二条 值班情况当日登记。\n");
        let bytes = match Path::new(name).extension().and_then(std::ffi::OsStr::to_str) {
            Some("docx") => word::docx(&text.lines().map(word::p).collect::<String>(), &[]),
            Some("html") => format!("<html><body><p>{}</p></body></html>", text.replace('\n', "</p><p>")).into_bytes(),
            _ => text.into_bytes(),
        };
        fs::write(folder.join(name), bytes).expect("laid");
    }
}

/// A preview runs until it is ended: it must still run after it has said where.
fn serve(mut command: Command, words: &[&str]) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let mut said = [0; 7];
    std::io::Read::read_exact(&mut child.stdout.take().expect("invariant: piped"), &mut said).expect("it says where");
    let until = Instant::now() + Duration::from_millis(300);
    while Instant::now() < until {
        assert!(child.try_wait().expect("a child").is_none(), "{words:?} ended by itself");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("it can be ended");
    child.wait().expect("it ends");
}

#[test]
fn its_commands_run_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let commands = commands();
    // The first stands in the crate's own folder, the shipped handbook; the rest begin with `init`.
    let (first, rest) = commands.split_first().expect("commands");
    let first = ours(first).expect("the first command is ours");
    let out = folder.path().join("first");
    let mut command = shipped::program();
    command.args(&first).arg("-o").arg(&out).current_dir(shipped::root()).env("PATH", "").stdin(Stdio::null());
    let done = command.output().expect("it starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(out.join("index.html").is_file());
    let mut tried = 0;
    for line in rest {
        if let Some(words) = ours(line) {
            if words[0] == "import" {
                lay(&words[1..], folder.path());
            }
            run(&words, folder.path());
            tried += 1;
        } else {
            let script = line.split_whitespace().next().expect("a word");
            let known = ["cargo", "git", "cd"].contains(&script);
            assert!(known || shipped::root().join(script).is_file(), "{line} names nothing of ours");
        }
    }
    assert!(tried >= 5, "only {tried} commands tried");
}

#[test]
fn the_second_command_is_what_ci_runs() {
    let second = commands().get(1).cloned().expect("a second command");
    let ci = fs::read_to_string(shipped::root().join(".ci/run")).expect(".ci/run");
    assert!(ci.lines().any(|line| line == format!("exec {second}")), ".ci/run does not run {second}");
}

#[test]
fn files_it_links_to_are_there() {
    let readme = readme();
    let links = readme.split("](").skip(1).filter_map(|piece| piece.split(')').next());
    for link in links.filter(|link| !link.contains("://") && !link.starts_with('#')) {
        assert!(shipped::root().join(link.split('#').next().unwrap_or(link)).exists(), "{link} is not there");
    }
}
