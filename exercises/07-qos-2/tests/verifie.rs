//! Les tests de l’exercice 07 : des échanges. Vous pouvez les lire ; ne les modifiez pas.

use exercise_07::{Emetteur, Paquet, Reaction, Recepteur};
use testkit::{Conversation, Line};

#[test]
fn etape_1_publier() {
    emetteur().publie("oui", 1).publie("non", 2).when(Emetteur::nouveau);
}

#[test]
fn etape_2_pubrec() {
    emetteur().publie("oui", 1).pubrec(1).publie("non", 2).pubrec(2).when(Emetteur::nouveau);
}

#[test]
fn etape_3_pubcomp() {
    emetteur()
        .publie("oui", 1)
        .pubrec(1)
        .pubcomp(1)
        .publie("non", 2)
        .pubrec(2)
        .pubcomp(2)
        .when(Emetteur::nouveau);
}

#[test]
fn etape_4_coupure_avant_pubrec() {
    emetteur()
        .publie("oui", 1)
        .coupure(&[renvoi(1, "oui")])
        .publie("non", 2)
        .coupure(&[renvoi(1, "oui"), renvoi(2, "non")])
        .hint("un PUBLISH d1 pour chaque AttendPubrec de en_cours")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_5_coupure_apres_pubrec() {
    emetteur()
        .publie("oui", 1)
        .pubrec(1)
        .coupure(&[pubrel(1)])
        .erreur(&[renvoi(1, "oui")], PUBLISH_APRES_PUBREC)
        .erreur(&[publish(false, 1, "oui")], PUBLISH_APRES_PUBREC)
        .erreur(&[renvoi(1, "oui"), pubrel(1)], PUBLISH_APRES_PUBREC)
        .erreur(&[], OUBLIE_A_PUBREC)
        .coupure(&[pubrel(1)])
        .pubcomp(1)
        .coupure(&[])
        .erreur(&[pubrel(1)], GARDE_APRES_PUBCOMP)
        .hint("PUBREC fait passer à AttendPubcomp, PUBCOMP retire l’identifiant")
        .when(Emetteur::nouveau);
}

#[test]
fn etape_6_plusieurs_messages() {
    emetteur()
        .publie("oui", 1)
        .publie("non", 2)
        .publie("bof", 3)
        .pubrec(1)
        .pubrec(2)
        .pubrec(2)
        .coupure(&[pubrel(1), pubrel(2), renvoi(3, "bof")])
        .erreur(&[renvoi(3, "bof"), pubrel(1), pubrel(2)], ORDRE)
        .pubcomp(2)
        .coupure(&[pubrel(1), renvoi(3, "bof")])
        .erreur(&[pubrel(1), pubrel(2), renvoi(3, "bof")], GARDE_APRES_PUBCOMP)
        .erreur(&[pubrel(2), renvoi(3, "bof")], AUTRE_LIBERE)
        .erreur(&[renvoi(3, "bof")], AUTRE_LIBERE)
        .erreur(&[], AUTRE_LIBERE)
        .pubcomp(3)
        .coupure(&[pubrel(1), renvoi(3, "bof")])
        .erreur(
            &[pubrel(1)],
            "m3 attend PUBREC : vous avez sans doute libéré un identifiant dont le message n’est pas encore pris en charge.",
        )
        .pubcomp(40)
        .coupure(&[pubrel(1), renvoi(3, "bof")])
        .erreur(&[renvoi(3, "bof")], AUTRE_LIBERE)
        .pubrec(40)
        .hint("comparez toujours l’identifiant, et pour PUBCOMP l’étape aussi").when(Emetteur::nouveau);
}

#[test]
fn etape_7_l_identifiant() {
    emetteur()
        .publie("oui", 1)
        .pubrec(1)
        .publie("non", 2)
        .pubrec(2)
        .pubcomp(2)
        .coupure(&[pubrel(1)])
        .erreur(&[pubrel(1), pubrel(2)], GARDE_APRES_PUBCOMP)
        .erreur(&[pubrel(2)], AUTRE_LIBERE)
        .erreur(&[], OUBLIE_A_PUBREC)
        .step(Line::OnLeft("65 533 messages, chacun jusqu’à PUBCOMP".to_owned()), |emetteur| {
            for _ in 0..65_533 {
                if let Paquet::Publish { id, .. } = emetteur.publier("bof") {
                    emetteur.recevoir(Paquet::Pubrec { id });
                    emetteur.recevoir(Paquet::Pubcomp { id });
                }
            }
            vec![]
        })
        .publie("bof", 2)
        .mistake(
            vec![droite(&publish(false, 1, "bof"))],
            "m1 attend encore PUBCOMP : vous avez sans doute cru son identifiant libre dès PUBREC.",
            "[MQTT-2.3.1-2]",
        )
        .when(Emetteur::nouveau);
}

#[test]
fn etape_8_le_recepteur() {
    recepteur()
        .publish(false, 7, "oui")
        .pubrel(7, Some("oui"))
        .publish(false, 8, "non")
        .pubrel(8, Some("non"))
        .when(Recepteur::nouveau);
}

#[test]
fn etape_9_exactement_une_fois() {
    recepteur()
        .publish(false, 7, "oui")
        .show(coupe("avant PUBREC"))
        .publish(true, 7, "oui")
        .pubrel(7, Some("oui"))
        .show(coupe("avant PUBCOMP"))
        .pubrel(7, None)
        .pubrel(40, None)
        .hint("remove retire la note et la donne, ou donne None")
        .when(Recepteur::nouveau);
}

#[test]
fn etape_10_le_message_suivant() {
    recepteur()
        .publish(true, 7, "oui")
        .publish(false, 8, "non")
        .pubrel(7, Some("oui"))
        .publish(false, 7, "bof")
        .pubrel(8, Some("non"))
        .pubrel(7, Some("bof"))
        .mistake(
            vec![Line::OnRight("livre « oui »".to_owned()), gauche(&Paquet::Pubcomp { id: 7 })],
            "Vous avez sans doute gardé la note de m7 après PUBREL : ce PUBLISH était un message neuf.",
            "[MQTT-4.3.3-2]",
        )
        .mistake(
            vec![gauche(&Paquet::Pubcomp { id: 7 })],
            "Vous avez sans doute pris ce message pour un doublon : après PUBREL, l’identifiant peut resservir.",
            "[MQTT-4.3.3-2]",
        )
        .when(Recepteur::nouveau);
}

const PUBLISH_APRES_PUBREC: &str =
    "Vous avez sans doute renvoyé PUBLISH après PUBREC : dès que PUBREL est parti, c’est lui qu’on renvoie.";
const OUBLIE_A_PUBREC: &str =
    "Vous avez sans doute tout oublié à PUBREC : l’identifiant reste en cours jusqu’à PUBCOMP.";
const GARDE_APRES_PUBCOMP: &str =
    "Vous avez sans doute gardé un identifiant après PUBCOMP : il est clos, et libre.";
const AUTRE_LIBERE: &str = "Vous avez sans doute libéré un autre identifiant que celui de PUBCOMP.";
const NOUVEL_IDENTIFIANT: &str =
    "Vous avez sans doute pris un nouvel identifiant : un renvoi garde celui du premier envoi.";
const ORDRE: &str = "Vous avez sans doute changé l’ordre : on renvoie dans l’ordre des publications.";

/// Les échanges où vous êtes l’émetteur.
trait VousEmetteur {
    /// L’application publie : un PUBLISH part, d0, sous `id`.
    fn publie(self, message: &'static str, id: u16) -> Self;
    /// PUBREC arrive : PUBREL repart.
    fn pubrec(self, id: u16) -> Self;
    /// PUBCOMP arrive : rien ne repart.
    fn pubcomp(self, id: u16) -> Self;
    /// La ligne casse, l’émetteur se reconnecte : ces paquets repartent.
    fn coupure(self, renvois: &[Paquet]) -> Self;
    /// Ce que veut dire un autre renvoi que celui attendu.
    fn erreur(self, renvois: &[Paquet], texte: &'static str) -> Self;
}

fn emetteur() -> Conversation<Emetteur> {
    testkit::conversation("émetteur (vous)", "récepteur")
}

impl VousEmetteur for Conversation<Emetteur> {
    fn publie(self, message: &'static str, id: u16) -> Self {
        self.step(Line::OnLeft(format!("publier({message:?})")), move |emetteur| {
            vec![droite(&emetteur.publier(message))]
        })
        .gives(vec![droite(&publish(false, id, message))])
        .rule("Un message publié part aussitôt, d0, sous l’identifiant de prochain_id().", "[MQTT-4.3.3-1]")
        .mistake(
            vec![droite(&renvoi(id, message))],
            "Vous avez sans doute mis DUP dès le premier envoi : DUP veut dire « renvoyé ».",
            "[MQTT-4.3.3-1]",
        )
        .mistake(
            vec![droite(&publish(false, id - 1, message))],
            "Vous avez sans doute oublié de noter l’identifiant donné, dans dernier_id ou dans en_cours.",
            "[MQTT-2.3.1-2]",
        )
    }

    fn pubrec(self, id: u16) -> Self {
        self.step(gauche(&Paquet::Pubrec { id }), move |emetteur| {
            emetteur.recevoir(Paquet::Pubrec { id }).iter().map(droite).collect()
        })
        .gives(vec![droite(&pubrel(id))])
        .rule("À chaque PUBREC, l’émetteur répond PUBREL avec le même identifiant.", "[MQTT-4.3.3-1]")
        .mistake(
            vec![],
            "Vous avez sans doute oublié PUBREL : chaque PUBREC le demande, même s’il est déjà parti.",
            "[MQTT-4.3.3-1]",
        )
    }

    fn pubcomp(self, id: u16) -> Self {
        self.step(gauche(&Paquet::Pubcomp { id }), move |emetteur| {
            emetteur.recevoir(Paquet::Pubcomp { id }).iter().map(droite).collect()
        })
        .rule("PUBCOMP termine l’échange : l’émetteur n’y répond pas.", "§4.3.3")
    }

    fn coupure(self, renvois: &[Paquet]) -> Self {
        let change =
            |change: fn(&Paquet) -> Paquet| renvois.iter().map(|paquet| droite(&change(paquet))).collect();
        let attendu: Vec<Line> = renvois.iter().map(droite).collect();
        let mut a_l_envers = attendu.clone();
        a_l_envers.reverse();
        let dernier = renvois.iter().map(identifiant).max().unwrap_or(0);
        let sous_un_nouveau = |dup| {
            let mut suivant = dernier;
            let renvoyes = renvois.iter().map(|paquet| match paquet {
                Paquet::Publish { message, .. } => {
                    suivant += 1;
                    droite(&publish(dup, suivant, message))
                }
                autre => droite(autre),
            });
            renvoyes.collect()
        };
        self.step(coupe(""), |emetteur| emetteur.reconnecter().iter().map(droite).collect())
            .gives(attendu)
            .rule(
                "À la reconnexion repart ce qui est en cours : PUBLISH d1 avant PUBREC, PUBREL après, dans l’ordre.",
                "[MQTT-4.4.0-1]",
            )
            .mistake(a_l_envers, ORDRE, "[MQTT-4.6.0-1]")
            .mistake(
                vec![],
                "Rien n’est reparti : à chaque reconnexion, tout ce qui est en cours est renvoyé, et reste en cours.",
                "[MQTT-4.4.0-1]",
            )
            .mistake(
                change(|paquet| match paquet {
                    Paquet::Publish { id, message, .. } => publish(false, *id, message),
                    autre => autre.clone(),
                }),
                "Vous avez sans doute oublié DUP : un PUBLISH renvoyé porte d1.",
                "[MQTT-3.3.1-1]",
            )
            .mistake(
                change(|paquet| match paquet {
                    Paquet::Publish { id, .. } => pubrel(*id),
                    autre => autre.clone(),
                }),
                "Vous avez sans doute envoyé PUBREL avant PUBREC : le récepteur n’a peut-être pas le message.",
                "[MQTT-4.3.3-1]",
            )
            .mistake(sous_un_nouveau(true), NOUVEL_IDENTIFIANT, "[MQTT-2.3.1-3]")
            .mistake(sous_un_nouveau(false), NOUVEL_IDENTIFIANT, "[MQTT-2.3.1-3]")
    }

    fn erreur(self, renvois: &[Paquet], texte: &'static str) -> Self {
        self.mistake(renvois.iter().map(droite).collect(), texte, "[MQTT-4.3.3-1]")
    }
}

/// Les échanges où vous êtes le récepteur.
trait VousRecepteur {
    /// Un PUBLISH arrive : PUBREC part, et rien n’est livré.
    fn publish(self, dup: bool, id: u16, message: &'static str) -> Self;
    /// PUBREL arrive : PUBCOMP part, et ce message est livré.
    fn pubrel(self, id: u16, livre: Option<&str>) -> Self;
}

fn recepteur() -> Conversation<Recepteur> {
    testkit::conversation("émetteur", "récepteur (vous)")
}

impl VousRecepteur for Conversation<Recepteur> {
    fn publish(self, dup: bool, id: u16, message: &'static str) -> Self {
        let paquet = publish(dup, id, message);
        let pubrec = gauche(&Paquet::Pubrec { id });
        let deux_fois = if dup {
            "Vous avez sans doute livré un message dès PUBLISH : attendez PUBREL, ce PUBLISH peut revenir encore."
        } else {
            "Vous avez sans doute livré dès PUBLISH : c’est la méthode B ; ici, méthode A, on livre à PUBREL."
        };
        let livre = Line::OnRight(format!("livre « {message} »"));
        self.step(droite(&paquet), |recepteur| reaction(recepteur.recevoir(paquet)))
            .gives(vec![pubrec.clone()])
            .rule(
                "À chaque PUBLISH, le récepteur note le message et répond PUBREC ; il livre à PUBREL.",
                "[MQTT-4.3.3-2]",
            )
            .mistake(vec![livre.clone(), pubrec], deux_fois, "§4.3.3")
            .mistake(vec![livre], deux_fois, "§4.3.3")
            .mistake(
                vec![],
                "Vous avez sans doute oublié PUBREC : chaque PUBLISH le demande, même renvoyé.",
                "[MQTT-4.3.3-2]",
            )
    }

    fn pubrel(self, id: u16, livre: Option<&str>) -> Self {
        let pubcomp = gauche(&Paquet::Pubcomp { id });
        let livraison: Option<Line> = livre.map(|message| Line::OnRight(format!("livre « {message} »")));
        let conversation = self
            .step(droite(&pubrel(id)), move |recepteur| reaction(recepteur.recevoir(pubrel(id))))
            .gives(livraison.iter().cloned().chain([pubcomp.clone()]).collect())
            .rule(
                "À PUBREL, le récepteur livre le message noté, s’il y en a un, et répond PUBCOMP.",
                "[MQTT-4.3.3-2]",
            )
            .mistake(
                vec![pubcomp.clone()],
                "Vous avez sans doute oublié de livrer : PUBREL libère le message noté.",
                "§4.3.3",
            )
            .mistake(
                livraison.iter().cloned().collect(),
                "Vous avez sans doute oublié PUBCOMP : chaque PUBREL le demande, même quand rien n’est noté.",
                "[MQTT-4.3.3-2]",
            );
        if livre.is_some() {
            return conversation;
        }
        conversation.mistake(
            vec![Line::OnRight("livre « oui »".to_owned()), pubcomp],
            "Vous avez sans doute livré deux fois : à PUBREL, la note s’efface avec la livraison.",
            "[MQTT-4.3.3-2]",
        )
    }
}

fn publish(dup: bool, id: u16, message: &str) -> Paquet {
    Paquet::Publish { dup, id, message: message.to_owned() }
}

fn renvoi(id: u16, message: &str) -> Paquet {
    publish(true, id, message)
}

fn pubrel(id: u16) -> Paquet {
    Paquet::Pubrel { id }
}

fn coupe(quand: &str) -> Line {
    let espace = if quand.is_empty() { "" } else { " " };
    Line::Across(format!("la ligne casse{espace}{quand}, l’émetteur se reconnecte"))
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
        Paquet::Pubrec { id } => format!("PUBREC m{id}"),
        Paquet::Pubrel { id } => format!("PUBREL m{id}"),
        Paquet::Pubcomp { id } => format!("PUBCOMP m{id}"),
    }
}

fn identifiant(paquet: &Paquet) -> u16 {
    match paquet {
        Paquet::Publish { id, .. }
        | Paquet::Pubrec { id }
        | Paquet::Pubrel { id }
        | Paquet::Pubcomp { id } => *id,
    }
}

fn reaction(reaction: Reaction) -> Vec<Line> {
    let livre = reaction.livre.map(|message| Line::OnRight(format!("livre « {message} »")));
    livre.into_iter().chain(reaction.envoie.as_ref().map(gauche)).collect()
}
