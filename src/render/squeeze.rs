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

/// A script without comments, indentation, empty lines and the blanks that mean nothing; lines stay apart, since their ends may stand
/// for semicolons. A script with a template literal stays as it is but for whole-line comments and empty lines.
pub fn script(text: &str) -> String {
    let plain = !text.lines().any(|line| !is_comment(line) && line.contains('`'));
    let mut out = String::with_capacity(text.len());
    for line in text.lines().filter(|line| !(line.trim().is_empty() || plain && is_comment(line))) {
        if plain {
            code(&mut out, line.trim());
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// One line of a script; strings and regular expressions stay as they are.
fn code(out: &mut String, line: &str) {
    let start = out.len();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '"' | '\'' => string(rest, c),
            '/' if rest.starts_with("//") => break,
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest, |end| &rest[..end + 2]),
            '/' if begins_expression(&out[start..]) => expression(rest),
            ' ' => {
                rest = rest.trim_start();
                if rest.chars().next().is_some_and(|next| parts(out, next)) {
                    out.push(' ');
                }
                continue;
            }
            _ => &rest[..c.len_utf8()],
        };
        out.push_str(taken);
        rest = &rest[taken.len()..];
    }
    out.truncate(start + out[start..].trim_end().len());
}

/// Whether a blank keeps what is written apart from `next`: two words, or two signs that would make another one.
fn parts(out: &str, next: char) -> bool {
    let sign = |c: char| "{}()[];,:?=&|!<>*%+-".contains(c);
    match out.chars().next_back() {
        Some(before @ ('+' | '-' | '<')) if before == next || next == '!' => true,
        Some(before) => !sign(before) && !sign(next),
        None => false,
    }
}

/// Whether a stroke after `before` begins a regular expression and does not divide.
fn begins_expression(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    before.chars().next_back().is_none_or(|c| "(,=:[!&|?{};+-*%~^<>".contains(c))
        || matches!(word, "return" | "typeof" | "case")
}

/// The regular expression at the start of `text`, strokes included.
fn expression(text: &str) -> &str {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => return &text[..=at],
            _ => {}
        }
    }
    text
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
        assert_eq!(script("// a `x`\n  b(); // c\n\n  // d\n  e();\n"), "b();\ne();\n");
        assert_eq!(script("a(`\n  b\n`);\n"), "a(`\n  b\n`);\n");
    }

    #[test]
    fn blanks_that_mean_nothing_leave_a_script() {
        let lines = [
            ("var a = { b: 1, c: [2, 3] };", "var a={b:1,c:[2,3]};"),
            ("return x in y ? 'a  b' : \"c // d\"; // e", "return x in y?'a  b':\"c // d\";"),
            ("a = b + +c - -d; e++ + f", "a=b+ +c- -d;e++ +f"),
            ("if (/[/ ] '/.test(a)) return / b/.exec(c) / d / e;", "if(/[/ ] '/.test(a))return / b/.exec(c)/ d / e;"),
            ("a.b(/x  y/g, function (c) { return c; });", "a.b(/x  y/g,function(c){return c;});"),
            ("catch (e) { /* kept  as it is */ }", "catch(e){/* kept  as it is */}"),
            ("x < !y", "x< !y"),
        ];
        for (line, wanted) in lines {
            assert_eq!(script(line), format!("{wanted}\n"));
        }
    }
}
