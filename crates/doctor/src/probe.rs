//! Whether a broker answers.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use bytes::BytesMut;
use mqtt_packet::{Connect, Packet};

/// A broker of this machine answers within milliseconds. Windows also takes long to refuse a closed port.
const PATIENCE: Duration = Duration::from_millis(500);

/// Who listens on a port.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// Nobody.
    Nothing,
    /// An MQTT broker.
    Broker,
    /// A program that speaks something else, or nothing.
    SomethingElse,
}

/// Who answers on `address`? A broker answers CONNECT with CONNACK, even to refuse [MQTT-3.1.4-5].
pub fn probe(address: SocketAddr) -> Found {
    let Ok(stream) = TcpStream::connect_timeout(&address, PATIENCE) else { return Found::Nothing };
    if is_broker(stream).unwrap_or(false) { Found::Broker } else { Found::SomethingElse }
}

fn is_broker(mut stream: TcpStream) -> std::io::Result<bool> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut packets = BytesMut::new();
    let hello = Packet::Connect(Box::new(Connect::new("")));
    if hello.encode(&mut packets).is_err() {
        return Ok(false);
    }
    stream.write_all(&packets)?;
    let mut answer = [0; 4];
    stream.read_exact(&mut answer)?;
    packets.clear();
    if Packet::<bytes::Bytes>::Disconnect.encode(&mut packets).is_ok() {
        // A broker that refused has hung up already.
        let _ = stream.write_all(&packets);
    }
    Ok(answer[..2] == [0x20, 0x02])
}
