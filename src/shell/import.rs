//! `shouce import`. In: pasted text, saved web pages and Word files. Out: pages of the handbook with a log beside each, and what to do
//! next; or, for programs, a record of each file.
//!
//! Nothing is written outside the folder asked for, nothing that exists is overwritten without `--force`, and one file that
//! cannot be read does not keep the others from being imported.

use super::{
    Outcome,
    args::{ImportArgs, ImportFormat},
    compile::{Job, shown_path},
    failure::Failure,
    report,
};
use crate::{
    import::{
        self, Imported, Refusal, Source,
        log::{self, Refused},
    },
    parse::front_matter::is_id,
};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// How the name of a log ends; such files are no part of a handbook.
pub const LOG_SUFFIX: &str = ".kanwu.txt";

/// Runs the command.
///
/// # Errors
/// Wrong usage, or what the disk refused.
pub fn run(args: &ImportArgs) -> Result<Outcome, Failure> {
    if let Some(unit) = args.unit.as_ref().filter(|unit| !is_id(unit)) {
        return Err(Failure::new(format!("单位的 id“{unit}”写得不对")).hint("用小写英文、数字和连字符，例如 quzhou。"));
    }
    match (&args.out, args.format) {
        (None, ImportFormat::Json) => records(args),
        (None, ImportFormat::Human) => {
            Err(Failure::new("没有写要存到哪里")
                .hint("加上 -o 手册文件夹，例如 shouce import 值班制度.docx -o 我的手册。"))
        }
        (Some(out), format) => {
            let outcome = pages(args, out)?;
            if format == ImportFormat::Json { records(args) } else { Ok(outcome) }
        }
    }
}

/// A file's name and bytes.
fn read(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let limit = import::decode::SIZE_LIMIT as u64 + 1;
        io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::io("读不了", Path::new("标准输入"), &error))?;
        return Ok(("粘贴的文字".into(), bytes));
    }
    let fail = |error: io::Error| Failure::io("读不了", path, &error);
    let file = File::open(path).map_err(fail)?;
    if !file.metadata().map_err(fail)?.is_file() {
        return Err(Failure::new(format!("{} 不是文件", path.display())).hint("请写要导入的文件，例如 值班制度.docx。"));
    }
    file.take(import::decode::SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(fail)?;
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    Ok((name, bytes))
}

/// Prints a record of each file: one as an object, several as a list.
fn records(args: &ImportArgs) -> Result<Outcome, Failure> {
    let none = (Refused::default(), BTreeSet::new());
    let mut all = Vec::new();
    let mut outcome = Outcome::Fine;
    for path in &args.files {
        let (name, bytes) = read(path)?;
        match import::import(Source { name: &name, bytes: &bytes, refused: &none.0, taken: &none.1 }) {
            Ok(imported) => all.push(imported),
            Err(refusal) => {
                refuse(path, &refusal);
                outcome = Outcome::Faulty;
            }
        }
    }
    let text = match &all[..] {
        [] => return Ok(outcome),
        [one] if args.files.len() == 1 => serde_json::to_string_pretty(&import::record(one)),
        many => serde_json::to_string_pretty(&many.iter().map(import::record).collect::<Vec<_>>()),
    };
    report::print_out(&format!("{}\n", text.expect("invariant: records of text serialise")))?;
    Ok(outcome)
}

fn refuse(path: &Path, refusal: &Refusal) {
    report::say(&format!("错误[{}]: {}：{}\n  提示: {}", refusal.code, path.display(), refusal.message, refusal.hint));
}

/// Where pages go, and which ids are taken there.
struct Target {
    dir: PathBuf,
    /// The handbook's folder, where there is one.
    handbook: Option<PathBuf>,
    taken: BTreeSet<String>,
}

