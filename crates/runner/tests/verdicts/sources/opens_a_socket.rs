//! Opens sockets of all kinds: seccomp.

use std::net::{TcpListener, TcpStream, UdpSocket};

pub fn double(_: u32) -> u32 {
    panic!(
        "listens: {}, connects: {}, sends: {}, local: {}",
        TcpListener::bind("127.0.0.1:0").is_ok(),
        TcpStream::connect("127.0.0.1:1").unwrap_err().kind() != std::io::ErrorKind::Unsupported,
        UdpSocket::bind("127.0.0.1:0").is_ok(),
        std::os::unix::net::UnixStream::pair().is_ok(),
    )
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
