//! `shouce new`. In: a kind of page and its title. Out: a page in its folder that builds as it stands, to be written over.

use super::{
    Outcome,
    args::{NewArgs, NewKind},
    compile::{Job, shown_path},
    failure::Failure,
    report,
};
use crate::{
    model::{Handbook, Kind, Regulation},
    parse::front_matter::{derived_id, is_id},
};
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
};

/// Runs the command.
///
/// # Errors
/// Where the folder is no handbook, the id is taken or no id, or the disk refuses.
pub fn run(args: &NewArgs) -> Result<Outcome, Failure> {
    let handbook = Job::of_folder(&args.dir, args.unit.clone()).read()?;
    if handbook.reading.sources.files.is_empty() {
        report::print(&handbook.reading, &args.dir, super::args::Format::Human)?;
        return Ok(Outcome::Faulty);
    }
    let id = id(args)?;
    if let Some(page) = handbook.reading.handbook.meta(&id) {
        return Err(Failure::new(format!("id“{id}”已经用在《{}》上", page.title)).hint("用 --id 写另一个 id。"));
    }
    let (kind, example) = shape(args.kind);
    let path = format!("content/{}/{id}.md", kind.folder());
    let page = page(args, &id, example);
    let page = match basis(&handbook.reading.handbook, args.unit.as_deref()) {
        Some(basis) => page.replace(BASIS, &basis),
        None => page.replace(&format!(" [[{BASIS}]]"), "").replace(BASIS, "制度的 id#编号"),
    };
    write(args, &path, &page)?;
    report::say(&format!("已写好 {}，打开它接着写。", shown_path(&args.dir, &path)));
    Ok(Outcome::Fine)
}

fn id(args: &NewArgs) -> Result<String, Failure> {
    match &args.id {
        Some(id) if is_id(id) => Ok(id.clone()),
        Some(id) => Err(Failure::new(format!("id“{id}”不能用作网页地址"))
            .hint(format!("用小写英文、数字和连字符，例如 {}。", derived_id(id)))),
        None => Ok(derived_id(&args.title)),
    }
}

fn write(args: &NewArgs, path: &str, text: &str) -> Result<(), Failure> {
    let file = args.dir.join(path);
    fs::create_dir_all(file.parent().expect("invariant: a page stands in a folder"))
        .map_err(|error| Failure::io("写不了", &file, &error))?;
    File::create_new(&file).and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::new(format!("已经有 {}，没有动它", file.display())).hint("用 --id 写另一个 id。")
        }
        _ => Failure::io("写不了", &file, &error),
    })
}

fn page(args: &NewArgs, id: &str, example: &str) -> String {
    let unit = args.unit.as_ref().map_or(String::new(), |unit| format!("unit: {unit}\n"));
    let title = args.title.trim();
    let (head, body) = example.split_once("---\n").expect("invariant: every example has both parts");
    format!("---\nid: {id}\ntitle: {}\n{unit}{head}---\n{body}", scalar(title))
        .replace("{编号}", &id.to_ascii_uppercase())
}

/// What stands in an example for a clause to rest on.
const BASIS: &str = "{依据}";

/// A clause of the handbook to rest on until the author names the right one.
fn basis(handbook: &Handbook, unit: Option<&str>) -> Option<String> {
    let of_unit = |page: &&Regulation| unit.is_none() || page.meta.unit.is_none() || page.meta.unit.as_deref() == unit;
    let found = handbook.regulations.iter().filter(of_unit).find_map(|page| page.clauses.first().map(|c| (page, c)));
    found
        .map(|(page, clause)| format!("{}#{}", page.meta.id, clause.label.as_ref().map_or(&clause.anchor, |l| &l.name)))
}

/// A text as YAML, quoted where YAML could read something else.
fn scalar(text: &str) -> String {
    let plain = text.chars().all(|c| !c.is_ascii() && !c.is_control() || c.is_ascii_alphanumeric())
        && text.starts_with(|c: char| !c.is_ascii());
    if plain { text.to_owned() } else { serde_json::to_string(text).expect("invariant: text serialises") }
}

fn shape(kind: NewKind) -> (Kind, &'static str) {
    match kind {
        NewKind::Regulation => (Kind::Regulation, REGULATION),
        NewKind::Script => (Kind::Script, SCRIPT),
        NewKind::Form => (Kind::Form, FORM),
        NewKind::Quiz => (Kind::Quiz, QUIZ),
        NewKind::Page => (Kind::Page, PAGE),
    }
}

const REGULATION: &str = "\
status: in-force            # in-force 现行、trial 试行、repealed 已废止
# source: {title: 原文的题名, published: 2026-01-01}
# roles: [岗位的 id]
# tags: [便于查找的词]
---

1. 把原文贴在这里，编号照原文写；要背的内容标成==要点==。
";

const SCRIPT: &str = "\
# roles: [岗位的 id]
---

## 接起电话

> 您好，{工号}号为您服务，请讲。

- 这里写要点和步骤。

### 禁语

- 不知道
";

const FORM: &str = "\
code: {编号}
version: \"1.0\"
head:
  - {name: 日期, kind: date}
  - {name: 检查人, kind: person}
marks: [合格, 不合格, 不适用]
per: [date]
sign-off:
  - {who: 检查人, time: true}
# 每一项后面写上依据的条文，例如 [[制度的 id#编号]]；先填着的只是例子
---

## 检查内容

- [ ] 要检查的事项 [[{依据}]]

其他情况：___
";

const QUIZ: &str = "\
# roles: [岗位的 id]
---

### 把题目写在这里？

- [x] 对的选项
- [ ] 错的选项

> 为什么这样选。

依据：[[{依据}]]
";

const PAGE: &str = "\
# tags: [便于查找的词]
---

把正文写在这里。
";

#[cfg(test)]
mod tests {
    use super::scalar;

    #[test]
    fn titles_stay_what_they_are_in_yaml() {
        assert_eq!(scalar("值班和交接班制度（试行）"), "值班和交接班制度（试行）");
        for (text, yaml) in
            [("a: b", "\"a: b\""), ("2026", "\"2026\""), ("“值班” #1", "\"“值班” #1\""), ("yes", "\"yes\"")]
        {
            assert_eq!(scalar(text), yaml);
        }
    }
}
