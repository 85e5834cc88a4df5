//! `shouce package`. In: a handbook's folder. Out: one zip file to hand out, the same bytes for the same input, or no change.
//!
//! Each file is packed by the thread that made it and stands packed in memory until all are there; then they are joined in
//! order of their paths. The zip file goes beside OUT first and takes its place in one step.

use super::{
    Outcome, args::PackageArgs, build::size, compile::Job, failure::Failure, place, progress::Progress, report,
};
use crate::Sink;
use jiff::civil::Date;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Cursor, Read, Seek, SeekFrom, Write},
    path::Path,
    sync::{Mutex, PoisonError},
};
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// How the comment of our zip files begins; a file without it is never overwritten.
const MARK: &str = "shouce package";

/// Runs the command.
///
/// # Errors
/// Wrong usage, or what the disk refused; an old package then stands as it stood.
pub fn run(args: &PackageArgs) -> Result<Outcome, Failure> {
    let progress = Progress::start();
    let job = Job::new(&args.source, args.report.strict);
    let out = args.out.clone().unwrap_or_else(|| place::beside(&args.source.dir, "handbook.zip"));
    check(&out, &job.dir)?;
    let mut compiled = job.read()?;
    let packed = Packed { time: midnight(compiled.date()), files: Mutex::default() };
    let code = compiled.package(&progress.watch(&packed)).map_err(|error| Failure::io("写不了", &out, &error))?;
    progress.finish();
    report::print(&compiled.reading, &job.dir, args.report.format)?;
    let found = report::count(&compiled.reading);
    let Some(code) = code else {
        report::say(&format!("有 {}，没有打包；已有的压缩包保持原样。", found.unwrap_or_default()));
        return Ok(Outcome::Faulty);
    };
    let files = packed.files.into_inner().unwrap_or_else(PoisonError::into_inner);
    let bytes = write(&out, &files, &code)?;
    let found = found.map_or(String::new(), |found| format!("，{found}"));
    report::say(&format!("已打包 {}：{} 个文件，{}，核对码 {code}{found}。", out.display(), files.len(), size(bytes)));
    Ok(Outcome::Fine)
}

/// A zip file's times have no zone and begin in 1980; an edition of another age takes the nearest there is.
fn midnight(date: Date) -> DateTime {
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    u16::try_from(date.year())
        .ok()
        .and_then(|year| DateTime::from_date_and_time(year, month, day, 0, 0, 0).ok())
        .unwrap_or_default()
}

/// Each file as a zip archive of its own.
struct Packed {
    time: DateTime,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Sink for Packed {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(self.time)
            .unix_permissions(0o644)
            // Else the bytes would tell on which system it was packed.
            .system(System::Unix);
        let mut one = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() / 3 + 256)));
        one.start_file(path, options)?;
        one.write_all(bytes)?;
        let packed = one.finish()?.into_inner();
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), packed);
        Ok(())
    }
}

/// Refuses to overwrite what is not a package of ours.
fn check(out: &Path, handbook: &Path) -> Result<(), Failure> {
    let refuse = |why: &str| Failure::new(format!("不能打包到 {}：{why}", out.display()));
    place::outside_sources(out, handbook)?;
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::io("打不开", out, &error)),
        Ok(meta) if meta.is_dir() => {
            Err(refuse("它是一个文件夹").hint(format!("请写文件名，例如 {}。", out.join("handbook.zip").display())))
        }
        Ok(meta) if meta.is_file() && is_ours(out) => Ok(()),
        Ok(_) => Err(refuse("已经有这个文件，而且不是 shouce 打的包").hint("请换一个文件名，或先把它移走。")),
    }
}

/// Whether a file ends in a zip comment of ours.
fn is_ours(path: &Path) -> bool {
    let tail = || -> io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let length = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(length.saturating_sub(200)))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        Ok(tail)
    };
    tail().is_ok_and(|tail| tail.windows(MARK.len()).any(|part| part == MARK.as_bytes()))
}

/// Joins the files and puts them in OUT's place; gives the size.
fn write(out: &Path, files: &BTreeMap<String, Vec<u8>>, code: &str) -> Result<u64, Failure> {
    let fail = |error: io::Error| Failure::io("写不了", out, &error);
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    place::replace_file(out, |file| join(file, files, code)).map_err(fail)
}

fn join(file: &mut File, files: &BTreeMap<String, Vec<u8>>, code: &str) -> io::Result<u64> {
    let mut writer = ZipWriter::new(BufWriter::new(file));
    writer.set_comment(format!("{MARK} {code}").into_boxed_str())?;
    for packed in files.values() {
        let mut one = ZipArchive::new(Cursor::new(packed.as_slice()))?;
        writer.raw_copy_file(one.by_index_raw(0)?)?;
    }
    let file = writer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(file.metadata()?.len())
}
