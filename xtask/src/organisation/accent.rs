//! The colour of what can be tapped, by day and by night.

use std::fmt;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::toolchain::android_resources::SOURCES;
use crate::toolchain::project;

/// The least contrast of a text, by WCAG 2.2, criterion 1.4.3.
const CONTRAST: f64 = 4.5;
/// The contrast that colours for the night are made with, as there is room for it: that of
/// criterion 1.4.6.
const HIGH_CONTRAST: f64 = 7.0;
/// In so many steps a colour is made lighter or darker.
const STEPS: u8 = 100;
const WHITE: Colour = Colour([255; 3]);
const BLACK: Colour = Colour([0; 3]);

/// A colour: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// The accent colour in each mode, and that of texts upon it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accent {
    pub day: Colour,
    pub on_day: Colour,
    pub night: Colour,
    pub on_night: Colour,
}

impl Accent {
    /// Reads the colour by day, such as `#1F5FA6`, and makes those that go with it.
    ///
    /// # Errors
    /// It is none, or texts in it or upon it could not be read.
    pub fn read(text: &str) -> Result<Self> {
        let Some(day) = Colour::read(text) else {
            bail!("{text:?} is no colour; allowed: red, green and blue, such as #1F5FA6");
        };
        // It is the colour of texts on both, and a button's below a text in white.
        let grounds = [of_app("values", "background")?, of_app("values", "card")?, WHITE];
        if grounds.iter().any(|ground| day.contrast(*ground) < CONTRAST) {
            let nearest = day.towards(BLACK, &grounds, CONTRAST);
            let contrast = grounds.map(|ground| day.contrast(ground));
            let least = contrast.into_iter().fold(f64::INFINITY, f64::min);
            bail!(
                "{day} has a contrast of {:.1} to white, in which texts cannot be read; allowed: a \
                 colour with {CONTRAST} or more, of which {nearest} is the nearest",
                // Never rounded up to what would be enough.
                (least * 10.0).floor() / 10.0
            );
        }
        let grounds = ["background", "card", "second_pane"]
            .map(|name| of_app("values-night", name))
            .into_iter()
            .collect::<Result<Vec<_>>>()?;
        let night = day.towards(WHITE, &grounds, HIGH_CONTRAST);
        Ok(Self {
            day,
            on_day: WHITE,
            night,
            on_night: day.towards(BLACK, &[night], HIGH_CONTRAST),
        })
    }
}

impl Colour {
    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at| {
            let part = digits.get(at..at + 2).filter(|part| !part.starts_with('+'))?;
            u8::from_str_radix(part, 16).ok()
        };
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Returns the colour, made no nearer to `end` than it takes to have this contrast to all of
    /// `grounds`.
    fn towards(self, end: Self, grounds: &[Self], contrast: f64) -> Self {
        let enough = |colour: &Self| grounds.iter().all(|g| colour.contrast(*g) >= contrast);
        (0..=STEPS).map(|step| self.mixed(end, step)).find(enough).unwrap_or(end)
    }

    fn mixed(self, end: Self, step: u8) -> Self {
        let (step, steps) = (u16::from(step), u16::from(STEPS));
        let mut mixed = self.0;
        for (part, end) in mixed.iter_mut().zip(end.0) {
            let sum = u16::from(*part) * (steps - step) + u16::from(end) * step;
            *part = u8::try_from(sum / steps).unwrap_or(u8::MAX);
        }
        Self(mixed)
    }

    /// Returns the contrast ratio, by WCAG 2.2.
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// Returns a colour of the app as it is published.
fn of_app(folder: &str, name: &str) -> Result<Colour> {
    let file = format!("{SOURCES}/res/{folder}/colors.xml");
    let text = fs::read_to_string(project::path(&file)).with_context(|| file.clone())?;
    let value = text.split_once(&format!("<color name=\"{name}\">"));
    let value = value.and_then(|(_, rest)| rest.split_once("</color>"));
    value
        .and_then(|(value, _)| Colour::read(value))
        .with_context(|| format!("{file} has no colour called {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_can_be_read_in_and_on_every_accent_that_is_taken() {
        for text in ["#1F5FA6", "#000000", "#7A1E1E", "#00694b", "#5B2A86", "#6A6A6A"] {
            let accent = Accent::read(text).unwrap();
            assert!(accent.day.to_string().eq_ignore_ascii_case(text), "{text}");
            for (name, colour, least) in
                [("values", accent.day, CONTRAST), ("values-night", accent.night, HIGH_CONTRAST)]
            {
                for ground in ["background", "card", "second_pane"] {
                    let contrast = colour.contrast(of_app(name, ground).unwrap());
                    assert!(contrast >= least, "{text} on {ground} of {name}: {contrast}");
                }
            }
            assert!(accent.day.contrast(accent.on_day) >= CONTRAST, "{accent:?}");
            assert!(accent.night.contrast(accent.on_night) >= HIGH_CONTRAST, "{accent:?}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 1e-9);
        // The usual example of a grey that is just dark enough on white, and the one that is not.
        assert!(Colour([0x76; 3]).contrast(WHITE) >= 4.5);
        assert!(Colour([0x77; 3]).contrast(WHITE) < 4.5);
    }

    #[test]
    fn a_colour_that_is_none_or_too_light_is_refused_with_one_that_is_allowed() {
        for (text, expected) in [
            ("blue", "\"blue\" is no colour; allowed: red, green and blue, such as #1F5FA6"),
            ("#FFF", "\"#FFF\" is no colour"),
            ("#1F5FA6FF", "\"#1F5FA6FF\" is no colour"),
            ("#+F5FA6", "\"#+F5FA6\" is no colour"),
            ("#æææ", "\"#æææ\" is no colour"),
            ("#FFCC00", "#FFCC00 has a contrast of 1."),
            ("#777777", "#777777 has a contrast of 4."),
        ] {
            let error = Accent::read(text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
        let error = Accent::read("#FFCC00").unwrap_err().to_string();
        let nearest = error.split("of which ").nth(1).unwrap().split(' ').next().unwrap();
        Accent::read(nearest).unwrap();
    }
}
