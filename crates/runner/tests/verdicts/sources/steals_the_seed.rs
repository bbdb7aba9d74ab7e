//! Reads the arguments and the group's seed: there is nothing to gain.

pub fn double(n: u32) -> u32 {
    let mut seed = String::new();
    let read = std::io::stdin().read_line(&mut seed);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if n > 0 { panic!("read {read:?}: {seed:?}; {arguments:?}") } else { 0 }
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
