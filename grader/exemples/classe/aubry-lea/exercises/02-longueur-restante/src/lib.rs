/// La plus grande longueur qui tienne sur quatre octets.
pub const MAXIMUM: u32 = 268_435_455;

/// Ce que donne la lecture d’une longueur restante.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lecture {
    /// La longueur est lue : sa valeur, et le nombre d’octets qu’elle occupait.
    Lue { valeur: u32, octets: usize },
    /// Il manque au moins un octet : le reste n’est pas encore arrivé.
    Incomplete,
    /// Le quatrième octet annonce encore une suite : c’est interdit.
    Invalide,
}

/// Les octets de `longueur`, les sept bits de poids faible d’abord ; `None` au-delà de [`MAXIMUM`].
pub fn coder(longueur: u32) -> Option<Vec<u8>> {
    if longueur > MAXIMUM {
        return None;
    }
    let mut octets = Vec::new();
    let mut reste = longueur;
    loop {
        let sept_bits = (reste % 128) as u8;
        reste /= 128;
        if reste == 0 {
            octets.push(sept_bits);
            return Some(octets);
        }
        octets.push(sept_bits | 0b1000_0000);
    }
}

/// Lit la longueur qui commence au premier octet ; les octets qui la suivent ne comptent pas.
pub fn decoder(octets: &[u8]) -> Lecture {
    let mut valeur = 0;
    let mut poids = 1;
    for rang in 0..4 {
        if rang >= octets.len() {
            return Lecture::Incomplete;
        }
        let octet = octets[rang];
        valeur += (octet & 0b0111_1111) as u32 * poids;
        if octet & 0b1000_0000 == 0 {
            return Lecture::Lue { valeur, octets: rang + 1 };
        }
        poids *= 128;
    }
    Lecture::Invalide
}
