//! The end of a connection loses nothing that was said before, on either side.

use std::io::Write;
use std::net::Shutdown;

use mqtt_packet::{Connack, Connect, ConnectReturnCode, Packet, Properties, Qos, Will};

use crate::support::{Bystanders, Client, start};

#[test]
fn a_refused_client_can_read_why() {
    let server = start();
    let mut bystanders = Bystanders::of(&server);
    let table: [(&str, &[u8], ConnectReturnCode); 2] = [
        (
            "level 6",
            b"\x10\x0d\x00\x04MQTT\x06\x02\x00\x00\x00\x01x",
            ConnectReturnCode::UnacceptableProtocolVersion,
        ),
        (
            "no identifier, session kept",
            b"\x10\x0c\x00\x04MQTT\x04\x00\x00\x00\x00\x00",
            ConnectReturnCode::IdentifierRejected,
        ),
    ];
    for (fault, connect, code) in table {
        let mut refused = Client::open(server.address());
        // What a hasty client sends behind its CONNECT would, unread, turn the end of the connection into a reset
        // that throws CONNACK away.
        let mut bytes = connect.to_vec();
        bytes.extend(b"\xc0\x00".repeat(10_000));
        refused.stream.write_all(&bytes).expect("the broker reads");
        assert_eq!(refused.receive(), Some(Packet::Connack(Connack::refused(code))), "{fault}");
        assert_eq!(refused.receive(), None, "{fault}");
        bystanders.assert_unharmed();
    }
}

#[test]
fn a_client_that_closes_its_side_gets_its_answers() {
    const PINGS: usize = 100_000;
    let server = start();
    let mut bytes = b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x00\x00\x01x".to_vec();
    bytes.extend(b"\xc0\x00".repeat(PINGS));
    let mut client = Client::open(server.address());
    client.stream.write_all(&bytes).expect("the broker reads");
    client.stream.shutdown(Shutdown::Write).expect("still open");
    assert_eq!(client.receive(), Some(Packet::Connack(Connack::accepted(false))));
    for number in 0..PINGS {
        assert_eq!(client.receive(), Some(Packet::Pingresp), "answer {number}");
    }
    assert_eq!(client.receive(), None);
}

#[test]
fn a_reset_right_after_connect_harms_nobody() {
    let server = start();
    let mut bystanders = Bystanders::of(&server);
    for round in 0..100 {
        let mut client = Client::open(server.address());
        let connect = Packet::Connect(Box::new(Connect::new("reset")));
        client.send(connect);
        if round % 2 == 0 {
            // Closed with CONNACK unread in the system: a reset.
            client.stream.peek(&mut [0]).expect("CONNACK");
        }
    }
    bystanders.assert_unharmed();
}

#[test]
fn the_last_words_of_a_client_that_does_not_listen_are_heard() {
    let server = start();
    let mut watch = Client::connect(server.address(), "watch");
    watch.subscribe("w", Qos::AtMostOnce);
    let will = Will {
        topic: "w".into(),
        message: "gone".into(),
        qos: Qos::AtMostOnce,
        retain: false,
        properties: Properties::default(),
    };
    for round in 0..10 {
        let connect = Connect { will: Some(will.clone()), ..Connect::new("hasty") };
        let mut client = Client::connect_as(server.address(), connect);
        client.subscribe("t", Qos::AtMostOnce);
        // Its own messages come back to a closed connection: writing to it fails before all was read.
        let mut bytes = b"\x30\x04\x00\x01tx".repeat(5000);
        bytes.extend(b"\x30\x06\x00\x01wbye\xe0\x00");
        client.stream.write_all(&bytes).expect("the broker reads");
        drop(client);
        assert_eq!(watch.message().1, b"bye", "round {round}: the will of a client that has sent DISCONNECT");
    }
    watch.assert_served();
}
