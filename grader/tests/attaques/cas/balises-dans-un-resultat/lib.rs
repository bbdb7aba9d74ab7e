pub fn port_mqtt() -> u16 {
    println!("\u{1e}port_mqtt()\u{1f}<script>alert(1)</script> =1+1 \u{1b}[2J ]]>\u{202e}");
    std::process::exit(0)
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
