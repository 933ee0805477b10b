//! Arguments that are one of a few.

use appvagt_scanner::Language;
use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr, TypedValueParser};

/// Takes one of `all` by its name, which shells complete. `described` returns that, and what it is.
pub fn one_of<T: Copy + Send + Sync + 'static, A: Into<StyledStr> + 'static, const N: usize>(
    all: [T; N],
    described: fn(T) -> (&'static str, A),
) -> impl TypedValueParser<Value = T> {
    let value = |one| {
        let (name, about) = described(one);
        PossibleValue::new(name).help(about.into())
    };
    PossibleValuesParser::new(all.map(value)).try_map(move |name| {
        all.into_iter().find(|one| described(*one).0 == name).ok_or("there is no such value")
    })
}

/// Takes a language by its code.
pub fn languages() -> impl TypedValueParser<Value = Language> {
    one_of(Language::ALL, |language| (language.code(), language.name_in_english()))
}
