//! What concerns the faults: the options, the errors of a script.

use std::time::Duration;

use mqtt_trace::messages::lasting;

use crate::faults::{FaultError, Missing, Problem};

/// Head of the options that break the line, in the help.
pub const HEADING_FAULTS: &str = "Casser la ligne exprès\u{a0}";
/// Help of `--fault`.
pub const HELP_FAULT: &str = "Une panne à provoquer, par exemple «\u{a0}couper avant PUBACK 1\u{a0}»\u{202f}; l’option peut se répéter";
/// Help of `--faults`.
pub const HELP_FAULTS: &str = "Fichier de pannes, une par ligne\u{202f}; # commence un commentaire";
/// Help of `--recipe`.
pub const HELP_RECIPE: &str = "Pannes toutes prêtes d’une figure du cours (la liste\u{a0}: logdump recettes)";
/// Help of `--seed`.
pub const HELP_SEED: &str = "Graine du hasard, pour refaire les mêmes retards";
/// Help of `recettes`.
pub const HELP_RECIPES: &str = "Liste les pannes toutes prêtes, et montre comment en écrire d’autres";

/// How faults are written, under the list of recipes.
pub const FAULTS_HOWTO: &str = "\
Une panne s’écrit sur une ligne (--fault '…', ou un fichier avec --faults)\u{a0}:
  couper avant PUBACK 1        le 1er PUBACK n’arrive pas, la connexion tombe
  couper après PUBLISH 2       le deuxième PUBLISH arrive, puis elle tombe
  couper après 20 octets       peut-être au milieu d’un paquet
    …, refuser 5 s             et ce client ne revient pas avant 5 s
  retarder PUBLISH de 500 ms   ou de 100 à 800 ms, au hasard (--seed)
  limiter à 100 octets/s       une ligne lente
  renvoyer PUBLISH après 2 s   faute de réponse, comme en MQTT 3.1
  perdre PUBLISH 1             impossible en TCP réel, sans coupure\u{a0};
  doubler PUBLISH 1            de même\u{a0};
  inverser PUBLISH 1           de même\u{a0}: il passe après le suivant
À la fin, on peut dire où\u{a0}: vers le broker, vers le client, chez ID (client id).
Les paquets se comptent depuis le départ de logdump.

Pour voir un renvoi, l’éditeur garde sa session\u{a0}: pub -i thermo -c -q 1 …
(mosquitto_pub ne revient après une coupure qu’avec -l, le message sur l’entrée
standard\u{a0}; pub et paho-mqtt reviennent d’eux-mêmes.)";

/// Head of the list of recipes.
#[must_use]
pub fn recipes_head(command: &str) -> String {
    format!("Recettes, à rejouer par {command}\u{a0}:")
}

/// There is no such recipe.
#[must_use]
pub fn no_recipe(name: &str, close: Option<&str>) -> String {
    let close = close.map_or(String::new(), |close| format!(" Vouliez-vous dire {close}\u{202f}?"));
    let list = cli::command_line("logdump", "recettes");
    format!("il n’y a pas de recette «\u{a0}{name}\u{a0}».{close} La liste\u{a0}: {list}")
}

/// A script cannot be read from its file.
#[must_use]
pub fn cannot_read_faults(file: &str) -> String {
    format!("impossible de lire le fichier de pannes {file}")
}

/// The name of a rule that was given on the command line.
pub const FAULT_OPTION: &str = "--fault";

/// Said on start when a rule does what TCP never does.
pub const IMPOSSIBLE_IN_TCP: &str = "\
perdre, doubler ou inverser un paquet est impossible en TCP réel\u{a0}: tant que la
connexion tient, TCP livre tout, une fois et dans l’ordre. C’est utile pour voir
à quoi servent les acquittements de MQTT, et pour essayer un programme contre un
pair qui se trompe.";

/// Said on start when times are drawn.
#[must_use]
pub fn seed(seed: u64) -> String {
    format!("Retards tirés de la graine {seed}\u{a0}; pour les mêmes\u{a0}: --seed {seed}")
}

