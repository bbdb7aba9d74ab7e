//! What is wrong in a file of rules.

use mqtt_trace::Side;

use super::{list, quoted};
use crate::rules::VERSION;
use crate::{Kind, Problem, RuleError};

/// What is wrong in a file of rules: where, what, and the line itself, underlined.
#[must_use]
pub fn rule_error(error: &RuleError) -> String {
    let RuleError { file, line, column, width, text, problem } = error;
    let start = column.saturating_sub(1);
    let word: String = text.chars().skip(start).take(*width).collect();
    // A long line is shown round what is wrong.
    let cut = start.saturating_sub(BEFORE);
    let shown: String =
        text.chars().skip(cut).take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let width = (*width).clamp(1, shown.chars().count().saturating_sub(start - cut).max(1));
    let under = format!("{}{}", " ".repeat(start - cut), "^".repeat(width));
    let what = self::problem(problem, word.trim_matches(['"', '\'']));
    format!("{file}, ligne {line}, colonne {column}\u{a0}: {what}\n    {shown}\n    {under}")
}

/// Columns shown before what is wrong, and in all.
const BEFORE: usize = 50;
const SHOWN: usize = 100;

/// What is wrong with `word`.
#[must_use]
pub fn problem(problem: &Problem, word: &str) -> String {
    let word = quoted(word);
    let or = |close: Option<&str>, else_: &str| match close {
        Some(close) => format!("Vouliez-vous dire {close}\u{202f}?"),
        None => else_.to_owned(),
    };
    match problem {
        Problem::Syntax => {
            "ce n’est pas du TOML. Manque-t-il un guillemet, un crochet, une accolade ou une virgule\u{202f}?"
                .to_owned()
        }
        Problem::Key { close, known } => {
            let known = format!("Ici on attend {}.", list(&owned(known), "ou"));
            format!("{word} n’a pas de sens ici. {}", or(*close, &known))
        }
        Problem::Missing(key) => format!("il manque {}.", missing(key)),
        Problem::Kind(kind) => format!("on attend ici {}.", wanted(*kind)),
        Problem::Range(min, max) => format!("on attend un nombre de {min} à {max}."),
        Problem::TooMany(most) => format!("c’est trop\u{a0}: {most} au plus."),
        Problem::Version => {
            format!("ces règles ne sont pas de la version {VERSION}, la seule que ce logdump lit.")
        }
        Problem::Empty(what) => match *what {
            "regles" => "il n’y a aucune règle\u{a0}: il faut au moins un [[regles]].".to_owned(),
            _ => "une règle doit demander au moins un paquet.".to_owned(),
        },
        Problem::Name { taken: true } => format!("une autre règle s’appelle déjà {word}."),
        Problem::Name { taken: false } => {
            format!("{word} n’est pas un nom\u{a0}: des minuscules sans accent, des chiffres et des tirets.")
        }
        Problem::PacketType(close) => {
            format!(
                "{word} n’est pas un type de paquet. {}",
                or(*close, "On attend CONNECT, PUBLISH, PUBACK…")
            )
        }
        Problem::Event(close) => {
            format!(
                "{word} n’est pas un événement. {}",
                or(*close, "On attend connexion, coupure ou fin-de-trace.")
            )
        }
        Problem::PacketAndEvent => "une étape est un paquet ou un événement, pas les deux.".to_owned(),
        Problem::Side => "écrivez de = \"client\" ou de = \"broker\".".to_owned(),
        Problem::SideMissing(packet) => {
            format!(
                "un {packet} peut venir des deux côtés\u{a0}: ajoutez de = \"client\" ou de = \"broker\"."
            )
        }
        Problem::WrongSide(packet, side) => {
            let side = if *side == Side::Client { "d’un client" } else { "du broker" };
            format!("un {packet} vient toujours {side}.")
        }
        Problem::NotOfType(packet, known) if known.is_empty() => {
            format!("un {packet} n’a pas de champ {word}, ni aucun autre.")
        }
        Problem::NotOfType(packet, known) => {
            format!("un {packet} n’a pas de champ {word}. On peut demander {}.", list(&owned(known), "ou"))
        }
        Problem::Filter => format!(
            "{word} n’est pas un filtre de topic\u{a0}: + tient lieu d’un niveau entier, et # vient seul, à la fin."
        ),
        Problem::Variable(close) => {
            let close = close.as_ref().map(|name| format!("${name}"));
            let else_ = "Elle doit d’abord recevoir sa valeur, dans une étape plus haut.";
            format!("la variable {word} n’est pas connue ici. {}", or(close.as_deref(), else_))
        }
        Problem::OtherKind => {
            format!("la variable {word} sert déjà à autre chose (un nombre, un texte ou une connexion).")
        }
        Problem::FirstStep => "la première étape n’a rien avant elle\u{a0}: ni sans, ni delai.".to_owned(),
        Problem::LastStep => {
            "rien ne vient après la fin de la trace\u{a0}: fin-de-trace est la dernière étape.".to_owned()
        }
        Problem::DelaysReversed => "min dépasse max\u{a0}: inversez-les.".to_owned(),
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn missing(key: &str) -> &'static str {
    match key {
        "version" => "version = 1, en tête du fichier",
        "titre" => "titre = \"…\", en tête du fichier",
        "nom" => "nom = \"…\", le nom de la règle",
        "texte" => "texte = \"…\", ce que la règle demande",
        "etapes" => "etapes = [ … ], ce qui doit se suivre dans la trace",
        _ => "paquet = \"PUBLISH\" (ou un autre type), ou evenement = \"coupure\"",
    }
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "un texte entre guillemets",
        Kind::Number => "un nombre",
        Kind::Flag => "true ou false",
        Kind::Table => "une table\u{a0}: { … }",
        Kind::List => "une liste\u{a0}: [ … ]",
        Kind::SomeNumbers => {
            "un nombre, une liste de nombres, { min = 1, max = 9 }, une variable \"$m\" ou { sauf = … }"
        }
        Kind::SomeTexts => "un texte, une liste de textes, une variable \"$t\" ou { sauf = … }",
    }
}
