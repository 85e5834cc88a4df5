//! In: a page's own view or finished HTML. Out: the whole page, handed to the sink. Every page goes through [`Site::page`].
//!
//! Templates see `site` and `w` (built once), `page`, `v` (the page kind's view) and `content` (finished HTML, marked safe).

use super::{assets::Assets, link, templates, theme::Theme, words::Words};
use crate::{
    Input, Reading, Sink,
    diag::{Diagnostic, Diagnostics},
    model::{Config, Handbook, Kind, Meta},
    source::Sources,
};
use jiff::civil::Date;
use serde::Serialize;
use std::{
    io,
    sync::{Mutex, PoisonError},
};
use tera::{Context, Tera, Value};

/// Everything pages are made with. Shared by all threads.
pub struct Site<'a> {
    /// The checked handbook.
    pub handbook: &'a Handbook,
    /// Its files.
    pub sources: &'a Sources,
    /// The edition's date.
    pub today: Date,
    /// The only unit that is built, where one was asked for.
    pub unit: Option<&'a str>,
    /// The interface words.
    pub words: Words,
    /// Where files go that are not pages.
    pub sink: &'a dyn Sink,
    /// `site` in templates.
    pub view: SiteView,
    tera: Tera,
    assets: Assets,
    diagnostics: Mutex<Diagnostics>,
}

/// What the frame needs to know about one page.
#[derive(Clone, Debug, Default)]
pub struct PageInfo<'a> {
    /// Address from the site's root: `regs/qz-handover.html`.
    pub url: &'a str,
    /// Title, plain text.
    pub title: &'a str,
    /// What it is, for styles and scripts (`data-kind`): `regulation`, `home`, `list` …
    pub kind: &'a str,
    /// Front matter, where it is a page of the handbook's own.
    pub meta: Option<&'a Meta>,
    /// The unit it belongs to; [`PageInfo::of`] takes it from the front matter.
    pub unit: Option<&'a str>,
    /// The entry of the navigation it stands under: an id of [`SECTIONS`].
    pub section: &'a str,
    /// Breadcrumbs between the home page and this one.
    pub crumbs: Vec<Crumb>,
    /// Scripts of its own, by name without `.js`.
    pub scripts: &'a [&'a str],
    /// Sheets of its own, by name without `.css`.
    pub styles: &'a [&'a str],
    /// Classes of `<body>`.
    pub body_class: &'a str,
    /// Finished HTML, which the template shows by `{{ content }}`.
    pub content: &'a str,
}

impl<'a> PageInfo<'a> {
    /// A page without front matter.
    pub fn new(url: &'a str, title: &'a str, kind: &'a str) -> Self {
        Self { url, title, kind, ..Self::default() }
    }

    /// A page of the handbook's own: address, title, kind, unit, place in the navigation.
    pub fn of(meta: &'a Meta) -> Self {
        let section = match meta.kind {
            Kind::Regulation => "regs",
            Kind::Script => "scripts",
            Kind::Form => "forms",
            Kind::Quiz => "quiz",
            Kind::Page => "",
        };
        Self {
            meta: Some(meta),
            unit: meta.unit.as_deref(),
            section,
            ..Self::new(&meta.url, &meta.title, meta.kind.name())
        }
    }
}

/// One step of the breadcrumbs.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// Address from the site's root.
    pub url: String,
    /// What the reader sees.
    pub title: String,
}

/// An entry of the navigation: id, address, and whether the handbook has it. Its words are `nav.<id>`.
pub type Section = (&'static str, &'static str, fn(&Handbook) -> bool);

/// The navigation, in order.
pub const SECTIONS: &[Section] = &[
    ("regs", "regs/index.html", |h| !h.regulations.is_empty()),
    ("scripts", "scripts/index.html", |h| !h.scripts.is_empty()),
    ("forms", "forms/index.html", |h| !h.forms.is_empty()),
    ("print", "print.html", |h| !h.forms.is_empty()),
    ("ledger", "ledger.html", |h| !h.forms.is_empty()),
    ("quiz", "quiz/index.html", super::quiz::any),
    ("roles", "roles/index.html", super::role::any),
    ("units", "units/index.html", super::unit::any),
    ("topics", "topics/index.html", super::topic::any),
    ("calendar", "calendar.html", super::calendar::any),
    ("deadlines", "deadlines.html", super::deadlines::any),
    ("phones", "phones.html", super::phones::any),
    ("glossary", "glossary.html", super::glossary::any),
    ("changes", "changes.html", super::changes::any),
    ("coverage", "coverage.html", super::coverage::any),
    ("book", "book.html", super::book::any),
    ("help", "help.html", |_| true),
];

