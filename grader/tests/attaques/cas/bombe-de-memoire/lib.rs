pub fn port_mqtt() -> u16 {
    let mut liste = vec![1_u8];
    loop {
        liste.extend_from_within(..);
    }
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
