//! In: regulations, scripts and prose. Out: each as an article of the book, without what only its own page needs.

use super::{Site, citations, clauses, html::escape_into, link};
use crate::model::{Meta, Regulation, Script, ScriptBlock, Speaker, TextPage, Utterance};
use rayon::prelude::*;

/// The pages one after another; each is made on whatever core is free.
pub fn join<'a, T: Sync + 'a>(pages: impl Iterator<Item = &'a T>, write: impl Fn(&mut String, &T) + Sync) -> String {
    let pages: Vec<&T> = pages.collect();
    let parts: Vec<String> = pages
        .par_iter()
        .map(|page| {
            let mut out = String::new();
            write(&mut out, page);
            out
        })
        .collect();
    parts.concat()
}

/// Opens the article of a page: its heading, and where a copy of it is found on screen.
fn open(out: &mut String, meta: &Meta, url: &str) {
    out.push_str("<article id=\"");
    escape_into(out, &meta.id);
    out.push_str("\"><h3 class=\"page-title\"><a href=\"");
    escape_into(out, &link::relative(url, &meta.url));
    out.push_str("\">");
    escape_into(out, &meta.title);
    out.push_str("</a>");
    out.push_str("</h3>\n");
}

/// Appends a regulation.
pub fn regulation(out: &mut String, site: &Site, page: &Regulation, url: &str) {
    open(out, &page.meta, url);
    for_paper(out, &clauses::body(page, &site.words, url));
    out.push_str("</article>\n");
}

/// Appends a page of scripts: what is said, and what never is.
pub fn script(out: &mut String, site: &Site, page: &Script, url: &str) {
    open(out, &page.meta, url);
    let linked = |html: &str| citations::linked(html, &page.meta.citations, url);
    out.push_str(&linked(&page.intro));
    for situation in &page.situations {
        out.push_str("<h4>");
        escape_into(out, &situation.title);
        out.push_str("</h4>\n");
        for block in &situation.blocks {
            match block {
                ScriptBlock::Said(at) => said(out, site, &situation.utterances[*at], &linked),
                ScriptBlock::Prose(html) => out.push_str(&linked(html)),
            }
        }
        banned(out, site, &situation.banned);
    }
    banned(out, site, &page.banned);
    out.push_str("</article>\n");
}

fn said(out: &mut String, site: &Site, said: &Utterance, linked: &impl Fn(&str) -> String) {
    match said.speaker {
        Speaker::Staff => out.push_str("<blockquote><p>"),
        Speaker::Caller => {
            out.push_str("<blockquote class=\"caller\"><p><b>");
            escape_into(out, &said.who);
            out.push_str("</b> ");
        }
    }
    out.push_str(&linked(&said.html));
    if said.derived {
        out.push_str(" <span class=\"derived\">");
        escape_into(out, site.words.get("script.derived"));
        out.push_str("</span>");
    }
    out.push_str("</p></blockquote>\n");
}

fn banned(out: &mut String, site: &Site, phrases: &[String]) {
    if phrases.is_empty() {
        return;
    }
    out.push_str("<p class=\"banned\"><b>");
    escape_into(out, site.words.get("book.banned"));
    out.push_str("</b>");
    for (n, phrase) in phrases.iter().enumerate() {
        out.push_str(if n > 0 { "；" } else { "" });
        escape_into(out, phrase);
    }
    out.push_str("</p>\n");
}

/// Appends a page of prose.
pub fn prose(out: &mut String, page: &TextPage, url: &str) {
    out.push_str("<article id=\"");
    escape_into(out, &page.meta.id);
    out.push_str("\"><h3 class=\"page-title\">");
    escape_into(out, &page.meta.title);
    out.push_str("</h3>\n");
    for_paper(out, &citations::linked(&page.html, &page.meta.citations, url));
    out.push_str("</article>\n");
}

/// Attributes that serve links, search and copying on a page's own address, not on paper.
const SCREEN_ONLY: [&str; 3] = [" id=\"", " data-cite=\"", " data-label=\""];

/// Appends a page's HTML without what only its own address needs: ids, which would clash here, citation texts, and who cites
/// a clause. Text is escaped, so ` id="` is always an attribute.
fn for_paper(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b' ', b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = screen_only(rest);
        if length == 0 {
            out.push_str(&rest[..1]);
        }
        rest = &rest[length.max(1)..];
    }
    out.push_str(rest);
}

/// How many bytes at the start of `html` are an attribute or an element that paper does not need.
fn screen_only(html: &str) -> usize {
    if html.starts_with("<details class=\"cited-by\"") {
        return html.find("</details>").map_or(0, |at| at + "</details>".len());
    }
    let name = SCREEN_ONLY.iter().find(|name| html.starts_with(**name));
    name.and_then(|name| Some(name.len() + html[name.len()..].find('"')? + 1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_needs_no_ids_and_no_citations() {
        let mut out = String::new();
        let html = "<p id=\"c1\" class=\"x\" data-cite=\"甲 第1条\">甲 id=乙</p><details class=\"cited-by\"><ul></ul></details>丙";
        for_paper(&mut out, html);
        assert_eq!(out, "<p class=\"x\">甲 id=乙</p>丙");
    }
}
