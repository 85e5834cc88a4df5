//! In: a finished page. Out: the same with the script that reloads it, and with its security policy opened just for that.

use crate::render::html::escape;
use axum::body::Bytes;

/// Where the script is served.
pub const SCRIPT_PATH: &str = "/__shouce/live.js";
/// Where changes are told.
pub const EVENTS_PATH: &str = "/__shouce/events";
/// The script.
pub const SCRIPT: &str = include_str!("live.js");

/// A page as the preview serves it.
pub fn with_live(html: &Bytes, version: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(html);
    let text = open_policy(&text);
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-version=\"{}\"></script>", escape(version));
    let at = text.rfind("</body>").unwrap_or(text.len());
    [&text[..at], &script, &text[at..]].concat().into_bytes()
}

/// A page of the preview's own: nothing stands at this address, or there is no good site yet.
pub fn stand_in(title: &str, text: &str, version: &str) -> Vec<u8> {
    let html = format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><h1>{title}</h1><p>{text}</p><p><a href=\"/index.html\">回首页</a></p></body></html>\n",
        title = escape(title),
        text = escape(text),
    );
    with_live(&html.into(), version)
}

const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// Lets the page's policy admit one script and one connection of the same address.
fn open_policy(html: &str) -> String {
    let Some(start) = html.find(POLICY).map(|at| at + POLICY.len()) else { return html.to_owned() };
    let Some(len) = html[start..].find('"') else { return html.to_owned() };
    let policy = &html[start..start + len];
    [&html[..start], &opened(policy), &html[start + len..]].concat()
}

fn opened(policy: &str) -> String {
    // Quotes may stand as entities; a character reference ends in ; and would be taken for a directive's end.
    let policy = policy.replace("&#39;", "'").replace("&#x27;", "'").replace("&apos;", "'");
    let mut directives: Vec<Vec<&str>> = policy
        .split(';')
        .map(|part| part.split_whitespace().collect())
        .filter(|part: &Vec<&str>| !part.is_empty())
        .collect();
    let default: Vec<&str> = directives.iter().find(|d| d[0] == "default-src").map_or(vec![], |d| d[1..].to_vec());
    for name in ["script-src", "connect-src"] {
        if !directives.iter().any(|d| d[0] == name) {
            directives.push([vec![name], default.clone()].concat());
        }
    }
    for directive in directives.iter_mut().filter(|d| matches!(d[0], "script-src" | "connect-src")) {
        directive.retain(|source| !matches!(*source, "'none'" | "'self'"));
        directive.push("'self'");
    }
    directives.iter().map(|d| d.join(" ")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(html: &str) -> String {
        String::from_utf8(with_live(&html.to_owned().into(), "a-1")).expect("UTF-8")
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let html = served("<body><p>一</p></body></html>");
        assert!(
            html.ends_with("<p>一</p><script src=\"/__shouce/live.js\" data-version=\"a-1\"></script></body></html>")
        );
    }

    #[test]
    fn the_policy_admits_the_script_and_its_connection_only() {
        let page =
            |policy: &str| format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><body></body>");
        let html = served(&page("default-src 'none'; script-src file: 'unsafe-inline'; connect-src &#39;none&#39;"));
        let policy = "default-src 'none'; script-src file: 'unsafe-inline' 'self'; connect-src 'self'";
        assert!(html.contains(policy), "{html}");
        let html = served(&page("default-src 'self'"));
        assert!(html.contains("default-src 'self'; script-src 'self'; connect-src 'self'\""), "{html}");
    }
}
