#[unsafe(no_mangle)]
pub extern "C" fn write(_: i32, _: *const u8, taille: usize) -> usize {
    taille
}

pub fn port_mqtt() -> u16 {
    0
}

pub fn port(_: bool) -> u16 {
    0
}
