pub const ZEROS: &[u8] = include_bytes!("/dev/zero");
pub const ENTREE: &[u8] = include_bytes!("/dev/stdin");

pub fn port_mqtt() -> u16 {
    1883
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
