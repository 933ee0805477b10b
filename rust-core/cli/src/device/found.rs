//! A banned app on a device, and the user who has it.

use appvagt_scanner::{Found, Origin};
use serde::Serialize;

/// A banned app.
pub type FoundOnDevice = Found<Holder>;

/// The user who has an app.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Holder {
    /// Its number.
    pub user: u32,
    /// Whether the device refuses the shell what is this user's, so that it is no use to ask again.
    #[serde(skip)]
    pub refused: bool,
}

/// Returns whether an app came with the device, whose image keeps it.
pub fn came_with_device(found: &FoundOnDevice) -> bool {
    matches!(found.finding.origin, Origin::Preloaded | Origin::PreloadedUpdated)
}
