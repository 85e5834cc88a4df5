//! In: the body of a page. Out: its part of the model.

use super::PageCx;
use crate::{
    model::{Meta, Regulation},
    yaml::Fields,
};

/// Parses the body of a page; `at` is its first byte in the file.
pub fn parse(_cx: &mut PageCx, _meta: Meta, _fields: &mut Fields, _body: &str, _at: usize) -> Regulation {
    todo!()
}
