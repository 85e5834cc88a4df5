//! In: a text. Out: the marks by which people know the parts of an official document: labels (also glued to their text), titles,
//! names of bodies, dates, document numbers.

use super::line::{despaced, fold};
use crate::{
    model::{ClauseLabel, Family},
    parse::{
        label::{self, Found, is_blank},
        numeral::{arabic_digit, is_han_numeral, value},
    },
};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// The label a line begins with, also one that is glued to its text (第五条科技行政…), as pasting leaves it.
pub fn label(text: &str) -> Option<Found> {
    // A label is short; what follows it is looked at for a few characters only, so that a line of a megabyte costs no more.
    let head = &text[..text.char_indices().nth(64).map_or(text.len(), |(i, _)| i)];
    match label::read(head, false) {
        Some(found) => Some(found),
        None => glued_legal(head),
    }
}

/// Characters after 第X条 that make it a reference.
const REFERS: [&str; 28] = [
    "、",
    "，",
    ",",
    "第",
    "和第",
    "及第",
    "与第",
    "至第",
    "到第",
    "或第",
    "或者第",
    "以及第",
    "及其",
    "—",
    "-",
    "~",
    "的",
    "所列",
    "所称",
    "所述",
    "所规定",
    "所指",
    "规定",
    "之规定",
    "》",
    "）",
    ")",
    "”",
];

fn glued_legal(text: &str) -> Option<Found> {
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let line = &text[start..];
    let rest = line.strip_prefix('第')?;
    let digits = rest.find(|c| !is_han_numeral(c) && arabic_digit(c).is_none() && c != ' ')?;
    let number = value(rest[..digits].trim())?;
    let rest = &rest[digits..];
    let families = [("条", Family::Tiao), ("章", Family::Zhang), ("节", Family::Jie), ("编", Family::Bian)];
    let (word, family) = families.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let after = &rest[word.len()..];
    if REFERS.iter().any(|refers| after.starts_with(refers)) {
        return None;
    }
    let printed = &line[..line.len() - after.len()];
    let label = ClauseLabel { family, printed: printed.to_owned(), name: fold(printed), number: vec![number] };
    Some(Found { label, body: start + printed.len(), glued: true, loose: false })
}

const KINDS: &str = "制度|办法|规定|规则|规程|细则|条例|方案|预案|规范|准则|守则|公约|标准|指南|意见|通知|通告|公告|通报|决定|决议|法|法典|章程|清单|须知|流程|职责|纲要|规划|计划|要求|手册|函|批复|措施|指引|基准|承诺书|承诺|机制|程序|纪律|说明|要点|解释|命令|令|协议|议定书|汇编|目录|补充规定|若干规定|用语|礼仪|责任制";

/// The words in brackets that may end a title.
const QUALIFIERS: &str = "(?:[(（〔\\[](?:试行|暂行|草案|修订|修正|修改|征求意见稿|送审稿|代拟稿|最新|全文|节选|摘要|摘录|[^()（）]{0,12}(?:版|年|修订|修正)[^()（）]{0,6})[)）〕\\]])*";

static TITLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?:{KINDS})》?{QUALIFIERS}$")).expect("invariant: a pattern that compiles"));

/// Whether a line reads as the title of a document: short, no sentence, ends with what documents are called.
pub fn is_title(text: &str) -> bool {
    let text = despaced(text);
    title_shaped(&text) && !is_column(&text) && TITLE.is_match(text.trim())
}

/// Whether a text is nothing but general words, as the columns of a site are called: 通知公告, 政策法规, 规章制度.
fn is_column(text: &str) -> bool {
    static COLUMN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:通知|公告|通告|公示|公开|政策|法规|规章|规范性|规范|文件|法律|制度|信息|政务|新闻|动态|工作|服务|指南|办事|解读|标准|规定|意见|方案|规划|计划|管理|内部|相关|其他|重要|部门|本级|上级|中心|单位|机构|行政|和|与|及|、|库|栏)+$")
            .expect("invariant: a pattern that compiles")
    });
    COLUMN.is_match(text)
}

