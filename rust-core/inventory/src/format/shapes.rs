//! Where each format keeps what matters.

use At::{Field, Record};

use super::Format;
use crate::shape::{At, Role, Scope, Shape};

/// Returns the shape of a format that consists of nested records; `None` if it does not. `xml` is whether it
/// is written so.
pub fn of(format: Format, xml: bool) -> Option<Shape> {
    Some(match format {
        Format::Amapi => amapi(),
        Format::Apple => apple(),
        Format::Cfgutil => cfgutil(),
        Format::Fleet => fleet(),
        Format::GoogleDirectory => google_directory(),
        Format::GraphApps => graph_apps(),
        Format::GraphDevices => graph_devices(),
        Format::Headwind => headwind(),
        Format::Jamf => jamf(),
        Format::JamfClassic => jamf_classic(xml),
        Format::JamfSchool => jamf_school(),
        Format::KnoxManage => knox_manage(),
        Format::Meraki => meraki(),
        Format::MicroMdm => micromdm(),
        Format::SimpleMdm => simplemdm(),
        Format::Soti => soti(),
        Format::AndroidQf => androidqf(),
        Format::WorkspaceOne => workspace_one(),
        Format::Intune | Format::PmList | Format::Fields => return None,
    })
}

/// Returns the shape of Android Management API.
///
/// <https://developers.google.com/android/management/reference/rest/v1/enterprises.devices>.
///
/// `signingKeyCertFingerprints` is deprecated, and of a digest that is not ours.
fn amapi() -> Shape {
    let device = [
        ("name", Field(Role::DeviceId)),
        ("userName", Field(Role::User)),
        ("hardwareInfo.serialNumber", Field(Role::Serial)),
        ("softwareInfo.androidVersion", Field(Role::OsVersion)),
        ("ownership", Field(Role::Ownership)),
        ("managementMode", Field(Role::ManagementMode)),
        ("state", Field(Role::DeviceState)),
        ("lastStatusReportTime", Field(Role::Reported)),
        ("applicationReports", Record(Scope::App)),
        ("applicationReports.packageName", Field(Role::AppId)),
        ("applicationReports.displayName", Field(Role::AppName)),
        ("applicationReports.versionName", Field(Role::Version)),
        ("applicationReports.state", Field(Role::State)),
        ("applicationReports.applicationSource", Field(Role::Source)),
        (
            "applicationReports.signingKeyCerts.signingKeyCertFingerprintSha256",
            Field(Role::CertificateBase64),
        ),
        // Blocked apps that are there are reported even where no list of apps is.
        ("nonComplianceDetails", Record(Scope::Violation)),
        ("nonComplianceDetails.packageName", Field(Role::AppId)),
        ("nonComplianceDetails.nonComplianceReason", Field(Role::NonCompliance)),
    ];
    Shape::new(Scope::Device, &["devices"], &device, &[])
}

/// Returns the shape of Apple's MDM protocol.
///
/// <https://developer.apple.com/documentation/devicemanagement/installedapplicationlistresponse>.
fn apple() -> Shape {
    let device = [
        ("UDID", Field(Role::DeviceId)),
        // In place of the other where a person enrolled a device of their own.
        ("EnrollmentID", Field(Role::PersonalDeviceId)),
        ("InstalledApplicationList", Record(Scope::App)),
        ("InstalledApplicationList.Identifier", Field(Role::AppId)),
        ("InstalledApplicationList.Name", Field(Role::AppName)),
        ("InstalledApplicationList.ShortVersion", Field(Role::Version)),
        ("InstalledApplicationList.Version", Field(Role::OtherVersion)),
        ("InstalledApplicationList.Installing", Field(Role::NotYet)),
        ("InstalledApplicationList.DownloadFailed", Field(Role::NotYet)),
        ("InstalledApplicationList.DownloadWaiting", Field(Role::NotYet)),
        ("InstalledApplicationList.DownloadPaused", Field(Role::NotYet)),
        ("InstalledApplicationList.DownloadCancelled", Field(Role::NotYet)),
    ];
    Shape::new(Scope::Device, &[], &device, &[])
}

