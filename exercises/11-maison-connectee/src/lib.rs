// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
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
    todo!("étapes 1 et 2 : trouver la pièce dans {topic:?}")
}

/// L’alerte à publier quand on bouge dans cette pièce.
pub fn alerte(piece: &str) -> Publication {
    todo!("étape 3 : préparer l’alerte de {piece:?}")
}

/// Ce que la lampe du salon publie quand elle vient de s’allumer (`true`) ou de s’éteindre (`false`).
pub fn etat(allumee: bool) -> Publication {
    todo!("étape 4 : dire l’état de la lampe, allumée : {allumee}")
}

/// Ce que le programme répond à un message reçu, ou `None` s’il n’y a rien à publier.
pub fn decide(topic: &str, payload: &[u8]) -> Option<Publication> {
    todo!("étapes 5 et 6 : répondre à {topic:?}, payload {}", payload.escape_ascii())
}

/// Les filtres auxquels le programme s’abonne, chacun avec sa QoS.
pub fn abonnements() -> Vec<(&'static str, u8)> {
    todo!("étape 7 : choisir les filtres et leur QoS")
}

/// L’ordre que l’on envoie à la lampe du salon : s’allumer (`true`) ou s’éteindre (`false`).
pub fn commande(allumer: bool) -> Publication {
    todo!("étape 8 : préparer l’ordre, allumer : {allumer}")
}

/// Le will : ce que le broker publie à la place du programme quand celui-ci disparaît sans DISCONNECT.
pub fn testament() -> Publication {
    todo!("étape 9 : préparer le will")
}
