use std::io::Read;

pub fn port_mqtt() -> u16 {
    let mut graine = String::new();
    let _ = std::io::stdin().read_to_string(&mut graine);
    println!("\u{1e}port_mqtt()\u{1f}{graine}");
    std::process::exit(0)
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
