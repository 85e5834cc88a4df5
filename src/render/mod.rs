//! In: the checked handbook. Out: every file of the site, handed to a sink one by one.
//!
//! [`frame::Site`] holds what pages are made with; each page kind is a module with one function of [`STEPS`].

pub mod assets;
pub mod book;
mod book_articles;
pub mod calendar;
pub mod cards;
pub mod changes;
pub mod citations;
pub mod clauses;
pub mod comparison;
pub mod coverage;
pub mod deadlines;
pub mod form;
pub mod frame;
pub mod glossary;
pub mod headings;
pub mod help;
pub mod home;
pub mod html;
pub mod link;
pub mod list;
pub mod package;
pub mod phones;
pub mod post;
pub mod quiz;
pub mod quiz_data;
pub mod quiz_plan;
pub mod quiz_view;
pub mod refs;
pub mod regulation;
pub mod role;
pub mod script;
pub mod scripts;
pub mod search_page;
pub mod sheet;
pub mod squeeze;
pub mod stack;
pub mod templates;
pub mod text;
pub mod theme;
pub mod topic;
pub mod unit;
pub mod words;

pub use frame::{Crumb, PageInfo, Site};

use crate::{Input, Reading, Sink, diag::Diagnostics, manifest::Tally, parse::inline::media_path, search};
use rayon::prelude::*;
use std::{collections::BTreeSet, io};

/// Renders one kind of page, or one page.
type Step = fn(&Site) -> io::Result<()>;

/// Everything that is rendered, a line a page kind. Each spreads its own pages over the cores, and none waits for another.
const STEPS: &[Step] = &[
    home::page,
    list::pages,
    regulation::pages,
    script::pages,
    quiz::pages,
    form::pages,
    stack::page,
    unit::pages,
    role::pages,
    post::pages,
    topic::pages,
    text::pages,
    calendar::page,
    deadlines::page,
    glossary::page,
    phones::page,
    changes::page,
    coverage::page,
    help::page,
    search_page::page,
    headings::page,
    book::pages,
];

/// Renders the whole site.
///
/// # Errors
/// The first file the sink refused.
pub fn site(reading: &Reading, input: &Input, sink: &dyn Sink) -> io::Result<Diagnostics> {
    Ok(everything(reading, input, sink)?.finish())
}

/// Renders the whole site and what a package has besides; gives the package's code, too.
///
/// # Errors
/// The first file the sink refused.
pub fn packed(reading: &Reading, input: &Input, sink: &dyn Sink) -> io::Result<(Diagnostics, String)> {
    let tally = Tally::new(sink);
    let site = everything(reading, input, &tally)?;
    package::pages(&site)?;
    let code = package::lists(&site, &tally.entries(), sink)?;
    Ok((site.finish(), code))
}

fn everything<'a>(reading: &'a Reading, input: &'a Input, sink: &'a dyn Sink) -> io::Result<Site<'a>> {
    // Side by side: each has stretches that keep one core only.
    let index = || search::write(&reading.handbook, &search_page::gathering(&reading.handbook), sink);
    let (site, index) = rayon::join(|| pages(reading, input, sink), index);
    index.and(site)
}

fn pages<'a>(reading: &'a Reading, input: &'a Input, sink: &'a dyn Sink) -> io::Result<Site<'a>> {
    let site = Site::new(reading, input, sink);
    site.write_assets()?;
    STEPS.par_iter().with_max_len(1).try_for_each(|step| step(&site))?;
    images(reading, input, sink)?;
    Ok(site)
}

/// Writes every image that a page shows, each once.
fn images(reading: &Reading, input: &Input, sink: &dyn Sink) -> io::Result<()> {
    let shown: BTreeSet<&str> =
        reading.handbook.metas().flat_map(|meta| &meta.images).map(|(path, _)| path.as_str()).collect();
    (input.assets.iter().filter(|asset| shown.contains(asset.path.as_str())))
        .try_for_each(|asset| sink.put(&media_path(&asset.path), &asset.bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Asset, model::Handbook, source::Sources};
    use std::{collections::BTreeMap, sync::Mutex};

    /// Keeps what is written.
    #[derive(Default)]
    struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

    impl Sink for Memory {
        fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
            self.0.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
            Ok(())
        }
    }

    fn render(handbook: Handbook, overrides: &[(&str, &str)]) -> (BTreeMap<String, Vec<u8>>, Diagnostics) {
        let reading = Reading { handbook, sources: Sources::default(), diagnostics: Diagnostics::default() };
        let overrides =
            overrides.iter().map(|(path, text)| Asset { path: (*path).to_owned(), bytes: text.as_bytes().into() });
        let input = Input {
            files: Default::default(),
            assets: Vec::new(),
            overrides: overrides.collect(),
            today: jiff::civil::date(2026, 3, 2),
            unit: None,
        };
        let memory = Memory::default();
        let diagnostics = site(&reading, &input, &memory).unwrap();
        (memory.0.into_inner().unwrap(), diagnostics)
    }

    #[test]
    fn an_empty_handbook_has_a_home_page_and_its_assets() {
        let (files, diagnostics) = render(Handbook::default(), &[]);
        assert_eq!(diagnostics.0, []);
        assert!(files.contains_key("index.html") && files.contains_key("assets/site.css"), "{:?}", files.keys());
    }

    #[test]
    fn a_template_of_the_handbook_takes_the_place_of_ours() {
        let (files, diagnostics) = render(Handbook::default(), &[("templates/index.html", "<p>{{ page.kind }}</p>")]);
        assert_eq!(diagnostics.0, []);
        assert_eq!(files["index.html"], b"<p>home</p>");
    }

    #[test]
    fn a_template_error_names_the_template_and_the_place() {
        let (files, diagnostics) = render(Handbook::default(), &[("templates/index.html", "一\n二 {{ page.nosuch }}")]);
        assert_eq!(diagnostics.0.len(), 1);
        assert!(diagnostics.0[0].message.contains("templates/index.html 第 2 行第"), "{:?}", diagnostics.0[0]);
        assert!(!files.contains_key("index.html"));
    }
}
