//! Lists what the recognition of an app rests on.

use std::collections::HashSet;

use appvagt_certificate::CertificateDigest;

use crate::catalogue::mark::{MarkKind, Strength};
use crate::catalogue::{Catalogue, Certainty, Family, KnownPackage};
use crate::judge::recognition::{Recognition, own_rule};
use crate::phone::installed_app::{InstalledApp, Signers};
use crate::report::evidence::Evidence;

/// Returns what the recognition rests on, and how sure that makes us.
pub fn evidence(
    catalogue: &Catalogue,
    app: &InstalledApp,
    recognition: &Recognition,
) -> (Vec<Evidence>, Certainty) {
    let mut evidence = Vec::new();
    if recognition.hits.iter().any(|hit| own_rule(hit).is_some()) {
        evidence.push(Evidence::OwnRule);
    }
    let package = recognition.package(app);
    if let Some(package) = package {
        let app = package.app.to_owned();
        evidence.push(Evidence::PackageName { app, certainty: package.certainty });
    }
    // What meets several rules is listed once, by the weightiest.
    let mut listed = HashSet::new();
    if package.is_some() {
        listed.insert(app.package.as_str());
    }
    for strength in Strength::WEIGHTIEST_FIRST {
        for hit in recognition.hits.iter().filter(|hit| hit.rule.strength == strength) {
            let kind = hit.rule.kind;
            // Own rules for a package name are listed above, certificates of the catalogue below.
            let elsewhere = if own_rule(hit).is_some() {
                kind == MarkKind::PACKAGE
            } else {
                kind == MarkKind::CERTIFICATE
            };
            if elsewhere {
                continue;
            }
            if listed.insert(&hit.found) {
                evidence.push(Evidence::Mark { mark: kind, found: hit.found.clone(), strength });
            }
        }
    }
    let Some(family) = recognition.family else { return (evidence, recognition.certainty) };
    let certificate = certificate_evidence(catalogue, app, family, package);
    let foreign = matches!(certificate, Some(Evidence::ForeignCertificate { .. }));
    evidence.extend(certificate);
    // Of an app that was archived, nothing is left to declare.
    let declares = app.declared.as_ref().is_some_and(|declared| !declared.is_archived());
    if foreign && declares && recognition.rests_on_package_alone() {
        evidence.push(Evidence::NothingButTheName);
        return (evidence, Certainty::Strong);
    }
    (evidence, recognition.certainty)
}

/// Returns what the app's certificates say about its being of `family`, and the known `package` of
/// it.
fn certificate_evidence(
    catalogue: &Catalogue,
    app: &InstalledApp,
    family: &Family,
    package: Option<&KnownPackage>,
) -> Option<Evidence> {
    let signers = app.signers.as_ref()?;
    let signs_package = package.map_or(&[][..], |package| package.signed_by);
    if let Some((owner, sha256)) = signer_among(catalogue, signers, signs_package)
        .or_else(|| signer_among(catalogue, signers, family.certificates))
    {
        return Some(Evidence::GenuineCertificate { owner, sha256 });
    }
    if let Some((owner, sha256)) = signer_among(catalogue, signers, family.company_certificates) {
        return Some(Evidence::CompanyCertificate { owner, sha256 });
    }
    // Without a certificate on record for this app, somebody else's cannot be distinguished from
    // its own.
    (!signs_package.is_empty())
        .then(|| Evidence::ForeignCertificate { sha256: signers.current.clone() })
}

fn signer_among(
    catalogue: &Catalogue,
    signers: &Signers,
    ids: &[&str],
) -> Option<(String, CertificateDigest)> {
    let mut certificates = ids.iter().filter_map(|id| catalogue.certificate(id));
    certificates
        .find(|certificate| signers.all().any(|digest| *digest == certificate.sha256))
        .map(|certificate| (certificate.owner.to_owned(), certificate.sha256))
}
