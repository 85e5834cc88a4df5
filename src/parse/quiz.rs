//! In: the body of a page of questions. Out: its questions, each with its answer and the clause it rests on.
//!
//! A heading (of level 2 or deeper) is a stem; `{#name}` pins its id, which is otherwise the bank's id and a number. Task items
//! are choices, `[x]` right. `答案：15分钟 | 十五分钟` accepts words, `要点：` lists what a short answer must say, `排序：` stands before
//! a numbered list in the right order, `配对：` before a table of two columns. A quotation explains. `依据：[[qz-hall#1]]` is
//! required; `难度：2`, `岗位：operator`, `启用：2026-11-02`, `停用：2027-03-01` are not. Other paragraphs belong to the stem.

mod answer;
mod draft;

use super::{
    PageCx,
    front_matter::{is_id, known_role},
    markdown::{blocks, without_comments},
    pieces::{self, Item, Piece, Shape, citations, paragraph_break, plain, quoted},
};
use crate::{
    diag::Diagnostic,
    model::{Bank, Citation, Meta, Question, QuestionKind},
    source::Span,
    yaml::Fields,
};
use answer::Answer;
use draft::{Awaits, Draft, Key, key};
use jiff::civil::Date;
use std::ops::Range;

/// Parses the body of a page of questions; `at` is its first byte in the file.
pub fn parse(cx: &mut PageCx, meta: Meta, fields: &mut Fields, body: &str, at: usize) -> Bank {
    let since = fields.date("since", &mut cx.diagnostics);
    let source = without_comments(body);
    let mut reader = Reader {
        cx,
        source: &source,
        at,
        bank: Bank { meta, intro: String::new(), questions: Vec::new() },
        since,
        draft: None,
    };
    for piece in pieces::pieces(&source) {
        reader.piece(&piece);
    }
    reader.finish();
    reader.bank
}

struct Reader<'r, 'a> {
    cx: &'r mut PageCx<'a>,
    source: &'r str,
    at: usize,
    bank: Bank,
    since: Option<Date>,
    draft: Option<Draft>,
}

impl Reader<'_, '_> {
    fn piece(&mut self, piece: &Piece) {
        match piece.shape {
            Shape::Heading(1) => {}
            Shape::Heading(_) => self.heading(piece),
            _ if self.draft.is_none() => self.stray(piece),
            Shape::Quote => self.explanation(piece),
            Shape::List(_) => self.list(piece),
            Shape::Table => self.table(piece),
            Shape::Paragraph => self.paragraph(piece),
            Shape::Other => self.fault(&piece.range, "题目里不收这种内容", "写成段落、选项、引语或表格"),
        }
    }

    /// Text before the first question introduces the page; an answer there has lost its stem.
    fn stray(&mut self, piece: &Piece) {
        let list = matches!(piece.shape, Shape::List(_));
        if list && pieces::items(self.source, &piece.range).iter().any(|item| item.ticked.is_some()) {
            let hint = "在它前面写上题干作标题，例如 ## 每天要提前多久到岗？";
            return self.fault(&piece.range, "这段内容不在任何题目之下", hint);
        }
        let read = blocks(self.cx, &self.source[piece.range.clone()], self.at + piece.range.start);
        self.bank.intro.push_str(&read.html);
    }

    fn heading(&mut self, piece: &Piece) {
        self.finish();
        let heading = pieces::heading(self.source, &piece.range);
        let stem = plain(self.cx, &self.source[heading.title.clone()], self.at + heading.title.start);
        let cited = heading.citations;
        let basis = self.basis(&self.source[cited.clone()], cited.start);
        self.draft = Some(Draft {
            pin: heading.pin,
            span: pieces::trimmed(self.source, piece.range.clone()),
            stem,
            answer: Answer::default(),
            explanation: String::new(),
            basis,
            difficulty: 1,
            roles: None,
            since: None,
            retired: None,
            awaits: Awaits::Choices,
            unread: false,
        });
    }

    fn draft(&mut self) -> &mut Draft {
        self.draft.as_mut().expect("invariant: blocks before the first heading are handled apart")
    }

    fn explanation(&mut self, piece: &Piece) {
        for (text, start) in quoted(self.source, &piece.range) {
            let text = plain(self.cx, &text, self.at + start);
            paragraph_break(&mut self.draft().explanation, "\n", &text);
        }
    }

    fn list(&mut self, piece: &Piece) {
        let found = pieces::items(self.source, &piece.range);
        let steps = self.draft().awaits == Awaits::Steps;
        if !steps && found.iter().any(|item| item.ticked.is_none()) {
            let hint = "选项写成 - [x] 对的、- [ ] 错的；排序题在列表前写一行 排序：";
            return self.unread(&piece.range, "列表不是选项", hint);
        }
        for item in found {
            let text = plain(self.cx, &self.source[item.range.clone()], self.at + item.range.start);
            let Item { ticked, .. } = item;
            let answer = &mut self.draft().answer;
            match ticked {
                Some(right) if !steps => answer.choices.push((text, right)),
                _ => answer.steps.push(text),
            }
        }
    }

