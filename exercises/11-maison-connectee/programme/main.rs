//! Le programme de la maison : vos fonctions décident, rumqttc reçoit et publie.
//!
//! Vous pouvez le lire et le changer ; il n’est pas noté.

use std::env;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use exercise_11::{Publication, abonnements, commande, decide, etat, testament};
use rumqttc::{Client, ClientError, Connection, Event, LastWill, MqttOptions, Packet, Publish, QoS};

const AIDE: &str = "\
Usage : exercise-11 [-h MACHINE] [-p PORT] [--prefix poste07/] [allume | eteins]
  sans rien, joue la lampe du salon et surveille les mouvements ;
  avec un ordre, l’envoie à la lampe et s’arrête.";

/// De quoi joindre le broker, et ce qui précède les topics sur un broker que la classe partage.
struct Options {
    machine: String,
    port: u16,
    prefixe: String,
    ordre: Option<bool>,
}

pub fn main() -> ExitCode {
    let Some(options) = lire(env::args().skip(1)) else {
        eprintln!("{AIDE}");
        return ExitCode::from(2);
    };
    let resultat = match options.ordre {
        Some(allumer) => envoyer_un_ordre(&options, allumer),
        None => vivre(&options),
    };
    match resultat {
        Ok(()) => ExitCode::SUCCESS,
        Err(erreur) => {
            eprintln!("{erreur}");
            ExitCode::FAILURE
        }
    }
}

fn lire(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options =
        Options { machine: "127.0.0.1".to_owned(), port: 1883, prefixe: String::new(), ordre: None };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-h" => options.machine = arguments.next()?,
            "-p" => options.port = arguments.next()?.parse().ok()?,
            "--prefix" => options.prefixe = arguments.next()?,
            "allume" => options.ordre = Some(true),
            "eteins" => options.ordre = Some(false),
            _ => return None,
        }
    }
    Some(options)
}

/// Joue la lampe et surveille les mouvements, jusqu’à Ctrl-C. Ctrl-C n’envoie pas de DISCONNECT : le will parlera.
fn vivre(options: &Options) -> Result<(), String> {
    let mut reglages = reglages(options, "programme-maison");
    let will = testament();
    let topic = format!("{}{}", options.prefixe, will.topic);
    reglages.set_last_will(LastWill::new(topic, will.payload, qos(will.qos)?, will.retain));
    let (client, mut connexion) = nouvelle(reglages);
    for evenement in connexion.iter() {
        match evenement {
            // À chaque connexion, pas seulement à la première : le broker a oublié notre session.
            Ok(Event::Incoming(Packet::ConnAck(_))) => {
                for (filtre, niveau) in abonnements() {
                    println!("je m’abonne à {}{filtre}, QoS {niveau}", options.prefixe);
                    accepte(client.try_subscribe(format!("{}{filtre}", options.prefixe), qos(niveau)?))?;
                }
                publier(&client, options, etat(false))?;
            }
            Ok(Event::Incoming(Packet::Publish(message))) => {
                if let Some(reponse) = reponse(&message, options) {
                    publier(&client, options, reponse)?;
                }
            }
            Ok(_) => {}
            Err(erreur) => {
                eprintln!("pas de connexion ({erreur}) : nouvel essai dans une seconde");
                thread::sleep(Duration::from_secs(1));
            }
        }
    }
    Ok(())
}

fn reponse(message: &Publish, options: &Options) -> Option<Publication> {
    decide(message.topic.strip_prefix(&options.prefixe)?, &message.payload)
}

fn envoyer_un_ordre(options: &Options, allumer: bool) -> Result<(), String> {
    let ordre = commande(allumer);
    let niveau = ordre.qos;
    // Un nom qui change d’un ordre à l’autre : deux clients du même nom se chasseraient l’un l’autre.
    let nom = format!("panneau-{}", std::process::id());
    let (client, mut connexion) = nouvelle(reglages(options, &nom));
    publier(&client, options, ordre)?;
    for evenement in connexion.iter() {
        let parti = match evenement.map_err(|erreur| format!("ordre non envoyé : {erreur}"))? {
            Event::Incoming(Packet::PubAck(_) | Packet::PubComp(_)) => true,
            Event::Outgoing(rumqttc::Outgoing::Publish(_)) => niveau == 0,
            _ => false,
        };
        if parti {
            break;
        }
    }
    accepte(client.try_disconnect())?;
    // Le DISCONNECT part, puis le broker ferme.
    for evenement in connexion.iter() {
        if matches!(evenement, Ok(Event::Outgoing(rumqttc::Outgoing::Disconnect)) | Err(_)) {
            break;
        }
    }
    Ok(())
}

fn reglages(options: &Options, nom: &str) -> MqttOptions {
    let nom = format!("{}{nom}", options.prefixe.replace('/', "-"));
    let mut reglages = MqttOptions::new(nom, &options.machine, options.port);
    reglages.set_keep_alive(Duration::from_secs(10));
    reglages
}

fn nouvelle(reglages: MqttOptions) -> (Client, Connection) {
    // Assez de place pour une ronde de la maison entière.
    Client::new(reglages, 64)
}

fn publier(client: &Client, options: &Options, message: Publication) -> Result<(), String> {
    let Publication { topic, payload, qos: niveau, retain } = message;
    let topic = format!("{}{topic}", options.prefixe);
    println!("je publie {topic} {payload:?}, QoS {niveau}{}", if retain { ", retain" } else { "" });
    accepte(client.try_publish(topic, qos(niveau)?, retain, payload))
}

fn qos(niveau: u8) -> Result<QoS, String> {
    rumqttc::qos(niveau).map_err(|_| format!("la QoS {niveau} n’existe pas : 0, 1 ou 2"))
}

fn accepte(reponse: Result<(), ClientError>) -> Result<(), String> {
    reponse.map_err(|erreur| format!("rumqttc refuse : {erreur}"))
}
