//! In: diagnostics and failures. Out: what the terminal, an editor or another program gets to read.
//!
//! For people on standard error, so that standard output stays free for data; `short` and `json` on standard output.

mod human;

pub use human::window;

use super::{args::Format, compile::shown_path, failure::Failure};
use crate::{
    Reading,
    diag::Severity,
    finding::{Finding, findings},
};
use serde::Serialize;
use std::{
    fmt::Write as _,
    io::{self, Write as _},
    panic::PanicHookInfo,
    path::Path,
};

/// Prints every diagnostic in the form asked for.
///
/// # Errors
/// Where standard output cannot be written.
pub fn print(reading: &Reading, dir: &Path, format: Format) -> Result<(), Failure> {
    match format {
        Format::Human => {
            eprint(&human::report(reading, dir));
            Ok(())
        }
        Format::Short => print_out(&short(&findings(&reading.diagnostics, &reading.sources), dir)),
        Format::Json => print_out(&json(&findings(&reading.diagnostics, &reading.sources))),
    }
}

/// How many errors and warnings there are, in words; `None` where there are none.
pub fn count(reading: &Reading) -> Option<String> {
    let of = |severity| reading.diagnostics.0.iter().filter(|d| d.severity == severity).count();
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => None,
        (errors, 0) => Some(format!("{errors} 处错误")),
        (0, warnings) => Some(format!("{warnings} 处警告")),
        (errors, warnings) => Some(format!("{errors} 处错误，{warnings} 处警告")),
    }
}

/// Writes data to standard output; a reader that went away early is no fault.
///
/// # Errors
/// Where standard output cannot be written, for instance because the disk behind it is full.
pub fn print_out(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io("写不了", Path::new("标准输出"), &error))
        }
        _ => Ok(()),
    }
}

/// A line for the person at the terminal.
pub fn say(text: &str) {
    eprint(&format!("{text}\n"));
}

/// Says why a command could not be done.
pub fn print_failure(failure: &Failure) {
    eprint(&human::failure(failure));
}

/// Says that the program itself is at fault; nothing of the author's is harmed.
pub fn print_bug(info: &PanicHookInfo) {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    let text = text.unwrap_or("没有说明");
    let place = info.location().map_or(String::new(), |place| format!("（{place}）"));
    let failure = Failure::new(format!("程序内部出了毛病：{text}{place}"))
        .hint("这是 shouce 的错，不是手册的错；已有的网站没有动。请把这段话和手册里最近改过的一页交给维护的人。");
    print_failure(&failure);
}

/// Standard error may be closed; there is nobody left to tell.
fn eprint(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

fn short(findings: &[Finding], dir: &Path) -> String {
    let mut out = String::new();
    for finding in findings {
        if let (Some(file), Some(line), Some(column)) = (&finding.file, finding.line, finding.column) {
            let _ = write!(out, "{}:{line}:{column}: ", visible(&shown_path(dir, file)));
        }
        let _ = write!(out, "{}[{}]: {}", finding.severity, finding.code, visible(&finding.message));
        if let Some(hint) = &finding.hint {
            let _ = write!(out, "（{}）", visible(hint).trim_end_matches('。'));
        }
        out.push('\n');
    }
    out
}

#[derive(Serialize)]
struct Listing<'a> {
    diagnostics: &'a [Finding],
}

fn json(findings: &[Finding]) -> String {
    let mut text =
        serde_json::to_string_pretty(&Listing { diagnostics: findings }).expect("invariant: records of text serialise");
    text.push('\n');
    text
}

/// A text on one line, without characters that would move the cursor, colour the terminal or turn the reading direction.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).expect("invariant: a control picture"),
            '\u{7F}' => '␡',
            '\u{80}'..='\u{9F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                '\u{FFFD}'
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(message: &str) -> Finding {
        Finding {
            code: "unknown-key",
            severity: "error",
            file: Some("content/a.md".into()),
            line: Some(3),
            column: Some(1),
            message: message.into(),
            hint: Some("是不是想写 title？".into()),
        }
    }

    #[test]
    fn short_is_one_line_that_editors_can_jump_to() {
        let line = short(&[finding("不认识的键 tilte")], Path::new("."));
        assert_eq!(line, "content/a.md:3:1: error[unknown-key]: 不认识的键 tilte（是不是想写 title？）\n");
    }

    #[test]
    fn text_of_the_handbook_cannot_drive_the_terminal() {
        let line = short(&[finding("键 \u{1b}[2J\r\n\u{202e}x")], Path::new("/h"));
        assert!(line.starts_with("/h/content/a.md:3:1: error[unknown-key]: 键 ␛[2J␍ \u{FFFD}x"), "{line}");
    }
}
