//! Files that are read: captures as they come from the field, and what is said of those that cannot be read to
//! their end.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// What `logdump` prints and says of a file, and its exit code. `{}` stands for the folder in what is said.
fn read(file: &Path, options: &[&str]) -> (String, String, Option<i32>) {
    let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
    let output = command.arg(file).args(options).output().expect("it runs");
    let folder = file.parent().unwrap_or(Path::new("")).display().to_string();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("in UTF-8");
    (text(output.stdout), text(output.stderr).replace(&folder, "{}"), output.status.code())
}

fn ladder(name: &str) -> (String, String, Option<i32>) {
    read(&fixture(name), &["--ladder", "--time", "none", "--port", "21883"])
}

#[test]
fn the_same_capture_in_each_form() {
    let (expected, said, code) = ladder("ethernet.pcapng");
    assert_eq!((said.as_str(), code), ("", Some(0)));
    insta::assert_snapshot!(expected);
    for name in ["ethernet.pcapng.gz", "cooked_1.pcap", "cooked_2.pcap"] {
        assert_eq!(ladder(name), (expected.clone(), String::new(), Some(0)), "{name}");
    }
    // Without --port: CONNECT tells that it is MQTT.
    let (without_port, _, _) = read(&fixture("ethernet.pcapng"), &["--ladder", "--time", "none"]);
    assert_eq!(without_port, expected);
}

#[test]
fn what_is_missing_in_a_capture_is_told() {
    let mut out = String::new();
    for name in ["middle.pcap", "lost.pcap", "reordered.pcap", "cut.pcapng", "cut.pcapng.gz"] {
        let (shown, said, code) = ladder(name);
        out.push_str(&format!("{name}, code {}\n{shown}{said}\n", code.unwrap_or(-1)));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn the_standard_input() {
    let (expected, ..) = ladder("ethernet.pcapng");
    for name in ["ethernet.pcapng", "ethernet.pcapng.gz"] {
        let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
        let options = ["-", "--ladder", "--time", "none", "--port", "21883"];
        let output =
            command.args(options).pipe_stdin(fixture(name)).expect("a file").output().expect("it runs");
        assert_eq!(String::from_utf8(output.stdout).expect("in UTF-8"), expected, "{name}");
    }
}

/// What is said of files that are no exchange, or not to their end.
#[test]
fn files_that_cannot_be_read() {
    let folder = TempDir::new().expect("a folder");
    let event = r#"{"v":1,"time_us":0,"connection":1,"event":"packet","direction":"to_broker","hex":"c000"}"#;
    let long = format!("{event}\n\n{event}\n{{\"v\":1,\"event\":\"packet\",\"hex\"\n{event}\n");
    let files: [(&str, &[u8]); 7] = [
        ("vide.log", b""),
        ("lettre.txt", b"Bonjour,\nvoici mon compte-rendu.\n"),
        ("image.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"),
        ("cassee.jsonl", long.as_bytes()),
        ("future.jsonl", br#"{"v":99,"event":"packet"}"#),
        ("cassee.pcap", b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00"),
        ("gzip.gz", b"\x1f\x8b\x08\x00rien"),
    ];
    let mut out = String::new();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::write(&path, content).expect("a file");
        let (shown, said, code) = read(&path, &["--time", "none"]);
        out.push_str(&format!("{name}, code {}\n{shown}{said}\n", code.unwrap_or(-1)));
    }
    let (_, said, code) = read(&folder.path().join("absent.log"), &[]);
    out.push_str(&format!("absent.log, code {}\n{said}", code.unwrap_or(-1)));
    insta::assert_snapshot!(out);
}

#[test]
fn a_capture_without_mqtt_says_what_to_try() {
    let (shown, said, code) = read(&fixture("middle.pcap"), &["--ladder"]);
    assert_eq!((shown.lines().count(), code), (0, Some(0)), "{shown}");
    insta::assert_snapshot!(said);
}

/// A log, compressed, with the ends of line of Windows, and bytes that are not UTF-8.
#[test]
fn a_log_as_it_is_sent_by_somebody_else() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("mosquitto.log.1.gz");
    let mut file =
        flate2::write::GzEncoder::new(fs::File::create(&path).expect("a file"), Default::default());
    file.write_all(
        b"1795348397: New connection from 127.0.0.1:59996 on port 1883.\r\n\
        1795348397: New client connected from 127.0.0.1:59996 as th\xe9o (p2, c1, k60).\r\n\
        1795348397: No will message specified.\r\n\
        1795348397: Sending CONNACK to th\xe9o (0, 0)\r\n",
    )
    .and_then(|()| file.try_finish())
    .expect("written");
    insta::assert_snapshot!(read(&path, &[]).0);
}
