//! The settings: their help, and what is wrong with them.

use std::fmt::Display;
use std::ops::Range;

use crate::Config;

// clap adds the colon itself.
pub(crate) const HEADING_TLS: &str = "TLS\u{a0}";
pub(crate) const HEADING_USERS: &str = "Utilisateurs et droits\u{a0}";
pub(crate) const HEADING_LIMITS: &str = "Limites\u{a0}";

pub(crate) const HELP_CONFIG: &str =
    "Lire des réglages dans ce fichier TOML : le nom de chaque option, avec _ au lieu de -";
pub(crate) const HELP_CHECK_CONFIG: &str = "Vérifier tous les réglages, dire ce qu’ils font, et s’arrêter";
pub(crate) const HELP_LISTEN: &str = "Écouter en clair à cette adresse ; peut être répété";
pub(crate) const HELP_TLS: &str =
    "Parler TLS, sur le port 8883 sauf avis contraire, avec un certificat fait pour la classe";
pub(crate) const HELP_LISTEN_TLS: &str = "Écouter en TLS à cette adresse ; peut être répété";
pub(crate) const HELP_CLASS_CA: &str =
    "Dossier de l’autorité de la classe et du certificat du broker, créés au besoin";
pub(crate) const HELP_TLS_NAME: &str =
    "Autre nom ou adresse de cette machine, à inscrire dans ce certificat ; peut être répété";
pub(crate) const HELP_CERT: &str =
    "Montrer plutôt ce certificat, en PEM, suivi de ceux qui le lient à une autorité";
pub(crate) const HELP_KEY: &str = "Clé privée de ce certificat, en PEM";
pub(crate) const HELP_REQUIRE_CERTIFICATE: &str =
    "Exiger un certificat de chaque client, signé par la classe (broker certificat NOM)";
pub(crate) const HELP_CAFILE: &str = "Exiger plutôt un certificat signé par une autorité de ce fichier PEM";
pub(crate) const HELP_PASSWORD_FILE: &str = "Fichier des utilisateurs, fait par broker passwd";
pub(crate) const HELP_ALLOW_ANONYMOUS: &str =
    "Admettre les clients sans nom d’utilisateur [par défaut : oui, et non avec --password-file]";
pub(crate) const HELP_ACL_FILE: &str = "Fichier des droits, comme l’acl_file de Mosquitto";

pub(crate) const HELP_PASSWD: &str = "Ajouter un utilisateur, ou changer son mot de passe";
pub(crate) const AFTER_PASSWD: &str = "\
Le mot de passe est demandé deux fois, sans s’afficher. S’il vient d’un tube, une ligne suffit :
  printf '%s\\n' soleil42 | broker passwd mots-de-passe thermo";
pub(crate) const HELP_PASSWD_FILE: &str = "Le fichier, créé au besoin";
pub(crate) const HELP_PASSWD_USER: &str = "Le nom de l’utilisateur";
pub(crate) const HELP_PASSWD_DELETE: &str = "Retirer cet utilisateur";
pub(crate) const HELP_CERTIFICATE: &str =
    "Faire un certificat pour un client, signé par l’autorité de la classe";
pub(crate) const HELP_CERTIFICATE_NAME: &str = "Le nom du client : lettres, chiffres, - et _";

pub(crate) const YES_OR_NO: &str = "oui ou non est attendu";
pub(crate) const NOBODY_COULD_CONNECT: &str = "personne ne pourrait se connecter : les clients sans nom ne sont pas admis, et il n’y a pas d’utilisateur. Donnez --password-file, ou --allow-anonymous";
pub(crate) const NOWHERE: &str = "le broker n’écouterait nulle part : donnez -p, --listen ou --listen-tls";
pub(crate) const TLS_NOWHERE: &str =
    "un certificat est donné ou exigé, et aucun port ne parle TLS : donnez --tls ou --listen-tls";
pub(crate) const CAFILE_FOR_NOTHING: &str = "--cafile dit quels certificats de clients sont reconnus, et n’en exige aucun : ajoutez --require-certificate";
pub(crate) const CERT_WITHOUT_KEY: &str = "--cert demande la clé de ce certificat : ajoutez --key FICHIER";
pub(crate) const KEY_WITHOUT_CERT: &str = "--key demande le certificat de cette clé : ajoutez --cert FICHIER";

/// Help, with the value that holds if nobody sets another.
pub(crate) fn with_default(help: &str, value: impl Display) -> String {
    format!("{help} [par défaut\u{a0}: {value}]")
}

pub(crate) fn help_port() -> String {
    let help = "Port TCP à écouter ; 0 laisse le système choisir";
    with_default(help, format_args!("{}, ou 8883 avec --tls", cli::DEFAULT_PORT))
}

pub(crate) fn help_sys_interval() -> String {
    let help =
        "Secondes entre deux publications de l’état du broker, sous $SYS/broker\u{202f}; 0\u{a0}: jamais";
    with_default(help, Config::default().sys_interval.as_secs())
}

pub(crate) fn help_max_connections() -> String {
    let help = "Clients connectés à la fois ; les suivants sont refusés (CONNACK 3)";
    with_default(help, Config::default().limits.max_connections)
}

pub(crate) fn help_max_packet() -> String {
    with_default("Taille du plus grand paquet accepté, en octets", Config::default().max_packet_size)
}

pub(crate) fn help_max_inflight() -> String {
    let help = "Messages de QoS 1 et 2 envoyés à un client et pas encore acquittés";
    with_default(help, Config::default().limits.max_inflight)
}

pub(crate) fn help_max_queued() -> String {
    with_default("Messages de QoS 1 et 2 gardés pour un client", Config::default().limits.max_queued)
}

pub(crate) fn help_max_queued_bytes() -> String {
    let help = "Leur taille, en octets ; et celle des messages de QoS 2 qu’un client n’a pas encore libérés";
    with_default(help, Config::default().limits.max_queued_bytes)
}

pub(crate) fn help_connect_timeout() -> String {
    let help = "Temps laissé à un client pour envoyer CONNECT";
    with_default(help, Config::default().limits.connect_timeout.as_secs())
}

pub(crate) fn help_handshake_timeout() -> String {
    let help = "Temps laissé à la poignée de main TLS";
    with_default(help, Config::default().handshake_timeout.as_secs())
}

pub(crate) fn help_write_timeout() -> String {
    let help = "Temps après lequel un client qui ne lit rien est déconnecté";
    with_default(help, Config::default().write_timeout.as_secs())
}

pub(crate) fn unknown_setting(called: &str, near: Option<&str>) -> String {
    let near = near.map_or_else(String::new, |near| format!("\u{a0}: vouliez-vous dire `{near}`\u{202f}?"));
    format!("réglage inconnu `{called}`{near}")
}

pub(crate) fn in_environment(problem: &str) -> String {
    format!("dans l’environnement\u{a0}: {problem}")
}

pub(crate) fn not_simple(called: &str) -> String {
    format!(
        "`{called}` attend un nombre entier, true ou false, un texte entre guillemets, ou une liste de textes"
    )
}

/// A line that is no TOML.
pub(crate) fn not_toml(text: &str, place: Range<usize>) -> String {
    let before = text.get(..place.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim();
    format!("«\u{a0}{line}\u{a0}» n’est pas du TOML\u{a0}: on écrit port = 1883, ou bind = \"0.0.0.0\"")
}
