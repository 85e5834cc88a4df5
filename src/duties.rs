//! In: the duties of all regulations. Out: the duty calendar.
