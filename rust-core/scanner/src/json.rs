//! Reads JSON that people write, and lists every mistake in it.

pub mod allowed;
pub mod mistake;
pub mod object;
pub mod sentences;
pub mod value;
pub mod wrong;
