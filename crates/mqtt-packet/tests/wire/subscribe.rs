//! SUBSCRIBE, UNSUBSCRIBE and their answers.

use mqtt_packet::{
    Ack, Packet, PacketId, Qos, Suback, Subscribe, SubscribeReturnCode, Subscription, Unsubscribe,
};

use crate::both_ways;

fn subscribe(subscriptions: &[(&'static str, Qos)]) -> Packet {
    let subscription = |&(filter, qos): &(&'static str, Qos)| Subscription { filter: filter.into(), qos };
    let subscriptions = subscriptions.iter().map(subscription).collect();
    Packet::Subscribe(Subscribe::new(PacketId::FIRST, subscriptions))
}

fn suback(return_codes: &[SubscribeReturnCode]) -> Packet {
    Packet::Suback(Suback::new(PacketId::FIRST, return_codes.to_vec()))
}

fn unsubscribe(filters: &[&'static str]) -> Packet {
    let filters = filters.iter().map(|&filter| filter.into()).collect();
    Packet::Unsubscribe(Unsubscribe::new(PacketId::FIRST, filters))
}

#[test]
fn subscribes() {
    both_ways(vec![
        ("one filter", "82 08 00 01 00 03 'a/b' 00", subscribe(&[("a/b", Qos::AtMostOnce)])),
        (
            "several, each with its QoS, in order, the same one twice",
            "82 18 00 01 00 05 'été' 02 00 01 '#' 00 00 03 '+/b' 01 00 01 '#' 02",
            subscribe(&[
                ("été", Qos::ExactlyOnce),
                ("#", Qos::AtMostOnce),
                ("+/b", Qos::AtLeastOnce),
                ("#", Qos::ExactlyOnce),
            ]),
        ),
        (
            "wildcards beside empty levels",
            "82 0a 00 01 00 05 '/+//#' 00",
            subscribe(&[("/+//#", Qos::AtMostOnce)]),
        ),
    ]);
}

#[test]
fn subacks() {
    use SubscribeReturnCode::{Failure, Granted};
    both_ways(vec![
        ("one code", "90 03 00 01 00", suback(&[Granted(Qos::AtMostOnce)])),
        (
            "the four codes",
            "90 06 00 01 80 02 01 00",
            suback(&[
                Failure,
                Granted(Qos::ExactlyOnce),
                Granted(Qos::AtLeastOnce),
                Granted(Qos::AtMostOnce),
            ]),
        ),
    ]);
}

#[test]
fn unsubscribes() {
    both_ways(vec![
        ("one filter", "a2 05 00 01 00 01 '#'", unsubscribe(&["#"])),
        ("two", "a2 0c 00 01 00 05 'été' 00 01 '+'", unsubscribe(&["été", "+"])),
        ("UNSUBACK", "b0 02 00 01", Packet::Unsuback(Ack::new(PacketId::FIRST))),
    ]);
}
