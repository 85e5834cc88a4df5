"""In: a Chromium program. Out: one tab of it, spoken to in the DevTools protocol over a pipe (as tests/browser/cdp.rs does)."""

import json
import os
import shutil
import subprocess
import tempfile
import time

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run --no-default-browser-check "
    "--disable-background-networking --disable-component-update --disable-default-apps --disable-sync --disable-breakpad "
    "--remote-debugging-pipe"
).split()
NAMES = "chromium chromium-browser google-chrome google-chrome-stable".split()


def chromium():
    """$CHROMIUM, else the first of the usual names on the path."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "no Chromium on the path: set CHROMIUM"
    return found


class Tab:
    """A tab in a browser of its own with a fresh profile. Use with `with`."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="shouce-tab-")
        # The browser reads commands from descriptor 3 and answers on 4.
        command = ["sh", "-c", 'exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>/dev/null', chromium(), *FLAGS]
        self.process = subprocess.Popen(
            [*command, f"--user-data-dir={self.profile}", "about:blank"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self.buffer, self.events, self.last, self.session = b"", [], 0, None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Performance"):
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.session = None
        self.process.stdin.write(json.dumps({"id": 0, "method": "Browser.close"}).encode() + b"\0")
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def read(self):
        while b"\0" not in self.buffer:
            more = os.read(self.process.stdout.fileno(), 1 << 20)
            assert more, "the browser is gone"
            self.buffer += more
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def call(self, method, **params):
        """Sends one command and waits for its answer."""
        self.last += 1
        message = {"id": self.last, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.process.stdin.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.last:
                assert "error" not in answer, (method, answer)
                return answer["result"]
            self.events.append(answer)

    def goto(self, url):
        """Opens an address and waits until it is loaded."""
        self.events.clear()
        answer = self.call("Page.navigate", url=url)
        assert "errorText" not in answer, (url, answer)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())

    def eval(self, expression):
        """The value of an expression; a promise is waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, (expression[:300], answer["exceptionDetails"])
        return answer["result"].get("value")

    def until(self, expression, seconds=120):
        """Waits until an expression is true."""
        limit = time.monotonic() + seconds
        while self.eval(expression) is not True:
            assert time.monotonic() < limit, f"never true: {expression}"
            time.sleep(0.01)

    def press(self, key, code, text=""):
        """Presses and releases a key."""
        down = {"type": "keyDown", "key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", **(down | {"text": text} if text else down))
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def heap(self):
        """Bytes of the page's own heap as it stands, after a collection, and of buffers beside it."""
        before = self.call("Runtime.getHeapUsage")
        self.call("HeapProfiler.collectGarbage")
        after = self.call("Runtime.getHeapUsage")
        return before["usedSize"], after["usedSize"], after.get("backingStorageSize", 0)