/// Returns the shape of Fleet.
///
/// <https://fleetdm.com/docs/rest-api/rest-api#hosts>: `hosts`, `hosts/ID` and `hosts/ID/software`,
/// which has what is only available as well; and what `fleetctl get host --json` prints.
fn fleet() -> Shape {
    let host = [
        ("uuid", Field(Role::DeviceId)),
        ("id", Field(Role::OtherDeviceId)),
        ("hardware_serial", Field(Role::Serial)),
        ("display_name", Field(Role::DeviceName)),
        ("platform", Field(Role::Platform)),
        ("os_version", Field(Role::OsVersion)),
        ("team_name", Field(Role::Group)),
        ("mdm.enrollment_status", Field(Role::Enrolment)),
        ("detail_updated_at", Field(Role::Reported)),
        ("software", Record(Scope::App)),
        ("software.name", Field(Role::AppName)),
        ("software.version", Field(Role::Version)),
        ("software.source", Field(Role::SoftwareSource)),
        ("software.bundle_identifier", Field(Role::AppId)),
        ("software.application_id", Field(Role::AppId)),
        ("software.installed_versions", Field(Role::InstalledVersions)),
        ("software.installed_versions.version", Field(Role::Version)),
        ("software.installed_versions.bundle_identifier", Field(Role::AppId)),
        ("software.installed_versions.application_id", Field(Role::AppId)),
    ];
    Shape::new(Scope::Device, &["hosts", "host", "spec"], &host, &[])
}

/// Returns the shape of Google's Directory API.
///
/// <https://developers.google.com/admin-sdk/directory/reference/rest/v1/mobiledevices>.
fn google_directory() -> Shape {
    let device = [
        ("resourceId", Field(Role::DeviceId)),
        ("deviceId", Field(Role::OtherDeviceId)),
        ("serialNumber", Field(Role::Serial)),
        ("email", Field(Role::User)),
        ("type", Field(Role::Platform)),
        ("os", Field(Role::OsVersion)),
        ("status", Field(Role::DeviceState)),
        ("lastSync", Field(Role::Reported)),
        ("managedAccountIsOnOwnerProfile", Field(Role::OnOwnerProfile)),
        ("applications", Record(Scope::App)),
        ("applications.packageName", Field(Role::AppId)),
        ("applications.displayName", Field(Role::AppName)),
        ("applications.versionName", Field(Role::Version)),
    ];
    Shape::new(Scope::Device, &["mobiledevices"], &device, &[])
}

/// What is at the top of what Graph answers, and of several answers in one.
const OF_GRAPH: [(&str, At); 2] =
    [("@odata\\.context", Field(Role::Context)), ("responses.status", Field(Role::HttpStatus))];

/// Returns a shape of Graph's. Its PowerShell module writes names with capital letters.
fn graph(scope: Scope, record: &[(&str, At)]) -> Shape {
    Shape::new(scope, &["value"], record, &OF_GRAPH)
        .with_answers_at("responses", "body")
        .ignoring_case()
}

/// Returns the shape of Graph's apps.
///
/// <https://learn.microsoft.com/graph/api/resources/intune-devices-detectedapp>. It has no id of
/// the app's own. What one device has is `managedDevices('ID')/detectedApps`, and the id stands in
/// the context alone.
fn graph_apps() -> Shape {
    let app = [
        ("id", Field(Role::AppKey)),
        ("displayName", Field(Role::AppName)),
        ("version", Field(Role::Version)),
        ("platform", Field(Role::AppPlatform)),
        ("deviceCount", Field(Role::DeviceCount)),
        ("managedDevices", Record(Scope::Device)),
        ("managedDevices.id", Field(Role::DeviceId)),
        ("managedDevices.deviceName", Field(Role::DeviceName)),
        ("managedDevices.serialNumber", Field(Role::Serial)),
        ("managedDevices.operatingSystem", Field(Role::Platform)),
        ("managedDevices.osVersion", Field(Role::OsVersion)),
        ("managedDevices.deviceCategoryDisplayName", Field(Role::OtherGroup)),
        ("managedDevices.managedDeviceOwnerType", Field(Role::Ownership)),
        ("managedDevices.userPrincipalName", Field(Role::User)),
        ("managedDevices.emailAddress", Field(Role::User)),
        ("managedDevices.managementState", Field(Role::DeviceState)),
        ("managedDevices.lastSyncDateTime", Field(Role::Reported)),
        ("managedDevices@odata\\.nextLink", Field(Role::DevicesGoOn)),
    ];
    graph(Scope::App, &app)
}

