// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 07 : QoS 2, exactement une fois.

use std::collections::BTreeMap;

/// Les quatre paquets de la QoS 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paquet {
    /// « Voici le message. » `dup` vaut `true` quand il est renvoyé.
    Publish { dup: bool, id: u16, message: String },
    /// « Reçu et noté. »
    Pubrec { id: u16 },
    /// « Je ne renverrai plus ce message. »
    Pubrel { id: u16 },
    /// « C’est clos. »
    Pubcomp { id: u16 },
}

/// Où en est un message, vu de l’émetteur.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Etape {
    /// PUBLISH est parti, PUBREC n’est pas arrivé : le message est gardé.
    AttendPubrec(String),
    /// PUBREL est parti, PUBCOMP n’est pas arrivé : l’identifiant seul est gardé.
    AttendPubcomp,
}

/// Celui qui publie. Vous pouvez changer ses champs : les tests ne les regardent pas.
#[derive(Debug, Default)]
pub struct Emetteur {
    /// Le dernier identifiant donné ; 0 si aucun ne l’a été.
    pub dernier_id: u16,
    /// Les identifiants en cours et où ils en sont, dans l’ordre des publications.
    pub en_cours: Vec<(u16, Etape)>,
}

impl Emetteur {
    /// Un émetteur qui n’a encore rien publié.
    pub fn nouveau() -> Self {
        Self::default()
    }

    /// L’application publie `message` : voici le paquet à envoyer.
    pub fn publier(&mut self, message: &str) -> Paquet {
        todo!("étape 1 : publier {message:?}")
    }

    /// Un paquet arrive du récepteur : voici la réponse à envoyer, s’il y en a une.
    pub fn recevoir(&mut self, paquet: Paquet) -> Option<Paquet> {
        todo!("étapes 2, 3, 5, 6 et 7 : recevoir {paquet:?}")
    }

    /// La ligne a cassé, l’émetteur s’est reconnecté, sa session est là : voici ce qu’il renvoie.
    pub fn reconnecter(&mut self) -> Vec<Paquet> {
        todo!("étapes 4 à 6 : renvoyer ce qui est en cours")
    }

    /// Donné : le premier identifiant libre après le dernier, comme dans l’exercice 06.
    /// all(…) est vrai quand la condition l’est pour tous les couples.
    pub fn prochain_id(&self) -> u16 {
        let mut id = self.dernier_id;
        loop {
            id = if id == 65_535 { 1 } else { id + 1 };
            if self.en_cours.iter().all(|attente| attente.0 != id) {
                return id;
            }
        }
    }
}

/// Ce que le récepteur fait d’un paquet reçu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// Le message à livrer à l’application, s’il y en a un.
    pub livre: Option<String>,
    /// Le paquet à envoyer, s’il y en a un.
    pub envoie: Option<Paquet>,
}

/// Celui qui reçoit. Vous pouvez changer ses champs : les tests ne les regardent pas.
#[derive(Debug, Default)]
pub struct Recepteur {
    /// Les messages notés, par identifiant : arrivés, pas encore livrés, ils attendent PUBREL.
    pub notes: BTreeMap<u16, String>,
}

impl Recepteur {
    /// Un récepteur qui n’a encore rien reçu.
    pub fn nouveau() -> Self {
        Self::default()
    }

    /// Un paquet arrive de l’émetteur : voici ce que le récepteur en fait.
    pub fn recevoir(&mut self, paquet: Paquet) -> Reaction {
        todo!("étapes 8 à 10 : réagir à {paquet:?}")
    }
}
