//! In: `handbook.yml` and `local.yml`. Out: the checked configuration.

use super::front_matter::{is_id, when};
use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Citation, Config, Listed, Local, LocalDuty, Phone, Role, Unit},
    source::{FileId, Sources, Span},
    yaml::{self, Fields, Node},
};
use jiff::civil::Date;

fn file_of(sources: &Sources, path: &str) -> Option<FileId> {
    sources.files.iter().position(|file| file.path == path).map(|index| FileId(index as u32))
}

/// Reads `handbook.yml` of the edition of `today`. A missing or broken file leaves the defaults, with a diagnostic.
pub fn config(sources: &Sources, today: Date, d: &mut Diagnostics) -> Config {
    let mut config = Config { id: "handbook".into(), quiz_sizes: vec![(None, 10)], quiz_pass: 80, ..Config::default() };
    let Some(file) = file_of(sources, "handbook.yml") else {
        let hint = "在手册文件夹里建一个 handbook.yml，写上 title: 手册的名字；或用 shouce init 建一个样例";
        d.push(Diagnostic::new("missing-handbook", None, "找不到 handbook.yml").hint(hint));
        return config;
    };
    let Some(node) = yaml::parse(file, &sources.file(file).text, 0, d) else { return config };
    let Some(mut fields) = Fields::of(&node, "handbook.yml", d) else { return config };
    config.span = Some(fields.span);
    match fields.text("title", d).filter(|title| !title.trim().is_empty()) {
        Some(title) => config.title = title.trim().to_owned(),
        None => {
            let hint = "加一行，例如 title: 政务服务大厅工作手册";
            d.push(Diagnostic::new("missing-title", fields.span_of("title"), "handbook.yml 缺少 title").hint(hint));
        }
    }
    if let Some(id) = id(&mut fields, d) {
        config.id = id;
    }
    config.subtitle = fields.text("subtitle", d);
    config.edition = fields.text("edition", d);
    config.valid_until = fields.date("valid-until", d);
    expiry(&config, today, fields.span_of("valid-until"), d);
    config.allow_html = fields.flag("allow-html", d).unwrap_or(false);
    config.quiz_sizes = quiz_sizes(&mut fields, d);
    config.quiz_choices = fields.date("quiz-choices", d);
    config.quiz_pass = fields.count("quiz-pass", d).unwrap_or(80).min(100);
    config.vars = fields.text_map("vars", d).into_iter().collect();
    config.units = fields.list("units").into_iter().filter_map(|node| unit(node, d)).collect();
    config.roles = fields.list("roles").into_iter().filter_map(|node| role(node, &config.units, d)).collect();
    config.search_weights = weights(&mut fields, d);
    config.catalogue = fields.list("catalogue").into_iter().filter_map(|node| listed(node, &config, d)).collect();
    fields.finish("handbook.yml", d);
    unique(config.units.iter().map(|u| u.id.as_str()), "单位", config.span, d);
    unique(config.units.iter().map(|u| u.code.as_str()), "单位代码", config.span, d);
    unique(config.roles.iter().map(|r| r.id.as_str()), "岗位", config.span, d);
    unique(config.catalogue.iter().map(|l| l.id.as_str()), "收录清单的编号", config.span, d);
    config
}

/// An edition that no longer holds on the day it is made.
fn expiry(config: &Config, today: Date, span: Span, d: &mut Diagnostics) {
    let Some(until) = config.valid_until.filter(|until| *until < today) else { return };
    let message = format!("有效期到 {until}，版本日期 {today} 已经过了");
    d.push(Diagnostic::new("expired", span, message).hint("核对过内容就把 valid-until 往后改；没有核对就不要发出去"));
}

