//! In: `content/quiz/results.csv`, which the tally page writes. Out: how each question went in each week.
//!
//! Columns: week (`2026-W48`), day of the count, number of the paper, id of the question, how many answered it, how many rightly. The first line is the head.
//! A line that cannot be read is left out with a warning: it must not keep anybody from building the handbook.

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::QuizResult,
    source::{FileId, Sources, Span},
};
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Where the file stands.
pub const PATH: &str = "content/quiz/results.csv";

/// Reads it; nothing where there is none.
pub fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<QuizResult> {
    let Some(index) = sources.files.iter().position(|file| file.path == PATH) else { return Vec::new() };
    let text = &sources.files[index].text;
    let mut out = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim();
        let span = Span::new(FileId(index as u32), start, start + line.trim_end().len());
        start += line.len();
        if number == 0 || content.trim_matches(',').is_empty() {
            continue;
        }
        match one(content, span) {
            Ok(result) => out.push(result),
            Err(fact) => diagnostics.push(
                Diagnostic::new("bad-results", span, fact)
                    .hint("这一行没有算进去；写成 2026-W48,2026-11-30,卷号,题号,30,21，或用登分页重新导出整个文件"),
            ),
        }
    }
    out
}

fn one(line: &str, span: Span) -> Result<QuizResult, String> {
    let cells: Vec<&str> = line.split(',').map(|cell| cell.trim().trim_matches('"')).collect();
    let [week, recorded, paper, question, taken, right] = cells[..] else {
        return Err(format!("要有 6 栏，这一行有 {} 栏", cells.len()));
    };
    let number = |text: &str| text.parse::<u32>().map_err(|_| format!("人数“{text}”不是整数"));
    let result = QuizResult {
        week: monday(week).ok_or_else(|| format!("周“{week}”看不懂"))?,
        recorded: day(recorded).ok_or_else(|| format!("日期“{recorded}”看不懂"))?,
        paper: paper.to_owned(),
        question: question.to_owned(),
        taken: number(taken)?,
        right: number(right)?,
        span,
    };
    if result.right > result.taken {
        return Err(format!("答对的（{right}）比答题的（{taken}）还多"));
    }
    Ok(result)
}

/// The Monday of `2026-W48`.
fn monday(week: &str) -> Option<Date> {
    let (year, week) = week.split_once("-W")?;
    Some(ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?.date())
}

/// `2026-11-30`, or as spreadsheets write it after an edit: `2026/11/30`, `2026/7/3`.
fn day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let [year, month, day] = parts[..] else { return None };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
