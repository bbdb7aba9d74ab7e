//! A capture of the loopback interface while a test runs.

use std::io::{Cursor, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use mqtt_capture::Reader;
use mqtt_trace::{Event, What};
use peers::LIMIT;

/// `dumpcap` at work; it ends with the test.
pub struct Capture {
    child: Child,
    bytes: Arc<Mutex<Vec<u8>>>,
    port: u16,
}

impl Capture {
    /// Captures what comes from and goes to `port`. `None` where `dumpcap` is missing or may not capture, which is
    /// said.
    pub fn start(port: u16) -> Option<Capture> {
        if !peers::installed(&["dumpcap"]) {
            return None;
        }
        let mut child = Command::new("dumpcap")
            .args(["-q", "-i", "lo", "-f", &format!("tcp port {port}"), "-w", "-"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("dumpcap starts");
        let mut said = peers::Lines::of(child.stderr.take().expect("piped"));
        let mut stdout = child.stdout.take().expect("piped");
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let taken = Arc::clone(&bytes);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(size @ 1..) = stdout.read(&mut buffer) {
                taken.lock().expect("no panic").extend_from_slice(&buffer[..size]);
            }
        });
        let capture = Capture { child, bytes, port };
        // « File: - » comes once the interface is open.
        if peers::available("dumpcap, with the right to capture", said.any(|line| line.starts_with("File:")))
        {
            return Some(capture);
        }
        None
    }

    /// The capture, once so many connections have ended in it; and the events in it.
    pub fn until(&self, ended: usize) -> (Vec<u8>, Vec<Event>) {
        let limit = Instant::now() + LIMIT;
        loop {
            let bytes = self.bytes.lock().expect("no panic").clone();
            let events = Reader::new(Cursor::new(bytes.clone()), vec![self.port]).map(|reader| {
                // The last block may not be whole yet.
                reader.map_while(Result::ok).collect::<Vec<_>>()
            });
            let events = events.unwrap_or_default();
            let ends = events.iter().filter(|event| matches!(event.what, What::Ended { .. })).count();
            // Both ends of each.
            if ends >= 2 * ended {
                return (bytes, events);
            }
            assert!(Instant::now() < limit, "{ends} ends of {}: {events:#?}", 2 * ended);
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
