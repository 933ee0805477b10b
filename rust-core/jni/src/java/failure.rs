//! Why a call of Java came to nothing.

/// What a call of Java returns.
pub type Result<T> = std::result::Result<T, Failure>;

/// Why a call of Java came to nothing. Small, and without anything to free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// An exception is pending: Java code or the virtual machine threw it.
    #[error("an exception is pending")]
    Thrown,
    /// There was a null where an object must be.
    #[error("null where an object must be")]
    Null,
    /// The object asked is not of the class that the member is of.
    #[error("an object of another class")]
    WrongClass,
    /// Arguments, or what is done with the result, do not fit the member's signature.
    #[error("what is asked does not fit the member's signature")]
    WrongSignature,
    /// There is no such class or member.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A JNI function failed without an exception.
    #[error("{0} failed")]
    Refused(&'static str),
    /// The library is not loaded.
    #[error("the library is not loaded")]
    NotLoaded,
}