/// Sections a reader needs while working; on narrow screens the others stand at the foot only.
const MAIN: [&str; 6] = ["regs", "scripts", "forms", "quiz", "roles", "phones"];

/// What a page may load: scripts, styles and images beside it. Over `file://` `'self'` narrows nothing: Chromium 86 and 156 take
/// any file for it (tried); `file:` says the same to browsers that take none. Nothing inline runs, nothing outside is asked for.
const POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; \
                      form-action 'self' file:; base-uri 'none'";

/// `site` in templates: the same on every page.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// Title.
    pub title: String,
    /// Line under the title.
    pub subtitle: Option<String>,
    /// Edition name.
    pub edition: Option<String>,
    /// Key of stored state.
    pub id: String,
    /// The edition's date, `2026-03-02`.
    pub date: String,
    /// The last day on which the edition holds, `2026-12-31`.
    pub valid_until: Option<String>,
    /// Units; where one unit is built, the check step has left no other.
    pub units: Vec<UnitView>,
    /// Roles.
    pub roles: Vec<RoleView>,
    /// The navigation.
    pub sections: Vec<SectionView>,
    /// Whether there is a search, and so a box for it.
    pub searchable: bool,
}

/// A unit in templates and scripts.
#[derive(Clone, Debug, Serialize)]
pub struct UnitView {
    /// Id.
    pub id: String,
    /// Code of links.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
}

/// A role in templates and scripts.
#[derive(Clone, Debug, Serialize)]
pub struct RoleView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit ids that have it; empty: all.
    pub units: Vec<String>,
}

/// An entry of the navigation in templates.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Id.
    pub id: &'static str,
    /// Address.
    pub url: &'static str,
    /// What the reader sees.
    pub title: String,
    /// Whether narrow screens show it, too.
    pub main: bool,
}

impl SiteView {
    fn new(handbook: &Handbook, input: &Input, words: &Words, theme: Theme) -> Self {
        let Config { id, title, subtitle, edition, valid_until, units, roles, .. } = &handbook.config;
        let units = units.iter().map(|u| UnitView {
            id: u.id.clone(),
            code: u.code.clone(),
            name: u.name.clone(),
            short: u.short.clone(),
        });
        let roles = roles.iter().map(|r| RoleView { id: r.id.clone(), name: r.name.clone(), units: r.units.clone() });
        let sections = SECTIONS.iter().filter(|(_, _, present)| present(handbook)).map(|(id, url, _)| SectionView {
            id,
            url,
            title: words.get(&format!("nav.{id}")).to_owned(),
            main: MAIN.contains(id),
        });
        Self {
            title: title.clone(),
            subtitle: subtitle.clone(),
            edition: edition.clone(),
            id: id.clone(),
            date: input.today.to_string(),
            valid_until: valid_until.map(|day| day.to_string()),
            units: units.collect(),
            roles: roles.collect(),
            sections: sections.collect(),
            searchable: theme.bytes("theme/js/search.js").is_some(),
        }
    }
}

/// `page` in templates.
#[derive(Serialize)]
struct PageView<'a> {
    url: &'a str,
    root: &'a str,
    id: Option<&'a str>,
    title: &'a str,
    kind: &'a str,
    summary: Option<&'a str>,
    unit: Option<&'a UnitView>,
    roles: Vec<&'a str>,
    section: &'a str,
    crumbs: Vec<Crumb>,
    body_class: &'a str,
    policy: &'a str,
    icon: Option<&'a str>,
    /// Runs before the page is shown.
    first: Option<&'a str>,
    scripts: Vec<&'a str>,
    styles: Vec<&'a str>,
}

