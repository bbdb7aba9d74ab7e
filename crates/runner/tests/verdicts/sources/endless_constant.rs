//! A constant that computes for ever: processor time limit of the compiler.

const SANS_FIN: u32 = {
    #[allow(long_running_const_eval)]
    loop {}
};

pub fn double(_: u32) -> u32 {
    SANS_FIN
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.to_vec()
}
