//! Lies about wills.

use super::Case;
use super::alter::{connect, topic_of, will, without};
use crate::liar::{HONEST, Lie};

pub const CASES: &[Case] = &[
    Case {
        name: "forgets wills",
        lie: Lie { up: |p| connect(p, |p| p.will = None), ..HONEST },
        found_out_by: &[
            "connect-order-of-fields",
            "disconnect-flags",
            "will-at-its-qos",
            "will-on-cut",
            "will-on-keep-alive",
            "will-on-take-over",
            "will-on-violation",
        ],
    },
    Case {
        name: "publishes the will after DISCONNECT",
        lie: Lie { up: |p| without(p, &[14]), ..HONEST },
        found_out_by: &["will-not-after-disconnect"],
    },
    Case {
        name: "invents wills",
        lie: Lie {
            up: |p| {
                connect(p, |p| {
                    if p.will.is_none() && p.client_id.contains("dies") {
                        p.will = Some(will(topic_of(&p.client_id)));
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &["will-none", "will-once"],
    },
];
