//! The book's binder: only what changed since the former print is printed, behind a list of what to take out and put in.

use super::{Tab, found, paper::Paper};
use crate::harness::shipped::{address, site};

fn shown(tab: &mut Tab) -> serde_json::Value {
    tab.eval("Array.from(document.querySelectorAll('.book-sheet')).filter(function (one) { return one.offsetHeight; }).length")
}

/// Gives the page a record as if the reader had chosen its file.
fn choose(tab: &mut Tab, change: &str) {
    tab.eval(&format!(
        "(function () {{
           var old = JSON.parse(window.saved);
           ({change})(old);
           var files = new DataTransfer();
           files.items.add(new File([JSON.stringify(old)], 'old.json'));
           var input = document.querySelector('.book-changes input');
           document.querySelector('.book-changes .status').textContent = '';
           input.files = files.files;
           input.dispatchEvent(new Event('change'));
         }})()"
    ));
    tab.until("document.querySelector('.book-changes .status').textContent !== ''");
}

#[test]
fn only_what_changed_is_printed_with_a_list_of_pages_to_replace() {
    let mut tab = Tab::open(&found::chromium());
    tab.goto(&address(site(), "books/luoyang.html"));
    tab.eval(
        "URL.createObjectURL = function (blob) { var r = new FileReader();
           r.onload = function () { window.saved = r.result; }; r.readAsText(blob); return '#'; }",
    );
    tab.eval("Array.from(document.querySelectorAll('.actions button')).pop().click()");
    tab.until("document.querySelector('.book-changes button') !== null");
    let all = tab.eval("document.querySelectorAll('.book-sheet').length");
    tab.eval("document.querySelector('.book-changes button').click()");
    tab.until("typeof window.saved === 'string'");
    choose(&mut tab, "function () {}");
    assert_eq!(shown(&mut tab), 1, "nothing changed: the list alone");
    choose(
        &mut tab,
        "function (old) { old.articles[3].hash = ''; old.articles.push({id: 'gone', title: '旧制度', from: 900, to: 901, hash: ''}); }",
    );
    let pages = tab.eval("JSON.parse(saved).articles[3]");
    let expected = pages["to"].as_u64().expect("a page") - pages["from"].as_u64().expect("a page") + 2;
    assert_eq!(shown(&mut tab), expected);
    assert!(all.as_u64() > Some(expected));
    let paper = Paper::of(&mut tab);
    assert_eq!(paper.sheets as u64, expected);
    let list = &paper.texts()[0];
    assert!(list.contains("换页说明") && list.contains("旧制度") && list.contains("900–901"), "{list}");
    assert!(list.contains(pages["title"].as_str().expect("a title")), "{list}");
    choose(&mut tab, "function (old) { delete old.articles; }");
    assert!(
        tab.eval("document.querySelector('.book-changes .status').textContent")
            .as_str()
            .is_some_and(|t| t.contains("不是"))
    );
    assert_eq!(tab.errors(), [""; 0]);
}
