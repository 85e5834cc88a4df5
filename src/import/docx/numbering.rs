//! In: `numbering.xml`. Out: the label that Word prints before each numbered paragraph.

use super::{
    super::Refusal,
    xml::{Step, attribute, is_on, walk},
};
use crate::parse::numeral::han;
use std::collections::{BTreeMap, BTreeSet};

const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `第%1条`, `%1.%2`.
    text: String,
    suffix: String,
    /// Every number of the label in Arabic digits.
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".into(), text: String::new(), suffix: "tab".into(), legal: false }
    }
}

#[derive(Clone, Debug, Default)]
struct Instance {
    kind: u32,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    kinds: BTreeMap<u32, BTreeMap<usize, Level>>,
    instances: BTreeMap<u32, Instance>,
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    begun: BTreeSet<u32>,
}

/// Reads the part.
pub fn read(text: &str) -> Result<Numbering, Refusal> {
    let mut out = Numbering::default();
    let (mut kind, mut instance, mut level): (Option<u32>, Option<u32>, Option<usize>) = (None, None, None);
    walk(text, |step| match step {
        Step::Open(name, start) => {
            let value = || attribute(start, "val");
            let number = || value().and_then(|v| v.parse::<u32>().ok());
            match name {
                "abstractNum" => {
                    kind = attribute(start, "abstractNumId").and_then(|v| v.parse().ok());
                    if let Some(kind) = kind {
                        out.kinds.entry(kind).or_default();
                    }
                }
                "num" => {
                    instance = attribute(start, "numId").and_then(|v| v.parse().ok());
                    if let Some(instance) = instance {
                        out.instances.entry(instance).or_default();
                    }
                }
                "abstractNumId" => {
                    if let Some(found) = instance.and_then(|id| out.instances.get_mut(&id)) {
                        found.kind = number().unwrap_or(0);
                    }
                }
                "lvl" | "lvlOverride" => {
                    level = attribute(start, "ilvl").and_then(|v| v.parse().ok()).filter(|level| *level < LEVELS);
                    if name == "lvl"
                        && let Some(target) = target(&mut out, kind, instance, level)
                    {
                        *target = Level::default();
                    }
                }
                "startOverride" => {
                    if let (Some(found), Some(level), Some(number)) =
                        (instance.and_then(|id| out.instances.get_mut(&id)), level, number())
                    {
                        found.starts.insert(level, number);
                    }
                }
                "start" | "numFmt" | "lvlText" | "suff" | "isLgl" => {
                    let Some(target) = target(&mut out, kind, instance, level) else { return };
                    match name {
                        "start" => target.start = number().unwrap_or(1),
                        "numFmt" => target.format = value().unwrap_or_default(),
                        "lvlText" => target.text = value().unwrap_or_default(),
                        "suff" => target.suffix = value().unwrap_or_default(),
                        _ => target.legal = is_on(start),
                    }
                }
                _ => {}
            }
        }
        Step::Close("abstractNum") => kind = None,
        Step::Close("num") => instance = None,
        _ => {}
    })?;
    Ok(out)
}

/// The level that is being described: of a kind of list, or an instance's own.
fn target(out: &mut Numbering, kind: Option<u32>, instance: Option<u32>, level: Option<usize>) -> Option<&mut Level> {
    let level = level?;
    match (kind, instance) {
        (Some(kind), None) => Some(out.kinds.get_mut(&kind)?.entry(level).or_default()),
        (_, Some(instance)) => Some(out.instances.get_mut(&instance)?.levels.entry(level).or_default()),
        _ => None,
    }
}

impl Numbering {
    /// Counts on and gives the label of the next paragraph of a list; `None` for bullets and lists that are not defined.
    pub fn next(&mut self, list: u32, level: usize) -> Option<String> {
        let instance = self.instances.get(&list)?.clone();
        let levels: Vec<Level> = (0..LEVELS)
            .map(|i| {
                instance.levels.get(&i).or_else(|| self.kinds.get(&instance.kind)?.get(&i)).cloned().unwrap_or_default()
            })
            .collect();
        let level = level.min(LEVELS - 1);
        let counts = self.counts.entry(instance.kind).or_default();
        if self.begun.insert(list) {
            for at in instance.starts.keys() {
                counts[*at] = None;
            }
        }
        let first = |i: usize| instance.starts.get(&i).copied().unwrap_or(levels[i].start);
        counts[level] = Some(counts[level].map_or_else(|| first(level), |n| n.saturating_add(1)));
        for deeper in &mut counts[level + 1..] {
            *deeper = None;
        }
        for (i, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert_with(|| first(i));
        }
        let own = &levels[level];
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        Some(label(own, &levels, counts))
    }
}

