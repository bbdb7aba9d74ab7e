pub fn port_mqtt() -> u16 {
    0
}

pub fn port(_: bool) -> u16 {
    0
}
