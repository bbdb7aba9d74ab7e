//! The crate's sentences for people, in French.

pub fn bad_scheme(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}» ne commence pas par mqtt://. Par exemple\u{a0}: mqtt://192.168.1.10:1883")
}

pub const BAD_USER: &str = "avant le @, il faut un nom, puis, si le broker le demande, «\u{a0}:\u{a0}» et le mot de passe\u{a0}: mqtt://07:secret@192.168.1.10";

pub fn bad_seat(text: &str) -> String {
    format!(
        "«\u{a0}{text}\u{a0}» n’est pas un numéro de poste\u{a0}: écrivez un nombre de 1 à 99, par exemple 07"
    )
}

pub const REFUSED: &str =
    "le broker refuse l’abonnement à classe/+/+\u{a0}: le professeur doit avoir le droit de lire classe/#";
