#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod declared;
mod signers;

pub use declared::declared;
pub use signers::signers;
