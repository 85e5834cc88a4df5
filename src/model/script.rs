//! Scripts: what is said on the phone or at the desk.

use super::{Citation, Meta};

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// 工作人员
    Staff,
    /// 来电人、来访人，或者对话的同事
    Caller,
}

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Who says it.
    pub speaker: Speaker,
    /// What the other party is called here: 来电人, 服务对象, 同事; empty for staff.
    pub who: String,
    /// Plain text; slots stand in braces: `{工号}`.
    pub text: String,
    /// Finished HTML: slots as `<span class="slot">工号</span>`, citation marks; paragraphs parted by `<br>`.
    pub html: String,
    /// Citation marks of the citations at its end, finished HTML.
    pub cites: String,
    /// The clause it rests on: the first of the citations at its end.
    pub clause: Option<Citation>,
    /// Follows from a clause without being worded by it (引申): the editor's own.
    pub derived: bool,
}

/// What stands in a situation, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptBlock {
    /// Something said: an index of [`Situation::utterances`].
    Said(usize),
    /// Steps, decisions and remarks: finished HTML with citation marks.
    Prose(String),
}

/// One situation of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Its heading, without citation.
    pub title: String,
    /// Anchor on the page: `s1`, or pinned.
    pub anchor: String,
    /// The clause it rests on: the first of the citations at the heading's end.
    pub clause: Option<Citation>,
    /// Citation marks of those citations, finished HTML.
    pub cites: String,
    /// What is said, in order.
    pub utterances: Vec<Utterance>,
    /// What is said and the prose around it, in order.
    pub blocks: Vec<ScriptBlock>,
    /// What is never said here.
    pub banned: Vec<String>,
    /// Plain text of the prose.
    pub text: String,
}

/// A page of scripts.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// Common front matter.
    pub meta: Meta,
    /// Finished HTML before the first situation.
    pub intro: String,
    /// Its situations.
    pub situations: Vec<Situation>,
    /// What is never said at all (under a heading 禁语 of its own).
    pub banned: Vec<String>,
}
