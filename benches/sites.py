"""In: pages as (name, title, body). Out: the same pages on disk, as a handbook of ours and as a site of Hugo's."""

import pathlib

HUGO = """baseURL = "https://example.org/"
title = "制度汇编"
languageCode = "zh-CN"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""
FRAME = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }} - {{ .Site.Title }}</title>
<link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">{{ .Site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ .Site.Title }}</footer></body>
</html>
"""
SINGLE = '{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ .Content }}</article>{{ end }}\n'
LIST = (
    '{{ define "main" }}<ul>{{ range .RegularPagesRecursive }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>'
    "{{ end }}</ul>{{ end }}\n"
)


def handbook(folder, pages):
    """Lays `pages` out as a handbook; the files as they would be pasted, without front matter."""
    content = pathlib.Path(folder) / "content" / "regulations"
    content.mkdir(parents=True)
    (content.parent.parent / "handbook.yml").write_text("title: 制度汇编\nid: bench\n", encoding="utf-8")
    for name, _, body in pages:
        (content / f"{name}.md").write_text(body, encoding="utf-8")


def hugo(folder, pages):
    """Lays `pages` out for Hugo: a bare frame, a list of all pages, no taxonomies and feeds."""
    root = pathlib.Path(folder)
    layouts, content = root / "layouts" / "_default", root / "content" / "regulations"
    layouts.mkdir(parents=True)
    content.mkdir(parents=True)
    (root / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for name, text in [("baseof", FRAME), ("single", SINGLE), ("list", LIST)]:
        (layouts / f"{name}.html").write_text(text, encoding="utf-8")
    for name, title, body in pages:
        heading, _, rest = body.partition("\n")
        assert heading.startswith("# "), name
        quoted = title.replace('"', "")
        (content / f"{name}.md").write_text(f'---\ntitle: "{quoted}"\n---\n{rest}', encoding="utf-8")
