//! In: the scripts. Out: `scripts/<id>.html`: situations with what is said, what is never said, steps and decisions.

use super::{
    Crumb, PageInfo, Site, citations,
    html::escape_into,
    link,
    refs::{RoleRef, badge, unit_url},
};
use crate::model::{CITATION_MARK, Citation, LINK_MARK, Script, ScriptBlock, Situation, Speaker, Utterance};
use rayon::prelude::*;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct ScriptView<'a> {
    badge: Option<&'a str>,
    roles: Vec<RoleRef<'a>>,
    outline: Vec<OutlineEntry<'a>>,
    /// What is never said at all.
    banned: &'a [String],
}

#[derive(Serialize)]
struct OutlineEntry<'a> {
    anchor: &'a str,
    title: &'a str,
}

/// Renders every page of scripts.
///
/// # Errors
/// What the sink says.
pub fn pages(site: &Site) -> io::Result<()> {
    site.handbook.scripts.par_iter().try_for_each(|script| page(site, script))
}

fn page(site: &Site, script: &Script) -> io::Result<()> {
    let config = &site.handbook.config;
    let unit = script.meta.unit.as_deref();
    let view = ScriptView {
        badge: badge(site, unit),
        roles: script.meta.roles.iter().filter_map(|id| config.role(id)).map(|role| RoleRef::of(role, unit)).collect(),
        outline: script.situations.iter().map(|s| OutlineEntry { anchor: &s.anchor, title: &s.title }).collect(),
        banned: &script.banned,
    };
    let content = Body { site, script }.html();
    let info = PageInfo {
        content: &content,
        crumbs: crumbs(site, script),
        styles: &["script", "script-play"],
        scripts: &["script-play"],
        body_class: "script",
        ..PageInfo::of(&script.meta)
    };
    site.page(&info, "script.html", &view)
}

fn crumbs(site: &Site, script: &Script) -> Vec<Crumb> {
    let list = Crumb { url: "scripts/index.html".into(), title: site.words.get("nav.scripts").to_owned() };
    let unit = script.meta.unit.as_deref().and_then(|id| site.handbook.config.unit(id));
    let unit = unit.map(|unit| Crumb { url: unit_url(&unit.id), title: unit.short.clone() });
    std::iter::once(list).chain(unit).collect()
}

/// Writes the body of one page.
struct Body<'b, 'a> {
    site: &'b Site<'a>,
    script: &'b Script,
}

impl Body<'_, '_> {
    fn html(&self) -> String {
        let mut out = String::new();
        if !self.script.intro.is_empty() {
            out.push_str("<div class=\"intro\">\n");
            self.linked(&mut out, &self.script.intro);
            out.push_str("</div>\n");
        }
        self.script.situations.iter().for_each(|situation| self.situation(&mut out, situation));
        out
    }

    fn situation(&self, out: &mut String, situation: &Situation) {
        out.push_str("<section class=\"situation\" id=\"");
        escape_into(out, &situation.anchor);
        out.push_str("\">\n<h2>");
        escape_into(out, &situation.title);
        out.push_str("</h2>\n");
        self.basis(out, &situation.cites, None, false);
        for block in &situation.blocks {
            match block {
                ScriptBlock::Said(at) => self.said(out, situation, &situation.utterances[*at]),
                ScriptBlock::Prose(html) => {
                    out.push_str("<div class=\"steps\">\n");
                    self.linked(out, html);
                    out.push_str("</div>\n");
                }
            }
        }
        self.banned(out, &situation.banned);
        out.push_str("</section>\n");
    }

    fn said(&self, out: &mut String, situation: &Situation, said: &Utterance) {
        let (class, who) = match said.speaker {
            Speaker::Staff => ("staff", self.site.words.get("script.staff")),
            Speaker::Caller => ("caller", said.who.as_str()),
        };
        out.push_str("<div class=\"say ");
        out.push_str(class);
        out.push_str("\"><p class=\"who\">");
        escape_into(out, who);
        out.push_str("</p><p class=\"words\">");
        self.linked(out, &said.html);
        out.push_str("</p>");
        self.basis(out, &said.cites, situation.clause.as_ref(), said.derived);
        out.push_str("</div>\n");
    }

    /// The clauses something rests on; those of the regulation the situation rests on are said without its title.
    fn basis(&self, out: &mut String, cites: &str, known: Option<&Citation>, derived: bool) {
        if cites.is_empty() && !derived {
            return;
        }
        out.push_str("<p class=\"basis\">");
        if derived {
            out.push_str("<span class=\"derived\">");
            escape_into(out, self.site.words.get("script.derived"));
            out.push_str("</span> ");
        }
        let known = known.and_then(|citation| citation.targets.first()).map(|target| target.page.as_str());
        let citations = cites.chars().filter_map(citation_number).filter_map(|n| self.script.meta.citations.get(n));
        for (n, target) in citations.flat_map(|citation| &citation.targets).enumerate() {
            out.push_str(if n > 0 { "、" } else { "" });
            let text = if known == Some(&target.page) { citations::short(&target.cite) } else { &target.cite };
            self.link(out, &target.url, text);
        }
        out.push_str("</p>\n");
    }

    fn banned(&self, out: &mut String, phrases: &[String]) {
        if phrases.is_empty() {
            return;
        }
        out.push_str("<div class=\"banned\"><h3>");
        escape_into(out, self.site.words.get("script.banned"));
        out.push_str("</h3><ul>");
        for phrase in phrases {
            out.push_str("<li>");
            escape_into(out, phrase);
            out.push_str("</li>");
        }
        out.push_str("</ul></div>\n");
    }

    fn link(&self, out: &mut String, url: &str, text: &str) {
        out.push_str("<a class=\"cite\" href=\"");
        escape_into(out, &link::relative(&self.script.meta.url, url));
        out.push_str("\">");
        escape_into(out, text);
        out.push_str("</a>");
    }

    fn linked(&self, out: &mut String, html: &str) {
        citations::link_into(out, html, &self.script.meta.citations, &self.script.meta.url);
    }
}

/// The number of the citation a character stands for.
fn citation_number(c: char) -> Option<usize> {
    let code = u32::from(c);
    (CITATION_MARK..LINK_MARK).contains(&code).then(|| (code - CITATION_MARK) as usize)
}
