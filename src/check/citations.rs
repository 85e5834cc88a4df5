//! In: citations as written. Out: what they point at, who cites each clause, and near misses for those that point nowhere.

mod find;
mod text;
mod walk;

use crate::{
    diag::{Diagnostic, Diagnostics, nearest},
    model::{Citation, CitedBy, Handbook, Meta, Regulation, Target},
    parse::inline::beside,
    source::Sources,
};
use find::find;
use std::collections::BTreeMap;
pub(super) use walk::each;

/// Who cites: page id, clause where known, what the reader sees, address.
type From = CitedBy;

/// Resolves every citation of the handbook and tells every cited clause who cites it.
pub fn resolve(handbook: &mut Handbook, sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut written: Vec<(Citation, From)> = Vec::new();
    each(handbook, &mut |citation, from| written.push((citation.clone(), from.clone())));
    let index = Index::new(handbook, sources);
    let resolved: Vec<Vec<Target>> = (written.iter())
        .map(|(citation, from)| {
            index.targets(citation, &from.page).unwrap_or_else(|diagnostic| {
                diagnostics.push(*diagnostic);
                Vec::new()
            })
        })
        .collect();
    tell_cited(handbook, &written, &resolved);
    let mut next = resolved.into_iter();
    each(handbook, &mut |citation, _| {
        citation.targets = next.next().expect("invariant: both walks see the same citations")
    });
    text::fill_text(handbook);
}

/// What can be pointed at.
struct Index<'a> {
    metas: BTreeMap<&'a str, &'a Meta>,
    by_path: BTreeMap<&'a str, &'a Meta>,
    paths: BTreeMap<&'a str, &'a str>,
    regulations: BTreeMap<&'a str, &'a Regulation>,
    situations: BTreeMap<&'a str, Vec<(&'a str, &'a str)>>,
}

impl<'a> Index<'a> {
    fn new(handbook: &'a Handbook, sources: &'a Sources) -> Self {
        let path = |meta: &Meta| sources.file(meta.file).path.as_str();
        Self {
            metas: handbook.metas().map(|meta| (meta.id.as_str(), meta)).collect(),
            by_path: handbook.metas().map(|meta| (path(meta), meta)).collect(),
            paths: handbook.metas().map(|meta| (meta.id.as_str(), path(meta))).collect(),
            regulations: handbook.regulations.iter().map(|page| (page.meta.id.as_str(), page)).collect(),
            situations: (handbook.scripts.iter())
                .map(|s| {
                    (s.meta.id.as_str(), s.situations.iter().map(|x| (x.anchor.as_str(), x.title.as_str())).collect())
                })
                .collect(),
        }
    }

    fn targets(&self, citation: &Citation, from: &str) -> Result<Vec<Target>, Box<Diagnostic>> {
        if let Some(url) = citation.raw.strip_prefix("link:") {
            return self.link(citation, url, from).map(|target| vec![target]);
        }
        let (page, places) = match citation.raw.split_once('#') {
            Some((page, places)) => (page.trim(), Some(places.trim())),
            None => (citation.raw.trim(), None),
        };
        let page = if page.is_empty() { from } else { page };
        let Some(meta) = self.metas.get(page) else { return Err(Box::new(self.unknown_page(citation, page))) };
        let Some(places) = places.filter(|places| !places.is_empty()) else {
            return Ok(vec![Target {
                page: meta.id.clone(),
                anchor: None,
                cite: meta.title.clone(),
                url: meta.url.clone(),
            }]);
        };
        let mut out = Vec::new();
        for place in places.split([',', '，', '、']).map(str::trim).filter(|place| !place.is_empty()) {
            out.extend(self.place(citation, meta, place)?);
        }
        Ok(out)
    }

    fn unknown_page(&self, citation: &Citation, page: &str) -> Diagnostic {
        let by_title = self.metas.values().find(|meta| meta.title == page).map(|meta| meta.id.as_str());
        let hint = match by_title.or_else(|| nearest(page, self.metas.keys().copied())) {
            Some(near) => format!("是不是想写“{near}”？"),
            None => "写页面文件头里的 id".to_owned(),
        };
        Diagnostic::new("unknown-citation", citation.span, format!("没有 id 是“{page}”的页面")).hint(hint)
    }

    /// One place, or a range `3-5` of siblings. A hyphen may also be part of an anchor.
    fn place(&self, citation: &Citation, meta: &Meta, place: &str) -> Result<Vec<Target>, Box<Diagnostic>> {
        if let Some(target) = self.one(meta, place) {
            return Ok(vec![target]);
        }
        if let (Some((first, last)), Some(page)) =
            (place.split_once(['-', '–', '—', '至', '～']), self.regulations.get(meta.id.as_str()))
            && let (Some(a), Some(b)) = (find(page, first.trim()), find(page, last.trim()))
        {
            let parent = page.clauses[a.0].parent;
            let range = (a.0..=b.0).filter(|i| page.clauses[*i].parent == parent);
            let targets: Vec<_> = range.map(|i| target(page, i, None)).collect();
            if !targets.is_empty() {
                return Ok(targets);
            }
        }
        Err(Box::new(self.unknown_place(citation, meta, place)))
    }

