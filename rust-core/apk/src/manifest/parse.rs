//! From the nodes of a document to a [`Manifest`], without recursion: Android's own parser only
//! looks at fixed places (`ParsingPackageUtils`), so four levels of context are all there is.

use super::attributes::{Attributes, Context, Known, Number, Resolver};
use super::class_name::{full_class_name, is_package_name};
use super::component::{Component, ComponentKind};
use super::filter::IntentFilter;
use super::meta_data::{MetaData, MetaValue};
use super::permission::{DeclaredPermission, UsedPermission};
use super::tag::{Tag, is_xml_name};
use super::text::Text;
use super::{Manifest, SdkLevel};
use crate::Reading;
use crate::anomaly::{Anomalies, Anomaly};
use crate::axml::{Document, Element, Node};
use crate::budget::{Meter, within};
use crate::bytes::Memory;
use crate::error::{Error, Limit, Result, Structure};
use crate::value::{Meaning, ResourceId};

/// How many element names are remembered; real manifests have about twenty.
const REMEMBERED_NAMES: usize = 64;

/// Where an element stands in the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Document,
    Manifest,
    Application,
    Component,
    Filter,
    Queries,
    QueriesIntent,
}

/// Reads the manifest in `bytes`.
pub(crate) fn parse<'c>(
    bytes: Memory<'_>,
    reading: Reading,
    meter: &'c mut Meter,
    anomalies: &'c mut Anomalies,
    resolver: &'c mut Resolver<'c>,
) -> Result<Manifest> {
    let document = Document::open(bytes, reading, meter, anomalies)?;
    let mut parser = Parser {
        context: Context { document, reading, meter, anomalies, resolver, known: Vec::new() },
        manifest: Manifest::default(),
        levels: vec![Level::Document],
        skipped: 0,
        seen_manifest: false,
        seen_application: false,
        exported: Vec::new(),
        names: Vec::new(),
    };
    parser.context.check_names()?;
    parser.run()?;
    parser.finish()
}

struct Parser<'c, 'd> {
    context: Context<'c, 'd>,
    manifest: Manifest,
    /// Where reading stands, outermost first.
    levels: Vec<Level>,
    /// How many elements deep reading is inside one that Android skips.
    skipped: u64,
    seen_manifest: bool,
    seen_application: bool,
    /// What each component declares as `exported`.
    exported: Vec<Option<bool>>,
    /// Tags by the index of their name.
    names: Vec<(u32, Tag)>,
}

impl Parser<'_, '_> {
    fn run(&mut self) -> Result<()> {
        while let Some(node) =
            self.context.document.next(self.context.meter, self.context.anomalies)?
        {
            match node {
                Node::Start(element) => self.start(&element)?,
                Node::End if self.skipped > 0 => self.skipped -= 1,
                Node::End if self.levels.len() > 1 => {
                    let ended = self.levels.pop();
                    // Android reads no further than this.
                    if ended == Some(Level::Manifest) {
                        self.note_what_follows();
                        return Ok(());
                    }
                }
                Node::End => self.context.anomalies.add(Anomaly::UnbalancedEnd),
                Node::Other => {}
            }
        }
        let open = self.skipped > 0 || self.levels.len() > 1;
        self.context.anomalies.note(open, Anomaly::UnclosedElements);
        Ok(())
    }

    /// Notes what stands after the end of `<manifest>`, other than ends of namespaces.
    fn note_what_follows(&mut self) {
        let Context { document, meter, anomalies, .. } = &mut self.context;
        loop {
            match document.next(meter, anomalies) {
                Ok(Some(Node::Other)) => {}
                Ok(Some(Node::End)) => anomalies.add(Anomaly::UnbalancedEnd),
                Ok(Some(Node::Start(_))) | Err(_) => {
                    return anomalies.add(Anomaly::BytesAfterManifest);
                }
                Ok(None) => return,
            }
        }
    }

