//! Typed values (`Res_value`), which attributes and resources share.

use crate::le;

const TYPE_REFERENCE: u8 = 0x01;
const TYPE_STRING: u8 = 0x03;
const TYPE_FLOAT: u8 = 0x04;
const TYPE_DYNAMIC_REFERENCE: u8 = 0x07;
const TYPE_INT_HEX: u8 = 0x11;
const TYPE_BOOLEAN: u8 = 0x12;
const TYPE_FIRST_COLOR: u8 = 0x1c;
const TYPE_LAST_INT: u8 = 0x1f;
const TYPE_FIRST_INT: u8 = 0x10;

/// A resource id: package, type and entry as `0xPPTTEEEE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub u32);

impl ResourceId {
    pub(crate) const fn package(self) -> u8 {
        self.0.to_be_bytes()[0]
    }

    pub(crate) const fn type_id(self) -> u8 {
        self.0.to_be_bytes()[1]
    }

    pub(crate) const fn entry(self) -> u16 {
        let [_, _, high, low] = self.0.to_be_bytes();
        u16::from_be_bytes([high, low])
    }
}

impl std::fmt::Display for ResourceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "@{:#010x}", self.0)
    }
}

/// A typed value as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value {
    pub kind: u8,
    pub data: u32,
}

/// What a typed value means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning {
    /// Index into the string pool beside the value.
    String(u32),
    Reference(ResourceId),
    Integer(i32),
    Boolean(bool),
    Float(f32),
    /// Null, or something that is no string and no number (a dimension, an attribute).
    Nothing,
}

impl Value {
    /// Reads the 8 bytes of a `Res_value`.
    pub fn read(bytes: &[u8], at: usize) -> Option<Self> {
        Some(Self { kind: le::u8_at(bytes, at + 3)?, data: le::u32_at(bytes, at + 4)? })
    }

    pub const fn meaning(self) -> Meaning {
        match self.kind {
            TYPE_STRING => Meaning::String(self.data),
            TYPE_REFERENCE | TYPE_DYNAMIC_REFERENCE if self.data != 0 => {
                Meaning::Reference(ResourceId(self.data))
            }
            TYPE_FLOAT => Meaning::Float(f32::from_bits(self.data)),
            TYPE_BOOLEAN => Meaning::Boolean(self.data != 0),
            TYPE_FIRST_INT..=TYPE_LAST_INT => Meaning::Integer(self.data.cast_signed()),
            _ => Meaning::Nothing,
        }
    }

    /// Returns a number as text, as `TypedValue.coerceToString` writes it; not a floating-point
    /// one, which no build tool puts where text belongs.
    pub fn coerced(self) -> Option<String> {
        match (self.kind, self.meaning()) {
            (TYPE_INT_HEX, _) => Some(format!("0x{:x}", self.data)),
            (TYPE_FIRST_COLOR..=TYPE_LAST_INT, _) => Some(format!("#{:x}", self.data)),
            (_, Meaning::Integer(number)) => Some(number.to_string()),
            (_, Meaning::Boolean(value)) => Some(value.to_string()),
            _ => None,
        }
    }
}

/// Returns an integer written as text, as `XmlUtils.convertValueToInt` reads it.
pub(crate) fn parse_integer(text: &str) -> Option<i32> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let hex = hex.or_else(|| digits.strip_prefix('#'));
    let octal = digits.strip_prefix('0').filter(|rest| !rest.is_empty());
    let number = match (hex, octal) {
        (Some(digits), _) => i64::from_str_radix(digits, 16),
        (None, Some(digits)) => i64::from_str_radix(digits, 8),
        (None, None) => digits.parse(),
    };
    let number = number.ok()?;
    // Android wraps here: Integer.parseInt of a magnitude, then a sign.
    i32::try_from(if negative { -number } else { number }).ok()
}
