//! One APK, read as far as it is asked about.

use std::cell::{OnceCell, RefCell};
use std::fs::File;
use std::path::Path;

use crate::Options;
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::Meter;
use crate::bytes::Memory;
use crate::error::{Error, Position, Result, Structure};
use crate::manifest::{self, Manifest, Text};
use crate::regular_file;
use crate::resources::{Resolved, ResourceTable};
use crate::signing::{self, Scheme, Signatures};
use crate::source::{ReadAt, Source};
use crate::value::ResourceId;
use crate::zip::{Content, Directory, Kept, Reader, locate};

const MANIFEST: &str = "AndroidManifest.xml";
const RESOURCES: &str = "resources.arsc";
/// How much of an entry is read along with its header.
const PREFETCH: u64 = 64 << 10;
/// Resources up to this size are read like that too, rather than piece by piece.
const SMALL_RESOURCES: u64 = 16 << 10;

/// An open APK. Opening reads the central directory; everything else is read when it is asked
/// for, and the manifest only once.
#[derive(Debug)]
pub struct Apk {
    /// What is known of the file so far: no question is asked while another is answered.
    contents: RefCell<Contents>,
    manifest: OnceCell<Manifest>,
}

/// The parts of an APK that reading one of them may need.
#[derive(Debug)]
struct Contents {
    source: Source,
    directory: Directory,
    options: Options,
    resources: Option<ResourceTable<Content>>,
    anomalies: Anomalies,
}

impl Apk {
    /// Opens the APK at `path`.
    ///
    /// # Errors
    ///
    /// If there is no file or it cannot be read, or it is not a ZIP archive the chosen reading
    /// accepts.
    pub fn open(path: impl AsRef<Path>, options: Options) -> Result<Self> {
        let file = regular_file::open(path.as_ref());
        Self::from_file(file.map_err(|error| Box::new(Error::Open(error)))?, options)
    }

    /// Opens the APK in an open file, which is read by position: its cursor does not matter.
    ///
    /// # Errors
    ///
    /// As [`Apk::open`].
    pub fn from_file(file: File, options: Options) -> Result<Self> {
        Self::from_source(Source::from_file(file)?, options)
    }

    /// Opens an APK that lies elsewhere. Only what is asked about is fetched.
    ///
    /// # Errors
    ///
    /// As [`Apk::open`].
    pub fn from_elsewhere(elsewhere: Box<dyn ReadAt>, options: Options) -> Result<Self> {
        Self::from_source(Source::from_elsewhere(elsewhere), options)
    }

    /// Opens an APK in memory.
    ///
    /// # Errors
    ///
    /// As [`Apk::open`].
    pub fn from_bytes(bytes: Vec<u8>, options: Options) -> Result<Self> {
        Self::from_source(Source::from_bytes(bytes), options)
    }

    pub(crate) fn from_source(mut source: Source, options: Options) -> Result<Self> {
        let mut meter = Meter::new(options.budget);
        let mut anomalies = Anomalies::NONE;
        let directory =
            Directory::open(&mut source, options.reading, Kept::App, &mut meter, &mut anomalies)?;
        let contents = Contents { source, directory, options, resources: None, anomalies };
        Ok(Self { contents: RefCell::new(contents), manifest: OnceCell::new() })
    }

    /// Returns whether there is a manifest, which makes the file an app whatever else is in it. One
    /// without may be an [`Archive`](crate::Archive) of APKs.
    #[must_use]
    pub fn has_manifest(&self) -> bool {
        self.contents.borrow().directory.find(MANIFEST).is_some()
    }

    /// Returns what the manifest says. References to string resources are left as they are, so this
    /// does not touch the resources unless a number or a class name is one.
    ///
    /// # Errors
    ///
    /// If the archive has no manifest or the chosen reading refuses it.
    pub fn manifest(&self) -> Result<&Manifest> {
        if let Some(manifest) = self.manifest.get() {
            return Ok(manifest);
        }
        let manifest = self.contents.borrow_mut().read_manifest()?;
        Ok(self.manifest.get_or_init(|| manifest))
    }

    /// Returns what the manifest says, with every string from the resources filled in that they
    /// have, in the default locale. The label is not: see [`Apk::label`].
    ///
    /// # Errors
    ///
    /// As [`Apk::manifest`], or if the resources are needed and cannot be read.
    pub fn resolved_manifest(&self) -> Result<Manifest> {
        let mut manifest = self.manifest()?.clone();
        let mut contents = self.contents.borrow_mut();
        let mut meter = Meter::new(contents.options.budget);
        for text in manifest.texts_mut() {
            if let Text::Reference(id) = *text
                && let Some(found) = contents.text(id, &[], &mut meter)?
            {
                *text = Text::Literal(found);
            }
        }
        Ok(manifest)
    }

