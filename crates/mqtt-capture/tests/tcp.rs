//! TCP put together again: what disturbs its segments, and what is told.

mod support;

use proptest::prelude::*;
use support::{
    CONNACK, CONNECT, DISCONNECT, Line, PINGREQ, PINGRESP, PUBACK, PUBLISH, Seg, ToBroker, ToClient, drawn,
    events, ladder, pcap,
};

#[test]
fn an_exchange() {
    insta::assert_snapshot!(ladder(&Line::whole().capture()));
}

/// The place of the segment that carries `payload`.
fn at(line: &Line, payload: &[u8]) -> usize {
    line.segs.iter().position(|seg| seg.payload == payload).expect("it is there")
}

#[test]
fn what_tcp_repairs_does_not_show() {
    let whole = Line::whole();
    let publish = at(&whole, PUBLISH);
    let mut cases = Vec::new();

    let mut twice = whole.clone();
    twice.segs.insert(publish + 2, whole.segs[publish].clone());
    cases.push(("a segment twice", twice));

    let mut halves = whole.clone();
    let Seg { sequence, .. } = whole.segs[publish];
    let half = |from: usize, to: usize| Seg {
        sequence: sequence.wrapping_add(from as u32),
        payload: PUBLISH[from..to].to_vec(),
        ..whole.segs[publish].clone()
    };
    halves.segs.splice(publish..=publish, [half(6, 14), half(0, 6)]);
    cases.push(("two halves, the second first", halves));

    let mut overlapping = whole.clone();
    overlapping.segs.splice(publish..=publish, [half(0, 8), half(4, 14), half(2, 9)]);
    cases.push(("overlapping", overlapping));

    let mut together = Line::open();
    together.up(&[CONNECT, PUBLISH].concat()).down(&[CONNACK, PUBACK].concat());
    together.up(PINGREQ).down(PINGRESP).up(DISCONNECT).close();
    let mut apart = Line::open();
    apart.up(CONNECT).up(PUBLISH).down(CONNACK).down(PUBACK);
    apart.up(PINGREQ).down(PINGRESP).up(DISCONNECT).close();
    assert_eq!(ladder(&together.capture()), ladder(&apart.capture()), "packets in one segment or in two");

    for (what, line) in cases {
        assert_eq!(ladder(&line.capture()), ladder(&whole.capture()), "{what}");
    }
}

/// What is told when segments are not in the capture.
#[test]
fn what_the_capture_has_lost_is_told() {
    let whole = Line::whole();
    let mut out = String::new();
    let mut tell = |what: &str, line: &Line| {
        out.push_str(&format!("{what}\n{}\n", ladder(&line.capture())));
    };

    let mut line = whole.clone();
    line.segs.remove(at(&whole, PUBLISH));
    tell("a whole packet lost: told once the next one is found", &line);

    let mut line = whole.clone();
    let publish = at(&whole, PUBLISH);
    let tail = Seg {
        sequence: line.segs[publish].sequence.wrapping_add(9),
        payload: PUBLISH[9..].to_vec(),
        ..line.segs[publish].clone()
    };
    line.segs[publish].payload.truncate(7);
    line.segs.insert(publish + 1, tail);
    tell("two bytes lost within a packet: the next one is found by its size", &line);

    let mut line = whole.clone();
    line.segs.drain(..publish);
    tell("caught in the middle", &line);

    let mut line = whole.clone();
    line.segs.drain(..publish);
    line.segs[0].payload.drain(..5);
    line.segs[0].sequence = line.segs[0].sequence.wrapping_add(5);
    tell("caught in the middle of a packet", &line);

    let mut line = whole.clone();
    line.segs.truncate(publish + 1);
    line.segs[publish].payload.truncate(7);
    tell("the capture ends within a packet", &line);

    let mut line = whole.clone();
    line.segs.drain(..3);
    tell("the handshake of TCP lost: CONNECT says who the client is", &line);

    let mut line = Line::open();
    line.up(CONNECT).down(CONNACK).push(ToClient, "ra", b"");
    tell("a reset by the broker", &line);

    let mut line = Line::open();
    line.segs.truncate(1);
    line.push(ToClient, "ra", b"");
    tell("nobody listens", &line);

    insta::assert_snapshot!(out);
}

#[test]
fn frames_that_were_cut_short_when_captured() {
    let line = Line::whole();
    let publish = at(&line, PUBLISH);
    let mut frames = line.frames();
    let size = frames[publish].len();
    frames[publish].truncate(size - 4);
    insta::assert_snapshot!(ladder(&pcap(1, &frames)));
}

#[test]
fn the_same_ports_again_are_another_connection() {
    let mut line = Line::whole();
    let mut again = Line::whole();
    for seg in &mut again.segs {
        seg.sequence = seg.sequence.wrapping_add(1000);
        seg.acknowledged = seg.acknowledged.wrapping_add(1000);
    }
    line.segs.extend(again.segs);
    let (events, _) = events(&line.capture());
    let connections: Vec<u64> = events.iter().map(|event| event.connection).collect();
    assert_eq!(connections.iter().max(), Some(&2), "{}", drawn(&events));
    assert_eq!(connections.len() % 2, 0, "each the same number of events: {}", drawn(&events));
}

