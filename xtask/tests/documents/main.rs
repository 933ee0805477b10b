//! That the documents say what the code does, and lead to what is there.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up fails")]

mod contributing;
mod dependencies;
mod languages;
mod privacy;
mod promises;
mod supply_chain;
mod tree;
mod workflows;
