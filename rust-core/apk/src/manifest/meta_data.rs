//! Named values an app or a component carries.

use super::text::Text;
use crate::value::ResourceId;

/// One `<meta-data>`.
#[derive(Debug, Clone, PartialEq)]
pub struct MetaData {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: MetaValue,
}

/// The value of a `<meta-data>`.
#[derive(Debug, Clone, PartialEq)]
pub enum MetaValue {
    /// A string, or a reference that is not resolved (yet).
    Text(Text),
    /// An integer or a colour.
    Integer(i32),
    /// A truth value.
    Boolean(bool),
    /// A floating-point number.
    Float(f32),
    /// `android:resource`: the resource itself, not what it holds.
    Resource(ResourceId),
    /// No value that Android passes on.
    None,
}

impl MetaData {
    pub(super) fn text_mut(&mut self) -> Option<&mut Text> {
        match &mut self.value {
            MetaValue::Text(text) => Some(text),
            _ => None,
        }
    }
}
