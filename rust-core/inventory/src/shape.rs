//! Where in nested records a format keeps what matters.

/// What the value of a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the MDM calls the device.
    DeviceId,
    /// What the MDM calls the device, if it does not say [`Role::DeviceId`].
    OtherDeviceId,
    /// As [`Role::OtherDeviceId`], of a device that is a person's own.
    PersonalDeviceId,
    Serial,
    DeviceName,
    User,
    Platform,
    /// Whose the device is.
    Ownership,
    /// AMAPI's `managementMode`.
    ManagementMode,
    /// Whether the account is on the main side of the device, as Google's Directory has it.
    OnOwnerProfile,
    /// How the device is enrolled, as Fleet has it.
    Enrolment,
    Reported,
    AppId,
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
    /// How many records the whole list has.
    Total,
    /// How many apps the whole list of the device has.
    AppTotal,
    /// What Graph was asked for: it may be the apps of one device.
    Context,
}

impl Role {
    /// Whether it says something of the app.
    #[inline]
    pub fn is_of_app(self) -> bool {
        matches!(
            self,
            Self::AppId
                | Self::AppName
                | Self::AppPlatform
                | Self::Version
                | Self::OtherVersion
                | Self::State
                | Self::StateCode
                | Self::NotYet
                | Self::NonCompliance
                | Self::Source
                | Self::SoftwareSource
                | Self::CertificateBase64
                | Self::CertificateHex
                | Self::DeviceCount
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
    children: Vec<(Box<[u8]>, usize)>,
}

/// Paths of names that matter, as a tree. Lists are looked through: each of their elements is where
/// the list is.
#[derive(Debug)]
pub struct Shape {
    nodes: Vec<Node>,
}

impl Shape {
    /// Index of the root.
    pub const ROOT: usize = 0;

    /// A record of this scope, at the top or below each of the `lists`, with what is at these paths
    /// in it; and what is at other paths from the top.
    pub fn new(scope: Scope, lists: &[&str], record: &[(&str, At)], top: &[(&str, At)]) -> Self {
        let root = Node { record: Some(scope), ..Node::default() };
        let mut shape = Self { nodes: vec![root] };
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

    /// What is at these paths from the top, where the empty one is the top itself, which is also a
    /// record of this scope.
    pub fn of(top: Option<Scope>, places: &[(String, At)]) -> Self {
        let mut shape = Self { nodes: vec![Node { record: top, ..Node::default() }] };
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
        shape
    }

    /// The same, without fields of this role.
    pub fn without(mut self, role: Role) -> Self {
        for node in &mut self.nodes {
            node.role.take_if(|known| *known == role);
        }
        self
    }

    /// The node below `node` of this name.
    #[inline]
    pub fn child(&self, node: usize, name: &[u8]) -> Option<usize> {
        let (first, length) = (name.first(), name.len());
        let mut children = self.nodes[node].children.iter();
        // Few are as long and begin the same.
        let fits =
            |known: &[u8]| known.len() == length && known.first() == first && *known == *name;
        children.find(|(known, _)| fits(known)).map(|(_, node)| *node)
    }

    /// The node.
    #[inline]
    pub fn node(&self, node: usize) -> &Node {
        &self.nodes[node]
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The node at this path below `node`, made if there is none.
    fn make(&mut self, mut node: usize, path: &str) -> usize {
        // A dot that is part of a name has a backslash before it.
        let path = path.replace("\\.", "\0");
        for name in path.split('.') {
            let name = name.replace('\0', ".");
            node = self.child(node, name.as_bytes()).unwrap_or_else(|| {
                let child = self.add(Node::default());
                self.nodes[node].children.push((name.as_bytes().into(), child));
                child
            });
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
