//! A packet in a few words: its name, then what tells it from another of the same type.
//!
//! ```text
//! CONNECT « alice » c1 k60          PUBLISH DUP q1 m7 maison/salon « 21.5 »
//! CONNACK 0 (session reprise)       SUBSCRIBE m1 maison/# q2
//! PUBREC m7                         SUBACK m1 q2
//! ```
//! DUP and RETAIN are written only where they are set.

mod logged;

use std::fmt;

use mqtt_packet::{
    Buffer, Connect, ConnectReturnCode, Packet, PacketId, Publish, Qos, Suback, Subscribe,
    SubscribeReturnCode, decode,
};

use crate::messages;
use crate::visible::{Visible, VisibleBytes};

pub use logged::LoggedSummary;

/// Shows a packet in a few words.
#[derive(Debug)]
pub struct Summary<'p, B: Buffer>(pub &'p Packet<B>);

/// Payload bytes shown before the cut.
const PAYLOAD_SHOWN: usize = 40;

impl<B: Buffer> fmt::Display for Summary<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.packet_type().name())?;
        match self.0 {
            Packet::Connect(connect) => write_connect(connect, f),
            Packet::Connack(connack) => write_connack(connack.session_present, connack.return_code, f),
            Packet::Publish(publish) => write_publish(publish, f),
            Packet::Puback(ack)
            | Packet::Pubrec(ack)
            | Packet::Pubrel(ack)
            | Packet::Pubcomp(ack)
            | Packet::Unsuback(ack) => write!(f, " m{}", ack.packet_id),
            Packet::Subscribe(subscribe) => write_subscribe(subscribe, f),
            Packet::Suback(suback) => write_suback(suback, f),
            Packet::Unsubscribe(unsubscribe) => {
                write!(f, " m{}", unsubscribe.packet_id)?;
                unsubscribe.filters.iter().try_for_each(|filter| write!(f, " {}", Visible(filter)))
            }
            Packet::Pingreq | Packet::Pingresp | Packet::Disconnect => Ok(()),
        }
    }
}

fn write_connect<B: Buffer>(connect: &Connect<B>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, " «\u{a0}{}\u{a0}»", Visible(&connect.client_id))?;
    write!(f, " c{} k{}", u8::from(connect.clean_session), connect.keep_alive)?;
    if let Some(user_name) = &connect.user_name {
        write!(f, " u'{}'", Visible(user_name))?;
    }
    if connect.password.is_some() {
        f.write_str(" P'***'")?;
    }
    if let Some(will) = &connect.will {
        let retain = if will.retain { "RETAIN " } else { "" };
        write!(f, " will {retain}q{} {}", will.qos, Visible(&will.topic))?;
    }
    Ok(())
}

fn write_connack(
    session_present: bool,
    return_code: ConnectReturnCode,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, " {}", return_code as u8)?;
    if session_present {
        write!(f, " ({})", messages::SESSION_PRESENT)?;
    }
    match return_code {
        ConnectReturnCode::Accepted => Ok(()),
        refused => write!(f, " ({})", messages::return_code(refused)),
    }
}

/// DUP and RETAIN where they are set, and the QoS.
fn write_flags(dup: bool, retain: bool, qos: Qos, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let dup = if dup { " DUP" } else { "" };
    let retain = if retain { " RETAIN" } else { "" };
    write!(f, "{dup}{retain} q{qos}")
}

fn write_packet_id(packet_id: Option<PacketId>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    packet_id.map_or(Ok(()), |packet_id| write!(f, " m{packet_id}"))
}

fn write_publish<B: Buffer>(publish: &Publish<B>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write_flags(publish.dup, publish.retain, publish.qos, f)?;
    write_packet_id(publish.packet_id, f)?;
    let payload = publish.payload.as_ref();
    let shown = &payload[..payload.len().min(PAYLOAD_SHOWN)];
    let cut = if shown.len() < payload.len() { "…" } else { "" };
    write!(f, " {} «\u{a0}{}{cut}\u{a0}»", Visible(&publish.topic), VisibleBytes(shown))
}

fn write_subscribe<B: Buffer>(subscribe: &Subscribe<B>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, " m{}", subscribe.packet_id)?;
    subscribe
        .subscriptions
        .iter()
        .try_for_each(|subscription| write!(f, " {} q{}", Visible(&subscription.filter), subscription.qos))
}

fn write_suback(suback: &Suback, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, " m{}", suback.packet_id)?;
    write_return_codes(&suback.return_codes, f)
}

fn write_return_codes(codes: &[SubscribeReturnCode], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    codes.iter().try_for_each(|code| match code {
        SubscribeReturnCode::Granted(qos) => write!(f, " q{qos}"),
        SubscribeReturnCode::Failure => write!(f, " {}", messages::SUBSCRIPTION_REFUSED),
    })
}

/// Shows in a few words the packets that `bytes` hold, one after the other, and says why where they hold none.
#[derive(Debug, Clone, Copy)]
pub struct Packets<'a>(pub &'a [u8]);

impl fmt::Display for Packets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while !rest.is_empty() {
            if rest.len() < self.0.len() {
                f.write_str(" + ")?;
            }
            match decode(&rest) {
                Ok((packet, size)) => {
                    write!(f, "{}", Summary(&packet))?;
                    rest = &rest[size..];
                }
                Err(error) => return f.write_str(&messages::decode_error(error)),
            }
        }
        Ok(())
    }
}
