//! What `atelier repondre` says.

use std::path::Path;

use labs::FormError;

use super::plural;
use crate::answers::{Filled, SEAT};

pub const SEAT_QUESTION: &str =
    "Votre numéro de poste, celui que le professeur vous a donné (par exemple 07). Pas de nom de famille.";
pub const HOW: &str = "Écrivez la réponse, puis Entrée. Entrée seule passe à la suite. :r revient en arrière, :e efface la \
                       réponse, :q quitte, :? rappelle tout cela. Chaque réponse est enregistrée aussitôt.";
pub const HELP: &str = "\
Entrée seule  passer à la question suivante sans rien changer
:r            revenir à la question d’avant
:e            effacer la réponse
:q            quitter (Ctrl-D et Ctrl-C aussi)\u{a0}; rien n’est perdu";
pub const NO_PREVIOUS: &str = "C’est la première question.";
pub const ANSWERED: &str = "Déjà écrit (Entrée le garde)\u{a0}:";
pub const ERASED: &str = "Effacé.";
pub const ERASE_IN_EDITOR: &str =
    "Ce qui est écrit dans compte-rendu.md se corrige dans votre éditeur. Entrée passe à la suite.";
pub const SEVERAL_LINES: &str = "Une ligne ou plusieurs\u{a0}; une ligne vide termine.";
pub const TABLE: &str = "Un tableau vous attend dans compte-rendu.md\u{a0}: remplissez-le dans votre éditeur. Ce que vous \
                         écrirez ici ira dessous\u{a0}; une ligne vide termine.";

/// What fills in, and where the questions are in full.
pub fn opening(title: &str, files: &[String], page: Option<String>) -> String {
    let page = page.map(|page| format!("\nL’énoncé\u{a0}: {page}")).unwrap_or_default();
    format!("{title}\u{a0}: vos réponses vont dans {}.{page}", files.join(" et "))
}

/// `q1` as pupils read it.
pub fn entry_name(name: &str) -> String {
    if name == SEAT { "Poste".to_owned() } else { name.to_uppercase() }
}

pub fn question_number(name: &str, at: usize, total: usize) -> String {
    format!("{} ({at} sur {total})", entry_name(name))
}

pub fn part_number(heading: Option<&str>, at: usize, total: usize) -> String {
    match heading {
        Some(heading) => format!("Compte-rendu, {heading} ({at} sur {total})"),
        None => format!("Compte-rendu, en-tête ({at} sur {total})"),
    }
}

pub fn what_is_left(filled: &Filled) -> String {
    let total = filled.written + filled.left.len();
    if filled.left.is_empty() {
        let change = cli::command_line("atelier", &format!("repondre {} q1", filled.name));
        let change = format!(" Pour revoir une réponse, par exemple Q1\u{a0}: {change}");
        let change = if filled.has_form { change } else { String::new() };
        return format!("✔ {}\u{a0}: tout est rempli ({total} sur {total}).{change}", filled.title);
    }
    format!(
        "{}\u{a0}: {} sur {total}. Il reste\u{a0}: {}.\nPour continuer\u{a0}: {}",
        filled.title,
        plural(filled.written, "réponse", "réponses"),
        filled.left.join(", "),
        cli::command_line("atelier", &format!("repondre {}", filled.name))
    )
}

/// How far each form is.
pub fn overview(begun: &[Filled], others: &[String]) -> String {
    let mut lines = vec!["Les feuilles à rendre\u{a0}:".to_owned()];
    for filled in begun {
        let total = filled.written + filled.left.len();
        let sign = if filled.left.is_empty() { "✔ rempli   " } else { "✗ en cours " };
        lines.push(format!("  {sign} {:<16} {} sur {total}", filled.name, filled.written));
    }
    lines.extend(others.iter().map(|name| format!("  · à faire   {name}")));
    lines.push(format!("Pour en remplir une\u{a0}: {}", cli::command_line("atelier", "repondre tp1")));
    lines.join("\n")
}

pub fn unknown_sheet(asked: &str, known: &[String]) -> String {
    format!(
        "il n’y a pas de feuille «\u{a0}{asked}\u{a0}»\u{a0}: choisissez parmi {}, bilan\u{a0}; pour un TD tiré par le \
         professeur, donnez son fichier, par exemple binome-07/reponses/td1.toml",
        known.join(", ")
    )
}

pub fn unknown_question(name: &str) -> String {
    format!(
        "il n’y a pas de question «\u{a0}{name}\u{a0}» dans cette feuille\u{a0}: donnez son numéro, par exemple p2 ou q5"
    )
}

pub fn form_unreadable(file: &str, error: &FormError) -> String {
    format!("{file} ne se lit plus. Ouvrez-le dans votre éditeur\u{a0}; {error}")
}

/// The form is that of the book's example.
pub fn example_draw(name: &str) -> String {
    format!(
        "C’est la feuille du tirage d’exemple. Si le professeur vous a donné votre propre sujet, quittez (:q) et donnez son \
         fichier\u{a0}: {}",
        cli::command_line("atelier", &format!("repondre binome-07/reponses/{name}.toml"))
    )
}

/// Another draw replaces the form.
pub fn form_set_aside(place: &str) -> String {
    format!("Une autre feuille était là, avec d’autres questions\u{a0}: elle est gardée dans {place}.")
}

pub fn not_a_form(file: &Path) -> String {
    format!(
        "{} n’est pas une feuille de réponses\u{a0}: prenez le fichier .toml que le professeur a donné",
        file.display()
    )
}

pub fn part_gone(part: &str) -> String {
    format!(
        "la ligne «\u{a0}{part}\u{a0}» n’est plus dans compte-rendu.md\u{a0}: remettez-la (elle est dans \
         book/formulaires/compte-rendu.md), puis recommencez"
    )
}
