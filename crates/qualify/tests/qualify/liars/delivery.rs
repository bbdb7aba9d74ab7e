//! Lies about how messages are delivered.

use mqtt_packet::{PacketId, Qos};

use super::Case;
use super::alter::{is_message, publish};
use crate::liar::{HONEST, Lie};

pub const CASES: &[Case] = &[
    Case {
        name: "raises QoS 0 to QoS 1",
        lie: Lie {
            up: |p| {
                publish(p, |p| {
                    if p.qos == Qos::AtMostOnce {
                        (p.qos, p.packet_id) = (Qos::AtLeastOnce, PacketId::new(999));
                    }
                })
            },
            // The client asked for no acknowledgement.
            down: |p| if p == [0x40, 2, 0x03, 0xe7] { Vec::new() } else { p },
            ..HONEST
        },
        found_out_by: &["qos-0-sent", "subscribe-absent-at-qos-0"],
    },
    Case {
        name: "always DUP",
        lie: Lie { down: |p| publish(p, |p| p.dup = p.qos != Qos::AtMostOnce), ..HONEST },
        found_out_by: &["publish-dup-not-propagated", "qos-1-sender", "qos-2-sender"],
    },
    Case {
        name: "never DUP",
        lie: Lie { down: |p| publish(p, |p| p.dup = false), ..HONEST },
        found_out_by: &["qos-1-sent-again", "qos-2-sent-again"],
    },
    Case {
        name: "delivers at QoS 0",
        lie: Lie {
            down: |p| publish(p, |p| (p.qos, p.packet_id, p.dup) = (Qos::AtMostOnce, None, false)),
            ..HONEST
        },
        found_out_by: &[
            "ids-of-server",
            "order-of-messages",
            "publish-overlap",
            "pubrel-sent-again",
            "qos-1-sender",
            "qos-1-sent-again",
            "qos-2-sender",
            "qos-2-sent-again",
            "retained-stored",
            "session-queue",
            "subscribe-codes",
            "subscribe-lower-qos",
            "subscribe-replaces",
            "will-at-its-qos",
        ],
    },
    Case {
        name: "delivers QoS 0 at QoS 1",
        lie: Lie {
            down: |p| {
                publish(p, |p| {
                    if p.qos == Qos::AtMostOnce {
                        (p.qos, p.packet_id) = (Qos::AtLeastOnce, PacketId::new(999));
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &[
            "publish-dup-of-qos-0",
            "qos-0-sent",
            "qos-0-without-id",
            "subscribe-codes",
            "subscribe-lower-qos",
            "subscribe-replaces",
            "will-at-its-qos",
        ],
    },
    Case {
        name: "gives all messages one identifier",
        lie: Lie { down: |p| publish(p, |p| p.packet_id = p.packet_id.map(|_| PacketId::FIRST)), ..HONEST },
        found_out_by: &[
            "ids-of-server",
            "order-of-messages",
            "qos-1-sender",
            "qos-2-sender",
            "session-queue",
        ],
    },
    Case {
        name: "delivers twice",
        lie: Lie { down: |p| if p[0] >> 4 == 3 { p.repeat(2) } else { p }, ..HONEST },
        found_out_by: &[
            "ids-of-server",
            "qos-2-receiver",
            "retained-stored",
            "session-stores-received-ids",
            "subscribe-replaces",
            "will-once",
        ],
    },
    Case {
        name: "takes each publication of QoS 2 for a new one",
        lie: Lie {
            up: |p| {
                publish(p, |p| {
                    if p.qos == Qos::ExactlyOnce {
                        (p.qos, p.packet_id) = (Qos::AtMostOnce, None);
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &[
            "flags-of-server",
            "ids-of-publish",
            "order-of-pubrec",
            "publish-answered",
            "qos-2-receiver",
        ],
    },
    Case {
        name: "loses « 2 »",
        lie: Lie { down: |p| if is_message(&p, b"2") { Vec::new() } else { p }, ..HONEST },
        found_out_by: &[
            "ids-of-publish",
            "order-of-messages",
            "qos-1-receiver",
            "qos-1-sender",
            "qos-2-sender",
            "retained-on-each-topic",
            "session-as-long-as-connection",
            "session-ownership",
            "session-queue",
        ],
    },
    Case {
        name: "exchanges « 1 » and « 2 »",
        lie: Lie {
            down: |p| {
                publish(p, |p| match &p.payload[..] {
                    b"1" => p.payload = "2".into(),
                    b"2" => p.payload = "1".into(),
                    _ => {}
                })
            },
            ..HONEST
        },
        found_out_by: &[
            "order-of-messages",
            "order-of-resends",
            "qos-1-receiver",
            "qos-1-sender",
            "session-ownership",
            "session-queue",
        ],
    },
];
