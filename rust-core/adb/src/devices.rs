//! The devices that adb sees, and which of them is meant.

use crate::adb::Adb;
use crate::device::Device;
use crate::listing::State;
use crate::unreachable::Unreachable;

/// The device to ask.
#[derive(Debug)]
pub struct Chosen {
    /// The device.
    pub device: Device,
    /// Others that adb lists and that do not answer.
    pub passed_over: Vec<Device>,
}

impl Adb {
    /// Lists all devices, whatever their state.
    ///
    /// # Errors
    /// adb cannot be started, fails, hangs or never stops printing.
    pub fn devices(&self) -> Result<Vec<Device>, Unreachable> {
        let listed = self.listed()?.into_iter();
        Ok(listed.map(|listed| Device::listed(self, listed)).collect())
    }

    /// Chooses the device of this serial, or the only one that can be meant: beside one that is
    /// ready, those that are offline are passed over.
    ///
    /// # Errors
    /// There is none, it is not ready, or several may be meant.
    pub fn choose(&self, serial: Option<&str>) -> Result<Chosen, Unreachable> {
        choose(self.devices()?, serial)
    }
}

/// Chooses among the devices that adb lists.
fn choose(devices: Vec<Device>, wanted: Option<&str>) -> Result<Chosen, Unreachable> {
    if devices.is_empty() {
        return Err(Unreachable::NoDevice);
    }
    let seen = devices.iter().map(|device| match &device.state {
        State::Ready => device.serial.clone(),
        state => format!("{} ({state})", device.serial),
    });
    let seen = seen.collect::<Vec<_>>().join(", ");
    let (mut wanted_ones, passed_over): (Vec<_>, Vec<_>) = match wanted {
        Some(wanted) => devices.into_iter().partition(|device| device.serial == wanted),
        None if devices.len() == 1 => (devices, Vec::new()),
        None => devices.into_iter().partition(|device| device.state != State::Offline),
    };
    let device = match (wanted_ones.pop(), wanted) {
        (Some(device), _) if wanted_ones.is_empty() => device,
        (None, Some(wanted)) => {
            return Err(Unreachable::NotSeen { serial: wanted.to_owned(), seen });
        }
        _ => return Err(Unreachable::Several { seen }),
    };
    if device.state != State::Ready {
        let Device { serial, state, .. } = device;
        return Err(Unreachable::NotReady { serial, state });
    }
    let passed_over = if wanted.is_some() { Vec::new() } else { passed_over };
    Ok(Chosen { device, passed_over })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::listing;

    fn chosen(listed: &str, wanted: Option<&str>) -> Result<Chosen, Unreachable> {
        let adb = Adb::at("/nowhere", Duration::from_secs(1));
        let listed = listed.lines().filter_map(listing::read);
        choose(listed.map(|listed| Device::listed(&adb, listed)).collect(), wanted)
    }

    #[test]
    fn the_device_is_the_one_named_or_the_only_one_that_can_be_meant() {
        let stale = "adb-R58M-x._adb-tls-connect._tcp\toffline transport_id:3\n";
        let more = format!("R58M\tdevice\n{stale}");
        let other_way_round = format!("{stale}R58M\tdevice\n");
        for (listed, wanted, passed_over) in [
            ("List of devices attached\nR58M\tdevice\n\n", None, 0),
            (&*more, None, 1),
            (&*other_way_round, None, 1),
            (&*more, Some("R58M"), 0),
            ("R58M\tdevice\nR59\tunauthorized\n", Some("R58M"), 0),
        ] {
            let chosen = chosen(listed, wanted).unwrap();
            assert_eq!(chosen.device.serial, "R58M", "{listed}");
            assert_eq!(chosen.passed_over.len(), passed_over, "{listed}");
        }
        for (listed, wanted, refusal) in [
            ("", None, "adb sees no device"),
            ("R58M device\nR59 device", None, "adb sees several devices: R58M, R59"),
            // It may be the one that is meant.
            ("R58M device\nR59 unauthorized", None, {
                "adb sees several devices: R58M, R59 (unauthorized)"
            }),
            ("R58M offline\nR59 offline", None, {
                "adb sees several devices: R58M (offline), R59 (offline)"
            }),
            ("R58M device\nR59 offline", Some("X"), {
                "adb sees no device \"X\", but R58M, R59 (offline)"
            }),
            ("R58M device\nR59 offline", Some("R59"), {
                "R59 is attached and does not answer (offline)"
            }),
            ("R58M unauthorized\nR59 offline", None, {
                "R58M has not allowed this computer to ask it"
            }),
            ("R58M recovery", None, "R58M has not started Android (recovery)"),
        ] {
            let message = chosen(listed, wanted).unwrap_err().to_string();
            assert_eq!(message.lines().next(), Some(refusal), "{listed}");
        }
    }
}
