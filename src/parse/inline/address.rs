//! In: links, images and raw HTML of a paragraph. Out: safe HTML with marks for what is resolved later, or a diagnostic.

use super::{super::PageCx, end, prepare::mark, writer::Writer};
use crate::{
    diag::Diagnostic,
    model::{Citation, LINK_MARK, MARK_END, ROOT_MARK},
    render::html::escape_into,
};
use pulldown_cmark::CowStr;

/// Where `needle` stands in the file, or the whole paragraph.
fn place(cx: &PageCx, needle: &str, at: usize, source: &str) -> crate::source::Span {
    match source.find(needle.trim()).filter(|_| !needle.trim().is_empty()) {
        Some(found) => cx.span(at + found, at + found + needle.trim().len()),
        None => cx.span(at, at + source.len()),
    }
}

fn scheme(url: &str) -> Option<String> {
    let clean: String = url.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let end = clean.find([':', '/', '?', '#'])?;
    clean[end..].starts_with(':').then(|| clean[..end].to_ascii_lowercase())
}

pub(super) fn link(cx: &mut PageCx, url: &CowStr, at: usize, source: &str, writer: &mut Writer) {
    writer.depth += 1;
    match scheme(url).as_deref() {
        Some("http" | "https" | "mailto" | "tel") => {
            writer.html.push_str("<a class=\"outside\" rel=\"noopener noreferrer\" href=\"");
            escape_into(&mut writer.html, url);
            writer.html.push_str("\">");
        }
        Some(other) => {
            let message = format!("不允许“{other}:”开头的链接");
            let hint = "只能用 http、https、mailto、tel，或手册内的相对链接";
            let span = place(cx, url, at, source);
            cx.report(Diagnostic::new("unsafe-link", span, message).hint(hint));
            writer.html.push_str("<a>");
        }
        None => inside_link(cx, url, at, source, writer),
    }
}

fn inside_link(cx: &mut PageCx, url: &CowStr, at: usize, source: &str, writer: &mut Writer) {
    let span = place(cx, url, at, source);
    match mark(LINK_MARK, cx.citations.len(), MARK_END) {
        Some(mark) => {
            cx.citations.push(Citation::unresolved(format!("link:{url}"), span));
            writer.html.push_str("<a class=\"inside\" href=\"");
            writer.html.push(mark);
            writer.html.push_str("\">");
        }
        None => writer.html.push_str("<a>"),
    }
}

pub(super) fn image(cx: &mut PageCx, url: &CowStr, at: usize, source: &str, writer: &mut Writer) {
    writer.depth += 1;
    let span = place(cx, url, at, source);
    let path = if scheme(url).is_some() || url.starts_with("//") { None } else { beside(cx.path, url) };
    let Some(path) = path else {
        let hint = "把图片放进手册文件夹，用相对路径引用；手册不联网，网上的图片看不到";
        cx.report(Diagnostic::new("missing-image", span, format!("图片“{url}”不在手册文件夹里")).hint(hint));
        writer.html.push_str("<img alt=\"");
        return;
    };
    writer.html.push_str("<img loading=\"lazy\" src=\"");
    writer.html.push(ROOT_MARK);
    escape_into(&mut writer.html, &media_path(&path));
    writer.html.push_str("\" alt=\"");
    cx.images.push((path, span));
}

/// An image's alternative text has no markup: what was written since the opening quote is taken as it is.
pub(super) fn end_image(writer: &mut Writer) {
    let start = writer.html.rfind(" alt=\"").map_or(writer.html.len(), |i| i + 6);
    if writer.html[start..].contains(['<', '"']) {
        let alt: String = strip_tags(&writer.html[start..]);
        writer.html.truncate(start);
        writer.html.push_str(&alt);
    }
    end(writer, "\">");
}

fn strip_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            '"' => {}
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The path of `url` as seen from the file `path`, from the handbook's root; `None` where it leaves the handbook.
pub fn beside(path: &str, url: &str) -> Option<String> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in url.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The ASCII address of an image in the site: `media/` and a hash of its path, so that no Chinese file name leaves the handbook.
pub fn media_path(path: &str) -> String {
    let hash = crate::fingerprint::fnv1a(path.as_bytes());
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e);
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    format!("media/{hash:016x}.{}", extension.to_ascii_lowercase())
}

pub(super) fn raw_html(cx: &mut PageCx, html: &str, at: usize, source: &str, writer: &mut Writer) {
    if cx.config.allow_html {
        writer.tag(html);
        return;
    }
    let span = place(cx, html, at, source);
    let hint = "改用 Markdown 写法；若是要显示尖括号，写成 ＜ 或 \\<";
    cx.report(Diagnostic::new("raw-html", span, format!("正文里写了 HTML“{}”", html.trim())).hint(hint));
}
