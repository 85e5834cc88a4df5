//! `shouce print`. In: a handbook's folder, forms, days, floors, shifts. Out: the stack of the print centre as one PDF, made by the
//! Chromium or Edge that is installed.
//!
//! The print centre is rendered into a folder for the moment and opened there with the stack in its address; what a stack holds is
//! known to that page alone.

mod browser;

use super::{
    Outcome,
    args::{Format, PrintArgs},
    compile::{Compiled, Job},
    failure::Failure,
    report,
};
use crate::{Sink, diag::nearest};
use jiff::{Zoned, civil::Date};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Runs the command.
///
/// # Errors
/// Wrong usage, no browser, or what the disk refused.
pub fn run(args: &PrintArgs) -> Result<Outcome, Failure> {
    let job = Job::new(&args.source, false);
    let out = free_place(&args.out)?;
    let from = args.from.or(args.source.date).unwrap_or_else(|| Zoned::now().date());
    let to = args.to.unwrap_or(from);
    if to < from {
        let message = format!("--to {to} 在 --from {from} 之前");
        return Err(Failure::new(message).hint("把两个日期对调。"));
    }
    let mut compiled = job.read()?;
    report::print(&compiled.reading, &job.dir, Format::Human)?;
    if compiled.has_errors() {
        report::say("内容有错误，没有打印。");
        return Ok(Outcome::Faulty);
    }
    check_forms(&compiled, &args.forms)?;
    let browser = browser::find(args.browser.as_deref())?;
    let folder = Scratch::new()?;
    let rendered = compiled.render(&Pages { root: folder.path(), forms: &args.forms });
    rendered.map_err(|error| Failure::io("写不了", folder.path(), &error))?;
    let pdf = folder.path().join("stack.pdf");
    browser::print(&browser, &folder.path().join("print.html"), &query(args, from, to), &pdf)?;
    let bytes = fs::read(&pdf).map_err(|error| Failure::io("读不了", &pdf, &error))?;
    if let Some(failure) = refusal(&bytes) {
        return Err(failure);
    }
    fs::write(&out, &bytes).map_err(|error| Failure::io("写不了", &args.out, &error))?;
    report::say(&format!("已生成 {}：{} 页。打印时选 A4、缩放 100%。", args.out.display(), pages(&bytes)));
    Ok(Outcome::Fine)
}

/// A place for the PDF: nothing, or an older PDF.
fn free_place(out: &Path) -> Result<PathBuf, Failure> {
    match fs::read(out) {
        Ok(bytes) if bytes.is_empty() || bytes.starts_with(b"%PDF") => Ok(out.to_owned()),
        Ok(_) => Err(Failure::new(format!("{} 已经存在，不是 PDF", out.display())).hint("请写另一个文件名。")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(out.to_owned()),
        Err(error) => Err(Failure::io("写不了", out, &error)),
    }
}

fn check_forms(compiled: &Compiled, wanted: &[String]) -> Result<(), Failure> {
    let forms = &compiled.reading.handbook.forms;
    for id in wanted {
        if forms.iter().any(|form| form.meta.id == *id) {
            continue;
        }
        let failure = Failure::new(format!("手册里没有 id 是“{id}”的表单"));
        let by_code = forms.iter().find(|form| form.code.eq_ignore_ascii_case(id));
        let near = by_code
            .map(|form| form.meta.id.as_str())
            .or_else(|| nearest(id, forms.iter().map(|form| form.meta.id.as_str())));
        return Err(match near {
            Some(near) => failure.hint(format!("是不是想写 {near}？")),
            None => failure.hint("id 就是表单网址里的名字；用 shouce export 可以列出全部表单。"),
        });
    }
    Ok(())
}

/// The stack as the print centre reads it from its address.
fn query(args: &PrintArgs, from: Date, to: Date) -> String {
    let flag = |on: bool| if on { "1" } else { "" }.to_owned();
    let parts = [
        ("f", args.forms.join(",")),
        ("from", from.to_string()),
        ("to", to.to_string()),
        ("today", args.source.date.map_or(String::new(), |date| date.to_string())),
        ("floors", args.floors.join(",")),
        ("shifts", args.shifts.join(",")),
        ("copies", args.copies.to_string()),
        ("start", args.start.to_string()),
        ("weekends", flag(args.skip_weekends)),
        ("holidays", flag(args.skip_holidays)),
        ("cover", flag(args.cover)),
        ("more", flag(args.more)),
        ("turned", flag(args.turned)),
        ("order", if args.by_form { "form" } else { "" }.to_owned()),
        ("go", "1".to_owned()),
    ];
    let said = parts.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect::<Vec<_>>()
        .join("&")
}

/// Why the page made no stack: it says so in its title.
fn refusal(pdf: &[u8]) -> Option<Failure> {
    let told = |what: &str| contains(pdf, format!("(shouce: {what})").as_bytes());
    if told("none_left") {
        return Some(
            Failure::new("这段日期都跳过了，没有要印的").hint("去掉 --skip-weekends 或 --skip-holidays，或换日期。"),
        );
    }
    if told("no_dates") {
        return Some(Failure::new("日期太长，一次不超过400天").hint("分几次印。"));
    }
    if told("too_many") {
        return Some(Failure::new("一次印的张数太多").hint("缩短日期，或分几次印。"));
    }
    told("missing").then(|| Failure::new("浏览器没有读到表单的数据").hint("请再试一次；还不行时用打印中心的网页打印。"))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// How many pages a PDF of Chromium has: each is an object of its own, written plainly.
fn pages(pdf: &[u8]) -> usize {
    let mark = b"/Type /Page";
    let ends = |at: usize| pdf.get(at + mark.len()).is_none_or(|next| *next != b's');
    (0..pdf.len().saturating_sub(mark.len())).filter(|at| pdf[*at..].starts_with(mark) && ends(*at)).count()
}

/// Keeps what the print centre needs to make the stack.
struct Pages<'a> {
    root: &'a Path,
    forms: &'a [String],
}

impl Sink for Pages<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let form = path.strip_prefix("forms/").and_then(|name| name.strip_suffix(".js"));
        let wanted = path == "print.html"
            || path.starts_with("assets/")
            || form.is_some_and(|id| self.forms.iter().any(|one| one == id));
        if !wanted {
            return Ok(());
        }
        let file = self.root.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, bytes)
    }
}

/// A folder that goes when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("shouce-print-{}", std::process::id()));
        fs::create_dir_all(&path).map_err(|error| Failure::io("建不了文件夹", &path, &error))?;
        let path = path.canonicalize().map_err(|error| Failure::io("建不了文件夹", &path, &error))?;
        Ok(Self(path))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_without_their_tree() {
        assert_eq!(pages(b"<</Type /Pages>> <</Type /Page\n/A 1>> <</Type /Page>>"), 2);
        assert_eq!(pages(b""), 0);
    }

    #[test]
    fn what_the_page_says_in_its_title_is_a_failure() {
        assert!(refusal(b"/Title (shouce: none_left)").is_some());
        assert!(refusal(b"/Title <FEFF697C>").is_none());
    }
}
