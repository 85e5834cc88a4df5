//! In: a page. Out: everything on it that could run a script of somebody's, found by reading its tags as a browser does.

/// Tags that hold attributes which run scripts, addresses that do, or elements a handbook never has.
pub fn live_parts(page: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, after) = read_tag(rest);
        out.extend(tag.fault());
        rest = after;
        // What stands in a script or a style is no markup.
        if tag.name == "script" || tag.name == "style" {
            let end = rest.find(&format!("</{}", tag.name)).unwrap_or(rest.len());
            if tag.name == "script"
                && rest[..end].contains("harmed")
                && tag.attribute("type") != Some("application/json")
            {
                out.push(format!("a script that holds it: {}", &rest[..end]));
            }
            rest = &rest[end..];
        }
    }
    out
}

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    fn fault(&self) -> Option<String> {
        const NEVER: [&str; 5] = ["iframe", "object", "embed", "base", "foreignobject"];
        const RUNS: [&str; 4] = ["javascript:", "vbscript:", "data:text", "file:"];
        if NEVER.contains(&self.name.as_str()) {
            return Some(format!("<{}>", self.name));
        }
        self.attributes
            .iter()
            .find(|(name, value)| {
                let plain: String = value.to_lowercase().chars().filter(|c| *c > ' ').collect();
                let leads = matches!(name.as_str(), "href" | "src" | "action" | "xlink:href" | "formaction");
                name.starts_with("on") || name == "srcdoc" || leads && RUNS.iter().any(|r| plain.starts_with(r))
            })
            .map(|(name, value)| format!("<{} {name}=\"{value}\">", self.name))
    }
}

/// Reads a tag whose name begins `text`; what follows its `>`.
fn read_tag(text: &str) -> (Tag, &str) {
    let (name, mut rest) =
        text.split_at(text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len()));
    let mut tag = Tag { name: name.to_lowercase(), attributes: Vec::new() };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (tag, rest.get(1..).unwrap_or_default());
        }
        let end =
            rest[1..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '=')).map_or(rest.len(), |i| i + 1);
        let name = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let value = match rest.strip_prefix('=') {
            Some(after) => {
                let (value, after) = read_value(after.trim_start());
                rest = after;
                value
            }
            None => "",
        };
        tag.attributes.push((name, unescaped(value)));
    }
}

fn read_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len()))
}

fn unescaped(value: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#10;", "\n"),
        ("&#x6A;", "j"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn it_sees_what_a_browser_would_run() {
    let harmful = [
        "<p onclick=x>",
        "<p title='a>b' ONLOAD = \"y\">",
        "<a href=' java\nscript:x'>",
        "<a href=\"&#x6A;avascript:x\">",
        "<iframe src=x>",
        "<script>harmed</script>",
        "<svg/onload=x>",
    ];
    for page in harmful {
        assert_eq!(live_parts(page).len(), 1, "{page}");
    }
    for page in [
        "&lt;p onclick=x&gt;",
        "<p title=\"<b onclick=x>\">",
        "<a href=\"regs/a.html#on\">",
        "<script src=\"x.js\"></script>",
    ] {
        assert_eq!(live_parts(page), [""; 0], "{page}");
    }
}
