//! How names that several parts use are written.

pub mod date;
pub mod host;
pub mod near;
pub mod package_name;
pub mod placeholder;
pub mod punycode;
