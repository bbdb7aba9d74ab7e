//! A macro that grows for ever: address space or processor time limit of the compiler.

macro_rules! more {
    ($($t:tt)*) => { more!($($t)* $($t)* 1) };
}

pub fn double(_: u32) -> u32 {
    more!(1)
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.to_vec()
}
