//! In: a signature, an adoption note, a title. Out: the bodies that issue the document.

use super::{line::fold, mark};
use regex::Regex;
use std::sync::LazyLock;

/// The bodies a signature names, also those run together (河北省教育厅河北省财政厅); none where it names something else.
pub fn bodies(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in text.split([' ', '\u{3000}', '\t', '、', '，', ',']).filter(|part| !part.is_empty()) {
        let found = parted(&fold(part));
        if found.is_empty() {
            return Vec::new();
        }
        out.extend(found);
    }
    out
}

/// Parts names that share their beginning, the name of a place.
fn parted(text: &str) -> Vec<String> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:中国|中共|中华人民共和国)?[\\p{Han}]{1,8}?(?:省|市|区|县|州|旗|镇|乡)")
            .expect("invariant: a pattern that compiles")
    });
    let Some(place) = PLACE.find(text).map(|m| m.as_str().to_owned()) else {
        return if mark::is_body(text) { vec![text.to_owned()] } else { Vec::new() };
    };
    let starts = text.match_indices(&place).map(|(i, _)| i).filter(|i| *i > 0);
    // A boundary counts only where what stands before it is a whole name.
    let mut kept = vec![0];
    for start in starts {
        if mark::is_body(&text[*kept.last().expect("invariant: never empty")..start]) {
            kept.push(start);
        }
    }
    let ends: Vec<usize> = kept.iter().skip(1).copied().chain([text.len()]).collect();
    let names: Vec<String> = kept.iter().zip(ends).map(|(start, end)| text[*start..end].to_owned()).collect();
    if names.iter().all(|name| mark::is_body(name)) { names } else { Vec::new() }
}

/// Who adopted or published: 某省第八届人民代表大会常务委员会第十八次会议通过, 国务院令第361号公布.
pub fn adopter(text: &str) -> Option<String> {
    static CONGRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("([\\p{Han}]{0,12}?)(?:第[一二三四五六七八九十百]+届)?(全国人民代表大会(?:常务委员会)?|人民代表大会(?:常务委员会)?)(?:第[一二三四五六七八九十百]+次(?:会议)?)?[^，。]{0,40}(?:通过|批准|公布|公告)")
            .expect("invariant: a pattern that compiles")
    });
    static COUNCIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("([\\p{Han}]{2,16}?)(?:第[一二三四五六七八九十百0-9]+次)?(?:政府)?(?:常务|全体|部务|办公|局务|厅务|主任办公|办公厅务)会议?(?:第[一二三四五六七八九十百0-9]+次)?[^，。]{0,20}(?:通过|审议)").expect("invariant: a pattern that compiles")
    });
    let text = fold(&mark::plain_digits(text));
    if let Some(found) = CONGRESS.captures(&text) {
        let lead = found.get(1).map_or("", |m| m.as_str());
        let lead = lead.rsplit(['日', '由', '经', '月', '年']).next().unwrap_or("");
        return Some(format!("{lead}{}", &found[2]));
    }
    if let Some(order) = mark::order_number(&text) {
        let name = order.split(['令', '第']).next().unwrap_or("").trim_end_matches("公告");
        let name = name.strip_prefix("中华人民共和国").filter(|short| short.starts_with("国务院")).unwrap_or(name);
        if name.ends_with("主席") {
            return None;
        }
        return mark::is_body(name).then(|| name.to_owned());
    }
    let found = COUNCIL.captures(&text)?;
    let name = found[1].rsplit(['日', '经', '由']).next().unwrap_or("").to_owned();
    mark::is_body(&name).then_some(name)
}

/// Who speaks in the title of a notice: 某某厅关于印发…, 某某办公室印发….
pub fn of_notice(title: &str) -> Option<String> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(.{3,60}?)(?:关于)?(?:印发|发布|公布|颁发|转发|批转|下发|修订|关于)")
            .expect("invariant: a pattern that compiles")
    });
    let folded = fold(title);
    let lead = LEAD.captures(&folded)?.get(1)?.as_str().trim_end_matches("关于").to_owned();
    static AND_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("等[一二三四五六七八九十0-9]+(?:部门|单位|厅局|个部门|家单位)$")
            .expect("invariant: a pattern that compiles")
    });
    let bare = AND_OTHERS.replace(&lead, "").into_owned();
    mark::is_body(&bare).then_some(lead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_run_together_are_parted_at_the_place_they_share() {
        assert_eq!(bodies("河北省教育厅河北省财政厅"), ["河北省教育厅", "河北省财政厅"]);
        assert_eq!(bodies("河北省教育厅 河北省民政厅"), ["河北省教育厅", "河北省民政厅"]);
        assert_eq!(bodies("洛阳市政务服务中心(市民之家)"), ["洛阳市政务服务中心(市民之家)"]);
        assert!(bodies("请遵照执行").is_empty());
    }

    #[test]
    fn who_adopted_is_read_without_its_session() {
        assert_eq!(
            adopter("(1995年12月26日河北省第八届人民代表大会常务委员会第十八次会议通过)").as_deref(),
            Some("河北省人民代表大会常务委员会")
        );
        assert_eq!(adopter("1991年4月9日 第七届全国人民代表大会第四次会议通过").as_deref(), Some("全国人民代表大会"));
        assert_eq!(adopter("2002年8月22日 中华人民共和国国务院令第361号公布").as_deref(), Some("国务院"));
        assert_eq!(of_notice("河北省教育厅等六部门关于印发《办法》的通知").as_deref(), Some("河北省教育厅等六部门"));
        assert_eq!(of_notice("关于印发《办法》的通知"), None);
    }
}