fn title_shaped(text: &str) -> bool {
    let length = text.chars().count();
    (4..=90).contains(&length)
        && !text.contains(['。', '；', ';', '！', '？', '?', '!', '\t', '|', '>', '○', '●', '□'])
        && !text.ends_with(['：', ':', '，', ','])
        && label(text).is_none()
        && outside_names(text).matches(['，', ',', '：', ':']).count() == 0
        && !text.starts_with(['(', '（', '-', '—', '•', '·', '/', '*'])
}

/// A text without what stands in 《》, where commas and colons mean nothing.
fn outside_names(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|c| {
            match c {
                '《' | '〈' | '<' => depth += 1,
                '》' | '〉' | '>' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// A title without brackets such as （试行） at its end.
pub fn bare_title(text: &str) -> String {
    static TAIL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!("{QUALIFIERS}$")).expect("invariant: a pattern that compiles"));
    let folded = fold(text);
    let text = TAIL.replace(&folded, "").into_owned();
    text.chars().filter(|c| !matches!(c, '《' | '》' | '“' | '”' | '"' | '〈' | '〉' | '<' | '>')).collect()
}

/// Whether the title is that of a notice that brings a document: 关于印发…的通知.
pub fn is_notice(title: &str) -> bool {
    static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "(印发|发布|公布|颁发|颁布|转发|下发|修订|实施|执行|批转).*的?(通知|函|公告|通告|令|决定|意见|批复)$",
        )
        .expect("invariant: a pattern that compiles")
    });
    NOTICE.is_match(&fold(title))
}

/// What stands in the outermost 《》 of a text, in order.
pub fn names_in(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (i, c) in text.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = i + c.len_utf8();
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    out.push(&text[start..i]);
                }
            }
            _ => {}
        }
    }
    out
}

const BODIES: &str = "人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|办公厅|办公室|委员会|常务委员会|人民代表大会|管委会|管理委员会|国务院|厅|局|中心|委|部|院|会|社|公司|处|科|所|站|支队|大队|总队|队|法院|检察院|联合会|协会|总会|总工会|工会|大学|学院|学校|医院|银行|集团|指挥部|领导小组|工作组|专班|大厅|市民之家|街道办事处|办事处|党组|党委|纪委|署|馆|台|基金会|开发区";

static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        "^[\\p{{Han}}A-Za-z0-9（）()·“”\\-—]{{2,40}}?(?:{BODIES})(?:[(（][\\p{{Han}}A-Za-z]{{2,12}}[)）])?$"
    ))
    .expect("invariant: a pattern that compiles")
});

/// Whether a text is the name of a body: 河北省教育厅, 洛阳市政务服务中心(市民之家).
pub fn is_body(text: &str) -> bool {
    let text = fold(text);
    let length = text.chars().count();
    (3..=40).contains(&length)
        && BODY.is_match(&text)
        && !text.starts_with(['(', '第'])
        && label(&text).is_none()
        && !text.contains("关于")
        && !is_site(&text)
}

/// Whether a text is the name of a site: 某某市人民政府门户网站, 某某政务服务网.
pub fn is_site(text: &str) -> bool {
    static SITE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:欢迎(?:访问|光临|您).{2,40}|.{2,40}(?:网站|门户|政务网|服务网|信息网|公众网|政府网|网|平台|专栏|频道|首页)(?:欢迎您|群)?)[！!]?$").expect("invariant: a pattern that compiles")
    });
    SITE.is_match(text)
}

