//! In: finished HTML with a mark for each citation, inside link and image. Out: the same with addresses relative to the page.

use super::{html::escape_into, link};
use crate::model::{CITATION_MARK, Citation, LINK_MARK, MARK_END, ROOT_MARK, Target};

/// Appends `html` with every citation mark replaced by links to what the page's `citations` point at. `page_url` is the page's
/// own address. Several targets are joined by 、; a citation that points nowhere leaves its own text.
pub fn link_into(out: &mut String, html: &str, citations: &[Citation], page_url: &str) {
    let mut rest = html;
    while let Some((at, mark)) = next_mark(rest) {
        out.push_str(&rest[..at]);
        match mark {
            Mark::Citation(n) => citations.get(n).into_iter().for_each(|c| citation_into(out, c, page_url)),
            Mark::Address(n) => {
                let target = citations.get(n).and_then(|c| c.targets.first());
                target.into_iter().for_each(|t| escape_into(out, &link::relative(page_url, &t.url)));
            }
            Mark::Root => out.push_str(if page_url.contains('/') { "../" } else { "" }),
        }
        rest = &rest[at + 4..];
    }
    out.push_str(rest);
}

/// `html` with every citation mark replaced by links.
pub fn linked(html: &str, citations: &[Citation], page_url: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    link_into(&mut out, html, citations, page_url);
    out
}

/// Plain text with every citation mark replaced by what it is called.
pub fn in_words(text: &str, citations: &[Citation]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, mark)) = next_mark(rest) {
        out.push_str(&rest[..at]);
        if let Mark::Citation(n) = mark {
            let targets = citations.get(n).map_or(&[][..], |citation| &citation.targets);
            let names: Vec<&str> = targets.iter().map(|target| target.cite.as_str()).collect();
            out.push_str(&names.join("、"));
        }
        rest = &rest[at + 4..];
    }
    out.push_str(rest);
    out
}

/// Appends the links of one citation.
pub fn citation_into(out: &mut String, citation: &Citation, page_url: &str) {
    if citation.targets.is_empty() {
        escape_into(out, &citation.raw);
    }
    for (n, target) in citation.targets.iter().enumerate() {
        if n > 0 {
            out.push('、');
        }
        target_into(out, target, page_url);
    }
}

fn target_into(out: &mut String, target: &Target, page_url: &str) {
    out.push_str("<a class=\"cite\" href=\"");
    escape_into(out, &link::relative(page_url, &target.url));
    out.push_str("\">");
    escape_into(out, shown(target, page_url));
    out.push_str("</a>");
}

/// The target's citation text; on its own page without the page's title.
fn shown<'t>(target: &'t Target, page_url: &str) -> &'t str {
    let own = target.url.split('#').next() == Some(page_url);
    if own && target.anchor.is_some() { short(&target.cite) } else { &target.cite }
}

/// A citation text without the title before the clause: `《广告法》第二十条` → `第二十条`, `值班制度 第4条` → `第4条`.
pub fn short(cite: &str) -> &str {
    let after_title = cite.strip_prefix('《').and_then(|rest| closing(rest));
    let parted = after_title.or_else(|| cite.rsplit_once(' ').map(|(_, clause)| clause));
    parted.map(str::trim_start).filter(|clause| !clause.is_empty()).unwrap_or(cite)
}

/// What follows the 》 that closes a title, titles within it passed over.
fn closing(title: &str) -> Option<&str> {
    let mut depth = 1;
    for (at, c) in title.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&title[at + '》'.len_utf8()..]);
        }
    }
    None
}

/// What a mark stands for.
enum Mark {
    /// A link with the citation text.
    Citation(usize),
    /// The address of a citation, in an `href`.
    Address(usize),
    /// The way to the site's root, in a `src`.
    Root,
}

fn mark_of(c: char) -> Option<Mark> {
    match u32::from(c) {
        n @ CITATION_MARK..LINK_MARK => Some(Mark::Citation((n - CITATION_MARK) as usize)),
        n @ LINK_MARK..MARK_END => Some(Mark::Address((n - LINK_MARK) as usize)),
        _ if c == ROOT_MARK => Some(Mark::Root),
        _ => None,
    }
}

/// The place of the next mark and what it is. Marks take four bytes, the first of which is 0xF3.
fn next_mark(text: &str) -> Option<(usize, Mark)> {
    let mut from = 0;
    while let Some(found) = memchr::memchr(0xF3, &text.as_bytes()[from..]) {
        let at = from + found;
        if let Some(mark) = text[at..].chars().next().and_then(mark_of) {
            return Some((at, mark));
        }
        from = at + 4;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn citation(targets: &[(&str, Option<&str>, &str)]) -> Citation {
        let targets = targets.iter().map(|(page, anchor, cite)| Target {
            page: (*page).to_owned(),
            anchor: anchor.map(str::to_owned),
            cite: (*cite).to_owned(),
            url: format!("regs/{page}.html{}", anchor.map_or(String::new(), |a| format!("#{a}"))),
        });
        Citation { targets: targets.collect(), ..Citation::unresolved("甲<乙>", Span::new(FileId(0), 0, 0)) }
    }

    fn mark(n: u32) -> char {
        char::from_u32(CITATION_MARK + n).unwrap()
    }

    #[test]
    fn marks_become_links_relative_to_the_page() {
        let citations = [
            citation(&[("b", Some("c4"), "乙制度 第4条")]),
            citation(&[("a", Some("c1"), "甲制度 第1条"), ("b", None, "乙制度")]),
        ];
        let html = format!("见{}，又见{}。", mark(0), mark(1));
        assert_eq!(
            linked(&html, &citations, "regs/a.html"),
            "见<a class=\"cite\" href=\"../regs/b.html#c4\">乙制度 第4条</a>，又见<a class=\"cite\" href=\"#c1\">第1条</a>、\
             <a class=\"cite\" href=\"../regs/b.html\">乙制度</a>。"
        );
    }

    #[test]
    fn what_points_nowhere_is_text_and_other_private_characters_stay() {
        let html = format!("{}\u{F_FF01}{}", mark(0), mark(7));
        assert_eq!(linked(&html, &[citation(&[])], "index.html"), "甲&lt;乙&gt;\u{F_FF01}");
    }

    #[test]
    fn inside_links_and_images_get_addresses_only() {
        let html =
            format!("<a href=\"{}\">点</a><img src=\"{ROOT_MARK}media/a.png\">", char::from_u32(LINK_MARK).unwrap());
        let citations = [citation(&[("b", Some("c4"), "乙制度 第4条")])];
        assert_eq!(
            linked(&html, &citations, "regs/a.html"),
            "<a href=\"../regs/b.html#c4\">点</a><img src=\"../media/a.png\">"
        );
    }

    #[test]
    fn the_short_form_leaves_the_title_out() {
        assert_eq!(short("《广告法》第二十条第（三）项"), "第二十条第（三）项");
        assert_eq!(short("《关于修改《甲法》的决定》第一条"), "第一条");
        assert_eq!(short("值班和交接班制度 第4条第(2)项"), "第4条第(2)项");
        assert_eq!(short("值班制度"), "值班制度");
        assert_eq!(short("《广告法》"), "《广告法》");
    }
}
