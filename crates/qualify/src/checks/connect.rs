//! CONNECT as it must be, and what comes of it (§3.1).

use mqtt_packet::{Connack, ConnectReturnCode, Packet, Qos};
use mqtt_trace::summary::Summary;

use super::{Entry, MARK};
use crate::bench::{Came, Outcome, Premise, Scene, Stop, judge, wire};
use crate::messages::{self, CLIENT, OTHER};

pub(super) const CHECKS: &[Entry] = &[
    ("connect-first", first),
    ("connect-twice", twice),
    ("connect-protocol-name", protocol_name),
    ("connect-level", level),
    ("connect-reserved-flag", reserved_flag),
    ("connect-without-client-id", without_client_id),
    ("connect-without-user-name", without_user_name),
    ("connect-user-name-unannounced", user_name_unannounced),
    ("connect-without-password", without_password),
    ("connect-password-unannounced", password_unannounced),
    ("connect-password-alone", password_alone),
    ("connect-invalid-without-connack", invalid_without_connack),
    ("connect-accepted", accepted),
    ("connect-take-over", take_over),
    ("connect-refused-then-data", refused_then_data),
];

fn first(scene: &Scene<'_>) -> Outcome {
    let publish = wire::publish(scene.topic("first").as_bytes());
    let subscribe = wire::subscribe(scene.topic("first").as_bytes(), 0);
    for bytes in [&wire::packet(0xc0, &[]), &publish, &subscribe] {
        let mut client = scene.open(CLIENT)?;
        client.send_bytes(bytes);
        let before = client.closes()?;
        judge(before.is_empty(), || before.iter().map(|packet| Summary(packet).to_string()).collect())?;
    }
    Ok(())
}

fn twice(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.client_as(CLIENT, scene.clean("twice"))?;
    client.send(&Packet::Connect(Box::new(scene.clean("twice"))))?;
    let before = client.closes()?;
    judge(before.is_empty(), || before.iter().map(|packet| Summary(packet).to_string()).collect())
}

fn protocol_name(scene: &Scene<'_>) -> Outcome {
    let id = scene.id("name");
    for name in [&b"MQTX"[..], b"mqtt", b""] {
        // The server may stop there, or go on as another protocol: it must not accept this one.
        let mut client = scene.open(CLIENT)?;
        client.send_bytes(&wire::connect(name, 4, 0x02, &[id.as_bytes()]));
        if let Came::Packet(packet) = client.receive()? {
            judge(!is_accepted(&packet), || Summary(&packet).to_string())?;
        }
    }
    Ok(())
}

fn is_accepted(packet: &Packet) -> bool {
    matches!(packet, Packet::Connack(Connack { return_code: ConnectReturnCode::Accepted, .. }))
}

fn level(scene: &Scene<'_>) -> Outcome {
    let connack = scene.refuses(&wire::connect(b"MQTT", 42, 0x02, &[scene.id("level").as_bytes()]))?;
    let code = connack.map(|connack| connack.return_code);
    judge(code == Some(ConnectReturnCode::UnacceptableProtocolVersion), || messages::refused_with(code))
}

fn reserved_flag(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&scene.connect_bytes(0x03, &[scene.id("flag").as_bytes()])).map(drop)
}

fn without_client_id(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&scene.connect_bytes(0x02, &[])).map(drop)
}

fn without_user_name(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&wire::connect_311(0x82, &[scene.id("user").as_bytes()])).map(drop)
}

fn user_name_unannounced(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&wire::connect_311(0x02, &[scene.id("user").as_bytes(), b"alice"])).map(drop)
}

fn without_password(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&wire::connect_311(0xc2, &[scene.id("pass").as_bytes(), b"alice"])).map(drop)
}

fn password_unannounced(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&wire::connect_311(0x82, &[scene.id("pass").as_bytes(), b"alice", b"secret"])).map(drop)
}

fn password_alone(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&wire::connect_311(0x42, &[scene.id("pass").as_bytes(), b"secret"])).map(drop)
}

fn invalid_without_connack(scene: &Scene<'_>) -> Outcome {
    let id = scene.id("bad");
    let id = id.as_bytes();
    for (flags, fields) in [
        (0x03, &[id][..]),
        (0x02, &[]),
        (0x42, &[id, b"secret"]),
        (0x1e, &[id, b"t", b"x"]),
        (0x02, &[id, b"more"]),
    ] {
        scene.refuses_in_silence(&scene.connect_bytes(flags, fields))?;
    }
    Ok(())
}

fn accepted(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.open(CLIENT)?;
    client.connect_accepted(scene.clean("yes"))?;
    client.is_served()
}

fn take_over(scene: &Scene<'_>) -> Outcome {
    for clean in [true, false] {
        let connect = scene.target.connect(&scene.id("same"), clean);
        let mut old = scene.client_as(CLIENT, connect.clone())?;
        let mut new = scene.client_as(OTHER, connect)?;
        old.closes()?;
        new.is_served()?;
    }
    Ok(())
}

/// An empty identifier with a kept session is what any server must refuse `[MQTT-3.1.3-8]`.
fn refused_then_data(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("refused");
    let mut subscriber = scene.subscriber(&topic, Qos::AtMostOnce)?;
    let mut client = scene.open(CLIENT)?;
    // In one segment, so that the second is there before the first is refused.
    let mut bytes = scene.connect_bytes(0x00, &[b""]);
    bytes.extend(wire::publish(topic.as_bytes()));
    client.send_bytes(&bytes);
    for packet in client.closes()? {
        if is_accepted(&packet) {
            return Err(Stop::NoVerdict(messages::NOT_REFUSED.into()));
        }
    }
    scene.publisher()?.say(&topic, MARK, Qos::AtMostOnce).premise()?;
    subscriber.hears(&topic, MARK).map(drop)
}
