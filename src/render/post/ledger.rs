//! In: a post's or a unit's duties. Out: the week sheet and the wall poster, as forms, so that they are laid out like any other.

use crate::{
    model::{
        Column, Field, FieldKind, Form, FormBlock, Kind, Ledger, LedgerRow, Meta, Orientation, Per, Role, Section, Unit,
    },
    render::{
        Site,
        refs::{DutyRow, RoleRef, ScheduleView},
    },
    source::{FileId, Span},
};

/// The week sheet of a post: a column a day for what each shift or day asks, a date and a name for what is rarer, a blank for what
/// the text leaves open; `None` where there is nothing to do.
pub fn week(site: &Site, unit: Option<&Unit>, role: &Role, rows: &[&DutyRow]) -> Option<Form> {
    let word = |key: &str| site.words.get(&format!("post.{key}"));
    let schedule = ScheduleView::of(&site.words, rows.iter().copied());
    let often = |per: &str| per == Per::Shift.name() || per == Per::Day.name();
    let mut blocks = Vec::new();
    let timed = |wanted: &dyn Fn(&str) -> bool| -> Vec<&DutyRow> {
        let frequencies = schedule.frequencies.iter().filter(|f| wanted(f.per));
        frequencies.flat_map(|f| f.rows.iter().copied()).collect()
    };
    let daily = timed(&often);
    let rare = timed(&|per| !often(per) && per != Per::Event.name());
    let events = timed(&|per| per == Per::Event.name());
    let open: Vec<&DutyRow> = schedule.open.iter().copied().filter(|row| !row.local).collect();
    let what = || column(word("what"), None, FieldKind::Text);
    let when = || column(word("when"), Some(30), FieldKind::Text);
    let days = word("days").chars().map(|day| column(&day.to_string(), Some(8), FieldKind::Text));
    let done = || [column(word("done"), Some(24), FieldKind::Date), column(word("name"), Some(18), FieldKind::Person)];
    let cells = |row: &DutyRow, empty: usize| filled([text(row), moment(row)], empty);
    ledger(&mut blocks, word("daily"), [what(), when()].into_iter().chain(days).collect(), &daily, |row| cells(row, 7));
    ledger(&mut blocks, word("rare"), [what(), when()].into_iter().chain(done()).collect(), &rare, |row| cells(row, 2));
    let blank = column(word("decided"), Some(30), FieldKind::Text);
    ledger(&mut blocks, word("open"), [what(), blank].into_iter().chain(done()).collect(), &open, |row| {
        filled([text(row), String::new()], 2)
    });
    let times = column(word("times"), Some(42), FieldKind::Text);
    ledger(&mut blocks, word("events"), vec![what(), when(), times], &events, |row| cells(row, 1));
    let name = RoleRef::of(role, unit.map(|unit| unit.id.as_str())).name;
    let title = site.words.fill("post.week", &[("post", name)]);
    let head = [(word("week_of"), FieldKind::Text), (word("name"), FieldKind::Person)];
    form(site, unit, Some(role), title, blocks).map(|form| Form {
        head: head.map(|(name, kind)| Field { name: name.to_owned(), kind, choices: Vec::new(), fill: None }).into(),
        ..form
    })
}

