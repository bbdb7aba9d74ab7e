pub fn double(_: u32) -> u32 {
    /* DEEP */ 0
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.to_vec()
}
