//! Les tests de l’exercice 06 : des échanges. Vous pouvez les lire ; ne les modifiez pas.

use exercise_06::{Emetteur, Paquet, Reaction, recepteur};
use testkit::{Conversation, Line};

#[test]
fn etape_1_le_premier_message() {
    emetteur().publie("21.5", 1, &[]).when(Emetteur::nouveau);
}

#[test]
fn etape_2_un_identifiant_par_message() {
    emetteur()
        .publie("21.5", 1, &[])
        .publie("22.0", 2, &[1])
        .publie("22.5", 3, &[1, 2])
        .when(Emetteur::nouveau);
}

#[test]
fn etape_3_le_renvoi() {
    emetteur()
        .publie("21.5", 1, &[])
        .coupure(&[(1, "21.5")])
        .hint("publier garde le message dans en_attente ; reconnecter en fait un PUBLISH, d1")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_4_plusieurs_renvois() {
    let tous = [(1, "21.5"), (2, "22.0"), (3, "22.5")];
    emetteur()
        .publie("21.5", 1, &[])
        .publie("22.0", 2, &[1])
        .publie("22.5", 3, &[1, 2])
        .coupure(&tous)
        .coupure(&tous)
        .publie("23.0", 4, &[1, 2, 3])
        .hint("for (id, message) in &self.en_attente parcourt sans rien retirer")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_5_puback() {
    emetteur()
        .publie("21.5", 1, &[])
        .publie("22.0", 2, &[1])
        .publie("22.5", 3, &[1, 2])
        .puback(2)
        .coupure(&[(1, "21.5"), (3, "22.5")])
        .erreur(&[(1, "21.5"), (2, "22.0"), (3, "22.5")], PUBACK_IGNORE)
        .erreur(&[(2, "22.0"), (3, "22.5")], PUBACK_D_UN_AUTRE)
        .erreur(&[(1, "21.5"), (2, "22.0")], PUBACK_D_UN_AUTRE)
        .erreur(&[], PUBACK_TOUT)
        .puback(40)
        .coupure(&[(1, "21.5"), (3, "22.5")])
        .erreur(&[(3, "22.5")], PUBACK_INCONNU)
        .erreur(&[(1, "21.5")], PUBACK_INCONNU)
        .erreur(&[], PUBACK_INCONNU)
        .publie("23.0", 4, &[1, 3])
        .mistake(
            vec![droite(&publish(false, 2, "23.0"))],
            "2 est libre et la norme le permet, mais ici les identifiants se suivent : après 3 vient 4.",
            "§2.3.1",
        )
        .puback(1)
        .puback(1)
        .coupure(&[(3, "22.5"), (4, "23.0")])
        .hint("retain garde les messages qui vérifient la condition, ici un autre identifiant")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_6_le_tour_des_identifiants() {
    emetteur()
        .publie("21.5", 1, &[])
        .publie("22.0", 2, &[1])
        .publie("22.5", 3, &[1, 2])
        .puback(3)
        .coupure(&[(1, "21.5"), (2, "22.0")])
        .erreur(&[(1, "21.5"), (2, "22.0"), (3, "22.5")], PUBACK_IGNORE)
        .erreur(&[(2, "22.0"), (3, "22.5")], PUBACK_D_UN_AUTRE)
        .erreur(&[], PUBACK_TOUT)
        .step(Line::OnLeft("65 531 messages publiés, tous acquittés".to_owned()), |emetteur| {
            for _ in 0..65_531 {
                if let Paquet::Publish { id, .. } = emetteur.publier("22.5") {
                    emetteur.recevoir(Paquet::Puback { id });
                }
            }
            vec![]
        })
        .publie("23.0", 65_535, &[1, 2])
        .publie("23.5", 3, &[1, 2, 65_535])
        .mistake(
            vec![droite(&publish(false, 2, "23.5"))],
            "Vous avez sans doute sauté un seul identifiant : le suivant attend aussi, d’où la boucle.",
            "[MQTT-2.3.1-2]",
        )
        .coupure(&[(1, "21.5"), (2, "22.0"), (65_535, "23.0"), (3, "23.5")])
        .hint("id = if id == 65_535 { 1 } else { id + 1 }, et encore, tant que id est en attente")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_7_le_recepteur() {
    vous_recepteur()
        .arrive(false, 7, "21.5")
        .arrive(false, 8, "22.0")
        .step(droite(&Paquet::Puback { id: 3 }), |_| reaction(recepteur(Paquet::Puback { id: 3 })))
        .rule("PUBACK s’adresse à l’émetteur : un récepteur qui en voit un n’a rien à faire.", "§3.4")
        .when(|| ());
}

#[test]
fn etape_8_au_moins_une_fois() {
    vous_recepteur()
        .arrive(false, 7, "21.5")
        .show(coupe("la ligne casse, PUBACK perdu : l’émetteur se reconnecte"))
        .arrive(true, 7, "21.5")
        .arrive(true, 9, "22.0")
        .arrive(false, 7, "22.5")
        .hint("ce récepteur n’a besoin ni de dup, ni de mémoire")
        .when(|| ());
}

const PUBACK_IGNORE: &str =
    "Vous avez sans doute gardé un message acquitté : PUBACK le retire, et libère son identifiant.";
const PUBACK_D_UN_AUTRE: &str =
    "Vous avez sans doute retiré un autre message que celui de PUBACK : regardez son identifiant.";
const PUBACK_TOUT: &str =
    "Vous avez sans doute tout effacé : PUBACK n’acquitte que le message de son identifiant.";
const PUBACK_INCONNU: &str = "Ce PUBACK n’est celui d’aucun message en attente : il ne doit rien retirer.";

const LISTE_RACCOURCIE: &str =
    "Vous avez sans doute retiré en comptant les places : la liste raccourcit. retain s’en charge.";

/// Les échanges où vous êtes l’émetteur.
trait VousEmetteur {
    /// L’application publie : un PUBLISH part sous `id`, alors que ceux de `pris` attendent encore.
    fn publie(self, message: &'static str, id: u16, pris: &[u16]) -> Self;
    /// Un PUBACK arrive, et rien ne repart.
    fn puback(self, id: u16) -> Self;
    /// La ligne casse, l’émetteur se reconnecte : ces messages repartent.
    fn coupure(self, renvois: &[(u16, &str)]) -> Self;
    /// Ce que veut dire un autre renvoi que celui attendu.
    fn erreur(self, renvois: &[(u16, &str)], texte: &'static str) -> Self;
}

fn emetteur() -> Conversation<Emetteur> {
    testkit::conversation("émetteur (vous)", "récepteur")
}

impl VousEmetteur for Conversation<Emetteur> {
    fn publie(self, message: &'static str, id: u16, pris: &[u16]) -> Self {
        let envoi = |dup, id| vec![droite(&publish(dup, id, message))];
        let conversation = self
            .step(Line::OnLeft(format!("publier({message:?})")), move |emetteur| {
                vec![droite(&emetteur.publier(message))]
            })
            .gives(envoi(false, id))
            .rule(
                "Un message part d0, sous un identifiant libre : ici, le premier après le dernier donné.",
                "[MQTT-4.3.2-1]",
            )
            .panics(
                "overflow",
                "65 535 est le plus grand identifiant : on repart de 1. Testez-le avant d’ajouter 1.",
            )
            .mistake(
                envoi(true, id),
                "Vous avez sans doute mis DUP dès le premier envoi : DUP veut dire « renvoyé ».",
                "[MQTT-4.3.2-1]",
            )
            .mistake(
                envoi(false, 0),
                "L’identifiant 0 est interdit : ils vont de 1 à 65 535.",
                "[MQTT-2.3.1-1]",
            );
        pris.iter().fold(conversation, |conversation, pris| {
            conversation.mistake(
                envoi(false, *pris),
                "Vous avez sans doute repris un identifiant en attente : son PUBACK n’est pas encore arrivé.",
                "[MQTT-2.3.1-2]",
            )
        })
    }

    fn puback(self, id: u16) -> Self {
        self.step(gauche(&Paquet::Puback { id }), move |emetteur| {
            emetteur.recevoir(Paquet::Puback { id });
            vec![]
        })
        .panics("out of bounds", LISTE_RACCOURCIE)
        .panics("should be < len", LISTE_RACCOURCIE)
    }

    fn coupure(self, renvois: &[(u16, &str)]) -> Self {
        let tous = |dup, ids: &dyn Fn(u16, u16) -> u16| -> Vec<Line> {
            (0..).zip(renvois).map(|(rang, (id, m))| droite(&publish(dup, ids(rang, *id), m))).collect()
        };
        let attendu = tous(true, &|_, id| id);
        let mut a_l_envers = attendu.clone();
        a_l_envers.reverse();
        let mut tries = renvois.to_vec();
        tries.sort_unstable();
        let dernier = renvois.last().map_or(0, |(id, _)| *id);
        let mut conversation = self
            .step(coupe("la ligne casse, l’émetteur se reconnecte"), |emetteur| emetteur.reconnecter().iter().map(droite).collect())
            .gives(attendu)
            .rule(
                "À la reconnexion, ce qui attend son PUBACK repart, d1, sous son identifiant, dans l’ordre.",
                "[MQTT-4.4.0-1]",
            )
            .mistake(
                tries.iter().map(|(id, message)| droite(&publish(true, *id, message))).collect(),
                "Vous avez sans doute renvoyé dans l’ordre des identifiants : suivez celui des publications.",
                "[MQTT-4.6.0-1]",
            )
            .mistake(
                a_l_envers,
                "Vous avez sans doute renvoyé dans l’ordre inverse : le plus ancien repart le premier.",
                "[MQTT-4.6.0-1]",
            )
            .mistake(
                tous(false, &|_, id| id),
                "Vous avez sans doute oublié DUP : un PUBLISH renvoyé porte d1.",
                "[MQTT-3.3.1-1]",
            )
            .mistake(
                vec![],
                "Rien n’est reparti : à chaque reconnexion, ce qui attend son PUBACK repart, et attend encore.",
                "[MQTT-4.4.0-1]",
            );
        for (dup, saut) in [(true, 1), (false, 1), (true, 2), (false, 2)] {
            for nouveaux in [tous(dup, &|rang, _| dernier + saut + rang), tous(dup, &|_, _| dernier + saut)] {
                conversation = conversation.mistake(
                    nouveaux,
                    "Vous avez sans doute pris un nouvel identifiant : un renvoi garde celui du premier envoi.",
                    "[MQTT-2.3.1-3]",
                );
            }
        }
        conversation
    }

    fn erreur(self, renvois: &[(u16, &str)], texte: &'static str) -> Self {
        let lignes = renvois.iter().map(|(id, message)| droite(&publish(true, *id, message))).collect();
        self.mistake(lignes, texte, "[MQTT-4.3.2-1]")
    }
}

/// Les échanges où vous êtes le récepteur.
trait VousRecepteur {
    /// Un PUBLISH arrive : le message est livré, et PUBACK part.
    fn arrive(self, dup: bool, id: u16, message: &'static str) -> Self;
}

fn vous_recepteur() -> Conversation<()> {
    testkit::conversation("émetteur", "récepteur (vous)")
}

impl VousRecepteur for Conversation<()> {
    fn arrive(self, dup: bool, id: u16, message: &'static str) -> Self {
        let paquet = publish(dup, id, message);
        let livre = Line::OnRight(format!("livre « {message} »"));
        let puback = |id| gauche(&Paquet::Puback { id });
        let jete = if dup {
            "Vous avez sans doute jeté un message d1 : d1 veut dire « peut-être déjà reçu », rien de plus."
        } else {
            "Vous avez sans doute oublié de livrer : un récepteur QoS 1 livre chaque PUBLISH qu’il reçoit."
        };
        self.step(droite(&paquet), move |_| reaction(recepteur(paquet)))
            .gives(vec![livre.clone(), puback(id)])
            .rule(
                "À chaque PUBLISH, le récepteur livre le message et répond PUBACK avec le même identifiant.",
                "[MQTT-4.3.2-2]",
            )
            .mistake(
                vec![livre],
                "Vous avez sans doute oublié PUBACK : sans lui, l’émetteur renverra toujours.",
                "[MQTT-4.3.2-2]",
            )
            .mistake(vec![puback(id)], jete, "[MQTT-4.3.2-2]")
            .mistake(vec![], jete, "[MQTT-4.3.2-2]")
    }
}

fn publish(dup: bool, id: u16, message: &str) -> Paquet {
    Paquet::Publish { dup, id, message: message.to_owned() }
}

fn coupe(texte: &str) -> Line {
    Line::Across(texte.to_owned())
}

fn droite(paquet: &Paquet) -> Line {
    Line::ToRight(nom(paquet))
}

fn gauche(paquet: &Paquet) -> Line {
    Line::ToLeft(nom(paquet))
}

fn nom(paquet: &Paquet) -> String {
    match paquet {
        Paquet::Publish { dup, id, message } => format!("PUBLISH d{} m{id} « {message} »", u8::from(*dup)),
        Paquet::Puback { id } => format!("PUBACK m{id}"),
    }
}

fn reaction(reaction: Reaction) -> Vec<Line> {
    let livre = reaction.livre.map(|message| Line::OnRight(format!("livre « {message} »")));
    livre.into_iter().chain(reaction.envoie.as_ref().map(gauche)).collect()
}
