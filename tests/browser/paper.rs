//! What is printed is A4, has the number of sheets the handbook says, and no sheet is empty.

use super::{Tab, found, pages};
use crate::harness::shipped::{address, program, root, site};
use serde_json::Value;
use std::{fs, path::Path, process::Command};

/// A printed page, as poppler sees it.
pub struct Paper {
    file: tempfile::NamedTempFile,
    /// How many sheets.
    pub sheets: usize,
}

impl Paper {
    /// Prints the page that is open.
    pub fn of(tab: &mut Tab) -> Self {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), tab.pdf()).expect("written");
        let info = found::run(Command::new("pdfinfo").args(["-l", "9999"]).arg(file.path()));
        let sizes = info.lines().filter(|line| line.starts_with("Page ") && line.contains("size:"));
        let sizes: Vec<_> = sizes.collect();
        // Chromium rounds 210 × 297 mm to 594.96 × 841.92 points or a little beside it.
        for size in &sizes {
            let a4 = size.contains("(A4)") || size.contains("594.9") && size.contains("841.9");
            assert!(a4, "not A4: {size}");
        }
        Self { file, sheets: sizes.len() }
    }

    /// The text of each sheet.
    pub fn texts(&self) -> Vec<String> {
        let all = found::run(Command::new("pdftotext").arg("-layout").arg(self.file.path()).arg("-"));
        let mut texts: Vec<_> = all.split('\u{c}').map(str::to_owned).collect();
        texts.pop();
        texts
    }

    /// Width in points of the first word `word` of a sheet, counted from 1.
    pub fn width_of(&self, sheet: usize, word: &str) -> f64 {
        let number = sheet.to_string();
        let boxes = Command::new("pdftotext")
            .args(["-bbox", "-f", &number, "-l", &number])
            .arg(self.file.path())
            .arg("-")
            .output()
            .expect("pdftotext");
        let boxes = String::from_utf8_lossy(&boxes.stdout).into_owned();
        let line = boxes.lines().find(|line| line.contains(&format!(">{word}<"))).expect("the word");
        let at = |name: &str| -> f64 {
            let value = line.split(&format!("{name}=\"")).nth(1).expect("a place");
            value.split('"').next().expect("an end").parse().expect("a number")
        };
        at("xMax") - at("xMin")
    }
}

/// What `export` says about a handbook.
pub fn export(handbook: &Path) -> Value {
    let said = program().args(["export", "--format", "json"]).arg(handbook).output().expect("the program starts");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    serde_json::from_slice(&said.stdout).expect("JSON")
}

#[test]
fn every_form_prints_on_its_sheets() {
    let mut tab = Tab::open(&found::chromium());
    let model = export(root());
    let forms = model["forms"].as_array().expect("forms");
    assert!(forms.len() > 1);
    for form in forms {
        let url = form["url"].as_str().expect("an address");
        tab.goto(&address(site(), url));
        let paper = Paper::of(&mut tab);
        assert_eq!(paper.sheets as u64, form["sheets"].as_u64().expect("a number"), "{url}");
        for (n, text) in paper.texts().iter().enumerate() {
            let text: String = text.split_whitespace().collect();
            let number = format!("第{}页共{}页", n + 1, paper.sheets);
            assert!(text.contains(&number), "{url}: sheet {} does not say {number}: {text}", n + 1);
            let code = form["code"].as_str().unwrap_or_default();
            assert!(text.contains(code), "{url}: sheet {} does not bear {code}", n + 1);
        }
    }
}

#[test]
fn every_kind_of_page_prints_without_an_empty_sheet() {
    let mut tab = Tab::open(&found::chromium());
    for page in pages::one_of_each(site()) {
        tab.goto(&address(site(), &page));
        let paper = Paper::of(&mut tab);
        for (n, text) in paper.texts().iter().enumerate() {
            assert!(!text.trim().is_empty(), "{page}: sheet {} of {} is empty", n + 1, paper.sheets);
        }
        let words = paper.texts().concat();
        for screen_only in ["跳到正文", "Skip"] {
            assert!(!words.contains(screen_only), "{page} prints {screen_only}");
        }
    }
}

