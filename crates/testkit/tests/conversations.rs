//! The exact text that a student reads when a conversation goes wrong.

use std::panic::{self, AssertUnwindSafe};

use testkit::{Conversation, Line};

/// A machine that answers each time with the next of these.
type Answers = std::vec::IntoIter<Vec<Line>>;

fn right(text: &str) -> Line {
    Line::ToRight(text.to_owned())
}

fn left(text: &str) -> Line {
    Line::ToLeft(text.to_owned())
}

fn next(answers: &mut Answers) -> Vec<Line> {
    answers.next().unwrap_or_default()
}

fn qos_1() -> Conversation<Answers> {
    testkit::conversation("émetteur (vous)", "récepteur")
        .step(Line::OnLeft("publier(\"21.5\")".to_owned()), next)
        .gives(vec![right("PUBLISH d0 m1")])
        .rule("Un message se publie.", "§4.3.2")
        .step(Line::Across("la ligne casse".to_owned()), next)
        .gives(vec![right("PUBLISH d1 m1"), right("PUBLISH d1 m2")])
        .mistake(vec![right("PUBLISH d0 m1"), right("PUBLISH d0 m2")], "DUP oublié.", "[MQTT-3.3.1-1]")
        .rule("Tout se renvoie.", "[MQTT-4.4.0-1]")
        .hint("reconnecter() renvoie")
}

/// What `conversation` says when the student's code answers so.
fn message(conversation: Conversation<Answers>, answers: Vec<Vec<Line>>) -> String {
    let played = panic::catch_unwind(AssertUnwindSafe(|| conversation.when(move || answers.into_iter())));
    *played.expect_err("the conversation should go wrong").downcast::<String>().expect("a text")
}

/// The ladder's lines from the first marked one, and what follows.
fn from_the_mark(text: &str) -> Vec<&str> {
    text.lines()
        .skip_while(|line| !line.contains("►  ") && !line.contains("► ├") && !line.contains("► │"))
        .collect()
}

#[test]
fn a_conversation_that_goes_well_says_nothing() {
    let resent = vec![right("PUBLISH d1 m1"), right("PUBLISH d1 m2")];
    qos_1().when(|| vec![vec![right("PUBLISH d0 m1")], resent].into_iter());
}

#[test]
fn the_wrong_line_is_marked_and_the_mistake_named() {
    let wrong = vec![right("PUBLISH d0 m1"), right("PUBLISH d0 m2")];
    let expected = "
  L’échange, jusqu’à la première ligne qui ne va pas\u{a0}:

           émetteur (vous)                                        récepteur
           │   publier(\"21.5\")                                            │
           ├── PUBLISH d0 m1 ────────────────────────────────────────────►│
           ╳ ╌ la ligne casse ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╳
    FAUX ► ├── PUBLISH d0 m1 ────────────────────────────────────────────►│
 attendu ► ├── PUBLISH d1 m1 ────────────────────────────────────────────►│

  DUP oublié.
  Indice\u{a0}: reconnecter() renvoie
  Norme \u{a0}: MQTT 3.1.1, [MQTT-3.3.1-1]
";
    assert_eq!(message(qos_1(), vec![vec![right("PUBLISH d0 m1")], wrong]), expected);
}

#[test]
fn what_is_missing_and_what_is_too_many_are_told_apart() {
    let published = vec![right("PUBLISH d0 m1")];
    let missing = message(qos_1(), vec![published.clone(), vec![right("PUBLISH d1 m2")]]);
    assert!(from_the_mark(&missing)[0].starts_with("  MANQUE ► ├── PUBLISH d1 m1 ─"), "{missing}");
    assert!(missing.contains("Tout se renvoie.") && missing.contains("[MQTT-4.4.0-1]"), "{missing}");
    let nothing = message(qos_1(), vec![published, vec![]]);
    assert!(from_the_mark(&nothing)[0].starts_with("  MANQUE ► ├── PUBLISH d1 m1 ─"), "{nothing}");
    let extra = message(qos_1(), vec![vec![left("PUBACK m1"), right("PUBLISH d0 m1")]]);
    assert!(from_the_mark(&extra)[0].starts_with(" EN TROP ► │◄─ PUBACK m1 ─"), "{extra}");
    assert!(!extra.contains("casse"), "{extra}");
}

#[test]
fn a_panic_shows_how_far_the_conversation_went() {
    let code = |_: &mut Answers| -> Vec<Line> { panic!("index out of bounds") };
    let text = message(qos_1().step(left("PUBACK m1"), code), {
        vec![vec![right("PUBLISH d0 m1")], vec![right("PUBLISH d1 m1"), right("PUBLISH d1 m2")]]
    });
    assert!(text.contains("◄─ PUBACK m1 ─") && text.contains("Vous lisez une place"), "{text}");
}

#[test]
fn a_panic_that_the_test_foresaw_is_explained_in_its_words_and_keeps_the_hint() {
    let overflow = |_: &mut Answers| -> Vec<Line> { panic!("attempt to add with overflow") };
    let conversation =
        || testkit::conversation("a", "b").step(left("publier"), overflow).hint("testez avant");
    let text = message(conversation().panics("overflow", "Après 65\u{202f}535 vient 1."), vec![]);
    assert!(text.ends_with("\n\n  Après 65\u{202f}535 vient 1.\n  Indice\u{a0}: testez avant\n"), "{text}");
    let other = message(conversation().panics("out of bounds", "Autre chose."), vec![]);
    assert!(other.contains("ne tient pas dans son type") && other.contains("testez avant"), "{other}");
}

#[test]
fn lines_keep_to_the_terminal_and_texts_to_their_side() {
    let long = "x".repeat(200);
    let conversation = testkit::conversation::<Answers>("a", "b")
        .show(Line::OnRight("livre « 21.5 »".to_owned()))
        .show(right(&long))
        .step(left("fin"), next)
        .gives(vec![right("oui")]);
    let text = message(conversation, vec![]);
    assert!(text.lines().all(|line| line.chars().count() <= 79), "{text}");
    assert!(text.contains("livre « 21.5 » │") && text.contains("xxx… "), "{text}");
}
