//! The start of a connection, told in a few words where the conversation has nothing to say on it.

use mqtt_packet::{Connack, ConnectReturnCode, Packet, Suback, decode};

use crate::conv::{Action, Step};
use crate::{messages, visible::Visible};

/// What the first steps after `name connects` tell, and how many steps that is: CONNECT and an accepting CONNACK,
/// then SUBSCRIBE and SUBACK if they follow. `None` when there is something particular in CONNECT or CONNACK: a
/// comment, a will, a user name, a refusal.
pub(super) fn of(name: &str, steps: &[Step]) -> Option<(String, usize)> {
    let [connect, connack, rest @ ..] = steps else { return None };
    let (Packet::Connect(connect), Packet::Connack(connack)) = (plain(name, connect)?, plain(name, connack)?)
    else {
        return None;
    };
    if connect.will.is_some() || connect.user_name.is_some() || !is_accepted(&connack) {
        return None;
    }
    let told = messages::figure_connects(connect.clean_session, connack.session_present);
    let [subscribe, suback, ..] = rest else { return Some((told, 2)) };
    let (Some(Packet::Subscribe(subscribe)), Some(Packet::Suback(suback))) =
        (plain(name, subscribe), plain(name, suback))
    else {
        return Some((told, 2));
    };
    let filters: Vec<String> =
        subscribe.subscriptions.iter().map(|one| format!("{} q{}", Visible(one.filter), one.qos)).collect();
    if is_granted(&suback) {
        Some((messages::figure_subscribes(&told, &filters.join(", ")), 4))
    } else {
        Some((told, 2))
    }
}

/// The one packet of a step without comment.
fn plain<'a>(wanted: &str, step: &'a Step) -> Option<Packet<&'a [u8]>> {
    match &step.action {
        Action::Bytes { name, bytes, lost: false, .. } if name == wanted && step.comment.is_empty() => {
            let (packet, size) = decode(&bytes.as_slice()).ok()?;
            (size == bytes.len()).then_some(packet)
        }
        _ => None,
    }
}

fn is_accepted(connack: &Connack) -> bool {
    connack.return_code == ConnectReturnCode::Accepted
}

fn is_granted(suback: &Suback) -> bool {
    suback.return_codes.iter().all(|code| *code != mqtt_packet::SubscribeReturnCode::Failure)
}
