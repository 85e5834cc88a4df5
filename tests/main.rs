//! All integration tests in one binary.

mod browser;
mod coverage;
mod deadline;
mod determinism;
mod diagnostics;
mod diff;
mod export;
mod forms;
mod golden;
mod harness;
mod hostile;
mod images;
mod import;
mod label_laws;
mod label_rule;
mod quiz;
mod readme;
mod schema;
mod script;
mod search;
mod shell;
mod views;
mod weight;
