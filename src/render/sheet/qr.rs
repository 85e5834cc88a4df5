//! In: a form's code and version. Out: a QR code of them, drawn as one path, which needs neither style nor script.

use crate::render::html::escape;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Draws the code of a text; nothing where it is too long for one. The sheet's margins and the space around it are its quiet zone.
pub(super) fn draw(out: &mut String, text: &str, name: &str) {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return };
    let width = code.width();
    let _ = writeln!(
        out,
        "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {width}\" shape-rendering=\"crispEdges\"><path d=\"{}\"/></svg>",
        escape(&name.replace("{text}", text)),
        path(&code.to_colors(), width)
    );
}

/// One rectangle a run of dark modules.
fn path(colors: &[Color], width: usize) -> String {
    let mut out = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let _ = write!(out, "M{x} {y}h{0}v1h-{0}z", run.len());
            }
            x += run.len();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_drawn_run_by_run() {
        use Color::{Dark, Light};
        assert_eq!(path(&[Dark, Dark, Light, Dark], 2), "M0 0h2v1h-2zM1 1h1v1h-1z");
    }

    #[test]
    fn a_text_too_long_for_a_code_has_none() {
        let mut out = String::new();
        draw(&mut out, &"长".repeat(2000), "");
        assert_eq!(out, "");
    }
}
