//! The handbook says things in its own words: no run of 14 characters is a source's, but for names. And names and numbers are
//! spelt as the sources spell them. In: everything under `content/`, `handbook.yml`, `local.yml`; the sources under `SHOUCE_SHARED`.

use crate::harness::shipped::root;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// So long a run is no accident.
const RUN: usize = 14;

/// Names, titles and numbers that are the fact themselves, longest first. ARCHITECTURE.md says why each kind may stand.
const NAMES: [&str; 21] = [
    // Titles of the documents and of their parts.
    "衢州市数字城管指挥中心管理制度",
    "梅州市12345政府服务热线现场管理制度（试行）",
    "滨海县行政服务中心内部管理制度",
    "洛阳市政务服务中心（市民之家）督查工作管理办法（试行）",
    "滕州市城乡供水中心综合服务大厅工作人员行为规范",
    "滕州市城乡供水中心综合服务大厅管理制度",
    "综合服务大厅业务处理处置制度",
    "综合服务大厅效能监察投诉制度",
    "综合服务大厅工作人员行为规范",
    "综合服务大厅工作人员管理制度",
    "综合服务大厅突发事件处置制度",
    // Documents and forms they name.
    "滨海县行政服务中心服务对象投诉处理单",
    "滨海县行政服务中心服务操作规程",
    "市民之家突发公共事件应急预案",
    // Units, lines and numbers.
    "梅州市行政服务中心管理办公室",
    "滕州市城乡供水中心综合服务大厅",
    // With the letter that stands before it in the source.
    "洛阳市政务服务中心（市民之家）",
    "96310城市管理投诉举报热线",
    "梅州市12345政府服务热线",
    "12345政府服务热线话务现场",
    "65555666、63917623",
];

/// What stands between 《》 or in `source:` and is nobody's spelling but ours.
const OURS: [&str; 1] = ["滕州市城乡供水中心综合服务大厅服务公约"];

/// Letters and digits alone, of one width.
fn folded(text: &str) -> Vec<char> {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).collect()
}

fn sources(shared: &Path) -> Vec<Vec<char>> {
    let files = fs::read_dir(shared.join("seeds")).expect("the sources are there");
    let read = |path| folded(&fs::read_to_string(path).expect("a source is UTF-8"));
    files.map(|file| read(file.expect("a file").path())).collect()
}

/// Every file an editor writes, its substitutions put in, line by line.
fn lines() -> Vec<(String, String)> {
    let mut paths: Vec<_> = walkdir::WalkDir::new(root().join("content"))
        .into_iter()
        .map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.extend(["handbook.yml", "local.yml"].map(|name| root().join(name)));
    paths.sort();
    let mut lines = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("UTF-8");
        let name = path.strip_prefix(root()).expect("invariant: inside").display().to_string();
        let unit = name.rsplit('/').next().and_then(|file| file.split('-').next()).unwrap_or_default().to_owned();
        let spoken = |line: &str| vars(&unit).iter().fold(line.to_owned(), |line, (from, to)| line.replace(from, to));
        lines.extend(text.lines().enumerate().map(|(n, line)| (format!("{name}:{}", n + 1), plain(&spoken(line)))));
    }
    lines
}

/// What `{{ … }}` stands for on a unit's pages.
fn vars(unit: &str) -> Vec<(&'static str, &'static str)> {
    let line = match unit {
        "qz" => vec![("{{ hotline }}", "96310"), ("{{ hotline_name }}", "城市管理投诉举报热线")],
        "mz" => vec![("{{ hotline }}", "12345"), ("{{ hotline_name }}", "政府服务热线")],
        _ => Vec::new(),
    };
    [line, vec![("==", "")]].concat()
}

/// A line without its citations and anchors.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[[") {
        out += before;
        rest = after.split_once("]]").map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// Longest runs of `text` that `known` holds.
fn runs(text: &[char], known: &BTreeSet<&[char]>) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + RUN <= text.len() {
        let same = (at..=text.len() - RUN).take_while(|i| known.contains(&text[*i..*i + RUN])).count();
        if same > 0 {
            found.push(text[at..at + same + RUN - 1].iter().collect());
        }
        at += same.max(1);
    }
    found
}

