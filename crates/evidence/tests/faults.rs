//! What is wrong in a file of rules, as its author reads it.

use evidence::Rules;
use proptest::prelude::*;

const HEAD: &str = "version = 1\ntitre = 'Essai'\n";

fn step(step: &str) -> String {
    format!("{HEAD}[[regles]]\nnom = 'a'\ntexte = 'A'\netapes = [ {{ {step} }} ]\n")
}

fn steps(steps: &str) -> String {
    format!("{HEAD}[[regles]]\nnom = 'a'\ntexte = 'A'\netapes = [\n    {steps}\n]\n")
}

#[test]
fn each_fault_has_its_place_and_its_remedy() {
    let files = [
        "version = 1\ntitre = \"TP".to_owned(),
        "titre = 'Essai'".to_owned(),
        "version = 2\ntitre = 'Essai'".to_owned(),
        "version = 1".to_owned(),
        HEAD.to_owned(),
        format!(
            "{HEAD}regle = 1\n[[regles]]\nnom = 'a'\ntexte = 'A'\netapes = [ {{ paquet = 'PINGREQ' }} ]\n"
        ),
        format!("{HEAD}[[regles]]\nnom = 'QoS 1'\n"),
        format!("{HEAD}[[regles]]\nnom = 'a'\n"),
        format!("{HEAD}[[regles]]\nnom = 'a'\ntexte = 'A'\n"),
        format!("{HEAD}[[regles]]\nnom = 'a'\ntexte = 'A'\netapes = []\n"),
        format!("{HEAD}[[regles]]\nnom = 'a'\ntexte = 'A'\npoints = 'deux'\netapes = []\n"),
        format!("{HEAD}[[regles]]\nnom = 'a'\ntexte = 'A'\nfacultative = 'oui'\netapes = []\n"),
        format!("{}{}", step("paquet = 'PINGREQ'"), "[[regles]]\nnom = 'a'\n"),
        step("paquet = 'PUBLICH', de = 'client'"),
        step("evenement = 'coupur'"),
        step("evenement = 'panne'"),
        step("paquet = 'PINGREQ', evenement = 'coupure'"),
        step("q = 1"),
        step("paquet = 'PUBLISH', q = 1"),
        step("paquet = 'PUBLISH', de = 'publieur'"),
        step("paquet = 'CONNACK', de = 'client'"),
        step("paquet = 'PUBACK', de = 'client', q = 1"),
        step("paquet = 'PINGREQ', m = 1"),
        step("paquet = ['PUBLISH', 'PUBACK'], de = 'client', q = 1"),
        step("paquet = 'PUBLISH', de = 'client', topik = 'a'"),
        step("paquet = 'PUBLISH', de = 'client', q = 'un'"),
        step("paquet = 'PUBLISH', de = 'client', q = { min = 'a' }"),
        step("paquet = 'PUBLISH', de = 'client', payload = 12"),
        step("paquet = 'PUBLISH', de = 'client', topic = 'a/#/b'"),
        step("paquet = 'PUBLISH', de = 'client', topic = '$x', m = '$x'"),
        step("paquet = 'PUBLISH', de = 'client', m = { sauf = '$m' }"),
        step("paquet = 'PINGREQ', delai = { max = 5 }"),
        step("paquet = 'PINGREQ', fois = 100"),
        steps(
            "{ paquet = 'PUBLISH', de = 'client', m = '$id' },\n    { paquet = 'PUBACK', de = 'broker', sans = { paquet = 'PUBREC', de = 'broker', m = '$it' } }",
        ),
        steps("{ paquet = 'PINGREQ' },\n    { paquet = 'PINGRESP', delai = { min = 9, max = 5 } }"),
        steps("{ paquet = 'PINGREQ' },\n    { evenement = 'fin-de-trace' },\n    { paquet = 'PINGRESP' }"),
        steps("{ evenement = 'fin-de-trace' }"),
        steps("'PINGREQ'"),
    ];
    let told = files.iter().map(|file| match Rules::parse("regles.toml", file) {
        Ok(_) => panic!("these rules can be read:\n{file}"),
        Err(error) => error.to_string(),
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n\n"));
}

proptest! {
    #[test]
    fn no_text_stops_the_reader(text in "(version = 1\ntitre = 'a'\n)?(\\[\\[regles\\]\\]\n)?.{0,200}") {
        if let Err(error) = Rules::parse("a", &text) {
            prop_assert!(error.line >= 1 && error.column >= 1);
            let escapes = error.to_string().contains('\x1b');
            prop_assert!(!escapes);
        }
    }

    #[test]
    fn no_step_stops_the_reader(step in "[a-z]{1,9} = ['{$\\[]{0,2}[A-Za-z0-9*#+{}$]{0,9}['}\\]]{0,2}(, [a-z]{1,6} = [0-9]{1,4})?") {
        let _ = Rules::parse("a", &steps(&format!("{{ paquet = 'PUBLISH', de = 'client', {step} }}")));
    }
}
