//! The packets of two bytes.

use mqtt_packet::Packet;

use crate::both_ways;

#[test]
fn packets_without_content() {
    both_ways(vec![
        ("PINGREQ", "c0 00", Packet::Pingreq),
        ("PINGRESP", "d0 00", Packet::Pingresp),
        ("DISCONNECT", "e0 00", Packet::Disconnect),
    ]);
}
