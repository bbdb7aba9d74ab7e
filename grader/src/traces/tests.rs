//! Hostile, odd and honest traces.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::*;
use crate::intake::Recorded;
use crate::model::TraceStatus;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn checked(bytes: Vec<u8>, cut: bool) -> Checked {
    checked_by("tp1", bytes, cut)
}

fn checked_by(name: &str, bytes: Vec<u8>, cut: bool) -> Checked {
    let labs = Labs::load(&root()).expect("the kit's rules");
    let lab = labs.get(name).expect("this trace has rules");
    Checker { lab, reference: None }.check(&Recorded { name: name.to_owned(), bytes, cut })
}

fn ready() -> Vec<u8> {
    fs::read(root().join("book/formulaires/traces/tp1.jsonl")).expect("a ready trace")
}

fn remarks(checked: &Checked) -> String {
    checked.result.remarks.join(" ")
}

#[test]
fn the_kit_s_example_keeps_its_rules_and_is_known() {
    let checked = checked(ready(), false);
    assert_eq!(checked.result.status, TraceStatus::Checked);
    assert!(checked.result.rules.iter().all(|rule| rule.kept), "{:?}", checked.result.rules);
    assert!(checked.result.example && remarks(&checked).contains("exemple"), "{}", remarks(&checked));
    let figure = checked.result.rules[2].figure.as_ref().expect("a figure");
    assert_eq!((figure.clients.len(), figure.rows.len()), (1, 4), "PUBLISH, PUBREC, PUBREL, PUBCOMP");
}

/// As TP 1 makes it: logdump was stopped and started again, with the same number for the next connection.
#[test]
fn a_cut_between_two_records_is_drawn_on_the_line_of_its_client() {
    let opened = r#""event":"opened","client":"127.0.0.1:5000","broker":"127.0.0.1:1883""#.to_owned();
    let packet =
        |direction: &str, hex: &str| format!(r#""event":"packet","direction":"{direction}","hex":"{hex}""#);
    let connect = packet("to_broker", "101b00044d5154540400003c000f706f73746530372d63617074657572");
    let mut text = String::new();
    for (time, event) in [
        opened.clone(),
        connect.clone(),
        packet("to_client", "20020000"),
        packet("to_broker", "3213000b706f73746530372f716f73000264657578"),
        opened,
        connect,
        packet("to_client", "20020100"),
        packet("to_broker", "3a13000b706f73746530372f716f73000264657578"),
        packet("to_client", "40020002"),
    ]
    .iter()
    .enumerate()
    {
        writeln!(text, r#"{{"v":1,"time_us":{time},"connection":1,{event}}}"#).expect("a text");
    }
    let checked = checked_by("tp1-coupure", text.into_bytes(), false);
    assert!(checked.result.rules[0].kept, "{:?}", checked.result.rules[0]);
    let figure = checked.result.rules[0].figure.as_ref().expect("a figure");
    let clients: Vec<&str> = figure.clients.iter().map(|client| client.name.as_str()).collect();
    assert_eq!(clients, ["poste07-capteur"]);
    assert_eq!(figure.rows.len(), 4, "PUBLISH, the cut, PUBLISH with DUP, PUBACK");
}

#[test]
fn what_cannot_be_read_is_told_and_what_stands_before_counts() {
    let text = String::from_utf8(ready()).expect("UTF-8");
    let half: String = text.lines().take(23).fold(String::new(), |text, line| text + line + "\n");
    let table: [(String, TraceStatus, &str); 8] = [
        (String::new(), TraceStatus::Unreadable, "est vide"),
        ("\n \r\n\n".to_owned(), TraceStatus::Unreadable, "est vide"),
        ("[".repeat(1 << 20), TraceStatus::Unreadable, "ce n’est pas une ligne de trace"),
        ("{\"a\":".repeat(1 << 18), TraceStatus::Unreadable, "ce n’est pas une ligne de trace"),
        ("a".repeat(2 << 20), TraceStatus::Unreadable, "ligne 1"),
        (
            text.replace("\"v\":1", "\"v\":2"),
            TraceStatus::Unreadable,
            "version 2, et ce kit connaît la version 1",
        ),
        (half.clone() + "{\"v\":1}", TraceStatus::Checked, "La ligne 24"),
        (half + "{\"v\":1,\"time_us\":1e99", TraceStatus::Checked, "Ce qui précède a été lu"),
    ];
    for (text, status, told) in table {
        let shown: String = text.chars().take(40).collect();
        let checked = checked(text.into_bytes(), false);
        assert_eq!(checked.result.status, status, "{shown}");
        assert!(remarks(&checked).contains(told), "{shown}: {}", remarks(&checked));
    }
}

#[test]
fn bytes_that_are_no_text_stop_nothing() {
    let checked = checked((0..=255).cycle().take(1 << 20).collect(), false);
    assert_eq!(checked.result.status, TraceStatus::Unreadable);
}

#[test]
fn a_trace_that_is_too_long_says_so() {
    let checked = checked(ready(), true);
    assert_eq!(checked.result.status, TraceStatus::Checked);
    assert!(remarks(&checked).contains("trop grande"), "{}", remarks(&checked));
}

/// As many events as the largest trace that is read may hold, each of which may begin a rule and none of which ends one.
#[test]
fn the_largest_trace_takes_its_time_and_no_more() {
    let mut text = String::new();
    let mut number = 0u64;
    while text.len() < 2 << 20 {
        number += 1;
        let (client, id) = (number % 5000, number % 65_535 + 1);
        // PUBLISH q2 on poste07/qos, a new packet identifier each time.
        let _ = writeln!(
            text,
            "{{\"v\":1,\"time_us\":{number},\"connection\":{client},\"event\":\"packet\",\"direction\":\"to_broker\",\
             \"hex\":\"340f000b706f73746530372f716f73{id:04x}\"}}"
        );
    }
    let start = Instant::now();
    let checked = checked(text.into_bytes(), true);
    let took = start.elapsed();
    assert_eq!(checked.result.status, TraceStatus::Checked);
    assert!(checked.result.packets > 12_000, "{}", checked.result.packets);
    assert!(took < Duration::from_secs(30), "{took:?} for {} packets", checked.result.packets);
}

#[test]
fn copies_are_told_but_for_those_who_work_together() {
    let one = checked(ready(), false).imprint;
    let owned = |pupil, trace| Owned { pupil, trace, imprint: &one };
    let traces = [owned("a", "tp1"), owned("b", "tp1"), owned("c", "tp1"), owned("a", "tp2")];
    let together = |one: &str, other: &str| one == other || (one, other) == ("a", "b");
    let found = copies(&traces, together);
    let pairs: Vec<_> = found.iter().map(|copy| (copy.pupils[0].as_str(), copy.pupils[1].as_str())).collect();
    assert_eq!(pairs, [("a", "c"), ("b", "c")]);
    assert!(found.iter().all(|copy| copy.same_session));
}
