//! Ladders, to be read: each row is as wide as the next, whatever it holds.

use std::time::Duration;

use jiff::tz::TimeZone;
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::ladder::Ladder;
use mqtt_trace::{Direction, Event, Exchange, Fault, Side, Stream, What};

/// Events of a small class: who, after how many milliseconds, what.
struct Script {
    events: Vec<Event>,
    now: Duration,
}

impl Script {
    fn new() -> Script {
        Script { events: Vec::new(), now: Duration::from_secs(1_795_379_998) }
    }

    fn add(&mut self, connection: u64, what: What) -> &mut Self {
        self.now += Duration::from_millis(37);
        self.events.push(Event { time: self.now, connection, what });
        self
    }

    fn opens(&mut self, connection: u64) -> &mut Self {
        let client = format!("127.0.0.1:{}", 50_000 + connection).parse().expect("an address");
        self.add(connection, What::Opened { client, broker: "127.0.0.1:1883".to_owned() })
    }

    fn sends(&mut self, connection: u64, bytes: &[u8]) -> &mut Self {
        self.bytes(connection, Direction::ToBroker, bytes)
    }

    fn gets(&mut self, connection: u64, bytes: &[u8]) -> &mut Self {
        self.bytes(connection, Direction::ToClient, bytes)
    }

    fn bytes(&mut self, connection: u64, direction: Direction, bytes: &[u8]) -> &mut Self {
        let mut stream = Stream::default();
        stream.push(bytes);
        while let Some(piece) = stream.next_piece() {
            self.add(connection, What::Piece { direction, piece });
        }
        self
    }

    fn ends(&mut self, connection: u64, by: Side, reset: bool) -> &mut Self {
        self.add(connection, What::Ended { by, reset })
    }

    fn drawn(&self, style: TimeStyle) -> String {
        self.drawn_by(Ladder::new(80, Clock::in_zone(style, TimeZone::UTC)), |_| true)
    }

    /// Only the events that `shows` chooses are drawn; the ladder takes note of the others.
    fn drawn_by(&self, mut ladder: Ladder, shows: impl Fn(&Event) -> bool) -> String {
        let mut out = String::new();
        ladder.head(&mut out).expect("a string");
        let mut exchange = Exchange::default();
        for event in &self.events {
            let seen = exchange.follow(event);
            if shows(event) {
                ladder.row(&seen, &mut out).expect("a string");
            } else {
                ladder.skip(event);
            }
        }
        out
    }
}

fn packet(first: u8, body: &[&[u8]]) -> Vec<u8> {
    let body = body.concat();
    assert!(body.len() < 128);
    [&[first, body.len() as u8], body.as_slice()].concat()
}

fn text(text: &str) -> Vec<u8> {
    [&(text.len() as u16).to_be_bytes(), text.as_bytes()].concat()
}

fn connect(client_id: &str) -> Vec<u8> {
    packet(0x10, &[b"\x00\x04MQTT\x04\x02\x00\x3c", &text(client_id)])
}

const ACCEPTED: &[u8] = b"\x20\x02\x00\x00";

#[test]
fn two_clients_and_qos_2() {
    let publish = [text("maison/salon/température"), vec![0, 7], "21,5 °C".into()].concat();
    let mut script = Script::new();
    script.opens(1).sends(1, &connect("alice")).gets(1, ACCEPTED);
    script.opens(2).sends(2, &connect("bob")).gets(2, ACCEPTED);
    script.sends(2, &packet(0x82, &[b"\x00\x01", &text("maison/#"), b"\x02"]));
    script.gets(2, b"\x90\x03\x00\x01\x02");
    script.sends(1, &packet(0x35, &[&publish])).gets(1, b"\x50\x02\x00\x07");
    script.sends(1, &packet(0x3d, &[&publish]));
    script.sends(1, b"\x62\x02\x00\x07").gets(2, &packet(0x34, &[&publish]));
    script.gets(1, b"\x70\x02\x00\x07");
    script.sends(1, b"\xe0\x00").ends(1, Side::Client, false).ends(1, Side::Broker, false);
    script.opens(3).ends(3, Side::Client, true);
    script.sends(2, b"\xc0\x00").gets(2, b"\xd0\x00").ends(2, Side::Broker, false);
    insta::assert_snapshot!(script.drawn(TimeStyle::Delta));
}

