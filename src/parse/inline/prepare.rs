//! In: the source of a paragraph or of blocks. Out: the same with private characters for facts, blanks and bold, citations
//! noted, substitutions made: the first pass.

use super::{
    super::{
        PageCx,
        label::{self, is_blank},
    },
    marks::*,
    writer::is_wide,
};
use crate::{
    diag::Diagnostic,
    model::{CITATION_MARK, Citation, LINK_MARK},
};

/// The first pass. `join`: lines become one; otherwise line ends stay and pairs end at blank lines.
pub(in crate::parse) fn prepare(cx: &mut PageCx, source: &str, at: usize, join: bool) -> String {
    Prepare { cx, source, at, out: String::with_capacity(source.len() + 8), open: Vec::new(), join }.run()
}

/// Whether a line begins after this text.
fn starts_line(before: &str) -> bool {
    let kept = before.trim_end_matches(is_blank);
    kept.is_empty() || kept.ends_with('\n')
}

struct Prepare<'c, 'a, 's> {
    cx: &'c mut PageCx<'a>,
    source: &'s str,
    at: usize,
    out: String,
    /// Open pairs: the mark, where it stands in `out`, where in the source.
    open: Vec<(char, usize, usize)>,
    join: bool,
}

impl Prepare<'_, '_, '_> {
    fn run(mut self) -> String {
        let mut i = 0;
        let mut line_start = true;
        while i < self.source.len() {
            if line_start
                && !self.join
                && let Some(end) = fence_end(&self.source[i..])
            {
                self.out.push_str(&self.source[i..i + end]);
                i += end;
                continue;
            }
            let c = self.source[i..].chars().next().expect("invariant: i is on a boundary before the end");
            line_start = c == '\n';
            i += match c {
                NOTHING => 1,
                '\n' => self.line_end(i),
                '\\' => self.escape(i),
                '`' => self.code(i),
                '=' => self.pair(i, '=', FACT_OPEN, FACT_CLOSE),
                '*' => self.pair(i, '*', STRONG_OPEN, STRONG_CLOSE),
                '_' => self.blank(i),
                '{' if self.source[i..].starts_with("{{") => self.variable(i),
                '[' if self.source[i..].starts_with("[[") => self.citation(i),
                c => {
                    self.out.push(c);
                    c.len_utf8()
                }
            };
        }
        self.close_all();
        if self.join {
            let trimmed = self.out.trim_matches(is_blank);
            if trimmed.len() != self.out.len() {
                self.out = trimmed.to_owned();
            }
        }
        self.out
    }

    fn line_end(&mut self, i: usize) -> usize {
        if !self.join {
            if self.source[i + 1..].split('\n').next().is_some_and(|line| line.trim_matches(is_blank).is_empty()) {
                self.close_all();
            }
            self.out.push('\n');
            return 1;
        }
        let kept = self.out.trim_end_matches(is_blank).len();
        self.out.truncate(kept);
        let rest = &self.source[i + 1..];
        let skipped = rest.len() - rest.trim_start_matches(is_blank).len();
        let before = self.out.chars().next_back();
        let after = rest[skipped..].chars().next();
        if let (Some(before), Some(after)) = (before, after)
            && !is_wide(before)
            && !is_wide(after)
        {
            self.out.push(' ');
        }
        1 + skipped
    }

    fn escape(&mut self, i: usize) -> usize {
        let next = self.source[i + 1..].chars().next();
        match next {
            Some('\n') if self.join => {
                self.out.push(BREAK);
                2
            }
            Some(c) if c.is_ascii_punctuation() => {
                self.out.push('\\');
                self.out.push(c);
                1 + c.len_utf8()
            }
            // `\附件：`, `\1、`: what would be a clause's label is text.
            Some(c) if starts_line(&self.source[..i]) && label::read(&self.source[i + 1..], false).is_some() => {
                self.out.push(c);
                1 + c.len_utf8()
            }
            _ => {
                self.out.push_str("\\\\");
                1
            }
        }
    }

    fn code(&mut self, i: usize) -> usize {
        let ticks = self.source[i..].bytes().take_while(|b| *b == b'`').count();
        let fence = &self.source[i..i + ticks];
        let rest = &self.source[i + ticks..];
        let mut from = 0;
        while let Some(found) = rest[from..].find(fence) {
            let start = from + found;
            let run = rest[start..].bytes().take_while(|b| *b == b'`').count();
            if run == ticks {
                let whole = ticks + start + run;
                self.out.push_str(&self.source[i..i + whole]);
                return whole;
            }
            from = start + run;
        }
        self.out.push_str(fence);
        ticks
    }

    /// `==` and `**`, exactly two.
    fn pair(&mut self, i: usize, sign: char, open: char, close: char) -> usize {
        let run = self.source[i..].chars().take_while(|c| *c == sign).count();
        if run != 2 {
            self.out.push_str(&self.source[i..i + run]);
            return run;
        }
        match self.open.iter().rposition(|(mark, _, _)| *mark == open) {
            Some(depth) => {
                self.drop_above(depth + 1);
                self.open.pop();
                self.out.push(close);
            }
            None => {
                self.open.push((open, self.out.len(), i));
                self.out.push(open);
            }
        }
        2
    }

    /// Turns pairs that were opened from `depth` on and never closed back into text.
    fn drop_above(&mut self, depth: usize) {
        for (mark, place, i) in self.open.split_off(depth).into_iter().rev() {
            let literal = if mark == STRONG_OPEN { "\\*\\*" } else { "==" };
            self.out.replace_range(place..place + mark.len_utf8(), literal);
            if mark == FACT_OPEN {
                let span = self.cx.span(self.at + i, self.at + i + 2);
                self.cx.report(
                    Diagnostic::new("unclosed-fact", span, "这里的 == 没有成对")
                        .hint("在同一段里补上结尾的 ==；若要写两个等号，请写 \\=\\="),
                );
            }
        }
    }

    fn close_all(&mut self) {
        self.drop_above(0);
    }

    fn blank(&mut self, i: usize) -> usize {
        let run = self.source[i..].bytes().take_while(|b| *b == b'_').count();
        if run >= 3 {
            self.out.push(BLANK);
        } else {
            self.out.push_str(&self.source[i..i + run]);
        }
        run
    }

    fn variable(&mut self, i: usize) -> usize {
        // A name is short: looking no further keeps a line of nothing but braces from being read once for each of them.
        let near = &self.source.as_bytes()[i..self.source.len().min(i + 200)];
        let end = near.windows(2).position(|pair| pair == b"}}");
        let Some(end) = end.filter(|end| !near[..*end].contains(&b'\n')) else {
            self.out.push_str("{{");
            return 2;
        };
        let name = self.source[i + 2..i + end].trim();
        match self.cx.config.var(self.cx.unit.as_deref(), name) {
            Some(value) => {
                let value = value.to_owned();
                self.literal(&value);
            }
            None => self.unknown_variable(name.to_owned(), i, end + 2),
        }
        end + 2
    }

    /// Text that must not be read as markup.
    fn literal(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_punctuation() {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    fn unknown_variable(&mut self, name: String, i: usize, length: usize) {
        let unit = self.cx.unit.as_deref().and_then(|id| self.cx.config.unit(id));
        let names =
            (self.cx.config.vars.keys()).chain(unit.into_iter().flat_map(|u| u.vars.keys())).map(String::as_str);
        let hint = match crate::diag::nearest(&name, names) {
            Some(near) => format!("是不是想写 {{{{ {near} }}}}？"),
            None => format!("在 handbook.yml 的 vars 里写上 {name}: …"),
        };
        let span = self.cx.span(self.at + i, self.at + i + length);
        self.cx.report(Diagnostic::new("unknown-variable", span, format!("没有定义“{name}”")).hint(hint));
    }

    fn citation(&mut self, i: usize) -> usize {
        let rest = &self.source[i + 2..];
        // It is short and holds no bracket: looking no further keeps a line of nothing but brackets from being read once for each.
        let end = rest.bytes().take(400).position(|b| matches!(b, b'\n' | b'[' | b']'));
        let Some(end) = end.filter(|end| rest[*end..].starts_with("]]")) else {
            self.out.push_str("\\[\\[");
            return 2;
        };
        let span = self.cx.span(self.at + i, self.at + i + end + 4);
        match mark(CITATION_MARK, self.cx.citations.len(), LINK_MARK) {
            Some(mark) => {
                self.cx.citations.push(Citation::unresolved(rest[..end].trim(), span));
                self.out.push(mark);
            }
            None => self.out.push_str("\\[\\["),
        }
        end + 4
    }
}

/// The mark of the `index`-th citation in the range from `first` to `end`; `None` past its end (32,768 a page).
pub(super) fn mark(first: u32, index: usize, end: u32) -> Option<char> {
    u32::try_from(index).ok().and_then(|i| first.checked_add(i)).filter(|code| *code < end).and_then(char::from_u32)
}

/// The length of a fenced code block at the start of `text`, its fences included.
fn fence_end(text: &str) -> Option<usize> {
    let first = text.split_inclusive('\n').next()?;
    let sign = first.trim_start().get(..3).filter(|sign| *sign == "```" || *sign == "~~~")?;
    let mut end = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        end += line.len();
        if line.trim_start().starts_with(sign) {
            break;
        }
    }
    Some(end)
}
