//! `%j`: a message as one line of JSON.

use std::fmt::{self, Write};

use mqtt_packet::Publish;

/// Shows a message as an object with the members that `mosquitto_sub` gives it. Bytes of the payload that are not
/// UTF-8 have no place in JSON and become U+FFFD.
pub(super) struct Json<'p> {
    pub time: String,
    pub publish: &'p Publish,
}

impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Publish { topic, qos, retain, packet_id, payload, .. } = self.publish;
        write!(
            f,
            "{{\"tst\":{},\"topic\":{},\"qos\":{qos},\"retain\":{},\"payloadlen\":{},",
            Quoted(&self.time),
            Quoted(topic),
            u8::from(*retain),
            payload.len()
        )?;
        if let Some(packet_id) = packet_id {
            write!(f, "\"mid\":{packet_id},")?;
        }
        write!(f, "\"payload\":{}}}", Quoted(&String::from_utf8_lossy(payload)))
    }
}

/// A JSON string. Control characters are escaped, DEL and C1 too: allowed in JSON, they would command a terminal.
struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for character in self.0.chars() {
            match character {
                '"' | '\\' => write!(f, "\\{character}")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                control if control.is_control() => write!(f, "\\u{:04x}", u32::from(control))?,
                other => f.write_char(other)?,
            }
        }
        f.write_char('"')
    }
}
