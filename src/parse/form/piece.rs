//! In: a line of a form, or a part of one. Out: what stands on paper, and the clauses it came with.

use crate::{
    diag::Diagnostic,
    model::{CITATION_MARK, Citation, MARK_END},
    parse::{PageCx, inline::inline},
};

/// A line, or a part of one, and its first byte in the file.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl<'a> Piece<'a> {
    /// Without blanks at both ends.
    pub fn trim(self) -> Self {
        let text = self.text.trim_start();
        Self { text: text.trim_end(), at: self.at + self.text.len() - text.len() }
    }

    /// The part from byte `from` to `to`.
    pub fn part(self, from: usize, to: usize) -> Self {
        Self { text: &self.text[from..to], at: self.at + from }
    }
}

/// What stands on paper, and the clauses it came with.
pub(super) struct Written {
    pub text: String,
    pub clauses: Vec<Citation>,
}

/// Reads the markup of a piece; its citations leave the text.
pub(super) fn written(cx: &mut PageCx, piece: Piece) -> Written {
    let first = cx.citations.len();
    let read = inline(cx, piece.text, piece.at);
    let clauses = cx.citations.split_off(first);
    if read.html.is_some_and(|html| html.contains("<a ") || html.contains("<img")) {
        let span = cx.span(piece.at, piece.at + piece.text.len());
        let fact = "纸上放不了链接和图片";
        cx.report(Diagnostic::new("bad-form", span, fact).hint("只写文字；依据的条款写成 [[页面#编号]]"));
    }
    let text: String = read.text.chars().filter(|c| !(CITATION_MARK..MARK_END).contains(&(*c as u32))).collect();
    Written { text: text.trim().to_owned(), clauses }
}
