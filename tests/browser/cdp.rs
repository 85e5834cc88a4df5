//! In: a Chromium program. Out: one tab of it, spoken to in the DevTools protocol over a pipe.
//!
//! Our own few lines rather than a crate: those hold the whole protocol of one Chromium, while these few commands must reach
//! Chromium 86 and today's alike.

use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long any answer may take; generous, since CI's cores are shared.
const PATIENCE: Duration = Duration::from_secs(90);

const FLAGS: [&str; 14] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-breakpad",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
];

/// One tab in a browser of its own, with a fresh profile. Closes with it.
pub struct Tab {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    last_id: u64,
    events: Vec<Value>,
    _profile: TempDir,
}

impl Tab {
    /// Starts `program` and opens an empty tab.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn open(program: &Path) -> Self {
        let profile = tempfile::tempdir().expect("a folder for the profile");
        // The browser reads commands from descriptor 3 and answers on 4.
        let mut child = Command::new("sh")
            .args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>/dev/null"#])
            .arg(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("sh starts");
        let to = child.stdin.take().expect("invariant: piped");
        let answers = BufReader::new(child.stdout.take().expect("invariant: piped"));
        let (send, from) = channel();
        std::thread::spawn(move || {
            for message in answers.split(0).map_while(Result::ok) {
                let value = serde_json::from_slice(&message).expect("the browser speaks JSON");
                if send.send(value).is_err() {
                    break;
                }
            }
        });
        let mut tab = Self { child, to, from, session: None, last_id: 0, events: Vec::new(), _profile: profile };
        tab.attach();
        tab
    }

    fn attach(&mut self) {
        let target = self.call("Target.createTarget", json!({"url": "about:blank"}));
        let session = self.call("Target.attachToTarget", json!({"targetId": target["targetId"], "flatten": true}));
        self.session = Some(session["sessionId"].as_str().expect("a session").to_owned());
        for domain in ["Page", "Runtime", "Network", "Log"] {
            self.call(&format!("{domain}.enable"), json!({}));
        }
    }

    /// Sends one command and waits for its answer; events that come in between are kept.
    ///
    /// # Panics
    /// Where the browser refuses, dies or stays silent.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = serde_json::to_vec(&message).expect("invariant: JSON");
        bytes.push(0);
        self.to.write_all(&bytes).unwrap_or_else(|e| panic!("{method}: the browser is gone: {e}"));
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.next(until).unwrap_or_else(|| panic!("{method}: no answer"));
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push(answer);
        }
    }

    fn next(&mut self, until: Instant) -> Option<Value> {
        self.from.recv_timeout(until.saturating_duration_since(Instant::now())).ok()
    }

    /// Waits until an event of `method` has come since the last [`Tab::forget`].
    fn wait_for(&mut self, method: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.events.iter().any(|e| e["method"] == method) {
            let event = self.next(until).unwrap_or_else(|| panic!("{method} never came"));
            self.events.push(event);
        }
    }

    /// Drops the events heard so far.
    pub fn forget(&mut self) {
        self.events.clear();
    }

    /// Opens an address and waits until it is loaded; events of the page before are dropped.
    pub fn goto(&mut self, url: &str) {
        self.forget();
        let answer = self.call("Page.navigate", json!({"url": url}));
        assert!(answer["errorText"].is_null(), "{url}: {}", answer["errorText"]);
        if !answer["loaderId"].is_null() {
            self.wait_for("Page.loadEventFired");
        }
    }

    /// Sets the window's size in CSS pixels.
    pub fn resize(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// Light or dark, as the reader's system asks for it.
    pub fn prefer(&mut self, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.call("Emulation.setEmulatedMedia", json!({"features": features}));
    }

    /// Turns scripts on or off for the pages opened next.
    pub fn scripts(&mut self, on: bool) {
        self.call("Emulation.setScriptExecutionDisabled", json!({"value": !on}));
    }

    /// The value of an expression; a promise is waited for.
    ///
    /// # Panics
    /// Where it throws.
    pub fn eval(&mut self, expression: &str) -> Value {
        let params = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true,
        });
        let answer = self.call("Runtime.evaluate", params);
        assert!(answer["exceptionDetails"].is_null(), "{expression}\nthrew {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    ///
    /// # Panics
    /// After ten seconds.
    pub fn until(&mut self, expression: &str) {
        let limit = Instant::now() + Duration::from_secs(10);
        while self.eval(expression) != true {
            assert!(Instant::now() < limit, "never true: {expression}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Presses and releases a key that types `text` (empty for Enter, arrows and the like).
    pub fn press(&mut self, key: &str, text: &str) {
        let code = match key {
            "Enter" => 13,
            "Escape" => 27,
            "Tab" => 9,
            "ArrowDown" => 40,
            "ArrowUp" => 38,
            "/" => 191,
            _ => 0,
        };
        let mut down = json!({"type": "keyDown", "key": key, "windowsVirtualKeyCode": code});
        if !text.is_empty() {
            down["text"] = json!(text);
        }
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": key, "windowsVirtualKeyCode": code}));
    }

    /// Types as an input method commits it.
    pub fn insert(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Clicks the middle of the first element of `selector` with the mouse.
    pub fn click(&mut self, selector: &str) {
        let at = self.eval(&format!(
            "(function () {{ const e = document.querySelector({selector:?}); e.scrollIntoView({{block: 'center'}}); \
             const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// The page on paper, as the page itself sets it.
    pub fn pdf(&mut self) -> Vec<u8> {
        let answer = self.call("Page.printToPDF", json!({"preferCSSPageSize": true, "printBackground": true}));
        use base64::Engine;
        let data = answer["data"].as_str().expect("a PDF");
        base64::engine::general_purpose::STANDARD.decode(data).expect("base64")
    }

    /// Errors the page has written or thrown since it was opened, files it did not find among them.
    pub fn errors(&self) -> Vec<String> {
        self.events.iter().filter_map(error_of).collect()
    }

    /// Everything the page asked for since it was opened.
    pub fn requests(&self) -> Vec<String> {
        self.events
            .iter()
            .filter(|e| e["method"] == "Network.requestWillBeSent")
            .map(|e| e["params"]["request"]["url"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

fn error_of(event: &Value) -> Option<String> {
    let params = &event["params"];
    match event["method"].as_str()? {
        "Runtime.exceptionThrown" => Some(params["exceptionDetails"].to_string()),
        "Runtime.consoleAPICalled" if params["type"] == "error" || params["type"] == "assert" => {
            Some(params["args"].to_string())
        }
        "Log.entryAdded" if params["entry"]["level"] == "error" => Some(params["entry"].to_string()),
        "Network.loadingFailed" => Some(params["errorText"].to_string()),
        _ => None,
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        let close = json!({"id": 0, "method": "Browser.close"}).to_string() + "\0";
        let _ = self.to.write_all(close.as_bytes());
        let limit = Instant::now() + Duration::from_secs(5);
        while Instant::now() < limit {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
