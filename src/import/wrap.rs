//! In: lines as wide as a page, as OCR and copying from PDF leave them. Out: paragraphs set together again.

use super::{
    line::{Kind, Line},
    mark,
};

/// How much narrower than the page a full line may be, in half-width cells: an indent and a few letters and digits.
const SLACK: usize = 8;

/// Joins lines that a page's width broke. A line is broken where it is about as wide as the page and no sentence ends with it; what
/// follows is its continuation even where it looks like a label (依照\n第三条办理). Where paragraphs are indented, a line that is
/// not goes on after a full one in any case.
pub fn join(lines: Vec<Line>) -> Vec<Line> {
    let Some(width) = page_width(&lines) else { return lines };
    let indented = paragraphs_are_indented(&lines);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last_width = 0;
    for line in lines {
        let here = cells(&line.text) + line.indent.min(8);
        let broken = out.last().is_some_and(|before| {
            before.kind == Kind::Text
                && line.kind == Kind::Text
                && line.gap == 0
                && last_width + SLACK >= width
                && (!before.ends_sentence() || indented && line.indent < 2)
                && !(indented && line.indent >= 2)
                && !mark::is_title(&before.text)
        });
        match out.last_mut() {
            Some(before) if broken => {
                if before.text.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && line.text.starts_with(|c: char| c.is_ascii_alphabetic())
                {
                    before.text.push(' ');
                }
                before.text.push_str(&line.text);
            }
            _ => out.push(line),
        }
        last_width = here;
    }
    out
}

/// Whether the lines that begin with a label are indented and others are not.
fn paragraphs_are_indented(lines: &[Line]) -> bool {
    let labelled: Vec<&Line> = lines.iter().filter(|line| mark::label(&line.text).is_some()).collect();
    let indented = labelled.iter().filter(|line| line.indent >= 2).count();
    let flush = lines.iter().filter(|line| line.indent < 2).count();
    labelled.len() >= 3 && indented * 5 >= labelled.len() * 4 && flush * 5 >= lines.len()
}

/// The width at which the text was broken, in half-width cells; `None` where its paragraphs are whole.
fn page_width(lines: &[Line]) -> Option<usize> {
    let text = || lines.iter().filter(|line| line.kind == Kind::Text);
    let width = |line: &Line| cells(&line.text) + line.indent.min(8);
    let mut sorted: Vec<usize> = text().map(width).collect();
    sorted.sort_unstable();
    let widest = *sorted.get(sorted.len().checked_sub(1)?.saturating_sub(sorted.len() / 50))?;
    if !(30..=130).contains(&widest) || lines.len() < 12 {
        return None;
    }
    let full: Vec<&Line> = text().filter(|line| width(line) + SLACK >= widest).collect();
    let open = full.iter().filter(|line| !line.ends_sentence()).count();
    (full.len() * 5 >= lines.len() && open * 10 >= full.len() * 6).then_some(widest)
}

/// Width in half-width cells.
fn cells(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_broken_by_a_page_are_set_together() {
        let sentence = "为规范政务服务大厅窗口人员的值班和交接班工作，提高服务效率，保障群众办事顺畅，依照本办法第三条和有关规定，结合大厅实际，制定本制度并严格执行。";
        let text: Vec<String> = (1..=8).map(|n| format!("{n}、{sentence}")).collect();
        let mut lines = Vec::new();
        for paragraph in &text {
            let chars: Vec<char> = paragraph.chars().collect();
            for row in chars.chunks(28) {
                lines.push(Line::new(&row.iter().collect::<String>(), lines.len() + 1, 0));
            }
        }
        let joined: Vec<String> = join(lines).into_iter().map(|line| line.text).collect();
        assert_eq!(joined, text);
    }

    #[test]
    fn whole_paragraphs_stay_apart() {
        let lines: Vec<Line> = (1..=20).map(|n| Line::new(&format!("{n}、保持台面整洁"), n, 0)).collect();
        assert_eq!(join(lines.clone()), lines);
    }
}
