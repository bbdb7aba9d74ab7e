//! Which packet answers which.

use std::time::Duration;

use mqtt_trace::{Direction, Event, Exchange, Side, Stream, What};

/// Plays events, and keeps for each packet what it answers: a topic, `?` for what has not been seen, or nothing.
#[derive(Default)]
struct Play {
    exchange: Exchange,
    answers: Vec<String>,
    /// For each packet the place of what it answers.
    places: Vec<Option<u64>>,
}

impl Play {
    fn event(&mut self, connection: u64, what: What) {
        let event = Event { time: Duration::ZERO, connection, what };
        let seen = self.exchange.follow(&event);
        if matches!(event.what, What::Piece { .. }) {
            self.places.push(seen.request.as_ref().map(|request| request.place));
            let topics = seen.request.as_ref().map(|request| request.topics.join(" "));
            self.answers.push(topics.unwrap_or_else(|| if seen.orphan { "?" } else { "" }.to_owned()));
        }
    }

    fn packet(&mut self, connection: u64, direction: Direction, bytes: &[u8]) -> &mut Self {
        let mut stream = Stream::default();
        stream.push(bytes);
        while let Some(piece) = stream.next_piece() {
            self.event(connection, What::Piece { direction, piece });
        }
        self
    }

    fn up(&mut self, connection: u64, bytes: &[u8]) -> &mut Self {
        self.packet(connection, Direction::ToBroker, bytes)
    }

    fn down(&mut self, connection: u64, bytes: &[u8]) -> &mut Self {
        self.packet(connection, Direction::ToClient, bytes)
    }

    fn ends(&mut self, connection: u64) -> &mut Self {
        self.event(connection, What::Ended { by: Side::Client, reset: true });
        self
    }
}

fn connect(clean_session: u8) -> Vec<u8> {
    [b"\x10\x0d\x00\x04MQTT\x04", [clean_session << 1].as_slice(), b"\x00\x3c\x00\x01a"].concat()
}

const QOS_2: &[u8] = b"\x34\x05\x00\x01t\x00\x07";

#[test]
fn acknowledgements_find_their_message_by_identifier_and_direction() {
    let mut play = Play::default();
    play.up(1, b"\x32\x05\x00\x01x\x00\x01").down(1, b"\x32\x05\x00\x01y\x00\x01");
    play.up(1, b"\x40\x02\x00\x01").down(1, b"\x40\x02\x00\x01").down(1, b"\x40\x02\x00\x01");
    assert_eq!(play.answers, ["", "", "y", "x", "?"]);
}

#[test]
fn all_of_qos_2_belongs_to_its_publish() {
    let mut play = Play::default();
    play.up(1, QOS_2).down(1, b"\x50\x02\x00\x07").up(1, b"\x62\x02\x00\x07").down(1, b"\x70\x02\x00\x07");
    play.down(1, b"\x70\x02\x00\x07");
    assert_eq!(play.answers, ["", "t", "t", "t", "?"]);
}

#[test]
fn an_answer_knows_the_place_of_the_packet_sent_last() {
    let mut play = Play::default();
    let again = [&[0x3c], &QOS_2[1..]].concat();
    play.up(1, QOS_2).up(1, &again).down(1, b"\x50\x02\x00\x07").up(1, b"\x62\x02\x00\x07");
    assert_eq!(play.places, [None, None, Some(2), Some(2)]);
}

#[test]
fn identifiers_of_different_connections_are_different() {
    let mut play = Play::default();
    play.up(1, b"\x32\x05\x00\x01x\x00\x01").down(2, b"\x40\x02\x00\x01").down(1, b"\x40\x02\x00\x01");
    assert_eq!(play.answers, ["", "?", "x"]);
}

#[test]
fn a_session_goes_on_after_a_cut_unless_it_is_a_clean_one() {
    for (clean_session, expected) in [(0, "t"), (1, "?")] {
        let mut play = Play::default();
        play.up(1, &connect(0)).up(1, QOS_2).down(1, b"\x50\x02\x00\x07").ends(1);
        play.up(2, &connect(clean_session)).up(2, b"\x62\x02\x00\x07");
        assert_eq!(play.answers.last().unwrap(), expected, "clean session {clean_session}");
    }
}

#[test]
fn subscriptions_are_answered_too() {
    let mut play = Play::default();
    play.up(1, b"\x82\x0a\x00\x01\x00\x01#\x02\x00\x01+\x00").down(1, b"\x90\x04\x00\x01\x02\x80");
    play.up(1, b"\xa2\x05\x00\x02\x00\x01#").down(1, b"\xb0\x02\x00\x02");
    assert_eq!(play.answers, ["", "# +", "", "#"]);
}

#[test]
fn what_nobody_answers_is_forgotten_in_time_and_the_latest_is_known() {
    let mut play = Play::default();
    let topic = vec![b't'; 65_000];
    for id in 1..=300_u16 {
        let [high, low] = id.to_be_bytes();
        // 65,004 bytes as a remaining length.
        let packet = [b"\x32\xec\xfb\x03\xfd\xe8".as_slice(), &topic, &[high, low]].concat();
        play.up(1 + u64::from(id % 7), &packet).down(1 + u64::from(id % 7), &[0x50, 2, high, low]);
        assert_eq!(play.answers.last().unwrap().len(), topic.len(), "{id}");
    }
    // 300 such topics are over the bound: the first ones are forgotten.
    play.down(2, b"\x50\x02\x00\x01");
    assert_eq!(play.answers.last().unwrap(), "?");
}
