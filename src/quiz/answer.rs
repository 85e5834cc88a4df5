//! In: words given as an answer, or written as a choice. Out: the form in which they are compared, and whether two mean the same.
//!
//! The rule stands here and in `theme/js/lib/quiz-answer.js`; `tests/vectors/answer.json` holds the two together. Words are compared
//! without blanks and punctuation, numbers by value (三次 = 3次, １５ = 15), times by length (半小时 = 30分钟, 一刻钟 = 15分钟), days
//! and dates alike in any of their words (25号 = 25日, 两天 = 2天).

/// Units of what is counted; of an answer with one figure the figure will do.
const UNITS: [&str; 17] =
    ["分钟", "秒", "天", "周", "月", "年", "次", "项", "人", "元", "条", "句", "种", "类", "份", "米", "%"];

/// The form in which two answers are compared.
pub fn fold(text: &str) -> String {
    times(&kept(&numerals(&half_width(text))))
}

/// Whether what was given means one of the accepted texts. Of a text with one figure the figure will do.
pub fn means(given: &str, accepted: &[String]) -> bool {
    let given = fold(given);
    !given.is_empty()
        && accepted.iter().any(|answer| {
            let wanted = fold(answer);
            given == wanted || quantity(&wanted).is_some_and(|figure| figure == given)
        })
}

/// The only figure with its unit in a folded text, where there is just one.
pub fn quantity(folded: &str) -> Option<&str> {
    let mut found = None;
    let mut rest = folded;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let start = &rest[at..];
        let digits = number(start).len();
        let unit = unit(&start[digits..]);
        let end = digits + unit.map_or(0, str::len);
        if unit.is_some() && found.replace(&start[..end]).is_some() {
            return None;
        }
        rest = &start[end..];
    }
    found
}

fn unit(text: &str) -> Option<&'static str> {
    UNITS.into_iter().chain(["工作日"]).find(|unit| text.starts_with(unit))
}

/// The number at the start of a text, `15` or `1.5`; empty where there is none.
fn number(text: &str) -> &str {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let whole = digits(text);
    let part = text[whole..].strip_prefix('.').map_or(0, digits);
    &text[..if whole > 0 && part > 0 { whole + 1 + part } else { whole }]
}

fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        other => other,
    };
    text.chars().map(half).flat_map(char::to_lowercase).collect()
}

/// Chinese numbers as digits.
fn numerals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<char> = Vec::new();
    for c in text.chars().chain(['\n']) {
        if "零〇一二两三四五六七八九十百千万".contains(c) {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            out.push_str(&han_value(&run));
            run.clear();
        }
        out.push(c);
    }
    out
}

/// 一百二十三 → 123, 二〇二六 → 2026.
fn han_value(run: &[char]) -> String {
    let digit = |c: char| match c {
        '零' | '〇' => Some(0),
        '两' => Some(2),
        other => "一二三四五六七八九".chars().position(|d| d == other).map(|at| at as u64 + 1),
    };
    if !run.iter().any(|c| "十百千万".contains(*c)) {
        return run.iter().filter_map(|c| digit(*c)).map(|d| d.to_string()).collect();
    }
    let (mut total, mut part, mut last) = (0_u64, 0_u64, 0_u64);
    for c in run {
        match (digit(*c), c) {
            (Some(value), _) => {
                last = value;
                continue;
            }
            (None, '万') => {
                total = total.saturating_add(part.saturating_add(last).saturating_mul(10_000));
                part = 0;
            }
            (None, unit) => {
                let unit = match unit {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                part = part.saturating_add(last.max(1) * unit);
            }
        }
        last = 0;
    }
    total.saturating_add(part).saturating_add(last).to_string()
}

/// Letters, digits and Han; a point only between digits.
fn kept(text: &str) -> String {
    let keeps = |c: &char| {
        c.is_ascii_digit() || c.is_ascii_lowercase() || "%¥.".contains(*c) || ('\u{3400}'..='\u{9fff}').contains(c)
    };
    let chars: Vec<char> = text.chars().filter(keeps).collect();
    let before_digit = |at: usize| chars.get(at + 1).is_some_and(char::is_ascii_digit);
    chars.iter().enumerate().filter(|(at, c)| **c != '.' || before_digit(*at)).map(|(_, c)| c).collect()
}

/// Times, days and money in one way of saying them.
fn times(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digits = number(rest);
        let (said, length) = match digits {
            "" => word(rest).unwrap_or_else(|| (c.to_string(), c.len_utf8())),
            digits => {
                let (said, length) = counted(digits, &rest[digits.len()..]);
                (said, digits.len() + length)
            }
        };
        out.push_str(&said);
        rest = &rest[length..];
    }
    out
}

/// How a number and what follows it are said, and how many bytes of what follows that takes.
fn counted(digits: &str, after: &str) -> (String, usize) {
    let value: f64 = digits.parse().unwrap_or(0.0);
    let bare = after.strip_prefix('个').unwrap_or(after);
    let counter = after.len() - bare.len();
    let starts = |text: &str, words: &[&str]| words.iter().find(|word| text.starts_with(**word)).map(|word| word.len());
    if let Some(length) = starts(bare, &["半小时", "半钟头"]) {
        return (format!("{}分钟", value * 60.0 + 30.0), counter + length);
    }
    if let Some(length) = starts(bare, &["小时", "钟头"]) {
        return (format!("{}分钟", value * 60.0), counter + length);
    }
    if let Some(length) = starts(after, &["刻钟", "刻"]) {
        return (format!("{}分钟", value * 15.0), length);
    }
    if after.starts_with('分') && !after.starts_with("分钟") && !after.starts_with("分之") {
        return (format!("{digits}分钟"), '分'.len_utf8());
    }
    if let Some(length) = starts(after, &["号", "日"]) {
        return (format!("{digits}天"), length);
    }
    if let Some(length) = starts(bare, &["星期", "礼拜", "周"]) {
        return (format!("{digits}周"), counter + length);
    }
    let counted = counter > 0 && !bare.is_empty();
    (digits.to_owned(), if counted { counter } else { 0 })
}

/// The same for words without a number before them.
fn word(text: &str) -> Option<(String, usize)> {
    const SAID: [(&str, &str); 12] = [
        ("半小时", "30分钟"),
        ("半个小时", "30分钟"),
        ("半钟头", "30分钟"),
        ("半个钟头", "30分钟"),
        ("星期天", "周日"),
        ("礼拜天", "周日"),
        ("周天", "周日"),
        ("星期", "周"),
        ("礼拜", "周"),
        ("元钱", "元"),
        ("块钱", "元"),
        ("块", "元"),
    ];
    if let Some(sum) = text.strip_prefix('¥').map(number).filter(|sum| !sum.is_empty()) {
        return Some((format!("{sum}元"), '¥'.len_utf8() + sum.len()));
    }
    SAID.iter().find(|(word, _)| text.starts_with(word)).map(|(word, said)| ((*said).to_owned(), word.len()))
}
