//! In: the handbook. Out: what serves each row and clause, and what nothing covers yet.
