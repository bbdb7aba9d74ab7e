//! The document of the format, and what it promises.

use mqtt_trace::json::{self, ReadError, Record};

const FORMAT: &str = include_str!("../FORMAT.md");

/// The lines of its examples.
fn examples() -> Vec<&'static str> {
    let blocks = FORMAT.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.flat_map(str::lines).collect()
}

#[test]
fn every_example_is_read_and_is_what_would_be_written() {
    let mut kinds: Vec<String> = Vec::new();
    for line in examples() {
        let written = match json::read_record(line) {
            Ok(Record::Header(header)) => {
                let mut text = String::new();
                json::write_header(&header, &mut text).map(|()| text)
            }
            Ok(Record::Event(event)) => {
                let mut text = String::new();
                json::write(&event, &mut text).map(|()| text)
            }
            Err(error) => panic!("{error}: {line}"),
        };
        let value = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
        let (mut written, mut shown) = (value(&written.expect("written")), value(line));
        for value in [&mut written, &mut shown] {
            let fields = value.as_object_mut().expect("an object");
            // For readers alone, and in their language.
            fields.remove("packet");
            fields.get_mut("error").and_then(|error| error.as_object_mut()?.remove("text"));
        }
        assert_eq!(written, shown, "{line}");
        kinds.push(shown["event"].as_str().expect("a kind").to_owned());
    }
    for kind in [
        "header",
        "opened",
        "unreachable",
        "ended",
        "packet",
        "undecodable",
        "raw",
        "logged",
        "gap",
        "missed",
        "fault",
    ] {
        assert!(kinds.iter().any(|known| known == kind), "no example of {kind}");
        assert!(FORMAT.contains(&format!("`{kind}`")), "{kind} is not explained");
    }
}

#[test]
fn another_version_is_refused_by_its_number() {
    assert!(FORMAT.contains(&format!("version {}", json::VERSION)));
    for (line, version) in [
        (r#"{"v":2,"time_us":1,"connection":1,"event":"opened"}"#, 2),
        // What the other version makes of the other fields is its own affair.
        (r#"{"v":3,"time_us":"2026-11-28","connection":{"id":1},"event":["header"]}"#, 3),
        (r#"{"time_us":1,"connection":1,"event":"opened"}"#, 0),
    ] {
        let error = json::read_record(line).expect_err("another version");
        assert!(matches!(error, ReadError::Version(told) if told == version), "{error}: {line}");
        assert!(error.to_string().contains("version"), "{error}");
    }
}

#[test]
fn unknown_fields_are_passed_over_and_unknown_events_are_not() {
    let line = r#"{"v":1,"time_us":1,"connection":1,"event":"missed","count":3,"new":{"a":[1]}}"#;
    assert!(json::read_record(line).is_ok());
    let error = json::read_record(&line.replace("missed", "novelty")).expect_err("an unknown event");
    assert!(matches!(error, ReadError::Field("event")), "{error}");
}
