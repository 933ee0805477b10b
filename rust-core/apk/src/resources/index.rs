//! Where things are in a resource table: its string pool, its packages and their types.

use std::ops::Range;

use super::config::Config;
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::Meter;
use crate::bytes::Bytes;
use crate::chunk::{self, Chunk};
use crate::error::{Error, Result, Structure};
use crate::string_pool::StringPool;
use crate::{Reading, le};

/// Length of a package header before `typeIdOffset` was added to its end.
const SHORT_PACKAGE_HEADER: u16 = 284;
const PACKAGE_HEADER: u16 = 288;
/// Length of a type header with the shortest configuration, and with the longest.
const LEAST_TYPE_HEADER: u16 = 24;
const MOST_TYPE_HEADER: u16 = 84;
/// An id has 16 bits for the entry.
const MOST_ENTRIES: u32 = 0xffff;

/// One configuration of one type.
#[derive(Debug)]
pub(super) struct TypeChunk {
    pub package: u8,
    /// The type's id, with the package's offset.
    pub id: u8,
    pub flags: u8,
    pub header_size: u16,
    pub start: u64,
    pub size: u32,
    pub entry_count: u32,
    pub entries_start: u32,
    pub config: Config,
}

/// What a table holds, without its values.
#[derive(Debug)]
pub(super) struct Index {
    pub pool: StringPool,
    pub packages: Vec<u8>,
    pub types: Vec<TypeChunk>,
}

/// Walks the whole table and checks what Android checks when it loads one.
pub(super) fn read<B: Bytes>(
    bytes: &mut B,
    reading: Reading,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<Index> {
    let mut walk = Walk {
        bytes,
        reading,
        meter,
        anomalies,
        pool: None,
        packages: Vec::new(),
        types: Vec::new(),
    };
    let end = walk.bytes.len();
    if let Err(error) = walk.tables(end) {
        // When recovering, what was found before the damage is used.
        if reading == Reading::Android || !error.is_malformed() || walk.types.is_empty() {
            return Err(error);
        }
        walk.anomalies.add(Anomaly::TruncatedResources);
    }
    let at = walk.bytes.at(0);
    let pool = walk.pool.ok_or_else(|| {
        Error::malformed(Structure::ResourceTable, at, "a string pool in the resource table")
    })?;
    Ok(Index { pool, packages: walk.packages, types: walk.types })
}

struct Walk<'w, B> {
    bytes: &'w mut B,
    reading: Reading,
    meter: &'w mut Meter,
    anomalies: &'w mut Anomalies,
    pool: Option<StringPool>,
    packages: Vec<u8>,
    types: Vec<TypeChunk>,
}

