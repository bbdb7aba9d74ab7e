//! Whatever the other side does or leaves, `qualify` ends, and soon.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use peers::Mosquitto;

/// With a patience of one second; an ordinary run takes four.
const SOON: Duration = Duration::from_secs(90);

fn qualify(address: SocketAddr, arguments: &[&str]) -> (Output, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qualify"));
    command.args(["-h", "127.0.0.1", "-p", &address.port().to_string(), "--patience=1"]).args(arguments);
    let start = Instant::now();
    let output = command.output().expect("qualify");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output, said)
}

fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    (listener, address)
}

/// The system opens the connections, and nobody takes them.
#[test]
fn a_listener_that_never_accepts() {
    let (_listener, address) = listener();
    let (output, said) = qualify(address, &[]);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("à un CONNECT ordinaire, rien."), "{said}");

    let (output, said) = qualify(address, &["--tls"]);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("la poignée de main n’en finit pas"), "{said}");
}

/// It has shut its side and reads on; or it sends a byte now and then, of a packet that never ends.
#[test]
fn half_open_and_endless_answers() {
    let (listener, address) = listener();
    let turn = AtomicUsize::new(0);
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            if turn.fetch_add(1, Ordering::Relaxed) < 4 {
                stream.shutdown(Shutdown::Write).expect("it is open");
                // It is held open as long as the client holds it.
                thread::spawn(move || std::io::copy(&mut stream, &mut std::io::sink()));
            } else {
                thread::spawn(move || {
                    while stream.write_all(b"\x30").is_ok() {
                        thread::sleep(Duration::from_millis(200));
                    }
                });
            }
        }
    });
    // Each run opens two connections: one to see whether anybody is there, one to talk.
    for _ in 0..4 {
        let (output, said) = qualify(address, &[]);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("ne répond pas comme un broker"), "{said}");
    }
}

/// It is right at first, and freezes while it is checked.
#[test]
fn a_broker_that_freezes_on_the_way_is_told() {
    let Some(mosquitto) = Mosquitto::start("") else { return };
    let (listener, address) = listener();
    let behind = mosquitto.address;
    thread::spawn(move || {
        let mut held = Vec::new();
        for (number, client) in listener.incoming().map_while(Result::ok).enumerate() {
            let Ok(server) = std::net::TcpStream::connect(behind) else { return };
            if number > 60 {
                held.push(client);
                continue;
            }
            let other = (client.try_clone().expect("a handle"), server.try_clone().expect("a handle"));
            for (mut from, mut to) in [(client, server), (other.1, other.0)] {
                thread::spawn(move || {
                    let _ = std::io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
            }
        }
    });
    let (output, said) = qualify(address, &[]);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("À la fin, ce broker ne répond plus"), "{said}");
    assert!(said.contains("sans verdict"), "{said}");
}

/// Nothing else is broken: a client whose every request is left without an answer says nothing of the broker.
#[test]
fn checks_that_cannot_conclude_make_the_exit_code_2() {
    let refuses_subscriptions = crate::liar::scripted(|first| match first >> 4 {
        1 => b"\x20\x02\x00\x00",
        8 => b"\x90\x03\x00\x01\x80",
        12 => b"\xd0\x00",
        _ => b"",
    });
    let (output, said) = qualify(refuses_subscriptions, &["--only", "will-on-cut"]);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("des contrôles n’ont pas pu conclure"), "{said}");
}

/// On a terminal there is a bar; in a file there is none of it.
#[test]
fn the_bar_is_for_terminals_alone() {
    let Some(mosquitto) = Mosquitto::start("") else { return };
    let (_, said) = qualify(mosquitto.address, &[]);
    assert!(!said.contains(['\u{1b}', '█', '\r']), "{said}");

    if !peers::installed(&["script"]) {
        return;
    }
    let program = env!("CARGO_BIN_EXE_qualify");
    let line = format!("{program} -p {} --patience 1", mosquitto.address.port());
    let mut script = Command::new("script");
    script
        .args(["-qec", &line, "/dev/null"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .env("TERM", "xterm");
    let mut child = script.spawn().expect("script");
    let mut shown = Vec::new();
    BufReader::new(child.stdout.take().expect("it is piped"))
        .split(b'\n')
        .for_each(|line| shown.extend(line.expect("a line")));
    child.wait().expect("its end");
    let shown = String::from_utf8_lossy(&shown);
    assert!(shown.contains('█') && shown.contains("/135 contrôles"), "{shown}");
}
