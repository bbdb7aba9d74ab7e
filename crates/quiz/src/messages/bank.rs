//! What is wrong in the bank, and how to mend it.

pub(crate) fn fault(file: &str, line: usize, what: &str) -> String {
    format!("{file}, ligne {line}\u{a0}: {what}")
}

pub(crate) fn not_toml(why: &str) -> String {
    format!("{why}. Prenez modèle sur une autre question de la banque")
}

pub(crate) fn wrong_name(name: &str, chapter: &str) -> String {
    format!(
        "la question s’appelle «\u{a0}{name}\u{a0}»\u{a0}: un nom commence par celui du fichier, «\u{a0}{chapter}-\u{a0}», et n’a que des \
         minuscules, des chiffres et des tirets"
    )
}

pub(crate) fn same_name(name: &str) -> String {
    format!("il y a déjà une question «\u{a0}{name}\u{a0}»\u{a0}: donnez-lui un autre nom")
}

pub(crate) fn wrong_level(name: &str, level: u8) -> String {
    format!(
        "question {name}\u{a0}: niveau {level}\u{a0}; un niveau va de 1 (reconnaître) à 3 (rapprocher plusieurs idées)"
    )
}

pub(crate) fn empty(name: &str, entry: &str) -> String {
    format!("question {name}\u{a0}: «\u{a0}{entry}\u{a0}» est vide")
}

pub(crate) fn wrong_reference(name: &str, reference: &str) -> String {
    format!(
        "question {name}\u{a0}: «\u{a0}{reference}\u{a0}» n’est pas une référence\u{a0}; écrivez un énoncé numéroté (MQTT-3.3.1-4), une \
         section (§4.4) ou le nom d’un autre texte (RFC 8446)"
    )
}

pub(crate) fn wrong_kind(name: &str, kind: &str) -> String {
    format!(
        "question {name}\u{a0}: le genre «\u{a0}{kind}\u{a0}» ne va pas avec ce qui suit. Genres\u{a0}: choix et choix-multiple (avec \
         «\u{a0}choix\u{a0}»), ordre (avec «\u{a0}ordre\u{a0}»), octets (avec «\u{a0}octets\u{a0}»), nombre (avec «\u{a0}nombre\u{a0}»)"
    )
}

pub(crate) fn stray(name: &str, entry: &str, kind: &str) -> String {
    format!(
        "question {name}\u{a0}: «\u{a0}{entry}\u{a0}» ne va pas avec le genre «\u{a0}{kind}\u{a0}»\u{a0}: retirez-le, ou changez de genre"
    )
}

pub(crate) fn half_frame(name: &str) -> String {
    format!(
        "question {name}\u{a0}: «\u{a0}trame\u{a0}» et «\u{a0}lu\u{a0}» vont ensemble\u{a0}: le paquet à trou, et ce qu’il est une fois rempli"
    )
}

pub(crate) fn wrong_frame(name: &str) -> String {
    format!("question {name}\u{a0}: la trame doit avoir un «\u{a0}??\u{a0}» par octet demandé")
}

pub(crate) fn wrong_bytes(name: &str, bytes: &str) -> String {
    format!(
        "question {name}\u{a0}: «\u{a0}{bytes}\u{a0}» n’est pas une suite d’octets\u{a0}; écrivez deux chiffres hexadécimaux minuscules par \
         octet, sans espace"
    )
}

pub(crate) fn how_many(name: &str, least: usize, most: usize) -> String {
    format!("question {name}\u{a0}: il faut de {least} à {most} propositions")
}

pub(crate) fn not_one_right(name: &str, right: usize) -> String {
    format!(
        "question {name}\u{a0}: {right} propositions justes\u{a0}; il en faut une, ou le genre choix-multiple"
    )
}

pub(crate) fn not_several_right(name: &str, right: usize) -> String {
    format!(
        "question {name}\u{a0}: {right} propositions justes\u{a0}; il en faut au moins deux, et une fausse"
    )
}

pub(crate) fn mute_choice(name: &str, text: &str) -> String {
    format!(
        "question {name}\u{a0}: la proposition fausse «\u{a0}{text}\u{a0}» n’a pas de «\u{a0}dit\u{a0}»\u{a0}: écrivez de quelle idée elle vient"
    )
}

pub(crate) fn same_text(name: &str, text: &str) -> String {
    format!("question {name}\u{a0}: la proposition «\u{a0}{text}\u{a0}» est vide, ou s’y trouve deux fois")
}

pub(crate) fn no_mistake(name: &str) -> String {
    format!(
        "question {name}\u{a0}: «\u{a0}erreurs\u{a0}» est vide\u{a0}: écrivez au moins une réponse fausse habituelle, et de quoi elle vient"
    )
}

pub(crate) fn wrong_mistake(name: &str, given: &str) -> String {
    format!(
        "question {name}\u{a0}: l’erreur «\u{a0}{given}\u{a0}» est juste, illisible, répétée, ou n’a pas de «\u{a0}dit\u{a0}»\u{a0}: corrigez-la"
    )
}

pub(crate) fn wrong_order_mistake(name: &str, given: &str) -> String {
    format!(
        "question {name}\u{a0}: l’erreur «\u{a0}{given}\u{a0}» doit donner chaque place une fois, dans un ordre faux\u{a0}: 2134 met la \
         deuxième chose en premier"
    )
}
