//! The same devices and apps as each format writes them.

/// A device by its number, and its apps by theirs.
pub type Listed = (usize, Vec<usize>);

/// How a format writes these devices.
pub type Write = fn(&[Listed]) -> String;

/// Formats by name, those of one device last.
pub const FORMATS: [(&str, Write); 15] = [
    ("amapi", |all| {
        let app = |app| format!(r#"{{"state":"INSTALLED","packageName":"com.a{app}"}}"#);
        let devices = devices(all, app, |id, apps| {
            format!(r#"{{"applicationReports":[{apps}],"name":"enterprises/x/devices/{id}"}}"#)
        });
        format!(r#"{{"devices":[{devices}]}}"#)
    }),
    ("graph-apps", |all| {
        let apps = rows(all).map(|(id, app)| {
            format!(
                r#"{{"displayName":"A{app}","sizeInByte":1,"deviceCount":1,"managedDevices":[{{"id":"{id}"}}]}}"#
            )
        });
        format!(r#"{{"value":[{}]}}"#, apps.collect::<Vec<_>>().join(","))
    }),
    ("graph-devices", |all| {
        let app = |app| format!(r#"{{"displayName":"A{app}","version":"1"}}"#);
        let devices = devices(all, app, |id, apps| {
            format!(r#"{{"id":"{id}","managedDeviceOwnerType":"company","detectedApps":[{apps}]}}"#)
        });
        format!(r#"{{"value":[{devices}]}}"#)
    }),
    ("intune", |all| {
        let row = |(id, app)| format!("A{app},{id},iOS\r\n");
        let rows: Vec<_> = rows(all).map(row).collect();
        format!("ApplicationName,DeviceId,Platform\r\n{}", rows.concat())
    }),
    ("jamf", |all| {
        let app = |app| format!(r#"{{"identifier":"com.a{app}","name":"A\u00e6"}}"#);
        let devices = devices(all, app, |id, apps| {
            format!(r#"{{"mobileDeviceId":"{id}","applications":[{apps}]}}"#)
        });
        format!(r#"{{"totalCount":{},"results":[{devices}]}}"#, all.len())
    }),
    ("jamf-classic", |all| {
        let app = |app| format!(r#"{{"identifier":"com.a{app}","application_name":"A"}}"#);
        let devices =
            devices(all, app, |id, apps| format!(r#"{{"id":{id},"applications":[{apps}]}}"#));
        format!(r#"{{"mobile_devices":[{devices}]}}"#)
    }),
    ("google-directory", |all| {
        let app = |app| format!(r#"{{"packageName":"com.a{app}"}}"#);
        let devices = devices(all, app, |id, apps| {
            format!(r#"{{"resourceId":"{id}","type":"ANDROID","applications":[{apps}]}}"#)
        });
        format!(r#"{{"mobiledevices":[{devices}]}}"#)
    }),
    ("fleet", |all| {
        let app = |app| format!(r#"{{"source":"ios_apps","bundle_identifier":"com.a{app}"}}"#);
        let hosts = devices(all, app, |id, apps| format!(r#"{{"id":{id},"software":[{apps}]}}"#));
        format!(r#"{{"hosts":[{hosts}]}}"#)
    }),
    ("headwind", |all| {
        let app = |app| format!(r#"{{"pkg":"com.a{app}"}}"#);
        let devices = devices(all, app, |id, apps| {
            format!(r#"{{"info":{{"applications":[{apps}]}},"number":"{id}"}}"#)
        });
        format!(r#"{{"data":{{"devices":{{"items":[{devices}]}}}}}}"#)
    }),
    ("jamf-classic", |all| {
        let devices = all.iter().map(|(id, apps)| {
            let app = |app: &usize| {
                format!("<application><identifier>com.a{app}</identifier></application>")
            };
            let apps = apps.iter().map(app).collect::<String>();
            format!(
                "<mobile_device><id>{id}</id><applications>{apps}</applications></mobile_device>"
            )
        });
        format!("<mobile_devices>{}</mobile_devices>", devices.collect::<String>())
    }),
    ("apple", |all| {
        let app =
            |app: &usize| format!("<dict><key>Identifier</key><string>com.a{app}</string></dict>");
        let apps = all[0].1.iter().map(app).collect::<String>();
        format!(
            "<plist><dict><key>InstalledApplicationList</key><array>{apps}</array><key>UDID</key><string>U</string></dict></plist>"
        )
    }),
    ("workspace-one", |all| {
        let app = |app: &usize| format!(r#"{{"ApplicationIdentifier":"com.a{app}","Status":2}}"#);
        let apps: Vec<_> = all[0].1.iter().map(app).collect();
        format!(r#"{{"DeviceApps":[{}],"Total":{}}}"#, apps.join(","), apps.len())
    }),
    ("androidqf", |all| {
        let app = |app: &usize| format!(r#"{{"name":"com.a{app}","installer":"null","uid":1}}"#);
        format!("[{}]", all[0].1.iter().map(app).collect::<Vec<_>>().join(","))
    }),
    ("pm-list", |all| {
        let app = |app: &usize| format!("package:/data/app/x==/base.apk=com.a{app}\r\n");
        all[0].1.iter().map(app).collect()
    }),
    ("fields", |all| {
        let row = |(id, app)| format!("{{\"app\":\"com.a{app}\",\"device\":{id}}}\n");
        rows(all).map(row).collect()
    }),
];

/// Devices with their apps, as lists of JSON.
fn devices(
    all: &[Listed],
    app: impl Fn(usize) -> String,
    device: impl Fn(usize, String) -> String,
) -> String {
    let apps = |apps: &[usize]| apps.iter().map(|id| app(*id)).collect::<Vec<_>>().join(",");
    all.iter().map(|(id, of)| device(*id, apps(of))).collect::<Vec<_>>().join(",")
}

/// Apps with their devices, one by one.
fn rows(all: &[Listed]) -> impl Iterator<Item = (usize, usize)> {
    all.iter().flat_map(|(id, apps)| apps.iter().map(move |app| (*id, *app)))
}
