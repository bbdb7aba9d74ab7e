//! One connection: packets and times come in, steps to carry out come out.

use std::time::Duration;

use bytes::Bytes;
use mqtt_packet::Packet;
use mqtt_trace::{Content, Direction, Fault, Piece, What};

use super::lane::{Item, Lane, Then};
use super::plan::{Fate, Plan, Seen, Verdict};
use super::resend::{Awaited, Resends};
use crate::messages;

/// A connection on which the rules of a [`Plan`] are carried out. Times are those of one clock for all connections.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// As it said in CONNECT.
    client: String,
    to_broker: Lane,
    to_client: Lane,
    resends: Resends,
}

/// What must be done, in this order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Tell this.
    Tell(What),
    /// Write this to that side.
    Write(Direction, Bytes),
    /// Nothing more goes that way.
    Shutdown(Direction),
    /// Close both sides, once what was to be written has been.
    Close,
}

impl Line {
    fn lane(&mut self, direction: Direction) -> &mut Lane {
        match direction {
            Direction::ToBroker => &mut self.to_broker,
            Direction::ToClient => &mut self.to_client,
        }
    }

    /// Takes a piece that has come, and its bytes as they were on the wire. Returns what is to be told of it, after it.
    pub(crate) fn piece(
        &mut self,
        plan: &mut Plan,
        now: Duration,
        direction: Direction,
        piece: &Piece,
        wire: Bytes,
    ) -> Vec<What> {
        let packet = match &piece.content {
            Content::Packet(packet) => Some(packet),
            _ => None,
        };
        if let Some(Packet::Connect(connect)) = packet {
            self.client = connect.client_id.to_string();
        }
        let lane = self.lane(direction);
        lane.count += 1;
        let number = lane.count;
        let packet_type = packet.map(Packet::packet_type);
        let (client, size) = (&*self.client, wire.len());
        let verdict = plan.judge(Seen { direction, client, packet: packet_type, size, number }, now);
        let mut told = Vec::new();
        self.tell_waiting(direction, &verdict, &mut told);
        let awaited = packet.and_then(|packet| Awaited::by(packet, direction));
        let then = match (awaited, verdict.resend) {
            (Some(awaited), Some(after)) => Then::Await(awaited, after, wire.clone()),
            _ => packet
                .and_then(|packet| Awaited::answered_by(packet, direction))
                .map_or(Then::Nothing, Then::Answer),
        };
        let Verdict { fate, delay, bytes_per_second: speed, .. } = verdict;
        let lane = self.lane(direction);
        match fate {
            Fate::Pass => lane.push(Item { wire, then }, now, delay, speed),
            Fate::Lose => {
                told.push(Fault::Lost);
                // Its sender believes it sent, and awaits the answer.
                if matches!(then, Then::Await(..)) {
                    lane.push(Item { wire: Bytes::new(), then }, now, delay, speed);
                }
            }
            Fate::Double => {
                told.push(Fault::Doubled);
                lane.push(Item::bytes(wire.clone()), now, delay, speed);
                lane.push(Item { wire, then }, now, Duration::ZERO, speed);
            }
            Fate::Swap => {
                told.push(Fault::Swapped);
                lane.hold(Item { wire, then }, now);
            }
            Fate::Cut { bytes, refuse } => {
                let lost = bytes < wire.len();
                lane.push(Item::bytes(wire.slice(..bytes.min(wire.len()))), now, delay, speed);
                lane.close(Item { wire: Bytes::new(), then: Then::Cut { lost, refuse } }, now);
            }
            Fate::Refuse(left) => {
                lane.close(Item { wire: Bytes::new(), then: Then::Refused(left) }, now);
            }
        }
        told.into_iter().map(|fault| What::Fault { direction, fault }).collect()
    }

    fn tell_waiting(&mut self, direction: Direction, verdict: &Verdict, told: &mut Vec<Fault>) {
        let lane = self.lane(direction);
        if let Some(speed) = verdict.bytes_per_second
            && lane.told != Some(speed)
        {
            lane.told = Some(speed);
            told.push(Fault::Slowed { bytes_per_second: speed.get() });
        }
        if !verdict.delay.is_zero() {
            told.push(Fault::Delayed { by: verdict.delay });
        }
    }

    /// Takes bytes that no rule is about: the rest of a packet that is too large to be told whole.
    pub(crate) fn rest(&mut self, now: Duration, direction: Direction, wire: Bytes) {
        self.lane(direction).push(Item::bytes(wire), now, Duration::ZERO, None);
    }

    /// The side that sends in this direction has closed its half.
    pub(crate) fn end(&mut self, now: Duration, direction: Direction) {
        self.resends.forget(direction);
        self.lane(direction).close(Item { wire: Bytes::new(), then: Then::End }, now);
    }

    /// Whether more may be read in this direction.
    pub(crate) fn has_room(&self, direction: Direction) -> bool {
        match direction {
            Direction::ToBroker => self.to_broker.has_room(),
            Direction::ToClient => self.to_client.has_room(),
        }
    }

    /// When to ask for steps again, if nothing happens before.
    pub(crate) fn next_due(&self) -> Option<Duration> {
        let all = [self.to_broker.next_due(), self.to_client.next_due(), self.resends.next_due()];
        all.into_iter().flatten().min()
    }

    /// What must be done by now.
    pub(crate) fn steps(&mut self, plan: &mut Plan, now: Duration) -> Vec<Step> {
        let mut steps = Vec::new();
        for direction in [Direction::ToBroker, Direction::ToClient] {
            while let Some(Item { wire, then }) = self.lane(direction).pop(now) {
                if !wire.is_empty() {
                    steps.push(Step::Write(direction, wire));
                }
                let fault = match then {
                    Then::Nothing => continue,
                    Then::Await(awaited, after, wire) => {
                        self.resends.start(awaited, wire, now, after);
                        continue;
                    }
                    Then::Answer(awaited) => {
                        self.resends.answered(awaited);
                        continue;
                    }
                    Then::End => {
                        steps.push(Step::Shutdown(direction));
                        continue;
                    }
                    Then::Cut { lost, refuse } => {
                        if let Some(refuse) = refuse {
                            plan.refuse(&self.client, now.saturating_add(refuse));
                        }
                        Fault::Cut { lost }
                    }
                    Then::Refused(left) => Fault::Refused { reason: messages::not_yet(left) },
                };
                steps.push(Step::Tell(What::Fault { direction, fault }));
                steps.push(Step::Close);
                return steps;
            }
        }
        while let Some((direction, piece, wire)) = self.resends.next(now) {
            let fault = Fault::Resent;
            steps.push(Step::Tell(What::Fault { direction, fault }));
            steps.push(Step::Tell(What::Piece { direction, piece }));
            self.lane(direction).push(Item::bytes(wire), now, Duration::ZERO, None);
        }
        steps
    }
}
