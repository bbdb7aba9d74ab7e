//! The crate's sentences for people, in French.

use std::io;
use std::time::Duration;

use crate::conversation::Saying;
use crate::difference::Difference;
use crate::wrap::wrap;

/// What a test prints under `not yet implemented`: one line, since at first every test prints it.
pub const UNWRITTEN: &str = "\n  Cette étape reste à écrire\u{a0}: remplacez todo!(…), à la ligne indiquée ci-dessus, par votre code.";

pub const NO_BYTE: &str = "(aucun octet)";

/// The whole message of a result that is not the expected one.
///
/// It begins with an empty line, since libtest puts `panicked at …` just before.
pub fn differs(
    operation: &str,
    difference: &Difference,
    mistake: Option<&str>,
    hint: Option<&str>,
    clause: Option<&str>,
) -> String {
    let Difference { expected, got, pointer, lengths } = difference;
    let mut text = format!("\n  {operation}\n    attendu\u{a0}: {expected}\n    obtenu \u{a0}: {got}\n");
    if let Some(pointer) = pointer {
        text += &format!("              {pointer}\n");
    }
    if let Some(lengths) = lengths {
        text += &format!("    {lengths}\n");
    }
    text + "\n" + &help(mistake, hint, clause)
}

/// What helps, under any failure: what is wrong, what to think of, where MQTT says it.
fn help(sentence: Option<&str>, hint: Option<&str>, clause: Option<&str>) -> String {
    let hint = hint.map(|hint| format!("Indice\u{a0}: {hint}"));
    let clause = clause.map(|clause| format!("Norme \u{a0}: MQTT 3.1.1, {clause}"));
    [sentence, hint.as_deref(), clause.as_deref()].into_iter().flatten().map(wrap).collect()
}

/// The marks of a ladder: a word, and a sign that needs no colour.
pub const WRONG: &str = "FAUX ►";
pub const WANTED: &str = "attendu ►";
pub const MISSING: &str = "MANQUE ►";
pub const TOO_MANY: &str = "EN TROP ►";

/// The whole message of a conversation that went wrong: its ladder, then what helps.
pub fn conversation(drawing: &str, saying: Option<Saying>, hint: Option<&str>) -> String {
    let text = format!("\n  L’échange, jusqu’à la première ligne qui ne va pas\u{a0}:\n\n{drawing}\n");
    text + &help(saying.map(|saying| saying.text), hint, saying.map(|saying| saying.clause))
}

/// A conversation in which the student's code stopped, in place of an operation.
pub fn stopped(drawing: &str) -> String {
    format!("L’échange, jusqu’à l’endroit où c’est à votre code de répondre\u{a0}:\n\n{drawing}")
}

pub fn first_difference(offset: usize, field: Option<&str>) -> String {
    let reminder = if offset == 0 { "" } else { " (compté à partir de 0)" };
    let field = field.map(|name| format!(", «\u{a0}{name}\u{a0}»")).unwrap_or_default();
    format!("premier écart à l’octet {offset}{reminder}{field}")
}

pub fn lengths(expected: usize, got: usize) -> String {
    let plural = if expected > 1 { "s" } else { "" };
    let plural_got = if got > 1 { "s" } else { "" };
    format!("taille \u{a0}: {expected} octet{plural} attendu{plural}, {got} obtenu{plural_got}")
}

pub fn wrong_bits(bits: &[u8]) -> String {
    let list = bits.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
    let noun = if bits.len() > 1 { "bits différents" } else { "bit différent" };
    format!("{noun}\u{a0}: {list} (le bit 0 est à droite)")
}

pub fn endless(operation: &str, limit: Duration) -> String {
    format!(
        "\n  {operation}\n    ne s’arrête pas\u{a0}: toujours rien après {} secondes.\n\n  Vous avez sans doute une boucle \
         sans fin.\n  Indice\u{a0}: à chaque tour, quelque chose doit se rapprocher de la fin de la boucle.\n",
        limit.as_secs()
    )
}

/// Under a panic of the student's own code, whose English text and line stand just above.
///
/// What the test knows of this panic, `known`, is said in place of what is said of all of its kind.
pub fn panicked(operation: &str, text: &str, known: Option<&str>, hint: Option<&str>) -> String {
    let cause = CAUSES.iter().find(|(english, _)| text.contains(english)).map(|(_, french)| *french);
    let cause = known
        .or(cause)
        .unwrap_or("Votre fonction doit rendre une réponse dans tous les cas\u{a0}: elle ne doit jamais s’arrêter ainsi.");
    let hint = hint.unwrap_or("le message juste au-dessus donne le fichier et la ligne.");
    format!("\n  {operation}\n    votre code s’est arrêté net (panic)\u{a0}: {text}\n\n")
        + &help(Some(cause), Some(hint), None)
}

pub const NO_MOSQUITTO: &str = "mosquitto absent\u{a0}: test non exécuté";

pub const OURS_NOT_BUILT: &str =
    "pub et sub ne sont pas compilés\u{a0}: test non exécuté (cargo build --bin pub --bin sub les compile)";

pub fn no_socket(error: &io::Error) -> String {
    format!("pas de connexion TCP possible ici ({error})\u{a0}: test non exécuté")
}

pub fn not_started(command: &str, error: &io::Error) -> String {
    format!("\n  $ {command}\n    ne se lance pas\u{a0}: {error}\n")
}

pub fn not_received(command: &str, expected: &str, seen: &[String]) -> String {
    let lines: String = seen.iter().map(|line| format!("    {line}\n")).collect();
    format!(
        "\n  $ {command}\n{lines}    n’a pas reçu ce qu’il attendait\u{a0}: {expected}\n\n  Votre broker parle avec un vrai \
         programme, et quelque chose manque.\n  Indice\u{a0}: lancez atelier broker et cette commande dans un autre terminal, \
         avec l’option -d\n"
    )
}

pub fn not_finished(command: &str) -> String {
    format!(
        "\n  $ {command}\n    ne finit pas\u{a0}: le programme attend encore une réponse de votre broker.\n\n  En QoS 1, le \
         publieur attend PUBACK.\n"
    )
}

/// The panics that newcomers meet, by what Rust says.
const CAUSES: [(&str, &str); 6] = [
    ("out of bounds", "Vous lisez une place qui n’existe pas\u{a0}: vérifiez d’abord la longueur."),
    ("out of range", "Vous découpez au-delà de la fin\u{a0}: vérifiez d’abord la longueur."),
    ("mid > len", "Vous découpez au-delà de la fin\u{a0}: vérifiez d’abord la longueur."),
    ("shift", "Vous décalez de plus de bits que le type n’en a."),
    (
        "overflow",
        "Le résultat ne tient pas dans son type\u{a0}: choisissez-en un plus grand, ou vérifiez avant.",
    ),
    (
        "unwrap()",
        "unwrap() s’arrête dès qu’il n’y a pas de valeur\u{a0}: traitez ce cas avec match, if let ou ?.",
    ),
];
