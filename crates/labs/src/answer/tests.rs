use super::*;

fn word(right: &str) -> Expected {
    Expected::word(right)
}

fn named(right: &str, wrong: &[&str]) -> Expected {
    Expected::Word { right: vec![right.into()], wrong: wrong.iter().map(|wrong| (*wrong).into()).collect() }
}

fn number(right: &str) -> Expected {
    Expected::Number(right.into())
}

fn sequence(right: &[&str]) -> Expected {
    Expected::Sequence(right.iter().map(|right| (*right).into()).collect())
}

#[track_caller]
fn check(table: &[(Expected, &str, bool)]) {
    for (expected, given, right) in table {
        assert_eq!(expected.accepts(given), *right, "« {given} » for {expected:?}");
    }
}

#[test]
fn numbers() {
    check(&[
        (number("10"), "10", true),
        (number("10"), " 10 s ", true),
        (number("10"), "10 secondes", true),
        (number("10"), "010", true),
        (number("10"), "10.0", true),
        (number("10"), "dix", true),
        (number("10"), "Dix secondes", true),
        (number("17"), "dix-sept", true),
        (number("21"), "vingt et un", true),
        (number("72"), "soixante-douze", true),
        (number("1"), "un", true),
        (number("1"), "une fois", true),
        (number("0"), "zéro", true),
        (number("0"), "aucun", true),
        (number("0"), "-0", true),
        (number("21.5"), "21,5 °C", true),
        (number("21.5"), "21.50", true),
        (number("0"), "QoS 0", true),
        (number("0"), "qos zéro", true),
        (number("0"), "d0", true),
        (number("60"), "k = 60", true),
        (number("3"), "Mid: 3", true),
        (number("1883"), "port 1883", true),
        (number("0"), "d1", false),
        (number("2"), "q2, r1", false),
        (number("2"), "q2 r1", false),
        (number("0"), "QoS", false),
        (number("2"), "niveau 2", false),
        (number("10"), "100", false),
        (number("10"), "11", false),
        (number("10"), "1 0", false),
        (number("10"), "10 ou 15", false),
        (number("10"), "dix ou quinze", false),
        (number("10"), "-10", false),
        (number("10"), "0x10", false),
        (number("16"), "0x10", false),
        (number("21.5"), "215", false),
        (number("21.5"), "2.1.5", false),
        (number("4"), "4-8", false),
        (number("10"), "", false),
        (number("0"), "?", false),
        (number("0"), ".", false),
    ]);
}

#[test]
fn hexadecimal() {
    let right = || Expected::Hex("30 0c".into());
    check(&[
        (right(), "30 0c", true),
        (right(), "300C", true),
        (right(), "0x30 0x0C", true),
        (right(), "0x300c", true),
        (right(), "30h 0Ch", true),
        (right(), "30:0c", true),
        (right(), "30 0d", false),
        (right(), "30", false),
        (right(), "48 12", false),
        (right(), "", false),
        (right(), "trente", false),
    ]);
}

#[test]
fn choices() {
    check(&[
        (Expected::Choice('b'), "b", true),
        (Expected::Choice('b'), " B) ", true),
        (Expected::Choice('b'), "Réponse b.", true),
        (Expected::Choice('b'), "a", false),
        (Expected::Choice('b'), "a ou b", false),
        (Expected::Choice('b'), "ab", false),
        (Expected::Choice('b'), "", false),
    ]);
}

#[test]
fn words() {
    check(&[
        (word("PUBACK"), "puback", true),
        (word("PUBACK"), " Pub Ack ", true),
        (word("PUBACK"), "PUBAKC", true),
        (word("PUBACK"), "PUBBACK", true),
        (word("PUBREC"), "PUBREL", false),
        (word("PUBREC"), "PUBRE", false),
        (word("SUBACK"), "PUBACK", false),
        (word("SUBACK"), "UNSUBACK", false),
        (word("ClientHello"), "client hello", true),
        (word("ClientHello"), "cliant hello", true),
        (word("ClientHello"), "ServerHello", false),
        (word("éphémère"), "ephemere", true),
        (word("e\u{301}phe\u{301}me\u{300}re"), "éphémère", true),
        (word("oui"), "non", false),
        (word("oui"), "ouii", false),
        (word("oui"), "Oui !", true),
        (word("PUBACK"), "", false),
    ]);
}

#[test]
fn names_with_digits_and_neighbours() {
    check(&[
        (named("sonde-41", &["sonde-42"]), "Sonde 41", true),
        (named("sonde-41", &["sonde-42"]), "sode-41", true),
        (named("sonde-41", &["sonde-42"]), "sonde-42", false),
        (named("sonde-41", &[]), "sonde-14", false),
        (named("sonde-41", &[]), "sonde", false),
        (named("serre/nord/bruit", &["serre/nord/debit"]), "serre/nord/bruti", true),
        (named("serre/nord/bruit", &["serre/nord/debit"]), "serre/nord/debit", false),
        (named("serre/hall/debit", &["serre/hall/bruit"]), "serre/hall/bebit", true),
    ]);
}

#[test]
fn sequences() {
    let right = || sequence(&["PUBLISH", "PUBREC", "PUBREL", "PUBCOMP"]);
    check(&[
        (right(), "PUBLISH, PUBREC, PUBREL, PUBCOMP", true),
        (right(), "publish -> pubrec -> pubrel -> pubcomp", true),
        (right(), "publish puis pubrec puis pubrel puis pubcomp", true),
        (right(), "PUBLISH → PUBREC → PUBREL → PUBCOMP", true),
        (right(), "PUBLISH, PUBREL, PUBREC, PUBCOMP", false),
        (right(), "PUBLISH, PUBREC, PUBREL", false),
        (right(), "PUBLISH", false),
        (right(), "", false),
    ]);
}

#[test]
fn to_the_letter() {
    let right = || Expected::Exact(vec!["maison/+/temperature".into()]);
    check(&[
        (right(), "maison/+/temperature", true),
        (right(), " 'maison/+/temperature' ", true),
        (right(), "«\u{a0}maison/+/temperature\u{a0}»", true),
        (right(), "maison/#/temperature", false),
        (right(), "Maison/+/temperature", false),
        (right(), "maison/+/temperatur", false),
        (right(), "", false),
    ]);
}

#[test]
fn an_answer_is_right_to_the_letter_or_accepted() {
    let puback = || Expected::word("PUBACK");
    let flow = || Expected::Sequence(vec!["PUBLISH".to_owned(), "PUBACK".to_owned()]);
    for (expected, given, judged) in [
        (puback(), "PUBACK", Judged::Right),
        (puback(), " puback ", Judged::Accepted),
        (puback(), "PUBREC", Judged::Wrong),
        (puback(), " \t", Judged::Blank),
        (Expected::Number("10".to_owned()), "10", Judged::Right),
        (Expected::Number("10".to_owned()), "dix", Judged::Accepted),
        (Expected::Choice('b'), "b", Judged::Right),
        (Expected::Choice('b'), "(B)", Judged::Accepted),
        (flow(), "PUBLISH -> PUBACK", Judged::Right),
        (flow(), "publish, puback", Judged::Accepted),
    ] {
        assert_eq!(expected.judge(given), judged, "{given:?}");
    }
}
