"""In: a built site, queries. Out: what `shouce.search` finds over file://, and how fast, in how much memory."""

import json
import pathlib

from . import scores
from .tab import Tab

LIMIT = 10
ASK = """(async queries => { const out = [];
  for (const q of queries) { const hits = await shouce.search(q, {limit: %d});
    out.push([hits.map(h => h.id), hits.absent.length > 0 || !hits.length, hits.missing.length]); } return out; })(%s)"""
TIMED = """(async queries => { const out = [];
  for (const q of queries) { const began = performance.now(); await shouce.search(q, {limit: %d}); out.push(performance.now() - began);
    await new Promise(done => setTimeout(done, 0)); } return out; })(%s)"""


def address(site, page="search.html"):
    return (pathlib.Path(site).resolve() / page).as_uri()


def found(site, queries):
    """[(ids, whether it says that something was not found)] for each query."""
    out = []
    with Tab() as tab:
        tab.goto(address(site))
        for at in range(0, len(queries), 50):
            batch = [q.text for q in queries[at : at + 50]]
            out += tab.eval(ASK % (LIMIT, json.dumps(batch)))
    assert not any(missing for _, _, missing in out), "files are missing"
    return [(ids, said) for ids, said, _ in out]


def focus(tab, site):
    """The first page afresh: its box gets the focus, 300 ms later the core is there and nothing else."""
    tab.goto(address(site, "index.html"))
    tab.eval("document.querySelector('form[role=search] input').focus(), new Promise(done => setTimeout(done, 300))")


def cold(site, queries):
    """Milliseconds of the first query of a page, one page a query, nothing cached."""
    out = []
    with Tab() as tab:
        tab.call("Network.setCacheDisabled", cacheDisabled=True)
        for query in queries:
            focus(tab, site)
            out += tab.eval(TIMED % (LIMIT, json.dumps([query.text])))
    return out


def ready(site):
    """Milliseconds from the focus of a box to a search that is ready."""
    with Tab() as tab:
        tab.goto(address(site, "index.html"))
        return tab.eval("(async () => { const began = performance.now(); await shouce.searchReady(); return performance.now() - began; })()")


def warm(site, queries):
    """Milliseconds of each query the second time round."""
    with Tab() as tab:
        focus(tab, site)
        texts = json.dumps([q.text for q in queries])
        tab.eval(TIMED % (LIMIT, texts))
        return tab.eval(TIMED % (LIMIT, texts))


def heap(site, queries):
    """(bytes as they stand, after a collection, of buffers) after 50 queries."""
    with Tab() as tab:
        focus(tab, site)
        tab.eval(TIMED % (LIMIT, json.dumps([q.text for q in queries[:50]])))
        return tab.heap()


def sizes(site, characters):
    """Bytes of the index: terms and core, texts, and terms and core a character."""
    folder = pathlib.Path(site) / "search"
    files = {f.name: f.stat().st_size for f in folder.glob("*.js")}
    texts = sum(size for name, size in files.items() if name.startswith("x"))
    rest = sum(files.values()) - texts
    return {"terms": rest, "texts": texts, "a character": rest / characters}


def latency(values):
    return f"{scores.percentile(values, 0.5):.1f} / {scores.percentile(values, 0.95):.1f}"
