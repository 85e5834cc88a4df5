//! In: the question bank and a week. Out: the paper of that week.

pub mod answer;
pub mod choices;
pub mod facts;
pub mod results;
pub mod week;
