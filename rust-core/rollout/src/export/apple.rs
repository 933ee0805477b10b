//! iPhone and iPad: a configuration profile, as Apple's published schema
//! `com.apple.applicationaccess` has it (github.com/apple/device-management).

use super::app::App;
use super::blocked::{Blocked, ids};
use super::step::{Paste, Step};
use super::xml;

pub fn steps(app: &App, blocked: &Blocked) -> Vec<Step> {
    if blocked.bundles.is_empty() {
        return vec![
            Step::new(
                "No app for iPhone or iPad is known that this policy bans, so no profile blocks it.",
            ),
            blocked.limits(),
        ];
    }
    vec![
        Step::pasting(
            "Save this as `appvagt.mobileconfig`. In the management of the iPhones and iPads (Jamf, \
             Intune, Meraki, Apple Configurator and others), add it as a custom configuration profile \
             and assign it to the devices.",
            Paste::Xml(profile(app, &ids(&blocked.bundles))),
        ),
        Step::new(
            "It works on supervised devices with iOS or iPadOS 15 or newer, and on no others: not on \
             personal devices (User Enrollment). A blocked app is neither shown nor opened. It is not \
             removed, and its data stays. From iOS 27 on Apple calls this key deprecated and points to \
             the declarative `com.apple.configuration.app.settings`.",
        ),
        Step::new(
            "Sites are not blocked by this. For Safari, your management has a content filter: the \
             hosts are in what `--mdm generic` prints.",
        ),
        blocked.limits(),
    ]
}

fn profile(app: &App, bundles: &[&str]) -> String {
    let bundles = bundles
        .iter()
        .flat_map(|id| ["\t\t\t\t<string>".to_owned(), xml::text(id), "</string>\n".to_owned()]);
    let bundles: String = bundles.collect();
    // Another policy is another profile; the same one replaces itself.
    let (version, package) = (&app.version, &app.package);
    let uuid = |part: u8| format!("{version}-4170-4000-8{part:03}-61707076616b").to_uppercase();
    let (inner, outer) = (uuid(1), uuid(0));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
         \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n\
         <dict>\n\
         \t<key>PayloadContent</key>\n\
         \t<array>\n\
         \t\t<dict>\n\
         \t\t\t<key>PayloadType</key>\n\
         \t\t\t<string>com.apple.applicationaccess</string>\n\
         \t\t\t<key>PayloadIdentifier</key>\n\
         \t\t\t<string>{package}.blocked.restrictions</string>\n\
         \t\t\t<key>PayloadUUID</key>\n\
         \t\t\t<string>{inner}</string>\n\
         \t\t\t<key>PayloadVersion</key>\n\
         \t\t\t<integer>1</integer>\n\
         \t\t\t<key>PayloadDisplayName</key>\n\
         \t\t\t<string>Banned apps</string>\n\
         \t\t\t<key>blockedAppBundleIDs</key>\n\
         \t\t\t<array>\n\
         {bundles}\
         \t\t\t</array>\n\
         \t\t</dict>\n\
         \t</array>\n\
         \t<key>PayloadType</key>\n\
         \t<string>Configuration</string>\n\
         \t<key>PayloadIdentifier</key>\n\
         \t<string>{package}.blocked</string>\n\
         \t<key>PayloadUUID</key>\n\
         \t<string>{outer}</string>\n\
         \t<key>PayloadVersion</key>\n\
         \t<integer>1</integer>\n\
         \t<key>PayloadDisplayName</key>\n\
         \t<string>Banned apps (policy {version})</string>\n\
         </dict>\n\
         </plist>"
    )
}