/// `quiz-size: 10`, or from a day on another: `quiz-size: [{size: 10}, {size: 12, since: 2026-12-01}]`.
fn quiz_sizes(fields: &mut Fields, d: &mut Diagnostics) -> Vec<(Option<Date>, u32)> {
    let written = matches!(fields.node("quiz-size"), Some(Node { value: yaml::Value::List(_), .. }));
    if !written {
        return vec![(None, fields.count("quiz-size", d).unwrap_or(10).clamp(1, 100))];
    }
    let mut sizes = Vec::new();
    for node in fields.list("quiz-size") {
        let Some(mut one) = Fields::of(node, "quiz-size 的一项", d) else { continue };
        let since = one.date("since", d);
        match one.count("size", d) {
            Some(size) => sizes.push((since, size.clamp(1, 100))),
            None => d.push(
                Diagnostic::new("missing-key", node.span, "quiz-size 的这一项缺少 size")
                    .hint("写成 {size: 12, since: 2026-12-01}，从这一天的下一周起用"),
            ),
        }
        one.finish("quiz-size 的一项", d);
    }
    sizes.sort_unstable();
    if sizes.is_empty() { vec![(None, 10)] } else { sizes }
}

fn id(fields: &mut Fields, d: &mut Diagnostics) -> Option<String> {
    let id = fields.text("id", d)?;
    if !is_id(&id) {
        let hint = "用小写英文、数字和连字符，例如 quzhou";
        d.push(Diagnostic::new("bad-id", fields.span_of("id"), format!("id“{id}”不能用作地址")).hint(hint));
        return None;
    }
    Some(id)
}

fn missing(node: &Node, what: &str, key: &str, d: &mut Diagnostics) {
    d.push(
        Diagnostic::new("missing-key", node.span, format!("{what}缺少 {key}")).hint("写成 {id: quzhou, name: 全名}"),
    );
}

fn unit(node: &Node, d: &mut Diagnostics) -> Option<Unit> {
    let mut fields = Fields::of(node, "units 的一项", d)?;
    let no_id = fields.node("id").is_none();
    let id = id(&mut fields, d);
    let name = fields.text("name", d);
    let unit = Unit {
        code: fields.text("code", d).filter(|code| is_id(code)).or_else(|| id.clone()).unwrap_or_default(),
        short: fields.text("short", d).or_else(|| name.clone()).unwrap_or_default(),
        summary: fields.text("summary", d),
        vars: fields.text_map("vars", d).into_iter().collect(),
        id: id.unwrap_or_default(),
        name: name.unwrap_or_default(),
    };
    fields.finish("units 的一项", d);
    if no_id {
        missing(node, "这个单位", "id", d);
    }
    if unit.name.is_empty() {
        missing(node, "这个单位", "name", d);
    }
    (!unit.id.is_empty() && !unit.name.is_empty()).then_some(unit)
}

fn role(node: &Node, units: &[Unit], d: &mut Diagnostics) -> Option<Role> {
    let mut fields = Fields::of(node, "roles 的一项", d)?;
    let no_id = fields.node("id").is_none();
    let id = id(&mut fields, d);
    let name = fields.text("name", d);
    let summary = fields.text("summary", d);
    let listed = fields.texts("units", d);
    let names = fields.text_map("names", d);
    let names_span = fields.span_of("names");
    fields.finish("roles 的一项", d);
    if no_id {
        missing(node, "这个岗位", "id", d);
    }
    if name.is_none() {
        missing(node, "这个岗位", "name", d);
    }
    let known = Config { units: units.to_vec(), ..Config::default() };
    for (unit, span) in listed.iter().cloned().chain(names.iter().map(|(unit, _)| (unit.clone(), names_span))) {
        super::front_matter::known_unit(&known, &unit, span, d);
    }
    Some(Role {
        id: id?,
        name: name?,
        summary,
        units: listed.into_iter().map(|(unit, _)| unit).collect(),
        names: names.into_iter().collect(),
    })
}

/// An entry of the 收录清单; its id may be any word, since it is no address.
fn listed(node: &Node, config: &Config, d: &mut Diagnostics) -> Option<Listed> {
    let mut fields = Fields::of(node, "catalogue 的一项", d)?;
    let (id, title) = (fields.text("id", d), fields.text("title", d));
    let (unit, unit_span) = (fields.text("unit", d), fields.span_of("unit"));
    fields.finish("catalogue 的一项", d);
    if id.is_none() || title.is_none() {
        let hint = "写成 {id: A-1, title: 考勤制度, unit: quzhou}";
        d.push(Diagnostic::new("missing-key", node.span, "收录清单的这一项缺少 id 或 title").hint(hint));
    }
    let unit = unit.filter(|unit| super::front_matter::known_unit(config, unit, unit_span, d));
    Some(Listed { id: id?, title: title?, unit, span: node.span })
}

