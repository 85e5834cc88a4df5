//! In: the bytes of an SVG drawing. Out: whether it is only a drawing.
//!
//! Shown in a page it runs nothing, but a reader can open it by itself, and then a browser would run what it holds.

/// Elements that run, or bring in, something else than a drawing; also with a namespace's prefix.
const ELEMENTS: [&str; 8] = ["script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "html"];

/// Whether nothing in the drawing can run. What cannot be read as UTF-8 is not trusted.
pub fn is_inert(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = decode_ascii(&text.to_ascii_lowercase());
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    !plain.contains("<!entity")
        && !["javascript:", "vbscript:", "data:text", "data:application"].iter().any(|scheme| plain.contains(scheme))
        && !text.split('<').skip(1).any(|tag| ELEMENTS.contains(&element(tag)))
        && !has_handler(&text)
}

/// The name at a tag's start, without a prefix.
fn element(tag: &str) -> &str {
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '-').unwrap_or(tag.len())];
    name.rsplit(':').next().unwrap_or(name)
}

/// Whether there is an attribute `onload=` or the like.
fn has_handler(text: &str) -> bool {
    text.match_indices("on").any(|(at, _)| {
        let before = text[..at].chars().next_back().unwrap_or('<');
        let after = text[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        !before.is_alphanumeric() && !matches!(before, '-' | '_') && after.trim_start().starts_with('=')
    })
}

/// Resolves references to ASCII characters, which could hide a word: `&#106;avascript`.
fn decode_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("&#") {
        out.push_str(&rest[..at]);
        let digits = &rest[at + 2..];
        let end = digits.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(digits.len());
        let code = match digits[..end].strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits[..end].parse(),
        };
        match code.ok().and_then(char::from_u32).filter(char::is_ascii) {
            Some(c) => out.push(c.to_ascii_lowercase()),
            None => out.push('?'),
        }
        rest = digits[end..].strip_prefix(';').unwrap_or(&digits[end..]);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::is_inert;

    #[test]
    fn drawings_are_taken() {
        for svg in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text x=\"1\">值班 on &#x503c;班</text><path d=\"M0 0\"/></svg>",
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg><g position=\"1\" font-size=\"2\"/></svg>",
            "<svg><style>.a{fill:#333}</style><image href=\"data:image/png;base64,AAAA\"/></svg>",
        ] {
            assert!(is_inert(svg.as_bytes()), "{svg}");
        }
    }

    #[test]
    fn what_could_run_is_not() {
        for svg in [
            "<svg><script>x</script></svg>",
            "<svg><svg:SCRIPT href='x'/></svg>",
            "<svg onload=x>",
            "<svg a='1'\nonLoad = 'x'>",
            "<svg/onload=x>",
            "<svg><a href=' java&#115;cript:x'>",
            "<svg><a href='java\nscript:x'>",
            "<svg><a href='&#x6A;avascript:x'>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg>&x;</svg>",
            "<svg><foreignObject><p/></foreignObject></svg>",
            "<svg><use href='data:text/html,x'/></svg>",
        ] {
            assert!(!is_inert(svg.as_bytes()), "{svg}");
        }
        assert!(!is_inert(b"\xff\xfe<\0s\0v\0g\0"));
    }
}
