//! A container in which everything can be built, for machines on which not everything can.

use std::env;

use crate::toolchain::project::VERSION;

/// Where what the container downloads and builds is kept until the next time: the system in it is not
/// this one, so nothing is shared with the checkout but the sources and `dist`.
const RUN: &str = "docker run --rm -it --platform linux/amd64 -v \"${PWD}:/appvagt\" \
    -v appvagt-target:/appvagt/target -v appvagt-home:/root -w /appvagt rust:1-bookworm";

/// Says how to do in a container what this process was asked to do.
pub fn advice() -> String {
    advice_for(&env::args().skip(1).collect::<Vec<_>>())
}

fn advice_for(words: &[String]) -> String {
    let on_device = words.first().is_some_and(|word| word == "run" || word == "device-test");
    if on_device {
        // Of its options, this one alone is about what is built.
        let mut rest = words.iter().skip_while(|word| !word.starts_with("--organisation"));
        let own = match (rest.next(), rest.next()) {
            (Some(word), _) if word.contains('=') => format!(" {word}"),
            (Some(word), Some(file)) => format!(" {word} {file}"),
            _ => String::new(),
        };
        let apk =
            if own.is_empty() { format!("appvagt-{VERSION}") } else { "ID-VERSION".to_owned() };
        return format!(
            "a container builds it (Docker or Podman; tried with neither), and adb installs it from \
             here:\n\n  {RUN} cargo xtask apk{own}\n  adb install -r dist/{apk}.apk"
        );
    }
    format!(
        "a container does it (Docker or Podman; tried with neither):\n\n  {RUN} cargo xtask {}",
        words.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_is_what_the_container_does_but_for_devices_which_it_does_not_see() {
        let advice = |words: &[&str]| {
            advice_for(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
        };
        assert!(advice(&["apk", "--unsigned"]).ends_with("cargo xtask apk --unsigned"));
        for words in [&["run", "--serial", "x"][..], &["device-test"]] {
            let advice = advice(words);
            assert!(advice.contains("cargo xtask apk\n"), "{advice}");
            assert!(advice.ends_with(&format!("adb install -r dist/appvagt-{VERSION}.apk")));
        }
    }
}
