//! In: the body of a page of scripts. Out: its situations, what is said in each, what is never said.
//!
//! A heading of level 2 is a situation; a citation may end it, `{#name}` pins its anchor. A quotation is something said, by
//! the caller where it begins with 来电人： (or 来访人：), by staff otherwise; a citation may end it, （引申） before it marks the
//! editor's own. What is never said is a list under a heading 禁语 or after a paragraph 禁语：, or follows that colon; under a
//! heading 禁语 of level 2 it holds for the whole page. All else is prose.

use super::{
    PageCx,
    inline::inline,
    markdown::{blocks, without_comments},
    pieces::{self, Piece, Shape, citations, items, paragraph_break, plain, quoted, trailing_citations},
};
use crate::{
    diag::Diagnostic,
    model::{Meta, Script, ScriptBlock, Situation, Speaker, Utterance},
    render::html::escape,
    yaml::Fields,
};
use std::ops::Range;

/// What the other party is called at the start of a line of theirs: who comes, calls or writes, or a colleague.
const CALLERS: [&str; 22] = [
    "来电人",
    "来访人",
    "来信人",
    "办事人",
    "服务对象",
    "投诉人",
    "预约人",
    "携带人",
    "市民",
    "群众",
    "对方",
    "窗口工作人员",
    "窗口同事",
    "同事",
    "责任单位",
    "承办人",
    "负责人",
    "科室负责人",
    "批准人",
    "请示人",
    "值周人员",
    "咨询台",
];
/// The title of what is never said.
const BANNED: &str = "禁语";

/// Parses the body of a page of scripts; `at` is its first byte in the file.
pub fn parse(cx: &mut PageCx, meta: Meta, _fields: &mut Fields, body: &str, at: usize) -> Script {
    let source = without_comments(body);
    let script = Script { meta, intro: String::new(), situations: Vec::new(), banned: Vec::new() };
    let mut reader = Reader { cx, source: &source, at, script, prose: None, place: Place::Intro, banning: false };
    for piece in pieces::pieces(&source) {
        reader.piece(&piece);
    }
    reader.end_prose();
    reader.script
}

/// Where the reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first situation.
    Intro,
    /// In the last situation.
    Situation,
    /// Under 禁语 of level 2.
    Banned,
}

struct Reader<'r, 'a> {
    cx: &'r mut PageCx<'a>,
    source: &'r str,
    at: usize,
    script: Script,
    /// Prose that was seen and not yet read.
    prose: Option<Range<usize>>,
    place: Place,
    /// Whether the next list is what is never said.
    banning: bool,
}

impl Reader<'_, '_> {
    fn piece(&mut self, piece: &Piece) {
        match piece.shape {
            Shape::Heading(level) => self.heading(level, piece),
            Shape::Quote => self.quote(piece),
            Shape::List(_) if self.banning => self.banned_list(piece),
            Shape::Paragraph => self.paragraph(piece),
            _ => self.keep(piece),
        }
    }

    fn heading(&mut self, level: u8, piece: &Piece) {
        self.end_prose();
        let heading = pieces::heading(self.source, &piece.range);
        let title = self.source[heading.title.clone()].trim();
        self.banning = title == BANNED;
        match level {
            1 => {}
            2 if self.banning => self.place = Place::Banned,
            2 => self.situation(&heading, piece),
            _ if self.banning => {}
            _ => self.keep(piece),
        }
    }

    fn situation(&mut self, heading: &pieces::Heading, piece: &Piece) {
        self.place = Place::Situation;
        let title = plain(self.cx, &self.source[heading.title.clone()], self.at + heading.title.start);
        if title.is_empty() {
            self.fault(&piece.range, "情景的标题是空的", "在 ## 后面写上情景，例如 ## 接起电话");
        }
        let range = heading.citations.clone();
        let (cites, clause) = citations(self.cx, &self.source[range.clone()], self.at + range.start);
        let anchor = self.anchor(heading.pin.clone());
        let (utterances, blocks, banned, text) = (Vec::new(), Vec::new(), Vec::new(), String::new());
        self.script.situations.push(Situation { title, anchor, clause, cites, utterances, blocks, banned, text });
    }

