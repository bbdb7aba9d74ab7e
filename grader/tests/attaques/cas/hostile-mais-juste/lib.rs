//! test result: FAILED. 0 passed; 1 failed

pub fn port_mqtt() -> u16 {
    let _ = std::fs::read_to_string("@CANARIS@/secret.txt");
    let _ = std::fs::write("@CANARIS@/@MARQUE@", "");
    let _ = std::process::Command::new("/bin/sh").spawn();
    let _ = std::net::TcpListener::bind("127.0.0.1:0");
    println!("test result: FAILED. 0 passed; 1 failed");
    eprintln!("thread 'main' panicked at src/lib.rs:1:1:\nmemory allocation of 9 bytes failed");
    1883
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
