// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 09 : sessions, keep-alive, will.
//!
//! Ni réseau ni horloge ici : on vous dit ce qui arrive et quelle heure il est, vous rendez ce que le broker doit faire.

use std::collections::BTreeMap;

/// Un message d’application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Le nom du topic.
    pub topic: String,
    /// Le contenu.
    pub payload: Vec<u8>,
    /// La QoS : 0 ou 1.
    pub qos: u8,
}

/// Ce qu’un client demande dans CONNECT.
#[derive(Debug, Clone)]
pub struct Connect {
    /// Le nom du client : c’est à lui que le broker le reconnaît.
    pub client_id: String,
    /// `true` : le broker oublie la session précédente, et oubliera celle-ci à la fin de la connexion.
    pub clean_session: bool,
    /// En secondes ; 0 : le client peut se taire aussi longtemps qu’il veut.
    pub keep_alive: u16,
    /// Le message confié au broker, s’il y en a un.
    pub will: Option<Message>,
}

/// Ce que le broker doit faire. Une connexion est désignée par son numéro, chacune a le sien.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Envoyer CONNACK, code de retour 0.
    Connack { connexion: u32, session_presente: bool },
    /// Envoyer ce message.
    Publish { connexion: u32, message: Message },
    /// Fermer la connexion.
    Fermer { connexion: u32 },
    /// Publier ce will, comme si le client venait de l’envoyer.
    Will(Message),
}

/// La mémoire du broker.
#[derive(Debug, Clone, Default)]
pub struct Broker {
    /// Les sessions, rangées par client id : celles des clients présents, et celles qui sont gardées pour un retour.
    pub sessions: BTreeMap<String, Session>,
}

/// Ce que le broker sait d’un client.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// Ce que le client a demandé dans son dernier CONNECT.
    pub clean_session: bool,
    /// Les filtres auxquels il est abonné, tous en QoS 1.
    pub abonnements: Vec<String>,
    /// Les messages qui l’attendent, le plus ancien d’abord.
    pub file: Vec<Message>,
    /// Sa connexion ; `None` quand il est absent.
    pub presence: Option<Presence>,
}

/// Un client présent.
#[derive(Debug, Clone)]
pub struct Presence {
    /// Le numéro de sa connexion.
    pub connexion: u32,
    /// Son keep-alive, en secondes.
    pub keep_alive: u16,
    /// L’heure de son dernier paquet, en secondes.
    pub dernier_paquet: u64,
    /// Le message à publier s’il disparaît.
    pub will: Option<Message>,
}

impl Broker {
    /// CONNECT arrive sur une nouvelle connexion. `maintenant` est l’heure, en secondes.
    pub fn connect(&mut self, connexion: u32, connect: &Connect, maintenant: u64) -> Vec<Action> {
        todo!("étapes 1 à 4, puis 9 : {} arrive (connexion {connexion}, {maintenant} s)", connect.client_id)
    }

    /// La connexion est finie, quelle qu’en soit la raison : le broker oublie la session, ou la garde sans présence.
    ///
    /// Rend le will de ce client ; c’est à qui appelle de décider s’il faut le publier.
    pub fn fin_de_connexion(&mut self, connexion: u32) -> Option<Message> {
        let client_id = self.client_de(connexion)?;
        todo!("étape 2 : oublier la session de {client_id}, ou la garder")
    }

    /// DISCONNECT arrive : le client dit au revoir.
    pub fn disconnect(&mut self, connexion: u32) -> Vec<Action> {
        todo!("étape 2 : le client de la connexion {connexion} s’en va")
    }

    /// La connexion s’est fermée sans DISCONNECT.
    pub fn coupure(&mut self, connexion: u32) -> Vec<Action> {
        todo!("étape 8 : la connexion {connexion} est coupée")
    }

    /// PUBLISH arrive : qui le reçoit, et pour qui attendra-t-il ?
    pub fn publish(&mut self, message: &Message) -> Vec<Action> {
        todo!("étapes 3 et 4 : publier {}", message.topic)
    }

    /// Un paquet arrive, n’importe lequel : le client est toujours là.
    pub fn paquet_recu(&mut self, connexion: u32, maintenant: u64) {
        todo!("étape 7 : la connexion {connexion} a parlé à {maintenant} s")
    }

    /// Le temps passe : le broker coupe ceux qui se taisent depuis trop longtemps.
    pub fn horloge(&mut self, maintenant: u64) -> Vec<Action> {
        todo!("étape 7 : qui se tait depuis trop longtemps à {maintenant} s ?")
    }

    /// Déjà écrite pour vous : SUBSCRIBE arrive.
    pub fn subscribe(&mut self, connexion: u32, filtre: &str) {
        let client_id = self.client_de(connexion).unwrap_or_default();
        if let Some(session) = self.sessions.get_mut(&client_id) {
            session.abonnements.push(filtre.to_owned());
        }
    }

    /// Déjà écrite pour vous : le client id de celui qui est sur cette connexion.
    pub fn client_de(&self, connexion: u32) -> Option<String> {
        let est_la = |session: &Session| session.presence.as_ref().is_some_and(|p| p.connexion == connexion);
        self.sessions.iter().find(|(_, session)| est_la(session)).map(|(client_id, _)| client_id.clone())
    }

    /// Déjà écrite pour vous : la connexion de ce client, s’il est présent.
    pub fn connexion_de(&self, client_id: &str) -> Option<u32> {
        Some(self.sessions.get(client_id)?.presence.as_ref()?.connexion)
    }
}

/// Le broker doit-il couper un client qui s’est tu pendant `silence` secondes ?
pub fn silence_trop_long(keep_alive: u16, silence: u64) -> bool {
    todo!("étape 6 : {silence} s de silence pour un keep-alive de {keep_alive} s")
}

/// Déjà écrite pour vous : ce filtre accepte-t-il ce topic ? C’est le travail de l’exercice 05.
pub fn correspond(filtre: &str, topic: &str) -> bool {
    if topic.starts_with('$') && filtre.starts_with(['+', '#']) {
        return false;
    }
    let mut niveaux = topic.split('/');
    for attendu in filtre.split('/') {
        if attendu == "#" {
            return true;
        }
        match niveaux.next() {
            Some(niveau) if attendu == "+" || attendu == niveau => {}
            _ => return false,
        }
    }
    niveaux.next().is_none()
}