    /// The pinned name, or `s` and the situation's number.
    fn anchor(&mut self, pin: Option<Range<usize>>) -> String {
        let counted = format!("s{}", self.script.situations.len() + 1);
        let Some(range) = pin else { return counted };
        let name = self.source[range.clone()].to_owned();
        if !super::front_matter::is_id(&name) {
            self.fault(&range, format!("“{name}”不能用作锚点"), "用小写英文、数字和连字符，例如 {#answer-call}");
            return counted;
        }
        if self.script.situations.iter().any(|other| other.anchor == name) {
            self.fault(&range, format!("锚点“{name}”用了两次"), "同一页的锚点不能相同，请改掉一个");
            return counted;
        }
        name
    }

    fn quote(&mut self, piece: &Piece) {
        self.end_prose();
        self.banning = false;
        if self.place != Place::Situation {
            let hint = "在它前面写上情景的标题，例如 ## 接起电话";
            return self.fault(&piece.range, "引语不在任何情景标题之下", hint);
        }
        let paragraphs = quoted(self.source, &piece.range);
        let Some(said) = self.utterance(&paragraphs) else {
            return self.fault(&piece.range, "引语是空的", "在 > 后面写上要说的话，或删去这一段");
        };
        let situation = self.script.situations.last_mut().expect("invariant: the place is a situation");
        situation.blocks.push(ScriptBlock::Said(situation.utterances.len()));
        situation.utterances.push(said);
    }

    fn utterance(&mut self, paragraphs: &[(String, usize)]) -> Option<Utterance> {
        let mut said = Utterance {
            speaker: Speaker::Staff,
            who: String::new(),
            text: String::new(),
            html: String::new(),
            cites: String::new(),
            clause: None,
            derived: false,
        };
        for (n, (paragraph, start)) in paragraphs.iter().enumerate() {
            let mut range = 0..paragraph.len();
            if n == 0 {
                range.start = opening(paragraph, &mut said);
            }
            if n + 1 == paragraphs.len() {
                let cited = trailing_citations(paragraph);
                range.end = cited.start.max(range.start);
                let place = self.at + start + cited.start;
                (said.cites, said.clause) = citations(self.cx, &paragraph[cited], place);
            }
            let read = inline(self.cx, &paragraph[range.clone()], self.at + start + range.start);
            paragraph_break(&mut said.text, "\n", &pieces::without_marks(&read.text));
            paragraph_break(&mut said.html, "<br>", &slots(&read.html.unwrap_or_else(|| escape(&read.text))));
        }
        (!said.text.trim().is_empty()).then_some(said)
    }

    fn banned_list(&mut self, piece: &Piece) {
        self.end_prose();
        let found = items(self.source, &piece.range);
        let texts =
            found.into_iter().map(|item| plain(self.cx, &self.source[item.range.clone()], self.at + item.range.start));
        let texts: Vec<String> = texts.collect();
        self.ban(texts);
    }

    fn ban(&mut self, phrases: Vec<String>) {
        let list = match (self.place, self.script.situations.last_mut()) {
            (Place::Situation, Some(situation)) => &mut situation.banned,
            _ => &mut self.script.banned,
        };
        list.extend(phrases.into_iter().filter(|phrase| !phrase.is_empty()));
    }

    fn paragraph(&mut self, piece: &Piece) {
        let text = self.source[piece.range.clone()].trim();
        if text.starts_with('#') && text.trim_start_matches('#').starts_with(|c: char| !c.is_ascii()) {
            self.fault(&piece.range, "# 后面没有空格，不成标题", "在 # 和标题之间加一个空格");
        }
        let rest = text.strip_prefix(BANNED).and_then(|rest| rest.strip_prefix(['：', ':']));
        match rest {
            Some(rest) => {
                self.end_prose();
                let place = piece.range.start + self.source[piece.range.clone()].find(rest).unwrap_or(0);
                let phrases = phrases(&plain(self.cx, rest, self.at + place));
                self.banning = phrases.is_empty();
                self.ban(phrases);
            }
            None => self.keep(piece),
        }
    }

    /// Keeps a block of prose until its end is known.
    fn keep(&mut self, piece: &Piece) {
        self.banning &= self.place == Place::Banned;
        self.prose = Some(match self.prose.take() {
            Some(open) => open.start..piece.range.end,
            None => piece.range.clone(),
        });
    }

