//! Each check can fail: for each there is a liar that it finds out.

use bytes::{Bytes, BytesMut};
use mqtt_packet::{ConnectReturnCode, Packet, PacketId, Publish, Qos, SubscribeReturnCode, decode};

use crate::liar::{HONEST, Lie};

/// Alters a packet that can be decoded, and leaves alone what cannot.
fn altered(bytes: Vec<u8>, alter: impl FnOnce(&mut Packet)) -> Vec<u8> {
    let Ok((mut packet, _)) = decode(&Bytes::from(bytes.clone())) else { return bytes };
    alter(&mut packet);
    let mut out = BytesMut::new();
    packet.encode(&mut out).map(|()| out.to_vec()).unwrap_or(bytes)
}

fn publish(bytes: Vec<u8>, alter: impl FnOnce(&mut Publish)) -> Vec<u8> {
    altered(bytes, |packet| {
        if let Packet::Publish(publish) = packet {
            alter(publish);
        }
    })
}

fn connect(bytes: Vec<u8>, alter: impl FnOnce(&mut mqtt_packet::Connect)) -> Vec<u8> {
    altered(bytes, |packet| {
        if let Packet::Connect(connect) = packet {
            alter(connect);
        }
    })
}

fn connack(bytes: Vec<u8>, alter: impl FnOnce(&mut mqtt_packet::Connack)) -> Vec<u8> {
    altered(bytes, |packet| {
        if let Packet::Connack(connack) = packet {
            alter(connack);
        }
    })
}

/// Nothing in place of the packets of these types.
fn without(bytes: Vec<u8>, types: &[u8]) -> Vec<u8> {
    if types.contains(&(bytes[0] >> 4)) { Vec::new() } else { bytes }
}

fn is_message(bytes: &[u8], payload: &[u8]) -> bool {
    bytes[0] >> 4 == 3 && bytes.ends_with(payload)
}

/// The topics of the check whose client this is.
fn topic_of(client_id: &str) -> String {
    let (run, rest) = client_id[1..].split_at(5);
    let number: String = rest[1..].chars().take_while(char::is_ascii_digit).collect();
    format!("qualify/{run}/{number}/will")
}

fn will(topic: String) -> mqtt_packet::Will {
    mqtt_packet::Will {
        topic: topic.into(),
        message: "lie".into(),
        qos: Qos::AtLeastOnce,
        retain: false,
        properties: mqtt_packet::Properties::default(),
    }
}

