//! A module for each target: what is fuzzed, and what must hold of anything that it reads.

mod apk;
mod arsc;
mod axml;
mod device_admins;
mod inventory_file;
mod inventory_json;
mod inventory_pm_list;
mod inventory_table;
mod inventory_xml;
mod package_dump;
mod package_line;
mod package_list;
mod pkcs7;
mod signing_block;
mod standings;
mod users;
mod zip;

/// A target: its name, which is that of its corpus, too, and what reads the input.
pub type Target = (&'static str, fn(&[u8]));

/// All targets, by name.
pub const TARGETS: [Target; 17] = [
    ("apk", apk::run),
    ("arsc", arsc::run),
    ("axml", axml::run),
    ("device_admins", device_admins::run),
    ("inventory_file", inventory_file::run),
    ("inventory_json", inventory_json::run),
    ("inventory_pm_list", inventory_pm_list::run),
    ("inventory_table", inventory_table::run),
    ("inventory_xml", inventory_xml::run),
    ("package_dump", package_dump::run),
    ("package_line", package_line::run),
    ("package_list", package_list::run),
    ("pkcs7", pkcs7::run),
    ("signing_block", signing_block::run),
    ("standings", standings::run),
    ("users", users::run),
    ("zip", zip::run),
];
