//! What a line does with packets and times.

use std::time::Duration;

use bytes::Bytes;
use mqtt_trace::{Direction, Fault, Piece, Stream, What};
use proptest::prelude::*;

use super::{Line, Plan, Script, Step};

const CONNECT: &[u8] = b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01a";
const PUBLISH: &[u8] = b"\x32\x06\x00\x01t\x00\x07x";
const RESENT: &[u8] = b"\x3a\x06\x00\x01t\x00\x07x";
const PUBACK: &[u8] = b"\x40\x02\x00\x07";
const PINGREQ: &[u8] = b"\xc0\x00";

/// A connection and what has come out of it.
struct Bench {
    plan: Plan,
    line: Line,
}

impl Bench {
    fn new(script: &str) -> Bench {
        let script = Script::parse("essai", script).unwrap_or_else(|error| panic!("{error}"));
        Bench { plan: Plan::new(script, 1), line: Line::default() }
    }

    /// The client comes again.
    fn reconnect(&mut self) {
        self.line = Line::default();
    }

    /// Gives a packet at this time, in milliseconds; what is told of it.
    fn give(&mut self, ms: u64, direction: Direction, wire: &'static [u8]) -> Vec<Fault> {
        let mut stream = Stream::default();
        stream.push(wire);
        let piece: Piece = stream.next_piece().expect("a whole packet");
        let now = Duration::from_millis(ms);
        let told = self.line.piece(&mut self.plan, now, direction, &piece, Bytes::from_static(wire));
        told.into_iter().map(fault).collect()
    }

    fn up(&mut self, ms: u64, wire: &'static [u8]) -> Vec<Fault> {
        self.give(ms, Direction::ToBroker, wire)
    }

    fn down(&mut self, ms: u64, wire: &'static [u8]) -> Vec<Fault> {
        self.give(ms, Direction::ToClient, wire)
    }

    /// What must be done at this time, packets that are told apart.
    fn at(&mut self, ms: u64) -> Vec<Step> {
        let mut steps = Vec::new();
        loop {
            let more = self.line.steps(&mut self.plan, Duration::from_millis(ms));
            if more.is_empty() {
                return steps;
            }
            steps.extend(more.into_iter().filter(|step| !matches!(step, Step::Tell(What::Piece { .. }))));
        }
    }
}

fn fault(what: What) -> Fault {
    match what {
        What::Fault { fault, .. } => fault,
        other => panic!("no fault: {other:?}"),
    }
}

fn to_broker(wire: &'static [u8]) -> Step {
    Step::Write(Direction::ToBroker, Bytes::from_static(wire))
}

fn to_client(wire: &'static [u8]) -> Step {
    Step::Write(Direction::ToClient, Bytes::from_static(wire))
}

fn told(direction: Direction, fault: Fault) -> Step {
    Step::Tell(What::Fault { direction, fault })
}

#[test]
fn a_cut_before_a_packet_lets_what_came_before_arrive() {
    let mut bench = Bench::new("couper avant PUBACK 1");
    bench.up(0, CONNECT);
    bench.up(0, PUBLISH);
    assert_eq!(bench.at(0), [to_broker(CONNECT), to_broker(PUBLISH)]);
    assert_eq!(bench.down(1, PUBACK), []);
    assert_eq!(bench.at(1), [told(Direction::ToClient, Fault::Cut { lost: true }), Step::Close]);
}

#[test]
fn a_cut_after_a_packet_happens_once() {
    let mut bench = Bench::new("couper après PUBLISH 1 chez a");
    bench.up(0, PUBLISH);
    assert_eq!(bench.at(0), [to_broker(PUBLISH)], "the client is not known to be a");
    bench.up(0, CONNECT);
    bench.up(0, PUBLISH);
    let cut = told(Direction::ToBroker, Fault::Cut { lost: false });
    assert_eq!(bench.at(0), [to_broker(CONNECT), to_broker(PUBLISH), cut, Step::Close]);
    bench.reconnect();
    bench.up(1, CONNECT);
    bench.up(1, PUBLISH);
    assert_eq!(bench.at(1), [to_broker(CONNECT), to_broker(PUBLISH)]);
}

#[test]
fn a_cut_after_bytes_is_in_the_middle_of_a_packet() {
    let mut bench = Bench::new("couper après 17 octets vers le broker");
    bench.up(0, CONNECT);
    bench.up(0, PUBLISH);
    let cut = told(Direction::ToBroker, Fault::Cut { lost: true });
    assert_eq!(bench.at(0), [to_broker(CONNECT), to_broker(&PUBLISH[..2]), cut, Step::Close]);
}

#[test]
fn who_was_cut_may_not_come_back_too_early() {
    let mut bench = Bench::new("couper avant PUBLISH 1, refuser 3 s");
    bench.up(0, CONNECT);
    bench.up(0, PUBLISH);
    bench.at(0);
    bench.reconnect();
    bench.up(1000, CONNECT);
    let reason = "pas de reconnexion avant 2\u{a0}s".to_owned();
    assert_eq!(bench.at(1000), [told(Direction::ToBroker, Fault::Refused { reason }), Step::Close]);
    bench.reconnect();
    bench.up(3000, CONNECT);
    assert_eq!(bench.at(3000), [to_broker(CONNECT)]);
}

#[test]
fn what_follows_a_delayed_packet_waits_behind_it() {
    let mut bench = Bench::new("retarder PUBLISH de 500 ms");
    assert_eq!(bench.up(0, PUBLISH), [Fault::Delayed { by: Duration::from_millis(500) }]);
    assert_eq!(bench.up(100, PINGREQ), []);
    assert_eq!(bench.at(499), []);
    assert_eq!(bench.line.next_due(), Some(Duration::from_millis(500)));
    assert_eq!(bench.at(500), [to_broker(PUBLISH), to_broker(PINGREQ)]);
}

