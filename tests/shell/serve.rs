//! The preview over a real port: what it refuses, what it serves, and how soon it renews.

use super::Folder;
use crate::browser::{Tab, found};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

/// A running preview; killed when the test ends.
struct Preview {
    process: Child,
    address: String,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn of(folder: &Folder) -> Self {
        let mut process = folder
            .command(["serve", "h", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("run");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("a pipe")).read_line(&mut line).expect("read");
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address").to_owned();
        Self { process, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("connected");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
        stream
    }

    fn ask(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("read");
        let text = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn get_as(&self, host: &str) -> u16 {
        self.ask(&format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).status
    }

    /// Word of every change; the first line of data is what is shown now.
    fn follow(&self) -> impl Iterator<Item = String> + use<> {
        let mut stream = self.connect();
        let request = format!("GET /__shouce/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("sent");
        BufReader::new(stream)
            .lines()
            .map(|line| line.expect("read in time"))
            .filter_map(|line| line.strip_prefix("data: ").map(str::to_owned))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn pages_come_with_their_type_and_the_reloading_script() {
    let folder = Folder::with_starter();
    let preview = Preview::of(&folder);
    let home = preview.get("/");
    assert_eq!(home.status, 200);
    assert!(
        home.head.contains("content-type: text/html; charset=utf-8") && home.head.contains("nosniff"),
        "{}",
        home.head
    );
    assert!(home.body.contains("<script src=\"/__shouce/live.js\""), "{}", home.body);
    assert!(preview.get("/regs/handover.html").body.contains("提前10分钟"));
    assert!(preview.get("/__shouce/live.js").head.contains("content-type: text/javascript"));
    let missing = preview.get("/regs/nowhere.html");
    assert!(missing.status == 404 && missing.body.contains("没有这个页面"), "{}", missing.body);
    assert_eq!(
        preview
            .ask(&format!(
                "POST / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                preview.address
            ))
            .status,
        405
    );
    folder.shouce(["build", "h", "-o", "out"]).succeeds();
    for (path, bytes) in folder.tree("out") {
        assert!(!String::from_utf8_lossy(&bytes).contains("__shouce"), "{path} knows of the preview");
    }
}

#[test]
fn only_this_computer_is_answered() {
    let folder = Folder::with_starter();
    let preview = Preview::of(&folder);
    let port = preview.address.rsplit(':').next().expect("a port").to_owned();
    assert!(preview.address.starts_with("127.0.0.1:"));
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), "LOCALHOST".into(), format!("[::1]:{port}")]
    {
        assert_eq!(preview.get_as(&format!("Host: {host}\r\n")), 200, "{host}");
    }
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:80",
        "",
        "0.0.0.0",
        "10.0.0.1",
    ] {
        assert_eq!(preview.get_as(&format!("Host: {host}:{port}\r\n")), 403, "{host}");
    }
    assert!(matches!(preview.get_as(""), 400 | 403), "a request without a host");
    assert!(matches!(preview.get_as("Host: localhost\r\nHost: evil.example\r\n"), 400 | 403), "two hosts");
    let absolute = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(preview.ask(absolute).status, 403);
    let events = "GET /__shouce/events HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert_eq!(preview.ask(events).status, 403);
}

#[test]
fn no_path_leaves_the_site() {
    let folder = Folder::with_starter().file("secret.txt", "top secret").file("h/secret.txt", "top secret");
    let preview = Preview::of(&folder);
    for path in [
        "/../secret.txt",
        "/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/regs/..%2f..%2fsecret.txt",
        "/regs/../../secret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/index.html%00.txt",
        "/secret.txt",
        "/handbook.yml",
        "/.shouce",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.head);
        assert!(!answer.body.contains("secret") && !answer.body.contains("root:"), "{path}");
    }
}

#[test]
fn a_change_reaches_the_open_page_and_a_fault_covers_the_last_good_one() {
    let folder = Folder::with_starter();
    let preview = Preview::of(&folder);
    let mut news = preview.follow();
    let version = |data: &str| data.split('"').nth(3).expect("a version").to_owned();
    let first = version(&news.next().expect("what is shown now"));
    let page = "h/content/regulations/handover.md";
    let good = std::fs::read_to_string(folder.path(page)).expect("read");

    let started = Instant::now();
    folder.write(page, good.replace("提前10分钟", "提前20分钟"));
    let second = version(&news.next().expect("a change"));
    let took = started.elapsed();
    assert_ne!(first, second);
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(preview.get("/regs/handover.html").body.contains("提前20分钟"));

    folder.write(page, good.replace("id: handover", "idd: handover"));
    let fault = news.next().expect("a fault");
    assert_eq!(version(&fault), second, "the site did not change");
    assert!(fault.contains("unknown-key") && fault.contains("handover.md:2:1"), "{fault}");
    assert!(preview.get("/regs/handover.html").body.contains("提前20分钟"), "the last good page stays");

    folder.write(page, &good);
    let mended = news.find(|data| data.contains("\"faults\":null")).expect("a change");
    assert_ne!(version(&mended), second);
    folder.write("h/content/regulations/fresh.md", "---\nid: fresh\ntitle: 新制度\n---\n\n1. 一。\n");
    news.next().expect("a new page");
    assert_eq!(preview.get("/regs/fresh.html").status, 200);
}

#[test]
fn the_open_page_is_renewed_where_the_reader_was_and_covered_while_there_are_faults() {
    let folder = Folder::with_starter();
    let page = "h/content/regulations/long.md";
    let text: String = (1..80).map(|n| format!("{n}. 第{n}件事。\n\n")).collect();
    let text = format!("---\nid: long\ntitle: 长制度\n---\n\n{text}");
    folder.write(page, &text);
    let preview = Preview::of(&folder);
    let mut tab = Tab::open(&found::chromium());
    tab.resize(1280, 720);
    tab.goto(&format!("http://{}/regs/long.html", preview.address));
    tab.eval("window.scrollTo(0, 900)");
    let before = tab.eval("window.scrollY");
    assert!(before.as_f64().is_some_and(|y| y > 500.0), "the page is too short: {before}");

    folder.write(page, text.replace("第70件事", "第七十件事"));
    tab.until("!!document.body && document.body.textContent.includes('第七十件事')");
    tab.until(&format!("Math.abs(window.scrollY - {before}) < 2"));

    folder.write(page, text.replace("id: long", "idd: long"));
    tab.until("!!document.querySelector('[role=alert]')");
    let said = tab.eval("document.querySelector('[role=alert]').textContent").to_string();
    for part in ["有 1 处错误", "unknown-key", "h/content/regulations/long.md:2:1", "idd", "是不是想写"] {
        assert!(said.contains(part), "{part:?} is not shown: {said}");
    }
    assert_eq!(tab.eval("document.body.textContent.includes('第七十件事')"), true, "the last good page is gone");

    folder.write(page, text.replace("第70件事", "第柒拾件事"));
    tab.until("!!document.body && document.body.textContent.includes('第柒拾件事')");
    assert_eq!(tab.eval("document.querySelectorAll('[role=alert]').length"), 0);
    // A page that is reloaded gives up its connection for news.
    let errors: Vec<_> = tab.errors().into_iter().filter(|error| !error.contains("ERR_ABORTED")).collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn faults_from_the_start_are_shown_until_they_are_mended() {
    let folder = Folder::with_starter();
    let yml = std::fs::read_to_string(folder.path("h/handbook.yml")).expect("read");
    folder.write("h/handbook.yml", yml.replace("title:", "tilte:"));
    let preview = Preview::of(&folder);
    let mut news = preview.follow();
    assert!(news.next().expect("what is shown now").contains("tilte"));
    assert_eq!(preview.get("/regs/handover.html").status, 503);
    folder.write("h/handbook.yml", yml);
    assert!(news.next().expect("a change").contains("\"faults\":null"));
    assert_eq!(preview.get("/regs/handover.html").status, 200);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly_even_with_a_page_open() {
    let folder = Folder::with_starter();
    let mut preview = Preview::of(&folder);
    let mut news = preview.follow();
    news.next().expect("what is shown now");
    let kill = std::process::Command::new("kill").args(["-INT", &preview.process.id().to_string()]).status();
    assert!(kill.expect("run").success());
    assert_eq!(preview.process.wait().expect("waited").code(), Some(0));
}

#[test]
fn a_port_in_use_and_a_folder_without_handbook_are_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = Folder::with_starter();
    folder.shouce(["serve", "h", "--port", &port]).fails(2).says(&["已经有别的程序在用", "--port"]);
    folder.shouce(["serve", "."]).fails(1).says(&["missing-handbook"]);
}
