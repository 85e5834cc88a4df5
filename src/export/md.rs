//! In: a regulation. Out: its official text again, plain: title, source, clauses with the labels as they are printed, no front
//! matter, no marks. Read as a page it gives the same clauses; only a paragraph that `{of: …}` gave to a clause further up is,
//! as in print, beneath the last.

use crate::{
    model::{Clause, ClauseItem, ClauseLabel, Family, Regulation},
    parse::numeral::arabic_digit,
    render::words::Words,
};

/// The text, ending in a line end.
pub fn regulation(page: &Regulation, words: &Words) -> String {
    let mut blocks = vec![format!("# {}", page.meta.title)];
    if let Some(source) = &page.source {
        let part = source.part.as_ref().map(|part| format!("{}{part}", words.get("regulation.part")));
        let mut named = vec![format!("《{}》{}", source.title, part.unwrap_or_default())];
        named.extend([&source.issuer, &source.doc_no].into_iter().flatten().cloned());
        named.extend(source.published.map(|date| date.to_string()));
        let key = if page.restated { "export.md.restated" } else { "export.md.source" };
        blocks.push(format!("<!-- {} -->", words.fill(key, &[("source", &named.join("，"))])));
    }
    Writer { page, blocks: &mut blocks }.items(&page.top, None, 0);
    blocks.join(if page.verse { "\n" } else { "\n\n" }) + "\n"
}

struct Writer<'a> {
    page: &'a Regulation,
    blocks: &'a mut Vec<String>,
}

impl Writer<'_> {
    fn items(&mut self, items: &[ClauseItem], owner: Option<&Clause>, depth: usize) {
        let mut label = owner.and_then(|clause| clause.label.as_ref());
        let mut titled = owner.is_some_and(|clause| clause.titled);
        for item in items {
            match item {
                ClauseItem::Paragraph(paragraph) => {
                    let text = labelled(label.take(), &paragraph.text);
                    let marks = if std::mem::take(&mut titled) { heading(depth) } else { String::new() };
                    self.blocks.push(marks + &text);
                }
                ClauseItem::Heading(level, paragraph) => {
                    self.blocks.push(format!("{} {}", "#".repeat(usize::from(*level)), paragraph.text));
                }
                ClauseItem::Rich { text, .. } => {
                    self.lone(&mut label);
                    self.blocks.push(text.clone());
                }
                ClauseItem::Child(child) => {
                    self.lone(&mut label);
                    let clause = &self.page.clauses[*child];
                    self.items(&clause.items, Some(clause), depth + 1);
                }
            }
        }
        self.lone(&mut label);
    }

    /// A label that nothing stands behind.
    fn lone(&mut self, label: &mut Option<&ClauseLabel>) {
        self.blocks.extend(label.take().map(|label| label.printed.clone()));
    }
}

/// The marks of a heading, by how deep its clause stands.
fn heading(depth: usize) -> String {
    format!("{} ", "#".repeat((depth + 1).clamp(2, 6)))
}

/// A label and its text as they are printed: 第二十条　…, 一、…, （一）…, 1. …
pub fn labelled(label: Option<&ClauseLabel>, text: &str) -> String {
    let Some(label) = label else { return text.to_owned() };
    let space = match label.family {
        Family::Bian | Family::Bufen | Family::Zhang | Family::Jie | Family::Tiao | Family::Attachment => "　",
        // 1、 stands close, but not before a digit, where it would be read as 1、2号.
        Family::Digit | Family::Decimal(_) => {
            let close = label.printed.ends_with('、') && !text.starts_with(|c| arabic_digit(c).is_some());
            if close { "" } else { " " }
        }
        Family::Han | Family::HanBracket | Family::DigitBracket | Family::Circled => "",
    };
    format!("{}{space}{text}", label.printed)
}
