//! In: addresses from the site's root. Out: relative links that work over `file://`.

/// The way from the page at `url` to the site's root: `""` on top level, `"../"` one folder down.
pub fn root(url: &str) -> &'static str {
    const WAYS: [&str; 4] = ["", "../", "../../", "../../../"];
    let path = url.split(['#', '?']).next().unwrap_or_default();
    WAYS[path.matches('/').count().min(3)]
}

/// A link from the page at `from` to `to`, both from the site's root; within one page only the anchor.
pub fn relative(from: &str, to: &str) -> String {
    match to.strip_prefix(from) {
        Some(anchor) if anchor.starts_with('#') => anchor.to_owned(),
        _ => format!("{}{to}", root(from)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_climb_to_the_root_and_stay_on_their_own_page() {
        assert_eq!(relative("index.html", "regs/a.html#c1"), "regs/a.html#c1");
        assert_eq!(relative("regs/a.html", "forms/b.html"), "../forms/b.html");
        assert_eq!(relative("regs/a.html", "regs/a.html#c1"), "#c1");
        assert_eq!(relative("regs/a.html", "regs/a.html"), "../regs/a.html");
        assert_eq!(relative("regs/a.html", "regs/a.html5#c1"), "../regs/a.html5#c1");
    }
}
