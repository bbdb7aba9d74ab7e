//! Ce dont les tests se servent : les échanges où vous êtes l’émetteur, ceux où vous êtes le récepteur.

use exercise_07::{Emetteur, Paquet, Reaction, Recepteur};
use testkit::{Conversation, Line};

const NOUVEL_IDENTIFIANT: &str =
    "Vous avez sans doute pris un nouvel identifiant : un renvoi garde celui du premier envoi.";
/// Les échanges où vous êtes l’émetteur.
pub trait VousEmetteur {
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

pub fn emetteur() -> Conversation<Emetteur> {
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
        let combien = |lequel: fn(&Paquet) -> bool| renvois.iter().filter(|paquet| lequel(paquet)).count();
        // La norme n’ordonne que les PUBLISH entre eux, et les PUBREL entre eux.
        let ordre = if combien(|paquet| matches!(paquet, Paquet::Publish { .. })) > 1 {
            "[MQTT-4.6.0-1]"
        } else if combien(|paquet| matches!(paquet, Paquet::Pubrel { .. })) > 1 {
            "[MQTT-4.6.0-4]"
        } else {
            "§4.6"
        };
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
        self.step(coupe("la ligne casse, l’émetteur se reconnecte"), |emetteur| {
            emetteur.reconnecter().iter().map(droite).collect()
        })
        .gives(attendu)
        .rule(
            "À la reconnexion, dans l’ordre : PUBLISH d1 pour qui attend PUBREC, PUBREL pour les autres.",
            "[MQTT-4.4.0-1]",
        )
        .mistake(
            a_l_envers,
            "Vous avez sans doute changé l’ordre : on renvoie dans l’ordre des publications.",
            ordre,
        )
        .mistake(
            vec![],
            "Rien n’est reparti : à chaque reconnexion, ce qui est en cours repart, et reste en cours.",
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
pub trait VousRecepteur {
    /// Un PUBLISH arrive : PUBREC part, et rien n’est livré.
    fn publish(self, dup: bool, id: u16, message: &'static str) -> Self;
    /// PUBREL arrive : PUBCOMP part, et ce message est livré.
    fn pubrel(self, id: u16, livre: Option<&str>) -> Self;
    /// Un paquet qui s’adresse à l’émetteur arrive : rien ne se passe.
    fn ignore(self, paquet: Paquet) -> Self;
}

pub fn recepteur() -> Conversation<Recepteur> {
    testkit::conversation("émetteur", "récepteur (vous)")
}

impl VousRecepteur for Conversation<Recepteur> {
    fn publish(self, dup: bool, id: u16, message: &'static str) -> Self {
        let paquet = publish(dup, id, message);
        let pubrec = gauche(&Paquet::Pubrec { id });
        let deux_fois = if dup {
            "Vous avez sans doute livré un d1 dès PUBLISH : attendez PUBREL, il peut revenir encore."
        } else {
            "Vous avez sans doute livré dès PUBLISH : c’est la méthode B ; la méthode A livre à PUBREL."
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

    fn ignore(self, paquet: Paquet) -> Self {
        self.step(droite(&paquet), |recepteur| reaction(recepteur.recevoir(paquet)))
            .rule("PUBREC et PUBCOMP s’adressent à l’émetteur : un récepteur n’a rien à en faire.", "§4.3.3")
    }
}

pub fn publish(dup: bool, id: u16, message: &str) -> Paquet {
    Paquet::Publish { dup, id, message: message.to_owned() }
}

pub fn renvoi(id: u16, message: &str) -> Paquet {
    publish(true, id, message)
}

pub fn pubrel(id: u16) -> Paquet {
    Paquet::Pubrel { id }
}

pub fn coupe(texte: &str) -> Line {
    Line::Across(texte.to_owned())
}

pub fn droite(paquet: &Paquet) -> Line {
    Line::ToRight(nom(paquet))
}

pub fn gauche(paquet: &Paquet) -> Line {
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

pub fn reaction(reaction: Reaction) -> Vec<Line> {
    let livre = reaction.livre.map(|message| Line::OnRight(format!("livre « {message} »")));
    livre.into_iter().chain(reaction.envoie.as_ref().map(gauche)).collect()
}
