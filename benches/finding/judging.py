"""In: a query, the hits for it, the built site. Out: its recall@10 and its reciprocal rank, in search documents."""

import functools
import html
import pathlib
import re

from . import scores

SUBSTRINGS = ("aligned", "unaligned")


@functools.lru_cache(None)
def shown(file):
    """The text of a page without its tags and blanks."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", pathlib.Path(file).read_text(encoding="utf-8"))))


def unlisted(book, site, query, document):
    """Whether a hit is right though the model cannot tell: the query stands on the page in a text that `export` does not give
    (prose, terms, heads of forms, pages of units and posts)."""
    if query.set not in SUBSTRINGS or book.listed(document):
        return False
    page = document.partition("#")[0]
    return page not in book.urls or query.text in shown(str(pathlib.Path(site) / book.urls[page]))


def judged(book, site, query, hits):
    """(recall, reciprocal rank). Right hits that the model cannot tell count neither way, and leave fewer places to fill."""
    documents = list(dict.fromkeys(map(book.document_of, hits)))[:10]
    judged = [d for d in documents if d in query.right or not unlisted(book, site, query, d)]
    room = max(1, 10 - (len(documents) - len(judged)))
    return scores.recall(judged, query.right, room), scores.reciprocal(judged, query.right)
