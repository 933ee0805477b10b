//! What is odd about an APK, by name. Each anomaly stands for one trick.

use std::fmt;

macro_rules! anomalies {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// A trick, or the damage it leaves. Every one is documented with what it does to
        /// other readers and what Android makes of it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum Anomaly { $($(#[doc = $doc])+ $variant,)+ }

        impl Anomaly {
            /// Every anomaly this crate can name.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the stable name, for machine-readable output.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns what it means, in a sentence or two.
            #[must_use]
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+),)+ }.trim_start()
            }
        }
    };
}

anomalies! {
    // ZIP
    /// Another end-of-central-directory signature stands before the real one's end, usually in
    /// the comment, so that readers that search differently open a different archive.
    /// Android takes the last one in the file.
    DecoyEndRecord = "decoy_end_record",
    /// Bytes after the end of the archive. Android refuses the file.
    TrailingData = "trailing_data",
    /// Disk numbers or the two entry counts contradict each other, so that strict readers give
    /// up. Android only looks at the total count.
    LyingEndRecord = "lying_end_record",
    /// The central directory is not where the end record says; something was put in front of
    /// the archive. Android refuses the file.
    CentralDirectoryShifted = "central_directory_shifted",
    /// The file does not begin with a local header (for example a DEX in front of the ZIP, as in
    /// the Janus attack). Android refuses the file.
    PrefixedData = "prefixed_data",
    /// Bytes between the central directory and the end record: records beyond the declared count
    /// or garbage. Android ignores them.
    BytesAfterCentralDirectory = "bytes_after_central_directory",
    /// The central directory breaks off or declares more records than it has. Android refuses
    /// the file.
    TruncatedCentralDirectory = "truncated_central_directory",
    /// The central directory could not be used at all; entries were found by their local headers.
    RecoveredFromLocalHeaders = "recovered_from_local_headers",
    /// Two entries with one name: which one a reader takes is a matter of taste. Android refuses
    /// the file.
    DuplicateEntry = "duplicate_entry",
    /// An entry name with a NUL or that is not UTF-8, which stops or crashes readers. Android
    /// refuses the file.
    InvalidEntryName = "invalid_entry_name",
    /// An entry name of more than 255 bytes, which cannot be extracted to most file systems.
    LongEntryName = "long_entry_name",
    /// An entry that needs one of the entries Android reads to be a folder
    /// (`AndroidManifest.xml/x`), so that extracting the archive fails.
    EntryPathConflict = "entry_path_conflict",
    /// A compression method that does not exist (`BadPack`). Android takes anything but deflate
    /// as stored.
    UnknownMethod = "unknown_method",
    /// The local header names another compression method than the central directory
    /// (`BadPack`). Android ignores the local one.
    MethodMismatch = "method_mismatch",
    /// The encryption flag is set though nothing is encrypted. Android ignores it.
    EncryptionFlag = "encryption_flag",
    /// A stored entry whose two sizes differ. Android takes the uncompressed size.
    StoredSizeMismatch = "stored_size_mismatch",
    /// Sizes, checksum or name in the local header contradict the central directory. Android
    /// refuses the entry.
    LocalHeaderMismatch = "local_header_mismatch",
    /// The local header is not where the central directory says. Android refuses the entry.
    LocalHeaderShifted = "local_header_shifted",
    /// The data of an entry inflates to another size than declared. Android refuses the entry.
    InflatedSizeMismatch = "inflated_size_mismatch",
    /// An unknown method, but the data is deflated, so a reader that guesses gets further than
    /// Android, which sees garbage.
    DeflatedUnderUnknownMethod = "deflated_under_unknown_method",
    /// The data of an entry that was read runs into the next entry.
    OverlappingEntries = "overlapping_entries",

    // Binary XML
    /// The manifest does not begin with the binary XML type. Android never looks at it.
    WrongXmlMagic = "wrong_xml_magic",
    /// The XML header is not 8 bytes long, so the chunks start elsewhere. Android follows it.
    ShiftedXmlHeader = "shifted_xml_header",
    /// The document is longer or shorter than its header says. Android takes a shorter declared
    /// size and refuses a longer one.
    XmlSizeMismatch = "xml_size_mismatch",
    /// A chunk of a type that has no place in a binary XML document. Android skips it.
    UnknownXmlChunk = "unknown_xml_chunk",
    /// More than one string pool; Android uses the last before the first node.
    RepeatedStringPool = "repeated_string_pool",
    /// A string pool whose counts do not agree with where its strings start. Android trusts the
    /// counts.
    StringCountMismatch = "string_count_mismatch",
    /// A string pool Android refuses: offsets beyond its end, no terminator, or counts that do
    /// not fit.
    MalformedStringPool = "malformed_string_pool",
    /// A string that is used but lies outside its pool or is not terminated. To Android it is
    /// absent.
    StringOutOfBounds = "string_out_of_bounds",
    /// An XML node whose header is not 16 bytes long. Android follows the declared length.
    ShiftedXmlNode = "shifted_xml_node",
    /// Attributes that do not start right after the element. Android follows the declared start.
    ShiftedAttributes = "shifted_attributes",
    /// Attributes that are not 20 bytes apart. Android follows the declared distance.
    UnusualAttributeSize = "unusual_attribute_size",
    /// Bytes after the last attribute of an element.
    TrailingElementBytes = "trailing_element_bytes",
    /// An attribute whose name string says one thing and whose resource id another. Android only
    /// reads the id; readers by name are deceived.
    DecoyAttributeName = "decoy_attribute_name",
    /// Attributes with a resource id and no name. Some build tools and packers strip them;
    /// readers by name find nothing.
    BlankAttributeName = "blank_attribute_name",
    /// An attribute that is named like Android's but has no resource id. Android does not see it.
    AttributeWithoutId = "attribute_without_id",
    /// Attributes not in the order of their resource ids. Android walks both lists once, so it
    /// does not see the ones that come too late.
    UnsortedAttributes = "unsorted_attributes",
    /// Two attributes of one element with one resource id. Android takes the first.
    DuplicateAttribute = "duplicate_attribute",
    /// One namespace declared twice in a row, which confuses prefix lookups.
    DuplicateNamespace = "duplicate_namespace",
    /// An element whose name is absent or no XML name.
    InvalidElementName = "invalid_element_name",
    /// The document ends inside an element. Android does not mind.
    UnclosedElements = "unclosed_elements",
    /// More ends than starts of elements.
    UnbalancedEnd = "unbalanced_end",
    /// Something stands after the end of `<manifest>`, readable or not. Android never looks at it.
    BytesAfterManifest = "bytes_after_manifest",
    /// The document breaks off in a node that cannot be read. Android refuses the manifest.
    TruncatedXml = "truncated_xml",

    // Manifest
    /// Components, or an application, where Android does not look for them.
    MisplacedElement = "misplaced_element",
    /// More than one `<application>`. Android ignores all but the first.
    RepeatedApplication = "repeated_application",
    /// A component without a name. Android refuses the manifest.
    UnnamedComponent = "unnamed_component",
    /// A package name Android refuses, or none.
    InvalidPackageName = "invalid_package_name",

    // Resources
    /// The resource table could not be read to its end; what came before was used. Android
    /// refuses the APK.
    TruncatedResources = "truncated_resources",
    /// A chunk of a type that has no place in a resource table. Android skips it.
    UnknownResourceChunk = "unknown_resource_chunk",
    /// A chunk of a resource table that would end after what it is part of. Android ignores it and
    /// all that follows, if a chunk stands before it.
    OverlongResourceChunk = "overlong_resource_chunk",
    /// More string pools than one. Android uses the first.
    RepeatedResourceStringPool = "repeated_resource_string_pool",
    /// More packages than the header declares. Android refuses the table.
    PackageCountMismatch = "package_count_mismatch",
    /// Two packages with one id. Android searches both.
    DuplicatePackage = "duplicate_package",
    /// A package with id 0, which is for shared libraries. In an app, Android never finds its
    /// resources by the ids the manifest uses.
    PackageIdZero = "package_id_zero",
    /// Two type specifications with one id. Android takes the first and merges the types.
    DuplicateTypeSpec = "duplicate_type_spec",
    /// A type chunk that no type specification precedes. Android refuses the table.
    TypeWithoutSpec = "type_without_spec",
    /// A type chunk that declares more entries than it can hold, or impossible offsets. Android
    /// refuses the table.
    MalformedType = "malformed_type",
    /// A type or package header of unusual length.
    ShiftedResourceHeader = "shifted_resource_header",
    /// An entry that lies outside its chunk. To Android it is absent.
    MalformedResourceEntry = "malformed_resource_entry",
    /// A resource that refers to itself, directly or in a ring. Android gives up after 20 steps.
    ReferenceLoop = "reference_loop",

    // Signing
    /// There is an APK Signing Block, but Android cannot use it (sizes that differ, pairs that
    /// run over) and falls back to JAR signatures.
    MalformedSigningBlock = "malformed_signing_block",
    /// A signature scheme's block stands twice. Android takes the first.
    DuplicateSchemeBlock = "duplicate_scheme_block",
    /// A signature scheme's block that cannot be read to its end.
    MalformedSchemeBlock = "malformed_scheme_block",
    /// A signer without a certificate.
    SignerWithoutCertificate = "signer_without_certificate",
    /// A certificate that is not one DER value from its first to its last byte.
    CertificateNotDer = "certificate_not_der",
    /// A PKCS#7 file whose first certificate signed nothing, so that readers that take the first
    /// name the wrong signer.
    UnusedFirstCertificate = "unused_first_certificate",
    /// A PKCS#7 signature block that cannot be read.
    MalformedPkcs7 = "malformed_pkcs7",
    /// A JAR signature file says the APK was also signed with a newer scheme whose signature is
    /// gone. Android refuses the APK.
    StrippedSignature = "stripped_signature",
}

impl fmt::Display for Anomaly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of anomalies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anomalies(u128);

impl Anomalies {
    /// No anomaly.
    pub const NONE: Self = Self(0);

    #[inline(never)]
    pub(crate) fn add(&mut self, anomaly: Anomaly) {
        self.0 |= 1 << anomaly as u8;
    }

    /// Adds `anomaly` if `odd`.
    pub(crate) fn note(&mut self, odd: bool, anomaly: Anomaly) {
        if odd {
            self.add(anomaly);
        }
    }

    pub(crate) const fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Returns whether `anomaly` was seen.
    #[must_use]
    pub const fn contains(self, anomaly: Anomaly) -> bool {
        self.0 >> anomaly as u8 & 1 == 1
    }

    /// Returns whether nothing odd was seen.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the anomalies, in the order of [`Anomaly::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Anomaly> {
        Anomaly::ALL.iter().copied().filter(move |&anomaly| self.contains(anomaly))
    }
}
