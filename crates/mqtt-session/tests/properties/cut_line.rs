//! Two clients and a broker over lines that are cut at any moment: in the end each QoS 2 message has come once
//! and in order, each QoS 1 message at least once.

use mqtt_packet::{Publish, Qos};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::cases;
use crate::line::{Client, World};
use crate::packets::qos;

#[derive(Debug, Clone, Copy)]
enum Step {
    Publish(Qos),
    /// The oldest packet on the line arrives, at the broker or at the client.
    Up,
    Down,
    /// One end sees that the line is cut; the other will after so many packets, the rest being lost.
    ClientIsCut(usize),
    BrokerIsCut(usize),
    Reopen,
    /// A packet of an older connection arrives at last; or the broker sees that it is gone.
    LateUp,
    LateCut,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => qos().prop_map(Step::Publish),
        12 => Just(Step::Up),
        12 => Just(Step::Down),
        1 => (0usize..4).prop_map(Step::ClientIsCut),
        1 => (0usize..4).prop_map(Step::BrokerIsCut),
        4 => Just(Step::Reopen),
        1 => Just(Step::LateUp),
        1 => Just(Step::LateCut),
    ]
}

/// Each message holds its number.
fn numbers(messages: &[Publish], qos: Qos) -> Vec<u32> {
    let of_qos = messages.iter().filter(|publish| publish.qos == qos);
    of_qos.map(|publish| String::from_utf8_lossy(&publish.payload).parse().expect("a number")).collect()
}

/// Keeps the first of equal numbers.
fn first_of_each(numbers: &[u32]) -> Vec<u32> {
    let is_first = |(at, number): &(usize, &u32)| !numbers[..*at].contains(number);
    numbers.iter().enumerate().filter(is_first).map(|(_, number)| *number).collect()
}

fn check(from: &Client, to: &Client) {
    let published = |qos| numbers(&from.published, qos);
    let received = |qos| numbers(&to.received, qos);

    let exactly_once = received(Qos::ExactlyOnce);
    assert_eq!(exactly_once, published(Qos::ExactlyOnce), "QoS 2: once and in order [MQTT-4.3.3-2]");
    let at_least_once = first_of_each(&received(Qos::AtLeastOnce));
    assert_eq!(at_least_once, published(Qos::AtLeastOnce), "QoS 1: at least once, and at first in order");
    let at_most_once = received(Qos::AtMostOnce);
    let sent = published(Qos::AtMostOnce);
    let as_sent: Vec<u32> = sent.into_iter().filter(|number| at_most_once.contains(number)).collect();
    assert_eq!(at_most_once, as_sent, "QoS 0: at most once and in order");
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn messages_come_as_often_as_their_qos_says(steps in vec((0usize..2, step()), 1..200)) {
        let mut world = World::new();
        for (client, step) in steps {
            match step {
                Step::Publish(qos) => world.publish(client, qos),
                Step::Up => world.up(client),
                Step::Down => world.down(client),
                Step::ClientIsCut(arriving) => world.client_is_cut(client, arriving),
                Step::BrokerIsCut(arriving) => world.broker_is_cut(client, arriving),
                Step::Reopen => world.reopen(client),
                Step::LateUp => world.late_up(client),
                Step::LateCut => world.late_cut(client),
            }
        }
        world.mend();
        let [alice, bob] = &world.clients;
        check(alice, bob);
        check(bob, alice);
        prop_assert_eq!(alice.pending() + bob.pending(), 0, "all is acknowledged");
    }
}
