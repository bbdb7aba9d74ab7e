//! Field by field: what tshark reads in a capture, and what logdump reads.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;

use mqtt_packet::{Field, PacketType, Span, decode_with};
use mqtt_trace::{Event, What};
use peers::{Mosquitto, publish};
use serde_json::Value;

use crate::capture::Capture;

/// A field of a packet: its name in tshark, its value.
type Named = (&'static str, String);

#[test]
fn tshark_and_logdump_agree_on_each_field_of_each_packet() {
    let Some(broker) = Mosquitto::start("") else { return };
    if !peers::installed(&["tshark", "mosquitto_pub"]) {
        return;
    }
    let port = broker.address.port();
    let Some(capture) = Capture::start(port) else { return };
    for qos in ["0", "1", "2"] {
        let will = ["--will-topic", "w/é", "--will-payload", "fini", "--will-qos", qos, "--will-retain"];
        let options = ["-i", "thermo", "-q", qos, "-r", "-t", "maison/été", "-m", "21,5 °C", "-u", "jean"];
        publish(broker.address, &[&options[..], &["-P", "sesame"], &will].concat());
    }
    by_hand(broker.address);
    let (bytes, events) = capture.until(4);
    let ours: Vec<Vec<Named>> = events.iter().filter_map(ours).collect();
    let types: std::collections::BTreeSet<&str> =
        ours.iter().filter_map(|fields| value(fields, "mqtt.msgtype")).collect();
    assert_eq!(types.len(), PacketType::ALL.len(), "each type of packet: {types:?}");

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("capture.pcapng");
    fs::write(&file, bytes).expect("a file");
    let theirs = tshark(&file.display().to_string(), port);
    assert_eq!(ours.len(), theirs.len(), "as many packets");
    for (number, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        for (name, value) in ours {
            assert!(
                values(theirs, name).contains(value),
                "packet {number}: {name} is {value:?}, for tshark {:?}\n{theirs:#}",
                values(theirs, name)
            );
        }
        // And the other way: no field of tshark's that we know the name of is without ours.
        for name in NAMES {
            let count = ours.iter().filter(|(ours, _)| ours == name).count();
            assert_eq!(values(theirs, name).len(), count, "packet {number}: {name}\n{theirs:#}");
        }
    }
}

/// What no client of Mosquitto's sends at will.
fn by_hand(broker: SocketAddr) {
    let mut stream = TcpStream::connect(broker).expect("it listens");
    // What is sent, and the size of what is answered.
    for (sent, answered) in [
        (&b"\x10\x0f\x00\x04MQTT\x04\x02\x00\x00\x00\x03raw"[..], 4),
        (b"\xc0\x00", 2),
        (b"\x82\x0a\x00\x05\x00\x01b\x01\x00\x01c\x00", 6),
        (b"\xa2\x08\x00\x06\x00\x01b\x00\x01c", 4),
        (b"\x3a\x08\x00\x03a/b\x00\x07\xff", 4),
        (b"\x30\x05\x00\x03a/b", 0),
        (b"\xe0\x00", 0),
    ] {
        stream.write_all(sent).expect("it reads");
        let mut answer = vec![0; answered];
        stream.read_exact(&mut answer).expect("it answers");
    }
}

/// The names of fields in tshark: all that it shows of MQTT 3.1.1, but sums of others (`mqtt.hdrflags`), what it
/// counts otherwise (`mqtt.hdr_reserved`), and the password, of which we have the size alone.
const NAMES: &[&str] = &[
    "mqtt.msgtype",
    "mqtt.dupflag",
    "mqtt.qos",
    "mqtt.retain",
    "mqtt.len",
    "mqtt.msgid",
    "mqtt.proto_len",
    "mqtt.protoname",
    "mqtt.ver",
    "mqtt.conflag.uname",
    "mqtt.conflag.passwd",
    "mqtt.conflag.retain",
    "mqtt.conflag.qos",
    "mqtt.conflag.willflag",
    "mqtt.conflag.cleansess",
    "mqtt.conflag.reserved",
    "mqtt.kalive",
    "mqtt.clientid_len",
    "mqtt.clientid",
    "mqtt.willtopic_len",
    "mqtt.willtopic",
    "mqtt.willmsg_len",
    "mqtt.willmsg",
    "mqtt.username_len",
    "mqtt.username",
    "mqtt.passwd_len",
    "mqtt.conack.flags.reserved",
    "mqtt.conack.flags.sp",
    "mqtt.conack.val",
    "mqtt.topic_len",
    "mqtt.topic",
    "mqtt.msg",
    "mqtt.sub.qos",
    "mqtt.suback.qos",
];

fn name(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::PacketType => "mqtt.msgtype",
        Field::Dup => "mqtt.dupflag",
        Field::Qos => "mqtt.qos",
        Field::Retain => "mqtt.retain",
        Field::RemainingLength => "mqtt.len",
        Field::PacketId => "mqtt.msgid",
        Field::ProtocolNameLength => "mqtt.proto_len",
        Field::ProtocolName => "mqtt.protoname",
        Field::ProtocolLevel => "mqtt.ver",
        Field::UserNameFlag => "mqtt.conflag.uname",
        Field::PasswordFlag => "mqtt.conflag.passwd",
        Field::WillRetain => "mqtt.conflag.retain",
        Field::WillQos => "mqtt.conflag.qos",
        Field::WillFlag => "mqtt.conflag.willflag",
        Field::CleanSession => "mqtt.conflag.cleansess",
        Field::ConnectReservedFlag => "mqtt.conflag.reserved",
        Field::KeepAlive => "mqtt.kalive",
        Field::ClientIdLength => "mqtt.clientid_len",
        Field::ClientId => "mqtt.clientid",
        Field::WillTopicLength => "mqtt.willtopic_len",
        Field::WillTopic => "mqtt.willtopic",
        Field::WillMessageLength => "mqtt.willmsg_len",
        Field::WillMessage => "mqtt.willmsg",
        Field::UserNameLength => "mqtt.username_len",
        Field::UserName => "mqtt.username",
        Field::PasswordLength => "mqtt.passwd_len",
        Field::ConnackReservedFlags => "mqtt.conack.flags.reserved",
        Field::SessionPresent => "mqtt.conack.flags.sp",
        Field::ConnectReturnCode => "mqtt.conack.val",
        Field::TopicNameLength | Field::TopicFilterLength => "mqtt.topic_len",
        Field::TopicName | Field::TopicFilter => "mqtt.topic",
        Field::Payload => "mqtt.msg",
        Field::RequestedQos => "mqtt.sub.qos",
        Field::SubscribeReturnCode => "mqtt.suback.qos",
        _ => return None,
    })
}

