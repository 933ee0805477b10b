#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![allow(clippy::unnecessary_box_returns, reason = "errors are boxed everywhere: see `Result`")]
// Offsets come from files that lie: nothing may be indexed without a check.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod anomaly;
mod apk;
mod apk_file;
mod archive;
mod axml;
mod budget;
mod bytes;
mod chunk;
mod error;
mod le;
mod manifest;
mod mutf8;
mod regular_file;
mod resources;
mod signing;
mod source;
mod string_pool;
mod value;
mod zip;

pub use appvagt_certificate::{CertificateDigest, NotADigest};

pub use anomaly::{Anomalies, Anomaly};
pub use apk::Apk;
pub use apk_file::ApkFile;
pub use archive::{Archive, Packed, Scratch};
pub use budget::Budget;
pub use error::{Error, Limit, Position, Result, Structure};
pub use manifest::{
    Component, ComponentKind, DeclaredPermission, IntentFilter, Manifest, MetaData, MetaValue,
    Queries, SdkLevel, Text, UsedPermission,
};
pub use mutf8::decode as decode_modified_utf8;
pub use regular_file::open_file;
pub use signing::{ExtractedSigner, Scheme, Signatures, UnreadSignature};
pub use source::ReadAt;
pub use value::ResourceId;

/// How a file is read. The two readings are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// By the rules of Android's own readers. What they refuse is an error.
    #[default]
    Android,
    /// Whatever can be found, by any means. What Android refuses is an anomaly. What is found
    /// may differ from what a phone would see.
    Recovered,
}

/// How to read an APK, and what that may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The reading.
    pub reading: Reading,
    /// The limits.
    pub budget: Budget,
}