/// The longest beginning of a title that is the name of a body: 河北省科学技术厅|行政许可类执法公示实施细则.
pub fn body_before(title: &str) -> Option<String> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        let endings = "人民政府办公厅|人民政府办公室|人民政府|办公厅|管理办公室|委员会|管委会|国务院|厅|局|(?:[^服]务|指挥|管理|供水|服务|办事|接待|呼叫|调度|监控|监督|信息|数据|审批|保障|结算|事务|热线)中心|公司|支队|大队|总队|法院|检察院|联合会|协会|总会|总工会|大学|学院|中学|小学|学校|医院|银行|集团|指挥部|街道办事处|图书馆|博物馆|档案馆|管理处|管理所|服务站|便民服务中心";
        Regex::new(&format!("^([\\p{{Han}}A-Za-z0-9]{{2,24}}?(?:{endings})(?:[(（](?:市民之家|[\\p{{Han}}]{{2,8}}(?:中心|局|大厅))[)）])?)")).expect("invariant: a pattern that compiles")
    });
    let folded = fold(title);
    let found = LEAD.captures(&folded)?.get(1)?.as_str();
    // A name goes on where the rest begins with another piece of one: 市政务服务|中心管理办公室.
    let rest = &folded[found.len()..];
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:[\\p{Han}]{0,6}(?:管理办公室|办公室|办公厅|委员会|管理局|管理处|管理中心|服务中心))(?:$|[^\\p{Han}]|关于|印发|管理|工作|内部|现场|行政|政务|服务|制度|窗口|人员|综合)").expect("invariant: a pattern that compiles")
    });
    let name = match MORE.find(rest) {
        Some(more) => {
            static PIECE: LazyLock<Regex> = LazyLock::new(|| {
                Regex::new("^[\\p{Han}]{0,6}?(?:管理办公室|办公室|办公厅|委员会|管理局|管理处|管理中心|服务中心)")
                    .expect("invariant: a pattern that compiles")
            });
            let piece = PIECE.find(more.as_str()).map_or("", |m| m.as_str());
            format!("{found}{piece}")
        }
        None => found.to_owned(),
    };
    Some(name)
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("([12][0-9]{3})\\s*(?:年\\s*([0-9]{1,2})\\s*月\\s*([0-9]{1,2})\\s*日|[-/.]([0-9]{1,2})[-/.]([0-9]{1,2}))|([一二][〇○零ОOo0Ｏ一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
        .expect("invariant: a pattern that compiles")
});

/// A date in a text and the bytes of the folded text it covers.
pub struct DateFound {
    /// The day.
    pub date: Date,
    /// From, to.
    pub range: std::ops::Range<usize>,
}

/// Every date of a text, whose full-width digits must be folded first.
pub fn dates(text: &str) -> Vec<DateFound> {
    DATE.captures_iter(text)
        .filter_map(|found| {
            let part = |i: usize| found.get(i).map(|m| m.as_str());
            let whole = found.get(0)?;
            let number = |text: &str| {
                value(&text.replace(['○', 'О', 'O', 'o', '0', 'Ｏ'], "〇")).and_then(|n| i16::try_from(n).ok())
            };
            let plain = |text: &str| text.parse::<i16>().ok();
            let (year, month, day) = match (part(1), part(2).or(part(4)), part(3).or(part(5))) {
                (Some(y), Some(m), Some(d)) => (plain(y)?, plain(m)?, plain(d)?),
                _ => (number(part(6)?)?, number(part(7)?)?, number(part(8)?)?),
            };
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            Some(DateFound { date, range: whole.range() })
        })
        .collect()
}

/// Half-width digits for full-width ones, everything else as it stands: byte lengths may change.
pub fn plain_digits(text: &str) -> String {
    text.chars().map(|c| arabic_digit(c).and_then(|d| char::from_digit(d, 10)).unwrap_or(c)).collect()
}

/// Whether a line is a date and nothing else but brackets and a time of day.
pub fn only_date(text: &str) -> Option<Date> {
    let text = plain_digits(text);
    let found = dates(&text);
    let first = found.first().filter(|_| found.len() == 1)?;
    static REST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^[\\s(（\\[【]*(?:日期|时间|成文日期|发布时间)?[:：]?$")
            .expect("invariant: a pattern that compiles")
    });
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^\\s*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\\s)）\\]】]*$")
            .expect("invariant: a pattern that compiles")
    });
    (REST.is_match(&text[..first.range.start]) && TAIL.is_match(&text[first.range.end..])).then_some(first.date)
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^\\s*(?:[\\p{Han}A-Za-z]{1,16}?)[〔\\[［【(（﹝]\\s*((?:19|20)[0-9]{2})?\\s*(?:年)?[〕\\]］】)）﹞]\\s*(第)?\\s*([0-9xX×＊*]{0,5})\\s*号").expect("invariant: a pattern that compiles")
});
static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:[\\p{Han}]{2,20}?)(?:令|公告)\\s*[(（〔]?\\s*(?:(?:19|20)[0-9]{2}年?)?\\s*第?\\s*[0-9一二三四五六七八九十百零〇]{1,5}\\s*号").expect("invariant: a pattern that compiles")
});

