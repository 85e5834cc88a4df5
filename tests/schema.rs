//! The schemas of settings and front matter: published as they are made, of the keys the parser knows, and all content follows them.

use crate::harness::{Handbook, golden::assert_golden, shipped};
use serde_json::{Map, Value, json};
use shouce::{
    diag::Diagnostics,
    parse::front_matter::split,
    schema,
    source::FileId,
    yaml::{self, Node},
};
use std::{collections::BTreeSet, fs, path::Path};

fn read(name: &str) -> Value {
    serde_json::from_str(&schema::text(name).expect("a schema")).expect("JSON")
}

#[test]
fn schemas_are_published_as_they_are_made() {
    for name in schema::NAMES {
        assert_golden(&format!("schema/{name}.schema.json"), &schema::text(name).expect("a schema"));
        jsonschema::validator_for(&read(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
    assert!(schema::text("nosuch").is_none());
}

fn value(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Null => Value::Null,
        yaml::Value::Bool(flag) => json!(flag),
        yaml::Value::Number(number) => serde_json::from_str(number).unwrap_or_else(|_| json!(number)),
        yaml::Value::Text(text) => json!(text),
        yaml::Value::List(items) => items.iter().map(value).collect(),
        yaml::Value::Map(entries) => {
            entries.iter().map(|(key, _, node)| (key.clone(), value(node))).collect::<Map<_, _>>().into()
        }
    }
}

fn faults(name: &str, yaml: &str) -> Vec<String> {
    let node = yaml::parse(FileId(0), yaml, 0, &mut Diagnostics::default()).expect("YAML");
    let validator = jsonschema::validator_for(&read(name)).expect("a schema");
    validator.iter_errors(&value(&node)).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

fn of_folder(root: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for name in ["handbook", "local"] {
        if let Ok(text) = fs::read_to_string(root.join(format!("{name}.yml"))) {
            out.extend(faults(name, &text).into_iter().map(|fault| format!("{name}.yml {fault}")));
        }
    }
    for kind in shouce::model::Kind::ALL {
        for entry in walkdir::WalkDir::new(root.join("content").join(kind.folder())).into_iter().flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "md") {
                let text = fs::read_to_string(entry.path()).expect("UTF-8");
                let front = split(&text).yaml.map_or("", |range| &text[range]);
                out.extend(
                    faults(kind.name(), front).into_iter().map(|fault| format!("{} {fault}", entry.path().display())),
                );
            }
        }
    }
    out
}

#[test]
fn all_shipped_content_follows_them_and_faults_do_not() {
    for root in [shipped::root().to_owned(), shipped::root().join("starter")] {
        let wrong = of_folder(&root);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    for (name, yaml) in [
        ("handbook", "titel: 甲"),
        ("regulation", "status: old"),
        ("regulation", "duties: [{what: 甲, when: {per: daily}, clause: 1}]"),
        ("form", "code: A"),
        ("quiz", "since: 2026/1/1"),
        ("page", "layout: table"),
        ("local", "duties: [{page: a}]"),
    ] {
        assert!(!faults(name, yaml).is_empty(), "{name}: {yaml} passes");
    }
}

/// The keys the parser knows in the mapping that holds `zzzzzzzzzz`: its hint lists them.
fn known(files: &str) -> BTreeSet<String> {
    let reading = Handbook::from(files).read();
    let found =
        reading.diagnostics.0.iter().find(|one| one.code == "unknown-key" && one.message.contains("zzzzzzzzzz"));
    let hint = found.and_then(|one| one.hint.clone()).unwrap_or_else(|| panic!("no hint: {:?}", reading.diagnostics));
    hint.strip_prefix("可以用的键：").expect("a list").split('、').map(str::to_owned).collect()
}

/// The keys the schema names at a place: keys parted by `/`.
fn named(name: &str, place: &str) -> BTreeSet<String> {
    let mut at = read(name);
    for key in place.split('/').filter(|key| !key.is_empty()) {
        at = at["properties"][key].clone();
        while at["properties"].is_null() {
            let inner = if at["anyOf"].is_array() { at["anyOf"][0].clone() } else { at["items"].clone() };
            assert!(!inner.is_null(), "{place}: no mapping");
            at = inner;
        }
    }
    at["properties"].as_object().expect("a mapping").keys().cloned().collect()
}

#[test]
fn they_name_just_the_keys_the_parser_knows() {
    let page = |folder: &str, front: &str| format!("//- content/{folder}/a.md\n---\nid: a\n{front}\n---\n\n1. 甲。\n");
    let z = "zzzzzzzzzz: 1";
    let cases = [
        ("handbook", "", format!("//- handbook.yml\ntitle: 甲\n{z}\n")),
        ("handbook", "units", format!("//- handbook.yml\ntitle: 甲\nunits: [{{{z}}}]\n")),
        ("handbook", "roles", format!("//- handbook.yml\ntitle: 甲\nroles: [{{{z}}}]\n")),
        ("handbook", "catalogue", format!("//- handbook.yml\ntitle: 甲\ncatalogue: [{{{z}}}]\n")),
        ("local", "", format!("//- local.yml\n{z}\n")),
        ("local", "duties", format!("//- local.yml\nduties: [{{{z}}}]\n")),
        ("local", "duties/when", format!("//- local.yml\nduties: [{{when: {{{z}}}}}]\n")),
        ("local", "phones", format!("//- local.yml\nphones: [{{{z}}}]\n")),
        ("regulation", "", page("regulations", z)),
        ("regulation", "source", page("regulations", &format!("source: {{{z}}}"))),
        ("regulation", "duties", page("regulations", &format!("duties: [{{{z}}}]"))),
        ("regulation", "deadlines", page("regulations", &format!("deadlines: [{{{z}}}]"))),
        ("regulation", "accept", page("regulations", &format!("accept: [{{{z}}}]"))),
        ("regulation", "revisions", page("regulations", &format!("revisions: [{{{z}}}]"))),
        ("script", "", page("scripts", z)),
        ("form", "", page("forms", z)),
        ("form", "head", page("forms", &format!("head: [{{{z}}}]"))),
        ("form", "columns", page("forms", &format!("columns: [{{{z}}}]"))),
        ("form", "sign-off", page("forms", &format!("sign-off: [{{{z}}}]"))),
        ("quiz", "", page("quiz", z)),
        ("page", "", page("pages", z)),
        ("page", "rows", page("pages", &format!("layout: topic\nrows: [{{{z}}}]"))),
        ("page", "phones", page("pages", &format!("layout: phones\nphones: [{{{z}}}]"))),
    ];
    for (name, place, files) in cases {
        assert_eq!(
            named(name, place),
            known(&files),
            "the table of {name} {place} in src/schema.rs and the parser differ"
        );
    }
}
