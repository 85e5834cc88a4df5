//! In: diagnostics and failures. Out: text with the line at fault, carets under it, and the hint, coloured by escape codes.

use super::visible;
use crate::{
    Reading,
    diag::{Diagnostic, Severity},
    finding::Places,
    shell::{compile::shown_path, failure::Failure},
    source::Span,
};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use std::{ops::Range, path::Path};

/// Most diagnostics shown with their lines; the rest is counted.
const SHOWN: usize = 60;
/// Most characters shown on either side of a fault in a long line.
const BESIDE: usize = 30;

/// All diagnostics, one block each.
pub fn report(reading: &Reading, dir: &Path) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Unicode).term_width(400);
    let mut places = Places::new(&reading.sources);
    let mut out = String::new();
    for diagnostic in errors_first(&reading.diagnostics.0).take(SHOWN) {
        out.push_str(&block(&renderer, diagnostic, reading, dir, &mut places));
        out.push_str("\n\n");
    }
    if reading.diagnostics.0.len() > SHOWN {
        let rest = reading.diagnostics.0.len() - SHOWN;
        out.push_str(&format!("还有 {rest} 处没有列出；用 --format short 可以全部列出。\n\n"));
    }
    out
}

/// A failure with its hint.
pub fn failure(failure: &Failure) -> String {
    let title = visible(&failure.message);
    let hint = failure.hint.as_deref().map(visible);
    let group = Group::with_title(Level::ERROR.with_name("错误").primary_title(title))
        .elements(hint.iter().map(|hint| Level::HELP.with_name("提示").message(hint.as_str())));
    format!("{}\n", Renderer::styled().decor_style(DecorStyle::Unicode).render(&[group]))
}

fn errors_first(all: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    let of = |severity| all.iter().filter(move |d| d.severity == severity);
    of(Severity::Error).chain(of(Severity::Warning))
}

fn block(renderer: &Renderer, d: &Diagnostic, reading: &Reading, dir: &Path, places: &mut Places) -> String {
    let level = match d.severity {
        Severity::Error => Level::ERROR.with_name("错误"),
        Severity::Warning => Level::WARNING.with_name("警告"),
    };
    let mut group = Group::with_title(level.primary_title(visible(&d.message)).id(d.code));
    let first = d.span.map(|span| (span, AnnotationKind::Primary, ""));
    let others = d.labels.iter().map(|label| (label.span, AnnotationKind::Context, label.text.as_str()));
    for (span, kind, text) in first.into_iter().chain(others) {
        group = place(group, span, kind, text, reading, dir, places);
    }
    if let Some(hint) = &d.hint {
        group = group.element(Level::HELP.with_name("提示").message(visible(hint)));
    }
    renderer.render(&[group])
}

/// Adds one place: its file and, where there is text, its line with a mark under the span.
fn place<'a>(
    group: Group<'a>,
    span: Span,
    kind: AnnotationKind,
    text: &str,
    reading: &Reading,
    dir: &Path,
    places: &mut Places,
) -> Group<'a> {
    let file = reading.sources.file(span.file);
    let path = visible(&shown_path(dir, &file.path));
    let Some((line, at)) = window(&file.text, span) else { return group.element(Origin::path(path)) };
    let position = places.position(span);
    let whole = line[..at.start].chars().count() + 1 == position.column;
    let annotation: Annotation = kind.span(at).label((!text.is_empty()).then(|| visible(text)));
    let snippet = Snippet::source(line).line_start(position.line).annotation(annotation);
    if whole {
        return group.element(snippet.path(path));
    }
    // The line is cut; only an origin of its own can tell the true column.
    group.element(Origin::path(path).line(position.line).char_column(position.column)).element(snippet)
}

/// The line of a span's start, shortened around the span where it is long, and the span within it; `None` in an empty file.
pub fn window(text: &str, span: Span) -> Option<(String, Range<usize>)> {
    if text.is_empty() {
        return None;
    }
    let (start, end) = (span.start as usize, span.end as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
    let marked_end = end.clamp(start.min(line_end), line_end);
    let start = start.min(line_end);
    let from = back(&text[line_start..start], BESIDE) + line_start;
    let marked_end = start + forth(&text[start..marked_end], BESIDE);
    let to = marked_end + forth(&text[marked_end..line_end], BESIDE);
    let (head, tail) = (if from > line_start { "…" } else { "" }, if to < line_end { "…" } else { "" });
    let shift = head.len();
    let line = format!("{head}{}{tail}", &text[from..to]);
    Some((line, start - from + shift..marked_end - from + shift))
}

/// Where the last `count` characters of a text begin.
fn back(text: &str, count: usize) -> usize {
    text.char_indices().rev().take(count).last().map_or(text.len(), |(i, _)| i)
}

/// Where the first `count` characters of a text end.
fn forth(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn cut(text: &str, start: usize, end: usize) -> Option<(String, Range<usize>)> {
        window(text, Span::new(FileId(0), start, end))
    }

    #[test]
    fn a_window_is_the_line_of_the_fault() {
        assert_eq!(cut("甲\r\n乙丙丁\r\n", 8, 11), Some(("乙丙丁".into(), 3..6)));
        assert_eq!(cut("甲\n乙丙\n丁", 4, 14), Some(("乙丙".into(), 0..6)));
        assert_eq!(cut("甲\n", 4, 4), Some((String::new(), 0..0)));
        assert_eq!(cut("", 0, 0), None);
    }

    #[test]
    fn a_line_of_a_megabyte_is_shown_around_the_fault() {
        let text = "啊".repeat(400_000);
        let (line, at) = cut(&text, 600_000, 1_200_000).expect("a window");
        assert!(line.chars().count() <= 3 * BESIDE + 2, "{}", line.chars().count());
        assert_eq!(line[at].chars().count(), BESIDE);
    }
}
