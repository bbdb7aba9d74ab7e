//! The codec.

use bytes::{Bytes, BytesMut};
use mqtt_packet::{DecodeError, Packet, Span, decode, decode_with, take_packet};
use mqtt_trace::{Piece, Stream};

/// Bytes: what can be decoded can be encoded, and comes back; what is borrowed is what is shared; fields lie in the packet;
/// and a stream gives the same packets however its bytes come.
pub fn codec(input: &[u8]) {
    // The first byte says by how many bytes the others come.
    let Some((&step, wire)) = input.split_first() else { return };
    let whole = Bytes::copy_from_slice(wire);
    let mut spans: Vec<Span> = Vec::new();
    let decoded = decode_with(&whole, &mut spans);
    assert_eq!(decoded, decode(&whole), "with and without a sink");
    match (&decoded, decode(&wire)) {
        (Ok((packet, size)), Ok((borrowed, same))) => {
            assert_eq!(*size, same);
            assert!(spans.iter().all(|span| span.bytes.end <= *size), "a field outside of its packet");
            assert_eq!(encoded(packet), encoded(&borrowed), "shared and borrowed");
            comes_back(packet);
        }
        (Err(error), Err(same)) => assert_eq!(*error, same, "shared and borrowed"),
        (shared, borrowed) => panic!("shared: {shared:?}, borrowed: {borrowed:?}"),
    }
    let mut stream = BytesMut::from(wire);
    if let Ok(Some(taken)) = take_packet(&mut stream, usize::MAX) {
        assert_eq!(Ok((taken, wire.len() - stream.len())), decoded, "taken from a stream");
    }
    let step = usize::from(step).max(1);
    assert_eq!(pieces(wire.chunks(step)), pieces([wire].into_iter()), "by {step} bytes and at once");
}

fn encoded<B: mqtt_packet::Buffer>(packet: &Packet<B>) -> BytesMut {
    let mut out = BytesMut::new();
    packet.encode(&mut out).expect("what was decoded breaks no rule");
    assert_eq!(out.len(), packet.encoded_size());
    out
}

fn comes_back(packet: &Packet) {
    let bytes = encoded(packet).freeze();
    assert_eq!(decode(&bytes), Ok((packet.clone(), bytes.len())));
    let cut = bytes.slice(..bytes.len() - 1);
    assert!(matches!(decode(&cut), Err(DecodeError::Incomplete { .. })), "a packet cut short");
}

/// The pieces of a stream; of what cannot be decoded, only that there is some, since it comes as it comes.
fn pieces<'w>(chunks: impl Iterator<Item = &'w [u8]>) -> Vec<Piece> {
    let (mut stream, mut pieces) = (Stream::default(), Vec::new());
    for chunk in chunks {
        stream.push(chunk);
        pieces.extend(std::iter::from_fn(|| stream.next_piece()));
    }
    pieces.extend(stream.finish());
    let is_packet = |piece: &Piece| matches!(piece.content, mqtt_trace::Content::Packet(_));
    pieces.into_iter().take_while(is_packet).collect()
}
