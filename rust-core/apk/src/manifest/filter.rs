//! The intents a component takes, or that an app asks about.

use super::text::Text;

/// An intent filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IntentFilter {
    /// Actions.
    pub actions: Vec<Text>,
    /// Categories.
    pub categories: Vec<Text>,
    /// URI schemes of its data.
    pub schemes: Vec<Text>,
    /// URI hosts of its data.
    pub hosts: Vec<Text>,
}

impl IntentFilter {
    pub(super) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        self.actions
            .iter_mut()
            .chain(&mut self.categories)
            .chain(&mut self.schemes)
            .chain(&mut self.hosts)
    }
}
