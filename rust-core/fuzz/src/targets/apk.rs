//! The whole file, from a corpus of whole APKs.

use crate::everything;

/// Reads `data`.
pub fn run(data: &[u8]) {
    everything::read_everything(data);
}
