//! Other apps that an app wants to see.

use super::filter::IntentFilter;
use super::text::Text;

/// A `<queries>` element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queries {
    /// Package names.
    pub packages: Vec<String>,
    /// Apps that take these intents.
    pub intents: Vec<IntentFilter>,
    /// Apps with providers of these authorities.
    pub authorities: Vec<Text>,
}

impl Queries {
    pub(super) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        self.intents.iter_mut().flat_map(IntentFilter::texts_mut).chain(&mut self.authorities)
    }
}
