//! What must not end up in a log.

use bytes::Bytes;
use mqtt_packet::{Connect, Packet};

#[test]
fn debug_output_hides_the_password() {
    let (user_name, password) = (Some("alice".into()), Some(Bytes::from("hunter2")));
    let packet = Packet::Connect(Box::new(Connect { user_name, password, ..Connect::new("c") }));
    for shown in [format!("{packet:?}"), format!("{packet:#?}")] {
        assert!(shown.contains("alice"), "{shown}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