/// The fields of a packet, as our decoder tells them.
fn ours(event: &Event) -> Option<Vec<Named>> {
    let What::Piece { piece, .. } = &event.what else { return None };
    let mut spans: Vec<Span> = Vec::new();
    decode_with(&piece.bytes, &mut spans).expect("a packet");
    let named = spans.iter().filter_map(|span| Some((name(span.field)?, shown(span, &piece.bytes))));
    Some(named.collect())
}

/// The value of a field, as tshark writes it.
fn shown(span: &Span, bytes: &[u8]) -> String {
    let content = &bytes[span.bytes.clone()];
    if let Some(bits) = &span.bits {
        return (content[0] >> bits.start & (((1_u16 << bits.len()) - 1) as u8)).to_string();
    }
    match span.field {
        Field::ProtocolName
        | Field::ClientId
        | Field::WillTopic
        | Field::UserName
        | Field::TopicName
        | Field::TopicFilter => String::from_utf8(content.to_vec()).expect("text"),
        Field::WillMessage | Field::Payload => {
            content.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(":")
        }
        Field::RemainingLength => {
            content.iter().rev().fold(0, |value, byte| value << 7 | usize::from(byte & 0x7f)).to_string()
        }
        _ => content.iter().fold(0, |value, byte| value << 8 | usize::from(*byte)).to_string(),
    }
}

fn value<'a>(fields: &'a [Named], wanted: &str) -> Option<&'a str> {
    fields.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
}

/// The packets that tshark finds.
fn tshark(file: &str, port: u16) -> Vec<Value> {
    let output = Command::new("tshark")
        .args(["-r", file, "-d", &format!("tcp.port=={port},mqtt"), "-Y", "mqtt"])
        .args(["-T", "json", "--no-duplicate-keys"])
        .output()
        .expect("tshark");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let frames: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let packets = frames.into_iter().flat_map(|mut frame| match frame["_source"]["layers"]["mqtt"].take() {
        Value::Array(several) => several,
        one => vec![one],
    });
    packets.collect()
}

/// All values of a field, wherever it stands in a packet.
fn values(packet: &Value, wanted: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let Value::Object(fields) = packet else { return Vec::new() };
    let mut all = Vec::new();
    for (name, value) in fields {
        match value {
            Value::Object(_) => all.extend(values(value, wanted)),
            Value::Array(several) if name == wanted => all.extend(several.iter().map(text)),
            value if name == wanted => all.push(text(value)),
            _ => {}
        }
    }
    all
}
