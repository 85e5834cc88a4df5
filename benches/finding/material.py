"""MkDocs Material with its offline plugin over file://: a site of bare pages, queries typed into its box."""

import contextlib
import pathlib
import shutil
import subprocess
import time

from . import plain
from .tab import Tab

SETTINGS = """site_name: 手册
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: zh}}, offline]
markdown_extensions: [attr_list]
"""
META = "document.querySelector('.md-search-result__meta').textContent.trim()"
IDLE = "键入以开始搜索"
TYPE = """(text => { const box = document.querySelector('.md-search__input'); box.focus(); box.value = text;
  box.dispatchEvent(new Event('input', {bubbles: true})); box.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true})); })"""
LINKS = """[...document.querySelectorAll('.md-search-result__item')].slice(0, 10)
  .map(item => [...item.querySelectorAll('a[href]')].map(a => a.href))"""


class Material:
    """One site on disk."""

    name = "MkDocs Material 9.8.1 offline"
    way = "file://"

    def __init__(self, program, shim, book, folder):
        self.folder = pathlib.Path(folder).resolve()
        plain.markdown(book, self.folder / "docs")
        (self.folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        subprocess.run([program, "build", "--quiet"], cwd=self.folder, check=True, stderr=subprocess.DEVNULL)
        site = self.folder / "site"
        self.bytes = (site / "search" / "search_index.js").stat().st_size
        # The piece that lets it work over file:// is fetched from a public server; here it lies beside the page.
        shutil.copy(shim, site / "shim.js")
        self.page = site / "open.html"
        text = next(site.glob("*.html")).read_text(encoding="utf-8")
        self.page.write_text(text.replace("https://unpkg.com/iframe-worker/shim", "shim.js"), encoding="utf-8")

    @contextlib.contextmanager
    def open(self):
        """A tab with the engine ready. Gives (tab, milliseconds until then)."""
        with Tab() as tab:
            tab.goto(self.page.resolve().as_uri())
            began = time.monotonic()
            tab.eval("document.querySelector('.md-search__input').focus()")
            tab.until(f"{META} === '{IDLE}'")
            yield tab, (time.monotonic() - began) * 1000

    def ask(self, tab, queries, named=()):
        """[(ids, milliseconds)]"""
        out = []
        for query in queries:
            tab.eval(f"{TYPE}('')")
            tab.until(f"{META} === '{IDLE}'", 60)
            began = time.monotonic()
            tab.eval(f"{TYPE}({query.text!r})")
            tab.until(f"{META} !== '{IDLE}'", 60)
            took = (time.monotonic() - began) * 1000
            # The list may follow its heading a moment later.
            time.sleep(0.05)
            out.append((plain.places(tab.eval(LINKS), query.set in named), took))
        return out