impl Target {
    /// A handbook's regulations, or the folder itself.
    fn of(out: &Path, unit: Option<&String>) -> Result<Self, Failure> {
        if !out.join("handbook.yml").is_file() {
            return Ok(Self { dir: out.to_owned(), handbook: None, taken: BTreeSet::new() });
        }
        let compiled = Job::of_folder(out, unit.cloned()).read()?;
        let ours = |id: &str| format!("content/regulations/{id}.md");
        let pages = compiled
            .reading
            .handbook
            .metas()
            .map(|meta| (meta.id.clone(), &compiled.reading.sources.file(meta.file).path));
        let taken = pages.filter(|(id, path)| **path != ours(id)).map(|(id, _)| id).collect();
        Ok(Self { dir: out.join("content/regulations"), handbook: Some(out.to_owned()), taken })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

/// Writes the pages of every file, then says what to do next.
fn pages(args: &ImportArgs, out: &Path) -> Result<Outcome, Failure> {
    let mut target = Target::of(out, args.unit.as_ref())?;
    let mut outcome = Outcome::Fine;
    let (mut written, mut left_out, mut warned) = (0, 0, 0);
    for path in &args.files {
        let (name, bytes) = read(path)?;
        let imported = match with_log(&target, &name, &bytes) {
            Ok(imported) => imported,
            Err(refusal) => {
                refuse(path, &refusal);
                outcome = Outcome::Faulty;
                continue;
            }
        };
        write(args, &target, &name, &imported)?;
        tell(&target, path, &imported);
        written += imported.documents.len();
        left_out += imported.log.len();
        warned += imported.warnings.len();
        target.taken.extend(imported.documents.iter().map(|page| page.id.clone()));
    }
    if written > 0 {
        report::say(&next_steps(&target, written, left_out, warned));
    }
    Ok(outcome)
}

/// Imports; where an earlier log of the same page has lines the editor unticked, imports again with these.
fn with_log(target: &Target, name: &str, bytes: &[u8]) -> Result<Imported, Refusal> {
    let none = Refused::default();
    let first = import::import(Source { name, bytes, refused: &none, taken: &target.taken })?;
    let Ok(earlier) = fs::read_to_string(target.path(&log_name(&first))) else { return Ok(first) };
    let refused = log::refused(&earlier);
    if refused.is_empty() {
        return Ok(first);
    }
    import::import(Source { name, bytes, refused: &refused, taken: &target.taken })
}

fn log_name(imported: &Imported) -> String {
    format!("{}{LOG_SUFFIX}", imported.documents[0].id)
}

fn write(args: &ImportArgs, target: &Target, name: &str, imported: &Imported) -> Result<(), Failure> {
    let unit = args.unit.as_ref().map_or(String::new(), |unit| format!("unit: {unit}\n"));
    let with_unit = |page: &str| page.replacen("\nsource:", &format!("\n{unit}source:"), 1);
    let mut files: Vec<(PathBuf, String)> = imported
        .documents
        .iter()
        .map(|page| (target.path(&format!("{}.md", page.id)), with_unit(&page.page)))
        .collect();
    if !imported.log.is_empty() {
        files.push((target.path(&log_name(imported)), log::text(name, &imported.log)));
    }
    if !args.force
        && let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok())
    {
        return Err(Failure::new(format!("已经有 {}，没有动它", path.display()))
            .hint("加 --force 覆盖，或用 -o 写另一个文件夹。"));
    }
    fs::create_dir_all(&target.dir).map_err(|error| Failure::io("建不了", &target.dir, &error))?;
    for (path, text) in files {
        put(&path, &text, args.force).map_err(|error| Failure::io("写不了", &path, &error))?;
    }
    Ok(())
}

/// Writes a file; with `force` in place of what stands there, which may not be a link that leads elsewhere.
fn put(path: &Path, text: &str, force: bool) -> io::Result<()> {
    if force && path.symlink_metadata().is_ok() {
        fs::remove_file(path)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}

/// Says what came of a file.
fn tell(target: &Target, source: &Path, imported: &Imported) {
    for page in &imported.documents {
        let path = match &target.handbook {
            Some(dir) => shown_path(dir, &format!("content/regulations/{}.md", page.id)),
            None => target.path(&format!("{}.md", page.id)).display().to_string(),
        };
        report::say(&format!("《{}》：{} 个条款 → {path}", page.title, page.outline.len()));
    }
    if !imported.log.is_empty() {
        report::say(&format!(
            "  略去或改读 {} 处，逐条记在 {}",
            imported.log.len(),
            target.path(&log_name(imported)).display()
        ));
    }
    for warning in &imported.warnings {
        let place =
            if warning.at == 0 { source.display().to_string() } else { format!("{}:{}", source.display(), warning.at) };
        report::say(&format!("  警告[{}]: {place}：{}", warning.code, warning.message));
    }
}

fn next_steps(target: &Target, written: usize, left_out: usize, warned: usize) -> String {
    let mut out = format!("\n共写好 {written} 页。接下来：\n");
    if left_out > 0 {
        out += "  · 看一遍 .kanwu.txt：不同意略去的，把那一行的 [x] 改成 [ ]，再用同样的命令加 --force 导入一次\n";
    }
    if warned > 0 {
        out += "  · 对着原件核对上面的警告；不懂的代码用 shouce explain 代码 查看\n";
    }
    out += "  · 页面里 ==…== 是建议的要点，文件头的注释是建议的职责和岗位：留下要的，删去不要的\n";
    match &target.handbook {
        Some(dir) => out += &format!("  · shouce serve {} --open    在浏览器里看", dir.display()),
        None => out += "  · 把这些 .md 放进手册的 content/regulations/，再用 shouce serve 看",
    }
    out
}
