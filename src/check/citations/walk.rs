//! In: the handbook. Out: every citation of it in one fixed order, with the place it stands in.

use super::From;
use crate::model::{
    CITATION_MARK, Citation, Clause, ClauseItem, Handbook, LINK_MARK, Layout, MARK_END, Meta, Regulation,
};
use std::collections::BTreeMap;

/// Walks over every citation, always in the same order.
pub fn each(handbook: &mut Handbook, visit: &mut dyn FnMut(&mut Citation, &From)) {
    let clauses: Vec<BTreeMap<usize, usize>> = handbook.regulations.iter().map(clause_of_citation).collect();
    for (page, clause_of) in handbook.regulations.iter_mut().zip(clauses) {
        let whole = from_page(&page.meta);
        for (n, citation) in page.meta.citations.iter_mut().enumerate() {
            match clause_of.get(&n) {
                Some(index) => visit(citation, &from_clause(&page.meta.url, &whole.page, &page.clauses[*index])),
                None => visit(citation, &whole),
            }
        }
        page.duties.iter_mut().for_each(|duty| visit(&mut duty.clause, &whole));
        page.deadlines.iter_mut().for_each(|deadline| visit(&mut deadline.clause, &whole));
    }
    for page in &mut handbook.scripts {
        let whole = from_page(&page.meta);
        page.meta.citations.iter_mut().for_each(|citation| visit(citation, &whole));
        for situation in &mut page.situations {
            let from = From {
                anchor: Some(situation.anchor.clone()),
                text: format!("{}：{}", page.meta.title, situation.title),
                url: format!("{}#{}", page.meta.url, situation.anchor),
                ..whole.clone()
            };
            situation.clause.iter_mut().for_each(|citation| visit(citation, &from));
            situation
                .utterances
                .iter_mut()
                .filter_map(|u| u.clause.as_mut())
                .for_each(|citation| visit(citation, &from));
        }
    }
    for page in &mut handbook.forms {
        let whole = from_page(&page.meta);
        page.meta.citations.iter_mut().for_each(|citation| visit(citation, &whole));
        page.citations_mut().for_each(|citation| visit(citation, &whole));
    }
    for page in &mut handbook.banks {
        let whole = from_page(&page.meta);
        page.meta.citations.iter_mut().for_each(|citation| visit(citation, &whole));
        page.questions.iter_mut().flat_map(|q| &mut q.basis).for_each(|citation| visit(citation, &whole));
    }
    for page in &mut handbook.pages {
        let whole = from_page(&page.meta);
        page.meta.citations.iter_mut().for_each(|citation| visit(citation, &whole));
        match &mut page.layout {
            Layout::Topic(rows) => rows.iter_mut().for_each(|row| visit(&mut row.clause, &whole)),
            Layout::Phones(phones) => {
                phones
                    .iter_mut()
                    .filter_map(|phone| phone.clause.as_mut())
                    .for_each(|citation| visit(citation, &whole));
            }
            Layout::Plain | Layout::Glossary => {}
        }
    }
    let local = From { page: String::new(), anchor: None, text: String::new(), url: String::new() };
    handbook
        .local
        .phones
        .iter_mut()
        .filter_map(|phone| phone.clause.as_mut())
        .for_each(|citation| visit(citation, &local));
}

fn from_page(meta: &Meta) -> From {
    From { page: meta.id.clone(), anchor: None, text: meta.title.clone(), url: meta.url.clone() }
}

fn from_clause(url: &str, page: &str, clause: &Clause) -> From {
    From {
        page: page.to_owned(),
        anchor: Some(clause.anchor.clone()),
        text: clause.cite.clone(),
        url: format!("{url}#{}", clause.anchor),
    }
}

/// Which clause each of a page's citations stands in.
fn clause_of_citation(page: &Regulation) -> BTreeMap<usize, usize> {
    let mut out = BTreeMap::new();
    if page.meta.citations.is_empty() {
        return out;
    }
    for (index, clause) in page.clauses.iter().enumerate() {
        for item in &clause.items {
            let html = match item {
                ClauseItem::Paragraph(p) | ClauseItem::Heading(_, p) => p.html.as_deref().unwrap_or_default(),
                ClauseItem::Rich { html, .. } => html,
                ClauseItem::Child(_) => continue,
            };
            for c in html.chars().map(u32::from) {
                match c {
                    CITATION_MARK..LINK_MARK => out.insert((c - CITATION_MARK) as usize, index),
                    LINK_MARK..MARK_END => out.insert((c - LINK_MARK) as usize, index),
                    _ => None,
                };
            }
        }
    }
    out
}
