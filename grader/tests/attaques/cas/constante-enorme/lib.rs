pub static OCTETS: [u8; 400 << 20] = [1; 400 << 20];

pub fn port_mqtt() -> u16 {
    u16::from(OCTETS[1883])
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
