//! Lies about what is retained.

use mqtt_packet::Qos;

use super::Case;
use super::alter::publish;
use crate::liar::{HONEST, Lie};

pub const CASES: &[Case] = &[
    Case {
        name: "never RETAIN to clients",
        lie: Lie { down: |p| publish(p, |p| p.retain = false), ..HONEST },
        found_out_by: &["retained-flag-for-new", "subscribe-replaces-and-sends-retained", "will-retained"],
    },
    Case {
        name: "always RETAIN to clients",
        lie: Lie { down: |p| publish(p, |p| p.retain = true), ..HONEST },
        found_out_by: &["retained-flag-for-established", "will-not-retained"],
    },
    Case {
        name: "retains nothing",
        lie: Lie { up: |p| publish(p, |p| p.retain = false), ..HONEST },
        found_out_by: &[
            "retained-flag-for-new",
            "retained-not-by-ordinary",
            "retained-on-each-topic",
            "retained-stored",
            "retained-survives-session",
            "subscribe-replaces-and-sends-retained",
        ],
    },
    Case {
        name: "retains everything",
        lie: Lie { up: |p| publish(p, |p| p.retain = true), ..HONEST },
        found_out_by: &["retained-not-by-ordinary"],
    },
    Case {
        name: "retains no QoS 0",
        lie: Lie { up: |p| publish(p, |p| p.retain &= p.qos != Qos::AtMostOnce), ..HONEST },
        found_out_by: &["retained-qos-0-discards"],
    },
    Case {
        name: "retains what is empty",
        lie: Lie {
            up: |p| {
                publish(p, |p| {
                    if p.payload.is_empty() {
                        p.payload = "x".into();
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &["retained-empty-not-stored", "retained-empty-removes"],
    },
];
