//! In: nothing. Out: the type every step of the import hands on, a line of the source with its place, and the foldings by which
//! lines are compared.

use crate::parse::label::is_blank;

/// A line of the source, or one cell-bearing block of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text, blanks around it taken off, otherwise to the letter.
    pub text: String,
    /// Line of the source (paragraph of a Word file), from 1.
    pub at: usize,
    /// How many blank lines stand before it.
    pub gap: usize,
    /// What it is set as.
    pub kind: Kind,
    /// Whether it stands in the middle of the page.
    pub centred: bool,
    /// How wide the blanks before it were, in half-width cells.
    pub indent: usize,
    /// Share of its characters that are links, in percent.
    pub linked: u8,
    /// No label begins it, whatever it looks like: a list of attachments, a caption.
    pub plain: bool,
}

/// What a line is set as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    #[default]
    Text,
    /// A heading of this level.
    Heading(u8),
    /// A table of data, row by row; `text` holds its cells joined.
    Table(Vec<Vec<String>>),
}

impl Line {
    /// A paragraph of a source's line.
    pub fn new(text: &str, at: usize, gap: usize) -> Self {
        Self { text: trim(text).to_owned(), at, gap, ..Self::default() }
    }

    /// The same place and setting with another text.
    pub fn with(&self, text: &str) -> Self {
        Self { text: trim(text).to_owned(), ..self.clone() }
    }

    /// Puts U+FFFD for control characters and those the program keeps for itself.
    pub fn mend_characters(&mut self) {
        let odd = |c: char| c.is_control() && c != '\t' || ('\u{F0000}'..='\u{FFFFD}').contains(&c);
        let mend = |text: &mut String| {
            if text.contains(|c: char| odd(c) && c != '\n') {
                *text = text.chars().map(|c| if odd(c) && c != '\n' { '\u{FFFD}' } else { c }).collect();
            }
        };
        mend(&mut self.text);
        if let Kind::Table(rows) = &mut self.kind {
            rows.iter_mut().flatten().for_each(mend);
        }
    }

    /// Whether it is a table.
    pub fn is_table(&self) -> bool {
        matches!(self.kind, Kind::Table(_))
    }

    /// Its length in characters.
    pub fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether a sentence ends with it.
    pub fn ends_sentence(&self) -> bool {
        ends_sentence(&self.text)
    }
}

/// Blanks of any kind taken off both ends.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| is_blank(c) || c.is_whitespace())
}

/// Whether a text ends a sentence or announces a list.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '）', ')', '」', '』'])
        .ends_with(['。', '；', ';', '：', ':', '！', '!', '？', '?', '.', '…'])
}

/// What two lines are compared by: no blanks, full-width forms as half-width.
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !is_blank(*c) && !c.is_whitespace())
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).expect("invariant: an ASCII sign"),
            c => c,
        })
        .collect()
}

/// A letter-spaced text set together: `总　　则` is 总则, `国 家 粮 食` 国家粮食. Other blanks stay.
pub fn despaced(text: &str) -> String {
    let parts: Vec<&str> = text.split(|c: char| is_blank(c) || c.is_whitespace()).filter(|p| !p.is_empty()).collect();
    let single = parts.iter().filter(|part| part.chars().count() == 1).count();
    if parts.len() > 1 && single * 3 >= parts.len() * 2 { parts.concat() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_spacing_is_undone_and_words_stay_apart() {
        assert_eq!(despaced("总　　则"), "总则");
        assert_eq!(despaced("国 家 粮 食 应 急 预 案 的 函"), "国家粮食应急预案的函");
        assert_eq!(despaced("第一章 总则"), "第一章 总则");
    }

    #[test]
    fn a_sentence_may_end_inside_quotation_marks() {
        assert!(ends_sentence("听到后喊“到。”"));
        assert!(!ends_sentence("换班制度"));
    }
}
