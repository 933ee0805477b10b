//! Where in nested records a format keeps what matters.

use memchr::arch::all::is_equal;

use crate::pages::{self, Sign};

/// What the value of a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the MDM calls the device.
    DeviceId,
    /// What the MDM calls the device, if it does not say [`Role::DeviceId`].
    OtherDeviceId,
    /// As [`Role::OtherDeviceId`], of a device that is a person's own.
    PersonalDeviceId,
    /// The id of a device of which no more is said here.
    ListedDevice,
    Serial,
    DeviceName,
    User,
    Platform,
    /// Which version of the system runs on the device.
    OsVersion,
    /// Which part of the organisation has the device.
    Group,
    /// The same, if nothing says [`Role::Group`].
    OtherGroup,
    /// Whose the device is.
    Ownership,
    /// AMAPI's `managementMode`.
    ManagementMode,
    /// Whether the device is still managed, as a word.
    DeviceState,
    /// Whether the device is managed, as yes or no.
    Managed,
    /// Whether the account is on the main side of the device, as Google's Directory has it.
    OnOwnerProfile,
    /// How the device is enrolled, as Fleet has it.
    Enrolment,
    Reported,
    AppId,
    /// What the MDM calls the app in its own lists.
    AppKey,
    AppName,
    /// What the app is made for.
    AppPlatform,
    Version,
    /// A version that is second choice.
    OtherVersion,
    /// Whether the app is there, as a word of the format's.
    State,
    /// Whether the app is there, as a number of Workspace ONE's.
    StateCode,
    /// That the app is not there yet, as yes or no.
    NotYet,
    /// When the app was removed.
    RemovedOn,
    /// The versions of the app that are installed, as a list that may be empty.
    InstalledVersions,
    /// AMAPI's `nonComplianceReason`.
    NonCompliance,
    /// Where the app came from.
    Source,
    /// Fleet's kind of software.
    SoftwareSource,
    /// SHA-256 digest of a certificate in base64.
    CertificateBase64,
    /// SHA-256 digest of a certificate in hexadecimal digits.
    CertificateHex,
    /// On how many devices the app is.
    DeviceCount,
    /// That the list goes on elsewhere: by a text that is not empty, or yes.
    GoesOn,
    /// That the list of apps of the device goes on elsewhere.
    AppsGoOn,
    /// That the list of devices of the app goes on elsewhere.
    DevicesGoOn,
    /// Whether this is the last page of the list.
    IsLast,
    /// What a link leads to.
    Relation,
    /// How many records the whole list has.
    Total,
    /// How many pages the whole list has.
    TotalPages,
    /// How many apps the whole list of the device has.
    AppTotal,
    /// What Graph was asked for: it may be the apps of one device.
    Context,
    /// The HTTP status of an answer.
    HttpStatus,
    /// The answer of a device, in base64.
    Payload,
    /// What shows that it is of the format, and says no more.
    Recognised,
}

impl Role {
    /// Returns whether it says something of the app.
    #[inline]
    pub fn is_of_app(self) -> bool {
        matches!(
            self,
            Self::AppId
                | Self::AppKey
                | Self::AppName
                | Self::AppPlatform
                | Self::Version
                | Self::OtherVersion
                | Self::State
                | Self::StateCode
                | Self::NotYet
                | Self::RemovedOn
                | Self::InstalledVersions
                | Self::NonCompliance
                | Self::Source
                | Self::SoftwareSource
                | Self::CertificateBase64
                | Self::CertificateHex
                | Self::DeviceCount
        )
    }

    /// Returns whether it says something of an answer as a whole.
    #[inline]
    pub fn is_of_answer(self) -> bool {
        matches!(
            self,
            Self::GoesOn
                | Self::DevicesGoOn
                | Self::IsLast
                | Self::Relation
                | Self::Total
                | Self::TotalPages
                | Self::Context
                | Self::HttpStatus
                | Self::Payload
                | Self::Recognised
                | Self::ListedDevice
        )
    }
}

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Device,
    App,
    /// An app that is named on its own because it breaks a rule.
    Violation,
    /// An app on a device.
    Row,
}

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Field(Role),
    Record(Scope),
}

#[derive(Debug, Default)]
pub struct Node {
    pub record: Option<Scope>,
    pub role: Option<Role>,
    /// Whether the records of a list are here.
    pub is_list: bool,
    /// Whether names here may say that a list goes on.
    notices_pages: bool,
    /// Where values are whose names are ids of devices.
    pub each: Option<usize>,
    children: Vec<(Box<[u8]>, usize)>,
}

/// Paths of names that matter, as a tree. Lists are looked through: each of their elements is where
/// the list is.
#[derive(Debug)]
pub struct Shape {
    nodes: Vec<Node>,
    ignores_case: bool,
}

impl Shape {
    /// Index of the root.
    pub const ROOT: usize = 0;
    /// Index of what is below names such as `paging`.
    const PAGES: usize = 1;
    /// Index of what says by itself that a list goes on, whatever is in it.
    const GOES_ON: usize = 2;
    /// Indices of what says other things of pages.
    const SIGNS: [(Role, usize); 4] =
        [(Role::Total, 3), (Role::TotalPages, 4), (Role::IsLast, 5), (Role::Relation, 6)];

    /// Returns the index of what says how many records the whole list has.
    pub const fn total() -> usize {
        Self::SIGNS[0].1
    }

    /// Makes an empty shape, whose root is a record of this scope.
    fn with_root(record: Option<Scope>) -> Self {
        let root = Node { record, notices_pages: true, ..Node::default() };
        let pages = Node { notices_pages: true, ..Node::default() };
        let sign = |role| Node { role: Some(role), ..Node::default() };
        let mut nodes = vec![root, pages, sign(Role::GoesOn)];
        nodes.extend(Self::SIGNS.map(|(role, _)| sign(role)));
        Self { nodes, ignores_case: false }
    }

