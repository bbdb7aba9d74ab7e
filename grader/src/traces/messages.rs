//! What is said of traces, in French.

use std::path::Path;

use mqtt_trace::json::{ReadError, VERSION};

pub fn unreadable(path: &Path) -> String {
    format!("«\u{a0}{}\u{a0}» ne peut pas être lu", path.display())
}

/// What a line of the scheme is called, where it is not told: `tp1-coupure`.
pub fn title(rules: &str) -> String {
    format!("Trace du {rules}")
}

pub const EMPTY: &str = "Cette trace est vide\u{a0}: aucun échange n’y est enregistré.";
pub const IS_EXAMPLE: &str = "C’est la trace que le kit donne en exemple, ou une partie d’elle\u{a0}: elle vaut pour qui a fait le TP d’après elle.";
pub const CUT_BEFORE: &str = "coupure, sans DISCONNECT (la trace s’interrompt)";

const MOST: &str = "2\u{a0}Mio";

/// Only its beginning was read; `line` is the one where the reading ended.
pub fn too_long(line: u64) -> String {
    format!(
        "Cette trace est trop grande\u{a0}: seuls ses {MOST} premiers ont été lus, jusqu’à la ligne {line}. Ce qui manque est peut-être plus loin."
    )
}

pub fn too_long_without_line() -> String {
    format!(
        "Cette trace est trop grande\u{a0}: seuls ses {MOST} premiers ont été lus. Ce qui manque est peut-être plus loin."
    )
}

/// `line` cannot be read. `some`: what stands before it was.
pub fn stopped(line: u64, error: &ReadError, some: bool) -> String {
    let why = reason(error);
    let rest = if some {
        "Ce qui précède a été lu, et compte."
    } else {
        "Rendez à nouveau le fichier que logdump --record a écrit, sans le modifier."
    };
    format!("La ligne {line} n’est pas lisible\u{a0}: {why}. {rest}")
}

pub fn reference_stopped(path: &Path, line: u64, error: &ReadError) -> String {
    format!("«\u{a0}{}\u{a0}», ligne {line}\u{a0}: {}", path.display(), reason(error))
}

pub fn no_reference(path: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’est pas un relevé du broker\u{a0}: donnez ce que logdump --record a écrit devant lui, ou son journal (broker -v, \
         mosquitto -v)",
        path.display()
    )
}

fn reason(error: &ReadError) -> String {
    match error {
        ReadError::Json(_) => "ce n’est pas une ligne de trace".to_owned(),
        ReadError::Version(version) => {
            format!("le format est de version {version}, et ce kit connaît la version {VERSION}")
        }
        ReadError::Field(name) => format!("le champ {name} manque, ou n’est pas ce qu’il doit être"),
    }
}