/// A client that was cut is back too early.
#[must_use]
pub fn not_yet(left: Duration) -> String {
    let left = Duration::from_millis(u64::try_from(left.as_millis()).unwrap_or(u64::MAX).div_ceil(100) * 100);
    format!("pas de reconnexion avant {}", lasting(left))
}

/// What is wrong with a line of a script: where, what, and the line itself, underlined.
#[must_use]
pub fn fault_error(error: &FaultError) -> String {
    let FaultError { source, line, column, width, text, problem } = error;
    let start = column.saturating_sub(1);
    let word: String = text.chars().skip(start).take(*width).collect();
    let shown = printable(text);
    let under = format!("{}{}", " ".repeat(start), "^".repeat((*width).max(1)));
    let what = self::problem(problem, &word);
    format!("{source}, ligne {line}, colonne {column}\u{a0}: {what}\n    {shown}\n    {under}")
}

/// A terminal takes control characters for commands.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn problem(problem: &Problem, word: &str) -> String {
    let quoted = format!("«\u{a0}{}\u{a0}»", printable(word));
    let or = |close: &Option<&str>, else_: &str| match close {
        Some(close) => format!("Vouliez-vous dire {close}\u{202f}?"),
        None => else_.to_owned(),
    };
    match problem {
        Problem::Verb(close) => {
            let all = "On attend couper, retarder, limiter, renvoyer, perdre, doubler ou inverser.";
            format!("{quoted} n’est pas une panne connue. {}", or(close, all))
        }
        Problem::PacketType(close) => {
            let all = "On attend CONNECT, PUBLISH, PUBACK, SUBSCRIBE…";
            format!("{quoted} n’est pas un type de paquet. {}", or(close, all))
        }
        Problem::Unexpected => format!(
            "{quoted} n’a pas de sens ici. On attend «\u{a0}vers le client\u{a0}», «\u{a0}vers le broker\u{a0}», \
             «\u{a0}chez ID\u{a0}», ou après une coupure «\u{a0}refuser 5 s\u{a0}»."
        ),
        Problem::Missing(what) => format!("on attend ici {}.", missing(*what)),
        Problem::Number => {
            format!("{quoted} ne convient pas\u{a0}: on attend un nombre plus grand que 0, et raisonnable.")
        }
        Problem::TimeUnit => format!("{quoted} n’est pas une durée\u{a0}: écrivez 500 ms, 2 s ou 1 min."),
        Problem::Rate => format!("{quoted} n’est pas un débit\u{a0}: écrivez par exemple 100 octets/s."),
        Problem::Direction => format!(
            "{quoted} n’est pas un côté\u{a0}: écrivez «\u{a0}vers le client\u{a0}» ou «\u{a0}vers le broker\u{a0}»."
        ),
        Problem::TimesReversed => "la première durée dépasse la seconde\u{a0}: inversez-les.".to_owned(),
        Problem::NotResendable => {
            format!(
                "{quoted} ne se renvoie pas\u{a0}: seuls PUBLISH et PUBREL attendent une réponse qui peut manquer."
            )
        }
        Problem::OpenQuote => "ce guillemet (\") n’est pas refermé.".to_owned(),
        Problem::Twice => format!("{quoted} est dit deux fois\u{a0}: gardez-en un."),
    }
}

fn missing(what: Missing) -> &'static str {
    match what {
        Missing::Place => {
            "«\u{a0}avant\u{a0}» ou «\u{a0}après\u{a0}», puis un paquet\u{a0}: couper avant PUBACK 1"
        }
        Missing::PacketType => "un type de paquet, comme PUBLISH",
        Missing::PacketOrBytes => "un type de paquet (PUBLISH 2) ou un nombre d’octets (20 octets)",
        Missing::Time => {
            "une durée\u{a0}: «\u{a0}de 500 ms\u{a0}» pour retarder, «\u{a0}après 2 s\u{a0}» pour renvoyer, «\u{a0}5 s\u{a0}» pour refuser"
        }
        Missing::Rate => "un débit\u{a0}: «\u{a0}à 100 octets/s\u{a0}»",
        Missing::Direction => "«\u{a0}client\u{a0}» ou «\u{a0}broker\u{a0}»",
        Missing::Client => "l’identifiant d’un client (client id)",
    }
}
