//! In: Chinese or Arabic numerals, any width. Out: numbers, and back.

/// The value of a digit character: Arabic of either width.
pub fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn han_unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// Whether a character can stand in a Chinese numeral.
pub fn is_han_numeral(c: char) -> bool {
    han_digit(c).is_some() || han_unit(c).is_some()
}

/// The value of a run of Chinese numeral characters (一百二十三, 二〇) or of Arabic digits; `None` where it is neither
/// or above 99999.
pub fn value(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 12 {
        return None;
    }
    if text.chars().all(|c| arabic_digit(c).is_some()) {
        return text
            .chars()
            .try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(arabic_digit(c)?))
            .filter(|n| *n < 100_000);
    }
    if !text.chars().any(|c| han_unit(c).is_some()) {
        return text
            .chars()
            .try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(han_digit(c)?))
            .filter(|n| *n < 100_000);
    }
    let (mut total, mut digit) = (0u32, None);
    for c in text.chars() {
        match (han_digit(c), han_unit(c)) {
            (Some(value), _) => digit = Some(value),
            (_, Some(unit)) => total += digit.take().filter(|d| *d > 0).unwrap_or(1) * unit,
            _ => return None,
        }
    }
    Some(total + digit.unwrap_or(0))
}

/// A number from 0 to 9999 in Chinese: 20 → 二十, 105 → 一百零五. Larger numbers in Arabic.
pub fn han(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number == 0 {
        return "零".into();
    }
    if number > 9999 {
        return number.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        if !(digit == 1 && unit == 10 && out.is_empty()) {
            out.push(DIGITS[digit as usize]);
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for n in 1..=9999 {
            assert_eq!(value(&han(n)), Some(n), "{}", han(n));
        }
        assert_eq!(value("二〇二六"), Some(2026));
        assert_eq!(value("１２"), Some(12));
        assert_eq!(value("十"), Some(10));
        assert_eq!(value("第"), None);
        assert_eq!(han(110), "一百一十");
        assert_eq!(han(1005), "一千零五");
    }
}
