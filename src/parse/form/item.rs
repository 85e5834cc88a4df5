//! In: a line of a form. Out: the list item it is, what it asks for, or what has no place on paper.

use super::piece::Piece;
use crate::model::Ask;

/// A list item.
pub(super) enum Item<'a> {
    Open(Piece<'a>),
    Ticked(Piece<'a>),
    Plain(Piece<'a>),
}

/// The list item a line is, if it is one.
pub(super) fn item(piece: Piece) -> Option<Item> {
    let rest = piece.text.strip_prefix(['-', '*', '+'])?;
    let body = rest.trim_start();
    if body.len() == rest.len() {
        return None;
    }
    let from = |text: &str| piece.part(piece.text.len() - text.len(), piece.text.len()).trim();
    let boxed = |signs: &[&str]| signs.iter().find_map(|sign| body.strip_prefix(sign));
    Some(if let Some(rest) = boxed(&["[ ]", "[]", "[　]"]) {
        Item::Open(from(rest))
    } else if let Some(rest) = boxed(&["[x]", "[X]"]) {
        Item::Ticked(from(rest))
    } else {
        Item::Plain(from(body))
    })
}

/// Block markup that has no meaning on paper, named for people.
pub(super) fn foreign(text: &str) -> Option<&'static str> {
    let rule =
        |sign: char| text.chars().filter(|c| *c == sign).count() >= 3 && text.chars().all(|c| c == sign || c == ' ');
    match text {
        _ if text.starts_with('>') => Some("引语"),
        _ if text.starts_with("```") || text.starts_with("~~~") => Some("代码块"),
        _ if rule('-') || rule('*') => Some("分隔线"),
        _ if text.starts_with("![") => Some("图片"),
        _ => None,
    }
}

/// The last `{…}` of a row that only citations follow, in bytes; never a `{{ name }}`.
pub(super) fn braces(text: &str) -> Option<(usize, usize)> {
    let mut end = text.trim_end().len();
    while text[..end].ends_with("]]") {
        end = text[..text[..end].rfind("[[")?].trim_end().len();
    }
    let before = text[..end].strip_suffix('}').filter(|before| !before.ends_with('}'))?;
    let from = before.rfind('{')?;
    (!before[from..].contains('}')).then_some((from, end))
}

/// What the inside of the braces asks for.
pub(super) fn ask(inner: &str) -> Option<Ask> {
    let (name, value) = inner.split_once([':', '：']).map_or((inner, ""), |(name, value)| (name, value));
    let value = value.trim();
    match (name.trim(), value) {
        ("时间", "") => Some(Ask::Time),
        ("日期", "") => Some(Ask::Date),
        ("签名", "") => Some(Ask::Person),
        ("填写", "") => Some(Ask::Text),
        ("数值", unit) => Some(Ask::Value(unit.to_owned())),
        ("选", choices) if !choices.is_empty() => Some(Ask::Choice(split_choices(choices))),
        _ => None,
    }
}

/// `当场整改/转办` → its parts.
pub(super) fn split_choices(text: &str) -> Vec<String> {
    text.split(['/', '／']).map(|choice| choice.trim().to_owned()).filter(|choice| !choice.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_stand_before_the_citations() {
        let found = |text| braces(text).map(|(from, to)| &text[from..to]);
        assert_eq!(found("巡查次数 {数值: 次} [[ly#5]] [[ly#6]]"), Some("{数值: 次}"));
        assert_eq!(found("时间{时间}"), Some("{时间}"));
        assert_eq!(found("拨打 {{ hotline }} [[ly#5]]"), None);
        assert_eq!(found("{甲} 之后还有字"), None);
    }

    #[test]
    fn asks_are_known_by_name() {
        assert_eq!(ask("数值：份"), Some(Ask::Value("份".into())));
        assert_eq!(ask("选: 当场整改/转办"), Some(Ask::Choice(vec!["当场整改".into(), "转办".into()])));
        assert_eq!(ask("钟点"), None);
    }
}
