//! The rows, past and to come.

use std::net::TcpStream;

use serde_json::{Value, json};

use crate::support::{Show, ask, get, projector};

fn heads(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["packet"]["head"].as_str()).collect()
}

#[test]
fn who_comes_late_gets_the_history_then_what_comes() {
    let projector = projector();
    let mut show = Show::new(projector.feed());
    show.alice_and_bob();
    let mut viewer = get(&projector, "/events");
    assert!(viewer.headers.contains("content-type: text/event-stream"), "{}", viewer.headers);
    let (name, hello, _) = viewer.next();
    assert_eq!((name.as_str(), &hello["resumed"]), ("hello", &json!(false)));
    let (name, batch, _) = viewer.next();
    assert_eq!((name.as_str(), &batch["clients"]), ("rows", &json!(["alice", "bob"])));
    let rows = batch["rows"].as_array().expect("rows");
    let expected = [
        "CONNECT",
        "CONNACK 0",
        "PUBLISH q1 m7",
        "PUBACK m7",
        "CONNECT",
        "CONNACK 0",
        "SUBSCRIBE m1",
        "SUBACK m1 q2",
    ];
    assert_eq!(heads(rows), expected);
    // The second end of a connection is no news.
    assert_eq!(rows.len(), 11);
    let puback = &rows[4];
    assert_eq!(
        (&puback["packet"]["of"], &puback["up"], &puback["who"]),
        (&json!(4), &json!(false), &json!("alice"))
    );

    show.bytes(1, '>', b"\xc0\x00");
    let (rows, _) = viewer.rows(1);
    assert_eq!(heads(&rows), ["PINGREQ"]);
}

#[test]
fn a_viewer_that_comes_back_misses_nothing() {
    let projector = projector();
    let mut show = Show::new(projector.feed());
    show.alice_and_bob();
    let (_, last) = get(&projector, "/events").rows(11);
    show.bytes(1, '>', b"\xc0\x00");
    show.bytes(1, '<', b"\xd0\x00");
    let by_header = format!("GET /events HTTP/1.1\nHost: localhost\nLast-Event-ID: {last}");
    for mut again in [ask(&projector, &by_header), get(&projector, &format!("/events?after={last}"))] {
        assert_eq!(again.next().1["resumed"], true);
        let (rows, _) = again.rows(2);
        assert_eq!(heads(&rows), ["PINGREQ", "PINGRESP"]);
    }
    // Of another exchange, or of none: all from the beginning.
    for strange in ["0123456789abcdef-5", "-", "x", &format!("{last}000")] {
        let mut fresh = get(&projector, &format!("/events?after={strange}"));
        assert_eq!(fresh.next().1["resumed"], false, "{strange}");
        assert_eq!(fresh.rows(13).0.len(), 13);
    }
}

#[test]
fn a_viewer_chooses_a_client_or_a_topic() {
    let projector = projector();
    Show::new(projector.feed()).alice_and_bob();
    let (rows, _) = get(&projector, "/events?client=bob").rows(5);
    assert_eq!(heads(&rows), ["CONNECT", "CONNACK 0", "SUBSCRIBE m1", "SUBACK m1 q2"]);
    // The answer has no topic of its own; the line of bob ends, though nothing of it is shown.
    let (rows, _) = get(&projector, "/events?topic=a/%2B").rows(3);
    assert_eq!(heads(&rows), ["PUBLISH q1 m7", "PUBACK m7"]);
    assert_eq!(rows[2], json!({ "c": 2 }));
}

#[test]
fn a_filter_that_is_none_says_why() {
    let projector = projector();
    let refused = get(&projector, "/events?topic=a/%23/b");
    assert_eq!(refused.status, 400);
    let told = refused.text();
    assert!(
        told.contains("«\u{a0}a/#/b\u{a0}» n’est pas un filtre") && told.contains("MQTT-4.7.1-2"),
        "{told}"
    );
    assert_eq!(get(&projector, "/filter?topic=a/%23/b").json()["error"], told.trim_end());
    assert_eq!(get(&projector, "/filter?topic=a/%23").json()["error"], Value::Null);
}

#[test]
fn names_and_topics_are_data() {
    let projector = projector();
    let mut show = Show::new(projector.feed());
    show.bytes(1, '>', b"\x10\x17\x00\x04MQTT\x04\x02\x00\x3c\x00\x0b</script>\n\"");
    show.bytes(1, '>', b"\x30\x0c\x00\x0a\n\ndata: xy");
    let (rows, _) = get(&projector, "/events").rows(2);
    assert_eq!(rows[0]["who"], "</script>\\n\"");
    assert!(rows[1]["text"].as_str().is_some_and(|text| text.starts_with("\\n\\ndata: x")), "{rows:?}");
}

#[test]
fn who_reads_too_slowly_is_told_what_is_gone() {
    let projector = projector();
    let mut show = Show::new(projector.feed());
    show.opened(1);
    let mut viewer = get(&projector, "/events");
    viewer.rows(1);
    // More than the history keeps, and than the way to the viewer holds.
    let mut publish = vec![0x30, 0xc4, 0x13, 0x00, 0x01, b't'];
    publish.resize(3 + 2500, b'x');
    (0..60_000).for_each(|_| show.bytes(1, '>', &publish));
    let (mut gone, mut rows) = (0, 0);
    while gone + rows < 60_000 {
        let (_, batch, _) = viewer.next();
        gone += batch["gone"].as_u64().expect("a number");
        rows += batch["rows"].as_array().expect("rows").len() as u64;
    }
    assert_eq!(gone + rows, 60_000, "each is shown or told to be gone");
    assert!(gone > 0, "the viewer was quick");
}

#[test]
fn many_viewers_come_and_go() {
    let projector = projector();
    let mut show = Show::new(projector.feed());
    show.alice_and_bob();
    let mut viewers: Vec<_> = (0..100).map(|_| get(&projector, "/events")).collect();
    drop(viewers.split_off(50));
    let lost: Vec<TcpStream> =
        (0..20).map(|_| TcpStream::connect(projector.address()).expect("it listens")).collect();
    show.bytes(1, '>', b"\xe0\x00");
    for viewer in &mut viewers {
        assert_eq!(heads(&viewer.rows(12).0).last(), Some(&"DISCONNECT"));
    }
    drop(lost);
    // It ends although viewers are there.
    drop(projector);
    assert!(viewers.pop().is_some());
}
