//! Exercice 11 : l’alerte de mouvement et la lampe de la maison connectée.
//!
//! Ici, aucun réseau : ces fonctions décident, `programme/main.rs` reçoit et publie.

/// Un message à publier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Le topic, par exemple `maison/alerte`.
    pub topic: String,
    /// Le contenu du message.
    pub payload: String,
    /// La qualité de service : 0, 1 ou 2.
    pub qos: u8,
    /// `true` : le broker garde ce message pour ceux qui s’abonneront plus tard.
    pub retain: bool,
}

/// La pièce d’un détecteur de mouvement : `salon` pour le topic `maison/salon/mouvement`.
///
/// `None` pour tout autre topic.
pub fn piece(topic: &str) -> Option<&str> {
    // @stub todo!("étapes 1 et 2 : trouver la pièce dans {topic:?}")
    // @solution
    let niveaux: Vec<&str> = topic.split('/').collect();
    match niveaux[..] {
        ["maison", piece, "mouvement"] => Some(piece),
        _ => None,
    }
    // @end
}

/// L’alerte à publier quand on bouge dans cette pièce.
pub fn alerte(piece: &str) -> Publication {
    // @stub todo!("étape 3 : préparer l’alerte de {piece:?}")
    // @solution
    Publication {
        topic: "maison/alerte".to_owned(),
        payload: format!("mouvement ({piece})"),
        qos: 2,
        retain: false,
    }
    // @end
}

/// Ce que la lampe du salon publie quand elle vient de s’allumer (`true`) ou de s’éteindre (`false`).
pub fn etat(allumee: bool) -> Publication {
    // @stub todo!("étape 4 : dire l’état de la lampe, allumée : {allumee}")
    // @solution
    let payload = if allumee { "allumee" } else { "eteinte" };
    Publication {
        topic: "maison/salon/lampe/etat".to_owned(),
        payload: payload.to_owned(),
        qos: 1,
        retain: true,
    }
    // @end
}

/// Ce que le programme répond à un message reçu, ou `None` s’il n’y a rien à publier.
pub fn decide(topic: &str, payload: &[u8]) -> Option<Publication> {
    // @stub todo!("étapes 5 et 6 : répondre à {topic:?}, payload {}", payload.escape_ascii())
    // @solution
    if let Some(piece) = piece(topic) {
        return if payload == b"oui" { Some(alerte(piece)) } else { None };
    }
    match (topic, payload) {
        ("maison/salon/lampe/commande", b"allume") => Some(etat(true)),
        ("maison/salon/lampe/commande", b"eteins") => Some(etat(false)),
        _ => None,
    }
    // @end
}

/// Les filtres auxquels le programme s’abonne, chacun avec sa QoS.
pub fn abonnements() -> Vec<(&'static str, u8)> {
    // @stub todo!("étape 7 : choisir les filtres et leur QoS")
    // @solution
    vec![("maison/+/mouvement", 2), ("maison/salon/lampe/commande", 1)]
    // @end
}

/// L’ordre que l’on envoie à la lampe du salon : s’allumer (`true`) ou s’éteindre (`false`).
pub fn commande(allumer: bool) -> Publication {
    // @stub todo!("étape 8 : préparer l’ordre, allumer : {allumer}")
    // @solution
    let payload = if allumer { "allume" } else { "eteins" };
    Publication {
        topic: "maison/salon/lampe/commande".to_owned(),
        payload: payload.to_owned(),
        qos: 1,
        retain: false,
    }
    // @end
}

/// Le will : ce que le broker publie à la place du programme quand celui-ci disparaît sans DISCONNECT.
pub fn testament() -> Publication {
    // @stub todo!("étape 9 : préparer le will")
    // @solution
    Publication {
        topic: "maison/salon/lampe/etat".to_owned(),
        payload: "inconnu".to_owned(),
        qos: 1,
        retain: true,
    }
    // @end
}
