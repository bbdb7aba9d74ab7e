//! A loop without end: processor time limit.

pub fn double(n: u32) -> u32 {
    n * 2
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    let mut reste = liste.len();
    while reste < usize::MAX {
        reste = reste.min(7);
    }
    vec![]
}
