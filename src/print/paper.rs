//! The paper: A4 sheets, their margins, the type they are set in. Lengths are whole millimetres unless they say otherwise.
//!
//! The browser prints a sheet without page margins (with one it would print its own date and file path), so a sheet holds its
//! margins itself and is 1 mm shorter than the paper, which keeps rounding from adding an empty page.
//!
//! *Binding.* A volume is bound on the left. A portrait sheet keeps 25 mm free on its left. A landscape sheet is turned so that
//! its head lies at the binding (as official documents bind wide tables), so it keeps 25 mm free at its top.

use super::cells;
use crate::model::Orientation;

/// A sheet and its margins, in mm. The style sheet `theme/css/forms.css` holds the same figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Width of the sheet.
    pub width: u32,
    /// Height of the sheet.
    pub height: u32,
    /// Free at the top.
    pub top: u32,
    /// Free on the right.
    pub right: u32,
    /// Free at the bottom.
    pub bottom: u32,
    /// Free on the left.
    pub left: u32,
}

impl Paper {
    /// The paper of an orientation.
    pub fn of(orientation: Orientation) -> Self {
        match orientation {
            Orientation::Portrait => Paper { width: 210, height: 296, top: 10, right: 10, bottom: 10, left: 25 },
            Orientation::Landscape => Paper { width: 297, height: 209, top: 25, right: 10, bottom: 10, left: 10 },
        }
    }

    /// Width between the margins.
    pub fn text_width(self) -> u32 {
        self.width - self.left - self.right
    }

    /// Height between the margins.
    pub fn text_height(self) -> u32 {
        self.height - self.top - self.bottom
    }
}

/// A size of type, in hundredths of a millimetre. The style sheet holds the same figures in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// Width of an em, rounded up.
    pub em: u32,
    /// Height of a line.
    pub line: u32,
}

impl Type {
    /// 10.5 pt: rows.
    pub const BODY: Type = Type { em: 371, line: 520 };
    /// 9 pt: column heads, 依据, instructions.
    pub const SMALL: Type = Type { em: 318, line: 440 };
    /// 8.5 pt: the foot.
    pub const FOOT: Type = Type { em: 300, line: 400 };
    /// 17 pt: the title.
    pub const TITLE: Type = Type { em: 600, line: 900 };

    /// Tenths of an em that `width` mm hold after 4 % slack; `inset` hundredths of a mm are lost at the sides.
    pub fn room(self, width: u32, inset: u32) -> u32 {
        (width * 100).saturating_sub(inset) * 96 / 10 / self.em
    }

    /// Lines of a text in `width` mm.
    pub fn lines(self, text: &str, width: u32, inset: u32) -> u32 {
        cells::lines(text, self.room(width, inset))
    }

    /// Whole mm that hold so many lines.
    pub fn height(self, lines: u32) -> u32 {
        (self.line * lines).div_ceil(100)
    }

    /// Whole mm a text of one line needs, slack included.
    pub fn width_of(self, text: &str, inset: u32) -> u32 {
        ((cells::text_width(text) * self.em * 10).div_ceil(96) + inset).div_ceil(100)
    }
}

/// What a table cell loses at its sides to padding and rules, in hundredths of a mm.
pub const CELL_INSET: u32 = 280;
/// What a narrow cell (marks, rounds, numbers) loses at its sides.
pub const NARROW_INSET: u32 = 140;
/// What a row needs above and beneath its lines, in hundredths of a mm.
pub const ROW_INSET: u32 = 160;
/// Least height of a row, for handwriting.
pub const LEAST_ROW: u32 = 8;
/// Between head, body and foot.
pub const GAP: u32 = 2;

/// Height in mm of a row whose tallest cell needs `lines` hundredths of a mm, never less than `least`.
pub fn row_height(lines: u32, least: u32) -> u32 {
    whole(((lines + ROW_INSET).div_ceil(100)).max(least))
}

/// The next height the style sheet has a class for: every mm up to 60, every 5 mm above.
pub fn whole(height: u32) -> u32 {
    if height <= 60 { height } else { height.next_multiple_of(5) }
}

/// What a height of whole mm takes on a sheet, in hundredths of a mm: older browsers round each row of a table to whole pixels.
pub fn taken(height: u32) -> u32 {
    let pixels = (height * 960 + 127) / 254;
    (pixels * 2540).div_ceil(96).max(height * 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_body_type_fits_the_least_row() {
        assert_eq!(row_height(Type::BODY.line, LEAST_ROW), 8);
        assert_eq!(row_height(Type::BODY.line * 2, LEAST_ROW), 12);
        assert_eq!(row_height(6300, LEAST_ROW), 65);
    }

    #[test]
    fn rows_that_browsers_round_up_are_counted_as_they_are_drawn() {
        // 11 mm are 41.57 pixels, drawn as 42; 8 mm are 30.24, drawn as 30.
        assert_eq!([8, 10, 11].map(taken), [800, 1006, 1112]);
    }

    #[test]
    fn slack_is_four_in_a_hundred() {
        // 175 mm of 10.5 pt hold 47.2 characters, counted as 45.2.
        assert_eq!(Type::BODY.room(175, 0), 452);
        assert_eq!(Type::BODY.width_of("不合格", 0), 12);
    }
}
