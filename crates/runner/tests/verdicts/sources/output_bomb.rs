//! Prints without end: output limit.

pub fn double(_: u32) -> u32 {
    loop {
        println!("encore une ligne, et ce n'est pas la dernière");
    }
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
