//! What a member takes and returns.

use std::ffi::CStr;
use std::iter;

use jni_sys::jvalue;

use super::argument::Argument;
use super::failure::{Failure, Result};

/// More arguments than any method used here takes.
const MAX_ARGUMENTS: usize = 4;

/// What a member takes and returns, as JNI writes it: `(Ljava/lang/String;I)V` for a method, `I`
/// for a field. That Java has such a member was seen when it was looked up.
#[derive(Clone, Copy)]
pub struct Signature(pub &'static CStr);

impl Signature {
    /// The type that a method returns, or that a field has.
    fn result(self) -> &'static [u8] {
        self.0.to_bytes().rsplit(|&letter| letter == b')').next().unwrap_or_default()
    }

    /// # Errors
    /// The method returns, or the field has, a type that does not start like this.
    pub(super) fn expect(self, result: &str) -> Result<()> {
        let fits = self.result().starts_with(result.as_bytes());
        if fits { Ok(()) } else { Err(Failure::WrongSignature) }
    }

    /// # Errors
    /// The method returns, or the field has, another kind: the letter of a primitive type, `V` for
    /// nothing, `L` for any reference.
    pub(super) fn expect_kind(self, kind: u8) -> Result<()> {
        let found = match self.result().first() {
            Some(b'[') => Some(b'L'),
            first => first.copied(),
        };
        if found == Some(kind) { Ok(()) } else { Err(Failure::WrongSignature) }
    }

    /// The kinds of the parameters: the letter of a primitive type, or `L` for any reference.
    fn parameters(self) -> impl Iterator<Item = u8> {
        // The first is the opening parenthesis.
        let mut letters = self.0.to_bytes().iter().copied().skip(1);
        iter::from_fn(move || match letters.next()? {
            b')' => None,
            b'L' => letters.find(|&letter| letter == b';').map(|_| b'L'),
            b'[' => {
                let element = letters.find(|&letter| letter != b'[')?;
                if element == b'L' {
                    letters.find(|&letter| letter == b';')?;
                }
                Some(b'L')
            }
            primitive => Some(primitive),
        })
    }

    /// The arguments as JNI takes them.
    ///
    /// # Errors
    /// Their number and kinds are not the parameters'.
    pub(super) fn arguments(self, given: &[Argument]) -> Result<[jvalue; MAX_ARGUMENTS]> {
        let mut values = [jvalue { j: 0 }; MAX_ARGUMENTS];
        let fits = given.len() <= values.len()
            && self.parameters().eq(given.iter().map(|argument| argument.kind()));
        if !fits {
            return Err(Failure::WrongSignature);
        }
        for (value, argument) in values.iter_mut().zip(given) {
            *value = argument.value();
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::java::Object;

    #[test]
    fn parameters_are_told_apart() {
        let cases: [(&CStr, &str); 6] = [
            (c"()V", ""),
            (c"(I)V", "I"),
            (c"(Ljava/lang/String;ZJ)Ljava/util/List;", "LZJ"),
            (c"([BI[[Ljava/lang/String;J)[B", "LILJ"),
            (c"(Ljava/lang/String;Ljava/lang/String;)Z", "LL"),
            (c"([[I[J)V", "LL"),
        ];
        for (signature, kinds) in cases {
            let found: Vec<_> = Signature(signature).parameters().collect();
            assert_eq!(found, kinds.as_bytes(), "{signature:?}");
        }
    }

    #[test]
    fn arguments_of_another_number_or_kind_are_refused() {
        let signature = Signature(c"(Ljava/lang/String;I)V");
        let (object, int) = (Argument::from(Object::NULL), Argument::from(1));
        assert!(signature.arguments(&[object, int]).is_ok());
        for wrong in [
            &[object][..],
            &[int, object],
            &[object, true.into()],
            &[object, 1i64.into()],
            &[object, int, int],
        ] {
            assert_eq!(signature.arguments(wrong).err(), Some(Failure::WrongSignature));
        }
        let long = Signature(c"(IIIII)V");
        assert_eq!(long.arguments(&[int; 5]).err(), Some(Failure::WrongSignature));
    }

    #[test]
    fn results_are_told_apart() {
        let method = Signature(c"(I)[Landroid/content/pm/Signature;");
        assert_eq!(method.expect("[L"), Ok(()));
        assert_eq!(method.expect_kind(b'L'), Ok(()));
        assert_eq!(method.expect("L"), Err(Failure::WrongSignature));
        assert_eq!(Signature(c"I").expect_kind(b'I'), Ok(()));
        assert_eq!(Signature(c"(I)V").expect_kind(b'L'), Err(Failure::WrongSignature));
    }
}