fn weights(fields: &mut Fields, d: &mut Diagnostics) -> Vec<(String, f32)> {
    let Some(node) = fields.node("search-weights") else { return Vec::new() };
    let yaml::Value::Map(entries) = &node.value else {
        let hint = "写成 search-weights: {regulations: 1.0, pages: 0.8}";
        d.push(Diagnostic::new("wrong-type", node.span, "“search-weights”的值应是键值表").hint(hint));
        return Vec::new();
    };
    let mut out = Vec::new();
    for (prefix, span, node) in entries {
        match &node.value {
            yaml::Value::Number(number) if number.parse::<f32>().is_ok_and(|w| w > 0.0 && w <= 10.0) => {
                out.push((prefix.clone(), number.parse().unwrap_or(1.0)));
            }
            _ => d.push(
                Diagnostic::new("wrong-type", *span, format!("“{prefix}”的权重应是 0 到 10 之间的数字"))
                    .hint("平常写 1.0"),
            ),
        }
    }
    out
}

fn unique<'a>(names: impl Iterator<Item = &'a str>, what: &str, span: Option<Span>, d: &mut Diagnostics) {
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            let message = format!("handbook.yml 里{what}“{name}”写了两次");
            d.push(Diagnostic::new("duplicate-id", span, message).hint("改掉其中一个"));
        }
    }
}

/// Reads `local.yml`; nothing where there is none.
pub fn local(sources: &Sources, d: &mut Diagnostics) -> Local {
    let mut local = Local::default();
    let Some(file) = file_of(sources, "local.yml") else { return local };
    let Some(node) = yaml::parse(file, &sources.file(file).text, 0, d) else { return local };
    let Some(mut fields) = Fields::of(&node, "local.yml", d) else { return local };
    local.shifts = fields.texts("shifts", d).into_iter().map(|(name, _)| name).collect();
    local.floors = fields.texts("floors", d).into_iter().map(|(name, _)| name).collect();
    local.duties = fields.list("duties").into_iter().filter_map(|node| local_duty(node, d)).collect();
    local.phones = fields.list("phones").into_iter().filter_map(|node| phone(node, true, d)).collect();
    fields.finish("local.yml", d);
    local
}

fn local_duty(node: &Node, d: &mut Diagnostics) -> Option<LocalDuty> {
    let mut fields = Fields::of(node, "duties 的一项", d)?;
    let page = fields.text("page", d);
    let clause = fields.text("clause", d);
    let what = fields.text("what", d);
    let when = fields.node("when").and_then(|node| when(node, d));
    fields.finish("duties 的一项", d);
    if page.is_none() || clause.is_none() || when.is_none() {
        let hint = "写成 {page: qz-hall, clause: \"9\", when: {per: month}}";
        d.push(Diagnostic::new("missing-key", node.span, "本单位规定缺少 page、clause 或 when").hint(hint));
    }
    Some(LocalDuty { page: page?, clause: clause?, what, when: when?, span: node.span })
}

/// Reads one entry of a `phones:` list, of a page or of `local.yml`.
pub fn phone(node: &Node, local: bool, d: &mut Diagnostics) -> Option<Phone> {
    let mut fields = Fields::of(node, "phones 的一项", d)?;
    let clause_span = fields.span_of("clause");
    let phone = Phone {
        what: fields.text("what", d).unwrap_or_default(),
        who: fields.text("who", d),
        number: fields.text("number", d),
        hours: fields.text("hours", d),
        unit: fields.text("unit", d),
        clause: fields.text("clause", d).map(|raw| Citation::unresolved(raw, clause_span)),
        local,
    };
    fields.finish("phones 的一项", d);
    if phone.what.is_empty() {
        let hint = "写上 what: 为什么事打这个电话";
        d.push(Diagnostic::new("missing-key", node.span, "这个电话缺少 what").hint(hint));
        return None;
    }
    Some(phone)
}
