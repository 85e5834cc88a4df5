//! In: text. Out: the same, safe in HTML text and in double-quoted attributes. Escaping happens here or in Tera, nowhere else.

use memchr::{memchr2_iter, memchr3_iter};

/// Appends `text` with `& < > " '` escaped.
pub fn escape_into(out: &mut String, text: &str) {
    let mut signs = memchr3_iter(b'&', b'<', b'>', text.as_bytes()).peekable();
    let mut quotes = memchr2_iter(b'"', b'\'', text.as_bytes()).peekable();
    let mut written = 0;
    loop {
        let next = match (signs.peek(), quotes.peek()) {
            (Some(sign), Some(quote)) if quote < sign => quotes.next(),
            (Some(_), _) => signs.next(),
            (None, _) => quotes.next(),
        };
        let Some(at) = next else { break };
        out.push_str(&text[written..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        written = at + 1;
    }
    out.push_str(&text[written..]);
}

/// `text` with `& < > " '` escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn every_sign_is_escaped_in_its_place() {
        assert_eq!(escape("甲<乙\">'&丙"), "甲&lt;乙&quot;&gt;&#39;&amp;丙");
        assert_eq!(escape("\"\"<<''"), "&quot;&quot;&lt;&lt;&#39;&#39;");
        assert_eq!((escape(""), escape("没有")), (String::new(), "没有".to_owned()));
    }
}
