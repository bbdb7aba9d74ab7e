//! A conversation is played with a broker made of a table, so that each kind of fault can be shown.

use std::time::Duration;

use mqtt_trace::Side;
use mqtt_trace::conv::{Conversation, Outputs, Subject};

/// A broker that gives its answers from a script, one list for each thing that goes in.
struct Scripted(Vec<Vec<Answer>>);

#[derive(Clone)]
enum Answer {
    Bytes(&'static str, Vec<u8>),
    Closed(&'static str),
    Says(&'static str, &'static str),
}

impl Scripted {
    fn answer(&mut self, out: &mut Outputs) {
        if self.0.is_empty() {
            return;
        }
        for answer in self.0.remove(0) {
            match answer {
                Answer::Bytes(name, bytes) => out.bytes(name, &bytes),
                Answer::Closed(name) => out.closed(name),
                Answer::Says(name, text) => out.says(name, text),
            }
        }
    }
}

impl Subject for Scripted {
    fn connect(&mut self, _: &str, _: Duration, out: &mut Outputs) {
        self.answer(out);
    }
    fn bytes(&mut self, _: &str, _: &[u8], _: Duration, out: &mut Outputs) {
        self.answer(out);
    }
    fn cut(&mut self, _: &str, _: Duration, out: &mut Outputs) {
        self.answer(out);
    }
    fn advance(&mut self, at: Duration, out: &mut Outputs) {
        assert_eq!(at, Duration::from_secs(90));
        self.answer(out);
    }
}

const QOS1: &str = include_str!("conversations/qos1.conv");

/// What a right broker answers in `qos1.conv`: to two connections, CONNECT, PUBLISH, and 90 s.
fn right() -> Vec<Vec<Answer>> {
    let publish = b"\x30\x0b\x00\x05salon21.5".to_vec();
    vec![
        vec![],
        vec![],
        vec![Answer::Bytes("alice", vec![0x20, 2, 0, 0])],
        vec![
            Answer::Bytes("alice", publish.clone()),
            Answer::Bytes("alice", vec![0x40, 2]),
            Answer::Bytes("bob", publish),
            Answer::Bytes("alice", vec![0, 7]),
        ],
        vec![Answer::Closed("alice")],
    ]
}

fn failure(script: Vec<Vec<Answer>>) -> String {
    let conversation = Conversation::parse(QOS1).expect("the fixture is well formed");
    conversation.run(Side::Broker, &mut Scripted(script)).expect_err("the script is wrong").to_string()
}

#[test]
fn a_right_broker_passes_whatever_the_order_between_connections_and_in_a_group() {
    let conversation = Conversation::parse(QOS1).unwrap();
    if let Err(mismatch) = conversation.run(Side::Broker, &mut Scripted(right())) {
        panic!("{mismatch}");
    }
}

#[test]
fn wrong_bytes_are_shown_beside_the_right_ones() {
    let mut script = right();
    script[2] = vec![Answer::Bytes("alice", vec![0x20, 2, 1, 0])];
    insta::assert_snapshot!(failure(script));
}

#[test]
fn nothing_where_something_is_expected() {
    let mut script = right();
    script[4] = vec![];
    insta::assert_snapshot!(failure(script));
}

#[test]
fn something_where_nothing_is_expected() {
    let mut script = right();
    script[1] = vec![Answer::Says("bob", "bonjour"), Answer::Bytes("bob", vec![0xd0, 0])];
    insta::assert_snapshot!(failure(script));
}

#[test]
fn bytes_that_are_no_packet_are_said_to_be_none() {
    let mut script = right();
    script[2] = vec![Answer::Bytes("alice", vec![0x21, 2, 1, 0])];
    insta::assert_snapshot!(failure(script));
}

#[test]
fn an_order_that_the_subject_does_not_know_is_a_failure() {
    let conversation = Conversation::parse("alice does dance").unwrap();
    let mismatch = conversation.run(Side::Broker, &mut Scripted(vec![])).unwrap_err();
    assert!(mismatch.to_string().contains("`dance`"), "{mismatch}");
}

#[test]
fn a_client_is_played_with_the_arrows_reversed() {
    let conversation = Conversation::parse("c connects\nc > c0 00\nc < d0 00\nc says pong\nc cut").unwrap();
    let script = vec![vec![Answer::Bytes("c", vec![0xc0, 0])], vec![Answer::Says("c", "pong")], vec![]];
    conversation.run(Side::Client, &mut Scripted(script)).unwrap();
}

/// What is lost on the way is expected of its sender and never reaches the other side: the subject is told of the
/// connection and of its end, not of bytes between.
#[test]
fn lost_bytes_leave_their_sender_and_reach_nobody() {
    let table = [
        (Side::Broker, "c connects\nc <x d0 00\nc >x c0 00\nc cut", vec![0xd0, 0]),
        (Side::Client, "c connects\nc >x c0 00\nc <x d0 00\nc cut", vec![0xc0, 0]),
    ];
    for (side, text, sent) in table {
        let conversation = Conversation::parse(text).unwrap();
        let script = vec![vec![Answer::Bytes("c", sent)], vec![]];
        if let Err(mismatch) = conversation.run(side, &mut Scripted(script)) {
            panic!("{side:?}: {mismatch}");
        }
    }
}
