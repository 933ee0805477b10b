//! Resource configurations (`ResTable_config`), and which of them suits a request better.

use super::locale::Locale;
use crate::le;

/// The density Android assumes for resources that name none.
const MEDIUM_DENSITY: u16 = 160;

/// What a resource was made for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Config {
    pub locale: Locale,
    /// The least SDK level, 0 for any.
    sdk: u16,
    density: u16,
    /// Whether it asks for a screen, an input device, a carrier or a mode.
    other: bool,
}

impl Config {
    /// Reads a configuration; what an older, shorter one leaves out is 0.
    pub fn read(bytes: &[u8]) -> Self {
        let declared = le::u32_at(bytes, 0).and_then(|size| usize::try_from(size).ok());
        let bytes = declared.and_then(|size| bytes.get(..size)).unwrap_or(bytes);
        let half = |at| le::u16_at(bytes, at).unwrap_or(0);
        let word = |at| le::u32_at(bytes, at).unwrap_or(0);
        // Carrier; orientation and touchscreen; keyboard, navigation and input; screen size;
        // minor version; screen layout, mode and smallest width; width and height in dp; round
        // and colour mode.
        let other = word(4)
            | u32::from(half(12))
            | word(16)
            | word(20)
            | u32::from(half(26))
            | word(28)
            | word(32)
            | u32::from(half(48));
        Self { locale: Locale::read(bytes), sdk: half(24), density: half(14), other: other != 0 }
    }

    /// Returns whether this may be used where only `wanted` is asked for: no particular device, but
    /// the newest platform.
    pub fn suits(&self, wanted: &Locale) -> bool {
        !self.other && self.locale.suits(wanted)
    }

    /// Returns whether this is better than `other`, both suiting `wanted` (`isBetterThan`).
    pub fn is_better_than(&self, other: &Self, wanted: &Locale) -> bool {
        if let Some(better) = self.locale.compare(&other.locale, wanted) {
            return better;
        }
        if self.density != other.density {
            return density_distance(self.density) < density_distance(other.density);
        }
        self.sdk > other.sdk
    }
}

/// Returns how far a density is from the medium one: scaling down is better than scaling up.
fn density_distance(density: u16) -> u32 {
    let density = if density == 0 { MEDIUM_DENSITY } else { density };
    match density.checked_sub(MEDIUM_DENSITY) {
        Some(above) => u32::from(above),
        None => 2 * u32::from(MEDIUM_DENSITY - density),
    }
}
