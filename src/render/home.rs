//! In: the handbook. Out: `index.html`.

use super::{PageInfo, Site};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct HomeView {
    kinds: Vec<KindView>,
}

/// One kind of page and how many there are.
#[derive(Serialize)]
struct KindView {
    id: &'static str,
    url: &'static str,
    count: usize,
}

/// Renders the home page.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    let h = site.handbook;
    let kinds = [
        KindView { id: "regs", url: "regs/index.html", count: h.regulations.len() },
        KindView { id: "scripts", url: "scripts/index.html", count: h.scripts.len() },
        KindView { id: "forms", url: "forms/index.html", count: h.forms.len() },
    ];
    let view = HomeView { kinds: kinds.into_iter().filter(|kind| kind.count > 0).collect() };
    let info = PageInfo::new("index.html", &h.config.title, "home");
    site.page(&info, "index.html", &view)
}
