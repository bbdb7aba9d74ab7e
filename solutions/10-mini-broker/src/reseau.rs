//! Donné : votre broker et ses connexions, partagés entre les fils d’exécution.
//!
//! Chaque connexion est servie par son propre fil. Un seul à la fois tient le broker (`Mutex`) : les actions d’un paquet
//! sont toutes faites avant que le suivant n’arrive.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::codec::{self, Paquet};
use crate::{Action, Broker};

/// Un broker en service.
#[derive(Default)]
pub struct Serveur {
    etat: Mutex<Etat>,
}

#[derive(Default)]
struct Etat {
    broker: Broker,
    /// Là où l’on écrit, pour chaque connexion ouverte. Ce qui en est retiré se ferme.
    sorties: BTreeMap<u32, Box<dyn Write + Send>>,
    derniere: u32,
}

impl Serveur {
    /// Une connexion s’ouvre : son numéro. Le broker écrira dans `sortie`.
    pub fn ouvrir(&self, sortie: impl Write + Send + 'static) -> u32 {
        let mut etat = self.etat();
        etat.derniere += 1;
        let connexion = etat.derniere;
        etat.sorties.insert(connexion, Box::new(sortie));
        connexion
    }

    /// Un paquet est arrivé : le broker y répond. `false` : il a fermé la connexion, il n’y a plus rien à lire.
    pub fn recevoir(&self, connexion: u32, paquet: Paquet) -> bool {
        let mut etat = self.etat();
        // Un autre fil a pu la fermer entre-temps.
        if etat.sorties.contains_key(&connexion) {
            let actions = etat.broker.recevoir(connexion, paquet);
            etat.faire(actions);
        }
        etat.sorties.contains_key(&connexion)
    }

    /// Il n’arrivera plus rien de cette connexion, ou rien que l’on comprenne. Sans effet si le broker l’a déjà fermée.
    pub fn fermer(&self, connexion: u32) {
        let mut etat = self.etat();
        if etat.sorties.remove(&connexion).is_some() {
            let actions = etat.broker.coupure(connexion);
            etat.faire(actions);
        }
    }

    fn etat(&self) -> MutexGuard<'_, Etat> {
        self.etat.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Attend les octets suivants et les ajoute à ceux qui sont déjà là. `false` : il n’en viendra plus.
pub fn lire_la_suite(entree: &mut impl Read, recus: &mut Vec<u8>) -> bool {
    let mut morceau = [0; 4096];
    let nombre = entree.read(&mut morceau).unwrap_or(0);
    recus.extend(&morceau[..nombre]);
    nombre > 0
}

impl Etat {
    fn faire(&mut self, actions: Vec<Action>) {
        for action in actions {
            match action {
                Action::Envoyer { connexion, paquet } => {
                    if let (Some(sortie), Some(octets)) =
                        (self.sorties.get_mut(&connexion), codec::ecrire(&paquet))
                    {
                        // Si l’autre bout n’est plus là, le fil qui lit cette connexion va l’apprendre.
                        let _ = sortie.write_all(&octets);
                    }
                }
                Action::Fermer { connexion } => drop(self.sorties.remove(&connexion)),
            }
        }
    }
}
