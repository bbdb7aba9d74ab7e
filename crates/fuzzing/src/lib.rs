//! What must hold for any input. A fuzzer calls these functions (`fuzz/`), and so does a test, with the inputs that are kept
//! in `fuzz/corpus`: what was found once is looked for ever after, without a fuzzer.
//!
//! Each function panics where something does not hold.

mod codec;
mod shown;

use std::io::Cursor;

use evidence::{Check, Rules};
use jiff::tz::TimeZone;
use logdump::faults::Script;
use mqtt_trace::json::{self, Record};
use mqtt_trace::read::LogReader;

pub use codec::codec;
use shown::{show, show_again};

/// A function, by the name of its folder in the corpus and of its file among the fuzzer's targets.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 6] = [
    ("capture", capture),
    ("codec", codec),
    ("faults", faults),
    ("json", json_lines),
    ("log", log),
    ("rules", rules),
];

/// A file of a capture: it is read to its end or to an error, and what it tells can be shown and kept.
pub fn capture(input: &[u8]) {
    let Ok(reader) = mqtt_capture::Reader::new(Cursor::new(input.to_vec()), vec![1883]) else { return };
    let events: Vec<_> = reader.map_while(Result::ok).collect();
    // A byte ends one packet at most; a frame tells a connection and its end besides.
    assert!(events.len() <= input.len(), "{} events out of {} bytes", events.len(), input.len());
    show(&events);
}

/// A log, in any dialect.
pub fn log(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (mut reader, mut events) = (LogReader::in_zone(TimeZone::UTC), Vec::new());
    for line in text.lines() {
        reader.line(line, &mut events);
    }
    reader.finish(&mut events);
    assert!(events.len() <= 4 * text.lines().count(), "{} events", events.len());
    show(&events);
}

/// Our own record: each line that is read is written again as it was.
pub fn json_lines(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let read = text.lines().filter_map(|line| json::read_record(line).ok());
    let events: Vec<_> = read
        .filter_map(|record| match record {
            Record::Event(event) => Some(event),
            Record::Header(_) => None,
        })
        .collect();
    show_again(&events);
}

/// A script of faults: it is understood, or the error says where it is not.
pub fn faults(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    match Script::parse("script", &text) {
        Ok(script) => assert!(script.rules().len() <= text.lines().count()),
        Err(error) => assert!(!commands(&error.to_string())),
    }
}

/// Rules of evidence: they are understood, or the error says where they are not; then they are looked for in a trace.
pub fn rules(input: &[u8]) {
    const TRACE: &str = include_str!("../../../book/formulaires/traces/tp1.jsonl");
    let text = String::from_utf8_lossy(input);
    let rules = match Rules::parse("regles.toml", &text) {
        Ok(rules) => rules,
        Err(error) => return assert!(!commands(&error.to_string())),
    };
    let mut check = Check::new(&rules, Some("poste07"));
    for (place, line) in (1..).zip(TRACE.lines().take(100)) {
        if let Ok(Record::Event(event)) = json::read_record(line) {
            check.event(place, event);
        }
    }
    for verdict in check.finish() {
        verdict.marks().iter().for_each(|mark| assert!(!commands(&mark.text)));
    }
}

/// Whether a text would command the terminal that shows it.
fn commands(text: &str) -> bool {
    text.chars().any(|character| character.is_control() && character != '\n')
}
