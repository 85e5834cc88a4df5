//! In: what the import leaves out or reads otherwise than printed. Out: the 勘误 log, a line each, that the editor accepts or
//! refuses; what was refused is left as it stands by the next import of the same file.

use super::line::{Line, fold};
use std::{collections::BTreeSet, fmt::Write as _};

/// A kind of mess: what it is called and why it is no text of a regulation.
#[derive(Debug, PartialEq, Eq)]
pub struct Mess {
    /// Its name in the log.
    pub name: &'static str,
    /// Why it is left out or read otherwise.
    pub why: &'static str,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Line of the source, from 1.
    pub at: usize,
    /// The kind of mess.
    pub mess: &'static Mess,
    /// What stood there, or `旧 → 新`.
    pub text: String,
    /// Whether the editor refused it: then it stands in the page as it was.
    pub refused: bool,
}

/// What the editor refused: the lines of an earlier log that are not ticked any more.
#[derive(Clone, Debug, Default)]
pub struct Refused(BTreeSet<String>);

impl Refused {
    /// Whether nothing was refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The log in the making.
pub struct Log<'a> {
    entries: Vec<Entry>,
    refused: &'a Refused,
}

/// Longest piece of a text that stands in a line of the log, in characters.
const SHOWN: usize = 60;

impl<'a> Log<'a> {
    /// An empty log.
    pub fn new(refused: &'a Refused) -> Self {
        Self { entries: Vec::new(), refused }
    }

    /// Notes that `text` of line `at` is `mess`; false where the editor refused that.
    pub fn note(&mut self, at: usize, mess: &'static Mess, text: &str) -> bool {
        let mut entry = Entry { at, mess, text: text.to_owned(), refused: false };
        entry.refused = self.refused.0.contains(&fold(&entry.record()));
        let taken = !entry.refused;
        self.entries.push(entry);
        taken
    }

    /// Whether a line is to be left out as `mess`.
    pub fn leave_out(&mut self, line: &Line, mess: &'static Mess) -> bool {
        self.note(line.at, mess, &line.text)
    }

    /// The entries in the order of the source, each once.
    pub fn finish(mut self) -> Vec<Entry> {
        self.entries.sort_by(|a, b| (a.at, &a.text).cmp(&(b.at, &b.text)));
        self.entries.dedup();
        self.entries
    }
}

impl Entry {
    /// The entry without its tick: `第 12 行　导航：首页 > 正文`.
    fn record(&self) -> String {
        let mut text: String = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > SHOWN {
            text = format!("{}……", text.chars().take(SHOWN).collect::<String>());
        }
        format!("第 {} 行　{}：{text}", self.at, self.mess.name)
    }
}

/// The log as a text file.
pub fn text(source: &str, entries: &[Entry]) -> String {
    let mut out = format!(
        "勘误：导入 {source} 时略去或改读的地方。\n\
         每行前面的 [x] 表示采纳。不同意的，把 [x] 改成 [ ]，再用同样的命令加 --force 导入一次，那一处就照原样保留。\n"
    );
    let mut last = None;
    for entry in entries {
        if last != Some(entry.mess.name) {
            let _ = write!(out, "\n{}：{}\n", entry.mess.name, entry.mess.why);
            last = Some(entry.mess.name);
        }
        let _ = writeln!(out, "[{}] {}", if entry.refused { ' ' } else { 'x' }, entry.record());
    }
    out
}

/// Reads a log back: what is not ticked any more.
pub fn refused(text: &str) -> Refused {
    let unticked = |line: &str| {
        let line = line.trim();
        let rest =
            line.strip_prefix("[ ]").or_else(|| line.strip_prefix("[]")).or_else(|| line.strip_prefix("[　]"))?;
        Some(fold(rest))
    };
    Refused(text.lines().filter_map(unticked).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    static MESS: Mess = Mess { name: "导航", why: "网页的导航" };

    #[test]
    fn what_the_editor_unticks_is_not_left_out_again() {
        let none = Refused::default();
        let mut log = Log::new(&none);
        assert!(log.note(3, &MESS, "首页 > 正文"));
        assert!(log.note(5, &MESS, &"很长的一行".repeat(30)));
        let written = text("a.txt", &log.finish());
        assert!(written.contains("[x] 第 3 行　导航：首页 > 正文"));
        let refused = refused(&written.replacen("[x] 第 5", "[ ] 第 5", 1));
        let mut log = Log::new(&refused);
        assert!(log.note(3, &MESS, "首页 > 正文"));
        assert!(!log.note(5, &MESS, &"很长的一行".repeat(30)));
    }
}
