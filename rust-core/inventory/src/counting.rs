//! Apps of which the number is enough.

use crate::{App, Format};

/// Returns whether the number of apps like this one is enough ([`crate::Event::Apps`]).
pub type Counted<'c> = Box<dyn FnMut(&App<'_>) -> bool + Send + 'c>;

/// Decides of which apps of a file the number is enough. Where several threads read, each asks one
/// of its own, so that whoever takes all they read need not look at every app again.
pub trait Counting: Sync {
    /// Returns what decides that of a stretch of a file of this format.
    fn counted(&self, format: Format) -> Counted<'_>;
}
