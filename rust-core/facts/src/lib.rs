//! Facts about an app for the judge, read from the app's APKs. The one place where the reader's terms
//! become the judge's, on a phone and on a computer.

#![forbid(unsafe_code)]

mod declared;
mod signers;

pub use declared::declared;
pub use signers::signers;
