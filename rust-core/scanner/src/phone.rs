//! Facts about a phone, whoever collected them.

pub mod app_place;
pub mod gap;
pub mod installed_app;
pub mod label;
pub mod manifest_facts;
pub mod phone_apps;
pub mod profile;
pub mod web_app;
