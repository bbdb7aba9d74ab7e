//! What `submit` says of traces.

use super::plural;

pub const KEPT: &str = "  ✔ ";
pub const MISSING: &str = "  ✗ ";
pub const REMARK: &str = "  ! ";
/// Under the text of a rule.
pub const BELOW: &str = "    ";

/// `packets` where its rules were looked for.
pub fn heading(file: &str, packets: Option<u64>, optional: bool) -> String {
    let packets =
        packets.map(|packets| plural(usize::try_from(packets).unwrap_or(usize::MAX), "paquet", "paquets"));
    let about: Vec<String> = packets.into_iter().chain(optional.then(|| "facultative".to_owned())).collect();
    if about.is_empty() {
        return format!("{file}\u{a0}:");
    }
    format!("{file} ({})\u{a0}:", about.join(", "))
}

pub fn to_do(help: &str) -> String {
    format!("À faire\u{a0}: {help}")
}

pub fn unreadable_from(line: u64) -> String {
    format!(
        "la ligne {line} n’est pas celle d’une trace\u{202f}: la lecture s’arrête là. Rendez le fichier que logdump a écrit, sans le modifier."
    )
}

pub fn not_asked(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    format!(
        "aucun TP ne demande de trace de ce nom\u{202f}: elle est jointe, sans être vérifiée. Les noms attendus\u{a0}: {}.",
        names.join(", ")
    )
}

/// `others` begin with `poste`; `seat` is as the student writes it.
pub fn other_seat(others: &[String], seat: &str) -> String {
    format!(
        "les client id de cette trace disent {}, et vous êtes au poste {seat}. Est-ce bien votre trace\u{202f}?",
        others.join(", ")
    )
}

pub fn nothing_in(file: &str) -> String {
    format!("{file}\u{a0}: aucun paquet ne s’y lit")
}

/// `missing` rules of `all`.
pub fn rules_missing(file: &str, missing: usize, all: usize) -> String {
    let command = cli::command_line("logdump", &format!("check {file}"));
    let missing = plural(missing, "règle", "règles");
    format!("{file}\u{a0}: il manque {missing} sur {all}. Pour voir quels paquets\u{a0}: {command}")
}
