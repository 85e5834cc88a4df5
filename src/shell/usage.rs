//! In: clap's complaint about the command line. Out: the same in Chinese.

use super::Failure;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// Turns a wrong command line into a failure with a hint.
pub fn failure(error: &Error) -> Failure {
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", text(error, ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写命令，例如 build、check、serve".to_owned()
        }
        ErrorKind::UnknownArgument => format!("不认识“{}”", text(error, ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", text(error, ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => {
            format!("{} 写了不止一次，或与别的选项冲突", text(error, ContextKind::InvalidArg))
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{} 后面少了值", text(error, ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => invalid_value(error),
        _ => "命令行写得不对".to_owned(),
    };
    Failure::new(message).hint(hint(error))
}

fn invalid_value(error: &Error) -> String {
    let (arg, value) = (text(error, ContextKind::InvalidArg), text(error, ContextKind::InvalidValue));
    if value.is_empty() { format!("{arg} 后面少了值") } else { format!("{arg} 不能是“{value}”") }
}

fn hint(error: &Error) -> String {
    let suggestions = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = suggestions.into_iter().map(|kind| text(error, kind)).find(|near| !near.is_empty()) {
        return format!("是不是想写 {near}？");
    }
    let valid = text(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        return format!("可以写 {valid}");
    }
    match std::error::Error::source(error) {
        Some(source) if error.kind() == ErrorKind::ValueValidation => reason(&source.to_string()),
        _ => "加 --help 看用法".to_owned(),
    }
}

/// The reason our own parsers give is Chinese already; the number parsers of the library speak English.
fn reason(source: &str) -> String {
    if source.is_ascii() { "要写一个合适的数".to_owned() } else { source.to_owned() }
}

fn text(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => bare(text),
        Some(ContextValue::Strings(texts)) => texts.iter().map(|t| bare(t)).collect::<Vec<_>>().join("、"),
        _ => String::new(),
    }
}

/// `--format <样子>` is called `--format` in a sentence.
fn bare(arg: &str) -> String {
    match arg.split_once(" <") {
        Some((name, _)) => name.to_owned(),
        None => arg.to_owned(),
    }
}
