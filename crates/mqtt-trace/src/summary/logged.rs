//! The same of a packet that is known by its log line only.

use std::fmt;

use super::{write_connack, write_flags, write_packet_id, write_return_codes};
use crate::visible::Visible;
use crate::{Detail, Logged, LoggedConnect, messages};

/// Shows in a few words what a log tells of a packet. Where a [`Summary`](super::Summary) has the payload, this has
/// its size.
#[derive(Debug)]
pub struct LoggedSummary<'l>(pub &'l Logged);

impl fmt::Display for LoggedSummary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Logged { packet_type, packet_id, detail, .. } = self.0;
        write!(f, "{packet_type}")?;
        if let Detail::Publish { dup, qos, retain, topic, payload_size } = detail {
            write_flags(*dup, *retain, *qos, f)?;
            write_packet_id(*packet_id, f)?;
            let size = messages::count(*payload_size, "octet", "octets");
            return write!(f, " {} ({size})", Visible(topic));
        }
        write_packet_id(*packet_id, f)?;
        match detail {
            Detail::None | Detail::Publish { .. } => Ok(()),
            Detail::Connect(connect) => write_connect(connect, f),
            Detail::Connack { session_present, return_code } => {
                write_connack(session_present.unwrap_or(false), *return_code, f)
            }
            Detail::Subscribe(subscriptions) => {
                subscriptions.iter().try_for_each(|(filter, qos)| write!(f, " {} q{qos}", Visible(filter)))
            }
            Detail::Suback(codes) => write_return_codes(codes, f),
            Detail::Unsubscribe(filters) => {
                filters.iter().try_for_each(|filter| write!(f, " {}", Visible(filter)))
            }
        }
    }
}

fn write_connect(connect: &LoggedConnect, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, " «\u{a0}{}\u{a0}»", Visible(&connect.client_id))?;
    write!(f, " c{} k{}", u8::from(connect.clean_session), connect.keep_alive)?;
    if let Some(user_name) = &connect.user_name {
        write!(f, " u'{}'", Visible(user_name))?;
    }
    match &connect.will {
        Some(will) => {
            let retain = if will.retain { "RETAIN " } else { "" };
            write!(f, " will {retain}q{}", will.qos)?;
            if will.topic.is_empty() { Ok(()) } else { write!(f, " {}", Visible(&will.topic)) }
        }
        None => Ok(()),
    }
}
