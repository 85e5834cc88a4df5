//! In: nothing. Out: the JSON Schemas of `handbook.yml`, `local.yml` and the front matter of each kind of page, for editors that
//! complete and check while one types.
//!
//! One table a mapping. A test holds the tables to the keys that the parser asks for, and all shipped content to the schemas.

use crate::model::{self, Fill, Kind, Per, Status};
use serde_json::{Map, Value, json};

/// What a value is.
#[derive(Clone, Copy)]
enum Type {
    Text,
    Flag,
    Count,
    Number,
    Date,
    Id,
    /// A list of texts; a single one may stand alone.
    Texts,
    /// Names to texts.
    TextMap,
    /// Names to numbers.
    NumberMap,
    Choice(&'static [&'static str]),
    Frequency,
    CountName,
    StatusName,
    FillName,
    One(&'static [Key]),
    /// A list of mappings; a single one may stand alone.
    Many(&'static [Key]),
    /// The same; an entry that is only text is its name.
    Named(&'static [Key]),
    /// A list of texts, or `none`-like values that stand for the usual ones.
    Marks,
}

/// A key: its name, what stands there, whether it must, and what it is for.
struct Key(&'static str, Type, bool, &'static str);

use Type::{
    Choice, Count, CountName, Date, FillName, Flag, Frequency, Id, Many, Marks, Named, Number, NumberMap, One,
    StatusName, Text, TextMap, Texts,
};

const WHEN: &[Key] = &[
    Key("per", Frequency, true, "多久一次；原文没有定就写 unspecified"),
    Key("at-least", Count, false, "至少几次"),
    Key("at", Text, false, "什么时候，例如 下班前10分钟"),
    Key("holiday", Text, false, "逢节假日怎样办；before 是提前"),
];
const DUTY: &[Key] = &[
    Key("what", Text, true, "做什么"),
    Key("when", One(WHEN), true, "多久一次、什么时候"),
    Key("who", Texts, false, "谁做：岗位的 id"),
    Key("where", Text, false, "在哪里"),
    Key("form", Text, false, "记在哪张表单：表单的 id"),
    Key("clause", Text, true, "依据哪一条：印出来的编号"),
];
const DEADLINE: &[Key] = &[
    Key("what", Text, true, "什么事要在时限里办"),
    Key("said", Text, true, "时限，用文字，例如 5个工作日以内"),
    Key("from", Text, false, "从什么算起，例如 受理"),
    Key("count", CountName, false, "怎样数：工作日、日、提前几日、月、当月几日、次月几日；不写就只列出来，不计算"),
    Key("number", Count, false, "几个，或几日；原文没有定就不写"),
    Key("first-day", Choice(&["counts", "skipped", "unspecified"]), false, "开始那天算不算；原文没有说就不写"),
    Key("restart", Text, false, "什么事以后从次日重新起算，例如 补正材料"),
    Key("holiday", Choice(&["before"]), false, "逢放假提前到放假的前一个上班日"),
    Key("who", Texts, false, "谁：岗位的 id"),
    Key("note", Text, false, "原文没有说清的地方"),
    Key("clause", Text, true, "依据哪一条：印出来的编号"),
];
const SOURCE: &[Key] = &[
    Key("title", Text, true, "原文的题名"),
    Key("part", Text, false, "是其中的第几部分，例如 三"),
    Key("issuer", Text, false, "发文机关"),
    Key("doc-no", Text, false, "文号"),
    Key("published", Date, false, "发布日期"),
    Key("effective", Date, false, "施行日期"),
];
const ACCEPT: &[Key] = &[
    Key("code", Text, true, "不再提醒的诊断代码"),
    Key("at", Text, true, "在哪一条：编号连着写"),
    Key("why", Text, true, "为什么，读者看得到"),
];
const REVISION: &[Key] = &[Key("date", Date, true, "哪一天"), Key("what", Text, true, "改了什么")];
const META: &[Key] = &[
    Key("id", Id, false, "页面的代号，决定网址"),
    Key("title", Text, false, "标题"),
    Key("unit", Text, false, "属于哪个单位；不写就是各单位通用"),
    Key("roles", Texts, false, "适用的岗位"),
    Key("serves", Texts, false, "对应收录清单（handbook.yml 的 catalogue）的哪几项"),
    Key("tags", Texts, false, "便于查找的词"),
    Key("aliases", Texts, false, "别的叫法"),
    Key("summary", Text, false, "一句话说明"),
    Key("search-weight", Number, false, "搜索时的权重，平常 1.0"),
    Key("revisions", Many(REVISION), false, "修订记录"),
];
const REGULATION: &[Key] = &[
    Key("source", One(SOURCE), false, "依据的文件"),
    Key("restated", Flag, false, "是不是用自己的话重述"),
    Key("status", StatusName, false, "现行、试行、已废止"),
    Key("verse", Flag, false, "是不是按行排的公约"),
    Key("duties", Many(DUTY), false, "职责和频次"),
    Key("deadlines", Many(DEADLINE), false, "时限"),
    Key("notes", Texts, false, "编者注"),
    Key("accept", Many(ACCEPT), false, "原文如此、不再提醒的地方"),
];
const FIELD_KIND: Type = Choice(&["text", "number", "date", "time", "choice", "person"]);
const FIELD: &[Key] = &[
    Key("name", Text, true, "名称"),
    Key("kind", FIELD_KIND, false, "填什么"),
    Key("choices", Texts, false, "可选的几项"),
    Key("fill", FillName, false, "打印中心替你填上什么"),
];
const COLUMN: &[Key] = &[
    Key("name", Text, true, "列名"),
    Key("width", Count, false, "宽，毫米，8 到 120"),
    Key("kind", FIELD_KIND, false, "填什么"),
    Key("choices", Texts, false, "可选的几项"),
];
const SIGN_OFF: &[Key] = &[Key("who", Text, true, "谁签"), Key("time", Flag, false, "是不是要写到几点几分")];
const FORM: &[Key] = &[
    Key("paper", Choice(&["A4"]), false, "纸"),
    Key("code", Text, true, "编号"),
    Key("version", Text, true, "版本，加引号：\"1.0\""),
    Key("effective", Date, false, "启用日期"),
    Key("orientation", Choice(&["portrait", "landscape"]), false, "竖放、横放"),
    Key("sheets", Count, false, "最多几页"),
    Key("row-height", Count, false, "行高，毫米，至少 8"),
    Key("head", Named(FIELD), false, "表头的栏目"),
    Key("marks", Marks, false, "检查结果分几列"),
    Key("rounds", Texts, false, "一天查几轮，一轮一列"),
    Key("columns", Named(COLUMN), false, "检查行另加的列"),
    Key("sign-off", Named(SIGN_OFF), false, "签名"),
    Key("per", Texts, false, "一份用于什么：date、floor、shift、week、month"),
    Key("floors", Text, false, "制度写明的楼层或地点，打印中心先填上：1-6层"),
    Key("covers", Texts, false, "对应收录清单的哪几张表"),
    Key("carry", Texts, false, "没办完时结转到下一份的栏：台账里印好的一行、一列，或“名称：___”的名称"),
    Key("instructions", Texts, false, "填表说明"),
];
const QUIZ: &[Key] = &[Key("since", Date, false, "哪一周起出题")];
const ROW: &[Key] = &[
    Key("unit", Text, true, "单位"),
    Key("point", Text, false, "哪一点，各单位写成一样的"),
    Key("says", Text, true, "怎样规定"),
    Key("clause", Text, true, "依据：页面#编号"),
];
const PHONE: &[Key] = &[
    Key("what", Text, true, "什么事"),
    Key("who", Text, false, "找谁"),
    Key("number", Text, false, "号码，加引号；不知道就不写"),
    Key("hours", Text, false, "时间"),
    Key("unit", Text, false, "单位"),
    Key("clause", Text, false, "依据：页面#编号"),
];
const PAGE: &[Key] = &[
    Key("layout", Choice(&["plain", "topic", "glossary", "phones"]), false, "这一页是什么"),
    Key("rows", Many(ROW), false, "专题：各单位怎样规定"),
    Key("phones", Many(PHONE), false, "电话"),
];
const UNIT: &[Key] = &[
    Key("id", Id, true, "单位的代号，写在各页的 unit 里"),
    Key("code", Id, false, "链接里用的短代号"),
    Key("name", Text, true, "全名"),
    Key("short", Text, false, "简称"),
    Key("summary", Text, false, "一句话说明"),
    Key("vars", TextMap, false, "正文里 {{ 名称 }} 的代换"),
];
const ROLE: &[Key] = &[
    Key("id", Id, true, "岗位的代号，写在各页的 roles 里"),
    Key("name", Text, true, "名称"),
    Key("summary", Text, false, "一句话说明"),
    Key("units", Texts, false, "哪些单位有；不写就是都有"),
    Key("names", TextMap, false, "各单位的叫法"),
];
const LISTED: &[Key] = &[
    Key("id", Text, true, "编号，各页的 serves 里写它"),
    Key("title", Text, true, "制度的名称"),
    Key("unit", Text, false, "属于哪个单位"),
];
const HANDBOOK: &[Key] = &[
    Key("title", Text, true, "手册的名字"),
    Key("id", Id, false, "手册的代号"),
    Key("subtitle", Text, false, "副标题"),
    Key("edition", Text, false, "版本"),
    Key("valid-until", Date, false, "有效期：过了这一天，每一页提醒读者换新版"),
    Key("allow-html", Flag, false, "正文里准不准写 HTML"),
    Key("quiz-size", Count, false, "每周出几道题"),
    Key("quiz-choices", Date, false, "从这一天的下一周起，也出由数字要点做成的单选题"),
    Key("quiz-pass", Count, false, "几分算及格（满分 100）"),
    Key("vars", TextMap, false, "正文里 {{ 名称 }} 的代换"),
    Key("units", Many(UNIT), false, "单位"),
    Key("roles", Many(ROLE), false, "岗位"),
    Key("search-weights", NumberMap, false, "各文件夹的搜索权重"),
    Key("catalogue", Many(LISTED), false, "收录清单：手册要收齐哪些制度"),
];
const LOCAL_DUTY: &[Key] = &[
    Key("page", Text, true, "制度的 id"),
    Key("clause", Text, true, "条号"),
    Key("what", Text, false, "一条有几项职责时，是哪一项"),
    Key("when", One(WHEN), true, "本单位定的频次"),
];
const LOCAL: &[Key] = &[
    Key("shifts", Texts, false, "班次的名称"),
    Key("floors", Texts, false, "楼层或场所的名称"),
    Key("duties", Many(LOCAL_DUTY), false, "原文未定的频次，本单位定的"),
    Key("phones", Many(PHONE), false, "电话"),
];

/// Every schema by name: `handbook`, `local`, and the kinds of pages.
pub const NAMES: [&str; 7] = ["handbook", "local", "regulation", "script", "form", "quiz", "page"];

fn tables(name: &str) -> Option<(&'static str, Vec<&'static [Key]>)> {
    Some(match name {
        "handbook" => ("handbook.yml", vec![HANDBOOK]),
        "local" => ("local.yml", vec![LOCAL]),
        other => {
            let kind = Kind::ALL.into_iter().find(|kind| kind.name() == other)?;
            match kind {
                Kind::Regulation => ("content/regulations/*.md", vec![META, REGULATION]),
                Kind::Script => ("content/scripts/*.md", vec![META]),
                Kind::Form => ("content/forms/*.md", vec![META, FORM]),
                Kind::Quiz => ("content/quiz/*.md", vec![META, QUIZ]),
                Kind::Page => ("content/pages/*.md", vec![META, PAGE]),
            }
        }
    })
}

/// The schema of that name (draft 7, which every editor knows), indented, ending in a line end.
pub fn text(name: &str) -> Option<String> {
    let (title, tables) = tables(name)?;
    let mut schema = mapping(&tables);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(title);
    Some(serde_json::to_string_pretty(&schema).expect("invariant: a schema serialises") + "\n")
}

fn mapping(tables: &[&[Key]]) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for Key(name, kind, must, about) in tables.iter().flat_map(|table| table.iter()) {
        let mut schema = value(*kind);
        schema["description"] = json!(about);
        properties.insert((*name).to_owned(), schema);
        if *must {
            required.push(*name);
        }
    }
    let mut schema = json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn value(kind: Type) -> Value {
    let text = || json!({"type": ["string", "number"]});
    let list = |item: Value| json!({"anyOf": [{"type": "array", "items": item.clone()}, item, {"type": "null"}]});
    match kind {
        Text => json!({"type": ["string", "number", "null"]}),
        Flag => json!({"type": ["boolean", "null"]}),
        Count => json!({"type": ["integer", "null"], "minimum": 0}),
        Number => json!({"type": ["number", "null"]}),
        Date => json!({"type": ["string", "null"], "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}),
        Id => json!({"type": ["string", "number"], "pattern": "^[a-z0-9][a-z0-9-]{0,79}$"}),
        Texts => list(text()),
        TextMap => json!({"type": ["object", "null"], "additionalProperties": text()}),
        NumberMap => json!({"type": ["object", "null"], "additionalProperties": {"type": "number"}}),
        Choice(names) => json!({"enum": names}),
        Frequency => json!({"enum": Per::ALL.map(Per::name)}),
        CountName => json!({"enum": model::Count::ALL.map(model::Count::name)}),
        StatusName => json!({"enum": Status::ALL.map(Status::name)}),
        FillName => json!({"enum": Fill::NAMES.map(|(name, _)| name)}),
        One(keys) => mapping(&[keys]),
        Many(keys) => list(mapping(&[keys])),
        Named(keys) => list(json!({"anyOf": [mapping(&[keys]), {"type": "string"}]})),
        Marks => json!({"anyOf": [{"type": "array", "items": text()}, {"type": ["string", "boolean", "null"]}]}),
    }
}