fn label(own: &Level, levels: &[Level], counts: &[Option<u32>; LEVELS]) -> String {
    let mut out = String::new();
    let mut chars = own.text.chars().peekable();
    while let Some(c) = chars.next() {
        let reference =
            (c == '%').then(|| chars.peek().and_then(|d| d.to_digit(10))).flatten().filter(|n| (1..=9).contains(n));
        match reference {
            Some(n) => {
                chars.next();
                let i = n as usize - 1;
                let format = if own.legal { "decimal" } else { levels[i].format.as_str() };
                out.push_str(&number(counts[i].unwrap_or(levels[i].start), format));
            }
            None => out.push(c),
        }
    }
    let closed = out.ends_with(['、', '.', '．', '）', ')', ' ', '\u{3000}', '：', ':'])
        || out.ends_with(|c: char| ('①'..='⑳').contains(&c) || ('㈠'..='⒇').contains(&c));
    if !closed && !out.is_empty() {
        out.push('\u{3000}');
    }
    out
}

/// A number as Word prints it.
fn number(n: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "japaneseLegal"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => han(n),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => n
            .to_string()
            .chars()
            .map(|c| "〇一二三四五六七八九".chars().nth(c as usize - '0' as usize).unwrap_or(c))
            .collect(),
        "chineseLegalSimplified" | "ideographLegalTraditional" => legal(n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" | "ideographEnclosedCircle" => sign(n, '①', 20),
        "decimalEnclosedParen" => sign(n, '⑴', 20),
        "ideographParenthesized" => sign(n, '㈠', 10),
        "decimalEnclosedFullstop" => format!("{n}."),
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect()
        }
        "decimalZero" => format!("{n:02}"),
        "upperLetter" => letters(n, b'A'),
        "lowerLetter" => letters(n, b'a'),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        _ => n.to_string(),
    }
}

fn sign(n: u32, one: char, most: u32) -> String {
    match n.checked_sub(1).filter(|i| *i < most).and_then(|i| char::from_u32(one as u32 + i)) {
        Some(sign) => sign.to_string(),
        None => format!("({n})"),
    }
}

fn legal(n: u32) -> String {
    const PAIRS: [(char, char); 13] = [
        ('零', '零'),
        ('一', '壹'),
        ('二', '贰'),
        ('三', '叁'),
        ('四', '肆'),
        ('五', '伍'),
        ('六', '陆'),
        ('七', '柒'),
        ('八', '捌'),
        ('九', '玖'),
        ('十', '拾'),
        ('百', '佰'),
        ('千', '仟'),
    ];
    han(n).chars().map(|c| PAIRS.iter().find(|(plain, _)| *plain == c).map_or(c, |(_, formal)| *formal)).collect()
}

fn letters(n: u32, first: u8) -> String {
    let n = n.max(1) - 1;
    let letter = char::from(first + u8::try_from(n % 26).unwrap_or(0));
    String::from(letter).repeat((n / 26).min(8) as usize + 1)
}

fn roman(n: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = n.min(3999);
    let mut out = String::new();
    for (value, text) in PARTS {
        while rest >= value {
            out.push_str(text);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="4">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/><w:isLgl/></w:lvl></w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>
        <w:num w:numId="8"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn lists_count_as_word_counts_them() {
        let mut numbering = read(LIST).expect("sound");
        let got: Vec<_> = [(7, 0), (7, 0), (7, 1), (7, 1), (7, 2), (7, 0), (7, 1), (8, 0), (8, 0)]
            .iter()
            .map(|(list, level)| numbering.next(*list, *level).expect("a label"))
            .collect();
        assert_eq!(
            got,
            [
                "第一条\u{3000}",
                "第二条\u{3000}",
                "（一）",
                "（二）",
                "2.1\u{3000}",
                "第三条\u{3000}",
                "（一）",
                "第一条\u{3000}",
                "第二条\u{3000}"
            ]
        );
        assert_eq!(numbering.next(99, 0), None);
    }

    #[test]
    fn numbers_are_printed_in_every_usual_format() {
        for (format, text) in [
            ("chineseCounting", "十二"),
            ("decimalEnclosedCircle", "⑫"),
            ("upperRoman", "XII"),
            ("lowerLetter", "l"),
            ("decimalFullWidth", "１２"),
            ("chineseLegalSimplified", "拾贰"),
            ("ideographDigital", "一二"),
            ("decimal", "12"),
        ] {
            assert_eq!(number(12, format), text, "{format}");
        }
    }
}