/// Cuts a line at the names in it.
fn pieces(line: &[char]) -> Vec<Vec<char>> {
    let mut text: String = line.iter().collect();
    for name in NAMES {
        let name: String = folded(name).into_iter().collect();
        text = text.replace(&name, "\n");
    }
    text.split('\n').map(|piece| piece.chars().collect()).collect()
}

#[test]
fn nothing_is_said_in_the_words_of_a_source() {
    let Some(shared) = super::shared() else { return };
    let sources = sources(&shared);
    let known: BTreeSet<&[char]> = sources.iter().flat_map(|source| source.windows(RUN)).collect();
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let lines = lines();
    for (place, line) in &lines {
        for piece in pieces(&folded(line)) {
            taken.extend(runs(&piece, &known).into_iter().map(|run| (run, place.clone())));
        }
    }
    assert_eq!(taken, BTreeMap::new());
    let all: Vec<char> = lines.iter().flat_map(|(_, line)| folded(line).into_iter().chain(['\n'])).collect();
    for name in NAMES {
        let name = folded(name);
        assert!(name.len() + 1 >= RUN, "{name:?} is too short to be allowed");
        assert!(holds(&all, &name) && sources.iter().any(|s| holds(s, &name)), "{name:?} is allowed and not used");
    }
}

fn holds(text: &[char], part: &[char]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_sentence_of_a_source_would_be_found() {
    let Some(shared) = super::shared() else { return };
    let sources = sources(&shared);
    let known: BTreeSet<&[char]> = sources.iter().flat_map(|source| source.windows(RUN)).collect();
    let mut line = folded("本册说：");
    line.extend(&sources[0][200..220]);
    let want: String = sources[0][200..220].iter().collect();
    assert!(runs(&line, &known).iter().any(|run| run.contains(&want)), "{line:?}");
    assert_eq!(runs(&folded("这一句是本手册自己写的话，哪里也没有"), &known), [""; 0]);
}

/// Numbers of five digits and more that are no dates, and what stands in 《》.
fn names(line: &str) -> Vec<String> {
    let digits = |c: char| c.is_ascii_digit() || c == '-';
    let numbers = line.split(|c| !digits(c)).filter(|part| part.chars().filter(char::is_ascii_digit).count() >= 5);
    let is_date = |part: &&str| part.parse::<jiff::civil::Date>().is_err();
    let titles = line.split('《').skip(1).filter_map(|rest| rest.split_once('》')).map(|(title, _)| title.to_owned());
    numbers.filter(is_date).map(str::to_owned).chain(titles).collect()
}

#[test]
fn names_and_numbers_are_spelt_as_the_sources_spell_them() {
    let Some(shared) = super::shared() else { return };
    let sources = sources(&shared);
    let mut unknown: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = 0;
    for (place, line) in lines() {
        let key = line.trim_start_matches(['-', ' ']);
        let source = key.strip_prefix("source: {").map(|rest| rest.trim_end_matches('}'));
        let fields = source.iter().flat_map(|fields| fields.split(", ")).filter_map(|field| field.split_once(": "));
        let stated = fields.filter(|(key, _)| matches!(*key, "title" | "issuer" | "doc-no")).map(|(_, v)| v.to_owned());
        let units =
            key.strip_prefix("name: ").filter(|_| place.starts_with("handbook.yml") && line.starts_with("    name"));
        let units = units.filter(|name| name.contains('市') || name.contains('县')).map(str::to_owned);
        for name in names(&line).into_iter().chain(stated).chain(units) {
            seen += 1;
            let joined = name.strip_suffix("12345政府服务热线").filter(|office| !office.ends_with('市'));
            let spelt = folded(joined.unwrap_or(&name));
            if !spelt.is_empty()
                && !OURS.contains(&name.as_str())
                && !sources.iter().any(|source| holds(source, &spelt))
            {
                unknown.insert(name, place.clone());
            }
        }
    }
    assert_eq!(unknown, BTreeMap::new());
    assert!(seen > 100, "only {seen} names and numbers were looked at");
}
