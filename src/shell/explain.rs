//! `shouce explain`. In: a diagnostic's code, or none. Out: what it means and how to mend it, or the list of codes.

use super::{Outcome, args::ExplainArgs, failure::Failure, report};
use crate::diag::{CODES, CodeInfo, Severity, code_info, nearest};
use std::fmt::Write as _;

/// Runs the command.
///
/// # Errors
/// Where there is no such code.
pub fn run(args: &ExplainArgs) -> Result<Outcome, Failure> {
    let text = match &args.code {
        None => list(),
        Some(code) => match code_info(code) {
            Some(info) => explanation(info),
            None => return Err(unknown(code)),
        },
    };
    report::print_out(&text)?;
    Ok(Outcome::Fine)
}

fn explanation(info: &CodeInfo) -> String {
    format!("{}（{}）：{}\n\n{}\n", info.code, severity(info.severity), info.title, info.explanation)
}

fn list() -> String {
    let width = CODES.iter().map(|info| info.code.len()).max().unwrap_or(0);
    let mut out = String::new();
    for info in CODES {
        let _ = writeln!(out, "{:width$}  {}  {}", info.code, severity(info.severity), info.title);
    }
    out
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
    }
}

fn unknown(code: &str) -> Failure {
    let failure = Failure::new(format!("没有诊断代码“{code}”"));
    match nearest(code, CODES.iter().map(|info| info.code)) {
        Some(near) => failure.hint(format!("是不是想写 {near}？")),
        None => failure.hint("用 `shouce explain` 可以列出全部代码。"),
    }
}
