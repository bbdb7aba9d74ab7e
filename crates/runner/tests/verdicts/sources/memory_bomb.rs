//! Takes all the memory: address space limit.

pub fn double(n: u32) -> u32 {
    let mut liste = vec![n];
    loop {
        liste.extend_from_within(..);
    }
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
