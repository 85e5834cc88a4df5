//! In: this computer, a page and its query. Out: the page as a PDF, printed by a Chromium or Edge without a window.

use crate::shell::failure::Failure;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long the browser may take: the longest stack needs a minute on a slow PC.
const PATIENCE: Duration = Duration::from_secs(300);

/// Names to look for on the search path.
const NAMES: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
];

/// Where installers put them.
const PLACES: [&str; 7] = [
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/usr/lib/chromium/chromium",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// On Windows, under each of the folders for programs.
const WINDOWS: [&str; 3] = [
    "Microsoft\\Edge\\Application\\msedge.exe",
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
];

/// The browser to print with: the one that is named, else the first that is found.
///
/// # Errors
/// Where there is none.
pub fn find(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = named {
        let found = if path.is_file() { Some(path.to_owned()) } else { path.to_str().and_then(on_path) };
        return found.ok_or_else(|| {
            Failure::new(format!("找不到浏览器 {}", path.display())).hint("写浏览器程序的完整路径，或不写 --browser。")
        });
    }
    let windows = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].into_iter().filter_map(env::var_os);
    let windows = windows.flat_map(|folder| WINDOWS.map(|place| Path::new(&folder).join(place)));
    let places = PLACES.iter().map(PathBuf::from).chain(windows).filter(|place| place.is_file());
    NAMES.iter().filter_map(|name| on_path(name)).chain(places).next().ok_or_else(|| {
        let hint = "装上 Chromium、Chrome 或 Edge 的任一种，或用 --browser 写明浏览器程序的路径；\
                    也可以打开生成的手册，在打印中心的网页上打印，印出来是一样的。";
        Failure::new("这台电脑上找不到 Chromium、Chrome 或 Edge").hint(hint)
    })
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let names = [name.to_owned(), format!("{name}.exe")];
    env::split_paths(&folders)
        .flat_map(|folder| names.clone().map(|name| folder.join(name)))
        .find(|file| file.is_file())
}

/// Prints a page into `pdf`, with a profile of its own beside it.
///
/// # Errors
/// Where the browser does not start, does not end, or prints nothing.
pub fn print(browser: &Path, page: &Path, query: &str, pdf: &Path) -> Result<(), Failure> {
    let profile = pdf.with_file_name("profile");
    let mut command = Command::new(browser);
    command.args([
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--disable-pdf-tagging",
        "--no-pdf-header-footer",
        "--print-to-pdf-no-header",
    ]);
    if is_root(page) {
        command.arg("--no-sandbox");
    }
    command.arg(format!("--user-data-dir={}", profile.display()));
    command.arg(format!("--print-to-pdf={}", pdf.display()));
    command.arg(format!("{}?{query}", address(page)));
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let child = child.map_err(|error| Failure::io("启动不了浏览器", browser, &error))?;
    wait(child, browser)?;
    match fs::metadata(pdf) {
        Ok(meta) if meta.len() > 0 => Ok(()),
        _ => Err(Failure::new(format!("浏览器 {} 没有印出来", browser.display()))
            .hint("换一个浏览器（--browser），或打开生成的手册，在打印中心的网页上打印。")),
    }
}

fn wait(mut child: Child, browser: &Path) -> Result<(), Failure> {
    let until = Instant::now() + PATIENCE;
    while child.try_wait().map_err(|error| Failure::io("等不到浏览器", browser, &error))?.is_none() {
        if Instant::now() > until {
            let _ = child.kill();
            let _ = child.wait();
            let message = format!("浏览器 {} 过了 {} 秒还没有印完", browser.display(), PATIENCE.as_secs());
            return Err(Failure::new(message).hint("缩短日期，分几次印；或换一个浏览器（--browser）。"));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Chromium refuses its sandbox to root. The page is our own file, just written: whoever owns it is who runs.
#[cfg(unix)]
fn is_root(page: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(page).is_ok_and(|meta| meta.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_page: &Path) -> bool {
    false
}

/// What a path may hold unescaped in an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// A file's address: `file:///tmp/a`, on Windows `file:///C:/a`.
fn address(file: &Path) -> String {
    let text = file.to_string_lossy();
    let plain = text.strip_prefix(r"\\?\").unwrap_or(&text).replace('\\', "/");
    format!("file:///{}", utf8_percent_encode(plain.trim_start_matches('/'), PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_address_on_every_system() {
        assert_eq!(address(Path::new("/tmp/a b/手.html")), "file:///tmp/a%20b/%E6%89%8B.html");
        assert_eq!(address(Path::new(r"\\?\C:\Temp\a#1.html")), "file:///C:/Temp/a%231.html");
    }

    #[test]
    fn a_browser_that_is_not_there_is_named() {
        let failure = find(Some(Path::new("/nowhere/browser"))).expect_err("there is none");
        assert!(failure.message.contains("/nowhere/browser"), "{}", failure.message);
    }
}
