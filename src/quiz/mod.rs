//! In: the question bank and a week. Out: the paper of that week.

pub mod facts;
pub mod week;
