//! Méthodes : les fonctions d’une structure.

// ANCHOR: impl
/// Un compteur de paquets.
#[derive(Debug, Clone, Default)]
struct Compteur {
    recus: u32,
    octets: usize,
}

impl Compteur {
    /// Un compteur à zéro.
    fn nouveau() -> Self {
        Self::default()
    }

    /// Compte un paquet de plus.
    fn recevoir(&mut self, paquet: &[u8]) {
        self.recus += 1;
        self.octets += paquet.len();
    }

    /// La taille moyenne, s’il y en a une.
    fn moyenne(&self) -> Option<usize> {
        if self.recus == 0 { None } else { Some(self.octets / self.recus as usize) }
    }
}
// ANCHOR_END: impl

fn main() {
    // ANCHOR: appeler
    let mut compteur = Compteur::nouveau();
    println!("{:?}", compteur.moyenne());
    compteur.recevoir(&[0xC0, 0]);
    compteur.recevoir(&[0x20, 2, 0, 0]);
    println!("{:?}", compteur.moyenne());
    // ANCHOR_END: appeler

    // ANCHOR: copier
    let avant = compteur.clone(); // une copie, que la suite ne changera pas
    compteur.recevoir(&[0xD0, 0]);
    let autre = Compteur { recus: 9, ..avant.clone() }; // les autres champs viennent de la copie
    println!("{avant:?}, {compteur:?}, {autre:?}");
    // ANCHOR_END: copier
}