#[test]
fn what_is_wide_long_or_hostile_keeps_the_columns() {
    let mut script = Script::new();
    script.opens(1).sends(1, &connect("capteur-de-température-du-salon"));
    script.sends(1, &packet(0x31, &[&text("温度/客厅"), "二十一度 🌡 et quelques mots de plus".as_bytes()]));
    script.sends(1, &packet(0x30, &[&text("a\u{1b}[31m\n"), b"\x00\xff\x1b]0;titre\x07"]));
    script.sends(1, &packet(0x30, &[&text("vide")]));
    script.sends(1, b"\x36\x05\x00\x01a\x00\x01");
    script.opens(2).sends(
        2,
        &packet(0x10, &[b"\x00\x04MQTT\x04\xc2\x00\x3c", &text("x"), &text("jean"), &text("secret")]),
    );
    script.gets(2, b"\x20\x02\x00\x05").ends(2, Side::Broker, false);
    insta::assert_snapshot!(script.drawn(TimeStyle::Iso));
}

#[test]
fn what_logdump_does_to_the_line() {
    let mut script = Script::new();
    let fault = |fault| What::Fault { direction: Direction::ToClient, fault };
    script.opens(1).sends(1, &connect("alice")).opens(2).sends(2, &connect("bob"));
    script.add(1, fault(Fault::Slowed { bytes_per_second: 100 })).gets(1, b"\x20\x02\x00\x00");
    script.add(1, fault(Fault::Delayed { by: Duration::from_millis(1500) }));
    script.add(1, fault(Fault::Resent)).gets(1, b"\x40\x02\x00\x07");
    script.add(1, fault(Fault::Cut { lost: true })).opens(3).sends(3, &connect("eve"));
    script.add(3, fault(Fault::Refused { reason: "pas de reconnexion avant 3\u{a0}s".to_owned() }));
    insta::assert_snapshot!(script.drawn(TimeStyle::None));
}

#[test]
fn a_broker_that_is_not_there() {
    let mut script = Script::new();
    let (broker, reason) = (
        "127.0.0.1:1883".to_owned(),
        "Aucun broker ne répond sur 127.0.0.1:1883. Lancez-en un dans un autre terminal : broker".to_owned(),
    );
    script.opens(1).add(1, What::Unreachable { broker, reason }).add(1, What::Missed { count: 3 });
    insta::assert_snapshot!(script.drawn(TimeStyle::None));
}

/// A ladder without times.
fn bare() -> Ladder {
    Ladder::new(80, Clock::in_zone(TimeStyle::None, TimeZone::UTC))
}

#[test]
fn colours_change_no_sign() {
    let mut script = Script::new();
    script.opens(1).sends(1, &connect("alice")).gets(1, ACCEPTED).sends(1, b"\x36\x00");
    let mut coloured = bare();
    coloured.set_colour(true);
    let mut text = script.drawn_by(coloured, |_| true);
    for code in ["\u{1b}[94m", "\u{1b}[31m", "\u{1b}[0m"] {
        assert!(text.contains(code), "{code:?} is not in {text}");
        text = text.replace(code, "");
    }
    assert_eq!(text, script.drawn(TimeStyle::None));
}

#[test]
fn what_is_not_drawn_takes_no_lane_and_lets_time_run() {
    let mut script = Script::new();
    for connection in 1..=20 {
        script.opens(connection).sends(connection, b"\xc0\x00").ends(connection, Side::Client, false);
    }
    let pings = |event: &Event| matches!(event.what, What::Piece { .. });
    let rows = script.drawn_by(bare(), pings);
    assert_eq!(rows.lines().filter(|row| row.contains("├── PINGREQ")).count(), 20, "{rows}");
    assert!(!rows.contains("│  ├"), "each has the first lane: {rows}");
    let timed = Ladder::new(80, Clock::in_zone(TimeStyle::Delta, TimeZone::UTC));
    let rows = script.drawn_by(timed, pings);
    assert!(rows.lines().nth(1).is_some_and(|row| row.contains("+0.037")), "{rows}");
}

#[test]
fn a_window_that_changes() {
    let mut script = Script::new();
    script.opens(1).sends(1, &connect("alice"));
    let mut ladder = bare();
    ladder.set_columns(100);
    let rows = script.drawn_by(ladder, |_| true);
    assert!(rows.lines().skip(1).all(|row| row.chars().count() == 100), "{rows}");
}
