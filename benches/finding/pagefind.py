"""Pagefind over HTTP (it cannot work over file://): an index of bare pages, and what it finds."""

import contextlib
import functools
import http.server
import json
import pathlib
import subprocess
import threading
import time

from . import plain
from .tab import Tab

ASK = """(async queries => { const pagefind = window.engine; const out = [];
  for (const q of queries) { const began = performance.now(); const found = (await pagefind.search(q)).results.slice(0, 10);
    const data = await Promise.all(found.map(r => r.data())); const took = performance.now() - began;
    out.push([data.map(d => d.sub_results.slice().sort((a, b) => b.locations.length - a.locations.length).map(s => s.url)), took]); }
  return out; })(%s)"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *_):
        pass


class Pagefind:
    """One index on disk."""

    name = "Pagefind 1.6.0"
    way = "HTTP"

    def __init__(self, program, book, folder):
        self.folder = pathlib.Path(folder).resolve()
        plain.site(book, self.folder)
        command = [program, "--silent", "--site", str(self.folder), "--force-language", "zh"]
        subprocess.run(command, check=True)
        self.bytes = sum(f.stat().st_size for f in (self.folder / "pagefind").rglob("*.pf_*"))

    @contextlib.contextmanager
    def open(self):
        """A tab with the engine ready. Gives (tab, milliseconds until then)."""
        handler = functools.partial(Quiet, directory=str(self.folder))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, Tab() as tab:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            page = next(self.folder.glob("*.html")).name
            tab.goto(f"http://127.0.0.1:{server.server_port}/{page}")
            began = time.monotonic()
            tab.eval("import('/pagefind/pagefind.js').then(async p => { window.engine = p; await p.options({}); await p.init(); return 1; })")
            yield tab, (time.monotonic() - began) * 1000
            server.shutdown()

    def ask(self, tab, queries, named=()):
        """[(ids, milliseconds)]"""
        found = tab.eval(ASK % json.dumps([q.text for q in queries]))
        return [(plain.places(links, q.set in named), took) for q, (links, took) in zip(queries, found)]