    fn table(&mut self, piece: &Piece) {
        let rows = pieces::rows(self.source, &piece.range);
        if self.draft().awaits != Awaits::Pairs || rows.iter().any(|row| row.len() != 2) {
            return self.unread(&piece.range, "表格不是配对", "在两列的表格前写一行 配对：");
        }
        for row in rows.into_iter().skip(1) {
            let [left, right] =
                [&row[0], &row[1]].map(|cell| plain(self.cx, &self.source[cell.clone()], self.at + cell.start));
            self.draft().answer.pairs.push((left, right));
        }
    }

    /// Lines that begin with a key; the others belong to the stem.
    fn paragraph(&mut self, piece: &Piece) {
        let mut start = piece.range.start;
        for line in self.source[piece.range.clone()].split_inclusive('\n') {
            let range = pieces::trimmed(self.source, start..start + line.len());
            start += line.len();
            match key(&self.source[range.clone()]) {
                Some((key, length)) => self.keyed(key, pieces::trimmed(self.source, range.start + length..range.end)),
                None => {
                    let text = plain(self.cx, &self.source[range.clone()], self.at + range.start);
                    paragraph_break(&mut self.draft().stem, "\n", &text);
                }
            }
        }
    }

    fn keyed(&mut self, key: Key, range: Range<usize>) {
        let text = &self.source[range.clone()];
        match key {
            Key::Basis => {
                let basis = self.basis(text, range.start);
                self.draft().basis.extend(basis);
            }
            Key::Difficulty => match text.parse() {
                Ok(difficulty @ 1..=3) => self.draft().difficulty = difficulty,
                _ => self.fault(&range, format!("难度不能是“{text}”"), "写 1（易）、2 或 3（难）"),
            },
            Key::Roles => {
                let span = self.span(&range);
                let names = text.split(['、', '，', ',', ' ']).map(str::trim).filter(|name| !name.is_empty());
                let known = names.filter(|name| known_role(self.cx.config, name, span, &mut self.cx.diagnostics));
                let known = known.map(str::to_owned).collect();
                self.draft().roles = Some(known);
            }
            Key::Since => self.draft().since = self.day(&range, "启用"),
            Key::Retired => self.draft().retired = self.day(&range, "停用"),
            Key::Accepted => self.draft().answer.accepted = self.words(&range),
            Key::Points => self.draft().answer.points = self.words(&range),
            Key::Steps => self.draft().awaits = Awaits::Steps,
            Key::Pairs => self.draft().awaits = Awaits::Pairs,
        }
    }

    fn day(&mut self, range: &Range<usize>, what: &str) -> Option<Date> {
        let text = &self.source[range.clone()];
        let day = text.parse().ok();
        if day.is_none() {
            self.fault(range, format!("{what}的日期不能是“{text}”"), "写成年-月-日，例如 2026-11-02");
        }
        day
    }

    /// Texts parted by `|`.
    fn words(&mut self, range: &Range<usize>) -> Vec<String> {
        let mut out = Vec::new();
        let mut start = range.start;
        for part in self.source[range.clone()].split_inclusive('|') {
            let text = plain(self.cx, part.trim_end_matches('|'), self.at + start);
            start += part.len();
            if !text.is_empty() {
                out.push(text);
            }
        }
        out
    }

    fn basis(&mut self, text: &str, start: usize) -> Vec<Citation> {
        let before = self.cx.citations.len();
        citations(self.cx, text, self.at + start);
        self.cx.citations[before..].to_vec()
    }

    fn finish(&mut self) {
        let Some(draft) = self.draft.take() else { return };
        for (fact, hint) in draft.faults() {
            self.fault(&draft.span, fact, hint);
        }
        let (id, span) = (self.id(&draft), self.span(&draft.span));
        let meta = &self.bank.meta;
        let kind = draft.answer.kind();
        let scenario = draft.stem.starts_with("情景：") || draft.stem.starts_with("情景:");
        let (choices, pairs, answers) = draft.answer.parts();
        self.bank.questions.push(Question {
            id,
            kind: if scenario { QuestionKind::Scenario } else { kind },
            stem: draft.stem,
            choices,
            pairs,
            answers,
            explanation: draft.explanation,
            basis: draft.basis,
            difficulty: draft.difficulty,
            unit: meta.unit.clone(),
            roles: draft.roles.unwrap_or_else(|| meta.roles.clone()),
            since: draft.since.or(self.since),
            retired: draft.retired,
            from_fact: false,
            span,
        });
    }

    /// The pinned name, or the bank's id and the question's number.
    fn id(&mut self, draft: &Draft) -> String {
        let counted = format!("{}-{}", self.bank.meta.id, self.bank.questions.len() + 1);
        let Some(range) = &draft.pin else { return counted };
        let name = self.source[range.clone()].to_owned();
        if !is_id(&name) {
            self.fault(range, format!("题号“{name}”不是小写英文、数字和连字符"), "写成 {#qz-hall-q1} 这样");
            return counted;
        }
        name
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.cx.span(self.at + range.start, self.at + range.end)
    }

    fn unread(&mut self, range: &Range<usize>, fact: &str, hint: &str) {
        self.draft().unread = true;
        self.fault(range, fact, hint);
    }

    fn fault(&mut self, range: &Range<usize>, fact: impl Into<String>, hint: &str) {
        let span = self.span(&pieces::trimmed(self.source, range.clone()));
        self.cx.report(Diagnostic::new("bad-question", span, fact).hint(hint));
    }
}
