//! In: forms, the unit's floors and shifts, holidays. Out: `print.html`, which makes dated, numbered stacks of forms; `ledger.html`, which
//! takes their serial numbers and follows what did not pass; and `forms/<id>.js`, the sheets of one form as a script hands them over, since over `file://` nothing can be fetched.

use super::{
    PageInfo, Site, assets,
    refs::unit_order,
    sheet::{PaperWords, Printed},
};
use crate::model::{Form, Holidays, Orientation};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;
use std::io;

/// `v` in `print.html`.
#[derive(Serialize)]
struct StackView<'a> {
    groups: Vec<Group<'a>>,
    /// What the unit named in `local.yml`, and days off, as JSON for the script.
    floors: String,
    shifts: String,
    holidays: String,
}

/// The forms of one unit; those for every unit stand first, without a unit.
#[derive(Serialize)]
struct Group<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    forms: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    url: &'a str,
    code: &'a str,
    version: &'a str,
    summary: Option<&'a str>,
    /// Other words it is found by.
    words: String,
    roles: String,
    per: String,
    /// The floors its rule names.
    floors: Option<&'a str>,
    /// 每天、每层
    one_per: String,
    sheets: usize,
    landscape: bool,
    /// Address of its sheets.
    data: String,
}

/// Renders the page and the scripts it loads.
///
/// # Errors
/// What the sink says.
pub fn page(site: &Site) -> io::Result<()> {
    if site.handbook.forms.is_empty() {
        return Ok(());
    }
    let words = PaperWords::of(&site.words);
    let entries: Vec<_> =
        site.handbook.forms.par_iter().map(|form| entry(site, form, &words)).collect::<io::Result<_>>()?;
    ledger(site, &entries)?;
    let local = &site.handbook.local;
    let view = StackView {
        groups: groups(site, entries),
        floors: json!(local.floors).to_string(),
        shifts: json!(local.shifts).to_string(),
        holidays: holidays(&site.handbook.holidays),
    };
    let title = site.words.get("nav.print");
    let info = PageInfo {
        section: "print",
        styles: &["stack"],
        scripts: &["stack"],
        ..PageInfo::new("print.html", title, "stack")
    };
    site.page(&info, "print.html", &view)
}

/// `v` in `ledger.html`.
#[derive(Serialize)]
struct LedgerView {
    /// `[[code, id, title, address of its sheets]]` as JSON for the script, by code.
    forms: String,
}

/// The ledger knows a sheet by its form's code.
fn ledger(site: &Site, entries: &[Entry]) -> io::Result<()> {
    let mut forms: Vec<_> = entries.iter().map(|one| (one.code, one.id, one.title, &one.data)).collect();
    forms.sort_unstable();
    let info = PageInfo {
        section: "ledger",
        styles: &["ledger"],
        scripts: &["ledger"],
        ..PageInfo::new("ledger.html", site.words.get("nav.ledger"), "ledger")
    };
    site.page(&info, "ledger.html", &LedgerView { forms: json!(forms).to_string() })
}

/// Writes a form's sheets and says where they are.
fn entry<'a>(site: &Site<'a>, form: &'a Form, words: &PaperWords) -> io::Result<Entry<'a>> {
    let meta = &form.meta;
    let printed = Printed::of(form, site.handbook, words);
    let path = format!("forms/{}.js", meta.id);
    let script = script(&meta.id, &printed);
    site.sink.put(&path, script.as_bytes())?;
    let one_per: Vec<_> = form.per.iter().map(|per| site.words.get(&format!("form.per.{per}"))).collect();
    Ok(Entry {
        id: &meta.id,
        title: &meta.title,
        url: &meta.url,
        code: &form.code,
        version: &form.version,
        summary: meta.summary.as_deref(),
        words: meta.aliases.iter().chain(&meta.tags).map(String::as_str).collect::<Vec<_>>().join(" "),
        roles: meta.roles.join(" "),
        per: form.per.join(" "),
        floors: form.floors.as_deref(),
        one_per: one_per.join("、"),
        sheets: printed.count,
        landscape: form.orientation == Orientation::Landscape,
        data: format!("{path}?v={}", assets::fingerprint(script.as_bytes())),
    })
}

/// Hands over the sheets and the 续页; U+2028 and U+2029 would end a string in ES2018.
fn script(id: &str, printed: &Printed) -> String {
    let text = format!("shouce.stackForm({},{},{});\n", json!(id), json!(printed.sheets), json!(printed.more));
    text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn groups<'a>(site: &Site<'a>, mut entries: Vec<Entry<'a>>) -> Vec<Group<'a>> {
    entries.sort_by_key(|entry| (entry.code, entry.id));
    let mut groups: Vec<Group> = Vec::new();
    let unit_of = |id: &str| site.handbook.meta(id).and_then(|meta| meta.unit.as_deref());
    for entry in entries {
        let unit = unit_of(entry.id);
        match groups.iter_mut().find(|group| group.id == unit) {
            Some(group) => group.forms.push(entry),
            None => groups.push(Group {
                id: unit,
                name: unit.and_then(|id| site.handbook.config.unit(id)).map(|unit| unit.name.as_str()),
                forms: vec![entry],
            }),
        }
    }
    groups.sort_by_key(|group| unit_order(site, group.id));
    groups
}

/// Holidays for scripts: `{"2026": {"off": [["2026-01-01", "2026-01-03", "元旦"]], "work": ["2026-01-04"]}}`
pub fn holidays(holidays: &Holidays) -> String {
    let years = holidays.iter().map(|(year, days)| {
        let off: Vec<_> = days.off.iter().map(|h| json!([h.from.to_string(), h.to.to_string(), h.name])).collect();
        let work: Vec<_> = days.work.iter().map(ToString::to_string).collect();
        (year.to_string(), json!({"off": off, "work": work}))
    });
    serde_json::Value::Object(years.collect()).to_string()
}
