//! In: changes of the handbook's files. Out: a rebuilt site, a few milliseconds after the last change.

use super::{
    super::{
        args::Format,
        compile::{Compiled, Job},
        failure::Failure,
        load::HANDBOOK,
        report,
    },
    live::Live,
};
use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

/// How long files must be still: editors write in several steps, readers wait for the page.
const STILL: Duration = Duration::from_millis(12);
/// How often that is looked at.
const TICK: Duration = Duration::from_millis(4);
/// Folders watched with all that is in them.
const FOLDERS: [&str; 3] = ["content", "templates", "theme"];
/// Files watched beside them.
const FILES: [&str; 3] = [HANDBOOK, "local.yml", "holidays.yml"];

/// Starts the thread that watches and rebuilds; it ends with the process.
///
/// # Errors
/// Where the system does not let the folder be watched.
pub fn start(job: Job, live: Arc<Live>) -> Result<(), Failure> {
    let fail = |error: notify::Error| {
        Failure::new(format!("看不到 {} 里文件的变化：{error}", job.dir.display()))
            .hint("在 Linux 上多半是监视数用完了：调大 fs.inotify.max_user_watches。")
    };
    let root = job.dir.canonicalize().map_err(|error| Failure::io("打不开手册文件夹", &job.dir, &error))?;
    let (sender, receiver) = mpsc::channel();
    let mut watcher = new_debouncer(STILL, Some(TICK), sender).map_err(fail)?;
    watcher.watch(&root, RecursiveMode::NonRecursive).map_err(fail)?;
    watch_folders(&mut watcher, &root);
    thread::spawn(move || follow(&job, &live, &root, watcher, &receiver));
    Ok(())
}

/// Says on the terminal what came out of a build.
pub fn announce(compiled: &Compiled, job: &Job) {
    // Nobody can be told that standard error is gone.
    let _ = report::print(&compiled.reading, &job.dir, Format::Human);
    if let Some(found) = report::count(&compiled.reading) {
        report::say(&format!("有 {found}。"));
    }
}

type Watcher = Debouncer<RecommendedWatcher, RecommendedCache>;

fn follow(job: &Job, live: &Live, root: &Path, mut watcher: Watcher, changes: &mpsc::Receiver<DebounceEventResult>) {
    while let Ok(change) = changes.recv() {
        let all: Vec<_> = std::iter::once(change).chain(changes.try_iter()).collect();
        if all.iter().any(|change| matters(change, root)) {
            // A folder that was made or put back since needs a watch of its own.
            watch_folders(&mut watcher, root);
            rebuild(job, live);
        }
    }
}

fn rebuild(job: &Job, live: &Live) {
    let started = Instant::now();
    match live.rebuild(job) {
        Ok(compiled) => {
            announce(&compiled, job);
            let what = if compiled.has_errors() {
                "没有更新，网页上仍是上一次正确的内容"
            } else {
                "已更新"
            };
            report::say(&format!("{what}，用时 {} 毫秒。", started.elapsed().as_millis()));
        }
        Err(failure) => {
            live.refuse(&failure);
            report::print_failure(&failure);
        }
    }
}

fn watch_folders(watcher: &mut Watcher, root: &Path) {
    for folder in FOLDERS.map(|name| root.join(name)) {
        if folder.is_dir() {
            // One that vanishes at this very moment is announced by its parent.
            let _ = watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }
}

/// Whether a change can change the site. Errors of the watcher may hide one, so they count.
fn matters(change: &DebounceEventResult, root: &Path) -> bool {
    match change {
        Err(_) => true,
        Ok(events) => events.iter().any(|event| is_change(event) && event.paths.iter().any(|path| is_ours(path, root))),
    }
}

/// Reading a file is no change; the build itself reads them all.
fn is_change(event: &DebouncedEvent) -> bool {
    event.need_rescan() || !matches!(event.kind, EventKind::Access(_))
}

fn is_ours(path: &PathBuf, root: &Path) -> bool {
    let Some(first) = path.strip_prefix(root).ok().and_then(|path| path.iter().next()) else { return path == root };
    FOLDERS.iter().chain(&FILES).any(|name| first == *name)
}