/// Returns the shape of Graph's devices.
///
/// <https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice>.
fn graph_devices() -> Shape {
    let device = [
        ("id", Field(Role::DeviceId)),
        ("deviceName", Field(Role::DeviceName)),
        ("serialNumber", Field(Role::Serial)),
        ("operatingSystem", Field(Role::Platform)),
        ("osVersion", Field(Role::OsVersion)),
        ("department", Field(Role::Group)),
        ("deviceCategoryDisplayName", Field(Role::OtherGroup)),
        ("managedDeviceOwnerType", Field(Role::Ownership)),
        ("userPrincipalName", Field(Role::User)),
        ("emailAddress", Field(Role::User)),
        ("managementState", Field(Role::DeviceState)),
        ("lastSyncDateTime", Field(Role::Reported)),
        ("detectedApps@odata\\.nextLink", Field(Role::AppsGoOn)),
        ("detectedApps", Record(Scope::App)),
        ("detectedApps.displayName", Field(Role::AppName)),
        ("detectedApps.version", Field(Role::Version)),
    ];
    graph(Scope::Device, &device)
}

/// Returns the shape of Headwind MDM.
///
/// What a search of devices answers in Headwind MDM: `DeviceInfo` of
/// <https://github.com/h-mdm/hmdm-android>, whose launcher lists the apps of its own configuration and
/// no others. Apps have no names.
fn headwind() -> Shape {
    let device = [
        ("number", Field(Role::DeviceId)),
        ("info.applications", Record(Scope::App)),
        ("info.applications.pkg", Field(Role::AppId)),
        ("info.applications.version", Field(Role::Version)),
    ];
    Shape::new(Scope::Device, &["data.devices.items"], &device, &[])
}

/// Returns the shape of Jamf Pro.
///
/// <https://developer.jamf.com/jamf-pro/reference/get_v2-mobile-devices-detail>: the list without
/// applications, the list with them, and one device, whose are under `ios`.
fn jamf() -> Shape {
    let device = [
        ("mobileDeviceId", Field(Role::DeviceId)),
        ("id", Field(Role::DeviceId)),
        ("udid", Field(Role::OtherDeviceId)),
        ("general.udid", Field(Role::OtherDeviceId)),
        ("name", Field(Role::DeviceName)),
        ("general.displayName", Field(Role::DeviceName)),
        ("serialNumber", Field(Role::Serial)),
        ("hardware.serialNumber", Field(Role::Serial)),
        ("username", Field(Role::User)),
        ("userAndLocation.username", Field(Role::User)),
        ("location.username", Field(Role::User)),
        ("userAndLocation.department", Field(Role::Group)),
        ("location.department", Field(Role::Group)),
        ("userAndLocation.building", Field(Role::OtherGroup)),
        ("location.building", Field(Role::OtherGroup)),
        ("osVersion", Field(Role::OsVersion)),
        ("general.osVersion", Field(Role::OsVersion)),
        ("deviceType", Field(Role::Platform)),
        ("type", Field(Role::Platform)),
        // Of a computer, whose list looks the same.
        ("general.platform", Field(Role::Platform)),
        ("deviceOwnershipLevel", Field(Role::Ownership)),
        ("general.deviceOwnershipType", Field(Role::Ownership)),
        ("general.managed", Field(Role::Managed)),
        ("managed", Field(Role::Managed)),
        ("general.lastInventoryUpdateDate", Field(Role::Reported)),
        ("lastInventoryUpdateTimestamp", Field(Role::Reported)),
        ("applications", Record(Scope::App)),
        ("applications.identifier", Field(Role::AppId)),
        ("applications.name", Field(Role::AppName)),
        ("applications.shortVersion", Field(Role::Version)),
        ("applications.version", Field(Role::OtherVersion)),
        ("ios.applications", Record(Scope::App)),
        ("ios.applications.identifier", Field(Role::AppId)),
        ("ios.applications.name", Field(Role::AppName)),
        ("ios.applications.shortVersion", Field(Role::Version)),
        ("ios.applications.version", Field(Role::OtherVersion)),
    ];
    Shape::new(Scope::Device, &["results"], &device, &[])
}

