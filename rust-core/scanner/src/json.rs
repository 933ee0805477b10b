//! Reads JSON that people write, and lists every mistake in it.

pub mod mistake;
pub mod object;
pub mod value;