#[test]
fn a_slow_line_takes_its_time_for_each_byte() {
    let mut bench = Bench::new("limiter à 8 octets/s vers le broker");
    assert_eq!(bench.up(0, PUBLISH), [Fault::Slowed { bytes_per_second: 8 }]);
    assert_eq!(bench.up(0, PINGREQ), [], "it is told once");
    assert_eq!(bench.at(999), []);
    assert_eq!(bench.at(1000), [to_broker(PUBLISH)], "8 bytes");
    assert_eq!(bench.at(1250), [to_broker(PINGREQ)], "2 bytes more");
    bench.down(1250, PUBACK);
    assert_eq!(bench.at(1250), [to_client(PUBACK)], "the other way is as fast as ever");
}

#[test]
fn a_packet_without_answer_is_sent_again_and_again_with_dup() {
    let mut bench = Bench::new("renvoyer PUBLISH après 2 s");
    bench.up(0, PUBLISH);
    assert_eq!(bench.at(0), [to_broker(PUBLISH)]);
    let resent = || told(Direction::ToBroker, Fault::Resent);
    assert_eq!(bench.at(1999), []);
    assert_eq!(bench.at(2000), [resent(), to_broker(RESENT)]);
    assert_eq!(bench.at(4000), [resent(), to_broker(RESENT)]);
    bench.down(4500, PUBACK);
    assert_eq!(bench.at(4500), [to_client(PUBACK)]);
    assert_eq!(bench.line.next_due(), None);
}

#[test]
fn an_answer_that_is_late_is_no_answer() {
    let mut bench = Bench::new("renvoyer PUBLISH après 2 s\nretarder PUBACK 1 de 3 s");
    bench.up(0, PUBLISH);
    bench.at(0);
    bench.down(0, PUBACK);
    assert_eq!(bench.at(2000), [told(Direction::ToBroker, Fault::Resent), to_broker(RESENT)]);
    bench.down(2000, PUBACK);
    assert_eq!(bench.at(3000), [to_client(PUBACK), to_client(PUBACK)]);
    assert_eq!(bench.line.next_due(), None);
}

#[test]
fn what_tcp_never_does() {
    let table: [(&str, Fault, &[Step]); 3] = [
        ("perdre PUBLISH", Fault::Lost, &[to_broker(PINGREQ)]),
        ("doubler PUBLISH", Fault::Doubled, &[to_broker(PUBLISH), to_broker(PUBLISH), to_broker(PINGREQ)]),
        ("inverser PUBLISH", Fault::Swapped, &[to_broker(PINGREQ), to_broker(PUBLISH)]),
    ];
    for (script, fault, expected) in table {
        let mut bench = Bench::new(script);
        assert_eq!(bench.up(0, PUBLISH), [fault], "{script}");
        bench.up(0, PINGREQ);
        assert_eq!(bench.at(0), expected, "{script}");
    }
}

#[test]
fn what_was_held_back_comes_before_the_end() {
    let mut bench = Bench::new("inverser PUBLISH");
    bench.up(0, PUBLISH);
    bench.line.end(Duration::ZERO, Direction::ToBroker);
    assert_eq!(bench.at(0), [to_broker(PUBLISH), Step::Shutdown(Direction::ToBroker)]);
}

#[test]
fn the_seed_decides_of_chance_and_nothing_else_does() {
    let delays = |seed: u64, others: usize| {
        let script = Script::parse("essai", "retarder PUBLISH de 0 à 1000 ms chez a").expect("a script");
        let mut bench = Bench { plan: Plan::new(script, seed), line: Line::default() };
        bench.up(0, CONNECT);
        let mut drawn = Vec::new();
        for _ in 0..10 {
            for _ in 0..others {
                bench.down(0, PINGREQ);
            }
            drawn.extend(bench.up(0, PUBLISH));
        }
        drawn
    };
    assert_eq!(delays(1, 0), delays(1, 3));
    assert_ne!(delays(1, 0), delays(2, 0));
}

proptest! {
    /// Whatever waits, nothing is lost nor out of order as long as no rule says so.
    #[test]
    fn delays_and_speeds_lose_nothing(
        script in prop::sample::subsequence(vec![
            "retarder PUBLISH de 0 à 300 ms\n",
            "retarder vers le broker de 50 ms\n",
            "limiter à 100 octets/s\n",
            "limiter PINGREQ à 7 octets/s\n",
            "retarder PINGREQ 2 de 1 s\n",
        ], 0..5),
        packets in prop::collection::vec((0..3_usize, 0..200_u64), 0..30),
    ) {
        let mut bench = Bench::new(&script.concat());
        let (mut now, mut sent, mut arrived) = (0, Vec::new(), Vec::new());
        let mut gather = |steps: Vec<Step>| for step in steps {
            match step {
                Step::Write(Direction::ToBroker, bytes) => arrived.extend_from_slice(&bytes),
                other => assert!(matches!(other, Step::Shutdown(_)), "{other:?}"),
            }
        };
        for (packet, pause) in packets {
            let wire = [CONNECT, PUBLISH, PINGREQ][packet];
            bench.up(now, wire);
            sent.extend_from_slice(wire);
            gather(bench.at(now));
            now += pause;
        }
        bench.line.end(Duration::from_millis(now), Direction::ToBroker);
        while let Some(due) = bench.line.next_due() {
            let due = u64::try_from(due.as_micros().div_ceil(1000)).expect("not so late");
            gather(bench.at(due.max(now)));
        }
        prop_assert_eq!(arrived, sent);
    }
}
