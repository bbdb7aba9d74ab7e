//! The command as it is typed.

mod common;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread;

use common::{Logdump, listener};

const CONNECT: &[u8] = b"\x10\x1d\x00\x04MQTT\x04\xc2\x00\x3c\x00\x05alice\x00\x02me\x00\x06secret";

fn logdump(arguments: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
    command.args(arguments).env_remove("CARGO_MANIFEST_DIR");
    command
}

#[test]
fn help() {
    let output = logdump(&["--help"]).assert().success().get_output().stdout.clone();
    insta::assert_snapshot!(String::from_utf8(output).unwrap());
}

#[test]
fn a_port_that_is_taken() {
    let (_listener, address) = listener();
    let port = address.port().to_string();
    let output = logdump(&["--listen", &port]).assert().code(1).get_output().clone();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains(&format!("Le port {port} est déjà pris par")), "{message}");
    assert!(message.contains("choisissez un autre port"), "{message}");
    if cfg!(target_os = "linux") {
        assert!(message.contains(&format!("(processus {})", std::process::id())), "{message}");
    }
    assert!(output.stdout.is_empty(), "stdout is for the exchange");
}

#[test]
fn options_that_do_not_go_together() {
    for options in [
        ["--json", "--hex"],
        ["--json", "--ladder"],
        ["--hex", "--ladder"],
        ["--json", "--time=iso"],
        ["--explain", "--hex"],
        ["--explain", "--ladder"],
        ["--json", "--explain"],
        ["--json", "--stats"],
        ["--seat=1", "--hex"],
    ] {
        logdump(&options).assert().code(1);
    }
}

#[test]
fn it_does_not_speak_to_itself() {
    let (listener, address) = listener();
    drop(listener);
    let address = address.to_string();
    let output = logdump(&["--listen", &address, "--to", &address]).assert().code(1).get_output().clone();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("se parlerait à lui-même"), "{message}");
}

#[test]
fn json_lines_are_read_back_and_hold_no_password() {
    let (broker, to) = listener();
    let mut logdump = Logdump::start(to, &["--json"]);
    let mut client = TcpStream::connect(logdump.address).unwrap();
    client.write_all(CONNECT).unwrap();
    client.write_all(b"\x36\x00").unwrap();
    drop(client);
    let (mut accepted, _) = broker.accept().unwrap();
    // A broker that leaves before it has read all would reset the connection.
    accepted.read_to_end(&mut Vec::new()).unwrap();
    drop(accepted);
    let lines = logdump.lines_until(|line| line.contains("\"ended\""));
    let mut names = Vec::new();
    for line in &lines {
        mqtt_trace::json::read(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        names.push(value["event"].as_str().unwrap().to_owned());
        assert!(!line.contains("secret") && !line.contains("736563726574"), "a password in {line}");
    }
    assert_eq!(names, ["opened", "packet", "undecodable", "ended"]);
}

#[test]
fn when_nobody_reads_it_ends_quietly() {
    let (broker, to) = listener();
    let mut logdump = Logdump::start(to, &[]);
    let started: Vec<String> = logdump.stderr.by_ref().take(3).map(Result::unwrap).collect();
    assert!(started[2].contains("Ctrl-C"), "{started:?}");
    let mut client = TcpStream::connect(logdump.address).unwrap();
    let (mut accepted, _) = broker.accept().unwrap();
    assert!(logdump.line().is_some(), "the connection is told");
    logdump.stdout = None;
    // A process that another test starts has all files of this one for a moment, the reading end too: one line may still find
    // somebody there. The end of the connection is that of logdump: there is nothing to wait for but this.
    while client.write_all(b"\xc0\x00").is_ok() && accepted.read(&mut [0; 2]).is_ok_and(|count| count > 0) {}
    assert_eq!(logdump.process.0.wait().unwrap().code(), Some(0));
    let said: Vec<String> = logdump.stderr.by_ref().map(Result::unwrap).collect();
    assert_eq!(said, Vec::<String>::new(), "nothing is said about it");
}

#[test]
#[cfg(unix)]
fn after_ctrl_c_all_is_printed_and_the_code_is_0() {
    let (broker, to) = listener();
    let mut logdump = Logdump::start(to, &["--time", "none"]);
    let mut client = TcpStream::connect(logdump.address).unwrap();
    client.write_all(b"\xc0\x00").unwrap();
    let (mut accepted, _) = broker.accept().unwrap();
    accepted.read_exact(&mut [0; 2]).unwrap();
    let pid = logdump.process.0.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(logdump.process.0.wait().unwrap().code(), Some(0));
    let printed: Vec<String> = std::iter::from_fn(|| logdump.line()).collect();
    assert_eq!(printed.last().map(String::as_str), Some("→ Received PINGREQ from #1"));
}

#[test]
fn a_slow_reader_gets_every_line_in_order() {
    const COUNT: usize = 20_000;
    let (broker, to) = listener();
    let mut logdump = Logdump::start(to, &["--time", "none"]);
    let mut client = TcpStream::connect(logdump.address).unwrap();
    let (mut accepted, _) = broker.accept().unwrap();
    let reading = thread::spawn(move || {
        let mut all = Vec::new();
        accepted.read_to_end(&mut all).map(|_| all.len())
    });
    let mut sent = Vec::new();
    for number in 0..COUNT {
        sent.extend(format!("\x30\x07\x00\x05{number:05}").as_bytes());
    }
    client.write_all(&sent).unwrap();
    drop(client);
    // All has gone through before the first line is read: far more than a pipe holds.
    assert_eq!(reading.join().unwrap().unwrap(), sent.len());
    let lines = logdump.lines_until(|line| line.starts_with('-'));
    let topics = lines.iter().filter(|line| line.contains("PUBLISH"));
    let mut count = 0;
    for (number, line) in topics.enumerate() {
        assert!(line.contains(&format!("'{number:05}'")), "line {number}: {line}");
        count += 1;
    }
    assert_eq!(count, COUNT);
}
