//! Lies about topics and filters.

use mqtt_packet::{Packet, Qos, SubscribeReturnCode};

use super::Case;
use super::alter::{altered, publish};
use crate::liar::{HONEST, Lie};

pub const CASES: &[Case] = &[
    Case {
        name: "strips U+FEFF",
        lie: Lie {
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
        found_out_by: &["text-bom"],
    },
    Case {
        name: "subscribes to more",
        lie: Lie {
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
        found_out_by: &[
            "publish-matches-filter",
            "topic-not-normalised",
            "unsubscribe-exact-filter",
            "unsubscribe-several",
            "unsubscribe-stops",
        ],
    },
    Case {
        name: "forgets subscriptions",
        lie: Lie {
            up: |p| {
                altered(p, |p| {
                    if let Packet::Subscribe(p) = p {
                        for subscription in &mut p.subscriptions {
                            subscription.filter =
                                format!("{}x", subscription.filter.trim_end_matches(['+', '#'])).into();
                        }
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &["subscribe-wildcards"],
    },
    Case {
        name: "shows what is hidden",
        lie: Lie {
            up: |p| {
                publish(p, |p| {
                    if let Some(rest) = p.topic.strip_prefix("$q/") {
                        p.topic = format!("z/{rest}").into();
                    }
                })
            },
            down: |p| {
                publish(p, |p| {
                    if let Some(rest) = p.topic.strip_prefix("z/") {
                        p.topic = format!("$q/{rest}").into();
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &["filter-wildcard-and-dollar"],
    },
    Case {
        name: "grants in disorder",
        lie: Lie {
            down: |p| {
                altered(p, |p| {
                    if let Packet::Suback(p) = p {
                        p.return_codes.reverse();
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &["subscribe-codes"],
    },
    Case {
        name: "grants the first alone",
        lie: Lie {
            down: |p| {
                altered(p, |p| {
                    if let Packet::Suback(p) = p {
                        p.return_codes.truncate(1);
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &["subscribe-codes", "subscribe-several"],
    },
    Case {
        name: "grants what was not asked for",
        lie: Lie {
            down: |p| {
                altered(p, |p| {
                    if let Packet::Suback(p) = p {
                        p.return_codes.fill(SubscribeReturnCode::Granted(Qos::ExactlyOnce));
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &["subscribe-codes"],
    },
    Case {
        name: "does not unsubscribe",
        lie: Lie {
            up: |p| {
                altered(p, |p| {
                    if let Packet::Unsubscribe(p) = p {
                        p.filters = vec!["nothing".into()];
                    }
                })
            },
            ..HONEST
        },
        found_out_by: &["unsubscribe-exact-filter", "unsubscribe-several", "unsubscribe-stops"],
    },
    Case {
        name: "unsubscribes from too much",
        lie: Lie {
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
        found_out_by: &["unsubscribe-exact-filter"],
    },
];
