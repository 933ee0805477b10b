//! The archive itself.

use crate::everything;

/// Reads `data`.
pub fn run(data: &[u8]) {
    everything::read_everything(data);
}
