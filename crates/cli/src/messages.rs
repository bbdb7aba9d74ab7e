//! Every sentence that this crate says to a student or a teacher, in French.

use std::io::{self, ErrorKind};

use crate::port_owner::port_owner;
use crate::{Address, AddressError, CannotListen, launch};

/// Usage first, then options: who opens the help mostly looks for how to write the command.
pub(crate) const HELP_TEMPLATE: &str = "\
{before-help}{about-with-newline}
Utilisation : {usage}

{all-args}{after-help}";
// clap adds the colon itself: the no-break space before it belongs to the heading.
pub(crate) const HEADING_OPTIONS: &str = "Options\u{a0}";
pub(crate) const HEADING_ARGUMENTS: &str = "Arguments\u{a0}";
pub(crate) const HEADING_COMMANDS: &str = "Commandes\u{a0}";
pub(crate) const VALUE_COMMAND: &str = "COMMANDE";
pub(crate) const HELP_HELP: &str = "Afficher cette aide";
pub(crate) const HELP_VERSION: &str = "Afficher la version";

pub(crate) const READER_LEFT: &str = "le lecteur de la sortie standard est parti";
pub(crate) const INVALID_UTF8: &str = "un argument n’est pas un texte UTF-8 valide";
pub(crate) const NOT_AN_INTEGER: &str = "un nombre entier est attendu";
pub(crate) const NOT_A_NUMBER: &str = "un nombre est attendu, avec un point pour les décimales (2.5)";
pub(crate) const NUMBER_TOO_BIG: &str = "ce nombre est trop grand";
pub(crate) const NUMBER_TOO_SMALL: &str = "ce nombre est trop petit";

pub(crate) fn default_note(value: &str) -> String {
    format!(" [par défaut : {value}]")
}

pub(crate) fn possible_note(values: &str) -> String {
    format!(" [valeurs possibles : {values}]")
}

pub(crate) fn error(text: &str) -> String {
    format!("erreur : {text}\n")
}

pub(crate) fn cause(text: &str) -> String {
    format!("  cause : {text}\n")
}

pub(crate) fn usage_error(problem: &str, hint: &str) -> String {
    format!("erreur : {problem}\n{hint}\n")
}

pub(crate) fn try_help(command: &str) -> String {
    format!("Essayez `{command}`.")
}

pub(crate) fn unknown_option(option: &str, suggestion: Option<&str>) -> String {
    format!("option inconnue `{option}`{}", did_you_mean(suggestion))
}

pub(crate) fn unknown_command(command: &str, suggestion: Option<&str>) -> String {
    format!("commande inconnue `{command}`{}", did_you_mean(suggestion))
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(String::new, |suggestion| format!(" : vouliez-vous dire `{suggestion}` ?"))
}

pub(crate) fn unexpected_argument(argument: &str) -> String {
    format!("argument inattendu « {argument} »")
}

pub(crate) fn missing_value(argument: &str, possible: &[String]) -> String {
    format!("il manque une valeur après `{argument}`{}", possible_values(possible))
}

pub(crate) fn invalid_choice(
    value: &str,
    argument: &str,
    possible: &[String],
    suggestion: Option<&str>,
) -> String {
    let invalid = format!("valeur « {value} » incorrecte pour `{argument}`");
    format!("{invalid}{}{}", did_you_mean(suggestion), possible_values(possible))
}

fn possible_values(values: &[String]) -> String {
    if values.is_empty() {
        return String::new();
    }
    format!("\n  valeurs possibles : {}", values.join(", "))
}

pub(crate) fn invalid_value(value: &str, argument: &str, reason: &str) -> String {
    let colon = if reason.is_empty() { "" } else { " : " };
    format!("valeur « {value} » incorrecte pour `{argument}`{colon}{reason}")
}

pub(crate) fn number_between(low: &str, high: &str) -> String {
    format!("un nombre de {low} à {high} est attendu")
}

pub(crate) fn number_from(low: &str) -> String {
    format!("un nombre à partir de {low} est attendu")
}

pub(crate) fn number_below(low: &str, high: &str) -> String {
    format!("un nombre à partir de {low} et inférieur à {high} est attendu")
}

pub(crate) fn missing_arguments(arguments: &[String]) -> String {
    format!("il manque {}", backticked(arguments))
}

pub(crate) fn missing_command(commands: &[String]) -> String {
    if commands.is_empty() {
        return "il manque une commande".to_owned();
    }
    format!("il manque une commande\n  commandes possibles : {}", commands.join(", "))
}

pub(crate) fn repeated_argument(argument: &str) -> String {
    format!("`{argument}` ne peut être donné qu’une fois")
}

pub(crate) fn conflict(argument: &str, others: &[String]) -> String {
    format!("`{argument}` ne va pas avec {} : gardez l’un ou l’autre", backticked(others))
}

pub(crate) fn extra_value(value: &str, argument: &str) -> String {
    format!("valeur en trop « {value} » pour `{argument}`")
}

pub(crate) fn few_values(argument: &str, minimum: isize, given: isize) -> String {
    format!("`{argument}` demande au moins {minimum} valeurs, et non {given}")
}

pub(crate) fn wrong_number_of_values(argument: &str, expected: isize, given: isize) -> String {
    format!("`{argument}` demande {expected} valeurs, et non {given}")
}