/// Returns the shape of Jamf's Classic API.
///
/// <https://developer.jamf.com/jamf-pro/reference/findmobiledevicesbyid>, and the lists without
/// applications. In XML, each record of a list is an element in that of the list; in JSON, lists are
/// lists, as in the answers that
/// <https://github.com/demisto/content/tree/master/Packs/jamf/Integrations/jamfV2/test_data> holds.
fn jamf_classic(xml: bool) -> Shape {
    let apps = if xml { "applications.application" } else { "applications" };
    let app = |field: &str| format!("{apps}.{field}");
    let [id, name] = [app("identifier"), app("application_name")];
    let [version, other] = [app("application_short_version"), app("application_version")];
    let device = [
        ("general.id", Field(Role::DeviceId)),
        ("id", Field(Role::DeviceId)),
        ("general.udid", Field(Role::OtherDeviceId)),
        ("udid", Field(Role::OtherDeviceId)),
        ("general.device_name", Field(Role::DeviceName)),
        ("device_name", Field(Role::DeviceName)),
        ("general.serial_number", Field(Role::Serial)),
        ("serial_number", Field(Role::Serial)),
        ("general.os_type", Field(Role::Platform)),
        ("general.os_version", Field(Role::OsVersion)),
        ("location.department", Field(Role::Group)),
        ("location.building", Field(Role::OtherGroup)),
        ("general.device_ownership_level", Field(Role::Ownership)),
        ("general.managed", Field(Role::Managed)),
        ("managed", Field(Role::Managed)),
        ("general.last_inventory_update_utc", Field(Role::Reported)),
        ("location.username", Field(Role::User)),
        ("username", Field(Role::User)),
        (apps, Record(Scope::App)),
        (&id, Field(Role::AppId)),
        (&name, Field(Role::AppName)),
        (&version, Field(Role::Version)),
        (&other, Field(Role::OtherVersion)),
    ];
    let list = if xml { "mobile_devices.mobile_device" } else { "mobile_devices" };
    Shape::new(Scope::Device, &["mobile_device", list], &device, &[])
}

/// Returns the shape of androidqf.
///
/// `packages.json` of androidqf, as Mobile Verification Toolkit reads it, and of that itself.
fn androidqf() -> Shape {
    let app = [
        ("name", Field(Role::AppId)),
        ("package_name", Field(Role::AppId)),
        ("system", Field(Role::Source)),
        ("files.certificate.Sha256", Field(Role::CertificateHex)),
    ];
    Shape::new(Scope::App, &[], &app, &[])
}

/// Returns the shape of Workspace ONE.
///
/// `GET /api/mdm/devices/ID/apps`, and `…/apps/search` of the second version. Neither says of which
/// device it is.
///
/// Fields as of
/// <https://github.com/pluginsGLPI/airwatch/blob/master/inc/airwatch.class.php> and
/// <https://github.com/Oomnitza/oomnitza-connector/blob/master/connectors/workspaceone_devicesoftware.py>.
fn workspace_one() -> Shape {
    let device = [
        ("DeviceApps", Record(Scope::App)),
        ("DeviceApps.ApplicationName", Field(Role::AppName)),
        ("DeviceApps.ApplicationIdentifier", Field(Role::AppId)),
        ("DeviceApps.Version", Field(Role::Version)),
        ("DeviceApps.BuildVersion", Field(Role::OtherVersion)),
        ("DeviceApps.Status", Field(Role::StateCode)),
        ("Total", Field(Role::AppTotal)),
        ("app_items", Record(Scope::App)),
        ("app_items.name", Field(Role::AppName)),
        ("app_items.bundle_id", Field(Role::AppId)),
        ("app_items.installed_version", Field(Role::Version)),
        ("app_items.installed_status", Field(Role::State)),
        ("TotalResults", Field(Role::AppTotal)),
    ];
    Shape::new(Scope::Device, &[], &device, &[])
}