    /// Returns a string of the manifest for a user who prefers `locales`, most preferred first: BCP
    /// 47 tags (`da-DK`) or resource qualifiers (`da-rDK`). No locale gives the default one. `None`
    /// if the resources do not have it.
    ///
    /// # Errors
    ///
    /// If the resources are needed and cannot be read.
    pub fn resolve(&self, text: &Text, locales: &[&str]) -> Result<Option<String>> {
        match text {
            Text::Literal(text) => Ok(Some(text.clone())),
            Text::Reference(id) => {
                let mut contents = self.contents.borrow_mut();
                let mut meter = Meter::new(contents.options.budget);
                contents.text(*id, locales, &mut meter)
            }
        }
    }

    /// Returns the app's name for a user who prefers `locales`, as [`Apk::resolve`]. `None` if the
    /// app names none, or takes it from resources it does not have.
    ///
    /// # Errors
    ///
    /// As [`Apk::manifest`] and [`Apk::resolve`].
    pub fn label(&self, locales: &[&str]) -> Result<Option<String>> {
        match &self.manifest()?.label {
            Some(label) => self.resolve(label, locales),
            None => Ok(None),
        }
    }

    /// Extracts the signers that the file names, of all schemes. They are not verified: anyone can
    /// copy a certificate into an APK. On a phone, the platform has verified what it installed.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or the budget does not suffice. A damaged signature is no error:
    /// it is among [`Signatures::unread`].
    pub fn extract_signers(&self) -> Result<Signatures> {
        let contents = &mut *self.contents.borrow_mut();
        let Contents { source, directory, options, anomalies, .. } = contents;
        let mut meter = Meter::new(options.budget);
        let mut found = Signatures::default();
        if directory.can_be_signed {
            signing::read_block(source, directory.offset, &mut found, &mut meter, anomalies)?;
        }
        signing::read_jar(source, directory, &mut found, options.reading, &mut meter, anomalies)?;
        found.signers.sort_by_key(|signer| signer.scheme);
        if anomalies.contains(Anomaly::MalformedSigningBlock)
            && found.signers.is_empty()
            && found.unread.is_empty()
        {
            let at = Position::in_file(directory.offset);
            let error = Error::malformed(Structure::SigningBlock, at, "a whole block before this");
            found.add_unread(Scheme::V2, error);
        }
        Ok(found)
    }

    /// Returns what was odd in everything read so far.
    #[must_use]
    pub fn anomalies(&self) -> Anomalies {
        self.contents.borrow().anomalies
    }
}

impl Contents {
    fn read_manifest(&mut self) -> Result<Manifest> {
        let Options { reading, budget } = self.options;
        let mut meter = Meter::new(budget);
        let Self { source, directory, anomalies, .. } = self;
        let entry = directory.require(MANIFEST)?;
        let data = locate(source, directory, entry, PREFETCH, Reader::Assets, reading, anomalies)?;
        let (bytes, origin) = Content::load(source, data, reading, &mut meter, anomalies)?;
        let mut seen = Anomalies::NONE;
        let memory = Memory { bytes: &bytes, origin };
        let parsed =
            manifest::parse(memory, reading, &mut meter, &mut seen, &mut |id, meter, _| {
                self.resolve(id, &[], meter)
            });
        self.anomalies.merge(seen);
        parsed
    }

    /// Returns the string that resource `id` holds, or its number as text.
    fn text(
        &mut self,
        id: ResourceId,
        locales: &[&str],
        meter: &mut Meter,
    ) -> Result<Option<String>> {
        Ok(match self.resolve(id, locales, meter)? {
            Some(Resolved::Text(text)) => Some(text),
            Some(Resolved::Value(value)) => value.coerced(),
            None => None,
        })
    }

    fn resolve(
        &mut self,
        id: ResourceId,
        locales: &[&str],
        meter: &mut Meter,
    ) -> Result<Option<Resolved>> {
        if self.resources.is_none() {
            // An app without resources has no string to refer to.
            let Self { source, directory, options, anomalies, .. } = self;
            let Some(entry) = directory.find(RESOURCES) else { return Ok(None) };
            let prefetch = if entry.compressed() > SMALL_RESOURCES { 0 } else { SMALL_RESOURCES };
            let reading = options.reading;
            let data =
                locate(source, directory, entry, prefetch, Reader::Assets, reading, anomalies)?;
            let content = Content::open(source, data, meter);
            let table = ResourceTable::open(content, reading, meter, anomalies)?;
            self.resources = Some(table);
        }
        match &mut self.resources {
            Some(table) => table.resolve(id, locales, meter, &mut self.anomalies),
            None => Ok(None),
        }
    }
}