pub const LIES: &[(&str, Lie)] = &[
    ("never closes", Lie { never_closes: true, ..HONEST }),
    ("always DUP", Lie { down: |p| publish(p, |p| p.dup = p.qos != Qos::AtMostOnce), ..HONEST }),
    ("never DUP", Lie { down: |p| publish(p, |p| p.dup = false), ..HONEST }),
    ("never RETAIN to clients", Lie { down: |p| publish(p, |p| p.retain = false), ..HONEST }),
    ("always RETAIN to clients", Lie { down: |p| publish(p, |p| p.retain = true), ..HONEST }),
    ("retains nothing", Lie { up: |p| publish(p, |p| p.retain = false), ..HONEST }),
    ("retains everything", Lie { up: |p| publish(p, |p| p.retain = true), ..HONEST }),
    ("retains no QoS 0", Lie { up: |p| publish(p, |p| p.retain &= p.qos != Qos::AtMostOnce), ..HONEST }),
    (
        "retains what is empty",
        Lie {
            up: |p| {
                publish(p, |p| {
                    if p.payload.is_empty() {
                        p.payload = "x".into();
                    }
                })
            },
            ..HONEST
        },
    ),
    (
        "delivers at QoS 0",
        Lie { down: |p| publish(p, |p| (p.qos, p.packet_id, p.dup) = (Qos::AtMostOnce, None, false)), ..HONEST },
    ),
    (
        "delivers QoS 0 at QoS 1",
        Lie {
            down: |p| {
                publish(p, |p| {
                    if p.qos == Qos::AtMostOnce {
                        (p.qos, p.packet_id) = (Qos::AtLeastOnce, PacketId::new(999));
                    }
                })
            },
            ..HONEST
        },
    ),
    (
        "gives all messages one identifier",
        Lie { down: |p| publish(p, |p| p.packet_id = p.packet_id.map(|_| PacketId::FIRST)), ..HONEST },
    ),
    ("delivers twice", Lie { down: |p| if p[0] >> 4 == 3 { p.repeat(2) } else { p }, ..HONEST }),
    (
        "takes each publication of QoS 2 for a new one",
        Lie {
            up: |p| {
                publish(p, |p| {
                    if p.qos == Qos::ExactlyOnce {
                        (p.qos, p.packet_id) = (Qos::AtMostOnce, None);
                    }
                })
            },
            ..HONEST
        },
    ),
    ("loses « 2 »", Lie { down: |p| if is_message(&p, b"2") { Vec::new() } else { p }, ..HONEST }),
    (
        "exchanges « 1 » and « 2 »",
        Lie {
            down: |p| {
                publish(p, |p| match &p.payload[..] {
                    b"1" => p.payload = "2".into(),
                    b"2" => p.payload = "1".into(),
                    _ => {}
                })
            },
            ..HONEST
        },
    ),
    (
        "acknowledges another identifier",
        Lie { down: |mut p| { if matches!(p[0] >> 4, 4..=7 | 9 | 11) { p[3] ^= 0x40; } p }, ..HONEST },
    ),
    ("answers no PINGREQ", Lie { down: |p| without(p, &[13]), ..HONEST }),
    ("sends no PUBACK, PUBREC, SUBACK nor UNSUBACK", Lie { down: |p| without(p, &[4, 5, 9, 11]), ..HONEST }),
    ("sends no PUBREL", Lie { down: |p| without(p, &[6]), ..HONEST }),
    (
        "says the contrary of session present",
        Lie {
            down: |p| {
                connack(p, |p| {
                    p.session_present ^= p.return_code == ConnectReturnCode::Accepted;
                })
            },
            ..HONEST
        },
    ),
    (
        "session present with a refusal",
        Lie { down: |mut p| { if p[0] == 0x20 && p[3] != 0 { p[2] = 1; } p }, ..HONEST },
    ),
    (
        "refuses by CONNACK 0",
        Lie { down: |p| connack(p, |p| p.return_code = ConnectReturnCode::Accepted), ..HONEST },
    ),
    (
        "accepts nobody",
        Lie { down: |p| if p[0] == 0x20 { vec![0x20, 2, 0, 3] } else { p }, ..HONEST },
    ),
    (
        "says something before CONNACK",
        Lie { down: |p| if p[0] == 0x20 { [&[0xd0, 0], &p[..]].concat() } else { p }, ..HONEST },
    ),
    ("keeps no session", Lie { up: |p| connect(p, |p| p.clean_session = true), ..HONEST }),
    ("keeps all sessions", Lie { up: |p| connect(p, |p| p.clean_session = p.client_id.is_empty()), ..HONEST }),
    ("forgets wills", Lie { up: |p| connect(p, |p| p.will = None), ..HONEST }),
    ("publishes the will after DISCONNECT", Lie { up: |p| without(p, &[14]), ..HONEST }),
    (
        "invents wills",
        Lie {
            up: |p| {
                connect(p, |p| {
                    if p.will.is_none() && p.client_id.contains("dies") {
                        p.will = Some(will(topic_of(&p.client_id)));
                    }
                })
            },
            ..HONEST
        },
    ),
    (
        "does not know who is who",
        Lie { up: |p| connect(p, |p| if p.client_id.ends_with("one") { p.client_id = "same".into(); } else if p.client_id.is_empty() || p.client_id.ends_with("two") { p.client_id = "same".into(); }), ..HONEST },
    ),
    (
        "takes any protocol name",
        Lie { up: |mut p| { if p.starts_with(b"\x10") && p.get(7) == Some(&b'X') { p[7] = b'T'; } p }, ..HONEST },
    ),
    (
        "strips U+FEFF",
        Lie {
            up: |p| {
                altered(p, |p| match p {
                    Packet::Publish(p) => p.topic = p.topic.replace('\u{feff}', "").into(),
                    Packet::Subscribe(p) => {
                        for subscription in &mut p.subscriptions {
                            subscription.filter = subscription.filter.replace('\u{feff}', "").into();
                        }
                    }
                    _ => {}
                })
            },
            ..HONEST
        },
    ),
    (
        "subscribes to more",
        Lie {
            up: |p| {
                altered(p, |p| {
                    if let Packet::Subscribe(p) = p {
                        for subscription in &mut p.subscriptions {
                            let parts: Vec<&str> = subscription.filter.split('/').take(3).collect();
                            subscription.filter = format!("{}/#", parts.join("/")).into();
                        }
                    }
                })
            },
            ..HONEST
        },
    ),
    (
        "forgets subscriptions",
        Lie {
            up: |p| {
                altered(p, |p| {
                    if let Packet::Subscribe(p) = p {
                        for subscription in &mut p.subscriptions {
                            subscription.filter = format!("{}x", subscription.filter.trim_end_matches(['+', '#'])).into();
                        }
                    }
                })
            },
            ..HONEST
        },
    ),
    (
        "shows what is hidden",
        Lie {
            up: |p| publish(p, |p| if let Some(rest) = p.topic.strip_prefix("$q/") { p.topic = format!("z/{rest}").into(); }),
            down: |p| publish(p, |p| if let Some(rest) = p.topic.strip_prefix("z/") { p.topic = format!("$q/{rest}").into(); }),
            ..HONEST
        },
    ),
    (
        "grants in disorder",
        Lie { down: |p| altered(p, |p| if let Packet::Suback(p) = p { p.return_codes.reverse(); }), ..HONEST },
    ),
    (
        "grants the first alone",
        Lie { down: |p| altered(p, |p| if let Packet::Suback(p) = p { p.return_codes.truncate(1); }), ..HONEST },
    ),
    (
        "grants what was not asked for",
        Lie { down: |p| altered(p, |p| if let Packet::Suback(p) = p { p.return_codes.fill(SubscribeReturnCode::Granted(Qos::ExactlyOnce)); }), ..HONEST },
    ),
    (
        "does not unsubscribe",
        Lie {
            up: |p| {
                altered(p, |p| {
                    if let Packet::Unsubscribe(p) = p {
                        p.filters = vec!["nothing".into()];
                    }
                })
            },
            ..HONEST
        },
    ),
    (
        "unsubscribes from too much",
        Lie {
            up: |p| {
                altered(p, |p| {
                    if let Packet::Unsubscribe(p) = p {
                        for filter in &mut p.filters {
                            *filter = filter.replace("a/+", "a/b").into();
                        }
                    }
                })
            },
            ..HONEST
        },
    ),
    ("sets reserved flags", Lie { down: |mut p| { if p[0] == 0xd0 { p[0] |= 1; } p }, ..HONEST }),
];

#[test]
#[ignore]
fn survey() {
    use qualify::verdict::Verdict;
    for (name, lie) in LIES {
        let liar = crate::liar::start(*lie);
        let checked = crate::support::run(liar.address, 1);
        println!("{name}: {:?}", crate::support::names(&checked, Verdict::NotKept));
    }
}
