//! The resource table (`resources.arsc`), read on demand.
//!
//! Rules: AOSP `frameworks/base/libs/androidfw/LoadedArsc.cpp` and `AssetManager2.cpp`.

mod config;
mod entry;
mod index;
mod locale;
mod locale_data;
mod locale_list;
mod table;

pub(crate) use table::{Resolved, ResourceTable};
