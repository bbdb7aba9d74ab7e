//! Figures drawn from conversations. Look at a changed snapshot in a browser before it is accepted.

use std::time::Duration;

use jiff::tz::TimeZone;
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::conv::Conversation;
use mqtt_trace::svg::{Figure, Mark, Record, Row};
use mqtt_trace::{Direction, Event, Exchange, Fault, Side, Stream, What};
use proptest::prelude::*;

fn figure(text: &str) -> Figure {
    Figure::of(&Conversation::parse(text).expect("the conversation can be read"))
}

/// Two clients, a packet lost, a line cut, time, a preamble.
const PUBACK_LOST: &str = "\
# PUBACK perdu
ecran connects
ecran > 10 * s\"MQTT\" 04 02 003c s\"ecran\"
ecran < 20 02 00 00
ecran > 82 * 0001 s\"maison/#\" 01
ecran < 90 * 0001 01
thermo connects
thermo > 10 * s\"MQTT\" 04 00 003c s\"thermo\"      # c0
thermo < 20 02 00 00
thermo > 32 * s\"maison/salon\" 0007 \"<42>\"
ecran < 32 * s\"maison/salon\" 0001 \"<42>\"
thermo <x 40 02 0007                              # n’arrivera jamais
ecran > 40 02 0001
thermo cut
+10s
ecran silent                                      # rien
thermo connects
thermo > 10 * s\"MQTT\" 04 00 003c s\"thermo\"
thermo < 20 02 01 00
thermo > e0 00
thermo closed
";

#[test]
fn a_lost_acknowledgement() {
    insta::assert_snapshot!(figure(PUBACK_LOST).draw("f"));
}

#[test]
fn the_same_in_words() {
    insta::assert_snapshot!(figure(PUBACK_LOST).description());
}

#[test]
fn publishers_stand_left_and_subscribers_right() {
    let subscribes = |name: &str| format!("{name} connects\n{name} > 82 * 0001 s\"a\" 00\n");
    let publisher = "p connects\np > 30 * s\"a\"\n";
    let both = subscribes("both") + "both > 30 * s\"a\"\n";
    let table = [
        (subscribes("s") + publisher + &both, ["p", "both", "broker", "s"].as_slice()),
        (subscribes("s") + &subscribes("t"), &["s", "t", "broker"]),
        (publisher.to_owned() + &subscribes("s") + &subscribes("t"), &["p", "broker", "s", "t"]),
    ];
    for (text, expected) in table {
        let drawing = figure(&text).draw("f");
        let mut names: Vec<(i32, &str)> = drawing
            .lines()
            .filter(|line| line.starts_with("<text") && line.contains("y=\"17\""))
            .map(|line| {
                let x = line.split('"').nth(1).unwrap().parse().unwrap();
                (x, line.split(['>', '<']).nth(2).unwrap())
            })
            .collect();
        names.sort_unstable();
        let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, expected, "{text}");
    }
}

#[test]
fn a_preamble_is_told_only_where_it_has_no_comment() {
    let connection = "a connects\na > 10 * s\"MQTT\" 04 02 003c s\"a\" CONNECT\na < 20 02 00 00 CONNACK\n";
    let table = [("", "", 1), ("# c", "", 2), ("", "# c", 2)];
    for (connect, connack, rows) in table {
        let text = connection.replace("CONNECT", connect).replace("CONNACK", connack) + "a > c0 00";
        let packets_or_preambles = |row: &&Row| matches!(row, Row::Bytes { .. } | Row::Preamble { .. });
        let shown = figure(&text).rows.iter().filter(packets_or_preambles).count();
        assert_eq!(shown, rows + 1, "{text}");
    }
}

#[test]
fn where_all_would_be_preamble_all_is_drawn() {
    let rows = figure("a connects\na > 10 * s\"MQTT\" 04 02 003c s\"a\"\na < 20 02 00 00").rows;
    assert!(rows.iter().all(|row| !matches!(row, Row::Preamble { .. })), "{rows:?}");
}

/// What was seen on one connection: a packet each way, and then this.
fn recorded(whats: Vec<What>) -> Figure {
    let mut stream = Stream::default();
    stream.push(b"\x3b\x06\x00\x01a\x00\x07x\x40\x02\x00\x07\xe0\x00");
    let mut piece = |direction| What::Piece { direction, piece: stream.next_piece().expect("three packets") };
    let publish = piece(Direction::ToBroker);
    let puback = piece(Direction::ToClient);
    let mut exchange = Exchange::default();
    let mut record = Record::new("vu".to_owned(), Clock::in_zone(TimeStyle::Delta, TimeZone::UTC));
    for (index, what) in [vec![publish, puback], whats].concat().into_iter().enumerate() {
        let event = Event { time: Duration::from_secs(index as u64), connection: 1, what };
        let opened = What::Opened { client: ([127, 0, 0, 1], 50_000).into(), broker: "b".to_owned() };
        if index == 0 {
            record.add(&exchange.follow(&Event { what: opened, ..event.clone() }));
        }
        record.add(&exchange.follow(&event));
    }
    record.into_figure()
}

#[test]
fn what_was_seen() {
    let fault = What::Fault { direction: Direction::ToClient, fault: Fault::Cut { lost: true } };
    insta::assert_snapshot!(recorded(vec![fault]).draw("f"));
}

#[test]
fn how_a_recorded_connection_ends() {
    let ended = |by, reset| What::Ended { by, reset };
    let mut stream = Stream::default();
    stream.push(b"\xe0\x00");
    let piece = stream.next_piece().expect("a packet");
    let disconnect = What::Piece { direction: Direction::ToBroker, piece };
    let table = [
        (vec![ended(Side::Client, false)], Mark::Cut, "connexion fermée par le client"),
        (vec![ended(Side::Broker, true)], Mark::Cut, "connexion coupée net par le broker (RST de TCP)"),
        (vec![disconnect.clone(), ended(Side::Client, false)], Mark::Ends, ""),
        (vec![disconnect, ended(Side::Client, false), ended(Side::Broker, false)], Mark::Ends, ""),
    ];
    for (whats, expected, said) in table {
        let figure = recorded(whats);
        let Some(Row::Mark { mark, note, .. }) = figure.rows.last() else { panic!("{:?}", figure.rows) };
        assert_eq!((*mark, note.as_str()), (expected, said));
    }
}

proptest! {
    /// Whatever is drawn, it can stand in a page: no blank line, no tag of the payload's, nothing left open.
    #[test]
    fn any_payload_and_note_can_be_drawn(
        payload in prop::collection::vec(any::<u8>(), 0..50),
        topic in "[^\"\\\\\\n\\r\\x00#+]{1,30}",
        note in ".{0,80}",
    ) {
        let hex: String = payload.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!("a connects\na > 30 * s\"{topic}\" {hex} # {}", note.replace(['\n', '\r'], " "));
        let drawing = figure(&text).draw("f");
        prop_assert!(drawing.lines().all(|line| line.starts_with('<') && line.ends_with('>')), "{}", drawing);
        for tag in ["svg", "g", "text", "title", "desc"] {
            let opened = drawing.matches(&format!("<{tag}>")).count() + drawing.matches(&format!("<{tag} ")).count();
            prop_assert_eq!(opened, drawing.matches(&format!("</{tag}>")).count(), "{}", tag);
        }
    }
}
