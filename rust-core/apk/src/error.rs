//! The one error of this crate: which structure, where, what was expected.

use std::{fmt, io};

/// Where something stands in an APK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Offset in the file. For something inside a compressed entry: where that entry's data starts.
    pub file: u64,
    /// Offset in the inflated entry, for something inside a compressed entry.
    pub inflated: Option<u64>,
}

impl Position {
    /// Returns a position in the file itself.
    #[must_use]
    pub const fn in_file(offset: u64) -> Self {
        Self { file: offset, inflated: None }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inflated {
            None => write!(f, "offset {}", self.file),
            Some(inner) => write!(f, "offset {} (inflated byte {inner})", self.file),
        }
    }
}

/// Where a run of bytes came from, so that an offset in it can be given as a [`Position`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub file: u64,
    pub compressed: bool,
}

impl Origin {
    #[inline(never)]
    pub fn at(self, offset: u64) -> Position {
        if self.compressed {
            Position { file: self.file, inflated: Some(offset) }
        } else {
            Position::in_file(self.file.saturating_add(offset))
        }
    }
}

/// The structures an APK is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Structure {
    /// The file as a whole.
    File,
    /// ZIP end of central directory record.
    EndRecord,
    /// ZIP64 end of central directory record or its locator.
    Zip64EndRecord,
    /// ZIP central directory.
    CentralDirectory,
    /// ZIP64 extended information in an extra field.
    Zip64Extra,
    /// ZIP local file header.
    LocalHeader,
    /// The data of a ZIP entry.
    EntryData,
    /// Binary XML document (`ResXMLTree`).
    XmlDocument,
    /// One node of a binary XML document.
    XmlNode,
    /// A string pool (`ResStringPool`).
    StringPool,
    /// The resource table (`resources.arsc`).
    ResourceTable,
    /// A package of the resource table.
    ResourcePackage,
    /// A type chunk (one configuration of one type) of the resource table.
    ResourceType,
    /// One entry of the resource table.
    ResourceEntry,
    /// `AndroidManifest.xml` as Android's package parser reads it.
    Manifest,
    /// The APK Signing Block.
    SigningBlock,
    /// A signature scheme's block inside the APK Signing Block.
    SchemeBlock,
    /// A PKCS#7 signature block in `META-INF/`.
    Pkcs7,
    /// An archive of APKs (`.apks`, `.xapk`, `.apkm`, `.zip`).
    Archive,
}

impl fmt::Display for Structure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "file",
            Self::EndRecord => "ZIP end of central directory",
            Self::Zip64EndRecord => "ZIP64 end of central directory",
            Self::CentralDirectory => "ZIP central directory",
            Self::Zip64Extra => "ZIP64 extra field",
            Self::LocalHeader => "ZIP local header",
            Self::EntryData => "ZIP entry data",
            Self::XmlDocument => "binary XML",
            Self::XmlNode => "binary XML node",
            Self::StringPool => "string pool",
            Self::ResourceTable => "resource table",
            Self::ResourcePackage => "resource package",
            Self::ResourceType => "resource type",
            Self::ResourceEntry => "resource entry",
            Self::Manifest => "manifest",
            Self::SigningBlock => "APK signing block",
            Self::SchemeBlock => "APK signature scheme block",
            Self::Pkcs7 => "PKCS#7 signature block",
            Self::Archive => "archive of APKs",
        })
    }
}

