//! Figures drawn from conversations. Look at a changed snapshot in a browser before it is accepted.

use mqtt_trace::conv::Conversation;
use mqtt_trace::svg::{Figure, Row};
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
