//! Templates against messages.

use jiff::{Timestamp, tz::TimeZone};
use mqtt_packet::{PacketId, Publish, Qos};
use proptest::prelude::*;

use super::*;

/// 2026-11-22T20:43:26.002684578+0100.
fn now() -> Zoned {
    let at = Timestamp::new(1_795_376_606, 2_684_578).unwrap();
    at.to_zoned(TimeZone::fixed(jiff::tz::offset(1)))
}

fn message(topic: &str, payload: &[u8]) -> Publish {
    let packet_id = PacketId::new(7);
    let payload = payload.to_vec();
    Publish { qos: Qos::ExactlyOnce, retain: true, packet_id, ..Publish::new(topic, payload) }
}

fn shown(format: &OutputFormat, publish: &Publish) -> String {
    let mut out = Vec::new();
    format.write(publish, &now(), &mut out);
    out.escape_ascii().to_string()
}

fn filled(template: &str, publish: &Publish) -> String {
    let template = Template::parse(template).unwrap_or_else(|error| panic!("{template:?}: {error}"));
    shown(&OutputFormat::Template(template), publish)
}

#[test]
fn fields_as_mosquitto_sub_shows_them() {
    let table = [
        ("", ""),
        ("bonjour", "bonjour"),
        ("%t %p", "maison/salon 21.5"),
        ("%q%r%m %l", "217 4"),
        ("%x|%X", "32312e35|32312E35"),
        ("100 %%", "100 %"),
        ("%I", "2026-11-22T20:43:26+0100"),
        ("%U", "1795376606.002684578"),
        ("@H:@M:@S @@ @Y @s.@N", "20:43:26 @ 2026 1795376606.002684578"),
        (r"\\ \n\t\e\0\r\a\v", r"\\ \n\t\x1b\x00\r\x07\x0b"),
        ("%20t|", "        maison/salon|"),
        ("%-20t|", "maison/salon        |"),
        ("%.6t|%8.6t|%5q|", "maison|  maison|    2|"),
        ("%05l|%012x|%0-6l|%06q|", "00004|000032312e35|4     |     2|"),
    ];
    let publish = message("maison/salon", b"21.5");
    for (template, expected) in table {
        assert_eq!(filled(template, &publish), expected, "{template:?}");
    }
}

#[test]
fn a_message_of_qos_0_has_packet_identifier_0() {
    assert_eq!(filled("%m", &Publish::new("a", "b")), "0");
}

#[test]
fn widths_count_characters_and_not_bytes() {
    assert_eq!(
        filled("%5t|%.1t|%4p|", &message("été", "é".as_bytes())),
        r"  \xc3\xa9t\xc3\xa9|\xc3\xa9|   \xc3\xa9|"
    );
}

#[test]
fn payload_bytes_pass_unchanged() {
    let publish = message("a", b"\xff\x00\xc3\n");
    assert_eq!(filled("%p", &publish), r"\xff\x00\xc3\n");
    assert_eq!(shown(&OutputFormat::Payload, &publish), r"\xff\x00\xc3\n");
    assert_eq!(shown(&OutputFormat::Verbose, &publish), r"a \xff\x00\xc3\n");
}

#[test]
fn an_empty_payload_is_visible_in_verbose_form_only() {
    let publish = message("a", b"");
    assert_eq!(shown(&OutputFormat::Verbose, &publish), "a (null)");
    assert_eq!(shown(&OutputFormat::Payload, &publish), "");
    assert_eq!(filled("%p", &publish), "");
}

#[test]
fn json_has_mosquittos_members() {
    let mut out = Vec::new();
    let template = Template::parse("%j").unwrap();
    template.write(&message("été", b"a\"b\\\xff\n\x1b"), &now(), &mut out);
    let json = r#"{"tst":"2026-11-22T20:43:26.002684+0100","topic":"été","qos":2,"retain":1,"payloadlen":7,"mid":7,"payload":"a\"b\\�\n\u001b"}"#;
    assert_eq!(String::from_utf8(out).unwrap(), json);
    let plain = filled("%j", &Publish::new("a", "b"));
    assert!(plain.ends_with(r#"\"qos\":0,\"retain\":0,\"payloadlen\":1,\"payload\":\"b\"}"#), "{plain}");
}

#[test]
fn a_bad_template_is_told_by_its_fault() {
    let table = [
        ("%", FormatError::Incomplete('%')),
        ("abc %-5", FormatError::Incomplete('%')),
        ("@", FormatError::Incomplete('@')),
        ("\\", FormatError::Incomplete('\\')),
        ("%z", FormatError::Unknown('%', 'z')),
        ("%é", FormatError::Unknown('%', 'é')),
        ("@!", FormatError::Unknown('@', '!')),
        ("\\q", FormatError::Unknown('\\', 'q')),
        ("%99999999999999999999t", FormatError::TooWide),
        ("%.1001t", FormatError::TooWide),
    ];
    for (template, expected) in table {
        assert_eq!(Template::parse(template), Err(expected), "{template:?}");
    }
}

proptest! {
    #[test]
    fn no_template_and_no_message_panic(template in any::<String>(), topic in "[^#+\0]{1,20}", payload in any::<Vec<u8>>()) {
        if let Ok(template) = Template::parse(&template) {
            shown(&OutputFormat::Template(template), &message(&topic, &payload));
        }
    }

    #[test]
    fn sequences_in_any_order_do_not_panic(template in "([%@\\\\][-.0-9]{0,3}[a-zA-Z%@]|x){0,8}") {
        if let Ok(template) = Template::parse(&template) {
            shown(&OutputFormat::Template(template), &message("a", b"b"));
        }
    }
}
