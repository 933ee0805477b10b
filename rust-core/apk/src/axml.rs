//! Binary XML, as Android's `ResXMLTree` reads it.
//!
//! Rules: AOSP `frameworks/base/libs/androidfw/ResourceTypes.cpp` and, for which attribute is
//! found, `AttributeResolution.cpp`.

mod document;
mod element;

pub(crate) use document::{Document, Node};
pub(crate) use element::Element;
