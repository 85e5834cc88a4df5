//! In: plain text with citation marks. Out: the same with citation texts, facts moved along.

use crate::model::{CITATION_MARK, Citation, ClauseItem, Handbook, LINK_MARK, Paragraph};

/// Puts citation texts in place of the marks in plain text, facts moving along.
pub fn fill_text(handbook: &mut Handbook) {
    for page in &mut handbook.regulations {
        let citations = std::mem::take(&mut page.meta.citations);
        if !citations.is_empty() {
            for item in page.clauses.iter_mut().flat_map(|clause| &mut clause.items).chain(&mut page.top) {
                match item {
                    ClauseItem::Paragraph(p) | ClauseItem::Heading(_, p) => fill_paragraph(p, &citations),
                    ClauseItem::Rich { text, .. } => *text = filled(text, &citations),
                    ClauseItem::Child(_) => {}
                }
            }
        }
        page.meta.citations = citations;
    }
    for page in &mut handbook.scripts {
        let citations = &page.meta.citations;
        for situation in &mut page.situations {
            situation.text = filled(&situation.text, citations);
            situation.utterances.iter_mut().for_each(|u| u.text = filled(&u.text, citations));
        }
    }
    for page in &mut handbook.pages {
        let citations = &page.meta.citations;
        page.text = filled(&page.text, citations);
        page.terms.iter_mut().for_each(|term| term.text = filled(&term.text, citations));
    }
}

fn mark_index(c: char) -> Option<usize> {
    let code = u32::from(c);
    (CITATION_MARK..LINK_MARK).contains(&code).then(|| (code - CITATION_MARK) as usize)
}

fn cite_text(citations: &[Citation], index: usize) -> String {
    citations
        .get(index)
        .map_or(String::new(), |c| c.targets.iter().map(|t| t.cite.as_str()).collect::<Vec<_>>().join("、"))
}

/// Text with citation texts in place of the marks.
pub fn filled(text: &str, citations: &[Citation]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match mark_index(c) {
            Some(index) => out.push_str(&cite_text(citations, index)),
            None => out.push(c),
        }
    }
    out
}

fn fill_paragraph(paragraph: &mut Paragraph, citations: &[Citation]) {
    if !paragraph.text.chars().any(|c| mark_index(c).is_some()) {
        return;
    }
    if paragraph.html.is_none() {
        paragraph.html = Some(crate::render::html::escape(&paragraph.text));
    }
    let moved = |at: usize| filled(&paragraph.text[..at], citations).len();
    let facts = paragraph.facts.iter().map(|range| moved(range.start)..moved(range.end)).collect();
    paragraph.facts = facts;
    paragraph.text = filled(&paragraph.text, citations);
}
