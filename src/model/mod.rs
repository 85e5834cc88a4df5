//! The domain: what a handbook is once it is parsed and checked. Public fields, no input or output.
//!
//! | 中文 | name |
//! |---|---|
//! | 手册 | [`Handbook`] |
//! | 单位 | [`Unit`] |
//! | 岗位 | [`Role`] |
//! | 制度 | [`Regulation`] |
//! | 条款 | [`Clause`] |
//! | 引用 | [`Citation`] |
//! | 要点 | [`Fact`] |
//! | 话术 | [`Script`], [`Situation`], [`Utterance`] |
//! | 表单、台账、检查表 | [`Form`], [`FormBlock`] |
//! | 职责频次 | [`Duty`], [`When`] |
//! | 时限 | [`Deadline`], [`Count`] |
//! | 题 | [`Question`] |
//! | 收录清单 | [`Listed`] |
//! | 放假、调休 | [`Holidays`] |

mod clause;
mod deadline;
mod duty;
mod form;
mod handbook;
mod holidays;
mod page;
mod question;
mod review;
mod script;

pub use clause::*;
pub use deadline::*;
pub use duty::*;
pub use form::*;
pub use handbook::*;
pub use holidays::*;
pub use page::*;
pub use question::*;
pub use review::*;
pub use script::*;
