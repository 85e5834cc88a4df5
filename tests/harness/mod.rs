//! In: a handbook as text. Out: what the library makes of it, in memory. Start with [`Handbook::from`].

pub mod golden;
pub mod handbook;
pub mod live;
pub mod shipped;

pub use handbook::{Built, Handbook};