    fn one(&self, meta: &Meta, place: &str) -> Option<Target> {
        if let Some(page) = self.regulations.get(meta.id.as_str()) {
            return find(page, place).map(|(index, kuan)| target(page, index, kuan));
        }
        let anchors = self.situations.get(meta.id.as_str())?;
        let (anchor, title) = anchors.iter().find(|(anchor, _)| *anchor == place)?;
        Some(Target {
            page: meta.id.clone(),
            anchor: Some((*anchor).to_owned()),
            cite: format!("{}：{title}", meta.title),
            url: format!("{}#{anchor}", meta.url),
        })
    }

    fn unknown_place(&self, citation: &Citation, meta: &Meta, place: &str) -> Diagnostic {
        let message = format!("《{}》里没有“{place}”", meta.title);
        let hint = match self.regulations.get(meta.id.as_str()) {
            Some(page) => {
                let names: Vec<String> =
                    page.clauses.iter().filter(|c| c.label.is_some()).map(|c| c.path.concat()).collect();
                let near = nearest(place, names.iter().map(String::as_str)).map(str::to_owned);
                let few = || names.iter().take(8).cloned().collect::<Vec<_>>().join("、");
                match near {
                    Some(near) => format!("是不是想写“{near}”？"),
                    None if names.is_empty() => "这一页没有编号，可以写 p1、p2……指第几段".to_owned(),
                    None => format!("这一页的编号有：{}……", few()),
                }
            }
            None => "这一页没有条款编号；只写页面 id 即可".to_owned(),
        };
        Diagnostic::new("unknown-citation", citation.span, message).hint(hint)
    }

    /// A relative link of Markdown: to a page's file, its address, or an anchor of this page.
    fn link(&self, citation: &Citation, url: &str, from: &str) -> Result<Target, Box<Diagnostic>> {
        let (file, anchor) = url.split_once('#').map_or((url, None), |(file, anchor)| (file, Some(anchor)));
        let file = file.split('?').next().unwrap_or_default();
        let meta = match file {
            "" => self.metas.get(from).copied(),
            file => {
                let here = self.paths.get(from).copied().unwrap_or_default();
                let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".html").trim_end_matches(".md");
                beside(here, file)
                    .and_then(|path| self.by_path.get(path.as_str()).copied())
                    .or_else(|| self.metas.get(stem).copied())
            }
        };
        let nowhere = || {
            let hint = "指向手册里的页面写 [[页面 id]]，指向条款写 [[页面 id#编号]]";
            Box::new(Diagnostic::new("broken-link", citation.span, format!("链接“{url}”指向不存在的地方")).hint(hint))
        };
        let meta = meta.ok_or_else(nowhere)?;
        match anchor.filter(|anchor| !anchor.is_empty()) {
            None => Ok(Target { page: meta.id.clone(), anchor: None, cite: meta.title.clone(), url: meta.url.clone() }),
            Some(anchor) => self.one(meta, anchor).ok_or_else(nowhere),
        }
    }
}

fn target(page: &Regulation, index: usize, kuan: Option<u32>) -> Target {
    let clause = &page.clauses[index];
    let (anchor, cite) = match kuan {
        Some(kuan) => (clause.kuan_anchor(kuan), clause.kuan_cite(kuan)),
        None => (clause.anchor.clone(), clause.cite.clone()),
    };
    Target { page: page.meta.id.clone(), url: format!("{}#{anchor}", page.meta.url), anchor: Some(anchor), cite }
}

/// Tells every cited clause who cites it, once a citing place, in the order of the handbook.
fn tell_cited(handbook: &mut Handbook, written: &[(Citation, From)], resolved: &[Vec<Target>]) {
    let mut by_page: BTreeMap<&str, Vec<(&str, &From)>> = BTreeMap::new();
    for ((_, from), targets) in written.iter().zip(resolved) {
        for target in targets {
            if let Some(anchor) = target.anchor.as_deref().filter(|anchor| !own(from, &target.page, anchor)) {
                by_page.entry(&target.page).or_default().push((anchor, from));
            }
        }
    }
    for page in &mut handbook.regulations {
        let Some(cited) = by_page.get(page.meta.id.as_str()) else { continue };
        for clause in &mut page.clauses {
            let of_clause = cited.iter().filter(|(anchor, _)| {
                *anchor == clause.anchor
                    || anchor.rsplit_once("-k").is_some_and(|(c, k)| c == clause.anchor && k.parse::<u32>().is_ok())
            });
            for (_, from) in of_clause {
                if !clause.cited_by.contains(from) {
                    clause.cited_by.push((*from).clone());
                }
            }
        }
    }
}

/// A page's own duties and a clause that cites itself are no news.
fn own(from: &From, page: &str, anchor: &str) -> bool {
    from.page.is_empty() || from.page == page && from.anchor.as_deref().is_none_or(|a| a == anchor)
}