impl<B: Bytes> Walk<'_, B> {
    /// Returns the chunk at `at` of the parent whose chunks stand in `parent`, or `None` where
    /// these end. A few bytes left over are no chunk, nor is one that would end outside: Android
    /// stops there, and refuses the table only if it was the first.
    fn child(
        &mut self,
        at: u64,
        parent: Range<u64>,
        structure: Structure,
    ) -> Result<Option<Chunk>> {
        let Range { start, end } = parent;
        if at.saturating_add(u64::from(Chunk::HEADER)) > end {
            return Ok(None);
        }
        if at > start
            && let Some(chunk) = Chunk::read_unchecked(self.bytes, at, self.meter)?
            && chunk.end() > end
        {
            self.anomalies.add(Anomaly::OverlongResourceChunk);
            return Ok(None);
        }
        Chunk::read(self.bytes, at, end, Chunk::HEADER, structure, self.meter).map(Some)
    }

    fn refuse(&self, structure: Structure, chunk: Chunk, expected: &'static str) -> Box<Error> {
        Error::malformed(structure, self.bytes.at(chunk.start), expected)
    }

    fn is_strict(&self) -> bool {
        self.reading == Reading::Android
    }

    fn tables(&mut self, end: u64) -> Result<()> {
        let mut at = 0;
        let mut tables = 0;
        while let Some(found) = self.child(at, 0..end, Structure::ResourceTable)? {
            if found.kind == chunk::TABLE {
                tables += 1;
                self.table(found)?;
            } else {
                self.anomalies.add(Anomaly::UnknownResourceChunk);
            }
            at = found.end();
        }
        if tables == 0 {
            return Err(Error::malformed(
                Structure::ResourceTable,
                self.bytes.at(0),
                "a resource table",
            ));
        }
        Ok(())
    }

    fn table(&mut self, table: Chunk) -> Result<()> {
        let structure = Structure::ResourceTable;
        if table.header_size < 12 {
            return Err(self.refuse(structure, table, "a header of 12 bytes"));
        }
        let declared = self.word(table.start + 8)?;
        let mut packages = 0;
        let mut at = table.body();
        while let Some(found) = self.child(at, table.body()..table.end(), structure)? {
            match found.kind {
                chunk::STRING_POOL if self.pool.is_none() => self.pool = Some(self.pool(found)?),
                chunk::STRING_POOL => self.anomalies.add(Anomaly::RepeatedResourceStringPool),
                chunk::TABLE_PACKAGE => {
                    packages += 1;
                    if packages > declared {
                        if self.is_strict() {
                            return Err(self.refuse(structure, found, "no more packages"));
                        }
                        self.anomalies.add(Anomaly::PackageCountMismatch);
                    }
                    self.package(found)?;
                }
                _ => self.anomalies.add(Anomaly::UnknownResourceChunk),
            }
            at = found.end();
        }
        Ok(())
    }

    fn pool(&mut self, found: Chunk) -> Result<StringPool> {
        StringPool::read(self.bytes, found, self.reading, self.meter, self.anomalies)
    }

    fn word(&mut self, at: u64) -> Result<u32> {
        let word = self.bytes.get(at, 4, self.meter)?;
        Ok(word.and_then(|word| le::u32_at(word, 0)).unwrap_or(0))
    }

    fn package(&mut self, package: Chunk) -> Result<()> {
        let structure = Structure::ResourcePackage;
        if package.header_size < SHORT_PACKAGE_HEADER {
            return Err(self.refuse(structure, package, "a header of 284 bytes"));
        }
        let usual = [SHORT_PACKAGE_HEADER, PACKAGE_HEADER].contains(&package.header_size);
        self.anomalies.note(!usual, Anomaly::ShiftedResourceHeader);
        let id = self.word(package.start + 8)?;
        let pools = [self.word(package.start + 268)?, self.word(package.start + 276)?];
        let offset =
            if package.header_size >= PACKAGE_HEADER { self.word(package.start + 284)? } else { 0 };
        let (Ok(id), Ok(offset)) = (u8::try_from(id), u8::try_from(offset)) else {
            return Err(self.refuse(structure, package, "a package id below 256"));
        };
        self.anomalies.note(id == 0, Anomaly::PackageIdZero);
        self.anomalies.note(self.packages.contains(&id), Anomaly::DuplicatePackage);
        self.packages.push(id);
        let mut specs = [false; 256];
        let mut at = package.body();
        while let Some(found) = self.child(at, package.body()..package.end(), structure)? {
            match found.kind {
                chunk::STRING_POOL => {
                    let place = found.start - package.start;
                    if pools.iter().any(|&pool| u64::from(pool) == place) {
                        self.pool(found)?;
                    } else {
                        self.anomalies.add(Anomaly::RepeatedResourceStringPool);
                    }
                }
                chunk::TABLE_TYPE_SPEC => self.type_spec(found, offset, &mut specs)?,
                chunk::TABLE_TYPE => self.type_chunk(found, id, offset, &specs)?,
                kind if chunk::TABLE_OTHERS.contains(&kind) => {}
                _ => self.anomalies.add(Anomaly::UnknownResourceChunk),
            }
            at = found.end();
        }
        Ok(())
    }

    fn type_spec(&mut self, spec: Chunk, offset: u8, specs: &mut [bool; 256]) -> Result<()> {
        let structure = Structure::ResourceType;
        let header = self.bytes.get(spec.start, 16, self.meter)?;
        let fields = header.and_then(|header| Some((*header.get(8)?, le::u32_at(header, 12)?)));
        let complaint = match fields {
            Some((0, _)) => "a type id above 0",
            Some((id, _)) if offset.checked_add(id).is_none() => "a type id below 256",
            Some((_, MOST_ENTRIES..)) => "at most 65,535 entries",
            Some((_, entries)) if u64::from(entries) * 4 > u64::from(spec.size) => {
                "a chunk with room for the flags of its entries"
            }
            Some((id, _)) if spec.header_size >= 16 => {
                let seen = specs.get_mut(usize::from(id));
                let repeated = seen.is_some_and(|seen| std::mem::replace(seen, true));
                self.anomalies.note(repeated, Anomaly::DuplicateTypeSpec);
                return Ok(());
            }
            _ => "a header of 16 bytes",
        };
        self.refuse_type(spec, structure, complaint)
    }

    fn refuse_type(
        &mut self,
        chunk: Chunk,
        structure: Structure,
        expected: &'static str,
    ) -> Result<()> {
        if self.is_strict() {
            return Err(self.refuse(structure, chunk, expected));
        }
        self.anomalies.add(Anomaly::MalformedType);
        Ok(())
    }

    fn type_chunk(
        &mut self,
        found: Chunk,
        package: u8,
        offset: u8,
        specs: &[bool; 256],
    ) -> Result<()> {
        let structure = Structure::ResourceType;
        if found.header_size < LEAST_TYPE_HEADER {
            return self.refuse_type(found, structure, "a header of 24 bytes");
        }
        let length = usize::from(found.header_size.min(MOST_TYPE_HEADER));
        let Some(header) = self.bytes.get(found.start, length, self.meter)? else {
            return self.refuse_type(found, structure, "a whole header");
        };
        let id = le::u8_at(header, 8).unwrap_or(0);
        let chunk = TypeChunk {
            package,
            id: id.saturating_add(offset),
            flags: le::u8_at(header, 9).unwrap_or(0),
            header_size: found.header_size,
            start: found.start,
            size: found.size,
            entry_count: le::u32_at(header, 12).unwrap_or(0),
            entries_start: le::u32_at(header, 16).unwrap_or(0),
            config: Config::read(header.get(20..).unwrap_or(&[])),
        };
        if let Some(complaint) = chunk.complaint() {
            return self.refuse_type(found, structure, complaint);
        }
        let known = specs.get(usize::from(id)).is_some_and(|&seen| seen);
        if !known {
            if self.is_strict() {
                let expected = "a type specification before the type";
                return Err(self.refuse(structure, found, expected));
            }
            self.anomalies.add(Anomaly::TypeWithoutSpec);
        }
        self.meter.item(structure, || self.bytes.at(found.start))?;
        self.types.push(chunk);
        Ok(())
    }
}

impl TypeChunk {
    /// Returns what `VerifyResTableType` finds wrong.
    fn complaint(&self) -> Option<&'static str> {
        let width = if self.is_offset16() { 2 } else { 4 };
        let offsets = u64::from(self.entry_count) * width;
        let start = u64::from(self.entries_start);
        if self.id == 0 {
            Some("a type id above 0")
        } else if self.entry_count > MOST_ENTRIES {
            Some("at most 65,535 entries")
        } else if start < u64::from(self.header_size) + offsets {
            Some("entries that start after their offsets")
        } else if start > u64::from(self.size) {
            Some("entries that start inside the chunk")
        } else if self.entries_start & 3 != 0 {
            Some("entries that start at a multiple of 4")
        } else {
            None
        }
    }
}
