//! The server of the page, asked byte by byte.

mod live;
mod safety;
mod support;

use mqtt_trace::json::{Record, read_record};
use serde_json::json;

use support::{Show, get, projector};

#[test]
fn bytes_are_explained_field_by_field() {
    let projector = projector();
    Show::new(projector.feed()).alice_and_bob();
    let puback = get(&projector, "/explained?n=5").json();
    assert_eq!((&puback["size"], &puback["hex"]), (&json!(4), &json!("40 02 00 07")));
    let id = &puback["fields"][3];
    assert_eq!((&id["from"], &id["to"], &id["value"]), (&json!(2), &json!(4), &json!("7")));
    assert_eq!((&id["name"], &id["clause"]), (&json!("identifiant de paquet"), &json!("MQTT-2.3.1-6")));
    assert_eq!(puback["fields"][0]["bits"], "0100 ....");

    let connect = get(&projector, "/explained?n=2").text();
    assert!(!connect.contains("secret") && connect.contains("masqué par des étoiles"), "{connect}");

    for place in ["1", "99", "x", ""] {
        let answer = get(&projector, &format!("/explained?n={place}"));
        assert_eq!(answer.status, 404, "{place}");
        assert!(answer.text().contains("plus en mémoire"));
    }
}

#[test]
fn what_cannot_be_decoded_says_why() {
    let projector = projector();
    let mut show = Show::new(projector.feed());
    show.bytes(1, '>', b"\x30\x03\x00\x01#\xc0\x00");
    let bad = get(&projector, "/explained?n=1").json();
    assert!(bad["fault"].as_str().is_some_and(|fault| fault.contains("MQTT-4.7.1-1")), "{bad}");
    let raw = get(&projector, "/explained?n=2").json();
    assert!(raw["notes"][0].as_str().is_some_and(|note| note.starts_with("Octets bruts")), "{raw}");
}

#[test]
fn what_is_shown_can_be_kept() {
    let projector = projector();
    Show::new(projector.feed()).alice_and_bob();

    let all = get(&projector, "/export.jsonl");
    assert!(all.headers.contains("attachment; filename=\"echange.jsonl\""), "{}", all.headers);
    let all = all.text();
    let records: Vec<Record> = all.lines().map(|line| read_record(line).expect(line)).collect();
    assert!(matches!(&records[0], Record::Header(_)) && records.len() == 13, "{all}");
    assert!(!all.contains("secret") && !all.contains("736563726574"), "the password: {all}");

    // A header, and what concerns the topic: PUBLISH and its PUBACK.
    let chosen = get(&projector, "/export.jsonl?topic=a/%23").text();
    assert_eq!(chosen.lines().count(), 3, "{chosen}");
    let beginning = get(&projector, "/export.jsonl?to=3").text();
    assert_eq!(beginning.lines().count(), 4, "{beginning}");

    let drawing = get(&projector, "/export.svg?client=alice").text();
    assert!(drawing.starts_with("<svg") && drawing.contains("PUBACK m7"), "{drawing}");
    assert!(!drawing.contains("SUBSCRIBE"), "{drawing}");
}

#[test]
fn long_exchanges_are_drawn_from_their_end() {
    let projector = projector();
    let mut show = Show::new(projector.feed());
    show.opened(1);
    (0..1200).for_each(|_| show.bytes(1, '>', b"\xc0\x00"));
    show.bytes(1, '>', b"\xe0\x00");
    let drawing = get(&projector, "/export.svg").text();
    assert_eq!(drawing.matches(">PINGREQ<").count(), 999);
    assert!(drawing.contains(">DISCONNECT<"));
    // Times are those of the page, since the beginning.
    assert!(drawing.contains("+1.201"), "{}", &drawing[drawing.len() - 600..]);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let first = projector();
    let error = projector::Projector::start(first.address(), |port| format!("x --web {port}"));
    let text = error.expect_err("it is taken").to_string();
    assert!(text.contains(&format!("x --web {}", first.address().port() + 1)), "{text}");
}
