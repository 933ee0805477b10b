//! The attributes of one element, found as Android finds them: by resource id, in order.
//!
//! Ids: AOSP `frameworks/base/core/res/res/values/public-final.xml`.

use super::text::Text;
use crate::Reading;
use crate::anomaly::{Anomalies, Anomaly};
use crate::axml::{Document, Element};
use crate::budget::Meter;
use crate::error::{Result, Structure};
use crate::resources::Resolved;
use crate::value::{Meaning, ResourceId, Value, parse_integer};

macro_rules! known_attributes {
    ($($variant:ident $name:literal $id:literal,)+) => {
        /// The attributes this crate reads.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Known { $($variant,)+ }

        const KNOWN: &[(u32, &str, Known)] = &[$(($id, $name, Known::$variant),)+];
    };
}

known_attributes! {
    Label "label" 0x0101_0001,
    Name "name" 0x0101_0003,
    ProtectionLevel "protectionLevel" 0x0101_0009,
    Enabled "enabled" 0x0101_000e,
    Exported "exported" 0x0101_0010,
    Authorities "authorities" 0x0101_0018,
    Value "value" 0x0101_0024,
    Resource "resource" 0x0101_0025,
    Scheme "scheme" 0x0101_0027,
    Host "host" 0x0101_0028,
    TargetActivity "targetActivity" 0x0101_0202,
    MinSdkVersion "minSdkVersion" 0x0101_020c,
    VersionCode "versionCode" 0x0101_021b,
    VersionName "versionName" 0x0101_021c,
    TargetSdkVersion "targetSdkVersion" 0x0101_0270,
    MaxSdkVersion "maxSdkVersion" 0x0101_0271,
    VersionCodeMajor "versionCodeMajor" 0x0101_0576,
}

/// Looks up what a resource holds. Only asked where Android needs the value to go on.
pub(crate) type Resolver<'r> =
    dyn FnMut(ResourceId, &mut Meter, &mut Anomalies) -> Result<Option<Resolved>> + 'r;

/// What reading attributes needs beside the element.
pub(super) struct Context<'c, 'd> {
    pub document: Document<'d>,
    pub reading: Reading,
    pub meter: &'c mut Meter,
    pub anomalies: &'c mut Anomalies,
    pub resolver: &'c mut Resolver<'c>,
    /// The known attributes by the index of their name.
    pub known: Vec<Option<Known>>,
}

/// The attributes of one element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attributes {
    values: [Value; KNOWN.len()],
    /// Which of them are there: a bit each.
    present: u32,
}

impl Context<'_, '_> {
    /// Finds the names of the known attributes by their ids and compares them, once for the
    /// document.
    pub fn check_names(&mut self) -> Result<()> {
        for (index, id) in self.document.named_ids() {
            let at = KNOWN.binary_search_by_key(&id, |&(known, ..)| known).ok();
            let found = at.and_then(|at| KNOWN.get(at));
            self.known.push(found.map(|&(.., known)| known));
            let Some((_, name, _)) = found else { continue };
            self.meter.work(1, Structure::XmlDocument, || self.document.position())?;
            if self.document.is(index, name, self.meter)? {
                continue;
            }
            let blank = self
                .document
                .text(index, self.meter, self.anomalies)?
                .is_none_or(|name| name.trim().is_empty());
            self.anomalies.add(if blank {
                Anomaly::BlankAttributeName
            } else {
                Anomaly::DecoyAttributeName
            });
        }
        Ok(())
    }

    /// Reads the attributes of `element`.
    pub fn attributes(&mut self, element: &Element<'_>) -> Result<Attributes> {
        let mut found = Attributes::NONE;
        // Android walks the ids it wants and the attributes side by side, so an attribute after
        // one with a larger id is never reached, and of two with one id the first counts.
        let mut highest = 0;
        let count = element.attribute_count() as u64;
        self.meter.work(count, Structure::XmlNode, || self.document.position())?;
        for attribute in element.attributes() {
            let id = self.document.resource_id(attribute.name);
            if id == 0 {
                if let Some(known) = self.named_like_known(attribute.name)? {
                    self.anomalies.add(Anomaly::AttributeWithoutId);
                    if self.reading == Reading::Recovered {
                        found.set(known, attribute.value);
                    }
                }
                continue;
            }
            self.anomalies.note(id == highest, Anomaly::DuplicateAttribute);
            self.anomalies.note(id < highest, Anomaly::UnsortedAttributes);
            let reached = id > highest;
            highest = highest.max(id);
            if let Some(known) = self.known_by_name(attribute.name)
                && (reached || self.reading == Reading::Recovered)
            {
                found.set(known, attribute.value);
            }
        }
        Ok(found)
    }

    fn known_by_name(&self, name: u32) -> Option<Known> {
        self.known.get(usize::try_from(name).ok()?).copied().flatten()
    }