impl<'a> Site<'a> {
    /// Loads words, templates and assets. What is wrong with the handbook's own comes out of [`Site::finish`].
    pub fn new(reading: &'a Reading, input: &'a Input, sink: &'a dyn Sink) -> Self {
        let mut diagnostics = Diagnostics::default();
        let theme = Theme::new(&input.overrides);
        let words = Words::load(theme, &mut diagnostics);
        let view = SiteView::new(&reading.handbook, input, &words, theme);
        let addresses = templates::Addresses::default();
        let mut of_templates = Diagnostics::default();
        let (assets, mut tera) = rayon::join(
            || Assets::build(theme, &words, &view, &mut diagnostics),
            || templates::load(theme, &addresses, &mut of_templates),
        );
        diagnostics.0.append(&mut of_templates.0);
        addresses.get_or_init(|| assets.urls().clone());
        tera.global_context().insert("site", &view);
        tera.global_context().insert("w", &words.tree(""));
        Self {
            handbook: &reading.handbook,
            sources: &reading.sources,
            today: input.today,
            unit: input.unit.as_deref(),
            words,
            sink,
            view,
            tera,
            assets,
            diagnostics: Mutex::new(diagnostics),
        }
    }

    /// Renders `templates/<template>` with `view` as `v` and writes it to the page's address. A template error is kept for
    /// [`Site::finish`], and nothing is written for this page.
    ///
    /// # Errors
    /// What the sink says.
    pub fn page(&self, info: &PageInfo, template: &str, view: &impl Serialize) -> io::Result<()> {
        match self.html(info, template, view) {
            Ok(bytes) => self.sink.put(info.url, &bytes),
            Err(error) => {
                self.report(templates::describe(&error, template));
                Ok(())
            }
        }
    }

    fn html(&self, info: &PageInfo, template: &str, view: &impl Serialize) -> tera::TeraResult<Vec<u8>> {
        let mut context = Context::new();
        context.insert_value("page", Value::try_from_serializable(&self.page_view(info))?);
        context.insert_value("v", Value::try_from_serializable(view)?);
        context.insert_value("content", Value::safe_string(info.content));
        let mut out = Vec::with_capacity(info.content.len() + 16_384);
        self.tera.render_to(template, &context, &mut out)?;
        Ok(out)
    }

    fn page_view<'p>(&'p self, info: &'p PageInfo) -> PageView<'p> {
        let urls = |names: &[&str], ending: &str| -> Vec<&'p str> {
            names.iter().filter_map(|name| self.asset(&format!("{name}.{ending}"))).collect()
        };
        PageView {
            url: info.url,
            root: link::root(info.url),
            id: info.meta.map(|m| m.id.as_str()),
            title: info.title,
            kind: info.kind,
            summary: info.meta.and_then(|m| m.summary.as_deref()),
            unit: info.unit.and_then(|id| self.view.units.iter().find(|unit| unit.id == id)),
            roles: info.meta.map_or(Vec::new(), |m| m.roles.iter().map(String::as_str).collect()),
            section: info.section,
            crumbs: self.crumbs(info),
            body_class: info.body_class,
            policy: POLICY,
            icon: self.asset("icon.svg"),
            first: self.asset("first.js"),
            scripts: urls(&["site", "search"], "js").into_iter().chain(urls(info.scripts, "js")).collect(),
            styles: urls(&["site"], "css").into_iter().chain(urls(info.styles, "css")).collect(),
        }
    }

    /// A page's own breadcrumbs; where it names none, the section it stands under.
    fn crumbs(&self, info: &PageInfo) -> Vec<Crumb> {
        let section = self.view.sections.iter().find(|section| section.id == info.section && section.url != info.url);
        match section {
            Some(section) if info.crumbs.is_empty() => {
                vec![Crumb { url: section.url.to_owned(), title: section.title.clone() }]
            }
            _ => info.crumbs.clone(),
        }
    }

    /// The address of a file of `assets/` from the site's root: `site.css`, `quiz.js`.
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.url(name)
    }

    /// Writes `assets/`.
    ///
    /// # Errors
    /// What the sink says.
    pub fn write_assets(&self) -> io::Result<()> {
        self.assets.write(self.sink)
    }

    /// Keeps a diagnostic for [`Site::finish`].
    pub fn report(&self, diagnostic: Diagnostic) {
        self.diagnostics.lock().unwrap_or_else(PoisonError::into_inner).push(diagnostic);
    }

    /// Everything that was found wrong, sorted.
    pub fn finish(self) -> Diagnostics {
        let mut diagnostics = self.diagnostics.into_inner().unwrap_or_else(PoisonError::into_inner);
        diagnostics.sort();
        diagnostics
    }
}