#[test]
fn a_connection_of_another_port_is_known_by_its_connect() {
    let line = Line::whole();
    let elsewhere = (support::BROKER.0, 11_883);
    let frames: Vec<Vec<u8>> =
        line.segs.iter().map(|seg| support::ethernet(seg, support::CLIENT, elsewhere)).collect();
    assert_eq!(ladder(&pcap(1, &frames)), ladder(&line.capture()));
    let mut web = Line::open();
    web.up(b"GET / HTTP/1.1\r\n\r\n").down(b"HTTP/1.1 200 OK\r\n\r\n").close();
    let frames: Vec<Vec<u8>> =
        web.segs.iter().map(|seg| support::ethernet(seg, support::CLIENT, elsewhere)).collect();
    assert_eq!(ladder(&pcap(1, &frames)), "", "what is not MQTT does not show");
}

#[test]
fn another_version_of_the_protocol_is_not_decoded_either_way() {
    let mut version_5 = CONNECT.to_vec();
    version_5[8] = 5;
    let mut line = Line::open();
    line.up(&version_5).down(b"\x20\x03\x00\x00\x00").close();
    insta::assert_snapshot!(ladder(&line.capture()));
}

#[test]
fn a_hole_that_its_receiver_has_acknowledged_is_told_before_the_end() {
    let mut line = Line::open();
    line.up(CONNECT).down(CONNACK).up(PUBLISH).down(PUBACK);
    let lost = at(&line, PUBLISH);
    // Frames are a millisecond apart.
    for _ in 0..10 {
        line.up(PINGREQ).down(PINGRESP);
    }
    line.segs.remove(lost);
    let (events, _) = events(&line.capture());
    let gap = events.iter().position(|event| matches!(event.what, mqtt_trace::What::Gap { .. }));
    let gap = gap.expect("the loss is told");
    assert!((6..12).contains(&gap), "a few milliseconds after: event {gap} of {}", events.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever the segments, sent again, in any order near their own: the packets are the same.
    #[test]
    fn segments_that_are_cut_doubled_and_shuffled_give_the_same_packets(
        cuts in prop::collection::vec(1..40_usize, 1..40),
        order in prop::collection::vec(0..6_usize, 80),
        doubled in prop::collection::vec(any::<bool>(), 80),
    ) {
        let wire = [CONNECT, PUBLISH, PINGREQ, PUBLISH, PUBLISH, PINGREQ, &[0x30, 0x7f, 0, 1, b'x'], &[b'y'; 124], PINGREQ].concat();
        let mut straight = Line::open();
        straight.up(&wire).close();
        let mut line = Line::open();
        let first = line.segs.len();
        let mut rest = &wire[..];
        for size in cuts.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (head, tail) = rest.split_at((*size).min(rest.len()));
            line.up(head);
            rest = tail;
        }
        let last = line.segs.len();
        for index in first..last {
            let other = (index + order[index % order.len()]).min(last - 1);
            line.segs.swap(index, other);
            if doubled[index % doubled.len()] {
                let copy = line.segs[index].clone();
                line.segs.push(copy);
            }
        }
        line.close();
        let (got, expected) = (ladder(&line.capture()), ladder(&straight.capture()));
        prop_assert!(got == expected, "{}\ninstead of\n{}", got, expected);
    }

    /// Whatever is missing, nothing is told that was not sent, and in the order in which it was sent.
    #[test]
    fn what_is_told_was_sent_whatever_is_lost(lost in prop::collection::vec(any::<bool>(), 40)) {
        let mut line = Line::open();
        line.up(CONNECT).down(CONNACK);
        for number in 0..20_u8 {
            line.up(&[0x30, 6, 0, 3, b'a' + number, b'/', b'b', b'!']);
        }
        let mut index = 0;
        line.segs.retain(|seg| {
            index += 1;
            seg.flags != "pa" || seg.way == ToClient || !lost[index % lost.len()]
        });
        let (events, stop) = events(&line.capture());
        prop_assert_eq!(stop, None);
        let topics: Vec<String> = events.iter().filter_map(topic).collect();
        prop_assert!(topics.is_sorted(), "{:?}", topics);
        let sent = line.segs.iter().filter(|seg| seg.way == ToBroker && seg.payload.first() == Some(&0x30)).count();
        prop_assert_eq!(topics.len(), sent, "each packet whose segment is there is found: {:?}", topics);
    }
}

fn topic(event: &mqtt_trace::Event) -> Option<String> {
    match &event.what {
        mqtt_trace::What::Piece { piece, .. } => match &piece.content {
            mqtt_trace::Content::Packet(mqtt_packet::Packet::Publish(publish)) => {
                Some(publish.topic.to_string())
            }
            _ => None,
        },
        _ => None,
    }
}
