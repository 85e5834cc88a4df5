//! In: the body of a form. Out: its blocks; everything that has no place on paper is a diagnostic.
//!
//! A line is read by how it begins: `##` a section, `###` a group of check rows, `- [ ]` a check row, `|` a ledger's row, `{blank-rows: 12}` (or `fill`) the
//! empty rows after it; lines of anything else make a paragraph. What a check row asks for stands in braces before its citation:
//! `- [ ] 巡查次数 {数值: 次} [[ly-patrol#5]]`.

use super::{
    item::{Item, ask, braces, foreign, item},
    ledger,
    piece::{Piece, Written, written},
};
use crate::{
    diag::Diagnostic,
    model::{Ask, CheckRow, Citation, FormBlock, FormText, Section},
    parse::{PageCx, markdown::without_comments},
    source::Span,
};
use std::ops::Range;

/// Characters of a group's name; its cell is two wide.
const LONGEST_AREA: usize = 8;

/// Reads the body of a form; `at` is its first byte in the file.
pub fn blocks(cx: &mut PageCx, body: &str, at: usize) -> Vec<FormBlock> {
    let body = without_comments(body);
    let body = Piece { text: &body, at };
    let blocks = Vec::new();
    let mut reader =
        Reader { cx, body, blocks, paragraph: None, table: Vec::new(), rows: 0, heading: Vec::new(), area: None };
    let mut start = 0;
    for line in body.text.split_inclusive('\n') {
        reader.line(line.trim_end(), at + start);
        start += line.len();
    }
    reader.close();
    reader.check_sections();
    reader.blocks
}

struct Reader<'c, 'a, 's> {
    cx: &'c mut PageCx<'a>,
    body: Piece<'s>,
    blocks: Vec<FormBlock>,
    /// The paragraph that is open: its bytes in the file.
    paragraph: Option<Range<usize>>,
    /// The rows of the table that is open.
    table: Vec<Piece<'s>>,
    /// Check rows so far.
    rows: u32,
    /// The clauses of the last heading.
    heading: Vec<Citation>,
    /// The group of check rows that is open.
    area: Option<Area>,
}

/// A group of check rows.
struct Area {
    title: String,
    /// The clauses of the heading above it, which hold again behind it.
    above: Vec<Citation>,
    span: Span,
    /// Whether it has a row.
    used: bool,
}

impl<'s> Reader<'_, '_, 's> {
    fn line(&mut self, line: &'s str, at: usize) {
        let piece = Piece { text: line, at }.trim();
        let text = piece.text;
        if !text.starts_with('|') {
            self.close_table();
        }
        if !text.is_empty() && item(piece).is_none() {
            self.close_area();
        }
        if text.is_empty() {
            self.close_paragraph();
        } else if text.starts_with('|') {
            self.close_paragraph();
            self.table.push(piece);
        } else if text.starts_with('#') {
            self.close_paragraph();
            self.heading(piece);
        } else if let Some(item) = item(piece) {
            self.close_paragraph();
            self.item(item, piece);
        } else if text.starts_with("{blank-rows") {
            self.close_paragraph();
            self.blank_rows(piece);
        } else if let Some(what) = foreign(text) {
            self.close_paragraph();
            self.refuse(piece, what);
        } else {
            self.continue_paragraph(piece);
        }
    }

    /// A level-one heading before everything else is the page's title.
    fn heading(&mut self, piece: Piece) {
        let level = piece.text.bytes().take_while(|b| *b == b'#').count();
        if level == 1 && self.blocks.is_empty() {
            return;
        }
        let title = piece.part(level, piece.text.len()).trim();
        let Written { text, clauses } = written(self.cx, title);
        let span = self.cx.span(piece.at, piece.at + piece.text.len());
        if level > 2 {
            let own = if clauses.is_empty() { self.heading.clone() } else { clauses };
            if text.chars().count() > LONGEST_AREA {
                let fact = format!("类别“{text}”太长，竖在左边的窄格里印不下");
                self.cx.report(
                    Diagnostic::new("bad-form", span, fact)
                        .hint(format!("类别最多{LONGEST_AREA}个字；长的写成小节（##）")),
                );
            }
            let above = std::mem::replace(&mut self.heading, own);
            self.area = Some(Area { title: text, above, span, used: false });
            return;
        }
        self.heading.clone_from(&clauses);
        self.blocks.push(FormBlock::Section(Section { title: text, clauses, span }));
    }

    fn item(&mut self, item: Item, whole: Piece) {
        let span = self.cx.span(whole.at, whole.at + whole.text.len());
        let content = match item {
            Item::Open(content) => content,
            Item::Ticked(content) => {
                let fact = "空白表单里有已经勾上的行";
                self.cx.report(Diagnostic::new("bad-form", span, fact).hint("写成 - [ ]，勾由填表的人打"));
                content
            }
            Item::Plain(content) => {
                let fact = "表单里的列表行没有方框";
                self.cx.report(Diagnostic::new("bad-form", span, fact).hint("检查行写成 - [ ] 检查内容；说明写成段落"));
                content
            }
        };
        let (ask, before, after) = self.ask(content);
        let mut row = written(self.cx, before);
        row.clauses.extend(written(self.cx, after).clauses);
        if row.text.is_empty() {
            self.cx.report(Diagnostic::new("bad-form", span, "检查行没有内容").hint("写明要检查什么"));
        }
        self.rows += 1;
        let clauses = self.or_heading(row.clauses);
        let area = self.area.as_mut().map_or_else(String::new, |area| {
            area.used = true;
            area.title.clone()
        });
        let row = CheckRow { number: self.rows, area, text: row.text, ask, clauses, span };
        match self.blocks.last_mut() {
            Some(FormBlock::Checks(rows)) => rows.push(row),
            _ => self.blocks.push(FormBlock::Checks(vec![row])),
        }
    }

