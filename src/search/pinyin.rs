//! In: names. Out: how their characters are read: a table of syllables with their characters, and the letters a title stands under.

use super::tokens::is_han;
use pinyin::ToPinyinMulti;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

/// Frequent characters with one living reading, though dictionaries list more (事 is also "zi" there). Without this every query of a
/// few letters would match half of all titles.
const ONE_READING: &[(&str, &str)] = &[
    ("an", "按"),
    ("bao", "包爆报"),
    ("bei", "被倍"),
    ("bu", "部不"),
    ("cha", "察"),
    ("chao", "超"),
    ("cheng", "承"),
    ("ci", "次"),
    ("cong", "从"),
    ("cu", "促"),
    ("cuo", "措"),
    ("da", "达"),
    ("dai", "逮"),
    ("dan", "但担"),
    ("deng", "登"),
    ("di", "抵底"),
    ("du", "毒堵"),
    ("dun", "吨顿"),
    ("er", "而儿"),
    ("fang", "方房"),
    ("feng", "封"),
    ("fu", "附副幅扶服"),
    ("ge", "个格"),
    ("gai", "盖概溉"),
    ("gao", "告"),
    ("gong", "共"),
    ("guan", "灌"),
    ("guang", "广"),
    ("hai", "害"),
    ("hao", "耗"),
    ("he", "核合"),
    ("hua", "化划滑"),
    ("huai", "坏怀"),
    ("huang", "荒"),
    ("huo", "活或"),
    ("ji", "机技积圾籍己既激际及极"),
    ("jia", "家价"),
    ("jian", "件见"),
    ("jiang", "将"),
    ("jiao", "缴"),
    ("jie", "接介揭捷"),
    ("jin", "仅"),
    ("jing", "精净"),
    ("ju", "居拘巨"),
    ("juan", "捐"),
    ("jue", "掘"),
    ("jun", "均"),
    ("ke", "可客"),
    ("ken", "垦"),
    ("kong", "控"),
    ("kuan", "款"),
    ("kuo", "括"),
    ("li", "立例离"),
    ("lie", "列"),
    ("ling", "令零"),
    ("lu", "路陆"),
    ("luo", "络"),
    ("ma", "马"),
    ("mao", "冒"),
    ("mian", "免"),
    ("ming", "明"),
    ("mo", "末"),
    ("mou", "某"),
    ("nai", "耐"),
    ("nei", "内"),
    ("neng", "能"),
    ("nian", "年"),
    ("ning", "宁"),
    ("nv", "女"),
    ("pai", "排派拍"),
    ("pei", "培"),
    ("pin", "聘"),
    ("ping", "平"),
    ("qi", "其期起"),
    ("qie", "且"),
    ("qu", "渠"),
    ("que", "缺"),
    ("ren", "任"),
    ("rong", "容"),
    ("ru", "入"),
    ("shen", "身慎审"),
    ("shi", "事施市适是失示识石式食实"),
    ("shou", "受售收"),
    ("shu", "术属"),
    ("si", "司思"),
    ("sou", "搜"),
    ("sui", "隧"),
    ("ta", "他它"),
    ("tai", "台"),
    ("ti", "提体"),
    ("tian", "填"),
    ("ting", "听"),
    ("tou", "投透"),
    ("tu", "土涂"),
    ("tuan", "团"),
    ("tuo", "拖"),
    ("wan", "完万"),
    ("wei", "位违"),
    ("wen", "温"),
    ("wo", "握"),
    ("wu", "无"),
    ("xi", "析息"),
    ("xian", "限宪"),
    ("xie", "泄"),
    ("xin", "信"),
    ("xing", "姓"),
    ("xu", "许需"),
    ("xun", "寻巡"),
    ("ya", "押"),
    ("yan", "研烟言"),
    ("yang", "央洋"),
    ("ye", "野液也业"),
    ("yi", "移疑遗以已益"),
    ("yin", "印"),
    ("yong", "用"),
    ("you", "由有幼游"),
    ("yu", "予于遇余逾育语"),
    ("yuan", "员园援"),
    ("yue", "月约越"),
    ("yun", "允"),
    ("zai", "载"),
    ("zao", "造"),
    ("zhai", "宅"),
    ("zhan", "占"),
    ("zhao", "召"),
    ("zhen", "震"),
    ("zheng", "政"),
    ("zhi", "之支至致治殖"),
    ("zhong", "众"),
    ("zhu", "助注逐"),
    ("zhui", "追"),
    ("zi", "字"),
    ("zong", "综"),
    ("zu", "租族阻足"),
    ("zui", "最"),
];

