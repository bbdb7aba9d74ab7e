// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 02 : la longueur restante, un nombre écrit sur un à quatre octets.
//!
//! ```text
//!   bit      7     6   5   4   3   2   1   0
//!         +-------+---------------------------+
//!         | suite |    sept bits du nombre    |   « suite » vaut 1 si un autre octet suit
//!         +-------+---------------------------+
//! ```

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
    todo!("étapes 1 à 4 : coder la longueur {longueur}")
}

/// Lit la longueur qui commence au premier octet ; les octets qui la suivent ne comptent pas.
pub fn decoder(octets: &[u8]) -> Lecture {
    todo!("étapes 5 à 8 : lire la longueur au début de {octets:?}")
}
