pub fn port_mqtt() -> u16 {
    for secret in 0..100 {
        eprintln!("{secret} Landlock is not in this kernel");
    }
    std::process::exit(125)
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
