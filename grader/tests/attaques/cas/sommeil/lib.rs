pub fn port_mqtt() -> u16 {
    loop {
        std::thread::sleep(std::time::Duration::from_secs(3600));
    }
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
