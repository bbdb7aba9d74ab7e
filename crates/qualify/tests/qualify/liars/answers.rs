//! Lies about answers, and about the end of connections.

use super::Case;
use super::alter::without;
use crate::liar::{HONEST, Lie};

pub const CASES: &[Case] = &[
    Case {
        name: "never closes",
        lie: Lie { never_closes: true, ..HONEST },
        found_out_by: &[
            "client-id-empty-kept",
            "client-id-not-utf-8",
            "connack-refused-closes",
            "connect-first",
            "connect-invalid-without-connack",
            "connect-level",
            "connect-password-alone",
            "connect-password-unannounced",
            "connect-refused-then-data",
            "connect-reserved-flag",
            "connect-take-over",
            "connect-twice",
            "connect-user-name-unannounced",
            "connect-without-client-id",
            "connect-without-password",
            "connect-without-user-name",
            "disconnect-flags",
            "filter-multi-level-misplaced",
            "filter-not-utf-8",
            "filter-single-level-misplaced",
            "flags-invalid",
            "id-zero",
            "keep-alive-exceeded",
            "keep-alive-exceeded-while-receiving",
            "publish-dup-at-qos-0-refused",
            "publish-pubrel-flags",
            "publish-qos-3",
            "publish-wildcard",
            "publish-without-topic",
            "session-present-refused",
            "subscribe-empty",
            "subscribe-flags",
            "subscribe-qos-3",
            "text-ill-formed",
            "text-null",
            "topic-empty",
            "topic-not-utf-8",
            "topic-null",
            "topic-wildcard-in-name",
            "unsubscribe-empty",
            "unsubscribe-flags",
            "unsubscribed-filter-not-utf-8",
            "user-name-not-utf-8",
            "violation-cut-fields",
            "violation-remaining-length",
            "violation-reserved-types",
            "violation-server-packets",
            "violation-trailing-bytes",
            "will-fields-missing",
            "will-fields-unannounced",
            "will-qos-3",
            "will-qos-unannounced",
            "will-retain-unannounced",
            "will-topic-not-utf-8",
        ],
    },
    Case {
        name: "acknowledges another identifier",
        lie: Lie {
            down: |mut p| {
                if matches!(p[0] >> 4, 4..=7 | 9 | 11) {
                    p[3] ^= 0x40;
                }
                p
            },
            ..HONEST
        },
        found_out_by: &[
            "flags-of-server",
            "ids-of-publish",
            "ids-of-subscribe",
            "order-of-puback",
            "order-of-pubrec",
            "publish-answered",
            "publish-unauthorised",
            "subscribe-acknowledged",
            "subscribe-codes",
            "subscribe-several",
            "subscribe-wildcards",
            "unsubscribe-unknown",
        ],
    },
    Case {
        name: "answers no PINGREQ",
        lie: Lie { down: |p| without(p, &[13]), ..HONEST },
        found_out_by: &[
            "transport-pieces",
            "transport-together",
            "connect-accepted",
            "connect-take-over",
            "ping",
        ],
    },
    Case {
        name: "sends no PUBACK, PUBREC, SUBACK nor UNSUBACK",
        lie: Lie { down: |p| without(p, &[4, 5, 9, 11]), ..HONEST },
        found_out_by: &[
            "flags-of-server",
            "ids-of-publish",
            "ids-of-subscribe",
            "order-of-puback",
            "order-of-pubrec",
            "publish-answered",
            "publish-unauthorised",
            "subscribe-acknowledged",
            "subscribe-codes",
            "subscribe-qos-3",
            "subscribe-several",
            "subscribe-wildcards",
            "unsubscribe-unknown",
        ],
    },
    Case {
        name: "sends no PUBREL",
        lie: Lie { down: |p| without(p, &[6]), ..HONEST },
        found_out_by: &[
            "flags-of-server",
            "order-of-pubrel",
            "pubrel-sent-again",
            "qos-2-sender",
            "unsubscribe-completes-delivery",
        ],
    },
    Case {
        name: "sets reserved flags",
        lie: Lie {
            down: |mut p| {
                if p[0] == 0xd0 {
                    p[0] |= 1;
                }
                p
            },
            ..HONEST
        },
        found_out_by: &["flags-of-server", "ping"],
    },
];
