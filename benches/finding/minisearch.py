"""MiniSearch over file:// with pairs of characters as its terms: an index made ahead, loaded by script tags."""

import contextlib
import json
import pathlib
import shutil
import subprocess
import time

from .tab import Tab

OPTIONS = """const OPTIONS = {fields: ['title', 'text'], tokenize: text => (text.toLowerCase().match(/[\\u3400-\\u9fff]+|[a-z0-9]+/g) || [])
  .flatMap(run => /[a-z0-9]/.test(run) || run.length < 2 ? [run] : Array.from({length: run.length - 1}, (_, i) => run.slice(i, i + 2))),
  searchOptions: {boost: {title: 2}}};
"""
MAKE = """const fs = require('fs'), [, , library, documents, out] = process.argv; const MiniSearch = require(library);
const index = new MiniSearch(OPTIONS); index.addAll(JSON.parse(fs.readFileSync(documents, 'utf8')));
fs.writeFileSync(out, 'window.INDEX = ' + JSON.stringify(JSON.stringify(index)) + ';');
"""
PAGE = '<!DOCTYPE html><meta charset="utf-8"><script src="minisearch.js"></script><script src="options.js"></script>'
LOAD = """new Promise((done, failed) => { const s = document.createElement('script'); s.src = 'index.js'; s.onerror = failed;
  s.onload = () => { window.engine = MiniSearch.loadJSON(window.INDEX, OPTIONS); delete window.INDEX; done(1); }; document.head.append(s); })"""
ASK = """%s.map(q => { const began = performance.now(); const ids = window.engine.search(q).slice(0, 10).map(r => r.id);
  return [ids, performance.now() - began]; })"""


class MiniSearch:
    """One index on disk."""

    name = "MiniSearch 7.2.0, pairs"
    way = "file://"

    def __init__(self, library, book, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.folder.mkdir(parents=True)
        documents = [{"id": d.id, "title": book.titles[d.page], "text": d.text} for d in book.documents]
        known = {d["id"] for d in documents}
        documents += [
            {"id": page, "title": " ".join([title, *book.aliases[page]]), "text": ""} for page, title in book.titles.items() if page not in known
        ]
        (self.folder / "documents.json").write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")
        (self.folder / "make.js").write_text(OPTIONS + MAKE, encoding="utf-8")
        (self.folder / "options.js").write_text(OPTIONS, encoding="utf-8")
        (self.folder / "index.html").write_text(PAGE, encoding="utf-8")
        shutil.copy(library, self.folder / "minisearch.js")
        names = ["make.js", "minisearch.js", "documents.json", "index.js"]
        subprocess.run(["node", *(str(self.folder / name) for name in names)], check=True)
        self.bytes = (self.folder / "index.js").stat().st_size

    @contextlib.contextmanager
    def open(self):
        """A tab with the engine ready. Gives (tab, milliseconds until then)."""
        with Tab() as tab:
            tab.goto((self.folder / "index.html").resolve().as_uri())
            began = time.monotonic()
            tab.eval(LOAD)
            yield tab, (time.monotonic() - began) * 1000

    def ask(self, tab, queries, named=()):
        """[(ids, milliseconds)]"""
        return tab.eval(ASK % json.dumps([q.text for q in queries]))