/// The document number a text begins with and its length in bytes.
pub fn number_at_start(text: &str) -> Option<usize> {
    let plain = plain_digits(text);
    let found = NUMBER.find(&plain)?;
    // Folding shortens full-width digits, so the end is found again by counting characters.
    let chars = plain[..found.end()].chars().count();
    Some(text.char_indices().nth(chars).map_or(text.len(), |(i, _)| i))
}

/// The year of a document number, and whether its number is left out.
pub fn number_parts(number: &str) -> (Option<i16>, bool) {
    let plain = plain_digits(number);
    match NUMBER.captures(&plain) {
        Some(found) => {
            let year = found.get(1).and_then(|m| m.as_str().parse().ok());
            let digits = found.get(3).map_or("", |m| m.as_str());
            (year, year.is_none() || digits.is_empty() || digits.contains(['x', 'X', '×', '＊', '*']))
        }
        None => (None, false),
    }
}

/// An order's number in a line such as 2002年8月22日 中华人民共和国国务院令第361号公布.
pub fn order_number(text: &str) -> Option<&str> {
    ORDER.find(text).map(|m| m.as_str().trim_start_matches(['日', '由', '以', '经']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glued_label_is_read_and_a_reference_is_none() {
        let name = |text: &str| label(text).map(|found| found.label.name);
        assert_eq!(name("第五条科技行政执法").as_deref(), Some("第五条"));
        assert_eq!(name("第二章公示内容").as_deref(), Some("第二章"));
        assert_eq!(name("第二十四条、第二十五条规定的"), None);
        assert_eq!(name("第五条规定的情形"), None);
        assert_eq!(name("一、总则").as_deref(), Some("一"));
    }

    #[test]
    fn titles_are_told_from_sentences() {
        for title in [
            "衢州市数字城管指挥中心管理制度",
            "关于印发《河北省资助工业设计成果转化操作规程》等文件的通知",
            "中华人民共和国民事诉讼法",
            "国 家 粮 食 应 急 预 案",
            "督查工作管理办法(试行)",
        ] {
            assert!(is_title(title), "{title}");
        }
        for text in
            ["各科室、技术中心、监控中心：", "一、换班制度", "现印发给你们，请遵照执行。", "2018年7月20日", "政策文件"]
        {
            assert!(!is_title(text), "{text}");
        }
    }

    #[test]
    fn bodies_and_numbers_and_dates_are_found() {
        assert!(is_body("洛阳市政务服务中心(市民之家)"));
        assert!(is_body("河北省教育厅"));
        assert_eq!(body_before("河北省科学技术厅行政许可类执法公示实施细则").as_deref(), Some("河北省科学技术厅"));
        assert_eq!(body_before("衢州市数字城管指挥中心管理制度").as_deref(), Some("衢州市数字城管指挥中心"));
        assert_eq!(
            body_before("梅州市行政服务中心管理办公室印发梅州市12345政府服务热线现场管理制度（试行）的通知").as_deref(),
            Some("梅州市行政服务中心管理办公室")
        );
        assert_eq!(number_at_start("洛政服〔2020〕32号"), Some("洛政服〔2020〕32号".len()));
        assert_eq!(number_parts("冀政〔２０２０〕 号"), (Some(2020), true));
        assert_eq!(only_date("（２０１３年３月１３日 ）"), Date::new(2013, 3, 13).ok());
        assert_eq!(only_date("二〇〇五年六月十一日"), Date::new(2005, 6, 11).ok());
        assert_eq!(only_date("2013年6月1日起施行"), None);
        assert_eq!(
            order_number("2002年8月22日 中华人民共和国国务院令第361号公布"),
            Some("中华人民共和国国务院令第361号")
        );
    }
}
