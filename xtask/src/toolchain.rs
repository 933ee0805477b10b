//! The tools that build and test Appvagt: where they come from, and how they are called.

pub mod android_resources;
pub mod archive;
pub mod artifacts;
pub mod command;
pub mod container;
pub mod debian_rust;
pub mod folder;
pub mod jdk;
pub mod junit;
pub mod kotlin;
pub mod link;
pub mod machine;
pub mod maven;
pub mod project;
pub mod robolectric;
pub mod runnable;
pub mod stamp;
pub mod step;
pub mod system_package;
pub mod workers;
pub mod xml;
