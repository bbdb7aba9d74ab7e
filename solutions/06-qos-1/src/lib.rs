//! Exercice 06 : QoS 1, au moins une fois.

/// Les deux paquets de la QoS 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paquet {
    /// Un message. `dup` vaut `true` quand il est renvoyé.
    Publish { dup: bool, id: u16, message: String },
    /// « J’ai pris ce message en charge. »
    Puback { id: u16 },
}

/// Ce que le récepteur fait d’un paquet reçu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// Le message à livrer à l’application, s’il y en a un.
    pub livre: Option<String>,
    /// Le paquet à envoyer, s’il y en a un.
    pub envoie: Option<Paquet>,
}

/// Celui qui publie. Vous pouvez changer ses champs : les tests ne les regardent pas.
#[derive(Debug, Default)]
pub struct Emetteur {
    /// Le dernier identifiant donné ; 0 si aucun ne l’a été.
    pub dernier_id: u16,
    /// Les messages sans PUBACK, chacun après son identifiant, du plus ancien au plus récent.
    pub en_attente: Vec<(u16, String)>,
}

impl Emetteur {
    /// Un émetteur qui n’a encore rien publié.
    pub fn nouveau() -> Self {
        Self::default()
    }

    /// L’application publie `message` : voici le paquet à envoyer.
    ///
    /// Les identifiants se suivent : 1, 2, 3… Après 65 535, on repart de 1 ; ceux en attente sont sautés.
    pub fn publier(&mut self, message: &str) -> Paquet {
        // @stub todo!("étapes 1, 2 et 6 : publier {message:?}")
        // @solution
        let id = self.prochain_id();
        self.dernier_id = id;
        self.en_attente.push((id, message.to_owned()));
        Paquet::Publish { dup: false, id, message: message.to_owned() }
        // @end
    }

    /// La ligne a cassé, l’émetteur s’est reconnecté, sa session est là : voici ce qu’il renvoie.
    pub fn reconnecter(&mut self) -> Vec<Paquet> {
        // @stub todo!("étapes 3 et 4 : renvoyer ce qui attend")
        // @solution
        let mut renvois = Vec::new();
        for (id, message) in &self.en_attente {
            renvois.push(Paquet::Publish { dup: true, id: *id, message: message.clone() });
        }
        renvois
        // @end
    }

    /// Un paquet arrive du récepteur.
    pub fn recevoir(&mut self, paquet: Paquet) {
        // @stub todo!("étape 5 : recevoir {paquet:?}")
        // @solution
        match paquet {
            Paquet::Puback { id } => self.en_attente.retain(|attente| attente.0 != id),
            Paquet::Publish { .. } => {}
        }
        // @end
    }
    // @solution

    /// Le premier identifiant libre après le dernier donné. Il y en a toujours un : une application n’a jamais 65 535
    /// messages en attente.
    fn prochain_id(&self) -> u16 {
        let mut id = self.dernier_id;
        loop {
            id = if id == 65_535 { 1 } else { id + 1 };
            if self.en_attente.iter().all(|attente| attente.0 != id) {
                return id;
            }
        }
    }
    // @end
}

/// Le récepteur reçoit un paquet : voici ce qu’il en fait.
pub fn recepteur(paquet: Paquet) -> Reaction {
    // @stub todo!("étapes 7 et 8 : réagir à {paquet:?}")
    // @solution
    match paquet {
        Paquet::Publish { id, message, .. } => {
            Reaction { livre: Some(message), envoie: Some(Paquet::Puback { id }) }
        }
        Paquet::Puback { .. } => Reaction { livre: None, envoie: None },
    }
    // @end
}