pub(crate) fn missing_equals(argument: &str) -> String {
    format!("`{argument}` demande un signe « = » avant sa valeur")
}

fn backticked(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

pub(crate) fn address_error(error: &AddressError) -> String {
    match error {
        AddressError::Host { text } if text.is_empty() => {
            "adresse vide : écrivez un nom de machine ou une adresse IP".to_owned()
        }
        AddressError::Host { text } if text.starts_with(':') => {
            format!("« {text} » ne nomme aucune machine : écrivez par exemple 127.0.0.1:1883")
        }
        AddressError::Host { text } => format!(
            "« {text} » n’est pas une machine : écrivez son nom ou son adresse IP, sans « mqtt:// » ni espace"
        ),
        AddressError::PortInHost { host, port } => {
            format!("donnez la machine et le port à part : -h {host} -p {port}")
        }
        AddressError::Port { port } if port.is_empty() => {
            "il manque le numéro de port après « : », par exemple 1883".to_owned()
        }
        AddressError::Port { port } => {
            format!("« {port} » n’est pas un numéro de port : attendu un nombre de 1 à 65535")
        }
        AddressError::Brackets { text } => {
            format!("« {text} » est illisible : une adresse IPv6 suivie d’un port s’écrit [::1]:1883")
        }
    }
}

pub(crate) fn listen_syntax(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}» n’est ni un port (1884) ni une adresse suivie d’un port (127.0.0.1:1884)")
}

pub(crate) fn unreachable(address: &Address, error: &io::Error) -> String {
    let broker = launch::command_line("broker", "");
    match error.kind() {
        ErrorKind::ConnectionRefused => {
            format!("Aucun broker ne répond sur {address}. Lancez-en un dans un autre terminal : {broker}")
        }
        ErrorKind::TimedOut | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => format!(
            "La machine {address} ne répond pas ({}). Vérifiez l’adresse, le réseau et le pare-feu.",
            describe(error)
        ),
        _ if is_unknown_name(error) => format!(
            "La machine « {} » est introuvable : vérifiez son nom, ou donnez son adresse IP.",
            address.host
        ),
        _ => {
            format!("Impossible de joindre {address} : {}. Vérifiez la machine et le port.", describe(error))
        }
    }
}

/// A failed name look-up has no kind of its own: outside Windows it is an error of the standard library's making,
/// which no system call that opens a connection gives.
fn is_unknown_name(error: &io::Error) -> bool {
    const WINDOWS_LOOKUP: std::ops::RangeInclusive<i32> = 11001..=11004;
    error.get_ref().is_some() || error.raw_os_error().is_some_and(|code| WINDOWS_LOOKUP.contains(&code))
}

/// What an input/output error means, in French where its kind is known, else in the system's own words.
pub fn describe(error: &io::Error) -> String {
    // An error with an inner cause was worded by somebody: keep the words.
    if let Some(inner) = error.get_ref() {
        return inner.to_string();
    }
    match error.kind() {
        ErrorKind::NotFound => "fichier ou dossier introuvable",
        ErrorKind::PermissionDenied => "accès refusé",
        ErrorKind::AlreadyExists => "ce fichier existe déjà",
        ErrorKind::IsADirectory => "c’est un dossier, un fichier est attendu",
        ErrorKind::NotADirectory => "un dossier est attendu",
        ErrorKind::StorageFull => "le disque est plein",
        ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule",
        ErrorKind::InvalidData => "le contenu n’est pas celui attendu",
        ErrorKind::UnexpectedEof => "fin inattendue",
        ErrorKind::AddrInUse => "ce port est déjà pris par un autre programme",
        ErrorKind::AddrNotAvailable => "cette adresse n’est pas celle de cette machine",
        ErrorKind::ConnectionRefused => "connexion refusée",
        ErrorKind::ConnectionReset => "connexion coupée par l’autre machine",
        ErrorKind::ConnectionAborted => "connexion abandonnée",
        ErrorKind::BrokenPipe => "connexion fermée par l’autre bout",
        ErrorKind::NotConnected => "pas de connexion",
        ErrorKind::TimedOut => "délai dépassé",
        ErrorKind::HostUnreachable => "machine injoignable",
        ErrorKind::NetworkUnreachable => "réseau injoignable",
        _ => return error.to_string(),
    }
    .to_owned()
}

pub(crate) fn cannot_listen(cannot: &CannotListen) -> String {
    let CannotListen { address, error, elsewhere } = cannot;
    let port = address.port();
    match error.kind() {
        ErrorKind::AddrInUse => {
            let by = match port_owner(port) {
                Some(owner) => format!("« {} » (processus {})", owner.name, owner.pid),
                None => "un autre programme".to_owned(),
            };
            format!(
                "Le port {port} est déjà pris par {by}. Arrêtez-le, ou choisissez un autre port : {elsewhere}"
            )
        }
        ErrorKind::PermissionDenied => {
            format!("Le port {port} est réservé à l’administrateur. Choisissez un autre port : {elsewhere}")
        }
        ErrorKind::AddrNotAvailable => format!(
            "{} n’est pas une adresse de cette machine. `ip address` (ou `ipconfig` sous Windows) les montre.",
            address.ip()
        ),
        _ => format!("Impossible d’écouter sur {address} : {}.", describe(error)),
    }
}