    /// Makes a shape of records of this scope, at the top or below each of the `lists`, with what is
    /// at these paths in it; and what is at other paths from the top.
    pub fn new(scope: Scope, lists: &[&str], record: &[(&str, At)], top: &[(&str, At)]) -> Self {
        let mut shape = Self::with_root(Some(scope));
        let element = shape.add(Node { record: Some(scope), is_list: true, ..Node::default() });
        for &(path, at) in record {
            shape.put(element, path, at);
        }
        // What is in an element may also stand at the top, where there is only one.
        let children = shape.nodes[element].children.clone();
        shape.nodes[Self::ROOT].children = children;
        for list in lists {
            match list.rsplit_once('.') {
                Some((above, name)) => {
                    let above = shape.make(Self::ROOT, above);
                    shape.nodes[above].notices_pages = true;
                    shape.nodes[above].children.push((name.as_bytes().into(), element));
                }
                None => shape.nodes[Self::ROOT].children.push((list.as_bytes().into(), element)),
            }
        }
        for &(path, at) in top {
            shape.put(Self::ROOT, path, at);
        }
        shape
    }

    /// Makes a shape of what is at these paths from the top, where the empty one is the top itself,
    /// which is also a record of this scope.
    pub fn of(top: Option<Scope>, places: &[(String, At)]) -> Self {
        let mut shape = Self::with_root(top);
        for (path, at) in places {
            if path.is_empty() {
                if let At::Record(scope) = *at {
                    // Apps at the top, and no device around them.
                    shape.nodes[Self::ROOT].record = Some(scope);
                }
            } else {
                shape.put(Self::ROOT, path, *at);
            }
        }
        let listed = shape.nodes[Self::ROOT].record.is_none();
        shape.mark_way_to_records(Self::ROOT, listed);
        shape
    }

    /// Marks what is above records: there a list may say that it goes on. Returns whether there are
    /// any at or below this node.
    fn mark_way_to_records(&mut self, node: usize, listed: bool) -> bool {
        let is_record = self.nodes[node].record.is_some();
        let below: Vec<usize> = self.nodes[node].children.iter().map(|(_, child)| *child).collect();
        let mut any = is_record;
        for child in below {
            any |= self.mark_way_to_records(child, listed && !is_record);
        }
        if node != Self::ROOT && any {
            self.nodes[node].notices_pages = !is_record;
            self.nodes[node].is_list = listed;
        }
        any
    }

    /// Returns the same shape, for names whatever their capital letters.
    pub fn ignoring_case(mut self) -> Self {
        self.ignores_case = true;
        self
    }

    /// Returns the same shape, where what is below this path is the top as well.
    pub fn with_answers_at(mut self, above: &str, name: &str) -> Self {
        let above = self.make(Self::ROOT, above);
        self.nodes[above].children.push((name.as_bytes().into(), Self::ROOT));
        self
    }

    /// Returns the same shape, where values at this path have ids of devices for their names.
    pub fn with_each(mut self, path: &str, record: &[(&str, At)]) -> Self {
        let above = self.make(Self::ROOT, path);
        let each = self.add(Node { record: Some(Scope::Device), ..Node::default() });
        self.nodes[above].each = Some(each);
        for &(path, at) in record {
            self.put(each, path, at);
        }
        self
    }

    /// Returns the node below `node` of this name.
    #[inline]
    pub fn child(&self, node: usize, name: &[u8]) -> Option<usize> {
        let (first, length) = (name.first(), name.len());
        let known = &self.nodes[node];
        let mut children = known.children.iter();
        let found = if self.ignores_case {
            children.find(|(known, _)| known.eq_ignore_ascii_case(name))
        } else {
            // Few are as long and begin the same.
            let fits = |known: &[u8]| {
                known.len() == length && known.first() == first && is_equal(known, name)
            };
            children.find(|(known, _)| fits(known))
        };
        match found {
            Some((_, child)) => Some(*child),
            None if node == Self::GOES_ON => Some(Self::GOES_ON),
            None if known.notices_pages => Self::sign(name),
            None => None,
        }
    }

    /// Returns the node of what says that a list goes on.
    #[cold]
    fn sign(name: &[u8]) -> Option<usize> {
        let role = match pages::sign(name)? {
            Sign::Below => return Some(Self::PAGES),
            Sign::GoesOn => return Some(Self::GOES_ON),
            Sign::IsLast => Role::IsLast,
            Sign::Relation => Role::Relation,
            Sign::Total => Role::Total,
            Sign::TotalPages => Role::TotalPages,
        };
        Self::SIGNS.iter().find(|(known, _)| *known == role).map(|(_, node)| *node)
    }

    /// Returns the node.
    #[inline]
    pub fn node(&self, node: usize) -> &Node {
        &self.nodes[node]
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Returns the node at this path below `node`, made if there is none.
    fn make(&mut self, mut node: usize, path: &str) -> usize {
        // A dot that is part of a name has a backslash before it.
        let path = path.replace("\\.", "\0");
        for name in path.split('.') {
            let name = name.replace('\0', ".");
            let known =
                self.nodes[node].children.iter().find(|(known, _)| **known == *name.as_bytes());
            node = if let Some((_, child)) = known {
                *child
            } else {
                let child = self.add(Node::default());
                self.nodes[node].children.push((name.as_bytes().into(), child));
                child
            };
        }
        node
    }

    fn put(&mut self, node: usize, path: &str, at: At) {
        let node = self.make(node, path);
        match at {
            At::Field(role) => self.nodes[node].role = Some(role),
            At::Record(scope) => self.nodes[node].record = Some(scope),
        }
    }
}
