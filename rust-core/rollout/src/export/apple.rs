//! iPhone and iPad: a configuration profile, as Apple's published schema
//! `com.apple.applicationaccess` has it (github.com/apple/device-management).

use super::app::App;
use super::blocked::{Blocked, ids};
use super::step::{Paste, Steps};
use super::xml;

pub fn write(steps: &mut Steps, app: &App, blocked: &Blocked) {
    if blocked.bundles.is_empty() {
        steps.say("apple.none");
    } else {
        steps.paste("apple.profile", Paste::Xml(profile(app, &ids(&blocked.bundles))));
        steps.say("apple.supervised");
        steps.say("apple.sites");
    }
    blocked.say_limits(steps);
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
