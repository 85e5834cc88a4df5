//! In: the shipped handbook's site. Out: nothing, or what a real browser over `file://` finds wrong with it.

mod access;
mod binder;
mod cdp;
mod copying;
mod css;
mod deadline;
mod diff;
mod drill;
mod fill;
mod firefox;
pub mod found;
mod hostile;
mod ledger;
mod old;
mod package;
pub mod pages;
pub mod paper;
mod posts;
mod quiz;
mod reading;
mod scripts;
mod searching;
mod stack;

pub use cdp::Tab;
