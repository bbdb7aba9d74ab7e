//! The words of papers.

use labs::Criterion;

use crate::paper::{Length, OUT_OF, Version};
use crate::question::Kind;

pub(crate) fn too_few(criterion: Criterion, level: u8, wanted: usize, found: usize) -> String {
    format!(
        "la banque a {found} questions d’épreuve du critère «\u{a0}{}\u{a0}» au niveau {level}, et les deux versions en demandent \
         {wanted}\u{a0}: ajoutez-en",
        criterion.name()
    )
}

fn title(version: Version, length: Length) -> String {
    let length = match length {
        Length::Hour => "",
        Length::Short => ", sujet allégé",
    };
    format!("Quiz MQTT, version {version}{length}")
}

fn duration(length: Length) -> &'static str {
    match length {
        Length::Hour => "1\u{a0}h",
        Length::Short => "25\u{a0}min",
    }
}

pub(crate) fn opening(version: Version, length: Length, questions: usize, points: f64) -> String {
    let plural = if points > 1.0 { "s" } else { "" };
    format!(
        "<!-- minutes: {} -->\n\n# {}\n\n\
         | Quiz | ce que vous savez de MQTT 3.1.1 |\n|---|---|\n\
         | durée | {}, seul, sans document ni machine |\n\
         | barème | {questions} questions, {points} point{plural} chacune, sur {OUT_OF} |\n\
         | réponses | sur la feuille de réponses\u{a0}: une lettre, plusieurs, un ordre, des octets ou un nombre |\n\n\
         Une réponse est juste ou ne l’est pas\u{a0}: pas de point négatif, pas de demi-point. Aucune question n’est un piège de \
         formulation\u{a0}: si une phrase vous semble ambiguë, demandez.\n\n",
        length.minutes(),
        title(version, length),
        duration(length),
    )
}

pub(crate) fn answer_sheet(version: Version, length: Length, code: &str) -> String {
    format!(
        "# {}\u{a0}: feuille de réponses\n\n\
         Version **{code}**. Écrivez une lettre (`b`), plusieurs (`ac`), un ordre (`cabd`), des octets en hexadécimal (`32 0c`) ou un \
         nombre (`5`). Pour changer d’avis, barrez et écrivez à côté.\n\n\
         | question | réponse | question | réponse |\n|---|---|---|---|\n",
        title(version, length)
    )
}

pub(crate) fn corrige(version: Version, length: Length) -> String {
    format!(
        "# {}\u{a0}: corrigé\n\n| question | réponse | critère | niveau |\n|---|---|---|---|\n",
        title(version, length)
    )
}

pub(crate) const WHY: &str = "## Pourquoi, et d’où viennent les erreurs";

pub(crate) fn form_heading(version: Version, length: Length) -> String {
    format!(
        "# {}\u{a0}: feuille de réponses.\n\
         # Écrivez chaque réponse entre les guillemets, puis enregistrez. Une lettre (\"b\"), plusieurs (\"ac\"), un ordre (\"cabd\"),\n\
         # des octets (\"32 0c\") ou un nombre (\"5\"). Laissez \"\" si vous ne savez pas.\n",
        title(version, length)
    )
}

pub(crate) fn how(kind: &Kind) -> &'static str {
    match kind {
        Kind::Single(_) => "une réponse",
        Kind::Several(_) => "plusieurs réponses",
        Kind::Order { .. } => "toutes les lettres, dans l’ordre",
        Kind::Bytes { .. } => "en hexadécimal",
        Kind::Number { .. } => "un nombre",
    }
}

pub(crate) fn criterion(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Identify => "Identifier",
        Criterion::Manipulate => "Manipuler",
        Criterion::Apply => "Appliquer",
        Criterion::Report => "Rendre compte",
    }
}

/// A usual wrong answer; where several letters are asked, one too many or one forgotten.
pub(crate) fn mistake(given: &str, among_several: bool) -> String {
    match given.split_at_checked(1) {
        Some(("+", letter)) if among_several => format!("`{letter}` en trop\u{a0}:"),
        Some(("-", letter)) if among_several => format!("`{letter}` oublié\u{a0}:"),
        _ => format!("`{given}`\u{a0}:"),
    }
}
