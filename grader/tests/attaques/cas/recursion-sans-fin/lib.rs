pub fn port_mqtt() -> u16 {
    fn descendre(n: u64) -> u64 {
        if n == u64::MAX { 0 } else { 1 + std::hint::black_box(descendre(n + 1)) }
    }
    descendre(0) as u16
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
