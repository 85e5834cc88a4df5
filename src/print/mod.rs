//! In: forms. Out: explicit A4 sheets.
