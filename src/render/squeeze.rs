//! In: a style sheet or a script as it is written. Out: the same in fewer bytes: no comments, no indentation.

/// A sheet without comments and without the blanks that mean nothing; strings stay as they are.
pub fn css(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '"' | '\'' => string(rest, c),
            '/' if rest.starts_with("/*") => {
                rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
                continue;
            }
            _ if c.is_whitespace() => {
                let blank = rest.len() - rest.trim_start().len();
                rest = &rest[blank..];
                gap(&mut out, rest);
                continue;
            }
            _ => &rest[..c.len_utf8()],
        };
        if taken == "}" && out.ends_with(';') {
            out.pop();
        }
        out.push_str(taken);
        rest = &rest[taken.len()..];
    }
    out
}

/// A blank where one is needed between what is written and `next`: none beside braces, semicolons, commas and child marks, nor
/// after a colon; before a colon one stays, since `a :hover` is not `a:hover`.
fn gap(out: &mut String, next: &str) {
    let bare = |c: char| matches!(c, '{' | '}' | ';' | ',' | '>');
    let before = out.chars().next_back().is_none_or(|c| bare(c) || c == ':' || c.is_whitespace());
    if !before && next.chars().next().is_some_and(|c| !bare(c)) && !next.starts_with("/*") {
        out.push(' ');
    }
}

/// The string at the start of `text`, quotes included.
fn string(text: &str, quote: char) -> &str {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return &text[..=at],
            _ => {}
        }
    }
    text
}

/// A script without whole-line comments, indentation and empty lines. A script with a template literal keeps its lines.
pub fn script(text: &str) -> String {
    let plain = !text.lines().any(|line| !is_comment(line) && line.contains('`'));
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = if plain { line.trim() } else { line };
        let comment = plain && is_comment(line);
        if !line.is_empty() && !comment {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("// ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_mean_nothing_leave_a_sheet() {
        assert_eq!(css("a {\n  b: c; /* d\n e */\n\n}\n/* f"), "a{b:c}");
        assert_eq!(css("a > b ,\nc  d :hover { e: calc(1px + 2px) 0; }"), "a>b,c d :hover{e:calc(1px + 2px) 0}");
        assert_eq!(
            css("@media (max-width: 1px) { a::after { content: \"} ；: \\\"  x\" } }"),
            "@media (max-width:1px){a::after{content:\"} ；: \\\"  x\"}}"
        );
        assert_eq!(css("a /* b */ c{}"), "a c{}");
    }

    #[test]
    fn comments_and_indentation_leave_a_script() {
        assert_eq!(script("// a `x`\n  b(); // c\n\n  // d\n  e();\n"), "b(); // c\ne();\n");
        assert_eq!(script("a(`\n  b\n`);\n"), "a(`\n  b\n`);\n");
    }
}