    /// A row without clauses of its own rests on those of the heading above it.
    fn or_heading(&self, clauses: Vec<Citation>) -> Vec<Citation> {
        if clauses.is_empty() { self.heading.clone() } else { clauses }
    }

    /// What a row asks for, and what stands before and after that.
    fn ask<'p>(&mut self, piece: Piece<'p>) -> (Ask, Piece<'p>, Piece<'p>) {
        let end = piece.text.len();
        let nothing = (Ask::Mark, piece, piece.part(end, end));
        let Some((from, to)) = braces(piece.text) else { return nothing };
        let inner = piece.part(from + 1, to - 1);
        match ask(inner.text) {
            Some(ask) => (ask, piece.part(0, from), piece.part(to, end)),
            None => {
                let span = self.cx.span(piece.at + from, piece.at + to);
                let fact = format!("不认识“{{{}}}”", inner.text);
                let hint = "可以写 {时间}、{日期}、{签名}、{填写}、{数值: 次}、{选: 当场整改/转办}";
                self.cx.report(Diagnostic::new("bad-form", span, fact).hint(hint));
                nothing
            }
        }
    }

    fn blank_rows(&mut self, piece: Piece) {
        let span = self.cx.span(piece.at, piece.at + piece.text.len());
        let inner = piece.text.trim_start_matches('{').trim_end_matches('}');
        let count = inner.split_once([':', '：']).map_or("", |(_, count)| count.trim());
        let Some(FormBlock::Ledger(ledger)) = self.blocks.last_mut() else {
            let hint = "把这一行紧接在表格后面";
            self.cx.report(Diagnostic::new("bad-form", span, "空行前面没有表格").hint(hint));
            return;
        };
        match (count, count.parse()) {
            ("fill", _) => (ledger.blank_rows, ledger.fill) = (ledger.blank_rows.max(1), true),
            (_, Ok(count @ 1..=500)) => ledger.blank_rows += count,
            _ => {
                let hint = "写成 {blank-rows: 12}（从 1 到 500），或 {blank-rows: fill} 排满一页";
                self.cx.report(Diagnostic::new("bad-form", span, "空行的数目写得不对").hint(hint));
            }
        }
    }

    fn refuse(&mut self, piece: Piece, what: &str) {
        let span = self.cx.span(piece.at, piece.at + piece.text.len());
        let hint = "表单正文只用小节（##）、类别（###）、检查行（- [ ]）、表格和段落";
        self.cx.report(Diagnostic::new("bad-form", span, format!("表单里不能用{what}")).hint(hint));
    }

    fn continue_paragraph(&mut self, piece: Piece) {
        let start = self.paragraph.as_ref().map_or(piece.at, |range| range.start);
        self.paragraph = Some(start..piece.at + piece.text.len());
    }

    fn close_paragraph(&mut self) {
        let Some(range) = self.paragraph.take() else { return };
        let span = self.cx.span(range.start, range.end);
        let piece = self.body.part(range.start - self.body.at, range.end - self.body.at);
        let Written { text, clauses } = written(self.cx, piece);
        self.blocks.push(FormBlock::Text(FormText { text, clauses, span }));
    }

    fn close_table(&mut self) {
        let rows = std::mem::take(&mut self.table);
        if !rows.is_empty() {
            let Some(mut ledger) = ledger::ledger(self.cx, &rows) else { return };
            for row in &mut ledger.rows {
                row.clauses = self.or_heading(std::mem::take(&mut row.clauses));
            }
            self.blocks.push(FormBlock::Ledger(ledger));
        }
    }

    /// A group ends with whatever is no check row.
    fn close_area(&mut self) {
        let Some(area) = self.area.take() else { return };
        self.heading = area.above;
        if !area.used {
            let fact = format!("类别“{}”下面没有检查行", area.title);
            let hint = "### 只管紧接着的检查行（- [ ]）；管别的用小节（##）";
            self.cx.report(Diagnostic::new("bad-form", area.span, fact).hint(hint));
        }
    }

    fn close(&mut self) {
        self.close_area();
        self.close_table();
        self.close_paragraph();
    }

    /// A section with nothing beneath it prints an empty bar.
    fn check_sections(&mut self) {
        let next = self.blocks.iter().skip(1).map(Some).chain([None]);
        for (block, next) in self.blocks.iter().zip(next) {
            if let (FormBlock::Section(section), None | Some(FormBlock::Section(_))) = (block, next) {
                let fact = format!("小节“{}”下面没有内容", section.title);
                self.cx
                    .report(Diagnostic::new("bad-form", section.span, fact).hint("写上检查行、表格或段落，或删去小节"));
            }
        }
    }
}
