//! Where a device says that apps stand, by itself and behind what is known.

use appvagt_adb::Answer;

use crate::standings::Standings;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let read = |text: String, status| Standings::read(&Answer { text, status });
    assert!(read(text.to_string(), None).is_none());
    let _ = read(text.to_string(), Some(0));
    let known = format!("pkg,a.b,1\npkg-usr,0,IbsuSLia,0,?\npkg,c.d,2\n{text}");
    if let Some(Standings(packages)) = read(known, Some(0)) {
        // What stands there twice is not believed, and nothing else of it changes.
        assert!(packages.get("a.b").is_none_or(|users| users.len() == 1 && users[&0].installed));
    }
}