    fn start(&mut self, element: &Element<'_>) -> Result<()> {
        let tag = self.tag(element)?;
        if self.skipped > 0 {
            self.note_misplaced(tag);
            return self.skip();
        }
        let level = self.levels.last().copied().unwrap_or(Level::Document);
        let inside = match (level, tag) {
            (Level::Document, Tag::Manifest) if !self.seen_manifest => {
                self.start_manifest(element)?;
                Some(Level::Manifest)
            }
            (Level::Document, _) if !self.seen_manifest => {
                if self.context.reading == Reading::Android {
                    return Err(self.refuse("an element <manifest> first"));
                }
                None
            }
            (Level::Manifest, Tag::Application) => self.start_application(element)?,
            (Level::Manifest, Tag::Queries) => Some(Level::Queries),
            (Level::Manifest, _) => self.in_manifest(tag, element)?,
            (Level::Application, Tag::Component(kind)) => self.start_component(kind, element)?,
            (Level::Application | Level::Component, Tag::MetaData) => {
                self.meta_data(level, element)?;
                None
            }
            (Level::Component, Tag::IntentFilter) => {
                self.item()?;
                if let Some(component) = self.manifest.components.last_mut() {
                    component.filters.push(IntentFilter::default());
                }
                Some(Level::Filter)
            }
            (Level::Queries, _) => self.in_queries(tag, element)?,
            (Level::Filter | Level::QueriesIntent, _) => {
                self.in_filter(level, tag, element)?;
                None
            }
            _ => {
                self.note_misplaced(tag);
                None
            }
        };
        match inside {
            Some(level) => {
                self.levels.push(level);
                Ok(())
            }
            None => self.skip(),
        }
    }

    /// Enters an element whose content Android skips.
    fn skip(&mut self) -> Result<()> {
        self.skipped += 1;
        let (limit, at) = (Limit::Nesting, self.context.document.position());
        within(self.skipped, self.context.meter.budget.nesting, limit, Structure::XmlDocument, at)
    }

    fn note_misplaced(&mut self, tag: Tag) {
        // Components are at home in one place only, but <provider> also stands in <queries>.
        let odd = matches!(tag, Tag::Component(_) | Tag::Application);
        self.context.anomalies.note(odd, Anomaly::MisplacedElement);
    }

    fn start_manifest(&mut self, element: &Element<'_>) -> Result<()> {
        self.seen_manifest = true;
        let context = &mut self.context;
        self.manifest.package = context.plain(element, "package")?.unwrap_or_default();
        self.manifest.split = context.plain(element, "split")?.filter(|name| !name.is_empty());
        if !is_package_name(&self.manifest.package) {
            if context.reading == Reading::Android {
                return Err(self.refuse("a package name in <manifest>"));
            }
            context.anomalies.add(Anomaly::InvalidPackageName);
        }
        let attributes = context.attributes(element)?;
        let mut half = |known| -> Result<u64> {
            let number = context.integer(&attributes, known)?.and_then(Number::integer);
            Ok(u64::from(number.unwrap_or(0).cast_unsigned()))
        };
        self.manifest.version_code =
            half(Known::VersionCodeMajor)? << 32 | half(Known::VersionCode)?;
        self.manifest.version_name = context.text(&attributes, Known::VersionName)?;
        Ok(())
    }

    fn start_application(&mut self, element: &Element<'_>) -> Result<Option<Level>> {
        if self.seen_application {
            self.context.anomalies.add(Anomaly::RepeatedApplication);
            return Ok(None);
        }
        self.seen_application = true;
        let attributes = self.context.attributes(element)?;
        self.manifest.label = self.context.text(&attributes, Known::Label)?;
        self.manifest.application_class = self
            .context
            .string(&attributes, Known::Name)?
            .filter(|name| !name.is_empty())
            .map(|name| full_class_name(&self.manifest.package, name));
        Ok(Some(Level::Application))
    }

