//! In: the words. Out: `help.html`: how to find, read, choose unit and post, print, carry the folder, erase the state; without
//! what this handbook has not.

use super::{PageInfo, Site, words::Words};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct HelpPage<'a> {
    sections: Vec<Section<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    id: &'static str,
    title: &'a str,
    points: Vec<&'a str>,
    keys: Vec<(&'a str, &'a str)>,
}

/// Renders the page.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    let handbook = site.handbook;
    let present = |id: &&&str| match **id {
        "forms" => !handbook.forms.is_empty(),
        "quiz" => !handbook.banks.is_empty(),
        "choose" => !site.view.units.is_empty() || !site.view.roles.is_empty(),
        _ => true,
    };
    let sections = ["find", "read", "choose", "forms", "quiz", "keys", "carry", "state"];
    let view = HelpPage { sections: sections.iter().filter(present).map(|id| section(&site.words, id)).collect() };
    let info = PageInfo {
        section: "help",
        styles: &["tables", "views"],
        scripts: &["help"],
        ..PageInfo::new("help.html", site.words.get("nav.help"), "help")
    };
    site.page(&info, "help.html", &view)
}

fn section<'a>(words: &'a Words, id: &'static str) -> Section<'a> {
    let points = (0..).map_while(|n| words.find(&format!("help.{id}.points.{n}")));
    let key = |n: usize| {
        let key = words.find(&format!("help.{id}.keys.{n}.key"))?;
        Some((key, words.get(&format!("help.{id}.keys.{n}.does"))))
    };
    Section {
        id,
        title: words.get(&format!("help.{id}.title")),
        points: points.collect(),
        keys: (0..).map_while(key).collect(),
    }
}
