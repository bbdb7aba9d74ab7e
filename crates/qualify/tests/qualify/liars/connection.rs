//! Lies about who is accepted and which session goes on.

use mqtt_packet::ConnectReturnCode;

use super::Case;
use super::alter::{connack, connect};
use crate::liar::{HONEST, Lie};

pub const CASES: &[Case] = &[
    Case {
        name: "says the contrary of session present",
        lie: Lie {
            down: |p| {
                connack(p, |p| {
                    p.session_present ^= p.return_code == ConnectReturnCode::Accepted;
                })
            },
            ..HONEST
        },
        found_out_by: &[
            "client-id-names-the-session",
            "session-clean-processed",
            "session-not-reused",
            "session-present-clean",
            "session-present-new",
            "session-present-stored",
        ],
    },
    Case {
        name: "session present with a refusal",
        lie: Lie {
            down: |mut p| {
                if p[0] == 0x20 && p[3] != 0 {
                    p[2] = 1;
                }
                p
            },
            ..HONEST
        },
        found_out_by: &["session-present-refused"],
    },
    Case {
        name: "refuses by CONNACK 0",
        lie: Lie { down: |p| connack(p, |p| p.return_code = ConnectReturnCode::Accepted), ..HONEST },
        found_out_by: &[
            "client-id-empty-kept",
            "connack-refused-closes",
            "connect-level",
            "session-present-refused",
        ],
    },
    Case {
        name: "accepts nobody",
        lie: Lie { down: |p| if p[0] == 0x20 { vec![0x20, 2, 0, 3] } else { p }, ..HONEST },
        found_out_by: &["client-id-allowed", "client-id-empty", "client-id-unusual", "connect-accepted"],
    },
    Case {
        name: "says something before CONNACK",
        lie: Lie {
            down: |p| if p.starts_with(&[0x20, 2, 1]) { [&[0xd0, 0], &p[..]].concat() } else { p },
            ..HONEST
        },
        found_out_by: &["connack-first"],
    },
    Case {
        name: "keeps no session",
        lie: Lie { up: |p| connect(p, |p| p.clean_session = true), ..HONEST },
        found_out_by: &[
            "client-id-empty-kept",
            "client-id-names-the-session",
            "connack-refused-closes",
            "connect-refused-then-data",
            "order-of-resends",
            "pubrel-sent-again",
            "qos-1-sent-again",
            "qos-2-sent-again",
            "session-ownership",
            "session-present-stored",
            "session-queue",
            "session-resumed",
        ],
    },
    Case {
        name: "keeps all sessions",
        lie: Lie { up: |p| connect(p, |p| p.clean_session = p.client_id.is_empty()), ..HONEST },
        found_out_by: &[
            "session-clean-processed",
            "session-discarded",
            "session-not-reused",
            "session-present-clean",
        ],
    },
    Case {
        name: "does not know who is who",
        lie: Lie {
            up: |p| {
                connect(p, |p| match p.client_id.get(p.client_id.len().saturating_sub(3)..) {
                    Some("one" | "two") => p.client_id = "somebody".into(),
                    Some("") => p.client_id = "nobody".into(),
                    _ => {}
                })
            },
            ..HONEST
        },
        found_out_by: &["client-id-empty", "client-id-names-the-session"],
    },
    Case {
        name: "takes any protocol name",
        lie: Lie {
            up: |mut p| {
                if p.starts_with(b"\x10") && p.get(7) == Some(&b'X') {
                    p[7] = b'T';
                }
                p
            },
            ..HONEST
        },
        found_out_by: &["connect-protocol-name"],
    },
];
