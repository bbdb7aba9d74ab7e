//! Plays the conversations with the real Mosquitto and records its log.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use mqtt_trace::Side;
use mqtt_trace::conv::{Conversation, Outputs, Subject};

/// Silence after which Mosquitto is taken to have said all.
const QUIET: Duration = Duration::from_millis(100);

struct Mosquitto {
    process: Child,
    port: u16,
    connections: HashMap<String, TcpStream>,
    elapsed: Duration,
}

impl Mosquitto {
    /// Starts `mosquitto -v` on a free port, with its log in `log`.
    fn start(log: &str) -> Mosquitto {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let configuration = format!("{log}.conf");
        let text = format!("listener {port} 127.0.0.1\nallow_anonymous true\nmax_packet_size 2000\n");
        fs::write(&configuration, text).expect("the folder for tests can be written");
        let process = Command::new("mosquitto")
            .args(["-v", "-c", &configuration])
            .stdout(Stdio::null())
            .stderr(File::create(log).expect("the folder for tests can be written"))
            .spawn()
            .expect("mosquitto is installed");
        let start = Instant::now();
        // Not by connecting: that would be in the log.
        while !fs::read_to_string(log).unwrap_or_default().contains(" running\n") {
            assert!(start.elapsed() < Duration::from_secs(5), "mosquitto does not start");
            thread::sleep(Duration::from_millis(10));
        }
        Mosquitto { process, port, connections: HashMap::new(), elapsed: Duration::ZERO }
    }

    fn collect(&mut self, out: &mut Outputs) {
        self.connections.retain(|name, stream| {
            let mut buffer = [0; 4096];
            loop {
                match stream.read(&mut buffer) {
                    Ok(0) => break,
                    Ok(size) => out.bytes(name, &buffer[..size]),
                    Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                        return true;
                    }
                    Err(_) => break,
                }
            }
            out.closed(name);
            false
        });
    }
}

impl Subject for Mosquitto {
    fn connect(&mut self, name: &str, _: Duration, out: &mut Outputs) {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("mosquitto listens");
        stream.set_read_timeout(Some(QUIET)).expect("a time that is not zero");
        self.connections.insert(name.to_owned(), stream);
        self.collect(out);
    }

    fn bytes(&mut self, name: &str, bytes: &[u8], _: Duration, out: &mut Outputs) {
        (&self.connections[name]).write_all(bytes).expect("mosquitto reads");
        self.collect(out);
    }

    fn cut(&mut self, name: &str, _: Duration, out: &mut Outputs) {
        self.connections.remove(name);
        self.collect(out);
    }

    fn advance(&mut self, at: Duration, out: &mut Outputs) {
        thread::sleep(at - self.elapsed);
        self.elapsed = at;
        self.collect(out);
    }
}

/// Takes off the time, and what differs from run to run: ports.
fn normalised(log: &str, port: u16) -> String {
    let from = regular_port(log, port);
    from.lines()
        .filter_map(|line| line.split_once(": ").map(|(_, line)| line))
        .skip_while(|line| !line.starts_with("Opening"))
        .filter(|line| !line.contains(" running"))
        .map(|line| format!("{line}\n"))
        .collect()
}

fn regular_port(log: &str, port: u16) -> String {
    let log = log.replace(&format!("on port {port}."), "on port 1883.");
    let mut pieces = log.split("127.0.0.1:");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out += "127.0.0.1:50000";
        out += piece.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out
}

fn record_one(name: &str, text: &str) {
    let log = format!("{}/{name}.log", env!("CARGO_TARGET_TMPDIR"));
    let mut mosquitto = Mosquitto::start(&log);
    let played =
        Conversation::parse(text).expect("the fixture is well formed").run(Side::Broker, &mut mosquitto);
    // The last lines must be written before the end, which would add lines of its own.
    thread::sleep(QUIET);
    let recorded = fs::read_to_string(&log).expect("the log was made");
    mosquitto.process.kill().and_then(|()| mosquitto.process.wait()).expect("it was running");
    if let Err(mismatch) = played {
        panic!("{mismatch}\n{recorded}");
    }
    let target = format!("{}/tests/mosquitto/{name}.log", env!("CARGO_MANIFEST_DIR"));
    fs::write(target, normalised(&recorded, mosquitto.port)).expect("the sources can be written");
}

#[test]
#[ignore = "writes the fixtures; needs mosquitto 2.0.11"]
fn record() {
    record_one("exchange", include_str!("exchange.conv"));
    record_one("faults", include_str!("faults.conv"));
}
