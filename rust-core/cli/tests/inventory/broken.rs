//! What could not be read.

use std::fs;
use std::io::Write;

use crate::case::*;

#[test]
fn what_could_not_be_read_is_named_and_the_rest_is_judged() {
    let case = Case::new(&[
        (
            "broken.json",
            "{\"devices\":[{\"name\":\"enterprises/x/devices/1\",\"applicationReports\":[\
                         {\"packageName\":\"com.tiktok.tv\"},{\"pack",
        ),
        ("clean.json", &devices(&[device("2", &["com.a"])])),
        ("what.txt", "hello"),
        ("rows.csv", "DeviceId,ApplicationName\nd1\n"),
    ]);
    let output = case.run(&["broken.json"]);
    assert_eq!(output.status.code(), FOUND, "what was read counts");
    assert!(stdout(&output).contains("com.tiktok.tv"));
    assert_eq!(
        stderr(&output),
        "appvagt: broken.json, byte 101, record 1: it breaks off in the middle of a text\n"
    );
    let output = case.run(&["clean.json", "what.txt", "rows.csv", "none.json", "."]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let complaints = stderr(&output);
    for part in [
        "appvagt: what.txt: it is not recognised: neither JSON, XML, a table nor a list of packages. \
         Name its format with --format",
        "appvagt: rows.csv, line 2: 1 fields where the header has 2\n",
        "appvagt: none.json: ",
        // As each system puts it.
        " (os error 2)\n",
        "appvagt: .: it is a folder; name files\n",
    ] {
        assert!(complaints.contains(part), "{part}\n{complaints}");
    }
    assert!(stdout(&output).contains("The result is incomplete: 4 places could not be read"));
}

#[test]
fn many_broken_rows_are_counted() {
    let rows = "x\n".repeat(500);
    let case = Case::new(&[("a.csv", &format!("DeviceId,ApplicationName\nd1,Mail\n{rows}"))]);
    let output = case.run(&["a.csv"]);
    assert_eq!(stderr(&output).lines().count(), 51);
    assert!(stderr(&output).ends_with("appvagt: a.csv: 450 more places in it could not be read\n"));
}

#[test]
fn where_a_file_broke_off_is_reported_however_much_else_is_broken() {
    let rows = "x\n".repeat(500);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(format!("DeviceId,ApplicationName\nd1,Mail\n{rows}").as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let case = Case::new(&[]);
    fs::write(case.path("a.csv.gz"), &gzip[..gzip.len() - 4]).unwrap();
    let complaints = stderr(&case.run(&["a.csv.gz"]));
    let last = complaints.lines().last().unwrap();
    let place = "appvagt: a.csv.gz, line 503: what is compressed is damaged or breaks off here";
    assert!(last.starts_with(place), "{last}");
    assert!(complaints.contains("450 more places in it could not be read"), "{complaints}");
}
