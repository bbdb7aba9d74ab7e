//! The values of options, read and checked before anything is sent.

use std::time::Duration;

use bytestring::ByteString;
use mqtt_packet::{Qos, Rule, topic};

use crate::messages;

/// A text that fits in a packet.
pub(super) fn text(text: &str) -> Result<ByteString, String> {
    check_text(text)?;
    Ok(text.into())
}

/// The topic of a PUBLISH or of a will.
pub(super) fn topic_name(name: &str) -> Result<ByteString, String> {
    topic::check_name(name).map_err(|fault| messages::bad_topic(name, fault.rule))?;
    text(name)
}

/// The topic filter of a SUBSCRIBE or UNSUBSCRIBE.
pub(super) fn topic_filter(filter: &str) -> Result<ByteString, String> {
    topic::check_filter(filter).map_err(|fault| messages::bad_topic(filter, fault.rule))?;
    text(filter)
}

fn check_text(text: &str) -> Result<(), String> {
    if text.len() > usize::from(u16::MAX) {
        return Err(messages::rule(Rule::TextTooLong));
    }
    if text.contains('\0') {
        return Err(messages::rule(Rule::NulCharacter));
    }
    Ok(())
}

pub(super) fn qos(text: &str) -> Result<Qos, &'static str> {
    text.parse().ok().and_then(Qos::from_u8).ok_or(messages::BAD_QOS)
}

/// How many times: at least once.
pub(super) fn count(text: &str) -> Result<u64, &'static str> {
    text.parse().ok().filter(|count| *count > 0).ok_or(messages::BAD_COUNT)
}

/// A duration in seconds, decimals allowed, up to eleven days.
pub(super) fn seconds(text: &str) -> Result<Duration, &'static str> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=1e6).contains(&seconds) => Ok(Duration::from_secs_f64(seconds)),
        _ => Err(messages::BAD_SECONDS),
    }
}
