//! A false broker that answers each packet with set bytes, for what no real broker can be asked to do.

use std::io::{Read, Write};
use std::net::TcpListener;

use bytes::BytesMut;
use mqtt_packet::take_frame;

/// Answers the n-th packet of each connection with `answers[n]`, and closes at the first packet that has no answer.
/// Returns its port.
pub fn scripted(answers: &'static [&'static [u8]]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let mut client = client.expect("a client");
            let mut answers = answers.iter();
            let mut stream = BytesMut::new();
            let mut buffer = [0; 4096];
            'open: while let Ok(length @ 1..) = client.read(&mut buffer) {
                stream.extend_from_slice(&buffer[..length]);
                while take_frame(&mut stream, usize::MAX).expect("packets").is_some() {
                    let Some(answer) = answers.next() else { break 'open };
                    let _ = client.write_all(answer);
                }
            }
        }
    });
    port
}
