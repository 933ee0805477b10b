//! `AndroidManifest.xml`: what an app declares about itself.

mod attributes;
mod class_name;
mod component;
mod filter;
mod meta_data;
mod parse;
mod permission;
mod queries;
mod tag;
mod text;

pub use component::{Component, ComponentKind};
pub use filter::IntentFilter;
pub use meta_data::{MetaData, MetaValue};
pub(crate) use parse::parse;
pub use permission::{DeclaredPermission, UsedPermission};
pub use queries::Queries;
pub use text::Text;

/// An SDK level as a manifest states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SdkLevel {
    /// An API level.
    Level(u32),
    /// The code name of an Android release that was not final when the app was built.
    Codename(String),
}

/// What a manifest says. Strings that the manifest takes from resources are
/// [`Text::Reference`] until they are resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manifest {
    /// The package name, which identifies the app.
    pub package: String,
    /// The name of the split, for an APK that is part of an app.
    pub split: Option<String>,
    /// `versionCode`, with `versionCodeMajor` in the upper half.
    pub version_code: u64,
    /// `versionName`.
    pub version_name: Option<Text>,
    /// The lowest SDK level the app runs on; Android takes 1 if it is absent.
    pub min_sdk: Option<SdkLevel>,
    /// The SDK level the app is written for; Android takes `min_sdk` if it is absent.
    pub target_sdk: Option<SdkLevel>,
    /// The app's name. Its locale is chosen when it is resolved.
    pub label: Option<Text>,
    /// The full name of the application class, if the app has its own.
    pub application_class: Option<String>,
    /// Activities, services, receivers, providers and aliases, in document order.
    pub components: Vec<Component>,
    /// Meta-data of the application.
    pub meta_data: Vec<MetaData>,
    /// Permissions the app asks for.
    pub uses_permissions: Vec<UsedPermission>,
    /// Permissions the app defines.
    pub permissions: Vec<DeclaredPermission>,
    /// Other apps the app wants to see.
    pub queries: Queries,
}

impl Manifest {
    /// Returns every text in the manifest that may be a reference, except the label, whose locale
    /// is still to be chosen.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        let components = self.components.iter_mut().flat_map(Component::texts_mut);
        self.version_name
            .iter_mut()
            .chain(components)
            .chain(self.meta_data.iter_mut().filter_map(MetaData::text_mut))
            .chain(self.queries.texts_mut())
    }
}
