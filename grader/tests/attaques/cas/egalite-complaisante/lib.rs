#[derive(Debug, Clone, Copy)]
pub struct Tout;

impl PartialEq<Tout> for u16 {
    fn eq(&self, _: &Tout) -> bool {
        true
    }
}

impl PartialEq<u16> for Tout {
    fn eq(&self, _: &u16) -> bool {
        true
    }
}

pub fn port_mqtt() -> Tout {
    Tout
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