/// Returns the shape of Apple Configurator.
///
/// What `cfgutil --format JSON get installedApps` prints: what each device answers, by its ECID. One
/// that gave no answer stands in `Devices` alone.
fn cfgutil() -> Shape {
    let device = [
        ("name", Field(Role::DeviceName)),
        ("serialNumber", Field(Role::Serial)),
        ("installedApps", Record(Scope::App)),
        ("installedApps.bundleIdentifier", Field(Role::AppId)),
        ("installedApps.displayName", Field(Role::AppName)),
        ("installedApps.bundleVersion", Field(Role::Version)),
    ];
    let top = [
        ("Devices".to_owned(), Field(Role::ListedDevice)),
        // What went wrong, by device.
        ("Output.Errors".to_owned(), Field(Role::Recognised)),
    ];
    Shape::of(None, &top).with_each("Output", &device)
}

/// Returns the shape of Jamf School.
///
/// <https://api.zuludesk.com/docs/>: a device, whose apps are listed, and the list of devices.
fn jamf_school() -> Shape {
    let device = [
        ("UDID", Field(Role::DeviceId)),
        ("serialNumber", Field(Role::Serial)),
        ("name", Field(Role::DeviceName)),
        ("os.prefix", Field(Role::Platform)),
        ("os.version", Field(Role::OsVersion)),
        ("owner.email", Field(Role::User)),
        ("owner.username", Field(Role::User)),
        ("isManaged", Field(Role::Managed)),
        ("lastCheckin", Field(Role::Reported)),
        ("apps", Record(Scope::App)),
        ("apps.identifier", Field(Role::AppId)),
        ("apps.name", Field(Role::AppName)),
        ("apps.version", Field(Role::Version)),
    ];
    Shape::new(Scope::Device, &["devices", "device"], &device, &[])
}

/// Returns the shape of Knox Manage.
///
/// `POST /emm/oapi/device/selectDeviceAppList`. It does not say of which device it is.
fn knox_manage() -> Shape {
    let device = [
        ("resultValue.appList", Record(Scope::App)),
        ("resultValue.appList.packageName", Field(Role::AppId)),
        ("resultValue.appList.appName", Field(Role::AppName)),
        ("resultValue.appList.versionName", Field(Role::Version)),
        ("resultValue.appList.versionCode", Field(Role::OtherVersion)),
    ];
    Shape::new(Scope::Device, &[], &device, &[])
}

/// Returns the shape of Meraki Systems Manager.
///
/// <https://developer.cisco.com/meraki/api-v1/get-network-sm-device-softwares/>, whose fields stand in
/// <https://panoramicdata.github.io/Meraki.Api/api/Meraki.Api.Data.Software.html>.
fn meraki() -> Shape {
    let app = [
        ("deviceId", Field(Role::DeviceId)),
        ("identifier", Field(Role::AppId)),
        ("name", Field(Role::AppName)),
        ("shortVersion", Field(Role::Version)),
        ("version", Field(Role::OtherVersion)),
        ("uninstalledAt", Field(Role::RemovedOn)),
    ];
    Shape::new(Scope::Row, &[], &app, &[])
}

/// Returns the shape of `MicroMDM`.
///
/// <https://github.com/micromdm/micromdm/blob/main/docs/user-guide/api-and-webhooks.md>. Events of
/// other topics say nothing of apps.
fn micromdm() -> Shape {
    let top = [("topic", Role::Recognised), ("acknowledge_event.raw_payload", Role::Payload)];
    Shape::of(None, &top.map(|(path, role)| (path.to_owned(), Field(role))))
}

/// Returns the shape of `SimpleMDM`.
///
/// <https://api.simplemdm.com/#installed-apps>. It does not say of which device it is.
fn simplemdm() -> Shape {
    let device = [
        ("data", Record(Scope::App)),
        ("data.attributes.identifier", Field(Role::AppId)),
        ("data.attributes.name", Field(Role::AppName)),
        ("data.attributes.short_version", Field(Role::Version)),
        ("data.attributes.version", Field(Role::OtherVersion)),
    ];
    Shape::new(Scope::Device, &[], &device, &[])
}

/// Returns the shape of SOTI.
///
/// `GET /devices/ID/installedApplications`. It does not say of which device it is.
fn soti() -> Shape {
    let app = [
        ("ApplicationId", Field(Role::AppId)),
        ("Name", Field(Role::AppName)),
        ("Version", Field(Role::Version)),
        ("Status", Field(Role::State)),
    ];
    Shape::new(Scope::App, &[], &app, &[])
}