    fn in_manifest(&mut self, tag: Tag, element: &Element<'_>) -> Result<Option<Level>> {
        match tag {
            Tag::UsesSdk => {
                let attributes = self.context.attributes(element)?;
                if let Some(level) = self.sdk_level(&attributes, Known::MinSdkVersion)? {
                    self.manifest.min_sdk = Some(level);
                }
                if let Some(level) = self.sdk_level(&attributes, Known::TargetSdkVersion)? {
                    self.manifest.target_sdk = Some(level);
                }
            }
            Tag::UsesPermission => {
                let attributes = self.context.attributes(element)?;
                if let Some(name) = self.context.string(&attributes, Known::Name)? {
                    self.item()?;
                    let max_sdk = self.context.integer(&attributes, Known::MaxSdkVersion)?;
                    let max_sdk = max_sdk.and_then(Number::integer);
                    self.manifest.uses_permissions.push(UsedPermission { name, max_sdk });
                }
            }
            Tag::Permission => {
                let attributes = self.context.attributes(element)?;
                if let Some(name) = self.context.string(&attributes, Known::Name)? {
                    self.item()?;
                    let level = self.context.integer(&attributes, Known::ProtectionLevel)?;
                    let level = level.and_then(Number::integer).unwrap_or(0);
                    let protection_level = level.cast_unsigned();
                    let permission = DeclaredPermission { name, protection_level };
                    self.manifest.permissions.push(permission);
                }
            }
            _ => self.note_misplaced(tag),
        }
        Ok(None)
    }

    fn sdk_level(&mut self, attributes: &Attributes, known: Known) -> Result<Option<SdkLevel>> {
        Ok(self.context.integer(attributes, known)?.map(|number| match number {
            Number::Integer(level) => SdkLevel::Level(level.cast_unsigned()),
            Number::Text(name) => SdkLevel::Codename(name),
        }))
    }

    fn start_component(
        &mut self,
        kind: ComponentKind,
        element: &Element<'_>,
    ) -> Result<Option<Level>> {
        self.item()?;
        let attributes = self.context.attributes(element)?;
        let name = self.context.string(&attributes, Known::Name)?.filter(|name| !name.is_empty());
        let Some(name) = name else {
            if self.context.reading == Reading::Android {
                return Err(self.refuse("a name for every component"));
            }
            self.context.anomalies.add(Anomaly::UnnamedComponent);
            return Ok(None);
        };
        let package = self.manifest.package.as_str();
        let target = match kind {
            ComponentKind::ActivityAlias => self
                .context
                .string(&attributes, Known::TargetActivity)?
                .map(|target| full_class_name(package, target)),
            _ => None,
        };
        let authorities = match kind {
            ComponentKind::Provider => self.authorities(&attributes)?,
            _ => Vec::new(),
        };
        let enabled = self.context.boolean(&attributes, Known::Enabled)?.unwrap_or(true);
        self.exported.push(self.context.boolean(&attributes, Known::Exported)?);
        self.manifest.components.push(Component {
            kind,
            name: full_class_name(&self.manifest.package, name),
            target,
            exported: false,
            enabled,
            filters: Vec::new(),
            authorities,
            meta_data: Vec::new(),
        });
        Ok(Some(Level::Component))
    }

    /// Returns the authorities of a provider: one attribute, separated by semicolons.
    fn authorities(&mut self, attributes: &Attributes) -> Result<Vec<Text>> {
        Ok(match self.context.text(attributes, Known::Authorities)? {
            Some(Text::Literal(list)) => {
                let mut authorities = Vec::new();
                for authority in list.split(';') {
                    self.item()?;
                    authorities.push(Text::Literal(authority.to_owned()));
                }
                authorities
            }
            Some(reference) => vec![reference],
            None => Vec::new(),
        })
    }

    fn meta_data(&mut self, level: Level, element: &Element<'_>) -> Result<()> {
        self.item()?;
        let attributes = self.context.attributes(element)?;
        let Some(name) = self.context.string(&attributes, Known::Name)? else { return Ok(()) };
        let resource = attributes.get(Known::Resource).filter(|value| value.data != 0);
        let value = match (resource, attributes.get(Known::Value)) {
            (Some(resource), _) => MetaValue::Resource(ResourceId(resource.data)),
            (None, Some(value)) => match value.meaning() {
                Meaning::Integer(number) => MetaValue::Integer(number),
                Meaning::Boolean(value) => MetaValue::Boolean(value),
                Meaning::Float(number) => MetaValue::Float(number),
                Meaning::String(_) | Meaning::Reference(_) => self
                    .context
                    .text(&attributes, Known::Value)?
                    .map_or(MetaValue::None, MetaValue::Text),
                Meaning::Nothing => MetaValue::None,
            },
            (None, None) => MetaValue::None,
        };
        let owner = match level {
            Level::Component => self.manifest.components.last_mut().map(|last| &mut last.meta_data),
            _ => Some(&mut self.manifest.meta_data),
        };
        if let Some(owner) = owner {
            owner.push(MetaData { name, value });
        }
        Ok(())
    }

