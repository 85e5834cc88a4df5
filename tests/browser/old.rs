//! Chromium 86, the oldest browser promised: one page of each kind opens, searches and prints there.

use super::{
    Tab,
    firefox::{OPTIONAL, sheets},
    found, pages,
    paper::Paper,
};
use crate::harness::shipped::{address, site};

#[test]
fn the_old_browser_is_the_old_one() {
    let Some(program) = found::chromium_86() else { return };
    let mut tab = Tab::open(&program);
    let agent = tab.eval("navigator.userAgent");
    assert!(agent.as_str().is_some_and(|a| a.contains("Chrome/86.")), "{agent}");
}

#[test]
fn every_kind_of_page_opens_searches_and_prints_in_chromium_86() {
    let Some(program) = found::chromium_86() else { return };
    let mut old = Tab::open(&program);
    let mut new = Tab::open(&found::chromium());
    for page in pages::one_of_each(site()) {
        let url = address(site(), &page);
        new.goto(&url);
        old.goto(&url);
        let hits = old.eval("window.shouce.search('交接班', {limit: 5}).then(hits => hits.length)");
        assert!(hits.as_u64() > Some(0), "{page} finds nothing");
        assert_eq!(old.errors(), [""; 0], "{page}");
        let sheets = Paper::of(&mut old).sheets;
        // Forms and papers are split at build time; prose may break elsewhere in another browser.
        if page.starts_with("forms/") && page != "forms/index.html" {
            assert_eq!(sheets, Paper::of(&mut new).sheets, "{page}");
        }
        old.resize(390, 800);
        let wide = old.eval("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(wide, 0, "{page} scrolls sideways");
        old.resize(1280, 800);
    }
}

#[test]
fn every_declaration_and_selector_is_known_to_chromium_86() {
    let Some(program) = found::chromium_86() else { return };
    let mut old = Tab::open(&program);
    let mut unknown = Vec::new();
    for (name, sheet) in sheets() {
        let asked = sheet.declarations.iter().filter(|(p, _)| OPTIONAL.iter().all(|(o, _)| o != p) && p != "size");
        let asked: Vec<_> = asked.collect();
        let asked = serde_json::to_string(&asked).expect("invariant: JSON");
        let refused = old.eval(&format!("{asked}.filter(d => !CSS.supports(d[0], d[1])).map(d => d.join(': '))"));
        unknown.extend(refused.as_array().into_iter().flatten().map(|d| format!("{name}: {d}")));
        let asked = serde_json::to_string(&sheet.selectors).expect("invariant: JSON");
        let refused = old.eval(&format!(
            "{asked}.filter(s => {{ try {{ return !/^(from|to|[\\d.]+%)/.test(s) && document.querySelector(s) && false; }} \
             catch (e) {{ return true; }} }})"
        ));
        unknown.extend(refused.as_array().into_iter().flatten().map(|s| format!("{name}: {s}")));
    }
    assert!(unknown.is_empty(), "Chromium 86 does not know {unknown:#?}");
}