/// What a budget counts. The limits themselves stand in [`Budget`](crate::Budget).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of central directory.
    DirectoryBytes,
    /// Entries of the archive.
    Entries,
    /// Bytes of an inflated manifest kept in memory.
    ManifestBytes,
    /// Bytes of signing block or PKCS#7 kept in memory.
    SigningBytes,
    /// Bytes inflated to answer one question.
    InflatedBytes,
    /// Bytes of APKs inflated out of an archive.
    ExtractedBytes,
    /// Chunks, XML nodes or signing block pairs.
    Chunks,
    /// Depth of nested XML elements.
    Nesting,
    /// Bytes of text decoded from string pools.
    TextBytes,
    /// Components, permissions and other declared items kept in memory.
    Items,
    /// Steps of work that scale with neither of the above.
    Work,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DirectoryBytes => "bytes of central directory",
            Self::Entries => "entries",
            Self::ManifestBytes => "bytes of manifest",
            Self::SigningBytes => "bytes of signing data",
            Self::InflatedBytes => "inflated bytes",
            Self::ExtractedBytes => "extracted bytes",
            Self::Chunks => "chunks",
            Self::Nesting => "nested elements",
            Self::TextBytes => "bytes of text",
            Self::Items => "declared items",
            Self::Work => "steps of work",
        })
    }
}

/// Why an APK, or the part of it that was asked for, could not be read.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system could not open the file.
    #[error("cannot open the file: {0}")]
    Open(#[source] io::Error),
    /// The operating system could not read the file.
    #[error("cannot read {length} bytes at offset {offset}: {source}")]
    Io {
        /// Offset in the file.
        offset: u64,
        /// How many bytes were wanted.
        length: u64,
        /// What the operating system said.
        source: io::Error,
    },
    /// A structure is not what this reading accepts.
    #[error("{structure} at {at}: expected {expected}")]
    Malformed {
        /// The structure.
        structure: Structure,
        /// Where it stands.
        at: Position,
        /// What should have stood there.
        expected: &'static str,
    },
    /// An entry that the question needs is not in the archive.
    #[error("{structure} at {at}: expected an entry {name}")]
    Missing {
        /// Where it was looked for.
        structure: Structure,
        /// Where that starts.
        at: Position,
        /// The name of the entry.
        name: &'static str,
    },
    /// Answering would cost more than the [`Budget`](crate::Budget) allows.
    #[error("{structure} at {at}: expected at most {allowed} {limit}")]
    OverBudget {
        /// The structure being read.
        structure: Structure,
        /// Where the budget ran out.
        at: Position,
        /// What ran out.
        limit: Limit,
        /// How much of it was allowed.
        allowed: u64,
    },
}

// What a program prints whose `main` returns it.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error {
    // Out of line: there are a hundred places that refuse something, and none is hot.
    #[cold]
    #[inline(never)]
    pub(crate) fn malformed(
        structure: Structure,
        at: Position,
        expected: &'static str,
    ) -> Box<Self> {
        Box::new(Self::Malformed { structure, at, expected })
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn io(offset: u64, length: u64, source: io::Error) -> Box<Self> {
        Box::new(Self::Io { offset, length, source })
    }

    pub(crate) const fn is_malformed(&self) -> bool {
        matches!(self, Self::Malformed { .. })
    }

    /// Returns a stable one-word name of the variant, for machine-readable output.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Open(_) | Self::Io { .. } => "io",
            Self::Malformed { .. } => "malformed",
            Self::Missing { .. } => "missing",
            Self::OverBudget { .. } => "over_budget",
        }
    }

    /// Returns the offset in the file at which reading stopped, if it began.
    #[must_use]
    pub const fn offset(&self) -> Option<u64> {
        match self {
            Self::Open(_) => None,
            Self::Io { offset, .. } => Some(*offset),
            Self::Malformed { at, .. } | Self::Missing { at, .. } | Self::OverBudget { at, .. } => {
                Some(at.file)
            }
        }
    }

    /// Returns whether the file itself is at fault rather than the device it is read from.
    #[must_use]
    pub const fn is_about_content(&self) -> bool {
        !matches!(self, Self::Open(_) | Self::Io { .. })
    }
}

/// Result of this crate. The error is boxed, since it is rare and would otherwise be copied, at a
/// cost in time and size, through every function that can fail.
pub type Result<T, E = Box<Error>> = std::result::Result<T, E>;
