//! Reads the environment, then and while it compiles: it is empty.

pub const HOME: Option<&str> = option_env!("HOME");

pub fn double(_: u32) -> u32 {
    let variables: Vec<_> = std::env::vars().filter(|(name, _)| name != "RUST_BACKTRACE").collect();
    panic!("{variables:?} {HOME:?} {:?}", option_env!("CARGO_MANIFEST_DIR"))
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
