//! In: text. Out: the figures in it, each with its measure.

use std::ops::Range;

/// Measures that belong to the figure before them.
const MEASURES: [&str; 22] = [
    "个工作日",
    "工作日",
    "个月",
    "分钟",
    "小时",
    "次",
    "天",
    "日",
    "周",
    "年",
    "月",
    "点",
    "时",
    "元",
    "人",
    "个",
    "条",
    "项",
    "份",
    "米",
    "%",
    "％",
];

/// Figures with their measures (`15分钟`), as byte ranges.
pub fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|c: char| c.is_ascii_digit())?;
        let number = text[start..].find(|c: char| !c.is_ascii_digit() && c != '.' && c != ':');
        let end = number.map_or(text.len(), |length| start + length);
        let measure = MEASURES.iter().find(|measure| text[end..].starts_with(**measure)).map_or(0, |m| m.len());
        from = end + measure;
        Some(start..from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_takes_its_measure_along() {
        let text = "受理日起5个工作日，9:30前，1.5小时";
        let found: Vec<_> = figures(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["5个工作日", "9:30", "1.5小时"]);
    }
}
