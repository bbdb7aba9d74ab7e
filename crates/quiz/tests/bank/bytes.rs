//! « Fill the byte »: the codec reads each packet with the answer in its hole, and with no other.

use bytes::Bytes;
use mqtt_packet::{Packet, decode};
use mqtt_trace::mosquitto::{Log, LoggedLine};
use mqtt_trace::{Direction, Logged};
use quiz::Kind;

use crate::{bank, questions};

/// The packet as a broker's log tells it when it sends one, and the lines under it; `None` for what is no single packet.
fn read(frame: &[u8]) -> Option<String> {
    let (packet, size): (Packet, usize) = decode(&Bytes::copy_from_slice(frame)).ok()?;
    let logged = Logged::of(&packet);
    let line = LoggedLine { client: "x", direction: Direction::ToClient, logged: &logged }.to_string();
    let mut details = String::new();
    Log::new(&mut details, "").logged_details(&logged).expect("a text takes every line");
    let details: String = details.lines().map(|line| format!(" | {}", line.trim())).collect();
    (size == frame.len()).then(|| line.replacen("Sending ", "", 1).replacen(" to x", "", 1) + &details)
}

/// The bytes of a frame with a hole filled; `61*197` is a byte many times.
fn filled(frame: &str, answer: &[u8]) -> Vec<u8> {
    let mut answer = answer.iter();
    let mut bytes = Vec::new();
    for token in frame.split_whitespace() {
        let (byte, times) = token.split_once('*').unwrap_or((token, "1"));
        let byte = match byte {
            "??" => *answer.next().expect("as many bytes as holes"),
            digits => u8::from_str_radix(digits, 16).expect("two digits"),
        };
        bytes.extend(std::iter::repeat_n(byte, times.parse().expect("a number")));
    }
    bytes
}

#[test]
fn one_answer_is_right_and_one_alone() {
    let bank = bank();
    let mut checked = 0;
    for question in questions(&bank) {
        let Kind::Bytes { right, frame, .. } = &question.kind else { continue };
        let frame = frame.as_ref().unwrap_or_else(|| panic!("{}: no frame to check by", question.name));
        let fits = |answer: &[u8]| read(&filled(&frame.bytes, answer)).as_deref() == Some(&*frame.read);
        let right: Vec<u8> = (0..right.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&right[at..at + 2], 16).expect("checked when it was read"))
            .collect();
        assert!(
            fits(&right),
            "{}: the answer gives {:?}",
            question.name,
            read(&filled(&frame.bytes, &right))
        );
        let others: u32 = match right.len() {
            1 => (0..=u8::MAX).map(|one| u32::from(fits(&[one]))).sum(),
            2 => (0..=u16::MAX).map(|two| u32::from(fits(&two.to_be_bytes()))).sum(),
            more => panic!("{}: {more} bytes are too many to try", question.name),
        };
        assert_eq!(others, 1, "{}: so many answers fit", question.name);
        checked += 1;
    }
    assert!(checked >= 8, "{checked}");
}
