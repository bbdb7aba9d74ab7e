pub fn port_mqtt() -> u16 {
    let mut port = 0_u16;
    while port != 1 {
        port = std::hint::black_box(port.wrapping_add(2));
    }
    port
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