/// Every page that lays sheets out on the screen: the way to them, and what a sheet is.
const LAID_OUT: [(&str, &str, &str); 6] = [
    ("books/binhai.html", "document.querySelector('.actions button').click()", ".book-sheet"),
    ("regs/qz-handover.html", "document.querySelector('.facts-line .actions button').click()", ".official-sheet"),
    ("forms/ly-patrol.html", "", ".sheet"),
    ("posts/quzhou.html", "", ".sheet"),
    (
        "scripts/qz-calls.html",
        "window.print = function () {}; document.querySelector('.page-head .actions button').click()",
        ".card-sheet",
    ),
    ("quiz/paper.html", "Array.from(document.querySelectorAll('main .actions button'))[0].click()", ".quiz-sheets > *"),
];

/// What is set in points on a sheet stays so, whatever the reader has chosen for the screen.
#[test]
fn large_type_and_dark_colours_leave_the_paper_as_it_is() {
    let mut tab = Tab::open(&found::chromium());
    let mut told = Vec::new();
    for (page, open, sheet) in LAID_OUT {
        tab.goto(&address(site(), page));
        tab.eval(open);
        tab.until(&format!("document.querySelectorAll('{sheet}').length > 0"));
        let plain = styles(&mut tab, sheet);
        tab.eval("document.documentElement.dataset.size = 'large'; document.documentElement.dataset.theme = 'dark'");
        let chosen = styles(&mut tab, sheet);
        tab.eval("delete document.documentElement.dataset.size; delete document.documentElement.dataset.theme");
        let plain = plain.as_object().expect("styles");
        assert!(plain.len() > 5, "{page}: {} elements", plain.len());
        let differing = plain.iter().filter(|(place, style)| chosen[*place] != **style);
        told.extend(differing.map(|(place, style)| format!("{page} {place}\n  {style}\n  {}", chosen[place])));
    }
    assert!(told.is_empty(), "{} places\n{}", told.len(), told.join("\n"));
}

/// How each sort of element on the sheets is set.
fn styles(tab: &mut Tab, sheet: &str) -> Value {
    tab.eval(&format!(
        "(function () {{
           var found = {{}};
           document.querySelectorAll('{sheet} *').forEach(function (one) {{
             var style = getComputedStyle(one), chain = [];
             for (var at = one; !at.matches('{sheet}'); at = at.parentElement) chain.unshift(at.localName + '.' + (at.getAttribute('class') || ''));
             found[chain.join(' ')] = [style.fontSize, style.lineHeight, style.color, style.backgroundColor, style.margin, style.padding,
               style.borderTopWidth, style.borderBottomWidth, style.borderLeftColor, style.borderBottomColor];
           }});
           return found; }})()"
    ))
}

/// A line that only leads in what stands beneath it never ends a sheet of the 公文 view.
#[test]
fn no_sheet_ends_between_a_short_line_and_what_it_leads_in() {
    let parted = "(function () {
        var sheets = Array.from(document.querySelectorAll('.official-sheet .body'));
        return sheets.slice(1).map(function (body, n) {
          var last = Array.from(sheets[n].querySelectorAll('p')).pop();
          var on = Array.from(body.querySelectorAll('.clause.continued')).filter(function (one) {
            return one.dataset.cite === last.parentNode.dataset.cite; })[0];
          var leads = on && on.firstElementChild.matches('.clause') && !last.matches('.goes-on, .continued');
          return leads && last.textContent.length <= 60 ? last.textContent : '';
        }).filter(Boolean); })()";
    let mut tab = Tab::open(&found::chromium());
    let mut sheets = 0;
    for page in pages::all(site()).iter().filter(|page| page.starts_with("regs/") && !page.ends_with("index.html")) {
        tab.goto(&address(site(), page));
        tab.eval("document.querySelector('.facts-line .actions button').click()");
        tab.until("document.querySelector('.official-sheet') !== null");
        sheets += tab.eval("document.querySelectorAll('.official-sheet').length").as_u64().expect("a number");
        assert_eq!(tab.eval(parted), serde_json::json!([]), "{page}");
    }
    assert!(sheets > 60, "{sheets} sheets");
}
