//! What an app's manifest declares.

use appvagt_apk::{Apk, MetaData, MetaValue, Result, Text};
use appvagt_scanner::{ManifestFacts, value_matters};

/// A list of names in [`ManifestFacts`].
type Names = fn(&mut ManifestFacts) -> &mut Vec<String>;

/// Returns what the manifest of `apk` declares. Strings that stand in the resources are looked up
/// there, those of meta-data only where the judge reads them; one that the resources lack is left
/// out.
///
/// # Errors
/// The manifest cannot be read, or the resources cannot and are needed.
pub fn declared(apk: &Apk) -> Result<ManifestFacts> {
    let mut collector = Collector::default();
    let manifest = apk.manifest()?;
    collector.declared.classes.extend(manifest.application_class.clone());
    for meta_data in &manifest.meta_data {
        collector.meta_data(meta_data);
    }
    for permission in &manifest.permissions {
        collector.declared.permissions.push(permission.name.clone());
    }
    for component in &manifest.components {
        collector.declared.classes.push(component.name.clone());
        for filter in &component.filters {
            collector.names(|declared| &mut declared.actions, &filter.actions);
            collector.names(|declared| &mut declared.schemes, &filter.schemes);
            collector.names(|declared| &mut declared.hosts, &filter.hosts);
        }
        collector.names(|declared| &mut declared.authorities, &component.authorities);
        for meta_data in &component.meta_data {
            collector.meta_data(meta_data);
        }
    }
    collector.look_up(apk)
}

/// What is collected, and what is still to be looked up in the resources.
#[derive(Default)]
struct Collector {
    declared: ManifestFacts,
    names: Vec<(Names, Text)>,
    /// Indices of meta-data.
    values: Vec<(usize, Text)>,
}

impl Collector {
    fn names(&mut self, list: Names, texts: &[Text]) {
        for text in texts {
            match text {
                Text::Literal(name) => list(&mut self.declared).push(name.clone()),
                Text::Reference(_) => self.names.push((list, text.clone())),
            }
        }
    }

    fn meta_data(&mut self, meta_data: &MetaData) {
        let mut value = String::new();
        if let MetaValue::Text(text) = &meta_data.value
            && value_matters(&meta_data.name)
        {
            match text {
                Text::Literal(text) => value.clone_from(text),
                Text::Reference(_) => {
                    self.values.push((self.declared.meta_data.len(), text.clone()));
                }
            }
        }
        self.declared.meta_data.push((meta_data.name.clone(), value));
    }

    fn look_up(self, apk: &Apk) -> Result<ManifestFacts> {
        let Self { mut declared, names, values } = self;
        for (list, text) in names {
            list(&mut declared).extend(apk.resolve(&text, &[])?);
        }
        for (index, text) in values {
            let value = apk.resolve(&text, &[])?;
            if let (Some(value), Some(item)) = (value, declared.meta_data.get_mut(index)) {
                item.1 = value;
            }
        }
        Ok(declared)
    }
}
