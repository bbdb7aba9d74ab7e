//! What became of each reading of the round: the house does not go on to the next one before every QoS 1 and
//! QoS 2 message is acknowledged, and re-sends what a cut left unacknowledged.
//!
//! rumqttc keeps unacknowledged messages too, but drops them when a broker comes back without the session: an
//! application that must lose nothing keeps its own account. The price of a new session is that a QoS 2 message
//! whose PUBCOMP alone was lost is delivered twice: « exactly once » holds within a session.

use rumqttc::QoS;

use crate::house::Reading;

/// The readings of the current round, and the count since the start.
#[derive(Debug, Default)]
pub struct Delivery {
    items: Vec<(Reading, State)>,
    tally: Tally,
}

/// Distinct messages by QoS, since the start.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Handed to the connection at least once.
    pub sent: [u64; 3],
    /// PUBACK (QoS 1) or PUBCOMP (QoS 2) received; QoS 0 has no acknowledgement.
    pub acknowledged: [u64; 3],
    /// Sent once more after a cut.
    pub resent: u64,
}

impl Tally {
    /// QoS 1 and QoS 2 messages that were sent and never acknowledged.
    pub fn unacknowledged(&self) -> u64 {
        (self.sent[1] - self.acknowledged[1]) + (self.sent[2] - self.acknowledged[2])
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting {
        sent_before: bool,
    },
    /// Written, under this packet id, on this connection.
    Sent(u16),
    Done,
}

impl Delivery {
    /// Takes the readings of a new round; those of the last one are [complete](Self::is_complete).
    pub fn load(&mut self, readings: Vec<Reading>) {
        let new = State::Waiting { sent_before: false };
        self.items = readings.into_iter().map(|reading| (reading, new)).collect();
    }

    /// What must be handed to the connection, in order.
    pub fn waiting(&self) -> impl Iterator<Item = &Reading> {
        self.items
            .iter()
            .filter(|(_, state)| matches!(state, State::Waiting { .. }))
            .map(|(reading, _)| reading)
    }

    /// A PUBLISH left with packet id `pkid`, 0 at QoS 0. They leave in the order in which they were handed over.
    pub fn sent(&mut self, pkid: u16) {
        let next = self.items.iter_mut().find_map(|(reading, state)| match *state {
            State::Waiting { sent_before } if (reading.qos == QoS::AtMostOnce) == (pkid == 0) => {
                Some((reading.qos, state, sent_before))
            }
            _ => None,
        });
        let Some((qos, state, sent_before)) = next else { return };
        *state = if pkid == 0 { State::Done } else { State::Sent(pkid) };
        if sent_before {
            self.tally.resent += 1;
        } else {
            self.tally.sent[qos as usize] += 1;
        }
    }

    /// PUBACK or PUBCOMP came for `pkid`.
    pub fn acknowledged(&mut self, pkid: u16) {
        if let Some((reading, state)) = self.items.iter_mut().find(|(_, state)| *state == State::Sent(pkid)) {
            *state = State::Done;
            self.tally.acknowledged[reading.qos as usize] += 1;
        }
    }

    /// The connection is cut: what is not acknowledged must be sent again on the next one.
    pub fn connection_lost(&mut self) {
        for (_, state) in &mut self.items {
            if matches!(state, State::Sent(_)) {
                *state = State::Waiting { sent_before: true };
            }
        }
    }

    /// Whether every reading has left, and every QoS 1 and QoS 2 one is acknowledged.
    pub fn is_complete(&self) -> bool {
        self.items.iter().all(|(_, state)| *state == State::Done)
    }

    /// The count since the start.
    pub fn tally(&self) -> Tally {
        self.tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(qos: &[QoS]) -> Delivery {
        let reading = |&qos| Reading { topic: "t".to_owned(), payload: String::new(), qos, is_state: true };
        let mut delivery = Delivery::default();
        delivery.load(qos.iter().map(reading).collect());
        delivery
    }

    #[test]
    fn a_round_is_complete_when_all_has_left_and_is_acknowledged() {
        let mut delivery = round(&[QoS::AtMostOnce, QoS::AtLeastOnce, QoS::ExactlyOnce]);
        for pkid in [0, 1, 2] {
            delivery.sent(pkid);
            assert!(!delivery.is_complete());
        }
        delivery.acknowledged(2);
        assert!(!delivery.is_complete());
        delivery.acknowledged(1);
        assert!(delivery.is_complete());
        assert_eq!(delivery.tally(), Tally { sent: [1, 1, 1], acknowledged: [0, 1, 1], resent: 0 });
    }

    #[test]
    fn a_cut_sends_again_what_was_not_acknowledged_and_nothing_else() {
        let mut delivery = round(&[QoS::AtMostOnce, QoS::AtLeastOnce, QoS::ExactlyOnce, QoS::ExactlyOnce]);
        for pkid in [0, 1, 2] {
            delivery.sent(pkid);
        }
        delivery.acknowledged(1);
        delivery.connection_lost();
        let again: Vec<_> = delivery.waiting().map(|reading| reading.qos as u8).collect();
        assert_eq!(again, [2, 2], "one that was cut, one that had not left");
        assert_eq!(delivery.tally().unacknowledged(), 1);
        for pkid in [3, 4] {
            delivery.sent(pkid);
            delivery.acknowledged(pkid);
        }
        assert!(delivery.is_complete());
        assert_eq!(delivery.tally(), Tally { sent: [1, 1, 2], acknowledged: [0, 1, 2], resent: 1 });
    }

    #[test]
    fn an_acknowledgement_of_an_earlier_connection_counts_for_nothing() {
        let mut delivery = round(&[QoS::AtLeastOnce]);
        delivery.sent(1);
        delivery.connection_lost();
        delivery.acknowledged(1);
        assert!(!delivery.is_complete());
    }
}
