//! What `cargo xtask` does, a module for each of its commands.

pub mod aab;
pub mod aar;
pub mod api;
pub mod apk;
pub mod bench;
pub mod decoy;
pub mod demo;
pub mod device_test;
pub mod docs;
pub mod format;
pub mod fuzz;
pub mod gradle_facts;
pub mod page;
pub mod release;
pub mod run;
pub mod screens;
pub mod test;
