//! What an app consists of, as far as Android may start it.

use super::filter::IntentFilter;
use super::meta_data::MetaData;
use super::text::Text;

/// The kinds of component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComponentKind {
    /// A screen.
    Activity,
    /// Another name for an activity.
    ActivityAlias,
    /// Work in the background.
    Service,
    /// A receiver of broadcasts.
    Receiver,
    /// A content provider.
    Provider,
}

impl ComponentKind {
    /// Returns the element's name in a manifest.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::ActivityAlias => "activity-alias",
            Self::Service => "service",
            Self::Receiver => "receiver",
            Self::Provider => "provider",
        }
    }
}

/// A declared component.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// What it is.
    pub kind: ComponentKind,
    /// The full class name (for an alias: its own name).
    pub name: String,
    /// The activity an alias stands for.
    pub target: Option<String>,
    /// Whether other apps may start it: as declared, or what Android assumes otherwise.
    pub exported: bool,
    /// Whether it is enabled in the manifest.
    pub enabled: bool,
    /// The intents it takes.
    pub filters: Vec<IntentFilter>,
    /// The authorities of a provider.
    pub authorities: Vec<Text>,
    /// Its meta-data.
    pub meta_data: Vec<MetaData>,
}

impl Component {
    pub(super) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        self.filters
            .iter_mut()
            .flat_map(IntentFilter::texts_mut)
            .chain(&mut self.authorities)
            .chain(self.meta_data.iter_mut().filter_map(MetaData::text_mut))
    }
}
