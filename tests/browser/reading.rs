//! Every page of the shipped handbook opens quietly over `file://`, asks for nothing outside its folder, fits its window and
//! reads with scripts off.

use super::{Tab, found, pages};
use crate::harness::shipped::{address, site};

#[test]
fn every_promised_address_is_there() {
    for promised in pages::PROMISED {
        assert!(site().join(promised).exists(), "{promised} is missing");
    }
}

#[test]
fn every_page_opens_without_an_error_and_asks_for_nothing_outside() {
    let mut tab = Tab::open(&found::chromium());
    let inside = address(site(), "");
    let mut wrong = Vec::new();
    for page in pages::all(site()) {
        tab.goto(&address(site(), &page));
        tab.eval("new Promise(done => setTimeout(done, 30))");
        wrong.extend(tab.errors().into_iter().map(|error| format!("{page}: {error}")));
        let outside = tab.requests().into_iter().filter(|url| !url.starts_with(&inside) && !url.starts_with("data:"));
        wrong.extend(outside.map(|url| format!("{page} asks for {url}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_page_scrolls_sideways() {
    let mut tab = Tab::open(&found::chromium());
    let mut wrong = Vec::new();
    for width in [1280, 768, 390, 360] {
        tab.resize(width, 800);
        for page in pages::all(site()) {
            tab.goto(&address(site(), &page));
            let wide = tab.eval(WIDEST);
            if !wide.is_null() {
                wrong.push(format!("{page} at {width}: {wide}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `null`, or how wide the page is and the first element that stands out of the window.
const WIDEST: &str = "(function () {
  var room = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth;
  if (wide <= room) return null;
  var all = document.body.querySelectorAll('*');
  for (var i = 0; i < all.length; i++) {
    if (all[i].getBoundingClientRect().right > room + 1) return wide + ' px, ' + all[i].outerHTML.slice(0, 120);
  }
  return wide + ' px';
})()";

#[test]
fn every_kind_of_page_reads_with_scripts_off() {
    let mut tab = Tab::open(&found::chromium());
    for page in pages::one_of_each(site()) {
        tab.scripts(true);
        tab.goto(&address(site(), &page));
        let with = words(&mut tab);
        tab.scripts(false);
        tab.goto(&address(site(), &page));
        let without = words(&mut tab);
        assert!(without >= 40, "{page} shows {without} characters with scripts off, {with} with them");
        let links = tab.eval("document.querySelectorAll('a[href]').length");
        assert!(links.as_u64() > Some(3), "{page} has {links} links with scripts off");
        let dead = tab.eval(
            "[...document.querySelectorAll('button, [role=button]')].filter(b => b.offsetParent && !b.closest('form'))\
             .map(b => b.textContent.trim()).join(' ')",
        );
        assert_eq!(dead, "", "{page} shows buttons that do nothing with scripts off");
    }
}

fn words(tab: &mut Tab) -> u64 {
    tab.eval("document.querySelector('main').innerText.replace(/\\s/g, '').length").as_u64().expect("a number")
}

#[test]
fn every_link_leads_to_a_page_and_an_element() {
    let mut tab = Tab::open(&found::chromium());
    let mut links = std::collections::BTreeMap::new();
    let mut anchors = std::collections::BTreeSet::new();
    for page in pages::all(site()) {
        tab.goto(&address(site(), &page));
        let found = tab.eval(
            "[[...document.querySelectorAll('a[href]')].map(a => a.href), [...document.querySelectorAll('[id]')].map(e => e.id)]",
        );
        let texts =
            |n: usize| found[n].as_array().expect("a list").iter().map(|v| v.as_str().expect("text").to_owned());
        anchors.insert(address(site(), &page));
        anchors.extend(texts(1).map(|id| format!("{}#{id}", address(site(), &page))));
        links.extend(texts(0).map(|link| (link, page.clone())));
    }
    // Calendar files are no pages, but must be there.
    let files = walkdir::WalkDir::new(site()).into_iter().map(|entry| entry.expect("an entry").into_path());
    anchors.extend(
        files
            .filter(|path| path.extension().is_some_and(|e| e == "ics"))
            .map(|path| format!("file://{}", path.display())),
    );
    let plain = |link: &str| match link.split_once('?') {
        Some((page, rest)) => page.to_owned() + rest.find('#').map_or("", |at| &rest[at..]),
        None => link.to_owned(),
    };
    let dead: Vec<_> = links
        .iter()
        .filter(|(link, _)| link.starts_with("file:") && !anchors.contains(plain(link).trim_end_matches('#')))
        .collect();
    assert!(dead.is_empty(), "{dead:#?}");
}
