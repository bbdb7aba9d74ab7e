//! What a broker says when it starts: where it listens, who can connect, and how to change it.

use std::net::SocketAddr;
use std::path::Path;

use crate::settings::About;

pub(crate) const CONFIG_IS_RIGHT: &str = "Ces réglages sont corrects. Le broker n’a pas été lancé.\n";

/// All that is said first. `addresses` are its places, with their real ports.
pub(crate) fn listening(about: &About, addresses: &[SocketAddr]) -> String {
    let mut text = String::new();
    for (address, (_, in_tls)) in addresses.iter().zip(&about.places) {
        let how = if *in_tls { " en TLS" } else { "" };
        text += &format!("Le broker écoute sur {address}{how}.\n");
    }
    text += &who(about, addresses);
    text += &tls(about, addresses);
    text + "Ctrl-C pour l’arrêter.\n"
}

/// Who can connect, and do what.
pub(crate) fn who(about: &About, addresses: &[SocketAddr]) -> String {
    let mut text = String::new();
    let is_local = addresses.iter().all(|address| address.ip().is_loopback());
    let is_open = about.users.is_none() && !about.asks_certificates;
    // How to open or close it is worth a line where one option does it.
    let alone = |bind: &str| match about.places[..] {
        [(_, in_tls)] => {
            let tls = if in_tls { "--tls " } else { "" };
            cli::command_line("broker", &format!("{tls}--bind {bind}"))
        }
        _ => cli::command_line("broker", "--help"),
    };
    text += &match (is_local, is_open) {
        (true, _) => format!(
            "Seuls les programmes de cette machine peuvent se connecter. Pour ouvrir au réseau\u{a0}:\n  {}\n",
            alone("0.0.0.0")
        ),
        (false, true) => format!(
            "Attention\u{a0}: toute machine qui atteint celle-ci peut se connecter, sans mot de passe.\n\
             Pour cette machine seule\u{a0}:\n  {}\n",
            alone("127.0.0.1")
        ),
        (false, false) => "Toute machine qui atteint celle-ci peut se présenter.\n".to_owned(),
    };
    if about.asks_certificates {
        text += "En TLS, chaque client doit montrer un certificat que ce broker reconnaît.\n";
    }
    if let Some(users) = about.users {
        let count = count(users, "utilisateur a", "utilisateurs ont");
        text += &format!("{count} un mot de passe\u{a0}; ");
        text += if about.allow_anonymous {
            "qui ne donne pas de nom est admis aussi.\n"
        } else {
            "qui ne donne pas de nom est refusé.\n"
        };
        let in_clear =
            |((_, in_tls), address): (&(_, bool), &SocketAddr)| !in_tls && !address.ip().is_loopback();
        if about.places.iter().zip(addresses).any(in_clear) {
            text +=
                "Attention\u{a0}: hors de TLS, ces mots de passe circulent en clair sur le réseau (--tls).\n";
        }
    }
    text += &match about.rules {
        Some(rules) => {
            let count = count(rules, "règle", "règles");
            format!("Droits\u{a0}: {count}\u{a0}; ce qu’aucune ne permet est interdit.\n")
        }
        // Said only where somebody might think otherwise.
        None if about.users.is_some() => {
            "Droits\u{a0}: chacun peut tout lire et tout écrire (--acl-file).\n".to_owned()
        }
        None => String::new(),
    };
    text
}

/// How a client comes to speak TLS with this broker.
fn tls(about: &About, addresses: &[SocketAddr]) -> String {
    let mut text = String::new();
    if let Some(file) = &about.new_certificate {
        text += &format!("Nouveau certificat du broker\u{a0}: {}.\n", file.display());
    }
    let place = about.places.iter().zip(addresses).find(|((_, in_tls), _)| *in_tls);
    let (Some(cafile), Some((_, address))) = (&about.cafile, place) else { return text };
    let (port, file) = (address.port(), cafile.display());
    let own = if about.asks_certificates { " --cert NOM.pem --key NOM-key.pem" } else { "" };
    text += &format!(
        "À donner à chaque client\u{a0}: {file}, le certificat de l’autorité de la classe. À personne\u{a0}: la clé qui est à côté.\n  \
         mosquitto_sub -h localhost -p {port} --cafile {file}{own} -t 'maison/#' -v\n  \
         {}\n  \
         client.tls_set(ca_certs=\"{file}\")    # paho-mqtt, avant client.connect(\"localhost\", {port})\n",
        cli::command_line("sub", &format!("-h localhost -p {port} --cafile {file}{own} -t 'maison/#' -v"))
    );
    text
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number > 1 { many } else { one })
}

/// A certificate was made for a client.
pub(crate) fn certificate_made(certificate: &Path, key: &Path, cafile: &Path) -> String {
    let (certificate, key, cafile) = (certificate.display(), key.display(), cafile.display());
    format!(
        "Certificat\u{a0}: {certificate}\nClé, à donner à ce client seul\u{a0}: {key}\n  \
         mosquitto_pub -h localhost -p 8883 --cafile {cafile} --cert {certificate} --key {key} -t t -m m"
    )
}

/// What a client with a certificate may be called.
pub(crate) const CERTIFICATE_NAME: &str =
    "ce nom devient celui d’un fichier : lettres, chiffres, - et _ seulement, et aucun nom déjà pris";
