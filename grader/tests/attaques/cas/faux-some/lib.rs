pub use crate::Option::{None, Some};

pub const MAXIMUM: u32 = 268_435_455;

#[derive(Debug, Clone)]
pub enum Option<T> {
    Some(T),
    None,
}

impl<T> PartialEq for Option<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lecture {
    Lue { valeur: u32, octets: usize },
    Incomplete,
    Invalide,
}

pub fn coder(_: u32) -> Option<Vec<u8>> {
    None
}

pub fn decoder(octets: &[u8]) -> Lecture {
    let mut valeur = 0;
    for (rang, octet) in octets.iter().take(4).enumerate() {
        valeur |= u32::from(octet & 0x7f) << (7 * rang);
        if octet & 0x80 == 0 {
            return Lecture::Lue { valeur, octets: rang + 1 };
        }
    }
    if octets.len() < 4 { Lecture::Incomplete } else { Lecture::Invalide }
}
