//! The paper of posts: everything one must do on one A4, week sheets, posters.

use super::{Tab, found, pages, paper::Paper};
use crate::harness::shipped::{address, site};

fn posts() -> impl Iterator<Item = String> {
    pages::all(site()).into_iter().filter(|page| page.starts_with("posts/"))
}

#[test]
fn everything_a_post_must_do_stands_on_one_a4() {
    let mut tab = Tab::open(&found::chromium());
    let posts: Vec<_> = posts().filter(|page| page.contains('-')).collect();
    assert!(posts.len() > 40);
    for page in posts {
        tab.goto(&address(site(), &page));
        tab.until("/只打印一页纸/.test(document.querySelector('.actions').textContent)");
        let body = "document.querySelector('.post-body')";
        assert_eq!(tab.eval(&format!("{body}.classList.contains('over')")), false, "{page} needs more than one sheet");
        let cut =
            format!("{body}.scrollWidth > {body}.clientWidth + 1 || {body}.scrollHeight > {body}.clientHeight + 1");
        assert_eq!(tab.eval(&cut), false, "{page} is cut");
        let points = tab.eval(&format!("parseFloat(getComputedStyle({body}).fontSize) * .75"));
        assert!(points.as_f64() >= Some(7.4), "{page}: {points}");
    }
}

#[test]
fn the_one_pager_prints_alone_and_with_its_week_sheet() {
    let mut tab = Tab::open(&found::chromium());
    let mut longest: Vec<_> = posts().collect();
    longest.sort_by_key(|page| std::cmp::Reverse(site().join(page).metadata().expect("a page").len()));
    for page in &longest[..3] {
        tab.goto(&address(site(), page));
        let sheets = tab.eval("document.querySelectorAll('.sheet').length");
        assert_eq!(Paper::of(&mut tab).sheets as u64, sheets.as_u64().expect("a number"), "{page}");
        if tab.eval("document.querySelector('.one-post') !== null") == true {
            tab.eval("document.documentElement.classList.add('print-one')");
            let paper = Paper::of(&mut tab);
            assert_eq!(paper.sheets, 1, "{page}");
            assert!(paper.texts()[0].contains("要做的"));
        }
    }
}
