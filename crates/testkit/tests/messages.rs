//! The exact text that a student reads when a check fails.

use std::panic::{self, AssertUnwindSafe};

use testkit::Check;

/// Code of a student that panics.
type Code = fn() -> u8;

/// What `check` says when the student's code gives `got`.
fn message<T: PartialEq + Send + 'static>(
    check: Check<T>,
    got: impl FnOnce() -> T + Send + 'static,
) -> String {
    let payload =
        panic::catch_unwind(AssertUnwindSafe(|| check.when(got))).expect_err("the check should fail");
    let owned = payload.downcast_ref::<String>().cloned();
    owned.or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string)).expect("a text")
}

#[test]
fn a_good_result_says_nothing() {
    testkit::bytes("coder(5)", &[5]).when(|| Some(vec![5]));
    testkit::bits("f()", 0b0011_0000).when(|| Some(0x30));
    testkit::value("qos(0x32)", 1).when(|| 1);
}

#[test]
fn bytes_show_the_first_difference_and_the_help() {
    let check = testkit::bytes("coder(128)", &[0x80, 0x01])
        .hint("le bit 7 annonce qu’un autre octet suit")
        .clause("§2.2.3")
        .mistake(Some(vec![0x80]), "Vous avez sans doute oublié l’octet suivant.");
    let expected = "
  coder(128)
    attendu\u{a0}: 80 01
    obtenu \u{a0}: 80
                 ^^ premier écart à l’octet 1 (compté à partir de 0)
    taille \u{a0}: 2 octets attendus, 1 obtenu

  Vous avez sans doute oublié l’octet suivant.
  Indice\u{a0}: le bit 7 annonce qu’un autre octet suit
  Norme \u{a0}: MQTT 3.1.1, §2.2.3
";
    assert_eq!(message(check, || Some(vec![0x80])), expected);
}

#[test]
fn a_mistake_is_named_only_when_it_was_made() {
    let check = testkit::value("f()", 1).mistake(2, "Vous avez sans doute doublé.");
    assert!(!message(check, || 3).contains("doublé"));
}

#[test]
fn a_remark_speaks_where_no_mistake_is_recognised() {
    let check =
        || testkit::value("f()", 1).remark("Un est petit.").mistake(2, "Vous avez sans doute doublé.");
    assert!(message(check(), || 3).contains("  Un est petit.\n"));
    assert!(!message(check(), || 2).contains("Un est petit."));
}

#[test]
fn long_bytes_show_the_row_and_field_that_differ() {
    let expected: Vec<u8> = (0..40).collect();
    let mut got = expected.clone();
    got[18] = 0xff;
    let check = testkit::bytes("f()", &expected).fields(&[("début", 17), ("keep-alive", 2), ("suite", 21)]);
    let expected = "
  f()
    attendu\u{a0}: [16] … 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f …
    obtenu \u{a0}: [16] … 10 11 ff 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f …
                           ^^ premier écart à l’octet 18 (compté à partir de 0), «\u{a0}keep-alive\u{a0}»

";
    assert_eq!(message(check, || Some(got)), expected);
}

#[test]
fn nothing_at_all_is_said_so() {
    let none = message(testkit::bytes("f()", &[1]), || None);
    assert!(none.contains("attendu\u{a0}: 01\n    obtenu \u{a0}: None\n"), "{none}");
    let empty = message(testkit::bytes("f()", &[1]), || Some(vec![]));
    assert!(empty.contains("obtenu \u{a0}: (aucun octet)\n"), "{empty}");
}

#[test]
fn bits_underline_each_wrong_bit() {
    let expected = "
  octet_publish()
    attendu\u{a0}: 0011 0010  (0x32)
    obtenu \u{a0}: 0110 0010  (0x62)
               ^ ^       bits différents\u{a0}: 6, 4 (le bit 0 est à droite)

";
    assert_eq!(message(testkit::bits("octet_publish()", 0x32), || Some(0x62)), expected);
}

#[test]
fn a_panic_of_the_students_code_is_explained() {
    let cases: [(Code, &str); 3] = [
        (|| [1, 2][std::hint::black_box(2)], "Vous lisez une place qui n’existe pas"),
        (|| std::hint::black_box(255) + 1, "ne tient pas dans son type"),
        (|| panic!("je ne sais pas"), "ne doit jamais s’arrêter"),
    ];
    for (code, words) in cases {
        let text = message(testkit::value("lire([])", 0), code);
        assert!(text.contains("lire([])") && text.contains(words), "{text}");
    }
}

#[test]
fn a_long_sentence_goes_on_below_its_beginning() {
    let check = testkit::value("f()", 1)
        .remark("Cette phrase est bien trop longue pour une fenêtre ordinaire, elle continue donc sur une seconde ligne, en retrait.")
        .hint("celui-ci est assez long, lui aussi, pour ne pas tenir en entier dans la largeur d’une fenêtre")
        .clause("§2.2.3");
    let expected = "
  f()
    attendu\u{a0}: 1
    obtenu \u{a0}: 2

  Cette phrase est bien trop longue pour une fenêtre ordinaire, elle continue donc sur une seconde
    ligne, en retrait.
  Indice\u{a0}: celui-ci est assez long, lui aussi, pour ne pas tenir en entier dans la largeur d’une
    fenêtre
  Norme \u{a0}: MQTT 3.1.1, §2.2.3
";
    assert_eq!(message(check, || 2), expected);
}

#[test]
fn what_is_still_to_write_is_left_as_rust_says_it() {
    let text = message(testkit::value("f()", 0), || panic!("not yet implemented: étape 1"));
    assert_eq!(text, "not yet implemented: étape 1");
}

#[test]
fn a_loop_without_end_fails_the_test() {
    let code = || loop {
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    let text = message(testkit::value("coder(128)", 0), code);
    assert!(text.contains("boucle sans fin"), "{text}");
}
