use super::*;
use crate::model::ClassResult;

/// AUBRY Léa 14.5, BENALI Samir provisional, ISMAÏL Yanis absent, DUPONT Maël 8.
fn class() -> ClassResult {
    let line = |id: &str, name: &str, label: &str, value: &str, provisional: bool| {
        format!(
            r#"{{"id":"{id}","name":"{name}","group":null,"partners":[],"presence":"handed-in","arrangements":null,
            "submission":{{"label":"{label}","digest":"","files":[],"remarks":[]}},"lines":[],"adjustments":[],
            "mark":{{"value":{value},"before_rounding":{value},"out_of":20,"points":0,"points_out_of":0,
            "provisional":{provisional},"indicative":false,"imposed":false}},"skills":[],"remarks":[],
            "times":{{"seconds":0,"reused":0}}}}"#
        )
    };
    let sample = include_str!("../../../exemples/resultats.jsonl");
    let mut class = ClassResult::from_lines(sample).expect("the sample's result");
    let pupil = |text: String| serde_json::from_str(&text).expect("a pupil");
    class.pupils = vec![
        pupil(line("aubry-lea", "AUBRY Léa", "aubry-lea", "14.5", false)),
        pupil(line("benali-samir", "BENALI Samir", "x", "12", true)),
        pupil(line("ismail-yanis", "ISMAÏL Yanis", "x", "null", false)),
        pupil(line("dupont-mael", "DUPONT Maël", "DUPONT Maël_101_assignsubmission_file_", "8", false)),
    ];
    class.class.scheme.out_of = 20.0;
    class
}

fn filled(text: &str) -> Filled {
    fill(Path::new("feuille.csv"), text, &class()).expect("a worksheet")
}

fn refused(text: &str) -> String {
    fill(Path::new("feuille.csv"), text, &class()).expect_err("no worksheet").to_string()
}

const FRENCH: &str = "\u{feff}Identifiant,\"Nom complet\",\"Adresse de courriel\",Statut,Note,\"Note maximale\",\"La note peut être modifiée\",\"Dernière modification (note)\",\"Feedback par commentaires\"\r
\"Participant 77\",\"Léa Aubry\",lea@exemple.fr,\"Remis, \"\"à l’heure\"\"\",,\"20,00\",Oui,-,\"deux
lignes\"\r
\"Participant 78\",\"Samir BENALI\",,,9,\"20,00\",Oui,-,\r
\"Participant 79\",\"Yanis Ismail\",,,,\"20,00\",Oui,-,\r
\"Participant 80\",\"Qui Donc\",,,,\"20,00\",Oui,-,\r
";

#[test]
fn only_the_marks_change() {
    let filled = filled(FRENCH);
    let expected = FRENCH.replacen("\"\"\",,", "\"\"\",14.5,", 1);
    assert_eq!(filled.text, expected);
    assert_eq!(filled.marks, 1);
    assert_eq!(filled.without_mark, ["BENALI Samir", "ISMAÏL Yanis"]);
    assert_eq!(filled.unknown, ["Qui Donc"]);
    assert_eq!(filled.missing, ["DUPONT Maël"]);
}

#[test]
fn an_english_one_without_names_is_filled_by_the_number_of_the_work() {
    let sheet = "Identifier,Grade,Last modified (grade)\nParticipant 1010,,-\nParticipant 101,,-\n";
    let filled = filled(sheet);
    assert_eq!(
        filled.text,
        "Identifier,Grade,Last modified (grade)\nParticipant 1010,,-\nParticipant 101,8,-\n"
    );
    assert_eq!((filled.marks, filled.unknown), (1, vec!["Participant 1010".to_owned()]));
}

#[test]
fn two_pupils_of_one_name_get_no_mark_of_the_other() {
    let mut class = class();
    class.pupils[1].name = "Aubry Léa".to_owned();
    let sheet = "Identifier,Full name,Grade,Last modified (grade)\nParticipant 1,Léa Aubry,,-\n";
    let filled = fill(Path::new("f.csv"), sheet, &class).expect("a worksheet");
    assert_eq!((filled.text.as_str(), filled.marks), (sheet, 0));
}

#[test]
fn what_is_no_worksheet_is_refused_and_told() {
    assert!(refused("Nom,Note\nAubry,\n").contains("Identifiant\u{a0}» ni «\u{a0}Identifier"));
    assert!(refused("Identifier,Grade\nParticipant 1,\n").contains("Dernière modification (note)"));
    assert!(refused("Identifier,\"Grade\nParticipant 1,\n").contains("ligne 1"));
    let other = "Identifier,Grade,Maximum grade,Last modified (grade)\nParticipant 1,,100.00,-\n";
    assert!(refused(other).contains("note sur 100.00, et le barème sur 20"));
}