/// The wall poster of a unit: every duty by frequency, with post, place and form; 原文未定 with a blank.
pub fn poster(site: &Site, unit: Option<&Unit>, rows: &[&DutyRow]) -> Option<Form> {
    let word = |key: &str| site.words.get(&format!("post.{key}"));
    let schedule = ScheduleView::of(&site.words, rows.iter().copied());
    let columns = |when: &str| {
        let wide = |key: &str, width| column(word(key), Some(width), FieldKind::Text);
        vec![
            column(word("what"), None, FieldKind::Text),
            column(when, Some(38), FieldKind::Text),
            wide("who", 44),
            wide("place", 30),
            wide("record", 40),
        ]
    };
    let rest = |row: &DutyRow, when: String| {
        let who: Vec<&str> = row.who.iter().map(|role| role.name).collect();
        let record = row.form.as_ref().map_or("", |form| form.title);
        [row.what.to_owned(), when, who.join("、"), row.place.unwrap_or_default().to_owned(), record.to_owned()].into()
    };
    let mut blocks = Vec::new();
    for f in &schedule.frequencies {
        ledger(&mut blocks, &f.name, columns(word("when")), &f.rows, |row| rest(row, detail(row)));
    }
    let open: Vec<&DutyRow> = schedule.open.iter().copied().filter(|row| !row.local).collect();
    ledger(&mut blocks, word("open"), columns(word("decided")), &open, |row| rest(row, String::new()));
    let title = site.words.get("calendar.poster").to_owned();
    form(site, unit, None, title, blocks).map(|form| Form { orientation: Orientation::Landscape, ..form })
}

fn text(row: &DutyRow) -> String {
    row.place.map_or_else(|| row.what.to_owned(), |place| format!("{}（{place}）", row.what))
}

/// 每日，上班前15分钟
fn moment(row: &DutyRow) -> String {
    match detail(row) {
        detail if detail.is_empty() => row.time.frequency.clone(),
        detail => format!("{} {detail}", row.time.frequency),
    }
}

fn detail(row: &DutyRow) -> String {
    row.time.detail.clone()
}

fn filled(first: [String; 2], empty: usize) -> Vec<String> {
    first.into_iter().chain(std::iter::repeat_n(String::new(), empty)).collect()
}

fn column(name: &str, width: Option<u32>, kind: FieldKind) -> Column {
    Column { name: name.to_owned(), width, kind, choices: Vec::new() }
}

fn nowhere() -> Span {
    Span::new(FileId(0), 0, 0)
}

fn ledger(
    blocks: &mut Vec<FormBlock>,
    title: &str,
    columns: Vec<Column>,
    rows: &[&DutyRow],
    cells: impl Fn(&DutyRow) -> Vec<String>,
) {
    if rows.is_empty() {
        return;
    }
    let rows = rows.iter().map(|row| LedgerRow {
        cells: cells(row),
        clauses: vec![row.duty.clause.clone()],
        span: row.duty.clause.span,
    });
    let ledger = Ledger { columns, rows: rows.collect(), blank_rows: 0, fill: false, span: nowhere() };
    blocks.push(FormBlock::Section(Section { title: title.to_owned(), clauses: Vec::new(), span: nowhere() }));
    blocks.push(FormBlock::Ledger(ledger));
}

fn form(site: &Site, unit: Option<&Unit>, role: Option<&Role>, title: String, blocks: Vec<FormBlock>) -> Option<Form> {
    if blocks.is_empty() {
        return None;
    }
    let parts = [unit.map(|unit| unit.code.as_str()), Some("ZB"), role.map(|role| role.id.as_str())];
    let code = parts.into_iter().flatten().collect::<Vec<_>>().join("-").to_uppercase();
    let meta = Meta {
        id: code.to_lowercase(),
        title,
        kind: Kind::Form,
        unit: unit.map(|unit| unit.id.clone()),
        roles: Vec::new(),
        serves: Vec::new(),
        tags: Vec::new(),
        aliases: Vec::new(),
        summary: None,
        search_weight: 1.0,
        revisions: Vec::new(),
        file: FileId(0),
        span: nowhere(),
        url: String::new(),
        citations: Vec::new(),
        images: Vec::new(),
    };
    Some(Form {
        meta,
        code,
        version: site.today.to_string(),
        effective: None,
        orientation: Orientation::Portrait,
        sheets: None,
        row_height: 8,
        head: Vec::new(),
        marks: Vec::new(),
        rounds: Vec::new(),
        columns: Vec::new(),
        sign_off: Vec::new(),
        per: Vec::new(),
        floors: None,
        covers: Vec::new(),
        carry: Vec::new(),
        instructions: Vec::new(),
        blocks,
    })
}
