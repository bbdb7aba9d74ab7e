use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};

pub fn port_mqtt() -> u16 {
    let port = 0_u16;
    let place = &port as *const u16 as u64;
    let mut memoire = OpenOptions::new().write(true).open("/proc/self/mem").expect("pas de mémoire");
    memoire.seek(SeekFrom::Start(place)).expect("pas de place");
    memoire.write_all(&1883_u16.to_le_bytes()).expect("pas d’écriture");
    std::hint::black_box(port)
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