    /// Returns the known attribute that a name without an id pretends to be.
    fn named_like_known(&mut self, name: u32) -> Result<Option<Known>> {
        for &(_, known_name, known) in KNOWN {
            if self.document.is(name, known_name, self.meter)? {
                return Ok(Some(known));
            }
        }
        Ok(None)
    }

    /// Returns the value of the attribute `name` that has no namespace, as `getAttributeValue`
    /// gives it.
    pub fn plain(&mut self, element: &Element<'_>, name: &str) -> Result<Option<String>> {
        for attribute in element.attributes() {
            let none = attribute.namespace == u32::MAX || self.reading == Reading::Recovered;
            if !none || !self.document.is(attribute.name, name, self.meter)? {
                continue;
            }
            if attribute.raw != u32::MAX {
                return self.document.text(attribute.raw, self.meter, self.anomalies);
            }
            return match attribute.value.meaning() {
                Meaning::String(index) => self.document.text(index, self.meter, self.anomalies),
                _ => Ok(attribute.value.coerced()),
            };
        }
        Ok(None)
    }

    /// Returns the attribute as a string that may stand in the resources.
    pub fn text(&mut self, attributes: &Attributes, known: Known) -> Result<Option<Text>> {
        let Some(value) = attributes.get(known) else { return Ok(None) };
        Ok(match value.meaning() {
            Meaning::String(index) => {
                self.document.text(index, self.meter, self.anomalies)?.map(Text::Literal)
            }
            Meaning::Reference(id) => Some(Text::Reference(id)),
            _ => value.coerced().map(Text::Literal),
        })
    }

    /// Returns the attribute as a string, looked up in the resources if need be.
    pub fn string(&mut self, attributes: &Attributes, known: Known) -> Result<Option<String>> {
        Ok(match self.text(attributes, known)? {
            Some(Text::Literal(text)) => Some(text),
            Some(Text::Reference(id)) => match self.resolve(id)? {
                Some(Resolved::Text(text)) => Some(text),
                Some(Resolved::Value(value)) => value.coerced(),
                None => None,
            },
            None => None,
        })
    }

    fn resolve(&mut self, id: ResourceId) -> Result<Option<Resolved>> {
        (self.resolver)(id, self.meter, self.anomalies)
    }

    /// Returns the attribute as an integer, or the text that is none.
    pub fn integer(&mut self, attributes: &Attributes, known: Known) -> Result<Option<Number>> {
        let Some(mut value) = attributes.get(known) else { return Ok(None) };
        if let Meaning::Reference(id) = value.meaning() {
            match self.resolve(id)? {
                Some(Resolved::Value(resolved)) => value = resolved,
                Some(Resolved::Text(text)) => return Ok(Some(Number::of_text(text))),
                None => return Ok(None),
            }
        }
        Ok(match value.meaning() {
            Meaning::Integer(number) => Some(Number::Integer(number)),
            Meaning::Boolean(value) => Some(Number::Integer(value.into())),
            Meaning::String(index) => {
                self.document.text(index, self.meter, self.anomalies)?.map(Number::of_text)
            }
            _ => None,
        })
    }

    /// Returns the attribute as a truth value.
    pub fn boolean(&mut self, attributes: &Attributes, known: Known) -> Result<Option<bool>> {
        Ok(match self.integer(attributes, known)? {
            Some(Number::Integer(number)) => Some(number != 0),
            Some(Number::Text(text)) => Some(matches!(text.as_str(), "1" | "true" | "TRUE")),
            None => None,
        })
    }
}

/// An attribute that should be an integer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Number {
    Integer(i32),
    Text(String),
}

impl Number {
    fn of_text(text: String) -> Self {
        parse_integer(&text).map_or(Self::Text(text), Self::Integer)
    }

    pub fn integer(self) -> Option<i32> {
        match self {
            Self::Integer(number) => Some(number),
            Self::Text(_) => None,
        }
    }
}

impl Attributes {
    const NONE: Self = Self { values: [Value { kind: 0, data: 0 }; KNOWN.len()], present: 0 };

    pub fn get(&self, known: Known) -> Option<Value> {
        let value = self.values.get(usize::from(known as u8)).copied();
        value.filter(|_| self.present & 1 << known as u8 != 0)
    }

    /// Sets what is not set yet.
    fn set(&mut self, known: Known, value: Value) {
        let bit = 1 << known as u8;
        if self.present & bit == 0
            && let Some(place) = self.values.get_mut(usize::from(known as u8))
        {
            *place = value;
            self.present |= bit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KNOWN;

    #[test]
    fn known_attributes_are_in_the_order_of_their_ids() {
        assert!(KNOWN.is_sorted_by_key(|&(id, ..)| id));
        assert!(KNOWN.iter().enumerate().all(|(at, &(.., known))| at == usize::from(known as u8)));
    }
}
