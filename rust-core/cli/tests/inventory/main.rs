//! `appvagt inventory` as its users run it.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod broken;
mod case;
mod devices;
mod earlier;
mod found;
mod output;
mod page;
mod pages;
mod people;
mod unknown;
mod usage;
mod words;
