//! Plays the conversations of a folder, one test each.

use bytes::BytesMut;
use mqtt_packet::{DecodeError, Packet, decode, take_frame};
use mqtt_trace::Side;
use mqtt_trace::conv::{Conversation, Subject};

/// A test for each conversation of `tests/FOLDER`, and one that fails when a file has none.
macro_rules! conversations {
    ($folder:literal, $play:ident, [$($name:ident),+ $(,)?]) => {
        $(
            #[test]
            fn $name() {
                $play(include_str!(concat!($folder, "/", stringify!($name), ".conv")));
            }
        )+

        #[test]
        fn each_conversation_has_its_test() {
            support::check_listed($folder, &[$(stringify!($name)),+]);
        }
    };
}

/// Plays a conversation and shows where it goes astray.
pub fn play(text: &str, side: Side, subject: &mut impl Subject) {
    let conversation = match Conversation::parse(text) {
        Ok(conversation) => conversation,
        Err(error) => panic!("the conversation cannot be read: {error}"),
    };
    assert!(!conversation.title.is_empty(), "the conversation needs a title in its first line");
    if let Err(mismatch) = conversation.run(side, subject) {
        panic!("\n{mismatch}");
    }
}

/// Fails when a file of the folder is not in the list.
pub fn check_listed(folder: &str, listed: &[&str]) {
    let folder = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
    for entry in std::fs::read_dir(&folder).expect("the folder of the conversations is there") {
        let path = entry.expect("the folder can be read").path();
        let is_listed = path.file_stem().is_some_and(|name| listed.iter().any(|listed| name == *listed));
        assert!(is_listed, "no test plays {}: add its name to the list", path.display());
    }
}

/// The next packet of a stream, if it is all there.
pub fn next_packet(stream: &mut BytesMut) -> Option<Result<Packet, DecodeError>> {
    let frame = take_frame(stream, 1_000_000).transpose()?;
    Some(frame.and_then(|frame| decode(&frame)).map(|(packet, _)| packet))
}

/// The bytes of a packet, which must be one that may be sent.
pub fn encoded(packet: &Packet) -> BytesMut {
    let mut bytes = BytesMut::new();
    if let Err(error) = packet.encode(&mut bytes) {
        panic!("{packet:?} cannot be sent: {error}");
    }
    bytes
}