/// Characters with two readings in daily use, which begin titles: these stand under both letters.
const TWO_READINGS: &str = "长调重行会传参差都藏乐给没数省盛系校解卷曾查单车处";

/// Only looked up, never walked.
static ONE_READING_OF: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    ONE_READING.iter().flat_map(|(syllable, chars)| chars.chars().map(move |c| (c, *syllable))).collect()
});

/// The readings of a character in daily use, without tones; ü as v.
pub fn readings(c: char) -> Vec<String> {
    if let Some(syllable) = ONE_READING_OF.get(&c) {
        return vec![(*syllable).to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain().replace('ü', "v");
        if !out.contains(&plain) {
            out.push(plain);
        }
    }
    out
}

/// Every reading of the names' Han characters: syllable and characters, parted by blanks, sorted.
pub fn table<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let chars: BTreeSet<char> = names.flat_map(str::chars).filter(|c| is_han(*c)).collect();
    let mut syllables: BTreeMap<String, String> = BTreeMap::new();
    for c in chars {
        readings(c).into_iter().for_each(|syllable| syllables.entry(syllable).or_default().push(c));
    }
    let lines: Vec<String> = syllables.into_iter().map(|(syllable, chars)| syllable + &chars).collect();
    lines.join(" ")
}

/// The letters a title is looked up under: the initial of its first character, `#` for what has none.
pub fn initials(title: &str) -> BTreeSet<char> {
    let Some(first) = title.chars().find(|c| c.is_alphanumeric()) else { return BTreeSet::from(['#']) };
    let count = if TWO_READINGS.contains(first) { 2 } else { 1 };
    let mut letters: BTreeSet<char> = readings(first).iter().take(count).filter_map(|r| r.chars().next()).collect();
    if letters.is_empty() {
        letters.insert(first);
    }
    letters.into_iter().map(|c| if c.is_ascii_alphabetic() { c.to_ascii_uppercase() } else { '#' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_living_reading_is_kept_and_no_dead_one() {
        assert_eq!(readings('长'), ["zhang", "chang"]);
        assert_eq!(readings('事'), ["shi"]);
        assert_eq!(readings('率'), ["lv", "shuai", "lve"]);
        assert_eq!(table(["交接班", "值班A"].into_iter()), "ban班 jiao交 jie接 zhi值");
    }

    #[test]
    fn one_reading_is_listed_once() {
        let mut seen = BTreeSet::new();
        for (syllable, chars) in ONE_READING {
            for c in chars.chars() {
                assert!(seen.insert(c), "{c} stands twice");
                assert!(
                    c.to_pinyin_multi()
                        .is_some_and(|all| all.into_iter().any(|r| r.plain().replace('ü', "v") == *syllable)),
                    "{c} is not read {syllable}"
                );
            }
        }
    }

    #[test]
    fn titles_stand_under_their_initials() {
        assert_eq!(initials("《值班制度》"), BTreeSet::from(['Z']));
        assert_eq!(initials("长话管理"), BTreeSet::from(['C', 'Z']));
        assert_eq!(initials("12345热线"), BTreeSet::from(['#']));
        assert_eq!(initials("A类"), BTreeSet::from(['A']));
    }
}
