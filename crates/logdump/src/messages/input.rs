//! What concerns the reading of recorded exchanges.

use mqtt_capture::{Counts, Stop};
use mqtt_trace::json::{ReadError, VERSION};
use mqtt_trace::messages::count;

/// Head of the options of reading, in the help.
pub const HEADING_INPUT: &str = "Lecture\u{a0}";
/// Help of the file.
pub const HELP_FILE: &str = "Échange enregistré à lire, au lieu d’écouter\u{202f}: capture (pcap, pcapng), journal de \
Mosquitto, de ses clients ou de paho-mqtt, trace de logdump\u{202f}; - pour l’entrée standard";
/// Help of `--port`.
pub const HELP_PORT: &str = "Dans une capture, port d’un broker (option répétable)";
/// Stands for the name of the file.
pub const STDIN: &str = "entrée standard";

/// A file cannot be opened or read.
#[must_use]
pub fn cannot_read(file: &str) -> String {
    format!("impossible de lire {file}")
}

/// A file holds nothing.
#[must_use]
pub fn empty(file: &str) -> String {
    format!("{file}\u{a0}: rien à lire, le fichier est vide")
}

/// A file holds nothing that can be read.
#[must_use]
pub fn unknown_content(file: &str) -> String {
    format!(
        "{file}\u{a0}: ni capture (pcap, pcapng), ni journal de Mosquitto, de ses clients ou de paho-mqtt, ni trace de \
         logdump. Un journal doit être complet (mosquitto -v, mosquitto_sub -d, on_log)."
    )
}

/// A line of a file is not an event.
#[must_use]
pub fn not_an_event(file: &str, line: usize, error: &ReadError) -> String {
    let why = match error {
        ReadError::Json(error) if error.is_eof() => "la ligne est coupée".to_owned(),
        ReadError::Json(error) => format!("ce n’est pas du JSON de logdump (colonne {})", error.column()),
        ReadError::Version(version) => {
            format!("format de version {version}, alors que ce logdump lit la version {VERSION}")
        }
        ReadError::Field(name) => format!("champ «\u{a0}{name}\u{a0}» absent ou incorrect"),
    };
    format!("{}, {why}", stopped_at_line(file, line))
}

/// A line of a file cannot be read.
#[must_use]
pub fn stopped_at_line(file: &str, line: usize) -> String {
    format!("{file}, ligne {line}\u{a0}: lecture arrêtée")
}

/// A line of a file is longer than any that makes sense.
#[must_use]
pub fn line_too_long(file: &str, line: usize, mebibytes: u64) -> String {
    let stopped = stopped_at_line(file, line);
    format!(
        "{stopped}, ligne trop longue : plus de {mebibytes} Mio, ce qu’aucun enregistrement de logdump n’atteint"
    )
}

/// A capture could not be read to its end.
#[must_use]
pub fn stopped(file: &str, stop: &Stop) -> String {
    let at = |offset: u64| format!("{file}\u{a0}: lecture arrêtée à l’octet {offset}");
    match stop {
        Stop::NotACapture => format!("{file}\u{a0}: ce n’est pas une capture pcap ou pcapng"),
        Stop::Cut { offset } => {
            format!(
                "{}, la capture est coupée au milieu d’une trame (ou encore en cours d’écriture)",
                at(*offset)
            )
        }
        Stop::Broken { offset } => {
            format!("{}, la suite n’est pas une capture (fichier abîmé\u{202f}?)", at(*offset))
        }
        Stop::TooLarge { offset, limit } => {
            format!(
                "{}, bloc de plus de {} (fichier abîmé\u{202f}?)",
                at(*offset),
                count(*limit, "octet", "octets")
            )
        }
        Stop::Interfaces { offset, limit } => {
            format!("{}, plus de {}", at(*offset), count(*limit, "interface", "interfaces"))
        }
        Stop::Unreadable { offset } => {
            format!("{}, la suite ne peut pas être lue (disque, gzip coupé\u{202f}?)", at(*offset))
        }
        other => format!("{file}\u{a0}: {other}"),
    }
}

/// A capture in which no MQTT was found.
#[must_use]
pub fn no_mqtt(file: &str, counts: Counts) -> String {
    let frames = count(counts.frames, "trame lue", "trames lues");
    let segments = count(counts.segments, "segment TCP", "segments TCP");
    let unknown = match counts.unknown_links {
        0 => String::new(),
        frames => format!(", {} d’une liaison inconnue", count(frames, "trame", "trames")),
    };
    format!(
        "{file}\u{a0}: aucune connexion MQTT ({frames}, {segments}{unknown}). Si le broker écoute sur un autre port que \
         1883, dites lequel\u{a0}: --port 1884. Ce qui est chiffré (TLS, port 8883) ne se lit pas dans une capture."
    )
}
