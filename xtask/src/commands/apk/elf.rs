//! Native libraries, as Android's linker sees them.

use anyhow::{Context, Result, bail};
use object::Endianness;
use object::elf::{
    DF_TEXTREL, DT_FLAGS, DT_TEXTREL, FileHeader64, PF_W, PF_X, PT_DYNAMIC, PT_GNU_RELRO, PT_LOAD,
    PT_TLS,
};
use object::read::elf::{Dyn, FileHeader, ProgramHeader, Sym};

type Header = FileHeader64<Endianness>;

/// A phone maps pages of this size, in bytes, at most.
pub const PAGE: u64 = 16 * 1024;

/// The only symbol our library exports.
const EXPORT: &str = "JNI_OnLoad";

/// Checks that every phone can load the library, whatever the size of its pages, and that nothing
/// but `JNI_OnLoad` is exported.
pub fn check(library: &[u8]) -> Result<()> {
    let header = Header::parse(library)?;
    let endian = header.endian()?;
    let segments = header.program_headers(endian, library)?;
    let loads = || segments.iter().filter(|segment| segment.p_type(endian) == PT_LOAD);
    for segment in loads() {
        let (start, align) = (segment.p_vaddr(endian), segment.p_align(endian));
        if align < PAGE || !(segment.p_offset(endian).abs_diff(start)).is_multiple_of(align) {
            bail!("the LOAD segment at {start:#x} is aligned to {align} bytes, not to {PAGE}");
        }
        let flags = segment.p_flags(endian);
        if flags.contains(PF_W) && flags.contains(PF_X) {
            bail!("the LOAD segment at {start:#x} is writable and executable");
        }
    }
    for segment in segments {
        match segment.p_type(endian) {
            PT_TLS => bail!("it uses ELF thread-local storage, which Android has from 10"),
            // Android makes whole pages read-only.
            PT_GNU_RELRO => {
                let start = segment.p_vaddr(endian);
                let end = (start + segment.p_memsz(endian)).next_multiple_of(PAGE);
                let shared = loads()
                    .map(|load| load.p_vaddr(endian))
                    .find(|&load| load > start && load / PAGE * PAGE < end);
                if let Some(load) = shared {
                    bail!("the data at {load:#x} shares a page with what becomes read-only");
                }
            }
            PT_DYNAMIC => {
                let entries = segment.dynamic(endian, library)?.context("no dynamic section")?;
                let text_relocations = entries.iter().any(|entry| {
                    let (tag, value) = (entry.tag(endian), entry.val(endian));
                    tag == DT_TEXTREL || tag == DT_FLAGS && value & DF_TEXTREL.0 != 0
                });
                if text_relocations {
                    bail!("it has text relocations");
                }
            }
            _ => (),
        }
    }
    exports(header, endian, library)
}

fn exports(header: &Header, endian: Endianness, library: &[u8]) -> Result<()> {
    let sections = header.sections(endian, library)?;
    let symbols = sections.symbols(endian, library, object::elf::SHT_DYNSYM)?;
    let mut names = Vec::new();
    for symbol in symbols.iter().filter(|symbol| !symbol.is_undefined(endian)) {
        let name = symbol.name(endian, symbols.strings())?;
        names.push(String::from_utf8_lossy(name).into_owned());
    }
    if names != [EXPORT] {
        bail!("it exports {} and not just {EXPORT}", names.join(", "));
    }
    Ok(())
}
