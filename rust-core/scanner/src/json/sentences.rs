//! What is said of a policy, for people of any language.

/// Declares what may be said: what each sentence is about, what it is known by, and how it reads in
/// English. As JSON it says what it is known by and about, for programs that speak other languages.
macro_rules! sentences {
    ($(#[doc = $doc:literal])+ $name:ident {
        $($variant:ident $({ $($about:ident: $type:ty),+ })? = $key:literal, $english:literal;)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        #[serde(tag = "say")]
        #[allow(missing_docs, reason = "what a sentence is about stands in it")]
        pub enum $name {
            $(#[doc = concat!("`", $english, "`")] #[serde(rename = $key)] $variant $({ $($about: $type),+ })?,)+
        }

        impl $name {
            /// What each sentence is known by, and how it reads in English.
            pub const ENGLISH: &'static [(&'static str, &'static str)] = &[$(($key, $english),)+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self { $(Self::$variant $({ $($about),+ })? => write!(f, $english),)+ }
            }
        }
    };
}

pub(crate) use sentences;
