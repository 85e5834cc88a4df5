//! `shouce export`. In: a handbook's folder. Out: its model, or a part of it, on standard output, diagnostics on standard error.

use super::{
    Outcome,
    args::{ExportArgs, ExportFormat, ExportTable, Format},
    compile::{Compiled, Job},
    failure::Failure,
    report,
};
use crate::{
    diag::nearest,
    export::{self, csv::Table, quiz::Format as Quiz},
    model::Handbook,
};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or what the disk refused.
pub fn run(args: &ExportArgs) -> Result<Outcome, Failure> {
    if matches!(args.format, ExportFormat::Schema) {
        report::print_out(&crate::schema::text(&args.of).unwrap_or_else(export::schema))?;
        return Ok(Outcome::Fine);
    }
    let job = Job::new(&args.source, false);
    let compiled = job.read()?;
    report::print(&compiled.reading, &job.dir, Format::Human)?;
    let handbook = &compiled.reading.handbook;
    let text = match args.format {
        ExportFormat::Json => export::json(&compiled.reading),
        ExportFormat::Schema => export::schema(),
        ExportFormat::Csv => export::csv::table(handbook, &compiled.words(), table(args.what)),
        ExportFormat::Ics => calendar(args, &compiled)?,
        ExportFormat::Md => text(args, &compiled)?,
        ExportFormat::Gift => questions(args, &compiled, Quiz::Gift)?,
        ExportFormat::MoodleXml => questions(args, &compiled, Quiz::Moodle)?,
        ExportFormat::Anki => questions(args, &compiled, Quiz::Anki)?,
    };
    report::print_out(&text)?;
    Ok(if compiled.has_errors() { Outcome::Faulty } else { Outcome::Fine })
}

fn table(what: ExportTable) -> Table {
    match what {
        ExportTable::Clauses => Table::Clauses,
        ExportTable::Duties => Table::Duties,
        ExportTable::Forms => Table::Forms,
        ExportTable::Scripts => Table::Scripts,
        ExportTable::Questions => Table::Questions,
    }
}

/// The calendar; says what could not be put into it.
fn calendar(args: &ExportArgs, compiled: &Compiled) -> Result<String, Failure> {
    let handbook = &compiled.reading.handbook;
    let of = export::ics::Of { unit: None, role: role(args, handbook)? };
    let made = export::ics::calendar(handbook, &compiled.words(), compiled.date(), of);
    report::say(&format!("日历里有 {} 项职责。", made.events));
    for (names, why) in
        [(&made.open, "原文没有定周期，单位也没有在 local.yml 里定"), (&made.triggered, "发生时才做，没有固定的日子")]
    {
        if !names.is_empty() {
            report::say(&format!("没有放进去的 {} 项（{why}）：{}", names.len(), names.join("；")));
        }
    }
    Ok(made.text)
}

/// The role that is asked for, where the handbook has it.
fn role<'a>(args: &'a ExportArgs, handbook: &Handbook) -> Result<Option<&'a str>, Failure> {
    match args.role.as_deref() {
        Some(role) if handbook.config.role(role).is_none() => {
            Err(unknown("岗位", role, handbook.config.roles.iter().map(|role| role.id.as_str())))
        }
        role => Ok(role),
    }
}

fn questions(args: &ExportArgs, compiled: &Compiled, format: Quiz) -> Result<String, Failure> {
    let handbook = &compiled.reading.handbook;
    Ok(export::quiz::text(handbook, &compiled.words(), format, role(args, handbook)?))
}

fn text(args: &ExportArgs, compiled: &Compiled) -> Result<String, Failure> {
    let pages = &compiled.reading.handbook.regulations;
    let Some(id) = &args.page else {
        return Err(Failure::new("没有写要哪一篇制度").hint("加上 --page 和制度的 id，例如 --page qz-handover。"));
    };
    match pages.iter().find(|page| page.meta.id == *id) {
        Some(page) => Ok(export::md::regulation(page, &compiled.words())),
        None => Err(unknown("制度", id, pages.iter().map(|page| page.meta.id.as_str()))),
    }
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Failure {
    let failure = Failure::new(format!("手册里没有{what}“{id}”"));
    match nearest(id, known.clone()) {
        Some(near) => failure.hint(format!("是不是想写 {near}？")),
        None => failure.hint(format!("可以写 {}。", known.collect::<Vec<_>>().join("、"))),
    }
}
