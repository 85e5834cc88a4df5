//! Sites made of hostile text, opened in Chromium: what it tries to run does not run.

use super::{Tab, found, pages};
use crate::{
    harness::{Handbook, shipped::address},
    hostile::{ATTACKS, attacked},
};
use std::{fs, path::Path};

fn write(handbook: Handbook, to: &Path) {
    let built = handbook.build();
    assert!(!built.site.is_empty(), "{}", built.diagnostics());
    for (path, bytes) in built.site {
        let file = to.join(path);
        fs::create_dir_all(file.parent().expect("invariant: a file")).expect("a folder");
        fs::write(file, bytes).expect("written");
    }
}

#[test]
fn no_text_of_the_author_runs() {
    let mut tab = Tab::open(&found::chromium());
    for attack in ATTACKS {
        let site = tempfile::tempdir().expect("a folder");
        write(attacked(attack), site.path());
        for page in pages::one_of_each(site.path()) {
            tab.goto(&address(site.path(), &page));
            let query = serde_json::to_string(attack).expect("invariant: JSON");
            tab.eval(&format!("window.shouce.search({query}, {{limit: 9}})"));
            tab.eval(POKE);
            assert_eq!(tab.eval("window.harmed === undefined"), true, "{attack} runs on {page}");
        }
        in_the_address(&mut tab, site.path(), attack);
    }
}

/// Text that comes by the address runs as little.
fn in_the_address(tab: &mut Tab, site: &Path, attack: &str) {
    let coded = |c: u8| format!("%{c:02x}");
    let coded: String = attack.bytes().map(coded).collect();
    for page in ["search.html", "index.html", "regs/rule.html"] {
        tab.goto(&address(site, &format!("{page}?q={coded}&hl={coded}&u={coded}&r={coded}#{coded}")));
        tab.eval("new Promise(done => setTimeout(done, 100))");
        assert_eq!(tab.eval("window.harmed === undefined"), true, "{attack} runs from the address of {page}");
    }
}

/// Moves over, focuses and opens everything on the page.
const POKE: &str = "document.querySelectorAll('*').forEach(function (e) {
  if (e.tagName === 'DETAILS') e.open = true;
  e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
  if (e.focus) e.focus();
})";