    fn in_queries(&mut self, tag: Tag, element: &Element<'_>) -> Result<Option<Level>> {
        match tag {
            Tag::Package => {
                let attributes = self.context.attributes(element)?;
                if let Some(name) = self.context.string(&attributes, Known::Name)? {
                    self.item()?;
                    self.manifest.queries.packages.push(name);
                }
            }
            Tag::Component(ComponentKind::Provider) => {
                let attributes = self.context.attributes(element)?;
                let authorities = self.authorities(&attributes)?;
                self.manifest.queries.authorities.extend(authorities);
            }
            Tag::Intent => {
                self.item()?;
                self.manifest.queries.intents.push(IntentFilter::default());
                return Ok(Some(Level::QueriesIntent));
            }
            _ => self.note_misplaced(tag),
        }
        Ok(None)
    }

    fn in_filter(&mut self, level: Level, tag: Tag, element: &Element<'_>) -> Result<()> {
        let wanted: &[Known] = match tag {
            Tag::Action | Tag::Category => &[Known::Name],
            Tag::Data => &[Known::Scheme, Known::Host],
            _ => return Ok(()),
        };
        let attributes = self.context.attributes(element)?;
        for &known in wanted {
            let Some(text) = self.context.text(&attributes, known)? else { continue };
            self.item()?;
            let filter = match level {
                Level::Filter => {
                    self.manifest.components.last_mut().and_then(|last| last.filters.last_mut())
                }
                _ => self.manifest.queries.intents.last_mut(),
            };
            let Some(filter) = filter else { continue };
            match (tag, known) {
                (Tag::Action, _) => filter.actions.push(text),
                (Tag::Category, _) => filter.categories.push(text),
                (_, Known::Scheme) => filter.schemes.push(text),
                _ => filter.hosts.push(text),
            }
        }
        Ok(())
    }

    /// Returns the tag of an element, by its name.
    fn tag(&mut self, element: &Element<'_>) -> Result<Tag> {
        if let Some(&(_, tag)) = self.names.iter().find(|&&(name, _)| name == element.name) {
            return Ok(tag);
        }
        let context = &mut self.context;
        let name = context.document.text(element.name, context.meter, context.anomalies)?;
        let name = name.unwrap_or_default();
        context.anomalies.note(!is_xml_name(&name), Anomaly::InvalidElementName);
        let tag = Tag::of(&name);
        if self.names.len() < REMEMBERED_NAMES {
            self.names.push((element.name, tag));
        }
        Ok(tag)
    }

    fn item(&mut self) -> Result<()> {
        self.context.meter.item(Structure::Manifest, || self.context.document.position())
    }

    fn refuse(&self, expected: &'static str) -> Box<Error> {
        Error::malformed(Structure::Manifest, self.context.document.position(), expected)
    }

    fn finish(mut self) -> Result<Manifest> {
        if !self.seen_manifest {
            return Err(self.refuse("an element <manifest>"));
        }
        // Before Android 4.2 every provider was open to all, and older apps keep that.
        let old = match self.manifest.target_sdk.as_ref().or(self.manifest.min_sdk.as_ref()) {
            Some(SdkLevel::Level(level)) => *level < 17,
            Some(SdkLevel::Codename(_)) => false,
            None => true,
        };
        for (component, declared) in self.manifest.components.iter_mut().zip(self.exported) {
            component.exported = declared.unwrap_or(match component.kind {
                ComponentKind::Provider => old,
                _ => !component.filters.is_empty(),
            });
        }
        Ok(self.manifest)
    }
}
