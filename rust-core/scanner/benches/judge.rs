//! How long the judge takes for a phone's worth of apps and more, whatever is banned.

use std::hint::black_box;
use std::time::{Duration, Instant};

use appvagt_scanner::{
    Ban, Catalogue, CertificateDigest, InstalledApp, Judge, JudgingContext, ManifestFacts,
    MarkKind, Policy, Signers,
};

const ROUNDS: usize = 15;

fn main() {
    let everything = Catalogue::embedded().families.iter().map(|f| Ban::Family(f.id.to_owned()));
    let everything: Vec<_> = everything.collect();
    for (apps, own_rules) in [(400, 0), (10_000, 0), (10_000, 500), (10_000, 5_000)] {
        let bans = everything.iter().cloned().chain(own(own_rules)).collect();
        let (policy, context) = (Policy::banning(bans), JudgingContext::default());
        let apps: Vec<_> = (0..apps).map(app).collect();
        let (mut preparing, mut judging) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let judge = Judge::new(Catalogue::embedded(), black_box(&policy), &context);
            preparing.push(start.elapsed());
            let found = black_box(judge.report(apps.iter().map(|app| ((), app)), vec![], &[]))
                .findings
                .len();
            judging.push(start.elapsed());
            assert_eq!(found, apps.len() / 200, "one app in 200 is banned");
        }
        println!(
            "bench> {:6} apps, all families and {own_rules:4} own rules: median {:5.1} ms, least {:5.1} \
             ms, of which preparing {:4.1} ms",
            apps.len(),
            milliseconds(median(&mut judging)),
            milliseconds(judging[0]),
            milliseconds(median(&mut preparing)),
        );
    }
}

/// Own rules of every kind. They begin like what apps declare, which is what costs most.
fn own(count: usize) -> impl Iterator<Item = Ban> {
    (0..count).map(|n| match n % 10 {
        0 => Ban::Mark(MarkKind::PACKAGE, format!("com.example.vendor.banned{n}")),
        1 => Ban::Mark(MarkKind::PACKAGE_PREFIX, format!("com.example.vendor.banned{n}.")),
        2 => Ban::Mark(MarkKind::COMPONENT, format!("com.example.vendor.banned{n}.MainActivity")),
        3 => Ban::Mark(MarkKind::COMPONENT_PREFIX, format!("com.example.vendor.banned{n}.ui.")),
        4 => Ban::Mark(MarkKind::COMPONENT_SUFFIX, format!(".banned{n}.MainActivity")),
        5 => Ban::Mark(MarkKind::ACTION, format!("com.example.vendor.banned{n}.action.PLAY")),
        6 => Ban::Mark(MarkKind::AUTHORITY, format!("com.example.vendor.banned{n}.provider")),
        7 => Ban::Mark(MarkKind::HOST, format!("banned{n}.example.com")),
        8 => Ban::Mark(MarkKind::WEB_HOST, format!("banned{n}.example.com")),
        _ => Ban::Mark(MarkKind::PERMISSION, format!("com.example.vendor.banned{n}.PLAY")),
    })
}

/// An app like those on phones: classes of its own and of the usual libraries, and now and then a
/// banned one or a web app.
fn app(n: usize) -> InstalledApp {
    let package = match n % 200 {
        7 => format!("com.zhiliaoapp.musically.clone{n}"),
        _ => format!("com.example.vendor.team{}.app{n}", n % 97),
    };
    let mut declared = ManifestFacts {
        classes: (0..16).map(|k| format!("{package}.feature{}.Screen{k}Activity", k % 5)).collect(),
        actions: vec![
            "android.intent.action.MAIN".to_owned(),
            "android.intent.action.VIEW".to_owned(),
            "android.intent.action.BOOT_COMPLETED".to_owned(),
            "com.google.firebase.MESSAGING_EVENT".to_owned(),
            format!("{package}.action.SYNC"),
        ],
        authorities: vec![
            format!("{package}.fileprovider"),
            format!("{package}.androidx-startup"),
            format!("{package}.firebaseinitprovider"),
        ],
        schemes: vec!["https".to_owned(), format!("app{n}")],
        hosts: vec![format!("www.app{n}.example.com"), format!("app{n}.page.link")],
        meta_data: vec![
            ("com.google.android.gms.version".to_owned(), String::new()),
            ("android.support.FILE_PROVIDER_PATHS".to_owned(), String::new()),
            ("androidx.work.WorkManagerInitializer".to_owned(), "androidx.startup".to_owned()),
            ("com.google.firebase.components:registrar".to_owned(), String::new()),
        ],
        permissions: vec![format!("{package}.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION")],
    };
    declared.classes.extend(LIBRARIES.map(str::to_owned));
    if n % 50 == 3 {
        let name = "org.chromium.webapk.shell_apk.startUrl".to_owned();
        declared.meta_data.push((name, format!("https://app{n}.example.com/start")));
    }
    let mut digest = [0; 32];
    digest[..8].copy_from_slice(&n.to_le_bytes());
    let current = vec![CertificateDigest(digest)];
    InstalledApp {
        signers: Some(Signers { current, history: Vec::new() }),
        declared: Some(Box::new(declared)),
        ..InstalledApp::named(package)
    }
}

const LIBRARIES: [&str; 24] = [
    "androidx.core.content.FileProvider",
    "androidx.profileinstaller.ProfileInstallReceiver",
    "androidx.room.MultiInstanceInvalidationService",
    "androidx.startup.InitializationProvider",
    "androidx.work.impl.background.systemalarm.ConstraintProxy$BatteryChargingProxy",
    "androidx.work.impl.background.systemalarm.ConstraintProxyUpdateReceiver",
    "androidx.work.impl.background.systemalarm.RescheduleReceiver",
    "androidx.work.impl.background.systemjob.SystemJobService",
    "androidx.work.impl.diagnostics.DiagnosticsReceiver",
    "androidx.work.impl.foreground.SystemForegroundService",
    "com.android.billingclient.api.ProxyBillingActivity",
    "com.bytedance.sdk.openadsdk.activity.TTFullScreenExpressVideoActivity",
    "com.facebook.CustomTabActivity",
    "com.facebook.FacebookActivity",
    "com.google.android.datatransport.runtime.backends.TransportBackendDiscovery",
    "com.google.android.gms.ads.AdActivity",
    "com.google.android.gms.auth.api.signin.internal.SignInHubActivity",
    "com.google.android.gms.common.api.GoogleApiActivity",
    "com.google.android.gms.measurement.AppMeasurementService",
    "com.google.android.play.core.common.PlayCoreDialogWrapperActivity",
    "com.google.firebase.components.ComponentDiscoveryService",
    "com.google.firebase.iid.FirebaseInstanceIdReceiver",
    "com.google.firebase.messaging.FirebaseMessagingService",
    "com.google.firebase.provider.FirebaseInitProvider",
];

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
