//! Whether a decoy is what it should be, read back from its file as a scan reads it.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

use anyhow::{Result, bail};
use appvagt_apk::{
    Apk, ComponentKind, ExtractedSigner, Manifest, MetaData, MetaValue, Options, Scheme,
};

use super::{Decoy, Marks, Signer, manifest};
use crate::commands::apk::checks;

/// Checks the decoy in `apk`, signed with this certificate.
///
/// # Errors
/// It differs from what is meant: in what.
pub fn check(decoy: &Decoy, apk: &Path, certificate: &str) -> Result<()> {
    // Android refuses resources that it cannot map.
    checks::archive(apk)?;
    let apk = Apk::open(apk, Options::default())?;
    let label = decoy.split.is_none().then(|| decoy.label());
    compare("label", &apk.label(&["en"])?, &label)?;
    check_signers(decoy, &apk.extract_signers()?.signers, certificate)?;
    decoy.marks.check(&apk)?;
    check_manifest(decoy, &apk.resolved_manifest()?)
}

/// Checks who signed it. Of a key that took over from another, Android 8 is shown that other.
fn check_signers(decoy: &Decoy, found: &[ExtractedSigner], certificate: &str) -> Result<()> {
    let rotated = matches!(decoy.signer, Signer::Rotated { .. });
    let signers: Vec<_> = found
        .iter()
        .map(|signer| {
            let former = signer.history.first().filter(|former| **former != signer.certificate);
            (signer.scheme, signer.certificate.to_string() == certificate, former.is_some())
        })
        .collect();
    let meant = vec![(Scheme::V2, !rotated, false), (Scheme::V3, true, rotated)];
    if signers != meant {
        bail!(
            "signers (scheme, whether with the certificate {certificate}, whether after another): \
             the APK has {signers:?}, meant are {meant:?}"
        );
    }
    Ok(())
}

fn check_manifest(decoy: &Decoy, found: &Manifest) -> Result<()> {
    compare("package", &found.package, &decoy.package)?;
    compare("split", &found.split, &decoy.split)?;
    if let Some(permission) = found.uses_permissions.first() {
        bail!("it asks for the permission {}", permission.name);
    }
    let own = manifest::own_activity();
    let exactly = decoy.in_application.is_empty() && decoy.marks == Marks::default();
    let mut meant = BTreeSet::new();
    let kind = if decoy.split.is_none() {
        meant.insert((ComponentKind::Activity.name(), own.clone(), true));
        ComponentKind::ActivityAlias
    } else {
        ComponentKind::Activity
    };
    let classes = manifest::aliases(decoy).into_iter();
    meant.extend(classes.map(|name| (kind.name(), name, false)));
    let components: BTreeSet<_> =
        found.components.iter().map(|c| (c.kind.name(), c.name.clone(), c.exported)).collect();
    contains("components", &components, &meant, exactly)?;

    contains(
        "meta-data",
        &values(&found.meta_data),
        &manifest::meta_data(decoy).into_iter().collect(),
        exactly,
    )?;
    let activity = found.components.iter().find(|component| component.name == own);
    let of_activity = activity.map_or(&[][..], |component| &component.meta_data);
    compare(
        "the activity's meta-data",
        &values(of_activity),
        &manifest::activity_meta_data(decoy).into_iter().collect(),
    )
}

/// Returns the name and value of those that are texts.
fn values(meta_data: &[MetaData]) -> BTreeSet<(String, String)> {
    let text = |MetaData { name, value }: &MetaData| match value {
        MetaValue::Text(text) => Some((name.clone(), text.to_string())),
        _ => None,
    };
    meta_data.iter().filter_map(text).collect()
}

fn compare<T: PartialEq + Debug>(what: &str, found: &T, meant: &T) -> Result<()> {
    if found != meant {
        bail!("{what}: the APK says {found:?}, meant is {meant:?}");
    }
    Ok(())
}

/// Checks that everything meant is there and, if `exactly`, nothing else.
fn contains<T: Ord + Debug>(
    what: &str,
    found: &BTreeSet<T>,
    meant: &BTreeSet<T>,
    exactly: bool,
) -> Result<()> {
    if !meant.is_subset(found) || exactly && found != meant {
        bail!("{what}: the APK has {found:?}, meant are {meant:?}");
    }
    Ok(())
}
