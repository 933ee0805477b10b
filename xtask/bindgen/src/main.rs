//! Makes the JavaScript by which a page calls a WebAssembly module, and the module that it calls. It
//! is a program of its own so that `xtask` itself is built without what it takes.
#![forbid(unsafe_code)]

use std::path::PathBuf;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let module = arguments.next().context("name the module that cargo built")?;
    let folder = arguments.next().context("name the folder to write to")?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).no_modules(true)?.typescript(true).out_name("judge");
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(folder)
}
