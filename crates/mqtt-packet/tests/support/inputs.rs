//! Bytes at random, most of them nearly a packet: those go deeper into the decoder than noise does.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::packets::{encode, packet};

#[derive(Debug, Clone)]
enum Mutation {
    Flip(Index, u8),
    Set(Index, u8),
    Insert(Index, u8),
    Delete(Index),
}

impl Mutation {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Mutation::Insert(index, byte) => bytes.insert(index.index(bytes.len() + 1), *byte),
            _ if bytes.is_empty() => {}
            Mutation::Flip(index, bit) => *index.get_mut(bytes) ^= 1 << bit,
            Mutation::Set(index, byte) => *index.get_mut(bytes) = *byte,
            Mutation::Delete(index) => {
                bytes.remove(index.index(bytes.len()));
            }
        }
    }
}

fn mutation() -> impl Strategy<Value = Mutation> {
    // The values that mean most in a packet: nothing, a short length, wildcards, the ends of the range.
    let telling = proptest::sample::select(&[0, 1, 2, 3, 4, b'#', b'+', b'/', 0x7f, 0x80, 0xff][..]);
    let byte = prop_oneof![telling, any::<u8>()];
    prop_oneof![
        (any::<Index>(), 0..8_u8).prop_map(|(index, bit)| Mutation::Flip(index, bit)),
        (any::<Index>(), byte.clone()).prop_map(|(index, byte)| Mutation::Set(index, byte)),
        (any::<Index>(), byte).prop_map(|(index, byte)| Mutation::Insert(index, byte)),
        any::<Index>().prop_map(Mutation::Delete),
    ]
}

/// A whole packet of this first byte and body.
fn frame(first: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    let mut rest = body.len();
    while rest >= 128 {
        bytes.push((rest % 128) as u8 | 0x80);
        rest /= 128;
    }
    bytes.push(rest as u8);
    bytes.extend_from_slice(body);
    bytes
}

/// A valid packet mutated anywhere, its length included.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    (packet(), vec(mutation(), 1..4)).prop_map(|(packet, mutations)| {
        let mut bytes = encode(&packet);
        mutations.iter().for_each(|mutation| mutation.apply(&mut bytes));
        bytes
    })
}

/// A valid packet whose body alone is mutated, and whose remaining length is made true again.
fn mutated_body() -> impl Strategy<Value = Vec<u8>> {
    (packet(), vec(mutation(), 1..4)).prop_map(|(packet, mutations)| {
        let bytes = encode(&packet);
        let header = bytes.iter().skip(1).take_while(|&&byte| byte >= 0x80).count() + 2;
        let mut body = bytes[header..].to_vec();
        mutations.iter().for_each(|mutation| mutation.apply(&mut body));
        frame(bytes[0], &body)
    })
}

pub fn any_input() -> impl Strategy<Value = Vec<u8>> {
    let noise = vec(any::<u8>(), 0..40);
    let framed_noise = (any::<u8>(), vec(any::<u8>(), 0..40)).prop_map(|(first, body)| frame(first, &body));
    prop_oneof![
        1 => noise,
        1 => framed_noise,
        3 => mutated(),
        5 => mutated_body(),
    ]
}
