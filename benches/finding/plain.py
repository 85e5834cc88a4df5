"""In: a handbook. Out: its search documents as bare pages, one heading a document, for engines that index pages."""

import html
import pathlib

SHELL = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>\n<body><main>{body}</main></body></html>\n'


def bodies(book):
    """{page: HTML}: title, other names, then every document under a heading that bears its anchor."""
    out = {page: f"<h1>{html.escape(title)}</h1>\n" for page, title in book.titles.items()}
    for page, names in book.aliases.items():
        if names:
            out[page] += f"<p>{html.escape('、'.join(names))}</p>\n"
    for document in book.documents:
        page, _, anchor = document.id.partition("#")
        if anchor:
            out[page] += f'<h2 id="{anchor}">{html.escape(document.label or "·")}</h2>\n'
        out[page] += "".join(f"<p>{html.escape(line)}</p>\n" for line in document.text.split("\n") if line.strip())
    return out


def site(book, folder):
    """Writes them as HTML."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    for page, body in bodies(book).items():
        text = SHELL.format(title=html.escape(book.titles[page]), body=body)
        (folder / f"{page}.html").write_text(text, encoding="utf-8")


def markdown(book, folder):
    """Writes them as Markdown files that hold the same HTML."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    for page, body in bodies(book).items():
        title = book.titles[page].replace('"', "")
        (folder / f"{page}.md").write_text(f'---\ntitle: "{title}"\n---\n\n{body}', encoding="utf-8")


def places(links, named):
    """Hits as ids from one list of links a page: clauses before their page, except where pages are what is looked for."""
    out = []
    for group in links:
        ids = [link.rpartition("/")[2].split("?")[0].replace(".html", "") for link in group]
        clauses, pages = [i for i in ids if "#" in i][:3], [i for i in ids if "#" not in i]
        out += (pages + clauses if named else clauses + pages)
    return list(dict.fromkeys(out))
