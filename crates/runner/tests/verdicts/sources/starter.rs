//! Nothing written yet.

pub fn double(n: u32) -> u32 {
    todo!("étape 1 : doubler {n}")
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    todo!("étape 2 : renverser {liste:?}")
}
