#[link(name = "/proc/self/cwd/src/code.rs", kind = "static", modifiers = "+verbatim")]
unsafe extern "C" {}

pub fn port_mqtt() -> u16 {
    0
}

pub fn port(_: bool) -> u16 {
    0
}