    fn end_prose(&mut self) {
        let Some(range) = self.prose.take() else { return };
        let read = blocks(self.cx, &self.source[range.clone()], self.at + range.start);
        match (self.place, self.script.situations.last_mut()) {
            (Place::Situation, Some(situation)) => {
                let html =
                    read.html.replace(" id=\"h", &format!(" id=\"{}-{}-h", situation.anchor, situation.blocks.len()));
                situation.blocks.push(ScriptBlock::Prose(slots(&html)));
                paragraph_break(&mut situation.text, "\n", &read.text);
            }
            _ => self.script.intro.push_str(&read.html),
        }
    }

    fn fault(&mut self, range: &Range<usize>, fact: impl Into<String>, hint: &str) {
        let range = pieces::trimmed(self.source, range.clone());
        let span = self.cx.span(self.at + range.start, self.at + range.end);
        self.cx.report(Diagnostic::new("bad-script", span, fact).hint(hint));
    }
}

/// Reads （引申） and the caller's name at the start of something said; where the words begin.
fn opening(text: &str, said: &mut Utterance) -> usize {
    let mut rest = text.trim_start();
    loop {
        if let Some(after) = ["（引申）", "(引申)"].iter().find_map(|mark| rest.strip_prefix(mark)) {
            said.derived = true;
            rest = after.trim_start();
        } else if let Some((who, after)) = caller(rest).filter(|_| said.who.is_empty()) {
            said.speaker = Speaker::Caller;
            said.who = who.to_owned();
            rest = after.trim_start();
        } else {
            return text.len() - rest.len();
        }
    }
}

fn caller(text: &str) -> Option<(&'static str, &str)> {
    CALLERS.iter().find_map(|name| Some((*name, text.strip_prefix(name)?.strip_prefix(['：', ':'])?)))
}

/// Phrases of one line: those in quotation marks, else what stands between ； or 、.
fn phrases(text: &str) -> Vec<String> {
    let quoted: Vec<String> =
        (text.split('“').skip(1)).filter_map(|part| Some(part.split_once('”')?.0.to_owned())).collect();
    if !quoted.is_empty() {
        return quoted;
    }
    let sign: &[char] = if text.contains(['；', ';']) { &['；', ';'] } else { &['、'] };
    let parts = text.split(sign).map(|part| part.trim().trim_end_matches('。').to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Finished HTML with `{工号}` in its text as `<span class="slot">工号</span>`.
fn slots(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let length = match slot(after) {
            Some(name) => {
                out.push_str("<span class=\"slot\">");
                out.push_str(name.trim());
                out.push_str("</span>");
                name.len() + 2
            }
            None if after.starts_with('<') => push(&mut out, &after[..after.find('>').map_or(1, |end| end + 1)]),
            None => push(&mut out, &after[..1]),
        };
        rest = &after[length..];
    }
    out.push_str(rest);
    out
}

fn push(out: &mut String, text: &str) -> usize {
    out.push_str(text);
    text.len()
}

/// The name of the slot a text begins with: at most 20 characters between braces.
fn slot(text: &str) -> Option<&str> {
    const LONGEST: usize = 20;
    let inner = text.strip_prefix('{')?;
    let end = inner.char_indices().take(LONGEST + 1).find(|(_, c)| matches!(c, '}' | '{' | '<' | '#'))?;
    let name = &inner[..end.0];
    (end.1 == '}' && !name.trim().is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_become_spans_in_text_only() {
        assert_eq!(slots("您好，{工号}号"), "您好，<span class=\"slot\">工号</span>号");
        assert_eq!(slots("<a href=\"{x}\">{}</a>{未完"), "<a href=\"{x}\">{}</a>{未完");
    }

    #[test]
    fn lines_of_the_other_party_begin_with_its_name() {
        assert_eq!(caller("服务对象：我要办证。"), Some(("服务对象", "我要办证。")));
        assert_eq!(caller("窗口工作人员：好。"), Some(("窗口工作人员", "好。")));
        assert_eq!(caller("影响是{影响}：大厅受影响。"), None);
    }

    #[test]
    fn phrases_of_one_line_are_parted() {
        assert_eq!(phrases("“不知道”、“问别人、别问我”"), ["不知道", "问别人、别问我"]);
        assert_eq!(phrases("不知道、不归我管。"), ["不知道", "不归我管"]);
        assert_eq!(phrases("不知道；这、那都不行"), ["不知道", "这、那都不行"]);
        assert!(phrases("").is_empty());
    }
}
